package sessions_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
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

// Move users from a former provider without a new login. Stytch verifies the old session at that provider's UserInfo
// endpoint, which is set in the dashboard.
func ExampleService_Migrate() {
	srv, client := startServer(stytchtest.WithUserInfo(func(token string) (email string, err error) {
		if token != "session of the old provider" {
			return "", errors.New("unknown session")
		}
		return "ada@example.com", nil
	}))
	defer srv.Close()
	ctx := context.Background()

	migrated, err := client.Sessions.Migrate(ctx, sessions.MigrateRequest{
		SessionToken:           "session of the old provider",
		SessionDurationMinutes: 60,
	})
	if errors.Is(err, api.ErrorTypeMigrateFromExternalEmailDoesNotExist) {
		fmt.Println("log in again") // no user has the address
		return
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(migrated.User.Name.FirstName, "is logged in")
	// Output: Ada is logged in
}

// Give a Connected App that Ada has granted full access a session of hers.
func ExampleService_ExchangeAccessToken() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	accessToken := srv.AccessToken(stytchtest.AccessToken{UserID: "customer-1", Scopes: "full_access"})

	exchanged, err := client.Sessions.ExchangeAccessToken(ctx, sessions.ExchangeAccessTokenRequest{
		AccessToken:            accessToken, // at most 5 minutes old; this call uses it up
		SessionDurationMinutes: 30,
	})
	switch {
	case errors.Is(err, api.ErrorTypeOAuthAccessTokenExchangeTokenTooOld):
		fmt.Println("get a new access token")
	case errors.Is(err, api.ErrorTypeOAuthAccessTokenExchangeMissingFullAccess):
		fmt.Println("ask the user for the scope full_access")
	case err != nil:
		log.Fatal(err)
	default:
		fmt.Println("acts as", exchanged.User.Name.FirstName)
	}
	// Output: acts as Ada
}

// Fetch the keys for a program that checks JWTs itself, such as a gateway.
func ExampleService_JWKS() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	set, err := client.Sessions.JWKS(ctx)
	if err != nil {
		log.Fatal(err)
	}
	for _, key := range set.Keys {
		fmt.Println(key.Kty, key.Alg, key.Use)
	}
	// Output: RSA RS256 sig
}

// Another system of yours has logged Ada in and signed a JWT for her. Attest creates a session from it.
func ExampleService_Attest() {
	portal := newPortal()
	srv, client := startServer(stytchtest.WithTrustedTokenProfile(portal.profile()))
	defer srv.Close()
	ctx := context.Background()

	attested, err := client.Sessions.Attest(ctx, sessions.AttestRequest{
		ProfileID:              "trusted-token-profile-portal", // of the dashboard, with the portal's keys
		Token:                  portal.token("customer-1"),
		SessionDurationMinutes: 60,
	})
	if errors.Is(err, api.ErrorTypeInvalidTrustedAuthToken) {
		fmt.Println("the portal did not sign that")
		return
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(attested.User.Name.FirstName, "is logged in by", attested.Session.AuthenticationFactors[0].Type)
	// Output: Ada is logged in by trusted_auth_token
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

// Custom claims travel in the JWT. Decode them into a struct, without a call of the API.
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

// The cookies have names of their own and are shared by the subdomains of example.com. The middleware replaces an expired
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

// A session in use is extended to an hour from now whenever the API is called, which is at most every 5 minutes.
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
		status := sessions.StatusCode(err)
		if status == http.StatusUnauthorized {
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		log.Print(err) // holds no token
		http.Error(w, http.StatusText(status), status)
	}))
	handler := pages(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "Hello") }))

	response := httptest.NewRecorder()
	handler.ServeHTTP(response, httptest.NewRequest(http.MethodGet, "/account", nil))
	fmt.Println(response.Code, response.Header().Get("Location"))
	// Output: 303 /login
}

// startServer starts an emulator with one user, Ada, and returns a client for it. A program gets its client from
// stytch.NewFromEnv. The examples use Ada's external ID, customer-1, as her user ID.
func startServer(opts ...stytchtest.Option) (*stytchtest.Server, *stytch.Client) {
	srv, err := stytchtest.Start(append(opts, stytchtest.WithUsers(ada()))...)
	if err != nil {
		log.Fatal(err)
	}
	return srv, srv.Client(stytch.WithRetry(stytch.RetryPolicy{BaseDelay: time.Millisecond}))
}

func ada() stytchtest.User {
	return stytchtest.User{
		User: api.User{
			ExternalID: "customer-1",
			Name:       api.Name{FirstName: "Ada", LastName: "Lovelace"},
			Emails:     []api.UserEmail{{Email: "ada@example.com", Verified: true}},
		},
		PlainPassword: "correct horse battery staple 1815",
		TOTPSecret:    authenticatorSecret,
	}
}

// startServerWithRoles starts an emulator in which Ada is an editor, and editors may do anything with documents.
func startServerWithRoles() (*stytchtest.Server, *stytch.Client) {
	srv, client := startServer(stytchtest.WithRBACPolicy(api.RBACPolicy{
		Resources: []api.RBACPolicyResource{
			{ResourceID: "documents", Actions: []string{"create", "read"}},
			{ResourceID: "invoices", Actions: []string{"create", "send"}},
		},
		Roles: []api.RBACPolicyRole{{
			RoleID:      "editor",
			Permissions: []api.RBACPermission{{ResourceID: "documents", Actions: []string{"*"}}},
		}},
	}))
	_, err := client.Users.Update(context.Background(), "customer-1", users.UpdateRequest{Roles: []string{"editor"}})
	if err != nil {
		log.Fatal(err)
	}
	return srv, client
}

// logIn stands for any login. Ada's session lasts an hour.
func logIn(client *stytch.Client) *passwords.AuthenticateResponse {
	login, err := client.Passwords.Authenticate(context.Background(), passwords.AuthenticateRequest{
		Email: "ada@example.com", Password: "correct horse battery staple 1815", SessionDurationMinutes: 60,
	})
	if err != nil {
		log.Fatal(err)
	}
	return login
}

// portal is a system that signs JWTs for its users.
type portal struct{ key *ecdsa.PrivateKey }

func newPortal() portal {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		log.Fatal(err)
	}
	return portal{key}
}

func (p portal) profile() stytchtest.TrustedTokenProfile {
	return stytchtest.TrustedTokenProfile{
		ID: "trusted-token-profile-portal", Issuer: "https://portal.example.com", Audience: "app",
		Keys: map[string]crypto.PublicKey{"key-1": &p.key.PublicKey},
	}
}

func (p portal) token(user string) string {
	signer, err := jose.NewSigner(
		jose.SigningKey{Algorithm: jose.ES256, Key: p.key},
		(&jose.SignerOptions{}).WithHeader("kid", "key-1"),
	)
	if err != nil {
		log.Fatal(err)
	}
	token, err := jwt.Signed(signer).Claims(jwt.Claims{
		Issuer: "https://portal.example.com", Audience: jwt.Audience{"app"}, Subject: user, ID: rand.Text(),
		Expiry: jwt.NewNumericDate(time.Now().Add(time.Minute)),
	}).Serialize()
	if err != nil {
		log.Fatal(err)
	}
	return token
}
