package sessions_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/sessions"
)

// A gateway, a mock or a wrong base URL may respond with 200 to anything. Such a response is not a session.
func TestResponseWithoutASession(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"status_code":200,"message":"ok"}`,
		`{"request_id":"9f2c","message":"welcome"}`,
		`{"status_code":200,"session":null,"session_jwt":"new-jwt","user":{"user_id":"` + userID + `"}}`,
		`{"status_code":200,"session":{}}`,
		strings.Replace(remoteResponse, `"session_id"`, `"id"`, 1),
		strings.Replace(remoteResponse, `"user_id"`, `"id"`, 1),
	} {
		i := newIssuer(t)
		i.status, i.body = 200, body
		_, err := i.client.Sessions.Authenticate(t.Context(), sessions.AuthenticateRequest{SessionToken: "opaque"})
		unusable(t, "Authenticate", body, err)
		_, err = i.client.Sessions.AuthenticateJWT(t.Context(), expiredToken("x"))
		unusable(t, "AuthenticateJWT", body, err)
		for name, visit := range map[string]struct{ jwt, token string }{
			"session token": {token: "opaque"},
			"expired JWT":   {jwt: expiredToken("y")},
		} {
			w := i.visit(t.Context(), visit.jwt, visit.token)
			if cookies := w.Result().Cookies(); w.Code != http.StatusServiceUnavailable || len(cookies) > 0 {
				t.Errorf("Middleware with %s, %s: status %d, cookies %v", name, body, w.Code, cookies)
			}
		}
		// The response was not kept.
		i.change(func() { i.body = remoteResponse })
		if w := i.visit(t.Context(), "", "opaque"); w.Code != http.StatusOK {
			t.Errorf("after Stytch's response: status %d", w.Code)
		}
	}
}

// unusable checks that an error says that the response is not Stytch's.
func unusable(t *testing.T, call, body string, err error) {
	t.Helper()
	if sessions.StatusCode(err) != http.StatusServiceUnavailable {
		t.Errorf("%s, %s: %v, which is status %d", call, body, err, sessions.StatusCode(err))
	}
	e, ok := errors.AsType[*stytch.Error](err)
	if !ok || e.StatusCode != http.StatusOK || e.Operation != "sessions.authenticate" || e.Attempts != 1 {
		t.Errorf("%s, %s: %#v", call, body, err)
		return
	}
	for _, part := range []string{"session", "STYTCH_BASE_URL", "gateway"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%s, %s: the error %q does not mention %s", call, body, err, part)
		}
	}
}

// A permission that the API was to check is granted only by its verdict.
func TestAuthorizationCheckNeedsAVerdict(t *testing.T) {
	t.Parallel()
	check := sessions.AuthorizationCheck{ResourceID: "documents", Action: "delete"}
	for verdict, want := range map[string]int{
		``:                                 403,
		`"verdict":null,`:                  403,
		`"verdict":{},`:                    403,
		`"verdict":{"authorized":false},`:  403,
		`"verdict":{"authorized":true},`:   200,
		`"verdict":{"granting_roles":[]},`: 403,
	} {
		i := newIssuer(t)
		i.status, i.body = 200, strings.Replace(remoteResponse, "{", "{"+verdict, 1)
		_, err := i.client.Sessions.Authenticate(t.Context(), sessions.AuthenticateRequest{SessionToken: "opaque", AuthorizationCheck: check})
		if err == nil && want != 200 || err != nil && sessions.StatusCode(err) != want || want == 403 && !errors.Is(err, sessions.ErrNotAuthorized) {
			t.Errorf("Authenticate, %s: %v, want status %d", verdict, err, want)
		}
		if _, err := i.client.Sessions.AuthenticateJWT(t.Context(), expiredToken("x"), sessions.WithAuthorizationCheck(check)); err == nil && want != 200 ||
			err != nil && sessions.StatusCode(err) != want {
			t.Errorf("AuthenticateJWT, %s: %v, want status %d", verdict, err, want)
		}
		if w := i.visit(t.Context(), "", "opaque", sessions.WithAuthorizationCheck(check)); w.Code != want {
			t.Errorf("Middleware, %s: status %d, want %d", verdict, w.Code, want)
		}
		if w := i.visit(t.Context(), "", "opaque"); w.Code != 200 {
			t.Errorf("without a check, %s: status %d", verdict, w.Code)
		}
	}
}
