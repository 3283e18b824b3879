package sessions_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"time"

	codes "github.com/pquerna/otp/totp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/totp"
)

// An admin area requires a second factor: a code from the authenticator app, or a recovery code. On a 403, the frontend
// reads the problem type and shows the form for the code.
func ExampleWithRequiredFactor() {
	srv, client := startServer()
	defer srv.Close()

	admin := client.Sessions.Middleware(sessions.WithRequiredFactor(
		api.AuthenticationFactorTypeTOTP, api.AuthenticationFactorTypeRecoveryCodes,
	))
	handler := admin(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "welcome") }))
	visit := func(sessionJWT string) {
		request := httptest.NewRequest(http.MethodGet, "/admin", nil)
		request.AddCookie(&http.Cookie{Name: "stytch_session_jwt", Value: sessionJWT})
		response := httptest.NewRecorder()
		handler.ServeHTTP(response, request)
		fmt.Println(response.Code, response.Body)
	}

	login := logIn(client) // by password
	visit(login.SessionJWT)
	// The code becomes a factor of the same session. The new JWT has it.
	visit(enterCode(srv, client, login.SessionToken))
	// Output:
	// 403 {"type":"https://github.com/flymyai/stytch-go/blob/main/docs/sessions.md#factor-required","title":"Authentication factor required","status":403,"detail":"This needs another authentication factor. Authenticate with one and try again.","required_factors":["totp","recovery_codes"]}
	// 200 welcome
}

// Deleting an account requires a code entered in the last 10 minutes. It also requires a session that was not revoked: a
// maximum token age of 0 calls the API every time.
func ExampleWithMaxFactorAge() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	login := logIn(client)
	sessionJWT := enterCode(srv, client, login.SessionToken)

	for range 2 {
		_, err := client.Sessions.AuthenticateJWT(ctx, sessionJWT,
			sessions.WithRequiredFactor(api.AuthenticationFactorTypeTOTP),
			sessions.WithMaxFactorAge(10*time.Minute),
			sessions.WithMaxTokenAge(0),
		)
		switch {
		case errors.Is(err, sessions.ErrFactorRequired), errors.Is(err, sessions.ErrFactorTooOld):
			fmt.Println("ask for a code")
		case err != nil:
			log.Fatal(err)
		default:
			fmt.Println("account deleted")
		}
		srv.Advance(30 * time.Minute)
	}
	// Output:
	// account deleted
	// ask for a code
}

// A program that reads its cookie names from a configuration file checks them when it starts.
func ExampleCookies_Valid() {
	cookies := sessions.Cookies{TokenName: "__Host-session", JWTName: "__Host-session_jwt", Domain: "example.com"}
	if err := cookies.Valid(); err != nil {
		fmt.Println(err)
	}
	// Output: stytch: sessions: Cookies has a Domain or a Path, which browsers reject for names that begin with "__Host-": __Host-session
}

// authenticatorSecret is the secret in Ada's authenticator app.
const authenticatorSecret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

// enterCode authenticates with a code from Ada's authenticator app, as a factor of a session, and returns the new JWT.
func enterCode(srv *stytchtest.Server, client *stytch.Client, sessionToken string) string {
	code, err := codes.GenerateCode(authenticatorSecret, srv.Now())
	if err != nil {
		log.Fatal(err)
	}
	resp, err := client.TOTP.Authenticate(context.Background(), totp.AuthenticateRequest{
		UserID: "customer-1", TOTPCode: code, SessionToken: sessionToken, SessionDurationMinutes: 60,
	})
	if err != nil {
		log.Fatal(err)
	}
	return resp.SessionJWT
}
