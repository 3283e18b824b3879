package token_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/token"
	"github.com/flymyai/stytch-go/internal/token/tokentest"
	"github.com/flymyai/stytch-go/internal/transport"
)

const (
	project = tokentest.ProjectID
	user    = "user-test-44444444-4444-4444-8444-444444444444"
	machine = "m2m-client-test-55555555-5555-4555-8555-555555555555"
	app     = "connected-app-test-66666666-6666-4666-8666-666666666666"
	baseURL = "https://login.example.com"
)

var now = tokentest.Start

// keyServer serves the key set and counts the fetches.
type keyServer struct{ fetches atomic.Int32 }

func (s *keyServer) RoundTrip(*http.Request) (*http.Response, error) {
	s.fetches.Add(1)
	w := httptest.NewRecorder()
	w.Header().Set("Content-Type", "application/json")
	keys := []any{tokentest.JWK(tokentest.KeyID, tokentest.Keys[0]())}
	err := json.MarshalWrite(w, map[string]any{"status_code": http.StatusOK, "keys": keys})
	return w.Result(), err
}

func newVerifier(tb testing.TB, size int) *token.Verifier {
	tb.Helper()
	return newVerifierWith(tb, size, new(keyServer).RoundTrip)
}

func newVerifierWith(tb testing.TB, size int, roundTrip clienttest.RoundTripper) *token.Verifier {
	tb.Helper()
	t, err := transport.New(transport.Config{
		ProjectID: project, Secret: "secret", BaseURL: baseURL, HTTPClient: &http.Client{Transport: roundTrip},
		Timeout: time.Second, Retry: transport.RetryPolicy{MaxAttempts: 1},
	})
	if err != nil {
		tb.Fatal(err)
	}
	return token.NewVerifier(t, token.Config{Issuers: []string{baseURL}, Now: func() time.Time { return now }, CacheSize: size})
}

type claims = tokentest.Claims

var registered = claims{
	"iss": "stytch.com/" + project, "aud": []any{project}, "iat": now.Unix(), "nbf": now.Unix(), "exp": now.Unix() + 300,
}

// The claims of each kind, as Stytch issues them.
var (
	sessionClaims = registered.With(claims{"sub": user, "https://stytch.com/session": map[string]any{"id": "session-test-1"}, "plan": "pro"})
	m2mClaims     = registered.With(claims{"sub": machine, "scope": "read:users write:users", "tier": "gold"})
	appClaims     = registered.With(claims{"sub": user, "scope": "openid full_access", "client_id": app, "jti": "t", "tenant": "acme"})
	idClaims      = registered.With(claims{"sub": user, "aud": []any{app}, "email": "ada@example.com"})
)

func sign(payload any) string { return signWith(tokentest.Header(nil), payload) }

func signWith(header, payload any) string {
	return tokentest.Sign(header, payload, tokentest.Keys[0]())
}

var kinds = []token.Kind{token.Session, token.M2M, token.ConnectedApp, token.ID}

// Each kind passes where it is wanted and nowhere else, whether or not the token is cached, and whoever cached it.
func TestKinds(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		claims claims
		kind   token.Kind
	}{
		{"session JWT", sessionClaims, token.Session},
		{"session JWT with a scope as custom claim", sessionClaims.With(claims{"scope": "read:users"}), token.Session},
		{"session JWT with the claims of an app's token", sessionClaims.With(claims{"scope": "full_access", "client_id": app, "jti": "t"}), token.Session},
		{"session JWT with an odd scope", sessionClaims.With(claims{"scope": []any{"a"}, "client_id": 5}), token.Session},
		{"M2M access token", m2mClaims, token.M2M},
		{"M2M access token of a client with a user's ID", m2mClaims.With(claims{"sub": user}), token.M2M},
		{"M2M access token of a client with its own ID", m2mClaims.With(claims{"sub": "billing"}), token.M2M},
		{"M2M access token that names its client, as RFC 9068 requires", m2mClaims.With(claims{"sub": "billing", "client_id": "billing"}), token.M2M},
		{"app's access token", appClaims, token.ConnectedApp},
		{"app's access token with a further audience", appClaims.With(claims{"aud": []any{project, "https://mcp.example.com"}}), token.ConnectedApp},
		{"ID token", idClaims, token.ID},
		{"ID token without email", idClaims.With(claims{"email": nil}), token.ID},
		{"ID token with its audience as text", idClaims.With(claims{"aud": app}), token.ID},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			jwt := sign(test.claims)
			for _, size := range []int{0, 100} {
				for _, first := range kinds {
					v := newVerifier(t, size)
					_, _ = v.Verify(t.Context(), jwt, first, token.Times{}) // may cache it
					for _, want := range kinds {
						got, err := v.Verify(t.Context(), jwt, want, token.Times{})
						if want == test.kind {
							if err != nil || got.Kind != want {
								t.Errorf("as %v: %v, %v", want, got, err)
							}
							continue
						}
						wrong, ok := errors.AsType[*token.KindError](err)
						if !ok || got != nil || !errors.Is(err, token.ErrKind) || *wrong != (token.KindError{Want: want, Got: test.kind}) {
							t.Errorf("as %v: %v, %v", want, got, err)
						}
						if text := fmt.Sprint(err); text != fmt.Sprintf("stytch: %v: wrong kind of token: %v of this project", want, test.kind) {
							t.Errorf("as %v: error %q", want, text)
						}
					}
				}
			}
		})
	}
}

