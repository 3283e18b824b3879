package sessions_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/impersonation"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
)

// Stytch does not extend an impersonated session. Where sessions are extended, it stays valid until its own end.
func TestImpersonatedSessionIsNotExtended(t *testing.T) {
	t.Parallel()
	srv, client := startServer()
	t.Cleanup(srv.Close)
	login, err := client.Impersonation.Authenticate(t.Context(), impersonation.AuthenticateRequest{
		ImpersonationToken: srv.ImpersonationToken(stytchtest.Impersonation{
			UserID: logIn(client).UserID, ImpersonatorID: "support-1", ImpersonatorEmail: "grace@example.com",
		}),
	})
	if err != nil {
		t.Fatal(err)
	}
	var rejected error
	handler := client.Sessions.Middleware(
		sessions.WithSessionDurationMinutes(60),
		sessions.WithErrorHandler(func(w http.ResponseWriter, _ *http.Request, err error) {
			rejected = err
			w.WriteHeader(sessions.StatusCode(err))
		}),
	)(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	calls := func() int {
		n := 0
		for _, r := range srv.Requests() {
			if r.Operation == "sessions.authenticate" {
				n++
			}
		}
		return n
	}
	for _, test := range []struct {
		name       string
		after      time.Duration
		jwt, token string
		status     int
		calls      int
	}{
		{"fresh JWT", 0, login.SessionJWT, login.SessionToken, 200, 0},
		{"expired JWT", 6 * time.Minute, login.SessionJWT, login.SessionToken, 200, 2},
		{"another request with it", 0, login.SessionJWT, login.SessionToken, 200, 2},
		{"no JWT", 0, "", login.SessionToken, 200, 4},
		{"expired JWT, at the end", 55 * time.Minute, login.SessionJWT, "", 401, 5},
	} {
		srv.Advance(test.after)
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		for name, value := range map[string]string{"stytch_session_jwt": test.jwt, "stytch_session": test.token} {
			if value != "" {
				r.AddCookie(&http.Cookie{Name: name, Value: value})
			}
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != test.status || calls() != test.calls {
			t.Errorf("%s: status %d after %d calls, want %d after %d: %v", test.name, w.Code, calls(), test.status, test.calls, rejected)
		}
		for _, c := range w.Result().Cookies() {
			if end := login.Session.ExpiresAt.Truncate(time.Second); !c.Expires.Equal(end) {
				t.Errorf("%s: the cookie %s expires at %v, and the session at %v", test.name, c.Name, c.Expires, end)
			}
		}
	}
}
