package m2m_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/oauth2"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/stytchtest"
)

// The service "orders" calls the service "users", which checks who calls.
func Example() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()

	// The service that is called.
	mux := http.NewServeMux()
	mux.Handle("GET /users", client.M2M.Middleware(m2m.WithScopes("read:users"))(http.HandlerFunc(
		func(w http.ResponseWriter, r *http.Request) {
			token, _ := m2m.FromContext(r.Context())
			fmt.Fprintln(w, "Hello,", token.ClientID)
		})))
	users := httptest.NewServer(mux)
	defer users.Close()

	// The service that calls.
	source := client.M2M.TokenSource(ctx, m2m.TokenRequest{ClientID: "orders", ClientSecret: "orders-secret-1815"})
	caller := &http.Client{Transport: &oauth2.Transport{Source: source}}
	resp, err := caller.Get(users.URL + "/users")
	if err != nil {
		log.Fatal(err)
	}
	_ = resp.Body.Close()
	fmt.Println(resp.Status)
	// Output: 200 OK
}

// An access token for one request. Programs that make many use TokenSource.
func ExampleService_Token() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()

	token, err := client.M2M.Token(ctx, m2m.TokenRequest{ClientID: "orders", ClientSecret: "orders-secret-1815", Scope: "read:users"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(token.TokenType, "for", time.Duration(token.ExpiresIn)*time.Second)

	_, err = client.M2M.Token(ctx, m2m.TokenRequest{ClientID: "orders", ClientSecret: "guessed-1815"})
	fmt.Println(errors.Is(err, api.ErrorTypeOAuth2InvalidClient))
	_, err = client.M2M.Token(ctx, m2m.TokenRequest{ClientID: "orders", ClientSecret: "orders-secret-1815", Scope: "delete:users"})
	fmt.Println(errors.Is(err, api.ErrorTypeOAuth2InvalidScope))
	// Output:
	// bearer for 1h0m0s
	// true
	// true
}

// All callers share one token, which is fetched once an hour.
func ExampleService_TokenSource() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()

	source := client.M2M.TokenSource(ctx, m2m.TokenRequest{ClientID: "orders", ClientSecret: "orders-secret-1815"})
	for range 1000 {
		if _, err := source.Token(); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(len(srv.Requests()), "request")
	// Output: 1 request
}

// An http.Client of the standard library sends the token. With [oauth2.Transport], it is renewed 5 minutes before it
// expires.
func ExampleService_TokenSource_newClient() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()
	backend := httptest.NewServer(client.M2M.Middleware()(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent)
	})))
	defer backend.Close()

	source := client.M2M.TokenSource(ctx, m2m.TokenRequest{ClientID: "orders", ClientSecret: "orders-secret-1815"})
	for _, caller := range []*http.Client{
		{Transport: &oauth2.Transport{Source: source}},
		oauth2.NewClient(ctx, source),
		http.DefaultClient, // without a token
	} {
		resp, err := caller.Get(backend.URL)
		if err != nil {
			log.Fatal(err)
		}
		_ = resp.Body.Close()
		fmt.Printf("%d %q\n", resp.StatusCode, resp.Header.Get("WWW-Authenticate"))
	}
	// Output:
	// 204 ""
	// 204 ""
	// 401 "Bearer"
}

// The secret is read from a file at each fetch, so that the program uses a new one without a restart.
func ExampleTokenSourceOption() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	file := filepath.Join(os.TempDir(), "orders-secret-"+rand.Text())
	if err := os.WriteFile(file, []byte("orders-secret-1815"), 0o600); err != nil {
		log.Fatal(err)
	}
	defer func() { _ = os.Remove(file) }()

	source := client.M2M.TokenSource(context.Background(), m2m.TokenRequest{ClientID: "orders"},
		m2m.WithSecret(func(context.Context) (string, error) {
			secret, err := os.ReadFile(file)
			return string(secret), err
		}))
	_, err := source.Token()
	fmt.Println(err)
	// Output: <nil>
}

