//go:build unix

package conformance_test

import (
	"bytes"
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

const (
	goRunEmulator = "go run github.com/flymyai/stytch-go/cmd/stytch-emulator@latest "
	goRunMCP      = "go run github.com/flymyai/stytch-go/cmd/stytch-mcp@latest "
)

// runnable maps the commands of the documentation that TestCommands runs to the function that runs them. Commands of go test
// are only checked, and those of curl are left to TestSessions.
var runnable = map[string]func(t *testing.T, bin, command string){
	"go run ./examples/quickstart":                                            runCommand,
	"go run ./examples/export-users -o users.csv":                             runCommand,
	"go run ./examples/import-users examples/import-users/testdata/users.csv": runCommand,
	"go run ./examples/import-users -dry-run users.ndjson":                    runCommand,
	"go run ./examples/import-users users.ndjson":                             runCommand,
	goRunMCP + "-emulator":                                                    runCommand, // since its standard input is empty
	"go run ./examples/webapp":                                                runServer,
	"go run ./examples/mcp-server":                                            runServer,
	goRunEmulator + "-addr 127.0.0.1:4110 -tls":                               runServer,
	goRunEmulator + "-seed machines.json":                                     runServer,
	"stytch-emulator -webhook-url http://127.0.0.1:8080/webhooks/stytch":      runServer,
}

// notRunnable are the commands that TestCommands does not run, by the reason. If a reason names a test, TestCommands checks
// that the test exists.
var notRunnable = map[string][]string{
	"it is part of .ci/run": {
		"go build ./... && go vet ./...",
	},
	"it runs this test": {
		"go test ./...",
		"make test",
		"make check",
	},
	"it changes files": {
		"make generate",
	},
	"it takes minutes": {
		"make lint",
		"tools/run golangci-lint run ./users/...",
	},
	"TestRecipes of internal/conformance runs it": {
		"go mod init example.com/app",
		"go mod init example.com/mcp",
		"go get github.com/flymyai/stytch-go",
		"go get github.com/flymyai/stytch-go@latest",
		"go get github.com/flymyai/stytch-go@latest github.com/modelcontextprotocol/go-sdk@latest",
		"go mod tidy",
	},
	"it downloads a release": {
		"go install github.com/flymyai/stytch-go/cmd/stytch-mcp@latest",
	},
	"TestSessions of internal/conformance runs it with the page's program": {
		goRunEmulator + "-- go run .",
		goRunEmulator + "-seed project.json -- go run .",
		goRunEmulator + "-seed apps.json -- go run .",
	},
	"TestRecipes of internal/conformance tests the program, and TestWebhooks of cmd/stytch-emulator the flag": {
		goRunEmulator + "-webhook-url http://127.0.0.1:8080/webhooks/stytch " +
			"-project-id project-test-11111111-1111-4111-8111-111111111111 -secret secret-test-1 -- go run .",
	},
	"TestRecipes of internal/conformance tests the program, and TestStranger of examples/mcp-server a login": {
		goRunEmulator + "-seed mcp.json -- go run .",
	},
	"it needs Redis; TestLogOutOnAnotherReplica of examples/webapp has replicas": {
		"go run ./examples/webapp -redis redis://localhost:6379 -replicas 2",
	},
	"it needs Claude Code; TestStranger of examples/mcp-server has other clients": {
		"claude mcp add --transport http example http://localhost:8800/mcp",
	},
	"the suite is the reader's; TestRecipes of packaging has others": {
		"stytch-emulator -- go test ./...",
		"stytch-emulator -tls -- npm test",
	},
	"TestRecipes of packaging runs it": {
		"stytch-emulator -tls -- python3 -m unittest",
		"npx stytch-emulator -tls -- node --test",
	},
	"TestNPM of packaging runs the package": {
		"npx stytch-emulator -tls -- npm test",
	},
	"TestNPM of packaging installs the package": {
		"npm install --save-dev @flymyai/stytch-emulator",
	},
	"TestRecipes_server of packaging runs it": {
		"until stytch-emulator -health -project-id project-test-11111111-1111-4111-8111-111111111111; do kill -0 $emulator || exit 1; sleep 0.2; done",
		". ./stytch.env",
		"stytch-emulator -project-id project-test-11111111-1111-4111-8111-111111111111 " +
			"-secret secret-test-ci > stytch.env & emulator=$!",
	},
	"TestAccess of cmd/stytch-mcp runs it on the emulator, since it needs keys": {
		"STYTCH_MCP_TOKEN=... stytch-mcp -http 127.0.0.1:8790",
	},
	"TestAgentToolsImage of packaging builds the image": {
		"docker build -f cmd/stytch-mcp/Dockerfile -t stytch-mcp .",
	},
	"TestAgentToolsImage of packaging runs the image": {
		"docker run --rm -i -e STYTCH_PROJECT_ID -e STYTCH_SECRET stytch-mcp",
	},
	"it downloads packages; .ci/run mcp does so, too": {
		"(cd cmd/stytch-mcp/testdata/node && npm ci)",
	},
	"it builds for six platforms": {
		"cmd/stytch-mcp/mcpb/pack stytch-mcp.mcpb",
	},
	"TestOAuth of cmd/stytch-mcp runs it on the emulator, since it needs keys": {
		"STYTCH_DOMAIN=https://word-word-1234.customers.stytch.dev " +
			"stytch-mcp -http :8790 -oauth -url https://mcp.example.com/mcp",
	},
	"it needs Claude Code": {
		"claude mcp add stytch -e STYTCH_PROJECT_ID=project-test-... -e STYTCH_SECRET=secret-test-... -- stytch-mcp",
	},
	"it needs Java": {
		"keytool -importcert -noprompt -alias stytch-emulator -file \"$SSL_CERT_FILE\" -keystore ca.p12 -storepass changeit",
		"java -Djavax.net.ssl.trustStore=ca.p12 -Djavax.net.ssl.trustStorePassword=changeit ...",
	},
}

var (
	fence       = regexp.MustCompile("(?ms)^ *```(\\w*)\n(.*?)^ *```$")
	continued   = regexp.MustCompile(`\\\n\s*`)
	lineComment = regexp.MustCompile(`\s+# .*$`)
	namedTest   = regexp.MustCompile(`(Test\w+) of ([\w/-]+)`)
)

// shellLines returns the lines of the blocks marked sh of a page, in order.
func shellLines(t *testing.T, page string) []string {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, block := range fence.FindAllStringSubmatch(string(text), -1) {
		if block[1] == "" {
			t.Errorf("%s has a block without a language: mark commands with sh, and output with text", page)
		}
		for line := range strings.Lines(continued.ReplaceAllString(block[2], "")) {
			if line = strings.TrimSpace(line); block[1] == "sh" && line != "" {
				found = append(found, line)
			}
		}
	}
	return found
}

// Every command of the documentation is run, or the test says why it is not.
func TestCommands(t *testing.T) {
	t.Parallel()
	inCI(t)
	found := map[string]string{}
	for _, page := range append(documents(t), root+"/CONTRIBUTING.md", root+"/AGENTS.md", root+"/packaging/npm/README.md") {
		for _, line := range shellLines(t, page) {
			found[lineComment.ReplaceAllString(line, "")] = page
		}
	}
	bin := t.TempDir()
	build := exec.CommandContext(t.Context(), "go", "build", "-o", bin+"/", "./cmd/stytch-emulator", "./cmd/stytch-mcp",
		"./examples/quickstart", "./examples/webapp", "./examples/mcp-server", "./examples/export-users", "./examples/import-users")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	reasons := map[string]string{}
	for reason, commands := range notRunnable {
		for _, command := range commands {
			reasons[command] = reason
		}
	}
	for _, command := range slices.Sorted(maps.Keys(found)) {
		run, reason := runnable[command], reasons[command]
		switch {
		case run != nil:
			t.Run(command, func(t *testing.T) { t.Parallel(); run(t, bin, command) })
		case reason != "":
			for _, test := range namedTest.FindAllStringSubmatch(reason, -1) {
				if !slices.Contains(testsOf(t, test[2]), test[1]) {
					t.Errorf("%s: %s, but there is no such test", command, reason)
				}
			}
		case strings.Contains(command, "go test "):
			checkGoTest(t, command)
		case strings.HasPrefix(command, "curl "): // TestSessions
		case strings.HasPrefix(command, "export "): // keys that the test does not have
		default:
			t.Errorf("%s has a command that is neither in runnable nor in notRunnable: %s", found[command], command)
		}
	}
	for _, command := range slices.Concat(slices.Collect(maps.Keys(runnable)), slices.Collect(maps.Keys(reasons))) {
		if found[command] == "" {
			t.Errorf("no page has this command: %s", command)
		}
	}
}

var inClone = regexp.MustCompile(`go run (?:\./examples|github\.com/flymyai/stytch-go/cmd)/([\w-]+)(?:@latest)?`)

// readerCommand returns a command of a reader who has no keys, in a folder with the files that the pages tell the reader to
// write.
func readerCommand(t *testing.T, bin, command string) *exec.Cmd {
	t.Helper()
	folder := t.TempDir()
	pages := map[string]string{"machines.json": "m2m.md", "users.ndjson": "import-users.md", "project.json": "roles.md", "apps.json": "connected-apps.md"}
	for name, page := range pages {
		text, err := os.ReadFile(filepath.Join(root, "docs", page))
		if err != nil {
			t.Fatal(err)
		}
		block := regexp.MustCompile("(?ms)^ *```json\n(.*?)^ *```$").FindSubmatch(text)
		if block == nil {
			t.Fatalf("docs/%s has no %s", page, name)
		}
		if err := os.WriteFile(filepath.Join(folder, name), block[1], 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(folder, "examples"), os.DirFS(filepath.Join(root, "examples"))); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // it may have to compile first
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, "bash", "-c", "exec "+inClone.ReplaceAllString(command, "$1"))
	cmd.Dir = folder
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C reaches all programs that the command starts
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "STYTCH_") }),
		"PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	return cmd
}

