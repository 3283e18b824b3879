package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
)

// checkpointVersion changes whenever a file begun by an older version cannot be gone on with, such as when the
// columns of CSV change.
const checkpointVersion = 1

// job is what an export is about. A checkpoint is good for the same job alone.
type job struct {
	Version int    `json:"version"`
	Project string `json:"project"`
	Query   string `json:"query"`
	Format  string `json:"format"`
}

// position is how far an export has come. Everything before it is in the file for good.
type position struct {
	// Cursor leads to the next page.
	Cursor string `json:"cursor"`
	Users  int    `json:"users"`
	// Offset is the length of the file, and SHA256 the sum of what is in it.
	Offset int64  `json:"offset"`
	SHA256 string `json:"sha256"`
}

// checkpoint is kept in a file beside the output for as long as an export is not complete.
type checkpoint struct {
	job
	position
}

func checkpointPath(output string) string { return output + ".checkpoint" }

// loadCheckpoint returns the checkpoint of an output. Where there is none, the error is fs.ErrNotExist.
func loadCheckpoint(output string) (checkpoint, error) {
	path := checkpointPath(output)
	data, err := os.ReadFile(path) //nolint:gosec // the user says which file
	if err != nil {
		return checkpoint{}, err
	}
	var c checkpoint
	if err := json.Unmarshal(data, &c); err != nil {
		return checkpoint{}, fmt.Errorf("%s cannot be read (%w); delete it and %s, and begin again", path, err, output)
	}
	return c, nil
}

// save replaces the checkpoint of an output, at once and whole: whatever happens, there is the old one or the new.
func (c checkpoint) save(output string) error {
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	path := checkpointPath(output)
	temp, err := os.OpenFile(path+".tmp", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, privateFile) //nolint:gosec // as above
	if err != nil {
		return err
	}
	_, err = temp.Write(append(data, '\n'))
	// Without the sync, the new name may survive a power cut, and what is in the file may not.
	if err := errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}

// privateFile is for files that are nobody else's business.
const privateFile = 0o600

// check refuses to go on with another job than the one the checkpoint is of.
func (c checkpoint) check(wanted job, output string) error {
	for _, part := range []struct{ name, was, is string }{
		{"version", strconv.Itoa(c.Version), strconv.Itoa(wanted.Version)},
		{"project", c.Project, wanted.Project},
		{"query", c.Query, wanted.Query},
		{"format", c.Format, wanted.Format},
	} {
		if part.was != part.is {
			return fmt.Errorf("%s is of another export: its %s is %s, and not %s\n"+
				"finish that one by the command that began it, or write this one to another file with -o",
				checkpointPath(output), part.name, part.was, part.is)
		}
	}
	return nil
}
