package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/examples/internal/private"
)

// An edited checkpoint must not end in a file that lacks users, or has some twice.
func TestCheckpoint_edited(t *testing.T) {
	t.Parallel()
	srv := newServer(t, 23)
	for name, edit := range map[string]func(fields map[string]any){
		"offset 0":        func(fields map[string]any) { fields["offset"] = 0 },
		"offset 1":        func(fields map[string]any) { fields["offset"] = 1 },
		"offset below 0":  func(fields map[string]any) { fields["offset"] = -1 },
		"offset too high": func(fields map[string]any) { fields["offset"] = 1 << 24 },
		"more users":      func(fields map[string]any) { fields["users"] = 15 },
		"no users":        func(fields map[string]any) { fields["users"] = 0 },
		"no cursor":       func(fields map[string]any) { fields["cursor"] = "" },
		"no position": func(fields map[string]any) {
			fields["offset"], fields["users"], fields["cursor"] = 0, 0, ""
		},
		"no sum": func(fields map[string]any) { delete(fields, "sha256") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := newExport(t, srv.Client(), newPath(t))
			interrupt(t, e)
			before := readFile(t, e.path)
			editJSON(t, checkpointPath(e.path), edit)
			err := e.run(t.Context())
			if err == nil || !strings.Contains(err.Error(), "delete both and start again") {
				t.Errorf("error = %v", err)
			}
			if readFile(t, e.path) != before {
				t.Error("the file was changed anyway")
			}
		})
	}
}

// Whoever can guess the name of a file must not have another one overwritten through a link.
func TestExport_doesNotFollowLinks(t *testing.T) {
	t.Parallel()
	for name, link := range map[string]func(output string) string{
		"temporary checkpoint": func(output string) string { return checkpointPath(output) + ".tmp" },
		"output":               func(output string) string { return output },
		"checkpoint":           checkpointPath,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := newExport(t, newServer(t, 12).Client(), newPath(t))
			target := filepath.Join(t.TempDir(), "precious")
			writeFile(t, target, "precious")
			if err := os.Symlink(target, link(e.path)); err != nil {
				t.Skip(err)
			}
			err := e.run(t.Context())
			if name == "temporary checkpoint" && err != nil {
				t.Error(err)
			}
			if name != "temporary checkpoint" && err == nil {
				t.Error("it exported through a link")
			}
			if got := readFile(t, target); got != "precious" {
				t.Errorf("the target of the link was overwritten: %q", got)
			}
		})
	}
}

// A link in place of the file that an export has started is not followed either.
func TestExport_outputReplacedByLink(t *testing.T) {
	t.Parallel()
	e := newExport(t, newServer(t, 12).Client(), newPath(t))
	interrupt(t, e)
	target := filepath.Join(t.TempDir(), "copy")
	if err := os.Rename(e.path, target); err != nil {
		t.Fatal(err)
	}
	before := readFile(t, target)
	if err := os.Symlink(target, e.path); err != nil {
		t.Skip(err)
	}
	err := e.run(t.Context())
	if err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("error = %v", err)
	}
	if readFile(t, target) != before {
		t.Error("the target of the link was changed")
	}
}

// In a directory that others can write to, they may place a checkpoint that has users left out.
func TestExport_plantedFiles(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	for _, mode := range []os.FileMode{0o666, 0o620, 0o602} {
		for name, planted := range map[string]func(output string) string{
			"output":     func(output string) string { return output },
			"checkpoint": checkpointPath,
		} {
			t.Run(name+" "+mode.String(), func(t *testing.T) {
				t.Parallel()
				e := newExport(t, newServer(t, 23).Client(), newPath(t))
				interrupt(t, e)
				if err := os.Chmod(planted(e.path), mode); err != nil {
					t.Fatal(err)
				}
				err := e.run(t.Context())
				if err == nil || !strings.Contains(err.Error(), "other users can write to it") || !strings.Contains(err.Error(), "delete") {
					t.Errorf("error = %v", err)
				}
			})
		}
	}
	t.Run("other owner", func(t *testing.T) {
		t.Parallel()
		e := newExport(t, newServer(t, 23).Client(), newPath(t))
		interrupt(t, e)
		if err := os.Chown(checkpointPath(e.path), os.Geteuid()+1, -1); err != nil {
			t.Skip("only root can give files away:", err)
		}
		err := e.run(t.Context())
		if err == nil || !strings.Contains(err.Error(), "belongs to another user") || !strings.Contains(err.Error(), "delete") {
			t.Errorf("error = %v", err)
		}
	})
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), private.Mode); err != nil {
		t.Fatal(err)
	}
}

// editJSON changes the fields of a file.
func editJSON(t *testing.T, path string, edit func(fields map[string]any)) {
	t.Helper()
	var fields map[string]any
	if err := json.Unmarshal([]byte(readFile(t, path)), &fields); err != nil {
		t.Fatal(err)
	}
	edit(fields)
	text, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, path, string(text))
}
