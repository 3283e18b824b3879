package webhooks

import (
	"context"
	"fmt"
	"time"
)

// Revocations learns of users who were deleted or changed, so that their earlier session JWTs are rejected or confirmed
// with the API. The Sessions field of a client implements it. Its methods return an error if the client was created
// without stytch.WithRevocations.
type Revocations interface {
	// UserDeleted rejects all session JWTs of a user.
	UserDeleted(ctx context.Context, userID string) error
	// After UserChanged, a session JWT that was issued to the user before the given time is confirmed with the API
	// whenever it is checked.
	UserChanged(ctx context.Context, userID string, at time.Time) error
}

// WithRevocations tells revocations about deleted and changed users before the handler gets the event. This covers users
// who were deleted or changed outside this program, such as in Stytch's dashboard. If revocations returns an error, the
// event is not handled, and Svix retries.
//
//	verifier.Handler(handle, webhooks.WithRevocations(client.Sessions))
func WithRevocations(revocations Revocations) HandlerOption {
	return func(h *handler) { h.revocations = revocations }
}

// noRevocations are those of a handler without [WithRevocations].
type noRevocations struct{}

func (noRevocations) UserDeleted(context.Context, string) error            { return nil }
func (noRevocations) UserChanged(context.Context, string, time.Time) error { return nil }

// revoke tells the revocations about an event.
func (h *handler) revoke(ctx context.Context, event *Event) error {
	if event.ObjectType != ObjectUser || event.ObjectID == "" {
		return nil
	}
	var err error
	switch event.Action {
	case ActionDelete:
		err = h.revocations.UserDeleted(ctx, event.ObjectID)
	case ActionUpdate:
		changed := event.Timestamp
		if changed.IsZero() {
			changed = h.verifier.now()
		}
		err = h.revocations.UserChanged(ctx, event.ObjectID, changed)
	case ActionCreate: // a new user has no sessions yet
	}
	if err != nil {
		return fmt.Errorf("webhooks: revocations: %w", err)
	}
	return nil
}
