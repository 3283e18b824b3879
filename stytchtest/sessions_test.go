package stytchtest_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/totp"
	"github.com/flymyai/stytch-go/users"
)

func TestSessions_authenticate(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	login := w.login(ada)
	w.srv.Advance(time.Minute)

	got, err := w.Sessions.Authenticate(w.ctx, sessions.AuthenticateRequest{SessionToken: login.SessionToken})
	w.ok(err)
	w.same(got.SessionToken, login.SessionToken)
	w.same(got.User, login.User)
	want := *login.Session
	want.LastAccessedAt = got.Session.LastAccessedAt
	w.same(got.Session, want)
	w.same(got.Session.LastAccessedAt, login.Session.LastAccessedAt.Add(time.Minute), cmpopts.EquateApproxTime(time.Second))
	if got.SessionJWT == login.SessionJWT {
		t.Error("the JWT is not new")
	}

	// With a duration the session ends that much later than now, which may be earlier than before.
	for _, minutes := range []int{120, 5, 527040} {
		got, err := w.Sessions.Authenticate(w.ctx, sessions.AuthenticateRequest{SessionJWT: login.SessionJWT, SessionDurationMinutes: minutes})
		w.ok(err)
		w.same(got.Session.ExpiresAt, got.Session.LastAccessedAt.Add(time.Duration(minutes)*time.Minute))
	}
}

func TestSessions_expire(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	login := w.login(ada)
	w.srv.Advance(time.Hour - 10*time.Second)
	listed, err := w.Sessions.Get(w.ctx, login.UserID)
	w.ok(err)
	w.same(len(listed.Sessions), 1)
	// The JWT expired long ago; the session lives.
	_, err = w.Sessions.Authenticate(w.ctx, sessions.AuthenticateRequest{SessionJWT: login.SessionJWT})
	w.ok(err)
	w.srv.Advance(10 * time.Second)
	listed, err = w.Sessions.Get(w.ctx, login.UserID)
	w.ok(err)
	w.same(len(listed.Sessions), 0)
	w.fails(w.alive(login.SessionToken), api.ErrorTypeSessionNotFound)
	_, err = w.Sessions.Authenticate(w.ctx, sessions.AuthenticateRequest{SessionJWT: login.SessionJWT})
	w.fails(err, api.ErrorTypeSessionNotFound)
}

func TestSessions_revoke(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	for _, by := range []func(*magiclinks.AuthenticateResponse) sessions.RevokeRequest{
		func(l *magiclinks.AuthenticateResponse) sessions.RevokeRequest {
			return sessions.RevokeRequest{SessionID: l.Session.SessionID}
		},
		func(l *magiclinks.AuthenticateResponse) sessions.RevokeRequest {
			return sessions.RevokeRequest{SessionToken: l.SessionToken}
		},
		func(l *magiclinks.AuthenticateResponse) sessions.RevokeRequest {
			w.srv.Advance(10 * time.Minute) // an expired JWT will do
			return sessions.RevokeRequest{SessionJWT: l.SessionJWT}
		},
	} {
		revoked, kept := w.login(ada), w.login(ada)
		req := by(revoked)
		_, err := w.Sessions.Revoke(w.ctx, req)
		w.ok(err)
		w.fails(w.alive(revoked.SessionToken), api.ErrorTypeSessionNotFound)
		w.ok(w.alive(kept.SessionToken))
		_, err = w.Sessions.Revoke(w.ctx, req)
		w.fails(err, api.ErrorTypeSessionNotFound)
	}
}