// runCommand runs a command that ends by itself, and must succeed.
func runCommand(t *testing.T, bin, command string) {
	if out, err := readerCommand(t, bin, command).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// runServer runs a command that starts a server, on a free port, and interrupts it.
func runServer(t *testing.T, bin, command string) {
	cmd := readerCommand(t, bin, strings.ReplaceAll(command, "-addr 127.0.0.1:4110", "")+" -addr 127.0.0.1:0")
	var out output
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	out.await(t, "http")
	interrupt(t, cmd)
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v\n%s", err, out.String())
	}
}

// interrupt does what Ctrl-C does.
func interrupt(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := syscall.Kill(-cmd.Process.Pid, syscall.SIGINT); err != nil {
		t.Error(err)
	}
}

// checkGoTest checks that a command of go test names packages with the tests, benchmarks and flags that it mentions.
func checkGoTest(t *testing.T, command string) {
	t.Helper()
	command, args, _ := strings.Cut(command, " -args ")
	pattern := "Test"
	for _, flag := range []string{"-run", "-bench"} {
		if match := regexp.MustCompile(flag + ` (?:'([^']*)'|(\S+))`).FindStringSubmatch(command); match != nil && match[1] != "^$" {
			pattern, _, _ = strings.Cut(match[1]+match[2], "/")
		}
	}
	for _, match := range regexp.MustCompile(` \./(\S+)`).FindAllStringSubmatch(command, -1) {
		dir := strings.TrimSuffix(match[1], "/...")
		if !slices.ContainsFunc(testsOf(t, dir), regexp.MustCompile(pattern).MatchString) {
			t.Errorf("%s: %s has no test that matches %s", command, dir, pattern)
		}
		for _, flag := range regexp.MustCompile(`-(\w+)`).FindAllStringSubmatch(args, -1) {
			if !bytes.Contains(testFiles(t, dir), []byte(`"`+flag[1]+`"`)) {
				t.Errorf("%s: the tests of %s have no flag %s", command, dir, flag[1])
			}
		}
	}
}

// testFiles returns the text of the test files of a package.
func testFiles(t *testing.T, dir string) []byte {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, dir, "*_test.go"))
	if err != nil || len(files) == 0 {
		t.Errorf("%s has no tests: %v", dir, err)
	}
	var all []byte
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, text...)
	}
	return all
}

// testsOf returns the names of the tests and benchmarks of a package.
func testsOf(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	for _, match := range regexp.MustCompile(`(?m)^func ((?:Test|Benchmark)\w*)\(`).FindAllSubmatch(testFiles(t, dir), -1) {
		names = append(names, string(match[1]))
	}
	return names
}