// Outside net/http, check the token yourself. After the first check, this makes no network call.
func ExampleService_AuthenticateToken() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()
	got, err := client.M2M.Token(ctx, m2m.TokenRequest{ClientID: "orders", ClientSecret: "orders-secret-1815"})
	if err != nil {
		log.Fatal(err)
	}

	token, err := client.M2M.AuthenticateToken(ctx, got.AccessToken, m2m.WithScopes("read:users"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(token.ClientID, "may", token.Scopes)

	_, err = client.M2M.AuthenticateToken(ctx, got.AccessToken, m2m.WithScopes("delete:users"))
	fmt.Println(err)
	srv.Advance(time.Hour + time.Minute)
	_, err = client.M2M.AuthenticateToken(ctx, got.AccessToken)
	fmt.Println("expired:", errors.Is(err, m2m.ErrTokenExpired))
	// Output:
	// orders may [read:users write:orders]
	// stytch: M2M access token: insufficient scope: needs "delete:users", has "read:users write:orders"
	// expired: true
}

// Require a token at most 10 minutes old, clocks that differ by at most a second, and scopes by a rule of your own.
func ExampleOption() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()
	got, err := client.M2M.Token(ctx, m2m.TokenRequest{ClientID: "orders", ClientSecret: "orders-secret-1815"})
	if err != nil {
		log.Fatal(err)
	}
	options := []m2m.Option{
		m2m.WithScopes("read:users"),
		m2m.WithScopeCheck(func(held, required []string) bool {
			return slices.Contains(held, "admin") || slices.Contains(held, required[0])
		}),
		m2m.WithMaxTokenAge(10 * time.Minute),
		m2m.WithClockSkew(time.Second),
	}

	_, err = client.M2M.AuthenticateToken(ctx, got.AccessToken, options...)
	fmt.Println(err)
	srv.Advance(11 * time.Minute)
	_, err = client.M2M.AuthenticateToken(ctx, got.AccessToken, options...)
	fmt.Println("too old:", errors.Is(err, m2m.ErrTokenTooOld))
	// Output:
	// <nil>
	// too old: true
}

// A scope for one route, and what a client without it gets.
func ExampleService_Middleware() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	mux := http.NewServeMux()
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, _ := m2m.FromContext(r.Context())
		fmt.Println("handled for", token.ClientID)
		w.WriteHeader(http.StatusNoContent)
	})
	mux.Handle("GET /users", client.M2M.Middleware(m2m.WithScopes("read:users"))(handler))
	mux.Handle("DELETE /users", client.M2M.Middleware(m2m.WithScopes("delete:users"))(handler))

	got, err := client.M2M.Token(context.Background(), m2m.TokenRequest{ClientID: "reports", ClientSecret: "reports-secret-1815"})
	if err != nil {
		log.Fatal(err)
	}
	for _, method := range []string{http.MethodGet, http.MethodDelete} {
		r := httptest.NewRequest(method, "/users", nil)
		r.Header.Set("Authorization", "Bearer "+got.AccessToken)
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		fmt.Println(w.Code)
		fmt.Println(w.Header()["Www-Authenticate"])
	}
	// Output:
	// handled for reports
	// 204
	// []
	// 403
	// [Bearer error="insufficient_scope", error_description="The access token lacks a required scope", scope="delete:users"]
}

// Respond with errors in the service's own format.
func ExampleMiddlewareOption() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	protected := client.M2M.Middleware(m2m.WithErrorHandler(func(w http.ResponseWriter, _ *http.Request, err error) {
		http.Error(w, "no access", m2m.StatusCode(err))
	}))(http.NotFoundHandler())

	w := httptest.NewRecorder()
	protected.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	fmt.Println(w.Code, w.Header().Get("WWW-Authenticate"))
	// Output:
	// 401 Bearer
}

// Log why a request is rejected, and respond as usual.
func ExampleWriteProblem() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	protected := client.M2M.Middleware(m2m.WithErrorHandler(func(w http.ResponseWriter, r *http.Request, err error) {
		fmt.Println("rejected:", err)
		m2m.WriteProblem(w, r, err)
	}))(http.NotFoundHandler())

	w := httptest.NewRecorder()
	protected.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	fmt.Println(w.Body)
	// Output:
	// rejected: stytch: the request has no access token
	// {"type":"about:blank","title":"Unauthorized","status":401,"detail":"A valid access token is needed."}
}

// The status for an error, outside the middleware.
func ExampleStatusCode() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv

	_, err := client.M2M.AuthenticateToken(context.Background(), "no.jwt.atall")
	fmt.Println(m2m.StatusCode(err))
	// Output: 401
}

// A handler can check for further scopes itself.
func ExampleAccessToken_HasScope() {
	token := &m2m.AccessToken{ClientID: "reports", Scopes: []string{"read:*"}}
	fmt.Println(token.HasScope("read:users"), token.HasScope("write:users"))
	// Output: true false
}

// Without the middleware, a request has no token.
func ExampleFromContext() {
	_, ok := m2m.FromContext(context.Background())
	fmt.Println(ok)
	// Output: false
}

// Custom claims, which the project's JWT template adds, decoded into a struct.
func ExampleClaims() {
	srv := start(stytchtest.WithM2MClaims(func(client api.M2MClient, _ map[string]any) map[string]any {
		return map[string]any{"team": "sales of " + client.ClientName, "level": 3}
	}))
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()
	got, err := client.M2M.Token(ctx, m2m.TokenRequest{ClientID: "orders", ClientSecret: "orders-secret-1815"})
	if err != nil {
		log.Fatal(err)
	}

	token, err := client.M2M.AuthenticateToken(ctx, got.AccessToken)
	if err != nil {
		log.Fatal(err)
	}
	type custom struct {
		Team  string `json:"team"`
		Level int    `json:"level"`
	}
	claims, err := m2m.Claims[custom](token)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(claims.Team, claims.Level)
	// Output: sales of Orders 3
}
