package sessions_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
)

// Outside the middleware, such as in a gRPC interceptor, StatusCode says how to respond.
func ExampleStatusCode() {
	srv, client := startServerWithRoles()
	defer srv.Close()
	ctx := context.Background()
	sessionJWT := logIn(client).SessionJWT
	invoices := sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{ResourceID: "invoices", Action: "send"})

	_, err := client.Sessions.AuthenticateJWT(ctx, "forged")
	fmt.Println(sessions.StatusCode(err), "log in again")

	_, err = client.Sessions.AuthenticateJWT(ctx, sessionJWT, invoices)
	fmt.Println(sessions.StatusCode(err), "not allowed")

	srv.Advance(10 * time.Minute) // the JWT expires, and Stytch has an outage
	srv.Inject(stytchtest.Fault{Operation: "sessions.authenticate", Status: http.StatusBadGateway, Times: -1})
	_, err = client.Sessions.AuthenticateJWT(ctx, sessionJWT)
	fmt.Println(sessions.StatusCode(err), "try again later")
	// Output:
	// 401 log in again
	// 403 not allowed
	// 503 try again later
}

// The roles in the JWT are checked against the project's RBAC policy, which is cached for 5 minutes.
func ExampleWithAuthorizationCheck() {
	srv, client := startServerWithRoles()
	defer srv.Close()
	ctx := context.Background()
	sessionJWT := logIn(client).SessionJWT

	for _, resource := range []string{"documents", "invoices"} {
		check := sessions.AuthorizationCheck{ResourceID: resource, Action: "create"}
		_, err := client.Sessions.AuthenticateJWTLocal(ctx, sessionJWT, sessions.WithAuthorizationCheck(check))
		switch {
		case errors.Is(err, sessions.ErrNotAuthorized):
			fmt.Println(resource, "not allowed")
		case err != nil:
			log.Fatal(err)
		default:
			fmt.Println(resource, "allowed")
		}
	}
	// Output:
	// documents allowed
	// invoices not allowed
}

// The clock of this machine is 20 seconds slow, so a new JWT seems to come from the future.
func ExampleWithClockSkew() {
	srv, _ := startServer()
	defer srv.Close()
	ctx := context.Background()
	client := srv.Client(stytch.WithClock(func() time.Time { return srv.Now().Add(-20 * time.Second) }))
	sessionJWT := logIn(client).SessionJWT

	_, err := client.Sessions.AuthenticateJWTLocal(ctx, sessionJWT)
	fmt.Println("not yet valid:", errors.Is(err, sessions.ErrJWTNotYetValid))
	_, err = client.Sessions.AuthenticateJWTLocal(ctx, sessionJWT, sessions.WithClockSkew(30*time.Second))
	fmt.Println("tolerated:", err == nil)
	// Output:
	// not yet valid: true
	// tolerated: true
}

// An admin area notices within a minute that a session was revoked. Other pages may take 5 minutes.
func ExampleWithMaxTokenAge() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	login := logIn(client)
	if _, err := client.Sessions.Revoke(ctx, sessions.RevokeRequest{SessionToken: login.SessionToken}); err != nil {
		log.Fatal(err)
	}
	srv.Advance(2 * time.Minute)

	_, err := client.Sessions.AuthenticateJWT(ctx, login.SessionJWT)
	fmt.Println("elsewhere:", err)
	_, err = client.Sessions.AuthenticateJWT(ctx, login.SessionJWT, sessions.WithMaxTokenAge(time.Minute))
	fmt.Println("admin area, ended:", errors.Is(err, api.ErrorTypeSessionNotFound))
	// Output:
	// elsewhere: <nil>
	// admin area, ended: true
}

// The cookies have custom names and are shared by the subdomains of example.com. The middleware replaces an expired
// JWT in its cookie.
func ExampleWithCookies() {
	srv, client := startServer()
	defer srv.Close()
	account := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	handler := client.Sessions.Middleware(sessions.WithCookies(sessions.Cookies{
		TokenName: "app_session", JWTName: "app_session_jwt", Domain: "example.com",
	}))(account)

	request := httptest.NewRequest(http.MethodGet, "/account", nil)
	request.AddCookie(&http.Cookie{Name: "app_session_jwt", Value: logIn(client).SessionJWT})
	srv.Advance(10 * time.Minute)
	response := httptest.NewRecorder()
	handler.ServeHTTP(response, request)
	for _, cookie := range response.Result().Cookies() {
		fmt.Println(cookie.Name, "for", cookie.Domain, "secure:", cookie.Secure && cookie.HttpOnly)
	}
	// Output: app_session_jwt for example.com secure: true
}

// A session in use is extended to an hour from now whenever the API is called, which is about every 5 minutes.
func ExampleWithSessionDurationMinutes() {
	srv, client := startServer()
	defer srv.Close()
	login := logIn(client)
	srv.Advance(10 * time.Minute)

	checked, err := client.Sessions.AuthenticateJWT(context.Background(), login.SessionJWT, sessions.WithSessionDurationMinutes(60))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("longer by", checked.Session.ExpiresAt.Sub(login.Session.ExpiresAt).Round(time.Minute))
	// Output: longer by 10m0s
}

// At the end of a login handler, store the session in the browser. The middleware finds it in the next request.
func ExampleCookies_Set() {
	srv, client := startServer()
	defer srv.Close()
	login := logIn(client)

	response := httptest.NewRecorder()
	sessions.Cookies{}.Set(response, login.SessionToken, login.SessionJWT, login.Session.ExpiresAt)
	for _, cookie := range response.Result().Cookies() {
		fmt.Println(cookie.Name, "secure:", cookie.Secure && cookie.HttpOnly)
	}
	// Output:
	// stytch_session secure: true
	// stytch_session_jwt secure: true
}

// At the end of a logout handler, delete the cookies.
func ExampleCookies_Clear() {
	response := httptest.NewRecorder()
	sessions.Cookies{}.Clear(response)
	for _, cookie := range response.Result().Cookies() {
		fmt.Println(cookie.Name, cookie.MaxAge)
	}
	// Output:
	// stytch_session -1
	// stytch_session_jwt -1
}

// Redirect users who are not logged in to the login form, and log all other errors.
func ExampleWithErrorHandler() {
	srv, client := startServer()
	defer srv.Close()

	pages := client.Sessions.Middleware(sessions.WithErrorHandler(func(w http.ResponseWriter, r *http.Request, err error) {
		if sessions.StatusCode(err) == http.StatusUnauthorized {
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		log.Print(err) // holds no token
		sessions.WriteProblem(w, r, err)
	}))
	handler := pages(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "Hello") }))

	response := httptest.NewRecorder()
	handler.ServeHTTP(response, httptest.NewRequest(http.MethodGet, "/account", nil))
	fmt.Println(response.Code, response.Header().Get("Location"))
	// Output: 303 /login
}

// Log why a request is rejected, and respond as usual.
func ExampleWriteProblem() {
	srv, client := startServer()
	defer srv.Close()

	protected := client.Sessions.Middleware(sessions.WithErrorHandler(func(w http.ResponseWriter, r *http.Request, err error) {
		fmt.Println("rejected:", err)
		sessions.WriteProblem(w, r, err)
	}))(http.NotFoundHandler())

	response := httptest.NewRecorder()
	protected.ServeHTTP(response, httptest.NewRequest(http.MethodGet, "/account", nil))
	fmt.Println(response.Body)
	// Output:
	// rejected: stytch: the request has no session
	// {"type":"about:blank","title":"Unauthorized","status":401,"detail":"A valid session is needed. Log in and try again."}
}
