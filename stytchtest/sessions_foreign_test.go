package stytchtest_test

import (
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

func TestSessions_migrate(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithUserInfo(func(token string) (string, error) {
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
	var w *harness
	w = newHarness(t, stytchtest.WithUserInfo(func(string) (string, error) {
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
	w := newHarness(t)
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

// An access token exists only for an app that the user has granted access. Revoking the access ends the token.
func TestSessions_exchangeRevokedAccess(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id := w.user(ada)
	exchange := func(token string) error {
		_, err := w.Sessions.ExchangeAccessToken(w.ctx, sessions.ExchangeAccessTokenRequest{AccessToken: token})
		return err
	}
	for _, app := range []api.UserConnectedApp{
		{ConnectedAppID: "connected-app-test-1", ClientType: api.ConnectedAppClientTypeThirdParty}, // of the token alone
		w.srv.ConnectApp(id, api.UserConnectedApp{Name: "Calendar", ScopesGranted: "full_access"}),
	} {
		spec := stytchtest.AccessToken{UserID: id, ClientID: app.ConnectedAppID, Scopes: "full_access"}
		token, other := w.srv.AccessToken(spec), w.srv.AccessToken(spec)
		app.ScopesGranted = "full_access"
		listed, err := w.Users.ConnectedApps(w.ctx, id)
		w.ok(err)
		w.same(listed.ConnectedApps[len(listed.ConnectedApps)-1], app)
		w.ok(exchange(token))
		_, err = w.Users.RevokeConnectedApp(w.ctx, id, app.ConnectedAppID)
		w.ok(err)
		w.fails(exchange(other), api.ErrorTypeConnectedAppConsentRevoked)
	}
}

// attest makes a session of a trusted token with some claims beside or in place of good ones.
func (w *harness) attest(claims map[string]any) (*sessions.AttestResponse, error) {
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
	w := newHarness(t, trustedProfile)
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
	w := newHarness(t)
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
