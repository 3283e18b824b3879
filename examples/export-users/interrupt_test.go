//go:build unix

package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
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

	"github.com/flymyai/stytch-go/internal/testsize"
	"github.com/flymyai/stytch-go/stytchtest"
)

// asProgram turns the test binary into the program itself, so that a test can run and kill it.
const asProgram = "EXPORT_USERS_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	go measureHeap()
	main()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	fmt.Fprintln(os.Stderr, "memory:", memory.Sys>>20, "MiB, heap:", mostHeap.Load()>>20, "MiB")
}

// mostHeap is the most that the heap held.
var mostHeap atomic.Uint64

func measureHeap() {
	for {
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		mostHeap.Store(max(mostHeap.Load(), memory.HeapAlloc))
		time.Sleep(20 * time.Millisecond)
	}
}

// exported is how many users the test exports. The figure of docs/benchmarks.md is that of 1,000,000.
var exported = flag.Int("users", manyUsers(), "users to export in TestProgram_interruptedAndKilled")

// manyUsers returns how many users make an export long enough to interrupt.
func manyUsers() int {
	if testsize.Large() {
		return 100_000
	}
	return 10_000
}

// program runs the program against an emulator, behind a server that interrupts it.
type program struct {
	*testing.T
	srv  *stytchtest.Server
	url  string
	path string
	// running is the process to interrupt. searches counts the searches of all processes.
	running  atomic.Pointer[os.Process]
	searches atomic.Int32
}

// newProgram returns a program that is interrupted during one search and killed after another, counted over all runs.
func newProgram(t *testing.T, srv *stytchtest.Server, interruptAt, killAfter int32) *program {
	t.Helper()
	p := &program{T: t, srv: srv, path: filepath.Join(t.TempDir(), "users.ndjson")}
	served := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch p.searches.Add(1) {
		case interruptAt:
			// The program waits for this page, and must stop waiting.
			_ = p.running.Load().Signal(os.Interrupt)
			_, _ = io.Copy(io.Discard, r.Body) // a server notices a closed connection only after that
			<-r.Context().Done()
		case killAfter:
			srv.Handler().ServeHTTP(w, r)
			_ = p.running.Load().Kill() // at any point of that page
		default:
			srv.Handler().ServeHTTP(w, r)
		}
	}))
	t.Cleanup(served.Close)
	p.url = served.URL
	return p
}

// run runs the program to its end. It returns what the program printed and its exit status.
func (p *program) run() (printed string, ended *os.ProcessState) {
	p.Helper()
	self, err := os.Executable()
	if err != nil {
		p.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd := exec.CommandContext(p.Context(), self, "-o", p.path, "-rate", "1000000")
	cmd.Stderr = &stderr
	cmd.Env = append(os.Environ(), asProgram+"=1", "STYTCH_ENV=test",
		"STYTCH_PROJECT_ID="+p.srv.ProjectID(), "STYTCH_SECRET="+p.srv.Secret(), "STYTCH_BASE_URL="+p.url)
	if err := cmd.Start(); err != nil {
		p.Fatal(err)
	}
	p.running.Store(cmd.Process)
	err = cmd.Wait()
	if _, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
		p.Fatal(err)
	}
	p.Logf("%v after %d searches in total:\n%s", cmd.ProcessState, p.searches.Load(), &stderr)
	return stderr.String(), cmd.ProcessState
}

// A large export is interrupted by Ctrl-C, resumed, killed in the middle of a page, and resumed again.
func TestProgram_interruptedAndKilled(t *testing.T) {
	t.Parallel()
	users := *exported
	pages := users / maxPage
	interruptAt, killAfter := pages*3/10, pages*6/10
	p := newProgram(t, newServer(t, users), int32(interruptAt), int32(killAfter))

	printed, ended := p.run()
	committed := (interruptAt - 1) * maxPage
	if want := fmt.Sprintf("stopped after %d users; run the same command again", committed); ended.ExitCode() != 1 || !strings.Contains(printed, want) {
		t.Errorf("after Ctrl-C: %v\n%s", ended, printed)
	}
	if checkpoint, err := loadCheckpoint(p.path); err != nil || checkpoint.Users != committed {
		t.Fatalf("after Ctrl-C: %+v, %v", checkpoint, err)
	}

	_, ended = p.run()
	if status, ok := ended.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
		t.Errorf("it ended before it was killed: %v", ended)
	}
	// What a kill leaves on the disk varies. This is the worst case: half a user and half a checkpoint.
	appendTo(t, p.path, `{"biometric_registrations":[],"crea`)
	appendTo(t, checkpointPath(p.path)+".123.tmp", `{"version":1,"pro`)

	printed, ended = p.run()
	if want := fmt.Sprintf("Done: %d users", users); !ended.Success() || !strings.Contains(printed, want) {
		t.Errorf("in the end: %v\n%s", ended, printed)
	}
	checkUsers(t, p.path, users)
	checkComplete(t, p.path)
	checkMemory(t, printed)
}

// checkMemory checks that the program kept one page at a time: a hundred thousand users take more than 100 MiB.
func checkMemory(t *testing.T, printed string) {
	t.Helper()
	match := regexp.MustCompile(`memory: (\d+) MiB, heap: (\d+) MiB`).FindStringSubmatch(printed)
	if match == nil {
		t.Fatal("the program did not print its memory")
	}
	if mib, err := strconv.Atoi(match[1]); err != nil || mib > 80 {
		t.Errorf("it took %d MiB, %v", mib, err)
	}
	if mib, err := strconv.Atoi(match[2]); err != nil || mib > 32 {
		t.Errorf("the heap held %d MiB, %v", mib, err)
	}
}
