package sessions_test

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/sessions"
)

const remoteResponse = `{"status_code":200,"request_id":"r","session_token":"opaque","session_jwt":"new-jwt",
	"session":{"session_id":"` + sessionID + `","user_id":"` + userID + `","expires_at":"2026-01-02T05:00:00Z"},"user":{"user_id":"` + userID + `"}}`

func TestMiddleware(t *testing.T) {
	t.Parallel()
	fresh, expired := token(nil), token(map[string]any{"exp": start.Unix() - 60})
	forged := sign(header(map[string]any{"kid": "jwk-made-up"}), claims(nil), keys[1]())
	const gone = `{"error_type":"session_not_found"}`
	const noKeys = `{"error_type":"unauthorized_credentials"}`
	const denied = `{"error_type":"consumer_session_authorization_error"}`
	read := sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{ResourceID: "documents", Action: "read"})
	remove := sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{ResourceID: "documents", Action: "delete"})
	for _, test := range []struct {
		name               string
		jwt, bearer, token string // of the request
		apiStatus          int
		apiBody            string
		opts               []sessions.MiddlewareOption
		want               int
		apiCalls           int32
		cookie             bool // set
	}{
		{name: "no session", want: 401},
		{name: "good JWT", jwt: fresh, want: 200},
		{name: "good bearer", bearer: "Bearer " + fresh, want: 200},
		{name: "good bearer in odd case", bearer: "bEARER  " + fresh, want: 200},
		{name: "another scheme", bearer: "Basic " + fresh, want: 401},
		{name: "cookie before bearer", jwt: fresh, bearer: "Bearer " + forged, want: 200},
		{name: "forged JWT", jwt: forged, want: 401},
		{name: "malformed JWT", jwt: "nonsense", want: 401},
		{name: "empty bearer", bearer: "Bearer ", want: 401},
		{name: "expired, session lives", jwt: expired, apiStatus: 200, apiBody: remoteResponse, want: 200, apiCalls: 1, cookie: true},
		{name: "expired bearer, session lives", bearer: "Bearer " + expired, apiStatus: 200, apiBody: remoteResponse, want: 200, apiCalls: 1},
		{name: "expired, session over", jwt: expired, apiStatus: 404, apiBody: gone, want: 401, apiCalls: 1},
		{name: "session token", token: "opaque", apiStatus: 200, apiBody: remoteResponse, want: 200, apiCalls: 1, cookie: true},
		{name: "session token, session over", token: "opaque", apiStatus: 404, apiBody: gone, want: 401, apiCalls: 1},
		{name: "JWT and session token", jwt: fresh, token: "opaque", want: 200},
		{name: "JWT of a key long gone, and session token", jwt: forged, token: "opaque", apiStatus: 200, apiBody: remoteResponse, want: 200, apiCalls: 1, cookie: true},
		{name: "expired, session over, and session token", jwt: expired, token: "opaque", apiStatus: 404, apiBody: gone, want: 401, apiCalls: 1},
		{name: "wrong project keys", token: "opaque", apiStatus: 401, apiBody: noKeys, want: 503, apiCalls: 1},
		{name: "outage", token: "opaque", apiStatus: 501, apiBody: "", want: 503, apiCalls: 1},
		{name: "permission granted", jwt: fresh, opts: []sessions.MiddlewareOption{read}, want: 200},
		{name: "permission denied", jwt: fresh, opts: []sessions.MiddlewareOption{remove}, want: 403},
		{name: "permission denied by the API", token: "opaque", opts: []sessions.MiddlewareOption{remove}, apiStatus: 403, apiBody: denied, want: 403, apiCalls: 1},
		{name: "older than allowed", jwt: fresh, opts: []sessions.MiddlewareOption{sessions.WithMaxTokenAge(0)}, apiStatus: 404, apiBody: gone, want: 401, apiCalls: 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			i := newIssuer(t)
			i.status, i.body = test.apiStatus, test.apiBody
			i.policy = `{"status_code":200,"policy":{"roles":[{"role_id":"editor","permissions":[{"resource_id":"documents","actions":["read"]}]}]}}`
			var reached *sessions.Session
			handler := i.client.Sessions.Middleware(test.opts...)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				reached, _ = sessions.FromContext(r.Context())
			}))
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			if test.jwt != "" {
				r.AddCookie(&http.Cookie{Name: "stytch_session_jwt", Value: test.jwt})
			}
			if test.token != "" {
				r.AddCookie(&http.Cookie{Name: "stytch_session", Value: test.token})
			}
			if test.bearer != "" {
				r.Header.Set("Authorization", test.bearer)
			}
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			resp := w.Result()
			body, _ := io.ReadAll(resp.Body)
			if resp.StatusCode != test.want || i.apiCalls.Load() != test.apiCalls {
				t.Errorf("status %d after %d API calls, want %d after %d; body %s", resp.StatusCode, i.apiCalls.Load(), test.want, test.apiCalls, body)
			}
			if (reached != nil) != (test.want == 200) || (reached != nil && reached.UserID != userID) {
				t.Errorf("handler got session %+v", reached)
			}
			if test.want != 200 {
				var problem struct {
					Type, Title, Detail string
					Status              int
				}
				if err := json.Unmarshal(body, &problem, json.MatchCaseInsensitiveNames(true)); err != nil || problem.Status != test.want ||
					problem.Title != http.StatusText(test.want) || problem.Detail == "" || resp.Header.Get("Content-Type") != "application/problem+json" {
					t.Errorf("body %s of type %s", body, resp.Header.Get("Content-Type"))
				}
				if got := resp.Header.Get("WWW-Authenticate"); (got != "") != (test.want == 401) {
					t.Errorf("WWW-Authenticate = %q", got)
				}
			}
			var set []string
			for _, c := range resp.Cookies() {
				set = append(set, c.String())
			}
			var want []string
			if test.cookie {
				want = []string{"stytch_session_jwt=new-jwt; Path=/; Expires=Fri, 02 Jan 2026 05:00:00 GMT; HttpOnly; Secure; SameSite=Lax"}
			}
			if diff := cmp.Diff(want, set); diff != "" {
				t.Errorf("cookies (-want +got):\n%s", diff)
			}
		})
	}
}

