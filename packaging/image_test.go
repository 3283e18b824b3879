//go:build packaging

package packaging_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/users"
)

const (
	root = ".."
	// uid is who runs the programs of the images.
	uid = 65532
	// defaultPort is where the image of the emulator serves. The tests take a free one in its place.
	defaultPort = "4110"
	// patience is how long a test waits for a real process.
	patience = 2 * time.Minute
)

// image is what the Dockerfile of a program says, with its root file system laid out in a directory. It runs by
// chroot, so that the tests need no container engine.
type image struct {
	rootfs                       string
	entrypoint, healthcheck, env []string
}

// newImage lays out the image of a program.
func newImage(t *testing.T, program, port string) *image {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root can chroot; where Docker runs, build the image instead")
	}
	img := &image{rootfs: t.TempDir()}
	if out, err := exec.CommandContext(t.Context(), "./rootfs", program, img.rootfs).CombinedOutput(); err != nil {
		t.Fatalf("rootfs: %v\n%s", err, out)
	}
	img.own(t)
	img.parse(t, filepath.Join(root, "cmd", program, "Dockerfile"), port)
	return img
}

// own gives every file to the image's user, as COPY --chown does.
func (img *image) own(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir(img.rootfs, func(name string, _ fs.DirEntry, err error) error {
		return errors.Join(err, os.Chown(name, uid, uid))
	})
	if err != nil {
		t.Fatal(err)
	}
}

var (
	entrypoint  = regexp.MustCompile(`(?m)^ENTRYPOINT (\[.*\])$`)
	healthcheck = regexp.MustCompile(`(?m)^HEALTHCHECK .*CMD (\[.*\])$`)
	env         = regexp.MustCompile(`(?m)^ENV (\S+=\S+)$`)
)

// parse reads the last stage of a Dockerfile.
func (img *image) parse(t *testing.T, name, port string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	_, final, found := strings.Cut(strings.ReplaceAll(string(text), defaultPort, port), "\nFROM scratch\n")
	if !found || !strings.Contains(final, "\nCOPY --from=build --chown=65532:65532 /rootfs /\n") && !strings.HasPrefix(final, "COPY --from=build --chown=65532:65532 /rootfs /\n") {
		t.Fatalf("%s is not made of the root file system alone", name)
	}
	if !strings.Contains(final, "\nUSER 65532:65532\n") {
		t.Errorf("%s does not leave root", name)
	}
	list := func(re *regexp.Regexp) (args []string) {
		if m := re.FindStringSubmatch(final); m != nil {
			if err := json.Unmarshal([]byte(m[1]), &args); err != nil {
				t.Fatalf("%s: %v in %s", name, err, m[0])
			}
		}
		return args
	}
	img.entrypoint, img.healthcheck = list(entrypoint), list(healthcheck)
	for _, m := range env.FindAllStringSubmatch(final, -1) {
		img.env = append(img.env, m[1])
	}
}

// command runs a program of the image, as the image's user and with the image's environment alone.
func (img *image) command(ctx context.Context, argv ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Dir = "/"
	cmd.Env = append(slices.Clone(img.env), "PATH=/nowhere")
	cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: img.rootfs, Credential: &syscall.Credential{Uid: uid, Gid: uid}}
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) } // as docker stop
	cmd.WaitDelay = patience
	return cmd
}

// serve runs the image with further arguments until stop, which checks how it ends. It returns once a health check
// succeeds.
func (img *image) serve(t *testing.T, check []string, args ...string) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	var log bytes.Buffer
	cmd := img.command(ctx, slices.Concat(img.entrypoint, args)...)
	cmd.Stdout, cmd.Stderr = &log, &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		// Wait reports that the context is done where the program itself reports nothing.
		if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("it ends with %v", err)
		}
		if t.Failed() {
			t.Logf("%s", log.Bytes())
		}
	}
	t.Cleanup(stop)
	for healthy := false; !healthy; {
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("it ended with %v before it was healthy", err)
		case <-ctx.Done():
			t.Fatal("it does not become healthy")
		case <-time.After(50 * time.Millisecond):
			healthy = img.command(ctx, check...).Run() == nil
		}
	}
	return stop
}

func TestEmulatorImage(t *testing.T) {
	t.Parallel()
	port := clienttest.FreePort(t)
	img := newImage(t, "stytch-emulator", port)
	const project, secret = "project-test-11111111-1111-4111-8111-111111111111", "secret-test-11111111111111111111111111111111"

	if err := img.command(t.Context(), img.healthcheck...).Run(); err == nil {
		t.Error("it is healthy before it starts")
	}
	stop := img.serve(t, img.healthcheck, "-project-id", project, "-secret", secret)
	client, err := stytch.New(project, secret, stytch.WithBaseURL("http://127.0.0.1:"+port))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"}); err != nil {
		t.Error(err)
	}
	stop()

	// The same health check holds with TLS.
	img.serve(t, img.healthcheck, "-tls")()
}

// Over HTTP the agent tools have a health check, and need a token.
func TestAgentToolsImage_http(t *testing.T) {
	t.Parallel()
	port := clienttest.FreePort(t)
	img := newImage(t, "stytch-mcp", defaultPort)
	serve := []string{"-emulator", "-http", "0.0.0.0:" + port, "-expose"}
	if out, err := img.command(t.Context(), append(img.entrypoint, serve...)...).CombinedOutput(); err == nil || !bytes.Contains(out, []byte("STYTCH_MCP_TOKEN")) {
		t.Errorf("without a token: %v: %s", err, out)
	}
	img.env = append(img.env, "STYTCH_MCP_TOKEN=s3cret")
	img.serve(t, append(img.entrypoint, "-health", "-http", "127.0.0.1:"+port), serve...)
}

func TestAgentToolsImage(t *testing.T) {
	t.Parallel()
	img := newImage(t, "stytch-mcp", defaultPort)
	cmd := img.command(t.Context(), append(img.entrypoint, "-emulator")...)
	client := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil)
	session, err := client.Connect(t.Context(), &mcp.CommandTransport{Command: cmd}, nil)
	if err != nil {
		t.Fatal(err)
	}
	tools, err := session.ListTools(t.Context(), nil)
	if err != nil || len(tools.Tools) < 20 {
		t.Errorf("%v, %v", tools, err)
	}
	if err := session.Close(); err != nil {
		t.Error(err)
	}
}
