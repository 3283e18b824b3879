package duplicates_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/examples/import-users/internal/duplicates"
)

// find returns the duplicates among n values, of which every tenth occurs once more at the end.
func find(t *testing.T, n int) map[int]int {
	t.Helper()
	var f duplicates.Finder
	add := func(value string, record int) {
		if err := f.Add(value, record, record+1); err != nil {
			t.Fatal(err)
		}
	}
	record := 0
	for i := range n {
		add(fmt.Sprint("value ", i), record)
		record++
	}
	for i := 0; i < n; i += 10 {
		add(fmt.Sprint("value ", i), record)
		record++
	}
	found := map[int]int{}
	if err := f.Find(func(record, line, earlier int) error {
		if line != record+1 {
			t.Errorf("record %d is at line %d", record, line)
		}
		found[record] = earlier
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	return found
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	for _, n := range []int{0, 1, 100, 60_000, 300_000} { // in memory and on the disk
		want := map[int]int{}
		for i := range (n + 9) / 10 {
			want[n+i] = 10*i + 1
		}
		if diff := cmp.Diff(want, find(t, n)); diff != "" {
			t.Errorf("%d: %s", n, diff)
		}
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(left) > 0 {
		t.Errorf("it left %v, %v", left, err)
	}
	var f duplicates.Finder
	for i := range 3 {
		if err := f.Add("same", i, i); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	if err := f.Find(func(_, _, _ int) error { n++; return os.ErrClosed }); err == nil || n != 1 {
		t.Errorf("%v after %d", err, n)
	}
}
