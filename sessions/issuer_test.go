package sessions_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/token/tokentest"
)

const (
	projectID = tokentest.ProjectID
	keyID     = tokentest.KeyID
	sessionID = "session-test-33333333-3333-4333-8333-333333333333"
	userID    = "user-test-44444444-4444-4444-8444-444444444444"
)

var (
	keys   = tokentest.Keys
	jwk    = tokentest.JWK
	header = tokentest.Header
	encode = tokentest.Encode
	sign   = tokentest.Sign
)

// issuer signs tokens and serves the part of the API that goes with them.
type issuer struct {
	client *stytch.Client
	url    string
	clock  atomic.Int64

	mu     sync.Mutex
	jwks   []map[string]any
	policy string
	// outage makes the fetches of keys and policy fail.
	outage bool
	// cacheControl is sent with the key set.
	cacheControl string
	// block, if set, makes each call of the API wait for a value.
	block chan struct{}
	// status and body are the response of sessions.authenticate.
	status int
	body   string

	keyFetches, policyFetches, apiCalls atomic.Int32
	lastBody                            atomic.Value
}

// start is when all clocks start.
var start = tokentest.Start

func newIssuer(tb testing.TB, opts ...stytch.Option) *issuer {
	tb.Helper()
	i := &issuer{}
	srv := httptest.NewServer(i.handler(tb))
	tb.Cleanup(srv.Close)
	i.start(tb, append([]stytch.Option{stytch.WithBaseURL(srv.URL)}, opts...)...)
	i.url = srv.URL
	return i
}

// newIssuerInBubble returns an issuer whose client calls its handler without a network, for tests in a synctest bubble.
func newIssuerInBubble(tb testing.TB) *issuer {
	tb.Helper()
	return newIssuerVia(tb, func(next http.RoundTripper) http.RoundTripper { return next })
}

// newIssuerVia is newIssuerInBubble with a network: a wrapper around the RoundTripper.
func newIssuerVia(tb testing.TB, network func(http.RoundTripper) http.RoundTripper, opts ...stytch.Option) *issuer {
	tb.Helper()
	i := &issuer{}
	handler := i.handler(tb)
	direct := clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if trace := httptrace.ContextClientTrace(r.Context()); trace != nil && trace.GotFirstResponseByte != nil {
			trace.GotFirstResponseByte()
		}
		return w.Result(), r.Context().Err()
	})
	i.start(tb, append([]stytch.Option{stytch.WithHTTPClient(&http.Client{Transport: network(direct)})}, opts...)...)
	return i
}

func (i *issuer) start(tb testing.TB, opts ...stytch.Option) {
	tb.Helper()
	i.clock.Store(start.Unix())
	client, err := stytch.New(projectID, "secret", append([]stytch.Option{stytch.WithClock(i.now)}, opts...)...)
	if err != nil {
		tb.Fatal(err)
	}
	i.client = client
}

func (i *issuer) handler(tb testing.TB) http.Handler {
	i.jwks, i.status, i.body = []map[string]any{jwk(keyID, keys[0]())}, 404, `{"error_type":"session_not_found"}`
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/sessions/jwks/"+projectID, func(w http.ResponseWriter, r *http.Request) {
		i.keyFetches.Add(1)
		if r.Header.Get("Authorization") != "" {
			tb.Error("the key set was fetched with credentials")
		}
		i.mu.Lock()
		defer i.mu.Unlock()
		if i.outage {
			write(w, 503, nil)
			return
		}
		if i.cacheControl != "" {
			w.Header().Set("Cache-Control", i.cacheControl)
		}
		write(w, 200, map[string]any{"keys": i.jwks})
	})
	mux.HandleFunc("GET /v1/rbac/policy", func(w http.ResponseWriter, _ *http.Request) {
		i.policyFetches.Add(1)
		i.mu.Lock()
		defer i.mu.Unlock()
		if i.outage {
			write(w, 503, nil)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, i.policy)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		i.apiCalls.Add(1)
		body, _ := io.ReadAll(r.Body)
		i.lastBody.Store(string(body))
		i.mu.Lock()
		block := i.block
		i.mu.Unlock()
		if block != nil {
			select {
			case <-block:
			case <-r.Context().Done():
				return
			}
		}
		i.mu.Lock()
		defer i.mu.Unlock()
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(i.status)
		_, _ = io.WriteString(w, i.body)
	})
	return mux
}

func (i *issuer) now() time.Time { return time.Unix(i.clock.Load(), 0) }

func (i *issuer) advance(d time.Duration) { i.clock.Add(int64(d / time.Second)) }

// change changes what the server returns.
func (i *issuer) change(change func()) {
	i.mu.Lock()
	defer i.mu.Unlock()
	change()
}

func write(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// claims returns the claims of a valid token issued at start, with changes. A nil value removes a claim.
func claims(changes map[string]any) map[string]any { return tokentest.Session().With(changes) }

// token returns a valid token with changes to its claims.
func token(changes map[string]any) string { return sign(header(nil), claims(changes), keys[0]()) }

func part(token string, n int) string { return strings.Split(token, ".")[n] }

func (i *issuer) want(t *testing.T, keyFetches, apiCalls int32) {
	t.Helper()
	if got := fmt.Sprint(i.keyFetches.Load(), i.apiCalls.Load()); got != fmt.Sprint(keyFetches, apiCalls) {
		t.Errorf("key fetches and API calls: %s, want %d %d", got, keyFetches, apiCalls)
	}
}
