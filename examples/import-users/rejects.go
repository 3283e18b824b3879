package main

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/flymyai/stytch-go/examples/import-users/internal/input"
	"github.com/flymyai/stytch-go/examples/import-users/internal/journal"
	"github.com/flymyai/stytch-go/examples/internal/private"
)

// rejectsPath is users.rejects.csv for users.csv.
func rejectsPath(path string) string {
	path = strings.TrimSuffix(path, ".gz")
	extension := filepath.Ext(path)
	return strings.TrimSuffix(path, extension) + ".rejects" + extension
}

// reasonsPath is the file that says why records were rejected.
func reasonsPath(rejects string) string { return rejects + ".reasons" }

// writeRejects writes the records that failed to a file, in the format of the input, and the reasons to another. It
// takes both from the journal of a complete import. It never replaces a file, which may have been corrected meanwhile.
func writeRejects(path string, file *input.File, log *journal.Journal) error {
	for _, name := range []string{path, reasonsPath(path)} {
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) { //nolint:gosec // the user chooses the file
			return fmt.Errorf("%s already exists; choose another file for the rejects with -rejects and run the same command again", name)
		}
	}
	return private.Replace(path, func(rejects io.Writer) error {
		return private.Replace(reasonsPath(path), func(reasons io.Writer) error {
			return writeFailures(rejects, reasons, file, log)
		})
	})
}

func writeFailures(rejects, reasons io.Writer, file *input.File, log *journal.Journal) error {
	buffered, why := bufio.NewWriter(rejects), bufio.NewWriter(reasons)
	w := file.NewWriter(buffered)
	next, stop := iter.Pull2(file.Records(sha256.New()))
	defer stop()
	record := -1
	var rec input.Record
	err := log.Failures(func(r journal.Result) error {
		for ; record < r.Record; record++ {
			var err error
			var ok bool
			if rec, err, ok = next(); err != nil || !ok {
				return errors.Join(err, fmt.Errorf("%s has changed: record %d is missing", file.Path, r.Record))
			}
		}
		if _, err := fmt.Fprintf(why, "line %d: %s\n", r.Line, r.Reason); err != nil {
			return err
		}
		return w.Write(rec)
	})
	return errors.Join(err, w.Flush(), buffered.Flush(), why.Flush())
}