// Two components may read two tokens from such a request, so none of them counts. The cookies still do.
func TestMiddleware_malformedAuthorization(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	i.status, i.body = 200, remoteResponse
	var rejected error
	handler := i.client.Sessions.Middleware(sessions.WithErrorHandler(func(w http.ResponseWriter, _ *http.Request, err error) {
		rejected = err
		w.WriteHeader(sessions.StatusCode(err))
	}))(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	jwt := token(nil)
	for name, values := range map[string][]string{
		"two JWTs":     {"Bearer " + jwt, "Bearer " + jwt},
		"a JWT second": {"Basic dTpw", "Bearer " + jwt},
		"a JWT first":  {"Bearer " + jwt, "Basic dTpw"},
		"two in one":   {"Bearer " + jwt + " " + jwt},
		"no JWT":       {"Bearer"},
	} {
		for cookie, want := range map[string]int{"": 401, "stytch_session=opaque": 200, "stytch_session_jwt=" + jwt: 200} {
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.Header["Authorization"] = values
			if cookie != "" {
				r.Header.Set("Cookie", cookie)
			}
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			if w.Code != want {
				t.Errorf("%s, cookie %.20s: status %d, want %d", name, cookie, w.Code, want)
			}
		}
		if !errors.Is(rejected, sessions.ErrNoSession) || !strings.Contains(rejected.Error(), "Authorization header") {
			t.Errorf("%s: error %v", name, rejected)
		}
		rejected = nil
	}
}

func TestMiddlewareOptions(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	i.status, i.body = 200, remoteResponse
	var rejected error
	handler := i.client.Sessions.Middleware(
		sessions.WithCookies(sessions.Cookies{TokenName: "token", JWTName: "jwt", Domain: "example.com"}),
		sessions.WithErrorHandler(func(w http.ResponseWriter, r *http.Request, err error) {
			rejected = err
			http.Redirect(w, r, "/login", http.StatusSeeOther)
		}),
	)(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))

	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	handler.ServeHTTP(w, r)
	if w.Code != http.StatusSeeOther || !errors.Is(rejected, sessions.ErrNoSession) {
		t.Errorf("status %d, error %v", w.Code, rejected)
	}

	w = httptest.NewRecorder()
	r.AddCookie(&http.Cookie{Name: "token", Value: "opaque"})
	handler.ServeHTTP(w, r)
	if got := w.Header().Get("Set-Cookie"); w.Code != http.StatusOK || !strings.HasPrefix(got, "jwt=new-jwt; ") || !strings.Contains(got, "Domain=example.com") {
		t.Errorf("status %d, cookie %q", w.Code, got)
	}
}

