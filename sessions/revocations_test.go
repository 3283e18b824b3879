package sessions_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/sessions"
)

// fixed is a Revocations with fixed results that records what was revoked.
type fixed struct {
	state   sessions.RevocationState
	err     error
	revoked []sessions.Revocation
}

func (f *fixed) Check(string, string, time.Time) sessions.RevocationState { return f.state }

func (f *fixed) Revoke(ctx context.Context, r sessions.Revocation) error {
	f.revoked = append(f.revoked, r)
	if deadline, ok := ctx.Deadline(); !ok || time.Until(deadline) > 5*time.Second {
		return errors.New("no deadline")
	}
	return errors.Join(ctx.Err(), f.err)
}

const active = `{"session":{"session_id":"` + sessionID + `","user_id":"` + userID + `"},"session_jwt":"new-jwt","session_token":"token"}`

// Every check of a JWT asks the revocations.
func TestChecksAskTheRevocations(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name         string
		state        sessions.RevocationState
		apiKnows     bool
		wantLocal    error
		wantJWT      error
		wantStatus   int // of the middleware
		wantAPICalls int32
	}{
		{"not revoked", sessions.NotRevoked, true, nil, nil, 200, 0},
		{"revoked", sessions.Revoked, true, sessions.ErrJWTRevoked, sessions.ErrJWTRevoked, 401, 0},
		{"unconfirmed, active", sessions.Unconfirmed, true, sessions.ErrJWTUnconfirmed, nil, 200, 1},
		{"unconfirmed, ended", sessions.Unconfirmed, false, sessions.ErrJWTUnconfirmed, api.ErrorTypeSessionNotFound, 401, 2},
		{"an unknown state", 0, true, sessions.ErrJWTUnconfirmed, nil, 200, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			i := newIssuer(t, stytch.WithRevocations(&fixed{state: test.state}))
			if test.apiKnows {
				i.status, i.body = 200, active
			}
			jwt := token(nil)
			for range 2 { // verified, and from the cache
				if _, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), jwt); !errors.Is(err, test.wantLocal) {
					t.Errorf("AuthenticateJWTLocal: %v, want %v", err, test.wantLocal)
				}
			}
			if _, err := i.client.Sessions.AuthenticateJWT(t.Context(), jwt); !errors.Is(err, test.wantJWT) {
				t.Errorf("AuthenticateJWT: %v, want %v", err, test.wantJWT)
			}
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.Header.Set("Authorization", "Bearer "+jwt)
			w := httptest.NewRecorder()
			i.client.Sessions.Middleware()(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})).ServeHTTP(w, r)
			if w.Code != test.wantStatus {
				t.Errorf("Middleware: status %d, want %d", w.Code, test.wantStatus)
			}
			i.want(t, 1, test.wantAPICalls)
		})
	}
}

// A session that the API returned a moment ago, and that other callers share, is rejected once it is revoked.
func TestSharedResponseIsRejectedOnceRevoked(t *testing.T) {
	t.Parallel()
	list := sessions.NewRevocationList()
	i := newIssuer(t, stytch.WithRevocations(list))
	i.status, i.body = 200, active
	jwt := expiredToken("x")
	if _, err := i.client.Sessions.AuthenticateJWT(t.Context(), jwt); err != nil {
		t.Fatal(err)
	}
	if err := list.Add(sessions.Revocation{SessionID: sessionID}); err != nil { // by another process
		t.Fatal(err)
	}
	if _, err := i.client.Sessions.AuthenticateJWT(t.Context(), jwt); !errors.Is(err, sessions.ErrJWTRevoked) {
		t.Errorf("%v, want ErrJWTRevoked", err)
	}
	if got := sessions.StatusCode(sessions.ErrJWTUnconfirmed); got != http.StatusServiceUnavailable {
		t.Errorf("StatusCode(ErrJWTUnconfirmed) = %d", got)
	}
}

// The API has just confirmed this session, without saying when it was last used.
func TestSessionWithoutLastAccess(t *testing.T) {
	t.Parallel()
	list := sessions.NewRevocationList()
	i := newIssuer(t, stytch.WithRevocations(list))
	i.status, i.body = 200, active
	i.advance(5 * time.Minute)
	if err := list.Add(sessions.Revocation{UserID: userID, IssuedBefore: start}); err != nil {
		t.Fatal(err)
	}
	if _, err := i.client.Sessions.AuthenticateJWT(t.Context(), expiredToken("x")); err != nil {
		t.Errorf("revoked 5 minutes ago, and active again: %v", err)
	}
	if err := list.Add(sessions.Revocation{UserID: userID}); err != nil {
		t.Fatal(err)
	}
	if _, err := i.client.Sessions.AuthenticateJWT(t.Context(), expiredToken("x")); !errors.Is(err, sessions.ErrJWTRevoked) {
		t.Errorf("revoked without a time limit: %v", err)
	}
}

