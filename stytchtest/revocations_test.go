package stytchtest_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// replicas are two clients that share revocations, and a user with a password and two sessions.
type replicas struct {
	*harness
	// a calls the API, and b checks JWTs without it.
	a, b       *stytch.Client
	userID     string
	one, other session
}

// session is a session of the user.
type session struct{ id, token, jwt string }

func newReplicas(t *testing.T) *replicas {
	t.Helper()
	list := sessions.NewRevocationList()
	h := newHarness(t)
	r := &replicas{harness: h, a: h.srv.Client(stytch.WithRevocations(list)), b: h.srv.Client(stytch.WithRevocations(list))}
	created, err := r.Passwords.Create(r.ctx, passwords.CreateRequest{Email: ada, Password: strong, SessionDurationMinutes: 60})
	r.ok(err)
	r.userID = created.UserID
	r.one = session{created.Session.SessionID, created.SessionToken, created.SessionJWT}
	login, err := r.Passwords.Authenticate(r.ctx, passwords.AuthenticateRequest{Email: ada, Password: strong, SessionDurationMinutes: 60})
	r.ok(err)
	r.other = session{login.Session.SessionID, login.SessionToken, login.SessionJWT}
	// Checks allow for a difference between the clocks of Stytch and of the client that revokes. It is shorter than this.
	h.srv.Advance(30 * time.Second)
	return r
}

// accepts returns the outcome of checking a JWT without the API on the other replica.
func (r *replicas) accepts(jwt string) string {
	_, err := r.b.Sessions.AuthenticateJWTLocal(r.ctx, jwt)
	switch {
	case err == nil:
		return "accepted"
	case errors.Is(err, sessions.ErrJWTRevoked):
		return "revoked"
	case errors.Is(err, sessions.ErrJWTUnconfirmed):
		return "unconfirmed"
	default:
		return err.Error()
	}
}

