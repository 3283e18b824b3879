// Package ended carries the news that a call of the API has ended sessions of a user, from the service that made the call
// to the revocations of the client. Services do not import each other.
package ended

import (
	"context"
	"errors"
	"net/http"

	"github.com/flymyai/stytch-go/api"
)

// Sessions describes which sessions a call has ended: all sessions of a user so far.
type Sessions struct {
	// UserID is the user.
	UserID string
	// Except is the session that the call left active or started. It may be empty.
	Except string
	// UserDeleted reports whether the user no longer exists.
	UserDeleted bool
	// Unsure is set if only the API knows whether a session is still active, or what its JWT should say: the call may have
	// failed, or it changed what the JWTs say instead of ending the sessions.
	Unsure bool
}

// Report receives the news. A nil Report discards it.
type Report func(ctx context.Context, ended Sessions)

// send reports that a call has ended sessions.
func (r Report) send(ctx context.Context, ended Sessions) {
	if r != nil && ended.UserID != "" {
		r(ctx, ended)
	}
}

// Deleted reports the outcome of a call that deletes a user. A success means that the user no longer exists. After a
// lost response, the user may still exist.
func (r Report) Deleted(ctx context.Context, userID string, err error) {
	switch {
	case err == nil, errors.Is(err, api.ErrorTypeUserNotFound):
		r.send(ctx, Sessions{UserID: userID, UserDeleted: true})
	case Unsure(err):
		r.send(ctx, Sessions{UserID: userID, Unsure: true})
	}
}

// Changed reports the outcome of a call that changes what the JWTs of a user say.
func (r Report) Changed(ctx context.Context, userID string, err error) {
	if err == nil || Unsure(err) {
		r.send(ctx, Sessions{UserID: userID, Unsure: true})
	}
}

// All reports that a call has ended all sessions of a user and may have started one, which is nil if not.
func (r Report) All(ctx context.Context, userID string, started *api.Session) {
	ended := Sessions{UserID: userID}
	if started != nil {
		ended.Except = started.SessionID
	}
	r.send(ctx, ended)
}

// Others reports that a call has ended the sessions of a user except one. If that is nil, it is unknown.
func (r Report) Others(ctx context.Context, userID string, left *api.Session) {
	if left == nil {
		r.send(ctx, Sessions{UserID: userID, Unsure: true})
		return
	}
	r.send(ctx, Sessions{UserID: userID, Except: left.SessionID})
}

// clientClosedRequest is the status of a response that Stytch did not expect anybody to read.
const clientClosedRequest = 499

// Unsure reports whether Stytch may have handled a call that failed: there was no response, or an inconclusive one.
func Unsure(err error) bool {
	e, ok := errors.AsType[*api.Error](err)
	if !ok || e.Attempts == 0 {
		return false
	}
	switch e.StatusCode {
	case http.StatusRequestTimeout, clientClosedRequest:
		return true
	}
	return e.StatusCode < 400 || e.StatusCode >= 500
}