func TestSessions_customClaims(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	w.user(ada)
	_, err := w.MagicLinks.Email.Send(w.ctx, magiclinks.EmailSendRequest{Email: ada})
	w.ok(err)
	login, err := w.MagicLinks.Authenticate(w.ctx, magiclinks.AuthenticateRequest{
		Token: w.srv.LastMessage(ada).Token, SessionDurationMinutes: 60,
		SessionCustomClaims: map[string]any{"a": 1, "b": "two", "iss": "me", "jti": "x", "https://stytch.com/session": "x"},
	})
	w.ok(err)
	w.same(login.Session.CustomClaims, map[string]any{"a": 1.0, "b": "two"})
	got, err := w.Sessions.Authenticate(w.ctx, sessions.AuthenticateRequest{
		SessionToken: login.SessionToken, SessionCustomClaims: map[string]any{"a": nil, "b": map[string]any{"deep": true}, "c": 3},
	})
	w.ok(err)
	w.same(got.Session.CustomClaims, map[string]any{"b": map[string]any{"deep": true}, "c": 3.0})
}

func TestSessions_factorsGather(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	login := w.password(ada)
	id := login.UserID
	enrolled, err := w.TOTP.Create(w.ctx, totp.CreateRequest{UserID: id})
	w.ok(err)
	sms, err := w.OTP.SMS.Send(w.ctx, otp.SMSSendRequest{PhoneNumber: phone, UserID: id})
	w.ok(err)

	_, err = w.TOTP.Authenticate(w.ctx, totp.AuthenticateRequest{UserID: id, TOTPCode: w.totpCode(enrolled.Secret, 0), SessionToken: login.SessionToken})
	w.ok(err)
	w.srv.Advance(time.Minute)
	_, err = w.OTP.Authenticate(w.ctx, otp.AuthenticateRequest{MethodID: sms.PhoneID, Code: w.srv.LastMessage(phone).Code, SessionJWT: login.SessionJWT})
	w.ok(err)
	_, err = w.OAuth.Authenticate(w.ctx, oauth.AuthenticateRequest{
		Token: w.srv.OAuthToken(stytchtest.OAuthLogin{Provider: "google", AttachToken: w.attach("google", id)}), SessionToken: login.SessionToken,
	})
	w.ok(err)
	_, err = w.TOTP.Recover(w.ctx, totp.RecoverRequest{UserID: id, RecoveryCode: enrolled.RecoveryCodes[0], SessionToken: login.SessionToken})
	w.ok(err)
	again, err := w.Passwords.Authenticate(w.ctx, passwords.AuthenticateRequest{Email: ada, Password: strong, SessionToken: login.SessionToken, SessionDurationMinutes: 120})
	w.ok(err)

	var types []api.AuthenticationFactorType
	for _, f := range again.Session.AuthenticationFactors {
		types = append(types, f.Type)
	}
	w.same(types, []api.AuthenticationFactorType{
		api.AuthenticationFactorTypePassword, api.AuthenticationFactorTypeTOTP, api.AuthenticationFactorTypeOTP,
		api.AuthenticationFactorTypeOAuth, api.AuthenticationFactorTypeRecoveryCodes,
	})
	w.same(again.SessionToken, login.SessionToken)
	w.same(again.Session.ExpiresAt, w.srv.Now().Add(2*time.Hour), cmpopts.EquateApproxTime(5*time.Second))
	first := again.Session.AuthenticationFactors[0]
	w.same(first.CreatedAt, login.Session.StartedAt)
	w.same(first.LastAuthenticatedAt, again.Session.LastAccessedAt)
	w.same(first.UpdatedAt, again.Session.LastAccessedAt)
}

func TestSessions_ofOthersAreIgnored(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	other := w.login(grace)
	w.password(ada)
	joined, err := w.Passwords.Authenticate(w.ctx, passwords.AuthenticateRequest{Email: ada, Password: strong, SessionToken: other.SessionToken})
	w.ok(err)
	w.same(joined.SessionToken, "")
	joined, err = w.Passwords.Authenticate(w.ctx, passwords.AuthenticateRequest{Email: ada, Password: strong, SessionToken: other.SessionToken, SessionDurationMinutes: 5})
	w.ok(err)
	if joined.SessionToken == other.SessionToken || joined.SessionToken == "" {
		t.Errorf("got session token %q", joined.SessionToken)
	}
	listed, err := w.Sessions.Get(w.ctx, other.UserID)
	w.ok(err)
	w.same(len(listed.Sessions[0].AuthenticationFactors), 1)
}

