//go:build packaging

package packaging_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/flymyai/stytch-go/internal/clienttest"
)

// service is what the tests read of a service in a compose file.
type service struct {
	Build       struct{ Context, Dockerfile string }
	Command     []string
	Environment map[string]string
	Volumes     []string
	Healthcheck struct{ Test []string }
	DependsOn   map[string]struct{ Condition string } `yaml:"depends_on"`
}

// The app of the compose example reaches the emulator, which its health check declares healthy. Chroot stands for the
// containers, a link for the volume, and a hosts file for the network.
func TestCompose(t *testing.T) {
	t.Parallel()
	const dir = root + "/examples/compose"
	port := clienttest.FreePort(t)
	text, err := os.ReadFile(dir + "/compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Services map[string]service }
	decoder := yaml.NewDecoder(strings.NewReader(strings.ReplaceAll(string(text), defaultPort, port)))
	if err := decoder.Decode(&file); err != nil {
		t.Fatal(err)
	}
	emulator, app := file.Services["stytch"], file.Services["app"]
	for name, s := range file.Services {
		if _, err := os.Stat(filepath.Join(dir, s.Build.Context, s.Build.Dockerfile)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if app.DependsOn["stytch"].Condition != "service_healthy" {
		t.Error("the app does not wait for the emulator")
	}

	img := newImage(t, "stytch-emulator", port)
	if len(emulator.Healthcheck.Test) < 2 || emulator.Healthcheck.Test[0] != "CMD" {
		t.Fatalf("health check %q", emulator.Healthcheck.Test)
	}
	img.serve(t, emulator.Healthcheck.Test[1:], emulator.Command...)

	run := newApp(t)
	share(t, img.rootfs, emulator.Volumes, run.rootfs, app.Volumes)
	for name, value := range app.Environment {
		run.env = append(run.env, name+"="+value)
	}
	out, err := run.command(t.Context(), "/app").CombinedOutput()
	if err != nil || !bytes.HasPrefix(out, []byte("signed up user-test-")) {
		t.Errorf("the app ends with %v: %s", err, out)
	}
}

// newApp lays out an image with the app of the example, which knows the emulator by the name of its service.
func newApp(t *testing.T) *image {
	t.Helper()
	img := &image{rootfs: t.TempDir()}
	build := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-o", filepath.Join(img.rootfs, "app"), root+"/examples/compose") // as rootfs, which shares the cache
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := os.Mkdir(filepath.Join(img.rootfs, "etc"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(img.rootfs, "etc/hosts"), []byte("127.0.0.1 stytch\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	img.own(t)
	return img
}

// share puts the files of the first volume of one image where another image has that volume.
func share(t *testing.T, from string, fromVolumes []string, to string, toVolumes []string) {
	t.Helper()
	if len(fromVolumes) != 1 || len(toVolumes) != 1 {
		t.Fatalf("volumes %q and %q, want one each", fromVolumes, toVolumes)
	}
	source, target := strings.Split(fromVolumes[0], ":"), strings.Split(toVolumes[0], ":")
	if source[0] != target[0] {
		t.Fatalf("volumes %s and %s are not the same", source[0], target[0])
	}
	if err := os.CopyFS(filepath.Join(to, target[1]), os.DirFS(filepath.Join(from, source[1]))); err != nil {
		t.Fatal(err)
	}
}
