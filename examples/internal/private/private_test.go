package private_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/examples/internal/private"
)

func write(text string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
}

func TestReplace(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	for _, text := range []string{"one", "two"} {
		if err := private.Replace(path, write(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != text {
			t.Errorf("%q, %v", got, err)
		}
	}
	broken := errors.New("broken")
	if err := private.Replace(path, func(io.Writer) error { return broken }); !errors.Is(err, broken) {
		t.Error(err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "two" {
		t.Errorf("after a failure: %q, %v", got, err)
	}
	if names, err := os.ReadDir(dir); err != nil || len(names) != 1 {
		t.Errorf("%v, %v", names, err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode() != private.Mode {
		t.Errorf("the mode is %v", info.Mode())
	}
}

func TestRemoveTemporary(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "file")
	for _, name := range []string{path, path + ".123.tmp", path + ".tmp", path + "s.123.tmp"} {
		if err := os.WriteFile(name, nil, private.Mode); err != nil {
			t.Fatal(err)
		}
	}
	private.RemoveTemporary(path)
	left, err := filepath.Glob(path + "*")
	if err != nil || len(left) != 2 {
		t.Errorf("%v, %v", left, err)
	}
}

func TestLock(t *testing.T) {
	t.Parallel()
	switch runtime.GOOS {
	case "darwin", "dragonfly", "freebsd", "linux", "netbsd", "openbsd":
	default:
		t.Skip("no flock")
	}
	path := filepath.Join(t.TempDir(), "file")
	first, err := private.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	second, err := private.Open(path, os.O_RDWR)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close() //nolint:errcheck // nothing is written
	if err := private.Lock(first); err != nil {
		t.Fatal(err)
	}
	if err := private.Lock(second); err == nil || !strings.Contains(err.Error(), "another process") {
		t.Errorf("a second lock: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if err := private.Lock(second); err != nil {
		t.Errorf("after the first was closed: %v", err)
	}
}