func TestSessions_badSessionSpendsNothing(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	token := w.sendLink(ada)
	_, err := w.MagicLinks.Authenticate(w.ctx, magiclinks.AuthenticateRequest{Token: token, SessionToken: w.srv.OAuthToken(stytchtest.OAuthLogin{Provider: "google"})})
	w.fails(err, api.ErrorTypeSessionNotFound)
	_, err = w.followLink(token)
	w.ok(err)
}

func TestSessions_authorizationCheck(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithRBACPolicy(policy))
	login := w.login(ada)
	check := func(resource, action string) (*sessions.AuthenticateResponse, error) {
		return w.Sessions.Authenticate(w.ctx, sessions.AuthenticateRequest{
			SessionToken: login.SessionToken, AuthorizationCheck: api.AuthorizationCheck{ResourceID: resource, Action: action},
		})
	}
	got, err := check("documents", "read")
	w.ok(err)
	w.same(got.Verdict, &api.AuthorizationVerdict{Authorized: true, GrantingRoles: []string{"stytch_user"}})
	_, err = check("documents", "write")
	w.fails(err, api.ErrorTypeConsumerSessionAuthorizationError)
	_, err = w.Users.Update(w.ctx, login.UserID, users.UpdateRequest{Roles: []string{"editor"}})
	w.ok(err)
	got, err = check("documents", "write")
	w.ok(err)
	w.same(got.Verdict.GrantingRoles, []string{"editor"})
	got, err = check("documents", "read")
	w.ok(err)
	w.same(got.Verdict.GrantingRoles, []string{"stytch_user", "editor"})
	_, err = check("reports", "read")
	w.fails(err, api.ErrorTypeConsumerSessionAuthorizationError)

	// The editor's * covers an action that the resource does not list, as in the client's own check.
	got, err = check("documents", "archive")
	w.ok(err)
	w.same(got.Verdict.GrantingRoles, []string{"editor"})
	_, err = w.Sessions.AuthenticateJWTLocal(w.ctx, got.SessionJWT, sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{ResourceID: "documents", Action: "archive"}))
	w.ok(err)

	var response api.RBACPolicyResponse
	w.ok(w.Request(w.ctx, "GET", "/v1/rbac/policy", nil, &response))
	w.same(*response.Policy, policy)
}

// An incomplete check is never taken for none, since the caller would let everybody in.
func TestSessions_incompleteAuthorizationCheck(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t, stytchtest.WithRBACPolicy(policy)) // without the API document, which has no null
	w := &harness{T: t, Client: srv.Client(), srv: srv, ctx: t.Context()}
	login := w.login(ada)
	for _, check := range []string{`{}`, `{"resource_id": "", "action": ""}`, `{"resource_id": "documents"}`, `{"action": "read"}`} {
		_, err := w.post("/v1/sessions/authenticate", strings.NewReader(`{"session_token": "`+login.SessionToken+`", "authorization_check": `+check+`}`))
		w.fails(err, api.ErrorTypeInvalidArgument)
	}
	none, err := w.post("/v1/sessions/authenticate", strings.NewReader(`{"session_token": "`+login.SessionToken+`", "authorization_check": null}`))
	w.ok(err)
	w.contains(none, `"verdict":null`)
}

// trustedKey signs trusted tokens.
var trustedKey = func() *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	return key
}()

// trustedProfile trusts that key.
var trustedProfile = stytchtest.WithTrustedTokenProfile(stytchtest.TrustedTokenProfile{
	ID: "profile-1", Issuer: "https://idp.example.com", Audience: "stytch", Keys: map[string]crypto.PublicKey{"k1": trustedKey.Public()},
})
