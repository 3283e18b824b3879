// Package private creates and opens files with personal data that nobody but their owner may read or change. In a
// directory such as /tmp, other users can place files and links of their own under the name of such a file.
package private

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Mode is the mode of the files.
const Mode = 0o600

// Create creates a file that does not exist. O_EXCL makes it fail on a symbolic link, which might lead to another file
// of the user.
func Create(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, Mode) //nolint:gosec // the user chooses the file
}

// Open opens a file that an earlier run created. It returns an error unless the file is a regular one that belongs to
// the current user and that no other user can write to.
func Open(path string, flag int) (*os.File, error) {
	named, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !named.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file (%v)", path, named.Mode())
	}
	file, err := os.OpenFile(path, flag, 0) //nolint:gosec // the user chooses the file
	if err != nil {
		return nil, err
	}
	if err := check(file, named); err != nil {
		return nil, fmt.Errorf("%s cannot be trusted: %w", path, errors.Join(err, file.Close()))
	}
	return file, nil
}

// check checks an open file, which has to be the one that had the name before.
func check(file *os.File, named fs.FileInfo) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if !os.SameFile(named, info) {
		return errors.New("it was replaced while it was opened")
	}
	return checkOwner(info)
}

// Replace atomically replaces a file with what write writes. After a power cut, either the old file or the new one
// exists.
func Replace(path string, write func(io.Writer) error) error {
	// The name is random and the file new, so no other user can have placed a link there. The mode is 0600.
	temp, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	err = write(temp)
	// Without Sync, a power cut could leave the new name with no content.
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return SyncDir(path)
}

// RemoveTemporary removes the temporary files that killed calls of [Replace] left.
func RemoveTemporary(path string) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return // leftovers do no harm
	}
	for _, entry := range entries {
		if name := entry.Name(); strings.HasPrefix(name, filepath.Base(path)+".") && strings.HasSuffix(name, ".tmp") {
			_ = os.Remove(filepath.Join(filepath.Dir(path), name)) // as above
		}
	}
}
