package sessions_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/sessions"
)

// expiredToken returns a genuine JWT that has expired. Callers with the same JWT share calls, so each test needs its own.
func expiredToken(name string) string {
	return token(map[string]any{"exp": start.Unix() - 60, "test": name})
}

// visit sends a request with cookies through a middleware.
func (i *issuer) visit(ctx context.Context, jwt, token string, opts ...sessions.MiddlewareOption) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/", nil)
	if jwt != "" {
		r.AddCookie(&http.Cookie{Name: "stytch_session_jwt", Value: jwt})
	}
	if token != "" {
		r.AddCookie(&http.Cookie{Name: "stytch_session", Value: token})
	}
	w := httptest.NewRecorder()
	i.client.Sessions.Middleware(opts...)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		session, _ := sessions.FromContext(r.Context())
		session.Roles = append(session.Roles, "mine") // a session of its own for each request
		session.AuthenticationFactors = nil
	})).ServeHTTP(w, r)
	return w
}

// A page sends many requests at once with a JWT that has just expired. They cost one call, and each response sets the new
// JWT.
func TestParallelRequestsShareACall(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ jwt, token string }{
		"expired JWT":   {expiredToken("a"), ""},
		"session token": {"", "opaque"},
		"both":          {expiredToken("b"), "opaque"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				i := newIssuerInBubble(t)
				i.status, i.body = 200, responseWithFactors(factor("password", time.Minute))
				i.block = make(chan struct{})
				var wg sync.WaitGroup
				for range 50 {
					wg.Go(func() {
						w := i.visit(t.Context(), test.jwt, test.token)
						if cookies := w.Result().Cookies(); w.Code != 200 || len(cookies) != 1 || cookies[0].Value != "new-jwt" {
							t.Errorf("status %d, cookies %v", w.Code, cookies)
						}
					})
				}
				synctest.Wait()
				close(i.block)
				wg.Wait()
				if got := i.apiCalls.Load(); got != 1 {
					t.Errorf("%d API calls", got)
				}
				// This request was on its way meanwhile.
				if w := i.visit(t.Context(), test.jwt, test.token); w.Code != 200 || len(w.Result().Cookies()) != 1 || i.apiCalls.Load() != 1 {
					t.Errorf("a request just after: status %d, %d API calls", w.Code, i.apiCalls.Load())
				}
				if shown := fmt.Sprintf("%+v %#v", i.client.Sessions, i.client.Sessions); strings.Contains(shown, "opaque") || (test.jwt != "" && strings.Contains(shown, test.jwt)) {
					t.Errorf("the service shows a secret: %s", shown)
				}
				i.advance(2 * time.Second)
				if w := i.visit(t.Context(), test.jwt, test.token); w.Code != 200 || i.apiCalls.Load() != 2 {
					t.Errorf("a request 2 seconds later: status %d, %d API calls", w.Code, i.apiCalls.Load())
				}
				time.Sleep(time.Second) // the client's clock stands still
				synctest.Wait()
				if w := i.visit(t.Context(), test.jwt, test.token); w.Code != 200 || i.apiCalls.Load() != 3 {
					t.Errorf("a request another second later: status %d, %d API calls", w.Code, i.apiCalls.Load())
				}
			})
		})
	}
}

