package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"golang.org/x/time/rate"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/users"
)

// export is one export of users to one file.
type export struct {
	client   *stytch.Client
	query    users.Query
	format   string
	path     string
	pageSize int
	limiter  *rate.Limiter
	progress *progress
}

// run exports page by page, from the first or from where an earlier run was interrupted. It searches by itself,
// where Users.All would do for a program without checkpoints: those need the cursor that leads to the next page.
func (e *export) run(ctx context.Context) error {
	query, err := json.Marshal(e.query)
	if err != nil {
		return err
	}
	out, err := openOutput(e.path, job{
		Version: checkpointVersion,
		Project: e.client.ProjectID(),
		Query:   string(query),
		Format:  e.format,
	})
	if err != nil {
		return err
	}
	defer out.close()

	e.progress.begin(out.reached.Users)
	err = e.pages(ctx, out)
	e.progress.end()
	switch {
	case err == nil:
		fmt.Fprintf(e.progress.out, "Done: %d users in %s.\n", out.reached.Users, e.path)
		return nil
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("stopped after %d users; run the same command again to go on", out.reached.Users)
	case errors.Is(err, api.ErrorTypeUserSearchInvalidCursor):
		return fmt.Errorf("%w\nStytch no longer knows where the export was: delete %s and %s, and begin again", err, e.path, checkpointPath(e.path))
	}
	return fmt.Errorf("%w\n%d users are safe in %s; run the same command again to go on", err, out.reached.Users, e.path)
}

// pages writes one page after the other until the last. A page is written whole or not at all: the context ends
// the wait for a page, and never its writing.
func (e *export) pages(ctx context.Context, out *output) error {
	for {
		page, err := e.search(ctx, out.reached.Cursor)
		if err != nil {
			return err
		}
		for _, user := range page.Results {
			if err := out.write(user); err != nil {
				return err
			}
		}
		next := page.ResultsMetadata.NextCursor
		if next == "" {
			return out.finish(len(page.Results))
		}
		if next == out.reached.Cursor {
			return fmt.Errorf("the cursor did not move on [%s]", page.RequestID)
		}
		if err := out.commit(next, len(page.Results)); err != nil {
			return err
		}
		e.progress.show(out.reached.Users, page.ResultsMetadata.Total)
	}
}

// search returns a page. It begins no more searches than the limiter lets through, and where Stytch says that there
// were too many nevertheless, since other programs search too, it waits until there may be more.
func (e *export) search(ctx context.Context, cursor string) (*users.SearchResponse, error) {
	for {
		if err := e.limiter.Wait(ctx); err != nil {
			return nil, err
		}
		page, err := e.client.Users.Search(ctx, users.SearchRequest{Cursor: cursor, Limit: e.pageSize, Query: e.query})
		if !errors.Is(err, api.ErrorTypeTooManyRequests) {
			return page, err
		}
		wait := limitPause
		if refused, ok := errors.AsType[*stytch.Error](err); ok {
			wait = max(wait, refused.RetryAfter)
		}
		e.progress.waiting(wait)
		if err := sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// limitPause is how long to wait when Stytch does not say. Its limits are for minutes of its clock, which ours need
// not agree with, so asking again now and then finds the next minute best.
const limitPause = 15 * time.Second

// sleep waits, or returns the context's error when that ends first.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
