package sessions_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/sessions"
)

// A page that shows users where they are logged in.
func ExampleService_Get() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	logIn(client)
	logIn(client)

	resp, err := client.Sessions.Get(ctx, "customer-1")
	if err != nil {
		log.Fatal(err)
	}
	for _, session := range resp.Sessions {
		fmt.Println("by", session.AuthenticationFactors[0].Type, "for", session.ExpiresAt.Sub(session.StartedAt))
	}
	// Output:
	// by password for 1h0m0s
	// by password for 1h0m0s
}

// Check a session by its token and extend it by an hour. The response has the user and a new JWT.
func ExampleService_Authenticate() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	login := logIn(client)
	srv.Advance(50 * time.Minute)

	checked, err := client.Sessions.Authenticate(ctx, sessions.AuthenticateRequest{
		SessionToken:           login.SessionToken,
		SessionDurationMinutes: 60,
	})
	if errors.Is(err, api.ErrorTypeSessionNotFound) {
		fmt.Println("log in again")
		return
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(checked.User.Name.FirstName, "is logged in")
	fmt.Println("longer by", checked.Session.ExpiresAt.Sub(login.Session.ExpiresAt).Round(time.Minute))
	// Output:
	// Ada is logged in
	// longer by 50m0s
}

// Check a permission along with the session.
func ExampleService_Authenticate_permission() {
	srv, client := startServerWithRoles()
	defer srv.Close()
	ctx := context.Background()
	login := logIn(client)

	for _, resource := range []string{"documents", "invoices"} {
		checked, err := client.Sessions.Authenticate(ctx, sessions.AuthenticateRequest{
			SessionToken:       login.SessionToken,
			AuthorizationCheck: sessions.AuthorizationCheck{ResourceID: resource, Action: "create"},
		})
		switch {
		case errors.Is(err, api.ErrorTypeConsumerSessionAuthorizationError):
			fmt.Println(resource, "not allowed")
		case err != nil:
			log.Fatal(err)
		default:
			fmt.Println(resource, "granted by", checked.Verdict.GrantingRoles)
		}
	}
	// Output:
	// documents granted by [editor]
	// invoices not allowed
}

// A JWT lives for 5 minutes, and its session for an hour. While the JWT is valid, the API is not called. After that, the
// API returns a new JWT.
func ExampleService_AuthenticateJWT() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	sessionJWT := logIn(client).SessionJWT

	for range 3 {
		checked, err := client.Sessions.AuthenticateJWT(ctx, sessionJWT)
		if err != nil {
			log.Fatal(err) // log in again: see sessions.StatusCode
		}
		sessionJWT = checked.SessionJWT // for the cookie
		fmt.Println("user known:", checked.Session.UserID != "", "API called:", checked.Remote != nil)
		srv.Advance(4 * time.Minute)
	}
	// Output:
	// user known: true API called: false
	// user known: true API called: false
	// user known: true API called: true
}

// A service that only needs to know the user. A thousand checks cost one fetch of the key set.
func ExampleService_AuthenticateJWTLocal() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	sessionJWT := logIn(client).SessionJWT
	srv.ResetRequests()

	for range 1000 {
		if _, err := client.Sessions.AuthenticateJWTLocal(ctx, sessionJWT); err != nil {
			log.Fatal(err)
		}
	}
	for _, request := range srv.Requests() {
		fmt.Println(request.Operation)
	}

	srv.Advance(10 * time.Minute)
	_, err := client.Sessions.AuthenticateJWTLocal(ctx, sessionJWT)
	fmt.Println("expired:", errors.Is(err, sessions.ErrJWTExpired))
	_, err = client.Sessions.AuthenticateJWTLocal(ctx, "no.jwt.atall")
	fmt.Println("malformed:", errors.Is(err, sessions.ErrJWTMalformed))
	// Output:
	// sessions.jwks
	// expired: true
	// malformed: true
}

// Log a user out. It is fine if the session has already ended.
func ExampleService_Revoke() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	login := logIn(client)

	_, err := client.Sessions.Revoke(ctx, sessions.RevokeRequest{SessionToken: login.SessionToken})
	if err != nil && !errors.Is(err, api.ErrorTypeSessionNotFound) {
		log.Fatal(err)
	}
	_, err = client.Sessions.Authenticate(ctx, sessions.AuthenticateRequest{SessionToken: login.SessionToken})
	fmt.Println("ended:", errors.Is(err, api.ErrorTypeSessionNotFound))
	// Output: ended: true
}

