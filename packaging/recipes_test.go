//go:build packaging

package packaging_test

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/internal/clienttest"
)

// block finds the code of a document whose first line names a file.
var block = regexp.MustCompile("(?ms)^```(?:js|python)\n(?://|#) (\\S+)\n(.*?)^```$")

// recipe returns an empty folder with the files of docs/ci.md, and what else the document says.
func recipe(t *testing.T) (folder, text string) {
	t.Helper()
	document, err := os.ReadFile(root + "/docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	folder = t.TempDir()
	for _, file := range block.FindAllSubmatch(document, -1) {
		if err := os.WriteFile(filepath.Join(folder, string(file[1])), file[2], 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder, string(document)
}

// The recipes of docs/ci.md work in an empty folder, by the commands that it gives.
func TestRecipes(t *testing.T) {
	t.Parallel()
	bin := t.TempDir()
	build := exec.CommandContext(t.Context(), "go", "build", "-o", bin+"/", root+"/cmd/stytch-emulator")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	modules, err := filepath.Abs(root + "/cmd/stytch-emulator/node/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	const inner = `node -e 'import("./project.mjs").then(({keys, emulator}) => fetch(emulator + "/health").then(r => r.json()).then(h => { if (h.project_id !== keys.project_id) throw h }))' && ` +
		`python3 -c 'import json, project; from urllib.request import urlopen; assert json.load(urlopen(project.emulator + "/health"))["project_id"] == project.project_id'`
	for _, test := range []struct {
		name, command string
		env           []string
		undocumented  bool
	}{
		{name: "Node", command: "npx stytch-emulator -tls -- node --test"},
		{name: "Python", command: "stytch-emulator -tls -- python3 -m unittest"},
		{name: "workers", command: "stytch-emulator -projects 4 -- sh -c '" + strings.ReplaceAll(inner, "'", `'\''`) + "'",
			env: []string{"JEST_WORKER_ID=3", "PYTEST_XDIST_WORKER=gw2"}, undocumented: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			folder, text := recipe(t)
			if !test.undocumented && !strings.Contains(text, "\n"+test.command+"\n") {
				t.Errorf("docs/ci.md does not give the command %s", test.command)
			}
			if err := os.Symlink(modules, filepath.Join(folder, "node_modules")); err != nil {
				t.Fatal(err)
			}
			// A free port in place of 4110, and no npx: TestNPM has that.
			command := strings.Replace(strings.TrimPrefix(test.command, "npx "), "stytch-emulator ", "stytch-emulator -addr 127.0.0.1:0 ", 1)
			runIn(t, folder, bin, command, test.env...)
		})
	}
}

// The server that keeps running is healthy when its loop ends, and the keys are those given.
func TestRecipes_server(t *testing.T) {
	t.Parallel()
	commands, bin := serverRecipe(t, clienttest.FreePort(t))
	out := runIn(t, t.TempDir(), bin, commands+`echo "$STYTCH_SECRET"; kill %1; wait %1`)
	if !bytes.HasSuffix(bytes.TrimSpace(out), []byte("secret-test-ci")) {
		t.Errorf("it prints %s", out)
	}
}

// The loop fails if the emulator cannot start, also if another program at its address responds to everything.
func TestRecipes_serverFails(t *testing.T) {
	t.Parallel()
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	t.Cleanup(other.Close)
	_, port, err := net.SplitHostPort(other.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	commands, bin := serverRecipe(t, port)
	for _, shell := range []string{"bash", "sh"} {
		out := runIn(t, t.TempDir(), bin, `if `+shell+` -c '`+commands+`echo healthy'; then exit 1; fi`)
		if bytes.Contains(out, []byte("healthy")) {
			t.Errorf("%s prints %s", shell, out)
		}
	}
}

// serverRecipe returns the commands that start a server which keeps running, at a port, and the folder of its programs.
func serverRecipe(t *testing.T, port string) (commands, bin string) {
	t.Helper()
	_, text := recipe(t)
	script := regexp.MustCompile("(?s)```sh\n([^`]*-health [^`]*)```").FindStringSubmatch(text)
	if script == nil {
		t.Fatal("docs/ci.md has no script with -health")
	}
	bin = t.TempDir()
	build := exec.CommandContext(t.Context(), "go", "build", "-o", bin+"/", root+"/cmd/stytch-emulator")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	address := "-addr 127.0.0.1:" + port
	return strings.NewReplacer("stytch-emulator -project-id", "stytch-emulator "+address+" -project-id", "-health ", address+" -health ").Replace(script[1]), bin
}

// runIn runs a command in a folder, with the programs in bin.
func runIn(t *testing.T, folder, bin, command string, env ...string) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "bash", "-mc", command)
	cmd.Dir = folder
	cmd.Env = append(append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH")), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Errorf("%s: %v\n%s%s", command, err, stdout.Bytes(), stderr.Bytes())
	}
	return stdout.Bytes()
}