// Callers that send different requests do not share calls.
func TestCallsThatAreNotShared(t *testing.T) {
	t.Parallel()
	read := sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{ResourceID: "documents", Action: "read"})
	remove := sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{ResourceID: "documents", Action: "delete"})
	i := newIssuer(t)
	i.status, i.body = 200, remoteResponse
	jwt := expiredToken("x")
	for _, visit := range []func(){
		func() { i.visit(t.Context(), jwt, "") },
		func() { i.visit(t.Context(), expiredToken("y"), "") },
		func() { i.visit(t.Context(), "", jwt) }, // a session token that looks like a JWT is still a token
		func() { i.visit(t.Context(), "", "opaque") },
		func() { i.visit(t.Context(), jwt, "", read) },
		func() { i.visit(t.Context(), jwt, "", remove) },
		func() { i.visit(t.Context(), jwt, "", sessions.WithSessionDurationMinutes(60)) },
		func() { i.visit(t.Context(), jwt, "", sessions.WithSessionDurationMinutes(90)) },
		// WithMaxTokenAge(0) calls the API every time.
		func() { i.visit(t.Context(), jwt, "", sessions.WithMaxTokenAge(0)) },
		func() { i.visit(t.Context(), jwt, "", sessions.WithMaxTokenAge(0)) },
	} {
		before := i.apiCalls.Load()
		visit()
		if i.apiCalls.Load() != before+1 {
			t.Errorf("%d API calls, want %d", i.apiCalls.Load(), before+1)
		}
	}
}

// A rejection is not kept: the next request calls the API again.
func TestFailuresAreNotKept(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	jwt := expiredToken("x")
	for n := range 3 {
		if w := i.visit(t.Context(), jwt, ""); w.Code != 401 || i.apiCalls.Load() != int32(n+1) {
			t.Errorf("status %d after %d API calls", w.Code, i.apiCalls.Load())
		}
	}
	i.change(func() { i.status, i.body = 200, remoteResponse })
	if w := i.visit(t.Context(), jwt, ""); w.Code != 200 {
		t.Errorf("status %d", w.Code)
	}
}

// The client that revokes a session does not share earlier responses for it.
func TestRevokeEndsSharing(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	i.status, i.body = 200, remoteResponse
	if w := i.visit(t.Context(), "", "opaque"); w.Code != 200 {
		t.Fatalf("status %d", w.Code)
	}
	if _, err := i.client.Sessions.Revoke(t.Context(), sessions.RevokeRequest{SessionToken: "opaque"}); err != nil {
		t.Fatal(err)
	}
	i.change(func() { i.status, i.body = 404, `{"error_type":"session_not_found"}` })
	if w := i.visit(t.Context(), "", "opaque"); w.Code != 401 {
		t.Errorf("status %d after the session was revoked", w.Code)
	}
}

// An earlier response does not reject a user who has just passed the second factor.
func TestNewFactorAgainstASharedResponse(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	second := sessions.WithRequiredFactor(totpType)
	i.status, i.body = 200, responseWithFactors(factor("password", time.Minute))
	if w := i.visit(t.Context(), "", "opaque"); w.Code != 200 {
		t.Fatalf("status %d", w.Code)
	}
	i.change(func() { i.body = responseWithFactors(factor("password", time.Minute), factor("totp", 0)) })
	if w := i.visit(t.Context(), "", "opaque", second); w.Code != 200 || i.apiCalls.Load() != 2 {
		t.Errorf("status %d after %d API calls", w.Code, i.apiCalls.Load())
	}
}

// Requests that lack a factor share calls too.
func TestParallelRequestsWithoutAFactor(t *testing.T) {
	t.Parallel()
	jwt := expiredToken("x")
	synctest.Test(t, func(t *testing.T) {
		i := newIssuerInBubble(t)
		i.status, i.body = 200, responseWithFactors(factor("password", time.Minute))
		i.block = make(chan struct{})
		var wg sync.WaitGroup
		for range 50 {
			wg.Go(func() {
				if w := i.visit(t.Context(), jwt, "", sessions.WithRequiredFactor(totpType)); w.Code != 403 {
					t.Errorf("status %d", w.Code)
				}
			})
		}
		synctest.Wait()
		i.want(t, 1, 1)
		close(i.block)
		wg.Wait()
		i.want(t, 1, 2) // the second call begins after all requests
	})
}