// "Log out everywhere else" revokes all sessions except this one.
func ExampleService_Revoke_others() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	logIn(client)
	logIn(client)
	this := logIn(client).Session

	all, err := client.Sessions.Get(ctx, this.UserID)
	if err != nil {
		log.Fatal(err)
	}
	for _, session := range all.Sessions {
		if session.SessionID == this.SessionID {
			continue
		}
		_, err := client.Sessions.Revoke(ctx, sessions.RevokeRequest{SessionID: session.SessionID})
		if err != nil && !errors.Is(err, api.ErrorTypeSessionNotFound) {
			log.Fatal(err)
		}
	}

	left, err := client.Sessions.Get(ctx, this.UserID)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("before:", len(all.Sessions), "now:", len(left.Sessions))
	// Output: before: 3 now: 1
}

// One page requires a login, and another route requires a permission too.
func ExampleService_Middleware() {
	srv, client := startServerWithRoles()
	defer srv.Close()

	loggedIn := client.Sessions.Middleware()
	maySend := client.Sessions.Middleware(sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{
		ResourceID: "invoices", Action: "send",
	}))
	ok := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		session, _ := sessions.FromContext(r.Context())
		fmt.Fprint(w, "roles: ", session.Roles)
	})
	mux := http.NewServeMux()
	mux.Handle("GET /account", loggedIn(ok))
	mux.Handle("POST /invoices", maySend(ok))

	visit := func(method, path, sessionJWT string) {
		request := httptest.NewRequest(method, path, nil)
		request.AddCookie(&http.Cookie{Name: "stytch_session_jwt", Value: sessionJWT})
		response := httptest.NewRecorder()
		mux.ServeHTTP(response, request)
		fmt.Println(method, path, response.Code)
	}
	sessionJWT := logIn(client).SessionJWT
	visit("GET", "/account", "forged")
	visit("GET", "/account", sessionJWT)
	visit("POST", "/invoices", sessionJWT)
	// Output:
	// GET /account 401
	// GET /account 200
	// POST /invoices 403
}

// A client without cookies sends the JWT in a header.
func ExampleService_Middleware_bearer() {
	srv, client := startServer()
	defer srv.Close()
	handler := client.Sessions.Middleware()(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "Hello")
	}))

	request := httptest.NewRequest(http.MethodGet, "/reports", nil)
	request.Header.Set("Authorization", "Bearer "+logIn(client).SessionJWT)
	response := httptest.NewRecorder()
	handler.ServeHTTP(response, request)
	fmt.Println(response.Code, response.Body)
	// Output: 200 Hello
}

// A handler behind the middleware reads the session from the context.
func ExampleFromContext() {
	srv, client := startServer()
	defer srv.Close()

	account := func(w http.ResponseWriter, r *http.Request) {
		session, ok := sessions.FromContext(r.Context())
		if !ok { // the middleware is missing on this route
			http.Error(w, "no session", http.StatusInternalServerError)
			return
		}
		user, err := client.Users.Get(r.Context(), session.UserID) // the session has only the user ID
		if err != nil {
			http.Error(w, "try again later", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "Hello,", user.Name.FirstName)
	}

	handler := client.Sessions.Middleware()(http.HandlerFunc(account))
	request := httptest.NewRequest(http.MethodGet, "/account", nil)
	request.AddCookie(&http.Cookie{Name: "stytch_session_jwt", Value: logIn(client).SessionJWT})
	response := httptest.NewRecorder()
	handler.ServeHTTP(response, request)
	fmt.Print(response.Body)
	// Output: Hello, Ada
}

// Custom claims travel in the JWT. Decode them into a struct, without calling the API.
func ExampleClaims() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	checked, err := client.Sessions.Authenticate(ctx, sessions.AuthenticateRequest{
		SessionToken:        logIn(client).SessionToken,
		SessionCustomClaims: map[string]any{"tenant": "acme", "limits": map[string]any{"projects": 5}},
	})
	if err != nil {
		log.Fatal(err)
	}

	type Claims struct {
		Tenant string `json:"tenant"`
		Limits struct {
			Projects int `json:"projects"`
		} `json:"limits"`
	}
	session, err := client.Sessions.AuthenticateJWTLocal(ctx, checked.SessionJWT)
	if err != nil {
		log.Fatal(err)
	}
	claims, err := sessions.Claims[Claims](session)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(claims.Tenant, claims.Limits.Projects)
	// Output: acme 5
}
