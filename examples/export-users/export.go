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
	"github.com/flymyai/stytch-go/examples/internal/progress"
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
	progress *progress.Progress
}

// run exports page by page, from the first page or from where an earlier run stopped. It calls Users.Search itself,
// since a checkpoint needs the cursor of the next page. A program without checkpoints can use Users.All.
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

	e.progress.Begin(out.reached.Users)
	err = e.pages(ctx, out)
	e.progress.End()
	switch {
	case err == nil:
		fmt.Fprintf(e.progress.Out, "Done: %d users in %s.\n", out.reached.Users, e.path)
		return nil
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("stopped after %d users; run the same command again to resume", out.reached.Users)
	case errors.Is(err, api.ErrorTypeUserSearchInvalidCursor):
		return fmt.Errorf("%w\nthe cursor of the export has expired, so it cannot be resumed\n%s", err, startAgain(e.path))
	}
	return fmt.Errorf("%w\nthe first %d users are in %s; run the same command again to resume", err, out.reached.Users, e.path)
}

// pages writes one page after another, up to the last one. The context interrupts the wait for a page, but not the
// writing of one.
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
			return fmt.Errorf("the search returned the same cursor twice [%s]", page.RequestID)
		}
		if err := out.commit(next, len(page.Results)); err != nil {
			return err
		}
		e.progress.Show(out.reached.Users, page.ResultsMetadata.Total, "")
	}
}

// search returns a page. The limiter keeps it below Stytch's rate limit. When other programs use up that limit, it
// waits and retries.
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
		if e, ok := errors.AsType[*stytch.Error](err); ok {
			wait = max(wait, e.RetryAfter)
		}
		e.progress.Wait(wait)
		if err := sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// limitPause is how long to wait without a Retry-After. Stytch counts searches per minute of its own clock, so
// retrying a few times a minute finds the start of the next one.
const limitPause = 15 * time.Second

// sleep waits. It returns the context's error if the context ends first.
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
