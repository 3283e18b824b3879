package journal_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/examples/import-users/internal/journal"
)

const records = 1000

var wanted = journal.Import{Version: 1, Project: "project-test-1", SHA256: "abc", Records: records, Format: "ndjson", Existing: "leave"}

func open(t *testing.T, path string) *journal.Journal {
	t.Helper()
	j, err := journal.Open(path, wanted)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func add(t *testing.T, j *journal.Journal, results ...journal.Result) {
	t.Helper()
	for _, r := range results {
		if err := j.Add(r); err != nil {
			t.Fatal(err)
		}
	}
}

var results = []journal.Result{
	{Record: 3, Line: 4, Outcome: journal.Created, UserID: "user-test-3", ExternalID: "c-3"},
	{Record: 999, Line: 1000, Outcome: journal.Invalid, Reason: "broken"},
	{Record: 0, Line: 1, Outcome: journal.Created, Recovered: true},
	{Record: 7, Line: 8, Outcome: journal.Rejected, Reason: "duplicate <&>"},
	{Record: 8, Line: 9, Outcome: journal.Left},
}

// check checks a journal with the results above.
func check(t *testing.T, j *journal.Journal) {
	t.Helper()
	for i := range records {
		want := i == 0 || i == 3 || i == 7 || i == 8 || i == 999
		if j.Done(i) != want {
			t.Errorf("record %d: done is %t", i, !want)
		}
	}
	if j.Total() != 5 || j.Count(journal.Created) != 2 || j.Count(journal.Left) != 1 || j.Count(journal.Updated) != 0 || j.Recovered() != 1 {
		t.Errorf("%d results, %d created", j.Total(), j.Count(journal.Created))
	}
	var failures []journal.Result
	if err := j.Failures(func(r journal.Result) error { failures = append(failures, r); return nil }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]journal.Result{results[3], results[1]}, failures); diff != "" {
		t.Error(diff)
	}
}

func TestJournal(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "journal")
	j := open(t, path)
	if err := j.Claim(0, 99); err != nil {
		t.Fatal(err)
	}
	add(t, j, results...)
	check(t, j)
	if j.WasClaimed(50) {
		t.Error("a claim of this run is taken for one of an earlier run")
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j = open(t, path)
	check(t, j)
	for record, want := range map[int]bool{0: true, 50: true, 99: true, 100: false} {
		if j.WasClaimed(record) != want {
			t.Errorf("record %d: claimed is %t", record, !want)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
}

// Whatever a power cut leaves after the last line, the journal continues after that line.
func TestJournal_torn(t *testing.T) {
	t.Parallel()
	for _, torn := range []string{
		`{"record":5,"li`, "\x00\x00\x00\x00", "\n", `{"record":5,"li` + "\n" + `{"record":6,"line":7,"outcome":"created"}` + "\n", "\x00\x00\n",
	} {
		t.Run(fmt.Sprintf("%q", torn), func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "journal")
			j := open(t, path)
			add(t, j, results[:3]...)
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
			appendTo(t, path, torn)
			j = open(t, path)
			add(t, j, results[3:]...)
			check(t, j)
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
			j = open(t, path)
			check(t, j)
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// A kill may come before the first line is complete.
func TestJournal_killedAtStart(t *testing.T) {
	t.Parallel()
	for _, left := range []string{"", `{"version":1,"pro`} {
		path := filepath.Join(t.TempDir(), "journal")
		appendTo(t, path, left)
		j := open(t, path)
		add(t, j, results...)
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		j = open(t, path)
		check(t, j)
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOpen_rejects(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		change func(*journal.Import)
		text   string
		want   string
	}{
		{"project", func(i *journal.Import) { i.Project = "project-test-2" }, "", "its project is project-test-1, not project-test-2"},
		{"file", func(i *journal.Import) { i.SHA256 = "def" }, "", "its content is abc"},
		{"records", func(i *journal.Import) { i.Records++ }, "", "number of records"},
		{"format", func(i *journal.Import) { i.Format = "csv" }, "", "its format is ndjson, not csv"},
		{"existing", func(i *journal.Import) { i.Existing = "update" }, "", "its -existing is leave, not update"},
		{"version", func(i *journal.Import) { i.Version = 2 }, "", "its version is 1"},
		{"no journal", nil, "precious\n", "not a journal"},
		{"no journal, without a line break", nil, `{"precious": true}`, "not a journal"},
		{"a record twice", nil, `{"record":3,"line":4,"outcome":"created"}` + "\n", "record 3 twice"},
		{"a record too many", nil, `{"record":1000,"line":4,"outcome":"created"}` + "\n", "record 1000"},
		{"unknown outcome", nil, `{"record":5,"line":4,"outcome":"lost"}` + "\n", `outcome "lost"`},
		{"wrong claim", nil, `{"claim":[5,1000]}` + "\n", "claims records 5 to 1000"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "journal")
			if test.want != "not a journal" {
				j := open(t, path)
				add(t, j, results...)
				if err := j.Close(); err != nil {
					t.Fatal(err)
				}
			}
			appendTo(t, path, test.text)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			is := wanted
			if test.change != nil {
				test.change(&is)
			}
			if _, err := journal.Open(path, is); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v, want %q in it", err, test.want)
			}
			if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
				t.Errorf("the file was changed, %v", err)
			}
		})
	}
}

// Two imports must not use one journal at the same time, and nobody else may have written it.
func TestOpen_private(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "journal")
	j := open(t, path)
	if _, err := journal.Open(path, wanted); err == nil || !strings.Contains(err.Error(), "another process") {
		t.Errorf("while it is open: %v", err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	link := path + ".link"
	if err := os.Symlink(path, link); err == nil {
		if _, err := journal.Open(link, wanted); err == nil || !strings.Contains(err.Error(), "not a regular file") {
			t.Errorf("through a link: %v", err)
		}
	}
	if err := os.Chmod(path, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := journal.Open(path, wanted); err == nil || !strings.Contains(err.Error(), "other users can write to it") {
		t.Errorf("when others can write to it: %v", err)
	}
}

func appendTo(t *testing.T, path, text string) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.WriteString(text)
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
}
