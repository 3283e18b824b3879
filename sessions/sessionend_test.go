package sessions_test

import (
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/sessions"
)

// A session of 5 minutes is used in minute 4, which renews its JWT until minute 9. The JWT is not accepted after the session
// has ended.
func TestSessionThatEndsBeforeItsJWT(t *testing.T) {
	t.Parallel()
	srv, client := startServer()
	t.Cleanup(srv.Close)
	token := logIn(client).SessionToken
	if _, err := client.Sessions.Authenticate(t.Context(), sessions.AuthenticateRequest{SessionToken: token, SessionDurationMinutes: 5}); err != nil {
		t.Fatal(err)
	}
	srv.Advance(4 * time.Minute)
	renewed, err := client.Sessions.Authenticate(t.Context(), sessions.AuthenticateRequest{SessionToken: token})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Sessions.AuthenticateJWTLocal(t.Context(), renewed.SessionJWT); err != nil {
		t.Errorf("in minute 4: %v", err)
	}
	srv.Advance(2 * time.Minute)
	if _, err := client.Sessions.AuthenticateJWTLocal(t.Context(), renewed.SessionJWT); !errors.Is(err, sessions.ErrJWTExpired) {
		t.Errorf("AuthenticateJWTLocal: %v", err)
	}
	if _, err := client.Sessions.AuthenticateJWT(t.Context(), renewed.SessionJWT); !errors.Is(err, api.ErrorTypeSessionNotFound) {
		t.Errorf("AuthenticateJWT: %v", err)
	}
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.AddCookie(&http.Cookie{Name: "stytch_session_jwt", Value: renewed.SessionJWT})
	w := httptest.NewRecorder()
	client.Sessions.Middleware()(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})).ServeHTTP(w, r)
	if w.Code != http.StatusUnauthorized {
		t.Errorf("Middleware: status %d", w.Code)
	}
}

// After the end that a JWT names, allowing for the clock skew, only the API knows whether the session was extended.
func TestSessionExtendedSinceItsJWT(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	i.status, i.body = 200, remoteResponse
	session := maps.Clone(claims(nil)["https://stytch.com/session"].(map[string]any))
	session["expires_at"] = start.Add(time.Minute).Format(time.RFC3339)
	jwt := token(map[string]any{"https://stytch.com/session": session})
	for _, test := range []struct {
		after    time.Duration
		skew     time.Duration
		want     error
		apiCalls int32 // so far
	}{
		{59 * time.Second, 0, nil, 0},
		{60 * time.Second, 0, sessions.ErrJWTExpired, 1},
		{64 * time.Second, 5 * time.Second, nil, 1},
		{65 * time.Second, 5 * time.Second, sessions.ErrJWTExpired, 2},
	} {
		i.clock.Store(start.Add(test.after).Unix())
		skew := sessions.WithClockSkew(test.skew)
		if _, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), jwt, skew); !errors.Is(err, test.want) {
			t.Errorf("AuthenticateJWTLocal after %v: %v, want %v", test.after, err, test.want)
		}
		if _, err := i.client.Sessions.AuthenticateJWT(t.Context(), jwt, skew); err != nil {
			t.Errorf("AuthenticateJWT after %v: %v", test.after, err)
		}
		i.want(t, 1, test.apiCalls)
	}
}
