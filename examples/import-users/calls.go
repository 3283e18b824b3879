package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/examples/import-users/internal/input"
	"github.com/flymyai/stytch-go/examples/import-users/internal/journal"
)

const (
	// maxAttempts is the number of attempts for a call while Stytch does not respond, with waits of up to maxBackoff.
	maxAttempts = 10
	maxBackoff  = 15 * time.Second
)

// importUser imports a user. An error means that the import must stop, and that the record has no result.
//
// When a response is lost, Stytch may or may not have created the user, so the same call is made again. Email
// addresses, phone numbers and external IDs are unique, so it fails if the user exists. A comparison then shows
// whether the lost call created this user.
func (im *importer) importUser(ctx context.Context, t task) (journal.Result, error) {
	lost := t.maybeSent
	if t.found != nil {
		return im.existing(ctx, t, t.found, lost)
	}
	var user *api.User
	var created bool
	err := im.persist(ctx, func() (err error) {
		user, created, err = im.create(ctx, t)
		lost = lost || noResponse(err) && !errors.Is(err, api.ErrorTypeTooManyRequests)
		return err
	})
	switch {
	case err == nil && created:
		return journal.Result{Outcome: journal.Created, UserID: user.UserID}, nil
	case err == nil:
		result, err := im.existing(ctx, t, user, lost)
		if result.Outcome == journal.Left { // passwords.migrate has changed the user
			result.Outcome, result.Reason = journal.Updated, "the user signed up during the import, without a password, and has the imported one now"
		}
		return result, err
	case isDuplicate(err) && !im.update && !lost && identifies(err, &t.User):
		return journal.Result{Outcome: journal.Left}, nil
	case isDuplicate(err):
		user, result, err := im.find(ctx, t, err)
		if user == nil || err != nil {
			return result, err
		}
		return im.existing(ctx, t, user, lost)
	case isRejection(err):
		return rejected(err), nil
	}
	return journal.Result{}, err
}

// create creates the user of a record, with or without a password. It returns the user and whether it is new.
func (im *importer) create(ctx context.Context, t task) (*api.User, bool, error) {
	if t.User.HasHash() {
		resp, err := im.client.Passwords.Migrate(ctx, t.User.MigrateRequest)
		if err != nil {
			return nil, false, err
		}
		return &resp.User, resp.UserCreated, nil
	}
	resp, err := im.client.Users.Create(ctx, t.User.CreateRequest())
	if err != nil {
		return nil, false, err
	}
	return &resp.User, true, nil
}

// persist calls Stytch at the rate of the limiter, and calls again until it responds. The call must be safe to repeat.
func (im *importer) persist(ctx context.Context, call func() error) error {
	for attempt := 1; ; attempt++ {
		if err := im.limiter.Wait(ctx); err != nil {
			return err
		}
		switch err := call(); {
		case !noResponse(err):
			return err
		case attempt == maxAttempts:
			return fmt.Errorf("Stytch does not respond: %w", err) //nolint:staticcheck // a name
		}
		if err := sleep(ctx, backoff(attempt)); err != nil {
			return err
		}
	}
}

// noResponse reports whether a call failed in a way that may be over at the next attempt: Stytch did not respond, or
// responded that it could not handle the call.
func noResponse(err error) bool {
	return err != nil && !isDuplicate(err) && !isRejection(err) && !isFatal(err)
}

// isDuplicate reports whether a call failed because the user exists.
func isDuplicate(err error) bool {
	return slices.ContainsFunc([]api.ErrorType{
		api.ErrorTypeDuplicateEmail, api.ErrorTypeDuplicatePhoneNumber, api.ErrorTypeDuplicateUserExternalID,
		api.ErrorTypePasswordAlreadyExists, api.ErrorTypeDuplicateEmailForUser, api.ErrorTypeDuplicatePhoneNumberForUser,
	}, func(t api.ErrorType) bool { return errors.Is(err, t) })
}

// identifies reports whether a duplicate value shows that the existing user is the record's. An email address does,
// but a phone number or an external ID may belong to somebody else.
func identifies(duplicate error, u *input.User) bool {
	return errors.Is(duplicate, api.ErrorTypeDuplicateEmail) || u.Email == "" && errors.Is(duplicate, api.ErrorTypeDuplicatePhoneNumber)
}

// isFatal reports whether a call would fail for every record.
func isFatal(err error) bool {
	e, ok := errors.AsType[*stytch.Error](err)
	switch {
	case !ok:
		return true // such as the end of the context
	case errors.Is(err, context.Canceled):
		return true
	case errors.Is(err, api.ErrorTypeInvalidProjectIDAuthentication):
		return true
	case errors.Is(err, api.ErrorTypeUserNotFound): // a user who was deleted meanwhile
		return false
	}
	switch e.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed:
		return true
	}
	return e.StatusCode >= 300 && e.StatusCode < 400
}

// isRejection reports whether Stytch rejected a record because of its contents.
func isRejection(err error) bool {
	if _, ok := errors.AsType[*stytch.ArgumentError](err); ok {
		return true
	}
	e, ok := errors.AsType[*stytch.Error](err)
	return ok && e.Type != "" && e.StatusCode >= 400 && e.StatusCode < 500 && !isFatal(err) &&
		e.StatusCode != http.StatusTooManyRequests && e.StatusCode != http.StatusRequestTimeout
}

func rejected(err error) journal.Result {
	reason := err.Error()
	if e, ok := errors.AsType[*stytch.Error](err); ok {
		reason = fmt.Sprintf("%s: %s", e.Type, e.Message)
		if hint := e.Hint(); hint != "" {
			reason += " (" + hint + ")"
		}
	}
	return journal.Result{Outcome: journal.Rejected, Reason: reason}
}

// backoff is the wait after a failed attempt, half of it random.
func backoff(attempt int) time.Duration {
	d := min(250*time.Millisecond<<attempt, maxBackoff)
	return d/2 + rand.N(d/2)
}

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
