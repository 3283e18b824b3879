package conformance_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// released is the version that @latest selects for a reader.
const released = "v0.1.0"

// reader follows pages in empty folders.
type reader struct {
	// env is the environment of the commands of a page.
	env []string
}

// newReader serves this checkout as a release, by a module proxy in the file system. Other modules come from the module
// cache of this machine, and only those that it does not have from the network.
func newReader(t *testing.T) reader {
	t.Helper()
	proxy, modules := t.TempDir(), t.TempDir()
	versions := filepath.Join(proxy, modulePath, "@v")
	goMod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	writeFiles(t, versions, map[string]string{
		"list":             released + "\n",
		released + ".info": fmt.Sprintf(`{"Version": %q, "Time": "2026-01-01T00:00:00Z"}`, released),
		released + ".mod":  string(goMod),
		released + ".zip":  moduleZip(t),
	})
	out, err := exec.CommandContext(t.Context(), "go", "env", "GOMODCACHE", "GOPROXY").Output()
	if err != nil {
		t.Fatal(err)
	}
	cache, network, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return reader{[]string{
		"GOPROXY=file://" + proxy + ",file://" + cache + "/cache/download," + network,
		"GOMODCACHE=" + modules,
		"GOFLAGS=-trimpath -modcacherw", // what is compiled already stays usable, and the test can delete its folder
		"GOSUMDB=off",                   // the checksum database does not have this version
		"GONOPROXY=none",
		"GOWORK=off",
	}}
}

// moduleZip returns the module of this checkout, including changes that are not committed.
func moduleZip(t *testing.T) string {
	t.Helper()
	list := exec.CommandContext(t.Context(), "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	list.Dir = root
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	files := slices.DeleteFunc(strings.Split(string(out), "\x00"), func(name string) bool {
		info, err := os.Lstat(filepath.Join(root, name))
		return err != nil || !info.Mode().IsRegular() // deleted, or the empty text after the last name
	})
	nested := func(name string) bool { // in a module of its own
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if slices.Contains(files, dir+"/go.mod") {
				return true
			}
		}
		return false
	}
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for _, name := range slices.DeleteFunc(slices.Clone(files), nested) {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		file, err := w.Create(modulePath + "@" + released + "/" + name)
		if err == nil {
			_, err = file.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return archive.String()
}

// run runs a command in a folder.
func (r reader) run(t *testing.T, folder, command string) {
	t.Helper()
	name, args, _ := strings.Cut(command, " ")
	cmd := exec.CommandContext(t.Context(), name, strings.Fields(args)...)
	cmd.Dir, cmd.Env = folder, append(os.Environ(), r.env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
}

// follow takes the steps of a page, in its order. The program must compile after each file, since a reader may stop there.
func (r reader) follow(t *testing.T, folder string, page recipe) {
	t.Helper()
	edited := false
	for _, step := range page.steps {
		if step.file == "" {
			r.run(t, folder, step.command)
			continue
		}
		writeFiles(t, folder, map[string]string{step.file: step.code})
		if !edited && len(page.lines)+len(page.replaced) > 0 {
			program, err := os.ReadFile(filepath.Join(folder, "main.go"))
			if err != nil {
				t.Fatal(err)
			}
			writeFiles(t, folder, map[string]string{"main.go": page.edited(t, string(program))})
			edited = true
		}
		for _, command := range step.then {
			r.run(t, folder, command)
		}
		r.run(t, folder, "go vet ./...")
	}
}

// pageStep is a command of a page, or a file with the commands to run after adding it.
type pageStep struct {
	command    string
	file, code string
	then       []string
}

// moduleCommand finds what changes go.mod, in the text of a page.
var moduleCommand = regexp.MustCompile("`(go (?:get|mod) [^`]*)`")

// stepsOf returns the steps of a page. What the text before a file says to run is run after the file has been added.
func stepsOf(text string) []pageStep {
	var steps []pageStep
	from := 0
	for _, at := range fence.FindAllStringSubmatchIndex(text, -1) {
		var commands []string
		for _, match := range moduleCommand.FindAllStringSubmatch(text[from:at[0]], -1) {
			commands = append(commands, match[1])
		}
		file := goFile.FindStringSubmatch(text[at[0]:at[1]])
		if file != nil {
			steps = append(steps, pageStep{file: file[1], code: file[2], then: commands})
			commands = nil
		}
		if text[at[2]:at[3]] == "sh" {
			for line := range strings.Lines(text[at[4]:at[5]]) {
				if line = lineComment.ReplaceAllString(strings.TrimSpace(line), ""); moduleCommand.MatchString("`" + line + "`") {
					commands = append(commands, line)
				}
			}
		}
		for _, command := range commands {
			steps = append(steps, pageStep{command: command})
		}
		from = at[1]
	}
	return steps
}

// preceded returns the part of another page that a reader follows first. A page without a main.go needs the other page's
// program, without its tests. A page that does not begin a module needs only the commands that begin the other page's.
func (r recipe) preceded(by recipe) recipe {
	first := slices.IndexFunc(by.steps, func(s pageStep) bool { return s.file != "" })
	switch {
	case !r.isProgram():
		tests := func(s pageStep) bool { return strings.HasSuffix(s.file, "_test.go") }
		by.steps = slices.DeleteFunc(slices.Clone(by.steps), tests)
	case !slices.ContainsFunc(r.steps, func(s pageStep) bool { return strings.HasPrefix(s.command, "go mod init") }):
		by.steps = by.steps[:first]
	default:
		by.steps = nil
	}
	return by
}
