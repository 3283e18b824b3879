package main

import (
	"os"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/examples/internal/private"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

func TestCheckpoint_otherExport(t *testing.T) {
	t.Parallel()
	srv := newServer(t, 12)
	for _, test := range []struct {
		name   string
		change func(*testing.T, *export)
		want   string
	}{
		{"query", func(_ *testing.T, e *export) { e.query = users.And(users.PhoneVerified(true)) }, "its query is {}, not"},
		{"format", func(_ *testing.T, e *export) { e.format = "csv" }, "its format is ndjson, not csv"},
		{"project", func(t *testing.T, e *export) { e.client = stytchtest.NewServer(t).Client() }, "its project is project-test-"},
		{"version", func(t *testing.T, e *export) {
			change(t, checkpointPath(e.path), `"version":2`, `"version":0`)
		}, "its version is 0, not 2"},
		{"file", func(t *testing.T, e *export) { change(t, e.path, "ada.7@", "eve.7@") }, "do not match"},
		{"shorter file", func(t *testing.T, e *export) { truncate(t, e.path, 100) }, "do not match"},
		{"no file", func(t *testing.T, e *export) { remove(t, e.path) }, "no such file"},
		{"broken checkpoint", func(t *testing.T, e *export) { truncate(t, checkpointPath(e.path), 10) }, "cannot be read"},
		{"empty checkpoint", func(t *testing.T, e *export) { truncate(t, checkpointPath(e.path), 0) }, "cannot be read"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			e := newExport(t, srv.Client(), newPath(t))
			interrupt(t, e)
			test.change(t, e)
			before, _ := os.ReadFile(e.path)
			err := e.run(t.Context())
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v, want %q in it", err, test.want)
			}
			if after, _ := os.ReadFile(e.path); string(after) != string(before) {
				t.Error("the file was changed anyway")
			}
		})
	}
}

func TestOutput_exists(t *testing.T) {
	t.Parallel()
	e := newExport(t, newServer(t, 1).Client(), newPath(t))
	appendTo(t, e.path, "precious\n")
	err := e.run(t.Context())
	if err == nil || !strings.Contains(err.Error(), "already exists") {
		t.Errorf("error = %v", err)
	}
	if data, _ := os.ReadFile(e.path); string(data) != "precious\n" {
		t.Errorf("the file was changed to %q", data)
	}
}

// A kill may come after the first checkpoint, before the output exists or is synced.
func TestOutput_killedAtStart(t *testing.T) {
	t.Parallel()
	srv := newServer(t, 12)
	for _, left := range []string{"", "{", "no file"} {
		e := newExport(t, srv.Client(), newPath(t))
		if err := newCheckpoint(e.path, job{checkpointVersion, srv.ProjectID(), "{}", "ndjson"}); err != nil {
			t.Fatal(err)
		}
		if left != "no file" {
			appendTo(t, e.path, left)
		}
		mustRun(t, e)
		checkUsers(t, e.path, 12)
	}
}

// Only the owner of the files reads personal data.
func TestOutput_isPrivate(t *testing.T) {
	t.Parallel()
	e := newExport(t, newServer(t, 12).Client(), newPath(t))
	interrupt(t, e)
	for _, path := range []string{e.path, checkpointPath(e.path)} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %v, %v", path, info.Mode(), err)
		}
	}
}

func change(t *testing.T, path, from, to string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(data), from) {
		t.Fatalf("no %s in %s, %v", from, data, err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(data), from, to, 1)), private.Mode); err != nil {
		t.Fatal(err)
	}
}

func truncate(t *testing.T, path string, size int64) {
	t.Helper()
	if err := os.Truncate(path, size); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}