// Whatever ends sessions at Stytch ends them for everyone who shares the revocations.
func TestWhoRevokes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		// end ends sessions, and returns the JWT of the one that was left or started, if any.
		end        func(r *replicas) (string, error)
		one, other string
	}{
		{"Sessions.Revoke by ID", func(r *replicas) (string, error) {
			_, err := r.a.Sessions.Revoke(r.ctx, sessions.RevokeRequest{SessionID: r.one.id})
			return r.other.jwt, err
		}, "revoked", "accepted"},
		{"Sessions.Revoke by token", func(r *replicas) (string, error) {
			_, err := r.a.Sessions.Revoke(r.ctx, sessions.RevokeRequest{SessionToken: r.one.token})
			return r.other.jwt, err
		}, "revoked", "accepted"},
		{"Sessions.Revoke by JWT", func(r *replicas) (string, error) {
			_, err := r.a.Sessions.Revoke(r.ctx, sessions.RevokeRequest{SessionJWT: r.one.jwt})
			return r.other.jwt, err
		}, "revoked", "accepted"},
		{"Sessions.Revoke of a session that has ended", func(r *replicas) (string, error) {
			_, err := r.Sessions.Revoke(r.ctx, sessions.RevokeRequest{SessionID: r.one.id}) // without revocations
			r.ok(err)
			_, err = r.a.Sessions.Revoke(r.ctx, sessions.RevokeRequest{SessionJWT: r.one.jwt})
			if err == nil {
				return "", errors.New("the session was revoked twice")
			}
			return r.other.jwt, nil
		}, "revoked", "accepted"},
		{"Sessions.Revoke whose response is lost", func(r *replicas) (string, error) {
			r.srv.Inject(stytchtest.Fault{Operation: "sessions.revoke", CutAfter: true, Times: 3})
			_, err := r.a.Sessions.Revoke(r.ctx, sessions.RevokeRequest{SessionID: r.one.id})
			if err == nil {
				return "", errors.New("the response was not lost")
			}
			return r.other.jwt, nil
		}, "unconfirmed", "accepted"},
		{"Sessions.Revoke that Stytch may have handled before the connection closed", func(r *replicas) (string, error) {
			r.srv.Inject(stytchtest.Fault{Operation: "sessions.revoke", Status: 499, ErrorType: api.ErrorTypeClientClosedRequest})
			_, err := r.a.Sessions.Revoke(r.ctx, sessions.RevokeRequest{SessionID: r.one.id})
			if err == nil {
				return "", errors.New("the call was not rejected")
			}
			return r.other.jwt, nil
		}, "unconfirmed", "accepted"},
		{"Sessions.Revoke that is rejected", func(r *replicas) (string, error) {
			r.srv.Inject(stytchtest.Fault{Operation: "sessions.revoke", Status: http.StatusForbidden})
			_, err := r.a.Sessions.Revoke(r.ctx, sessions.RevokeRequest{SessionID: r.one.id})
			if err == nil {
				return "", errors.New("the call was not rejected")
			}
			return r.other.jwt, nil
		}, "accepted", "accepted"},
		{"Sessions.RevokeUser", func(r *replicas) (string, error) {
			err := r.a.Sessions.RevokeUser(r.ctx, r.userID)
			active, getErr := r.Sessions.Get(r.ctx, r.userID)
			r.ok(getErr)
			if len(active.Sessions) != 0 {
				return "", errors.New("sessions are left")
			}
			return "", err
		}, "revoked", "revoked"},
		{"Users.Delete", func(r *replicas) (string, error) {
			_, err := r.a.Users.Delete(r.ctx, r.userID)
			return "", err
		}, "revoked", "revoked"},
		{"Users.Delete by external ID", func(r *replicas) (string, error) {
			_, err := r.a.Users.Update(r.ctx, r.userID, users.UpdateRequest{ExternalID: "ada-1"})
			r.ok(err)
			_, err = r.a.Users.Delete(r.ctx, "ada-1")
			return "", err
		}, "revoked", "revoked"},
		{"Users.Delete whose response is lost", func(r *replicas) (string, error) {
			r.srv.Inject(stytchtest.Fault{Operation: "users.delete", CutBefore: true, Times: 3})
			_, err := r.a.Users.Delete(r.ctx, r.userID)
			if err == nil {
				return "", errors.New("the response was not lost")
			}
			return "", nil
		}, "unconfirmed", "unconfirmed"},
		{"Passwords.ExistingPassword.Reset", func(r *replicas) (string, error) {
			resp, err := r.a.Passwords.ExistingPassword.Reset(r.ctx, passwords.ExistingPasswordResetRequest{
				Email: ada, ExistingPassword: strong, NewPassword: stronger, SessionDurationMinutes: 60,
			})
			r.ok(err)
			return resp.SessionJWT, nil
		}, "revoked", "revoked"},
		{"Passwords.Session.Reset", func(r *replicas) (string, error) {
			resp, err := r.a.Passwords.Session.Reset(r.ctx, passwords.SessionResetRequest{Password: stronger, SessionToken: r.other.token})
			r.ok(err)
			return resp.SessionJWT, nil
		}, "revoked", "accepted"},
		{"Passwords.Email.Reset", func(r *replicas) (string, error) {
			_, err := r.a.Passwords.Email.ResetStart(r.ctx, passwords.EmailResetStartRequest{Email: ada})
			r.ok(err)
			resp, err := r.a.Passwords.Email.Reset(r.ctx, passwords.EmailResetRequest{
				Token: r.srv.LastMessage(ada).Token, Password: stronger, SessionDurationMinutes: 60,
			})
			r.ok(err)
			return resp.SessionJWT, nil
		}, "revoked", "revoked"},
		{"MagicLinks.Authenticate that resets sessions", func(r *replicas) (string, error) {
			_, err := r.a.MagicLinks.Email.Send(r.ctx, magiclinks.EmailSendRequest{Email: ada})
			r.ok(err)
			resp, err := r.a.MagicLinks.Authenticate(r.ctx, magiclinks.AuthenticateRequest{
				Token: r.srv.LastMessage(ada).Token, SessionDurationMinutes: 60,
			})
			r.ok(err)
			if !resp.ResetSessions {
				return "", errors.New("the sessions were not reset")
			}
			return resp.SessionJWT, nil
		}, "revoked", "revoked"},
		{"Users.Update of the roles", func(r *replicas) (string, error) {
			_, err := r.a.Users.Update(r.ctx, r.userID, users.UpdateRequest{Roles: []string{}})
			return "", err
		}, "unconfirmed", "unconfirmed"},
		{"Users.Update of the roles, by external ID", func(r *replicas) (string, error) {
			_, err := r.a.Users.Update(r.ctx, r.userID, users.UpdateRequest{ExternalID: "ada-1"})
			r.ok(err)
			_, err = r.a.Users.Update(r.ctx, "ada-1", users.UpdateRequest{Roles: []string{}})
			return "", err
		}, "unconfirmed", "unconfirmed"},
		{"Users.Update of the roles whose response is lost", func(r *replicas) (string, error) {
			r.srv.Inject(stytchtest.Fault{Operation: "users.update", CutAfter: true, Times: 3})
			_, err := r.a.Users.Update(r.ctx, r.userID, users.UpdateRequest{Roles: []string{}})
			if err == nil {
				return "", errors.New("the response was not lost")
			}
			return "", nil
		}, "unconfirmed", "unconfirmed"},
		{"Users.Update of the roles that is rejected", func(r *replicas) (string, error) {
			_, err := r.a.Users.Update(r.ctx, r.userID, users.UpdateRequest{Roles: []string{"none-such"}})
			if err == nil {
				return "", errors.New("an unknown role was accepted")
			}
			return r.one.jwt, nil
		}, "accepted", "accepted"},
		{"Users.Update of something else", func(r *replicas) (string, error) {
			_, err := r.a.Users.Update(r.ctx, r.userID, users.UpdateRequest{ExternalID: "ada-1"})
			return r.one.jwt, err
		}, "accepted", "accepted"},
		{"a webhook of a deleted user", func(r *replicas) (string, error) {
			return "", r.a.Sessions.UserDeleted(r.ctx, r.userID)
		}, "revoked", "revoked"},
		{"a webhook of a changed user", func(r *replicas) (string, error) {
			return "", r.a.Sessions.UserChanged(r.ctx, r.userID, r.srv.Now())
		}, "unconfirmed", "unconfirmed"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := newReplicas(t)
			for _, s := range []session{r.one, r.other} {
				if got := r.accepts(s.jwt); got != "accepted" {
					t.Fatalf("before: %s", got)
				}
			}
			left, err := test.end(r)
			r.ok(err)
			if got := strings.Join([]string{r.accepts(r.one.jwt), r.accepts(r.other.jwt)}, " "); got != test.one+" "+test.other {
				t.Errorf("got %s, want %s %s", got, test.one, test.other)
			}
			if left != "" {
				if got := r.accepts(left); got != "accepted" {
					t.Errorf("the session that was left or started: %s", got)
				}
			}
		})
	}
}

// After RevokeUser, the user can log in again at once. While the JWT could be older than the revocation because of a difference
// between clocks, the API confirms it.
func TestLogInAfterRevokeUser(t *testing.T) {
	t.Parallel()
	r := newReplicas(t)
	r.ok(r.a.Sessions.RevokeUser(r.ctx, r.userID))
	login, err := r.a.Passwords.Authenticate(r.ctx, passwords.AuthenticateRequest{Email: ada, Password: strong, SessionDurationMinutes: 60})
	r.ok(err)
	checked, err := r.b.Sessions.AuthenticateJWT(r.ctx, login.SessionJWT)
	r.ok(err)
	if checked.Remote == nil {
		t.Error("the JWT was not confirmed")
	}
	r.srv.Advance(11 * time.Second)
	checked, err = r.b.Sessions.AuthenticateJWT(r.ctx, login.SessionJWT)
	r.ok(err)
	if checked, err = r.b.Sessions.AuthenticateJWT(r.ctx, checked.SessionJWT); err != nil || checked.Remote != nil {
		t.Errorf("the new JWT was confirmed as well: %v", err)
	}
}
