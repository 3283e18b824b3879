package stytchtest_test

import (
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/stytchtest"
)

func TestOAuth_login(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	token := w.srv.OAuthToken(stytchtest.OAuthLogin{
		Provider: "google", Subject: "g-1", Email: "Ada@example.com", Name: api.Name{FirstName: "Ada"},
		PictureURL: "https://pics.example.com/ada", Locale: "en", Scopes: []string{"openid"},
		AccessToken: "at", RefreshToken: "rt", IDToken: "it",
	})
	login, err := w.OAuth.Authenticate(w.ctx, oauth.AuthenticateRequest{Token: token, SessionDurationMinutes: 60})
	w.ok(err)
	w.same([]string{login.ProviderType, login.ProviderSubject}, []string{"Google", "g-1"})
	w.same(login.ProviderValues, api.OAuthProviderValues{
		AccessToken: "at", RefreshToken: "rt", IDToken: "it", Scopes: []string{"openid"}, ExpiresAt: login.ProviderValues.ExpiresAt,
	})
	w.same(login.User.Name, api.Name{FirstName: "Ada"})
	w.same(login.User.Emails, []api.UserEmail{{EmailID: login.User.Emails[0].EmailID, Email: "Ada@example.com", Verified: true}})
	w.same(login.User.Providers, []api.UserOAuthProvider{{
		OAuthUserRegistrationID: login.OAuthUserRegistrationID, ProviderType: "Google", ProviderSubject: "g-1",
		ProfilePictureURL: "https://pics.example.com/ada", Locale: "en",
	}})
	w.same(login.UserSession.AuthenticationFactors[0].GoogleOAuthFactor, &api.OAuthFactor{
		ID: login.OAuthUserRegistrationID, ProviderSubject: "g-1", EmailID: login.User.Emails[0].EmailID,
	})
	_, err = w.OAuth.Authenticate(w.ctx, oauth.AuthenticateRequest{Token: token})
	w.fails(err, api.ErrorTypeOAuthTokenNotFound)

	// The same account again, now with another address, is the same user.
	again, err := w.oauth(stytchtest.OAuthLogin{Provider: "google", Subject: "g-1", Email: grace})
	w.ok(err)
	w.same([]string{again.UserID, again.OAuthUserRegistrationID}, []string{login.UserID, login.OAuthUserRegistrationID})
	w.same(len(again.User.Emails), 2)
}

// oauthProviders are all providers of the contract, by their names in requests, with their factor keys.
var oauthProviders = map[string]string{
	"amazon": "amazon_oauth_factor", "apple": "apple_oauth_factor", "bitbucket": "bitbucket_oauth_factor",
	"coinbase": "coinbase_oauth_factor", "discord": "discord_oauth_factor", "facebook": "facebook_oauth_factor",
	"figma": "figma_oauth_factor", "github": "github_oauth_factor", "gitlab": "git_lab_oauth_factor",
	"google": "google_oauth_factor", "hubspot": "hubspot_oauth_factor", "instagram": "instagram_oauth_factor",
	"linkedin": "linked_in_oauth_factor", "microsoft": "microsoft_oauth_factor", "salesforce": "salesforce_oauth_factor",
	"shopify": "shopify_oauth_factor", "slack": "slack_oauth_factor", "snapchat": "snapchat_oauth_factor",
	"spotify": "spotify_oauth_factor", "steam": "steam_oauth_factor", "tiktok": "tik_tok_oauth_factor",
	"twitch": "twitch_oauth_factor", "twitter": "twitter_oauth_factor", "yahoo": "yahoo_oauth_factor",
}

func TestOAuth_everyProvider(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	for name, key := range oauthProviders {
		raw, err := w.post("/v1/oauth/authenticate", map[string]any{
			"token": w.srv.OAuthToken(stytchtest.OAuthLogin{Provider: name, Subject: name + "-1"}), "session_duration_minutes": 5,
		})
		w.ok(err)
		var response struct {
			UserSession struct {
				AuthenticationFactors []map[string]any `json:"authentication_factors"`
			} `json:"user_session"`
		}
		w.ok(json.Unmarshal([]byte(raw), &response))
		factor := response.UserSession.AuthenticationFactors[0]
		w.same(factor["delivery_method"], any("oauth_"+name))
		w.same(factor[key].(map[string]any)["provider_subject"], any(name+"-1"))
	}
}

func TestOAuth_usersAreFoundByAddress(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	existing := w.login(ada)
	login, err := w.oauth(stytchtest.OAuthLogin{Provider: "github", Email: ada})
	w.ok(err)
	w.same(login.UserID, existing.UserID)

	// An address that the provider has not verified identifies no user.
	stranger, err := w.oauth(stytchtest.OAuthLogin{Provider: "gitlab", Email: ada, EmailUnverified: true})
	w.ok(err)
	if stranger.UserID == existing.UserID {
		t.Error("an unverified address led to the user")
	}
	w.same(len(stranger.User.Emails), 0)
	w.same(stranger.UserSession.AuthenticationFactors[0].GitLabOAuthFactor.EmailID, "")
}

func TestOAuth_attach(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	login := w.login(ada)
	for _, req := range []oauth.AttachRequest{
		{Provider: "google", UserID: login.UserID},
		{Provider: "github", SessionToken: login.SessionToken},
		{Provider: "discord", SessionJWT: login.SessionJWT},
	} {
		attached, err := w.OAuth.Attach(w.ctx, req)
		w.ok(err)
		got, err := w.oauth(stytchtest.OAuthLogin{Provider: req.Provider, Subject: "s", Email: grace, AttachToken: attached.OAuthAttachToken})
		w.ok(err)
		w.same(got.UserID, login.UserID)
		_, err = w.oauth(stytchtest.OAuthLogin{Provider: req.Provider, AttachToken: attached.OAuthAttachToken})
		w.fails(err, api.ErrorTypeInvalidOAuthAttachToken)
	}
	_, err := w.oauth(stytchtest.OAuthLogin{Provider: "google", AttachToken: w.attach("github", login.UserID)})
	w.fails(err, api.ErrorTypeInvalidOAuthAttachToken)

	// Two users are never merged.
	other := w.user("other@example.com")
	_, err = w.oauth(stytchtest.OAuthLogin{Provider: "google", Subject: "s", AttachToken: w.attach("google", other)})
	w.fails(err, api.ErrorTypeUserIDMismatch)
	kept, err := w.oauth(stytchtest.OAuthLogin{Provider: "google", Subject: "t", Email: ada, AttachToken: w.attach("google", other)})
	w.ok(err)
	w.same(kept.UserID, other)
	w.same(len(kept.User.Emails), 1)
}

func TestOAuth_lifetimeAndPKCE(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	token := w.srv.OAuthToken(stytchtest.OAuthLogin{Provider: "google", CodeChallenge: challenge})
	finish := func(verifier string) error {
		_, err := w.OAuth.Authenticate(w.ctx, oauth.AuthenticateRequest{Token: token, CodeVerifier: verifier})
		return err
	}
	w.fails(finish(""), api.ErrorTypePKCEExpectedCodeVerifier)
	w.ok(finish(verifier))
	token = w.srv.OAuthToken(stytchtest.OAuthLogin{Provider: "google"})
	w.srv.Advance(5 * time.Minute)
	w.fails(finish(""), api.ErrorTypeOAuthTokenNotFound)
}
