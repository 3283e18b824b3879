package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// privateFile is the mode of the files that an export writes: only their owner reads personal data.
const privateFile = 0o600

// createPrivate creates a file that does not exist. O_EXCL makes it fail on a symbolic link, which might lead to
// another file of the user.
func createPrivate(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, privateFile) //nolint:gosec // the user chooses the file
}

// openPrivate opens a file that an earlier run created. In a directory such as /tmp, other users can place files and
// links of their own under its name, so it returns an error unless the file is a regular one that belongs to the
// current user and that no other user can write to.
func openPrivate(path string, flag int) (*os.File, error) {
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
	if err := checkPrivate(file, named); err != nil {
		return nil, fmt.Errorf("%s cannot be trusted: %w", path, errors.Join(err, file.Close()))
	}
	return file, nil
}

// checkPrivate checks an open file, which has to be the one that had the name before.
func checkPrivate(file *os.File, named fs.FileInfo) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if !os.SameFile(named, info) {
		return errors.New("it was replaced while it was opened")
	}
	return checkOwner(info)
}
