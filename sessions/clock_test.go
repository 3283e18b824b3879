package sessions_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/sessions"
)

// If the clock of this machine is wrong, every request of every user may call the API, although nothing fails. A new JWT
// from the API shows that, and is logged once an hour.
func TestWrongClockIsLogged(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		issued time.Duration // before the client's clock, which fast clocks make longer
		took   time.Duration // of the call
		opts   []sessions.MiddlewareOption
		want   string
	}{
		"fast":                 {10 * time.Minute, 0, nil, "the clock of this machine is fast"},
		"slow":                 {-10 * time.Minute, 0, nil, "the clock of this machine is slow"},
		"fast by 10 seconds":   {10 * time.Second, 0, nil, "the clock of this machine is fast"},
		"right":                {0, 0, nil, ""},
		"within the skew":      {5 * time.Second, 0, nil, ""},
		"slow within the skew": {-5 * time.Second, 0, nil, ""},
		"within a larger skew": {10 * time.Minute, 0, []sessions.MiddlewareOption{sessions.WithClockSkew(11 * time.Minute)}, ""},
		"slow response":        {0, 20 * time.Second, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var log bytes.Buffer
				var i *issuer
				slow := func(next http.RoundTripper) http.RoundTripper {
					return clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
						i.advance(test.took)
						return next.RoundTrip(r)
					})
				}
				i = newIssuerVia(t, slow, stytch.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
				handler := i.client.Sessions.Middleware(test.opts...)(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
				request := func() {
					issued := i.now().Add(-test.issued)
					jwt := token(map[string]any{"iat": issued.Unix(), "nbf": issued.Unix(), "exp": issued.Add(5 * time.Minute).Unix()})
					i.change(func() { i.status, i.body = 200, strings.Replace(remoteResponse, "new-jwt", jwt, 1) })
					r, w := httptest.NewRequest(http.MethodGet, "/", nil), httptest.NewRecorder()
					r.AddCookie(&http.Cookie{Name: "stytch_session", Value: "opaque"})
					if handler.ServeHTTP(w, r); w.Code != http.StatusOK {
						t.Errorf("status %d", w.Code)
					}
					i.advance(2 * time.Second) // beyond the time for which a response is shared
				}
				want := func(warnings int) {
					t.Helper()
					got := log.String()
					if test.want == "" && got != "" || test.want != "" && (strings.Count(got, "\n") != warnings || strings.Count(got, test.want) != warnings) {
						t.Errorf("log %q, want %d warnings: %q", got, warnings, test.want)
					}
				}
				for range 3 {
					request()
				}
				want(1)
				time.Sleep(time.Hour)
				request()
				want(2)
			})
		})
	}
}

// A program that sends JWTs as bearer tokens gets no new one to compare. A genuine JWT from the future shows a slow clock as
// well, and a forged one shows nothing.
func TestWrongClockWithBearer(t *testing.T) {
	t.Parallel()
	future := map[string]any{"iat": start.Unix() + 600, "nbf": start.Unix() + 600, "exp": start.Unix() + 900}
	for name, test := range map[string]struct {
		jwt  string
		want int
	}{
		"genuine": {token(future), 1},
		"forged":  {sign(header(nil), claims(future), keys[1]()), 0},
	} {
		var log bytes.Buffer
		i := newIssuer(t, stytch.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
		handler := i.client.Sessions.Middleware()(http.NotFoundHandler())
		for range 3 {
			r, w := httptest.NewRequest(http.MethodGet, "/", nil), httptest.NewRecorder()
			r.Header.Set("Authorization", "Bearer "+test.jwt)
			if handler.ServeHTTP(w, r); w.Code != http.StatusUnauthorized {
				t.Errorf("%s: status %d", name, w.Code)
			}
		}
		if got := strings.Count(log.String(), `is slow, so`); got != test.want || got == 1 && !strings.Contains(log.String(), "by=10m0s") {
			t.Errorf("%s: log %q, want %d warnings", name, &log, test.want)
		}
	}
}
