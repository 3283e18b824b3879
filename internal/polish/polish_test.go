package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// run of testdata/types.tmp writes exactly the files in testdata/want and removes its input.
func TestRun(t *testing.T) {
	t.Parallel()
	const want = "testdata/want"
	out := t.TempDir()
	src, err := os.ReadFile("testdata/types.tmp")
	if err != nil {
		t.Fatal(err)
	}
	types := filepath.Join(out, "types.tmp")
	if err := os.WriteFile(types, src, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(out, "transport"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := run(types, filepath.Join(out, "transport")); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.RemoveAll(want); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(want, os.DirFS(out)); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(files(t, want), files(t, out)); diff != "" {
		t.Errorf("generated files (-want +got); if the change is right, run go test ./internal/polish -update:\n%s", diff)
	}
}

// files returns the content of each file below dir, by its path.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	content := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		content[strings.TrimPrefix(path, dir)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// A failed run keeps its input and says what is wrong with it.
func TestRunFails(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, src, want string
	}{
		{"not Go", "package api\n\ntype", "expected"},
		{"a function", "package api\n\nfunc f() {}\n", "neither a type nor a constant"},
		{"an unknown domain", "package api\n\ntype WebhooksGetResponse struct{}\n", "WebhooksGetResponse begins with no domain"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			types := filepath.Join(t.TempDir(), "types.tmp")
			if err := os.WriteFile(types, []byte(test.src), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := run(types, t.TempDir()); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
			if _, err := os.Stat(types); err != nil {
				t.Errorf("the input is gone: %v", err)
			}
		})
	}
}

func TestTypeComment(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text, name, want string
	}{
		{"User A user.", "User", "// User is a user."},
		{"Answer An answer.", "Answer", "// Answer is an answer."},
		{"OauthIds The IDs.", "OauthIds", "// OAuthIDs holds the IDs."},
		{"Name The name and email of a user.", "Name", "// Name holds the name and email of a user."},
		{"Status The status of a user.", "Status", "// Status is the status of a user."},
		{"Locale Language of a message.", "Locale", "// Locale Language of a message."},
		{"No name at the start.", "User", "// User No name at the start."},
	} {
		if diff := cmp.Diff(test.want, typeComment(test.text, test.name)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}
