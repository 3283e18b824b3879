package stytchtest_test

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"
	"testing"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
)

// oidcApp is an app that knows nothing about Stytch. It uses golang.org/x/oauth2 and github.com/coreos/go-oidc, and
// knows only the issuer URL of the authorization server.
type oidcApp struct {
	*appHarness
	oauth2.Config

	provider *oidc.Provider
	client   context.Context
}

func newOIDCApp(t *testing.T, clientType api.ConnectedAppClientType, style oauth2.AuthStyle, opts ...stytchtest.Option) *oidcApp {
	t.Helper()
	c := newAppHarness(t, clientType, opts...)
	ctx := oidc.ClientContext(c.ctx, &http.Client{Transport: &http.Transport{DisableKeepAlives: true}})
	provider, err := oidc.NewProvider(ctx, c.srv.URL())
	c.ok(err)
	endpoint := provider.Endpoint()
	endpoint.AuthStyle = style
	return &oidcApp{c, oauth2.Config{
		ClientID: c.id, ClientSecret: c.secret, RedirectURL: callback, Endpoint: endpoint,
		Scopes: []string{oidc.ScopeOpenID, "email", oidc.ScopeOfflineAccess},
	}, provider, ctx}
}

// login sends a person through the consent page, and exchanges the code.
func (s *oidcApp) login(nonce string) (*oauth2.Token, error) {
	s.Helper()
	verifier, state := oauth2.GenerateVerifier(), rand.Text()
	u, err := url.Parse(s.AuthCodeURL(state, oauth2.S256ChallengeOption(verifier), oidc.Nonce(nonce)))
	s.ok(err)
	resp, _ := s.page(u.Query(), url.Values{"email": {ada}, "scope": s.Scopes, "decision": {"allow"}}, nil)
	params := s.back(resp)
	s.same([]any{params.Get("state"), params.Get("iss")}, []any{state, s.srv.URL()})
	return s.Exchange(s.client, params.Get("code"), oauth2.VerifierOption(verifier))
}

// idToken verifies the ID token of a response.
func (s *oidcApp) idToken(token *oauth2.Token) *oidc.IDToken {
	s.Helper()
	raw, _ := token.Extra("id_token").(string)
	verified, err := s.provider.VerifierContext(s.client, &oidc.Config{ClientID: s.ClientID, Now: s.srv.Now}).Verify(s.client, raw)
	s.ok(err)
	return verified
}

// Discovery, the code flow with PKCE, ID tokens, userinfo and refresh, for each way in which an app authenticates.
func TestIDP_oidc(t *testing.T) {
	t.Parallel()
	for name, app := range map[string]struct {
		clientType api.ConnectedAppClientType
		style      oauth2.AuthStyle
	}{
		"confidential, in the header": {api.ConnectedAppClientTypeThirdParty, oauth2.AuthStyleInHeader},
		"confidential, in the body":   {api.ConnectedAppClientTypeFirstParty, oauth2.AuthStyleInParams},
		"confidential, by trying":     {api.ConnectedAppClientTypeThirdParty, oauth2.AuthStyleAutoDetect},
		"public":                      {api.ConnectedAppClientTypeThirdPartyPublic, oauth2.AuthStyleInParams},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newOIDCApp(t, app.clientType, app.style)
			token, err := s.login("a nonce")
			s.ok(err)
			id := s.idToken(token)
			var claims struct {
				Email    string `json:"email"`
				Verified bool   `json:"email_verified"`
			}
			s.ok(id.Claims(&claims))
			s.same([]any{id.Subject, id.Nonce, id.Issuer, claims.Email}, []any{s.userID, "a nonce", s.srv.URL(), ada})

			info, err := s.provider.UserInfo(s.client, oauth2.StaticTokenSource(token))
			s.ok(err)
			s.same([]any{info.Subject, info.Email, info.EmailVerified}, []any{s.userID, ada, claims.Verified})

			stale := *token
			stale.Expiry = s.srv.Now()
			refreshed, err := s.TokenSource(s.client, &stale).Token()
			s.ok(err)
			s.same([]any{refreshed.AccessToken != token.AccessToken, s.idToken(refreshed).Subject, refreshed.Valid()}, []any{true, s.userID, true})
			_, err = s.provider.UserInfo(s.client, oauth2.StaticTokenSource(refreshed))
			s.ok(err)

			// The keys can change between two logins.
			s.srv.RotateKeys()
			token, err = s.login("another nonce")
			s.ok(err)
			s.same(s.idToken(token).Nonce, "another nonce")
		})
	}
}

// What the libraries reject, and how they report rejections.
func TestIDP_oidcRejections(t *testing.T) {
	t.Parallel()
	s := newOIDCApp(t, api.ConnectedAppClientTypeThirdPartyPublic, oauth2.AuthStyleInParams)
	token, err := s.login("a nonce")
	s.ok(err)

	other := &oidc.Config{ClientID: "another app", Now: s.srv.Now}
	raw, _ := token.Extra("id_token").(string)
	if _, err := s.provider.Verifier(other).Verify(s.client, raw); err == nil {
		t.Error("an ID token is for every app")
	}
	if _, err := s.provider.Verifier(&oidc.Config{ClientID: s.ClientID, Now: s.srv.Now}).Verify(s.client, token.AccessToken); err == nil {
		t.Error("an access token is an ID token")
	}
	if _, err := oidc.NewProvider(s.client, s.srv.URL()+"/"); err == nil {
		t.Error("the issuer may differ from the URL of the discovery")
	}

	refresh := func(token string) error {
		_, err := s.TokenSource(s.client, &oauth2.Token{RefreshToken: token}).Token()
		return err
	}
	s.ok(refresh(token.RefreshToken))
	for what, err := range map[string]error{"a refresh token used twice": refresh(token.RefreshToken), "an unknown refresh token": refresh("x")} {
		if e, ok := errors.AsType[*oauth2.RetrieveError](err); !ok || e.ErrorCode != "invalid_grant" || e.ErrorDescription == "" {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := s.provider.UserInfo(s.client, oauth2.StaticTokenSource(token)); err == nil {
		t.Error("after a refresh token was used twice, the access token still works")
	}
}

// Clients that send a Content-Type with every request send it without a body, too.
func TestIDP_contentTypeWithoutBody(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	token := w.srv.AccessToken(stytchtest.AccessToken{UserID: w.user(ada), Scopes: "openid"})
	bearer := func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) }
	for _, call := range [][2]string{
		{"GET", "/.well-known/openid-configuration"}, {"GET", "/.well-known/oauth-authorization-server"}, {"GET", "/.well-known/jwks.json"},
		{"GET", "/v1/oauth2/userinfo"}, {"POST", "/v1/oauth2/userinfo"},
	} {
		if status, body := send(t, w.srv, call[0], call[1], "", bearer); status != http.StatusOK {
			t.Errorf("%s: %d %s", call, status, body)
		}
	}
	_, body := send(t, w.srv, "POST", "/v1/oauth2/token", "", nil)
	w.contains(body, "grant_type is missing")
}
