package stytchtest_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"maps"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
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
	w := newWorld(t)
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
	w := newWorld(t)
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
	w := newWorld(t)
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
	w := newWorld(t)
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
	w := newWorld(t)
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

func TestSessions_ofOthersArePassedOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
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
	w := newWorld(t)
	token := w.sendLink(ada)
	_, err := w.MagicLinks.Authenticate(w.ctx, magiclinks.AuthenticateRequest{Token: token, SessionToken: w.srv.OAuthToken(stytchtest.OAuthLogin{Provider: "google"})})
	w.fails(err, api.ErrorTypeSessionNotFound)
	_, err = w.followLink(token)
	w.ok(err)
}

func TestSessions_authorizationCheck(t *testing.T) {
	t.Parallel()
	w := newWorld(t, stytchtest.WithRBACPolicy(policy))
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

	var answer api.RBACPolicyResponse
	w.ok(w.Request(w.ctx, "GET", "/v1/rbac/policy", nil, &answer))
	w.same(*answer.Policy, policy)
}

func TestSessions_migrate(t *testing.T) {
	t.Parallel()
	w := newWorld(t, stytchtest.WithUserInfo(func(token string) (string, error) {
		if token == "broken" {
			return "", errors.New("endpoint down")
		}
		return token + "@example.com", nil
	}))
	id := w.user(ada)
	migrate := func(token string) (*sessions.MigrateResponse, error) {
		return w.Sessions.Migrate(w.ctx, sessions.MigrateRequest{SessionToken: token, SessionDurationMinutes: 60})
	}
	got, err := migrate("ada")
	w.ok(err)
	w.same(got.UserID, id)
	w.same(got.Session.AuthenticationFactors[0].DeliveryMethod, api.DeliveryMethodImportedAuth0)
	w.ok(w.alive(got.SessionToken))
	_, err = migrate("broken")
	w.fails(err, api.ErrorTypeMigrateFromExternalUnexpectedResponse)
	_, err = migrate("nobody")
	w.fails(err, api.ErrorTypeMigrateFromExternalEmailDoesNotExist)
}

// The UserInfo endpoint may belong to a program that calls the server meanwhile.
func TestSessions_migrateWhileUserInfoCallsBack(t *testing.T) {
	t.Parallel()
	var w *world
	w = newWorld(t, stytchtest.WithUserInfo(func(string) (string, error) {
		ctx, cancel := context.WithTimeout(w.ctx, 10*time.Second)
		defer cancel()
		page, err := w.Users.Search(ctx, users.SearchRequest{})
		if err != nil {
			return "", err
		}
		return page.Results[0].Emails[0].Email, nil
	}))
	id := w.user(ada)
	got, err := w.Sessions.Migrate(w.ctx, sessions.MigrateRequest{SessionToken: "x"})
	w.ok(err)
	w.same(got.UserID, id)
}

func TestSessions_exchangeAccessToken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.user(ada)
	exchange := func(token string) (*sessions.ExchangeAccessTokenResponse, error) {
		return w.Sessions.ExchangeAccessToken(w.ctx, sessions.ExchangeAccessTokenRequest{AccessToken: token, SessionDurationMinutes: 60})
	}
	full := stytchtest.AccessToken{UserID: id, ClientID: "connected-app-test-1", Scopes: "openid full_access"}
	token := w.srv.AccessToken(full)
	got, err := exchange(token)
	w.ok(err)
	w.same(got.UserID, id)
	w.same(got.Session.AuthenticationFactors[0].OAuthAccessTokenExchangeFactor.ClientID, "connected-app-test-1")
	_, err = exchange(token)
	w.fails(err, api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant)
	_, err = exchange(got.SessionJWT)
	w.fails(err, api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant)
	_, err = exchange(w.srv.AccessToken(stytchtest.AccessToken{UserID: id, Scopes: "openid"}))
	w.fails(err, api.ErrorTypeOAuthAccessTokenExchangeMissingFullAccess)
	old := w.srv.AccessToken(full)
	w.srv.Advance(5*time.Minute + time.Second)
	_, err = exchange(old)
	w.fails(err, api.ErrorTypeOAuthAccessTokenExchangeTokenTooOld)
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

