package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/examples/import-users/internal/input"
	"github.com/flymyai/stytch-go/examples/import-users/internal/journal"
	"github.com/flymyai/stytch-go/examples/internal/progress"
)

const (
	// blockSize is how many records are claimed in the journal, and looked up in Stytch, at a time.
	blockSize = 100
	// grace is how long calls may continue after Ctrl-C. The next run finds out what happened to the calls that were
	// cut off.
	grace = 5 * time.Second
	// showEvery is the time between updates of the progress.
	showEvery = 200 * time.Millisecond
)

// importer is one import of a file.
type importer struct {
	client   *stytch.Client
	file     *input.File
	checked  *checked
	journal  *journal.Journal
	update   bool // existing users
	workers  int
	limiter  *rate.Limiter
	progress *progress.Progress
}

// task is a record to import.
type task struct {
	input.Record
	record int
	// maybeSent is set if an earlier run was interrupted while it may have sent the record.
	maybeSent bool
	// found is a user of Stytch who has the email address or the phone number.
	found *api.User
}

// run imports the records that have no result yet. When ctx ends, it lets the calls that are under way finish.
func (im *importer) run(ctx context.Context) error {
	im.progress.Begin(im.journal.Total())
	defer im.progress.End()
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	calls, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(grace, cut) })()

	tasks := make(chan task, blockSize)
	var workers sync.WaitGroup
	for range im.workers {
		workers.Go(func() {
			for t := range tasks {
				if ctx.Err() != nil {
					continue // claimed, but not sent
				}
				if err := im.do(calls, t); err != nil {
					fail(err)
				}
			}
		})
	}
	shown := im.show(ctx)
	if err := im.dispatch(ctx, calls, tasks); err != nil {
		fail(err)
	}
	close(tasks)
	workers.Wait()
	err := context.Cause(ctx)
	fail(nil)
	<-shown
	return err
}

// show shows the progress until ctx ends, and then closes the channel.
func (im *importer) show(ctx context.Context) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		ticker := time.NewTicker(showEvery)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
			failed := im.journal.Count(journal.Rejected) + im.journal.Count(journal.Invalid)
			more := ""
			if failed > 0 {
				more = fmt.Sprintf(", %d failed", failed)
			}
			im.progress.Show(im.journal.Total(), im.checked.records, more)
		}
	}()
	return done
}

// do imports a record and adds the result to the journal.
func (im *importer) do(ctx context.Context, t task) error {
	result, err := im.importUser(ctx, t)
	if err != nil {
		return err
	}
	result.Record, result.Line, result.ExternalID = t.record, t.Line, t.User.ExternalID
	return im.journal.Add(result)
}

// dispatch reads the file and gives the workers their tasks, block by block.
func (im *importer) dispatch(ctx, calls context.Context, tasks chan<- task) error {
	sum := sha256.New()
	block := make([]task, 0, blockSize)
	record := -1
	for rec, err := range im.file.Records(sum) {
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return nil
		}
		record++
		if record >= im.checked.records {
			break
		}
		if im.journal.Done(record) {
			continue
		}
		if problem := im.checked.problem(record, rec); problem != "" {
			if err := im.journal.Add(journal.Result{Record: record, Line: rec.Line, Outcome: journal.Invalid, Reason: problem}); err != nil {
				return err
			}
			continue
		}
		block = append(block, task{Record: rec, record: record, maybeSent: im.journal.WasClaimed(record)})
		if len(block) == blockSize {
			if err := im.send(ctx, calls, block, tasks); err != nil {
				return err
			}
			block = block[:0]
		}
	}
	if err := im.send(ctx, calls, block, tasks); err != nil || ctx.Err() != nil {
		return err
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != im.checked.sum {
		return fmt.Errorf("%s was changed during the import", im.file.Path)
	}
	return nil
}

// send looks up a block of records, claims it and gives it to the workers.
func (im *importer) send(ctx, calls context.Context, block []task, tasks chan<- task) error {
	if len(block) == 0 {
		return nil
	}
	if err := im.lookUp(calls, block); err != nil {
		return err
	}
	if err := im.journal.Claim(block[0].record, block[len(block)-1].record); err != nil {
		return err
	}
	for _, t := range block {
		select {
		case tasks <- t:
		case <-ctx.Done():
			return nil
		}
	}
	return nil
}
