package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/flymyai/stytch-go/examples/internal/private"
)

// checkpointVersion changes whenever this program cannot continue an export of an older version, such as when the
// columns of CSV change.
const checkpointVersion = 2

// job identifies an export. A checkpoint is valid for one job.
type job struct {
	Version int    `json:"version"`
	Project string `json:"project"`
	Query   string `json:"query"`
	Format  string `json:"format"`
}

// position is how far an export has come. Everything before it is safely in the output.
type position struct {
	// Cursor leads to the next page.
	Cursor string `json:"cursor"`
	Users  int    `json:"users"`
	// Offset is the length of the output in bytes.
	Offset int64 `json:"offset"`
}

// checkpoint is stored in a file beside the output for as long as an export is incomplete.
type checkpoint struct {
	job
	position
	// SHA256 covers both the output and the rest of the checkpoint. Without it, a changed offset or cursor would
	// leave out users or export them twice.
	SHA256 string `json:"sha256"`
}

// digest returns the SHA256 of a checkpoint, given the SHA-256 of the output.
func (c checkpoint) digest(output []byte) (string, error) {
	c.SHA256 = ""
	text, err := json.Marshal(c)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(append(text, output...))
	return hex.EncodeToString(sum[:]), nil
}

func checkpointPath(output string) string { return output + ".checkpoint" }

// startAgain tells the user what to do about a checkpoint that cannot be used.
func startAgain(output string) string {
	return fmt.Sprintf("to export from the beginning, make sure that you need neither %s nor %s, delete both and start again",
		output, checkpointPath(output))
}

// loadCheckpoint returns the checkpoint of an output. The error is fs.ErrNotExist when there is none.
func loadCheckpoint(output string) (c checkpoint, err error) {
	path := checkpointPath(output)
	file, err := private.Open(path, os.O_RDONLY)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return c, err
	case err != nil:
		return c, fmt.Errorf("%w\n%s", err, startAgain(output))
	}
	data, err := io.ReadAll(file)
	if err := errors.Join(err, file.Close()); err != nil {
		return c, err
	}
	if err := json.Unmarshal(data, &c); err != nil {
		return c, fmt.Errorf("%s cannot be read: %w\n%s", path, err, startAgain(output))
	}
	return c, nil
}

// save replaces the checkpoint of an output.
func (c checkpoint) save(output string) error {
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return private.Replace(checkpointPath(output), func(w io.Writer) error {
		_, err := w.Write(append(data, '\n'))
		return err
	})
}

// removeCheckpoint deletes the checkpoint of an output that is complete, and the temporary ones of killed runs.
func removeCheckpoint(output string) error {
	path := checkpointPath(output)
	if err := os.Remove(path); err != nil {
		return err
	}
	private.RemoveTemporary(path)
	return nil
}

// checkJob returns an error when the checkpoint belongs to a different export.
func (c checkpoint) checkJob(wanted job, output string) error {
	for _, field := range []struct{ name, is, want string }{
		{"version", strconv.Itoa(c.Version), strconv.Itoa(wanted.Version)},
		{"project", c.Project, wanted.Project},
		{"query", c.Query, wanted.Query},
		{"format", c.Format, wanted.Format},
	} {
		if field.is != field.want {
			return fmt.Errorf("%s belongs to another export: its %s is %s, not %s\n"+
				"finish that export with the command that started it, or write this one to another file with -o",
				checkpointPath(output), field.name, field.is, field.want)
		}
	}
	return nil
}