// A token of no kind, or one that is not for this project, passes nowhere.
func TestNoKind(t *testing.T) {
	t.Parallel()
	v := newVerifier(t, 100)
	for name, test := range map[string]struct {
		claims claims
		want   error
	}{
		"registered claims alone":             {registered.With(claims{"sub": user}), token.ErrMalformed},
		"client without scope":                {registered.With(claims{"sub": user, "client_id": app}), token.ErrMalformed},
		"odd scope":                           {m2mClaims.With(claims{"scope": []any{"read"}}), token.ErrMalformed},
		"odd client":                          {appClaims.With(claims{"client_id": 5}), token.ErrMalformed},
		"session without ID":                  {sessionClaims.With(claims{"https://stytch.com/session": map[string]any{}}), token.ErrMalformed},
		"session of another project":          {sessionClaims.With(claims{"aud": "project-test-other"}), token.ErrAudience},
		"machine of another project":          {m2mClaims.With(claims{"aud": "project-test-other"}), token.ErrAudience},
		"app of another project":              {appClaims.With(claims{"aud": []any{app}}), token.ErrAudience},
		"ID token without audience":           {idClaims.With(claims{"aud": []any{}}), token.ErrAudience},
		"ID token with a client":              {idClaims.With(claims{"client_id": app}), token.ErrAudience},
		"ID token for the project":            {idClaims.With(claims{"aud": []any{app, project}}), token.ErrMalformed},
		"ID token of another issuer":          {idClaims.With(claims{"iss": "stytch.com/other"}), token.ErrIssuer},
		"M2M access token without subject":    {m2mClaims.With(claims{"sub": nil}), token.ErrMalformed},
		"app's access token without exp":      {appClaims.With(claims{"exp": nil}), token.ErrMalformed},
		"ID token without iat":                {idClaims.With(claims{"iat": nil}), token.ErrMalformed},
		"ID token that overflows":             {idClaims.With(claims{"nbf": int64(1) << 62}), token.ErrMalformed},
		"M2M access token with a null scope":  {m2mClaims.With(claims{"scope": jsonNull{}}), token.ErrMalformed},
		"ID token with a null scope":          {idClaims.With(claims{"scope": jsonNull{}}), token.ErrAudience},
		"session that is null, with no scope": {registered.With(claims{"sub": user, "https://stytch.com/session": jsonNull{}}), token.ErrMalformed},
	} {
		for _, want := range kinds {
			if got, err := v.Verify(t.Context(), sign(test.claims), want, token.Times{}); !errors.Is(err, test.want) || got != nil {
				t.Errorf("%s as %v: %v, %v; want %v", name, want, got, err, test.want)
			}
		}
	}
}

type jsonNull struct{}

func (jsonNull) MarshalJSON() ([]byte, error) { return []byte("null"), nil }