// During an outage, and after the project's secret was deleted, no user is to blame, so the default handler logs the error
// with its hint. What is wrong with a session is not logged, and a handler of the program's own logs what it wants.
func TestMiddlewareLogsOutage(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status int
		body   string
		opts   []sessions.MiddlewareOption
		want   int
		log    []string
	}{
		"outage":         {503, `{"error_type":"server_unavailable"}`, nil, 503, []string{"level=WARN", "status=503", "error.error_type=server_unavailable", "error.hint="}},
		"secret deleted": {401, `{"error_type":"unauthorized_credentials"}`, nil, 503, []string{"level=WARN", "status=503", "the secret was deleted"}},
		"session ended":  {404, `{"error_type":"session_not_found"}`, nil, 401, nil},
		"own handler":    {503, `{"error_type":"server_unavailable"}`, []sessions.MiddlewareOption{sessions.WithErrorHandler(sessions.WriteProblem)}, 503, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log bytes.Buffer
			i := newIssuer(t, clienttest.Once, stytch.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
			i.status, i.body = test.status, test.body
			r, w := httptest.NewRequest(http.MethodGet, "/", nil), httptest.NewRecorder()
			r.AddCookie(&http.Cookie{Name: "stytch_session", Value: "planted"})
			i.client.Sessions.Middleware(test.opts...)(http.NotFoundHandler()).ServeHTTP(w, r)
			got := log.String()
			if w.Code != test.want || (got != "") != (test.log != nil) || strings.Contains(got, "planted") {
				t.Errorf("status %d, log %q", w.Code, got)
			}
			for _, want := range test.log {
				if !strings.Contains(got, want) {
					t.Errorf("log %q lacks %q", got, want)
				}
			}
		})
	}
}

// A handler that logs the error and calls WriteProblem responds like the middleware without a handler.
func TestWriteProblem(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	respond := func(jwt string, opts ...sessions.MiddlewareOption) *httptest.ResponseRecorder {
		r, w := httptest.NewRequest(http.MethodGet, "/", nil), httptest.NewRecorder()
		r.Header.Set("Authorization", "Bearer "+jwt)
		opts = append(opts, sessions.WithRequiredFactor("totp"))
		i.client.Sessions.Middleware(opts...)(http.NotFoundHandler()).ServeHTTP(w, r)
		return w
	}
	for jwt, status := range map[string]int{"forged": 401, token(nil): 403} {
		var logged error
		want, got := respond(jwt), respond(jwt, sessions.WithErrorHandler(func(w http.ResponseWriter, r *http.Request, err error) {
			logged = err
			sessions.WriteProblem(w, r, err)
		}))
		if want.Code != status || got.Code != status || got.Body.String() != want.Body.String() || logged == nil {
			t.Errorf("%.12s: %d %s, %v; want %d %s", jwt, got.Code, got.Body, logged, want.Code, want.Body)
		}
		if diff := cmp.Diff(want.Header(), got.Header()); diff != "" {
			t.Errorf("%.12s: header (-want +got):\n%s", jwt, diff)
		}
	}
}

// With a duration, the API extends the session, and both cookies are renewed.
func TestMiddlewareExtendsSessions(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	i.status, i.body = 200, remoteResponse
	handler := i.client.Sessions.Middleware(sessions.WithSessionDurationMinutes(60))(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	for name, test := range map[string]struct {
		jwt, token string
		want       []string // cookies
	}{
		"both":       {expiredToken("both"), "opaque", []string{"stytch_session_jwt", "stytch_session"}},
		"JWT alone":  {expiredToken("JWT alone"), "", []string{"stytch_session_jwt"}},
		"not called": {token(nil), "opaque", nil},
		"token only": {"", "alone", []string{"stytch_session_jwt", "stytch_session"}},
	} {
		i.lastBody.Store("")
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		if test.jwt != "" {
			r.AddCookie(&http.Cookie{Name: "stytch_session_jwt", Value: test.jwt})
		}
		if test.token != "" {
			r.AddCookie(&http.Cookie{Name: "stytch_session", Value: test.token})
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		var set []string
		for _, c := range w.Result().Cookies() {
			set = append(set, c.Name)
		}
		if diff := cmp.Diff(test.want, set); diff != "" {
			t.Errorf("%s: cookies (-want +got):\n%s", name, diff)
		}
		body, _ := i.lastBody.Load().(string)
		if sent := strings.Contains(body, `"session_duration_minutes":60`); sent != (test.want != nil) {
			t.Errorf("%s: sent %q", name, body)
		}
	}
}

func TestFromContextWithoutSession(t *testing.T) {
	t.Parallel()
	if session, ok := sessions.FromContext(t.Context()); ok || session != nil {
		t.Errorf("FromContext = %v, %v", session, ok)
	}
}