// Revocations are kept for 10 minutes. A JWT that a large clock skew keeps valid for longer is confirmed.
func TestRevocationsAndLargeClockSkew(t *testing.T) {
	t.Parallel()
	i := newIssuer(t, stytch.WithRevocations(sessions.NewRevocationList()))
	jwt := token(nil)
	check := func(skew time.Duration) error {
		_, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), jwt, sessions.WithClockSkew(skew))
		return err
	}
	i.advance(9 * time.Minute)
	if err := check(20 * time.Minute); err != nil {
		t.Errorf("after 9 minutes: %v", err)
	}
	i.advance(51 * time.Second)
	if err := check(20 * time.Minute); !errors.Is(err, sessions.ErrJWTUnconfirmed) {
		t.Errorf("after 9:51 minutes: %v, want ErrJWTUnconfirmed", err)
	}
	if err := check(4 * time.Minute); !errors.Is(err, sessions.ErrJWTExpired) {
		t.Errorf("with a skew of 4 minutes: %v, want ErrJWTExpired", err)
	}
}

// If the clocks may differ by more than 10 seconds, a JWT is judged as of all times at which it may have been issued.
func TestRevocationsByAnotherClock(t *testing.T) {
	t.Parallel()
	const seconds = time.Second
	for _, test := range []struct {
		name string
		skew time.Duration
		// before is when the sessions of the user were revoked, seen from the time of the JWT.
		before  time.Duration
		want    error
		wantAPI error // for a session that the API has just returned
	}{
		{"revoked long after", 60 * seconds, 61 * seconds, sessions.ErrJWTRevoked, sessions.ErrJWTRevoked},
		{"revoked just after", 60 * seconds, 59 * seconds, sessions.ErrJWTUnconfirmed, nil},
		{"revoked after, by a slow clock", 60 * seconds, -59 * seconds, sessions.ErrJWTUnconfirmed, nil},
		{"revoked long before", 60 * seconds, -61 * seconds, nil, nil},
		{"revoked after, by clocks that agree", 5 * seconds, 11 * seconds, sessions.ErrJWTRevoked, sessions.ErrJWTRevoked},
		{"revoked before, by clocks that agree", 5 * seconds, -11 * seconds, nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			list := sessions.NewRevocationList()
			i := newIssuer(t, stytch.WithRevocations(list))
			if err := list.Add(sessions.Revocation{UserID: userID, IssuedBefore: start.Add(test.before)}); err != nil {
				t.Fatal(err)
			}
			skew := sessions.WithClockSkew(test.skew)
			if _, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), token(nil), skew); !errors.Is(err, test.want) {
				t.Errorf("AuthenticateJWTLocal: %v, want %v", err, test.want)
			}
			i.status = 200
			i.body = strings.Replace(active, `"user_id"`, `"last_accessed_at":"`+start.Format(time.RFC3339)+`","user_id"`, 1)
			if _, err := i.client.Sessions.AuthenticateJWT(t.Context(), expiredToken("x"), skew); !errors.Is(err, test.wantAPI) {
				t.Errorf("AuthenticateJWT: %v, want %v", err, test.wantAPI)
			}
		})
	}
}

// A call succeeds if Stytch has revoked the session and only sharing that fails. The error is logged. RevokeUser and
// what webhooks call return it.
func TestRevocationsThatFail(t *testing.T) {
	t.Parallel()
	var logged bytes.Buffer
	down := errors.New("store down")
	revocations := &fixed{state: sessions.NotRevoked, err: down}
	i := newIssuer(t, stytch.WithRevocations(revocations), stytch.WithLogger(slog.New(slog.NewTextHandler(&logged, nil))))
	i.status, i.body = 200, `{"request_id":"r","sessions":[]}`
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	if _, err := i.client.Sessions.Revoke(ctx, sessions.RevokeRequest{SessionID: sessionID}); err != nil {
		t.Error(err)
	}
	if got := logged.String(); !strings.Contains(got, "store down") || !strings.Contains(got, sessionID) {
		t.Errorf("logged %q", got)
	}
	for name, err := range map[string]error{
		"RevokeUser":  i.client.Sessions.RevokeUser(ctx, userID),
		"UserDeleted": i.client.Sessions.UserDeleted(ctx, userID),
		"UserChanged": i.client.Sessions.UserChanged(ctx, userID, start),
	} {
		if !errors.Is(err, down) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// The caller going away does not keep other processes from learning of it.
	cancel()
	revocations.err = nil
	if err := i.client.Sessions.UserDeleted(ctx, userID); err != nil {
		t.Errorf("after the context has ended: %v", err)
	}
}

// Without revocations, sessions can be revoked only through the API.
func TestNoRevocations(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	if err := i.client.Sessions.UserDeleted(t.Context(), userID); !errors.Is(err, sessions.ErrNoRevocations) {
		t.Error(err)
	}
	if err := i.client.Sessions.UserChanged(t.Context(), userID, start); !errors.Is(err, sessions.ErrNoRevocations) {
		t.Error(err)
	}
	i.status, i.body = 200, `{"request_id":"r","sessions":[{"session_id":"A"},{"session_id":"B"}]}`
	if err := i.client.Sessions.RevokeUser(t.Context(), userID); err != nil {
		t.Error(err)
	}
	i.want(t, 0, 3)
	if _, err := stytch.New(projectID, "secret", stytch.WithRevocations(nil)); err == nil {
		t.Error("nil revocations were accepted")
	}
}
