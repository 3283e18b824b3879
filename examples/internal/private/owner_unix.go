//go:build unix

package private

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// checkOwner returns an error for a file of another user, and for one that other users can write to.
func checkOwner(info fs.FileInfo) error {
	const writableByOthers = 0o022
	if stat, ok := info.Sys().(*syscall.Stat_t); ok && int(stat.Uid) != os.Geteuid() {
		return fmt.Errorf("it belongs to another user (uid %d)", stat.Uid)
	}
	if info.Mode().Perm()&writableByOthers != 0 {
		return fmt.Errorf("other users can write to it (%v)", info.Mode())
	}
	return nil
}

// SyncDir makes the name of a file durable, which was created or renamed.
func SyncDir(path string) error {
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
