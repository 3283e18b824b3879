package idp_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// start starts a server whose policy lets the scope read:documents read documents.
func start() *stytchtest.Server {
	srv, err := stytchtest.Start(stytchtest.WithRBACPolicy(api.RBACPolicy{
		Resources: []api.RBACPolicyResource{{ResourceID: "documents", Actions: []string{"read", "delete"}}},
		Scopes: []api.RBACPolicyScope{{
			Scope:       "read:documents",
			Permissions: []api.RBACPermission{{ResourceID: "documents", Actions: []string{"read"}}},
		}},
	}))
	if err != nil {
		log.Fatal(err)
	}
	return srv
}

// appTokenOf returns the token of an app that a user has granted access.
func appTokenOf(srv *stytchtest.Server) string {
	created, err := srv.Client().Users.Create(context.Background(), users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		log.Fatal(err)
	}
	return srv.AccessToken(stytchtest.AccessToken{
		UserID: created.UserID, ClientID: "calendar", Scopes: "openid read:documents", Audience: "https://api.example.com",
	})
}

// An API that apps call for their users.
func Example() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv

	protected := client.IDP.Middleware(idp.WithScopes("read:documents"), idp.WithAudience("https://api.example.com"))
	documents := httptest.NewServer(protected(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, _ := idp.FromContext(r.Context())
		fmt.Println("the documents of a user, for", token.ClientID)
		w.WriteHeader(http.StatusNoContent)
	})))
	defer documents.Close()

	// The app.
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, documents.URL, nil)
	if err != nil {
		log.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+appTokenOf(srv))
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		log.Fatal(err)
	}
	_ = resp.Body.Close()
	fmt.Println(resp.StatusCode)
	// Output:
	// the documents of a user, for calendar
	// 204
}

// Outside net/http, check the token yourself. After the first check, this makes no network call.
func ExampleService_AuthenticateAccessToken() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()
	accessToken := appTokenOf(srv)

	token, err := client.IDP.AuthenticateAccessToken(ctx, accessToken, idp.WithAudience("https://api.example.com"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(token.ClientID, "may", token.Scopes)

	_, err = client.IDP.AuthenticateAccessToken(ctx, accessToken, idp.WithScopes("delete:documents"))
	fmt.Println(err)
	srv.Advance(time.Hour + time.Minute)
	_, err = client.IDP.AuthenticateAccessToken(ctx, accessToken)
	fmt.Println("expired:", errors.Is(err, idp.ErrTokenExpired))
	// Output:
	// calendar may [openid read:documents]
	// stytch: Connected Apps access token: insufficient scope: needs "delete:documents", has "openid read:documents"
	// expired: true
}

// The scopes that a route needs.
func ExampleWithScopes() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv

	_, err := client.IDP.AuthenticateAccessToken(context.Background(), appTokenOf(srv), idp.WithScopes("openid", "delete:documents"))
	if e, ok := errors.AsType[*idp.ScopeError](err); ok {
		fmt.Println("needs", e.Required, "and has", e.Held)
	}
	// Output: needs [openid delete:documents] and has [openid read:documents]
}

// A token for one API of the project is rejected by another one.
func ExampleWithAudience() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	accessToken := appTokenOf(srv)

	for _, resource := range []string{"https://api.example.com", "https://billing.example.com"} {
		_, err := client.IDP.AuthenticateAccessToken(context.Background(), accessToken, idp.WithAudience(resource))
		fmt.Println(resource, errors.Is(err, idp.ErrTokenAudience))
	}
	// Output:
	// https://api.example.com false
	// https://billing.example.com true
}

// Require a permission of the RBAC policy, a token at most 10 minutes old, and clocks that differ by at most a second.
func ExampleOption() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()
	accessToken := appTokenOf(srv)

	for _, action := range []string{"read", "delete"} {
		_, err := client.IDP.AuthenticateAccessToken(ctx, accessToken,
			idp.WithAuthorizationCheck(idp.AuthorizationCheck{ResourceID: "documents", Action: action}),
			idp.WithMaxTokenAge(10*time.Minute),
			idp.WithClockSkew(time.Second),
		)
		fmt.Println(err)
	}
	// Output:
	// <nil>
	// stytch: Connected Apps access token: the scopes of the token do not grant this: needs "delete on documents", has "openid read:documents"
}

// A client without a token finds out where to get one. MCP clients need that.
func ExampleService_Middleware() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	metadata, err := client.IDP.ResourceMetadata(idp.Resource{URL: "https://api.example.com"})
	if err != nil {
		log.Fatal(err)
	}
	protected := client.IDP.Middleware(
		idp.WithScopes("read:documents"),
		idp.WithResourceMetadata(metadata),
	)(http.NotFoundHandler())

	w := httptest.NewRecorder()
	protected.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	fmt.Println(w.Code)
	fmt.Println(w.Header().Get("WWW-Authenticate"))
	// Output:
	// 401
	// Bearer scope="read:documents", resource_metadata="https://api.example.com/.well-known/oauth-protected-resource"
}

// Respond with errors in the service's own format.
func ExampleMiddlewareOption() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	protected := client.IDP.Middleware(idp.WithErrorHandler(func(w http.ResponseWriter, _ *http.Request, err error) {
		http.Error(w, "no access", idp.StatusCode(err))
	}))(http.NotFoundHandler())

	w := httptest.NewRecorder()
	protected.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	fmt.Println(w.Code)
	// Output:
	// 401
}

// Log why a request is rejected, and respond as usual.
func ExampleWriteProblem() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	protected := client.IDP.Middleware(idp.WithErrorHandler(func(w http.ResponseWriter, r *http.Request, err error) {
		fmt.Println("rejected:", err)
		idp.WriteProblem(w, r, err)
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

	_, err := client.IDP.AuthenticateAccessToken(context.Background(), "no.jwt.atall")
	fmt.Println(idp.StatusCode(err))
	// Output: 401
}

// A handler can check for further scopes itself.
func ExampleAccessToken_HasScope() {
	token := &idp.AccessToken{ClientID: "calendar", Scopes: []string{"openid", "read:documents"}}
	fmt.Println(token.HasScope("read:documents"), token.HasScope("delete:documents"))
	// Output: true false
}

// Without the middleware, a request has no token.
func ExampleFromContext() {
	_, ok := idp.FromContext(context.Background())
	fmt.Println(ok)
	// Output: false
}

// Custom claims, which the template of an app adds, decoded into a struct.
func ExampleClaims() {
	token := &idp.AccessToken{CustomClaims: map[string]any{"plan": "team", "seats": 5.0}}
	type custom struct {
		Plan  string `json:"plan"`
		Seats int    `json:"seats"`
	}
	claims, err := idp.Claims[custom](token)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(claims.Plan, claims.Seats)
	// Output: team 5
}
