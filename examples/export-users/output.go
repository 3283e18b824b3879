package main

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/examples/internal/private"
)

// output is the file that users are written to, with its checkpoint. A kill or a power cut may lose any part of what
// was written after the last commit; the next run truncates the file there.
type output struct {
	path    string
	job     job
	reached position
	file    *os.File
	sum     hash.Hash // of everything written
	buffer  *bufio.Writer
	encode  func(api.User) error
}

// openOutput opens the file of a job: a new one, or one that a checkpoint says how to continue.
func openOutput(path string, wanted job) (*output, error) {
	saved, err := loadCheckpoint(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := newCheckpoint(path, wanted); err != nil {
			return nil, err
		}
		// Loading it shows now, not after an interruption, whether this file system keeps owners and modes.
		saved, err = loadCheckpoint(path)
	}
	if err != nil {
		return nil, err
	}
	if err := saved.checkJob(wanted, path); err != nil {
		return nil, err
	}
	o := &output{path: path, job: wanted, reached: saved.position, sum: sha256.New()}
	if err := o.open(saved); err != nil {
		o.close()
		return nil, err
	}
	return o, nil
}

// newCheckpoint starts an export. The checkpoint comes before the output, since an output without one is complete.
func newCheckpoint(path string, wanted job) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s already exists, and there is no export to continue; write to another file with -o", path)
	}
	first := checkpoint{job: wanted}
	var err error
	if first.SHA256, err = first.digest(sha256.New().Sum(nil)); err != nil {
		return err
	}
	return first.save(path)
}

// open opens the file, verifies it against the checkpoint, and truncates what was written after it.
func (o *output) open(saved checkpoint) (err error) {
	o.file, err = private.Open(o.path, os.O_RDWR)
	if errors.Is(err, fs.ErrNotExist) && o.reached.Offset == 0 {
		o.file, err = private.Create(o.path)
	}
	if err != nil {
		return fmt.Errorf("%w\n%s", err, startAgain(o.path))
	}
	if err := o.verify(saved); err != nil {
		return err
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

// verify reads the file up to the offset of the checkpoint, and compares both with the digest.
func (o *output) verify(saved checkpoint) error {
	_, err := io.CopyN(o.sum, o.file, saved.Offset)
	if err != nil && !errors.Is(err, io.EOF) { // a shorter file has another digest
		return err
	}
	digest, err := saved.digest(o.sum.Sum(nil))
	if err != nil {
		return err
	}
	if digest != saved.SHA256 {
		return fmt.Errorf("%s and %s do not match: one of them was changed after the export stopped\n%s",
			o.path, checkpointPath(o.path), startAgain(o.path))
	}
	return nil
}

// write adds a user.
func (o *output) write(user api.User) error { return o.encode(user) }

// commit makes a page durable: first the file, then the checkpoint that counts it.
func (o *output) commit(cursor string, added int) error {
	if err := o.sync(); err != nil {
		return err
	}
	offset, err := o.file.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	now := checkpoint{job: o.job, position: position{cursor, o.reached.Users + added, offset}}
	if now.SHA256, err = now.digest(o.sum.Sum(nil)); err != nil {
		return err
	}
	if err := now.save(o.path); err != nil {
		return err
	}
	o.reached = now.position
	return nil
}

// finish makes the last page durable. The output is complete once the checkpoint is deleted.
func (o *output) finish(added int) error {
	if err := o.sync(); err != nil {
		return err
	}
	if err := removeCheckpoint(o.path); err != nil {
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

// close closes the file. It does not flush what was written after the last commit, which the next run would truncate.
func (o *output) close() {
	if o.file != nil {
		_ = o.file.Close() // everything committed is synced
	}
}