func TestTokens(t *testing.T) {
	t.Parallel()
	want := token.Token{
		Issuer: "stytch.com/" + project, Audience: []string{project}, IssuedAt: now, NotBefore: now, Expires: now.Add(5 * time.Minute),
	}
	session, m2m, connected, id := want, want, want, want
	session.Kind, session.Subject, session.Claims = token.Session, user, map[string]any{"plan": "pro"}
	session.Session = &token.SessionClaim{ID: "session-test-1"}
	m2m.Kind, m2m.Subject, m2m.Scope, m2m.Claims = token.M2M, machine, "read:users write:users", map[string]any{"tier": "gold"}
	connected.Kind, connected.Subject, connected.Scope, connected.ClientID, connected.ID = token.ConnectedApp, user, "openid full_access", app, "t"
	connected.Claims = map[string]any{"tenant": "acme"}
	id.Kind, id.Subject, id.Audience, id.Claims = token.ID, user, []string{app}, map[string]any{"email": "ada@example.com"}
	v := newVerifier(t, 100)
	for _, test := range []struct {
		claims claims
		want   token.Token
	}{
		{sessionClaims, session},
		{sessionClaims.With(claims{"https://stytch.com/other": "x"}), session},
		{m2mClaims, m2m},
		{appClaims, connected},
		{idClaims, id},
	} {
		for range 2 { // newly verified, and from the cache
			got, err := v.Verify(t.Context(), sign(test.claims), test.want.Kind, token.Times{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&test.want, got, cmpopts.IgnoreUnexported(token.Token{})); diff != "" {
				t.Errorf("%v (-want +got):\n%s", test.want.Kind, diff)
			}
		}
	}
	// In a session JWT, scope and client_id are custom claims.
	got, err := v.Verify(t.Context(), sign(sessionClaims.With(claims{"scope": "a", "client_id": 5})), token.Session, token.Times{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]any{"plan": "pro", "scope": "a", "client_id": 5.0}, got.Claims); diff != "" || got.Scope != "" {
		t.Errorf("custom claims (-want +got):\n%s", diff)
	}
}

// The cache finds a token by its signature, and then compares the rest.
func TestCacheComparesWholeTokens(t *testing.T) {
	t.Parallel()
	v := newVerifier(t, 100)
	good, other := sign(sessionClaims), sign(m2mClaims)
	if _, err := v.Verify(t.Context(), good, token.Session, token.Times{}); err != nil {
		t.Fatal(err)
	}
	signed := good[:strings.LastIndexByte(good, '.')+1]
	if got, err := v.Verify(t.Context(), other[:strings.LastIndexByte(other, '.')+1]+good[len(signed):], token.M2M, token.Times{}); !errors.Is(err, token.ErrSignature) || got != nil {
		t.Errorf("another token with the signature of this: %v, %v", got, err)
	}
	for name, test := range map[string]struct {
		signature string
		want      error
	}{
		"of another token": {other[strings.LastIndexByte(other, '.')+1:], token.ErrSignature},
		"none":             {"", token.ErrSignature},
		"padded":           {good[len(signed):] + "==", token.ErrMalformed},
		"with line break":  {good[len(signed):] + "\n", token.ErrMalformed},
		"a part more":      {good[len(signed):] + "." + good[len(signed):], token.ErrMalformed},
	} {
		if got, err := v.Verify(t.Context(), signed+test.signature, token.Session, token.Times{}); !errors.Is(err, test.want) || got != nil {
			t.Errorf("signature %s: %v, %v", name, got, err)
		}
	}
}

// Tokens of all kinds share one fetch of the key set.
func TestOneFetchForAllKinds(t *testing.T) {
	t.Parallel()
	server := new(keyServer)
	v := newVerifierWith(t, 100, server.RoundTrip)
	var wg sync.WaitGroup
	for n, c := range []claims{sessionClaims, m2mClaims, appClaims, idClaims} {
		kind := []token.Kind{token.Session, token.M2M, token.ConnectedApp, token.ID}[n]
		for range 8 {
			wg.Go(func() {
				if _, err := v.Verify(t.Context(), sign(c), kind, token.Times{}); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wg.Wait()
	if got := server.fetches.Load(); got != 1 {
		t.Errorf("%d fetches", got)
	}
}

// FuzzKinds looks for a payload that passes as two kinds.
//
//	go test -run '^$' -fuzz FuzzKinds -fuzztime 10m ./internal/token
func FuzzKinds(f *testing.F) {
	for _, c := range []claims{sessionClaims, m2mClaims, appClaims, idClaims, sessionClaims.With(claims{"scope": "a", "client_id": "b"})} {
		data, err := json.Marshal(c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	v := newVerifier(f, 10)
	f.Fuzz(func(t *testing.T, payload []byte) {
		jwt, passed := sign(string(payload)), 0
		for _, want := range kinds {
			got, err := v.Verify(t.Context(), jwt, want, token.Times{})
			if (got == nil) != (err != nil) {
				t.Errorf("token %v with error %v", got, err)
			}
			if got != nil {
				passed++
			}
		}
		if passed > 1 {
			t.Errorf("%s passes as %d kinds", payload, passed)
		}
	})
}
