package stytchtest_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/pquerna/otp/totp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// The people of these tests.
const (
	ada      = "ada@example.com"
	grace    = "grace@example.com"
	phone    = "+14155550123"
	weak     = "hunter2"
	strong   = "unusual staple of horses"
	stronger = "another staple of zebras"
)

// harness is a server with a client, and the steps that many tests take.
type harness struct {
	*testing.T
	*stytch.Client

	srv *stytchtest.Server
	ctx context.Context
}

func newHarness(t *testing.T, opts ...stytchtest.Option) *harness {
	t.Helper()
	srv, client := newClient(t, opts...)
	return &harness{T: t, Client: client, srv: srv, ctx: t.Context()}
}

// ok ends the test on an error.
func (w *harness) ok(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// fails ends the test unless an error is of a type, and has the status of the type.
func (w *harness) fails(err, want error) {
	w.Helper()
	if !errors.Is(err, want) {
		w.Fatalf("got error %v, want %s", err, want)
	}
}

// same ends the test if two values differ.
func (w *harness) same(got, want any, opts ...cmp.Option) {
	w.Helper()
	if diff := cmp.Diff(want, got, append(opts, cmpopts.EquateEmpty())...); diff != "" {
		w.Fatalf("(-want +got)\n%s", diff)
	}
}

// user creates a user with an email address and returns the user ID.
func (w *harness) user(email string) string {
	w.Helper()
	created, err := w.Users.Create(w.ctx, users.CreateRequest{Email: email})
	w.ok(err)
	return created.UserID
}

// password makes a user with a password and a session.
func (w *harness) password(email string) *passwords.CreateResponse {
	w.Helper()
	created, err := w.Passwords.Create(w.ctx, passwords.CreateRequest{Email: email, Password: strong, SessionDurationMinutes: 60})
	w.ok(err)
	return created
}

// sendLink sends a magic link to an address, new or not, and returns its token.
func (w *harness) sendLink(email string) string {
	w.Helper()
	_, err := w.MagicLinks.Email.LoginOrCreate(w.ctx, magiclinks.EmailLoginOrCreateRequest{Email: email})
	w.ok(err)
	return w.srv.LastMessage(email).Token
}

// followLink spends a token of a magic link, for an hour's session.
func (w *harness) followLink(token string) (*magiclinks.AuthenticateResponse, error) {
	return w.MagicLinks.Authenticate(w.ctx, magiclinks.AuthenticateRequest{Token: token, SessionDurationMinutes: 60})
}

// login logs a user in by email, and creates the user if there is none.
func (w *harness) login(email string) *magiclinks.AuthenticateResponse {
	w.Helper()
	login, err := w.followLink(w.sendLink(email))
	w.ok(err)
	return login
}

// sendSMS sends a code to a number, new or not.
func (w *harness) sendSMS(number string) *otp.SMSLoginOrCreateResponse {
	w.Helper()
	sent, err := w.OTP.SMS.LoginOrCreate(w.ctx, otp.SMSLoginOrCreateRequest{PhoneNumber: number})
	w.ok(err)
	return sent
}

// enterCode spends a code.
func (w *harness) enterCode(methodID, code string) (*otp.AuthenticateResponse, error) {
	return w.OTP.Authenticate(w.ctx, otp.AuthenticateRequest{MethodID: methodID, Code: code, SessionDurationMinutes: 60})
}

// enterPassword logs in with a password, for an hour's session.
func (w *harness) enterPassword(email, password string) (*passwords.AuthenticateResponse, error) {
	return w.Passwords.Authenticate(w.ctx, passwords.AuthenticateRequest{Email: email, Password: password, SessionDurationMinutes: 60})
}

// resetPassword sets a new password by email, for an hour's session.
func (w *harness) resetPassword(email, password string) *passwords.EmailResetResponse {
	w.Helper()
	_, err := w.Passwords.Email.ResetStart(w.ctx, passwords.EmailResetStartRequest{Email: email})
	w.ok(err)
	reset, err := w.Passwords.Email.Reset(w.ctx, passwords.EmailResetRequest{Token: w.srv.LastMessage(email).Token, Password: password, SessionDurationMinutes: 60})
	w.ok(err)
	return reset
}

// oauth logs in with a provider, for an hour's session.
func (w *harness) oauth(login stytchtest.OAuthLogin) (*oauth.AuthenticateResponse, error) {
	return w.OAuth.Authenticate(w.ctx, oauth.AuthenticateRequest{Token: w.srv.OAuthToken(login), SessionDurationMinutes: 60})
}

// attach makes the token that ties the next login with a provider to a user.
func (w *harness) attach(provider, userID string) string {
	w.Helper()
	attached, err := w.OAuth.Attach(w.ctx, oauth.AttachRequest{Provider: provider, UserID: userID})
	w.ok(err)
	return attached.OAuthAttachToken
}

// verifyJWT verifies a JWT by the key set of the server and returns its header and claims.
func (w *harness) verifyJWT(token string) (jose.Header, map[string]any) {
	w.Helper()
	var raw []byte
	w.ok(w.Request(w.ctx, http.MethodGet, "/v1/sessions/jwks/"+w.srv.ProjectID(), nil, &raw))
	var set jose.JSONWebKeySet
	w.ok(json.Unmarshal(raw, &set))
	parsed, err := jwt.ParseSigned(token, []jose.SignatureAlgorithm{jose.RS256})
	w.ok(err)
	var claims map[string]any
	w.ok(parsed.Claims(set, &claims))
	return parsed.Headers[0], claims
}

// alive returns the result of authenticating a session token.
func (w *harness) alive(sessionToken string) error {
	_, err := w.Sessions.Authenticate(w.ctx, sessions.AuthenticateRequest{SessionToken: sessionToken})
	return err
}

// get returns a user.
func (w *harness) get(userID string) api.User {
	w.Helper()
	got, err := w.Users.Get(w.ctx, userID)
	w.ok(err)
	return got.User
}

// post calls an operation with any body and returns the raw response.
func (w *harness) post(path string, body any) (string, error) {
	var raw []byte
	err := w.Request(w.ctx, http.MethodPost, path, body, &raw)
	return string(raw), err
}

// contains ends the test unless a response contains a text.
func (w *harness) contains(response, text string) {
	w.Helper()
	if !strings.Contains(response, text) {
		w.Fatalf("%s\ndoes not contain %s", response, text)
	}
}

// totpCode returns the code that an authenticator app shows at the server's time plus away.
func (w *harness) totpCode(secret string, away time.Duration) string {
	w.Helper()
	code, err := totp.GenerateCode(secret, w.srv.Now().Add(away))
	w.ok(err)
	return code
}

// wrong is a code that is not the given one.
func wrong(code string) string {
	if code == "111111" {
		return "222222"
	}
	return "111111"
}