// attest makes a session of a trusted token with some claims beside or in place of good ones.
func (w *world) attest(claims map[string]any) (*sessions.AttestResponse, error) {
	w.Helper()
	all := map[string]any{
		"iss": "https://idp.example.com", "aud": "stytch", "sub": "employee-1", "jti": "t-1",
		"exp": w.srv.Now().Add(time.Minute).Unix(), "nbf": w.srv.Now().Add(-time.Minute).Unix(),
	}
	maps.Copy(all, claims)
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: trustedKey, KeyID: "k1"}}, nil)
	w.ok(err)
	token, err := jwt.Signed(signer).Claims(all).Serialize()
	w.ok(err)
	return w.Sessions.Attest(w.ctx, sessions.AttestRequest{ProfileID: "profile-1", Token: token, SessionDurationMinutes: 60})
}

func TestSessions_attest(t *testing.T) {
	t.Parallel()
	w := newWorld(t, trustedProfile)
	created, err := w.Users.Create(w.ctx, users.CreateRequest{Email: ada, ExternalID: "employee-1"})
	w.ok(err)
	got, err := w.attest(nil)
	w.ok(err)
	w.same(got.UserID, created.UserID)
	w.same(got.Session.AuthenticationFactors[0].TrustedAuthTokenFactor.TokenID, "t-1")
	got, err = w.attest(map[string]any{"sub": "unknown", "email": ada, "aud": []string{"a", "stytch"}})
	w.ok(err)
	w.same(got.UserID, created.UserID)

	now := w.srv.Now()
	for _, test := range []struct {
		claims map[string]any
		want   api.ErrorType
	}{
		{map[string]any{"exp": now.Unix()}, api.ErrorTypeJWTInvalidClaims},
		{map[string]any{"nbf": now.Add(time.Minute).Unix()}, api.ErrorTypeJWTInvalidClaims},
		{map[string]any{"jti": ""}, api.ErrorTypeJWTInvalidClaims},
		{map[string]any{"sub": "employee-2"}, api.ErrorTypeUserNotFound},
	} {
		_, err := w.attest(test.claims)
		w.fails(err, test.want)
	}
}

func TestSessions_impersonated(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.user(ada)
	token := w.srv.ImpersonationToken(stytchtest.Impersonation{UserID: id, ImpersonatorID: "imp-1", ImpersonatorEmail: grace})
	start := func() (*api.ImpersonationAuthenticateResponse, error) {
		var got api.ImpersonationAuthenticateResponse
		err := w.Request(w.ctx, "POST", "/v1/impersonation/authenticate", api.ImpersonationAuthenticateRequest{ImpersonationToken: token}, &got)
		return &got, err
	}
	got, err := start()
	w.ok(err)
	w.same(got.UserID, id)
	w.same(got.Session.ExpiresAt, got.Session.StartedAt.Add(time.Hour))
	w.same(got.Session.AuthenticationFactors[0].ImpersonatedFactor, &api.ImpersonatedFactor{ImpersonatorID: "imp-1", ImpersonatorEmailAddress: grace})
	_, err = start()
	w.fails(err, api.ErrorTypeUnableToAuthImpersonationToken)

	w.ok(w.alive(got.SessionToken))
	_, err = w.Sessions.Authenticate(w.ctx, sessions.AuthenticateRequest{SessionToken: got.SessionToken, SessionDurationMinutes: 120})
	w.fails(err, api.ErrorTypeSessionNotMutable)
	link := w.sendLink(ada)
	_, err = w.MagicLinks.Authenticate(w.ctx, magiclinks.AuthenticateRequest{Token: link, SessionToken: got.SessionToken})
	w.fails(err, api.ErrorTypeSessionNotMutable)
	_, err = w.followLink(link)
	w.ok(err)
}
