//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/stytchtest"
)

// asProgram turns the test binary into the program itself, so that a test can run and kill it.
const asProgram = "IMPORT_USERS_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	if os.Getenv(asProgram) == "measure" {
		go measureHeap()
	}
	main()
	if os.Getenv(asProgram) == "measure" {
		fmt.Fprintln(os.Stderr, "heap:", mostHeap.Load()>>20, "MiB")
	}
}

// mostHeap is the most that the heap held.
var mostHeap atomic.Uint64

func measureHeap() {
	var m runtime.MemStats
	for {
		runtime.ReadMemStats(&m)
		mostHeap.Store(max(mostHeap.Load(), m.HeapAlloc))
		time.Sleep(20 * time.Millisecond)
	}
}

// program runs the program against an emulator.
type program struct {
	*testing.T
	projectID, secret, url string
	args                   []string
	mode                   string // of asProgram
	// running is the process to interrupt.
	running atomic.Pointer[os.Process]
}

func (p *program) run() (printed string, ended *os.ProcessState) {
	p.Helper()
	self, err := os.Executable()
	if err != nil {
		p.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd := exec.CommandContext(p.Context(), self, p.args...)
	cmd.Stderr = &stderr
	cmd.Env = append(os.Environ(), asProgram+"="+p.mode, "STYTCH_ENV=test",
		"STYTCH_PROJECT_ID="+p.projectID, "STYTCH_SECRET="+p.secret, "STYTCH_BASE_URL="+p.url)
	if err := cmd.Start(); err != nil {
		p.Fatal(err)
	}
	p.running.Store(cmd.Process)
	err = cmd.Wait()
	if _, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
		p.Fatal(err)
	}
	p.Logf("%v:\n%s", cmd.ProcessState, &stderr)
	return stderr.String(), cmd.ProcessState
}

// interrupter does something to the program when a number of calls has come.
type interrupter struct {
	next  http.Handler
	calls atomic.Int64
	// at is the call, and before says whether it is done before the call is handled.
	at     atomic.Int64
	before atomic.Bool
	do     atomic.Pointer[func() error]
}

// never is the call at which nothing is done.
const never = math.MaxInt64

func (i *interrupter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n := i.calls.Add(1)
	if i.before.Load() {
		i.interrupt(n)
	}
	i.next.ServeHTTP(w, r)
	if !i.before.Load() {
		i.interrupt(n)
	}
}

// interrupt does it once, at the first call that is late enough. If it fails, as for a process that has ended and whose
// last calls still come, the next call does it.
func (i *interrupter) interrupt(n int64) {
	at := i.at.Load()
	if n >= at && i.at.CompareAndSwap(at, never) && (*i.do.Load())() != nil {
		i.at.CompareAndSwap(never, at)
	}
}

// set sets when the program is interrupted: after so many more calls.
func (i *interrupter) set(after int64, before bool, do func() error) {
	i.do.Store(&do)
	i.before.Store(before)
	i.at.Store(i.calls.Load() + after)
}

// An import is killed ten times at random moments, while one call in a hundred fails. In the end every user is there
// once, and the report counts each as created.
func TestProgram_killed(t *testing.T) {
	t.Parallel()
	const n, kills = 3000, 10
	seed := uint64(time.Now().UnixNano())
	t.Log("seed", seed)
	random := rand.New(rand.NewPCG(seed, seed))

	i := new(interrupter)
	f := &faults{share: 0.01, rand: rand.New(rand.NewPCG(seed, 1))}
	srv := stytchtest.NewServer(t, stytchtest.WithMiddleware(func(next http.Handler) http.Handler {
		i.next, f.next = f, next
		return i
	}))
	path := writeRows(t, rows(n)...)
	p := &program{T: t, projectID: srv.ProjectID(), secret: srv.Secret(), url: srv.URL(), args: []string{path}, mode: "1"}
	for kill := range kills {
		i.set(1+random.Int64N(n/kills), random.IntN(2) == 0, func() error { return p.running.Load().Kill() })
		_, ended := p.run()
		if status, ok := ended.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
			t.Fatalf("it ended before kill %d: %v", kill, ended)
		}
		if random.IntN(3) == 0 { // what a power cut may leave
			appendToJournal(t, path, []string{"\x00\x00\x00", `{"record":1,"li`, "\n"}[random.IntN(3)])
		}
	}
	i.at.Store(never)
	printed, ended := p.run()
	if !ended.Success() {
		t.Errorf("in the end: %v", ended)
	}
	f.mu.Lock()
	f.share = 0
	f.mu.Unlock()
	checkImported(t, srv, n)
	checkReport(t, printed, n)
	if left, err := filepath.Glob(path + "*"); err != nil || len(left) != 2 {
		t.Errorf("it left %v, %v", left, err)
	}
}

func appendToJournal(t *testing.T, path, text string) {
	t.Helper()
	file, err := os.OpenFile(path+".journal", os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.WriteString(text)
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
}

// Ctrl-C lets the calls under way finish. The next run resumes.
func TestProgram_interrupted(t *testing.T) {
	t.Parallel()
	const n = 1000
	i := new(interrupter)
	srv := stytchtest.NewServer(t, stytchtest.WithMiddleware(func(next http.Handler) http.Handler {
		i.next = next
		return i
	}))
	path := writeRows(t, rows(n)...)
	p := &program{T: t, projectID: srv.ProjectID(), secret: srv.Secret(), url: srv.URL(), args: []string{path}, mode: "1"}
	i.set(300, true, func() error { return p.running.Load().Signal(os.Interrupt) })
	printed, ended := p.run()
	if match := regexp.MustCompile(`stopped after (\d+) of 1000 records; run the same command again`).FindStringSubmatch(printed); ended.ExitCode() != 1 || match == nil {
		t.Fatalf("after Ctrl-C: %v", ended)
	} else if done, err := strconv.Atoi(match[1]); err != nil || done != len(all(t, srv)) {
		t.Errorf("it says that %d are done, but %d are there", done, len(all(t, srv)))
	}
	i.at.Store(never)
	printed, ended = p.run()
	if !ended.Success() || !strings.Contains(printed, "Resuming after") || strings.Contains(printed, "found after a response") {
		t.Errorf("in the end: %v", ended)
	}
	checkImported(t, srv, n)
	checkReport(t, printed, n)
}
