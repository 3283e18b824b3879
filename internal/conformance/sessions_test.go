//go:build unix

package conformance_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/internal/clienttest"
)

// A reader who copies the program of a page, runs it and follows with curl sees what the page says.
func TestSessions(t *testing.T) {
	t.Parallel()
	inCI(t)
	bin := t.TempDir()
	build := exec.CommandContext(t.Context(), "go", "build", "-o", bin+"/", "./cmd/stytch-emulator")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	reader := newReader(t)
	start := shellLines(t, filepath.Join(root, "docs/protect-an-api.md"))
	login := start[len(start)-5:]
	for page, email := range map[string]string{
		"protect-an-api": "ada@example.com", "roles": "grace@example.com", "connected-apps": "ada@example.com",
	} {
		t.Run(page, func(t *testing.T) {
			t.Parallel()
			var run string
			lines := login
			for _, line := range shellLines(t, filepath.Join(root, "docs", page+".md")) {
				if rest, ok := strings.CutPrefix(line, goRunEmulator); ok {
					run = "stytch-emulator " + rest
				}
				if page != "protect-an-api" && strings.HasPrefix(line, "curl ") {
					lines = append(slices.Clip(lines), line)
				}
			}
			s := &session{T: t, app: clienttest.FreePort(t), emulator: clienttest.FreePort(t)}
			cmd := readerCommand(t, bin, strings.Replace(run, "stytch-emulator", "stytch-emulator -addr 127.0.0.1:"+s.emulator, 1))
			s.folder = cmd.Dir
			s.writeProgram(reader, page)
			cmd.Env = append(cmd.Env, reader.env...)
			var out output
			cmd.Stdout, cmd.Stderr = &out, &out
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			out.await(t, "listening on http://localhost:"+s.app)
			clienttest.AwaitPort(t, s.app) // it listens just after it has said so
			for _, line := range lines {
				s.curl(strings.ReplaceAll(line, "ada@example.com", email))
			}
			interrupt(t, cmd)
			_ = cmd.Wait() // the exit code is that of the program, which ends by the signal
		})
	}
}

// session is what a reader does in a terminal.
type session struct {
	*testing.T

	folder, app, emulator string
	// methodID and code are those of the last login, and token is the last access token.
	methodID, code, token string
}

// writeProgram follows a page, and before that the one that it adds to.
func (s *session) writeProgram(reader reader, page string) {
	s.Helper()
	if err := os.RemoveAll(filepath.Join(s.folder, "examples")); err != nil { // a reader does not have them
		s.Fatal(err)
	}
	base := recipeOf(s.T, filepath.Join(root, "docs/protect-an-api.md"))
	added := recipeOf(s.T, filepath.Join(root, "docs", page+".md"))
	for _, part := range []recipe{added.preceded(base), added} {
		for i := range part.steps {
			part.steps[i].code = strings.ReplaceAll(part.steps[i].code, "localhost:8080", "localhost:"+s.app)
		}
		for i := range part.lines {
			part.lines[i] = strings.ReplaceAll(part.lines[i], "localhost:8080", "localhost:"+s.app)
		}
		reader.follow(s.T, s.folder, part)
	}
}

var (
	methodID    = regexp.MustCompile(`"method_id":"([^"]+)"`)
	accessToken = regexp.MustCompile(`"token": ?"([^"]+)"`)
	sentCode    = regexp.MustCompile(`"code": ?"(\d{6})"`)
)

// curl runs a command, whose comment says what it prints.
func (s *session) curl(line string) {
	s.Helper()
	command, comment, _ := strings.Cut(line, " # ")
	command = strings.NewReplacer("localhost:8080", "localhost:"+s.app, "localhost:4110", "127.0.0.1:"+s.emulator,
		"method_id=email-test-...", "method_id="+s.methodID, "code=123456", "code="+s.code, "Bearer ...", "Bearer "+s.token).Replace(command)
	cmd := exec.CommandContext(s.Context(), "bash", "-c", strings.Replace(command, "curl ", "curl -sS ", 1))
	cmd.Dir = s.folder
	out, err := cmd.CombinedOutput()
	if err != nil {
		s.Fatalf("%s: %v\n%s", command, err, out)
	}
	if match := methodID.FindSubmatch(out); match != nil {
		s.methodID = string(match[1])
	}
	if match := accessToken.FindSubmatch(out); match != nil {
		s.token = string(match[1])
	}
	if match := sentCode.FindSubmatch(out); match != nil {
		s.code = string(match[1])
	}
	for part := range strings.SplitSeq(comment, "...") {
		if comment != "the email, with its code" && !bytes.Contains(out, []byte(part)) {
			s.Errorf("%s prints %s, want %s", command, out, comment)
		}
	}
}

// output collects what a program prints.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// await waits until a program has printed a text.
func (o *output) await(t *testing.T, text string) {
	t.Helper()
	deadline := time.Now().Add(5 * time.Minute)
	for !strings.Contains(o.String(), text) {
		if time.Now().After(deadline) {
			t.Fatalf("it does not print %q:\n%s", text, o)
		}
		time.Sleep(10 * time.Millisecond)
	}
}