// If the browser whose request started the call goes away, the others still get a response.
func TestSenderThatGoesAway(t *testing.T) {
	t.Parallel()
	jwt := expiredToken("x")
	synctest.Test(t, func(t *testing.T) {
		i := newIssuerInBubble(t)
		i.status, i.body = 200, remoteResponse
		i.block = make(chan struct{})
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, err := i.client.Sessions.AuthenticateJWT(ctx, jwt); !errors.Is(err, context.Canceled) {
				t.Errorf("the one that went away: %v", err)
			}
		})
		synctest.Wait()
		for range 10 {
			wg.Go(func() {
				if _, err := i.client.Sessions.AuthenticateJWT(t.Context(), jwt); err != nil {
					t.Errorf("another: %v", err)
				}
			})
		}
		synctest.Wait()
		cancel()
		synctest.Wait()
		i.want(t, 1, 2)
		close(i.block)
		wg.Wait()
		i.want(t, 1, 2)
	})
}

// A sender whose deadline leaves no time for a retry does not fail those who have more time. Those without share the
// failure, so that an outage does not cost a call for each of them.
func TestSenderWithoutTimeForARetry(t *testing.T) {
	t.Parallel()
	jwt := expiredToken("x")
	synctest.Test(t, func(t *testing.T) {
		i := newIssuerInBubble(t)
		i.status, i.body = 503, `{"error_type":"server_unavailable"}`
		i.block = make(chan struct{})
		hurried, cancel := context.WithTimeout(t.Context(), time.Microsecond)
		defer cancel()
		patient, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		var wg sync.WaitGroup
		check := func(ctx context.Context, want error) {
			wg.Go(func() {
				if _, err := i.client.Sessions.AuthenticateJWT(ctx, jwt); !errors.Is(err, want) {
					t.Errorf("got %v, want %v", err, want)
				}
			})
		}
		check(hurried, api.ErrorTypeServerUnavailable)
		synctest.Wait()
		for range 10 {
			check(hurried, api.ErrorTypeServerUnavailable)
			check(patient, nil)
			check(t.Context(), nil)
		}
		synctest.Wait()
		i.want(t, 1, 1)
		i.block <- struct{}{}
		synctest.Wait()
		i.want(t, 1, 2)
		i.change(func() { i.status, i.body = 200, remoteResponse })
		close(i.block)
		wg.Wait()
		i.want(t, 1, 2)
	})
}

// The same holds if the call panics.
func TestSenderThatPanics(t *testing.T) {
	t.Parallel()
	jwt := expiredToken("x")
	synctest.Test(t, func(t *testing.T) {
		i := newIssuerInBubble(t)
		i.status, i.body = 200, remoteResponse
		i.block = make(chan struct{})
		var wg sync.WaitGroup
		wg.Go(func() {
			wantPanic(t, "AuthenticateJWT", func() {
				ctx := httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{GotFirstResponseByte: func() { panic(errors.New("x")) }})
				_, _ = i.client.Sessions.AuthenticateJWT(ctx, jwt)
			})
		})
		synctest.Wait()
		wg.Go(func() {
			if _, err := i.client.Sessions.AuthenticateJWT(t.Context(), jwt); err != nil {
				t.Errorf("another: %v", err)
			}
		})
		synctest.Wait()
		i.want(t, 1, 1)
		close(i.block)
		wg.Wait()
		i.want(t, 1, 2)
	})
}

// A caller whose context ends does not wait for the call of another.
func TestWaiterThatGoesAway(t *testing.T) {
	t.Parallel()
	jwt := expiredToken("x")
	synctest.Test(t, func(t *testing.T) {
		i := newIssuerInBubble(t)
		i.status, i.body = 200, remoteResponse
		i.block = make(chan struct{})
		var wg sync.WaitGroup
		wg.Go(func() { i.visit(t.Context(), jwt, "") })
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := i.client.Sessions.AuthenticateJWT(ctx, jwt); !errors.Is(err, context.DeadlineExceeded) || sessions.StatusCode(err) != 503 {
			t.Errorf("error %v", err)
		}
		close(i.block)
		wg.Wait()
		i.want(t, 1, 1)
	})
}
