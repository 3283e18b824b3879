package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"

	"github.com/flymyai/stytch-go/api"
)

// output is the file that users are written to, with its checkpoint. What was written since the last commit may be
// there in part, or not at all; the next run cuts it off.
type output struct {
	path    string
	job     job
	reached position
	file    *os.File
	sum     hash.Hash
	buffer  *bufio.Writer
	encode  func(api.User) error
}

// openOutput opens the file of a job: a new one, or one that a checkpoint says how to go on with.
func openOutput(path string, wanted job) (*output, error) {
	saved, err := loadCheckpoint(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s is there already, and no export that could go on; write to another file with -o", path)
		}
		// The checkpoint comes first: a file without one is complete.
		saved = checkpoint{job: wanted}
		if err := saved.save(path); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, err
	default:
		if err := saved.check(wanted, path); err != nil {
			return nil, err
		}
	}
	o := &output{path: path, job: wanted, reached: saved.position, sum: sha256.New()}
	if err := o.open(); err != nil {
		o.close()
		return nil, err
	}
	return o, nil
}

// open opens the file, checks that it is the one the checkpoint is of, and cuts off what came after it.
func (o *output) open() (err error) {
	flags := os.O_RDWR
	if o.reached.Offset == 0 {
		flags |= os.O_CREATE // an earlier run may have ended before it did
	}
	if o.file, err = os.OpenFile(o.path, flags, privateFile); err != nil {
		return err
	}
	_, err = io.CopyN(o.sum, o.file, o.reached.Offset)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if o.reached.Offset > 0 && o.hexSum() != o.reached.SHA256 {
		return fmt.Errorf("%s is another file than %s is of, or was changed; delete both and begin again", o.path, checkpointPath(o.path))
	}
	if err := o.file.Truncate(o.reached.Offset); err != nil {
		return err
	}
	o.buffer = bufio.NewWriterSize(io.MultiWriter(o.file, o.sum), 1<<20)
	encoding := encodings[o.job.Format]
	o.encode = encoding.encoder(o.buffer)
	if o.reached.Offset == 0 {
		_, err = o.buffer.Write(encoding.header)
	}
	return err
}

func (o *output) hexSum() string { return hex.EncodeToString(o.sum.Sum(nil)) }

// write adds a user.
func (o *output) write(user api.User) error { return o.encode(user) }

// commit makes sure of a page that was written: first of the file, then of the checkpoint that says so.
func (o *output) commit(cursor string, added int) error {
	if err := o.sync(); err != nil {
		return err
	}
	offset, err := o.file.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	now := position{cursor, o.reached.Users + added, offset, o.hexSum()}
	if err := (checkpoint{o.job, now}).save(o.path); err != nil {
		return err
	}
	o.reached = now
	return nil
}

// finish makes sure of the last page. The file is complete when the checkpoint is gone.
func (o *output) finish(added int) error {
	if err := o.sync(); err != nil {
		return err
	}
	if err := os.Remove(checkpointPath(o.path)); err != nil {
		return err
	}
	o.reached.Users += added
	return nil
}

func (o *output) sync() error {
	if err := o.buffer.Flush(); err != nil {
		return err
	}
	return o.file.Sync()
}

// close gives the file up. What was written since the last commit is not flushed: the next run would cut it off.
func (o *output) close() {
	if o.file != nil {
		_ = o.file.Close() // all that counts was synced
	}
}
