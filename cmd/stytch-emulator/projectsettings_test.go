package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/impersonation"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/users"
)

// serveSeed serves the project of a seed file, and returns a program that calls it.
func serveSeed(t *testing.T, content string) *stytch.Client {
	t.Helper()
	project, err := newProject(writeSeed(t, content), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(checked(t, project))
	t.Cleanup(srv.Close)
	client, err := stytch.New(project.ProjectID(), project.Secret(), stytch.WithBaseURL(srv.URL), stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1}))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// Each setting in the documentation's example takes effect.
func TestSettings_documented(t *testing.T) {
	t.Parallel()
	document, err := os.ReadFile("../../docs/emulator.md")
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile("(?s)```json\n(\\{\n  \"redirect_urls\".*?)\n```").FindSubmatch(document)
	if example == nil {
		t.Fatal("docs/emulator.md has no example")
	}
	former := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"email": "ada@example.com"}`)) }))
	t.Cleanup(former.Close)
	client := serveSeed(t, strings.Replace(string(example[1]), "https://former.example/userinfo", former.URL, 1))
	ctx := t.Context()
	const strong = "Correct-Horse-1815"
	created, err := client.Passwords.Create(ctx, passwords.CreateRequest{Email: "ada@example.com", Password: strong, SessionDurationMinutes: 60})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Users.Update(ctx, created.UserID, users.UpdateRequest{Roles: []string{"editor"}}); err != nil {
		t.Errorf("the policy has no role: %v", err)
	}
	migrated, err := client.Sessions.Migrate(ctx, sessions.MigrateRequest{SessionToken: "token-of-the-former-provider"})
	if err != nil || migrated.UserID != created.UserID {
		t.Errorf("sessions.migrate: %+v, %v", migrated, err)
	}
	var machine m2m.TokenResponse
	request := map[string]any{"client_id": "orders", "client_secret": "orders-secret-1815", "grant_type": "client_credentials", "region": "eu"}
	if err := client.Request(ctx, http.MethodPost, "/v1/oauth2/token", request, &machine); err != nil {
		t.Fatal(err)
	}
	if token, err := client.M2M.AuthenticateToken(ctx, machine.AccessToken); err != nil || token.CustomClaims["tenant"] != "acme" || token.CustomClaims["region"] != "eu" {
		t.Errorf("the claims of a machine: %+v, %v", token, err)
	}
	metadata := map[string]any{}
	if err := client.Request(ctx, http.MethodGet, "/.well-known/oauth-authorization-server", nil, &metadata); err != nil {
		t.Fatal(err)
	}
	if metadata["authorization_endpoint"] != "https://app.example/consent" || metadata["registration_endpoint"] == nil {
		t.Errorf("the metadata of the authorization server: %v", metadata)
	}
	for _, test := range []struct {
		setting string
		want    api.ErrorType
		call    func() error
	}{
		{"redirect_urls", api.ErrorTypeNoMatchForProvidedMagicLinkURL, func() error {
			_, err := client.MagicLinks.Email.Send(ctx, magiclinks.EmailSendRequest{Email: "ada@example.com", LoginMagicLinkURL: "https://evil.example"})
			return err
		}},
		{"email_templates", api.ErrorTypeEmailTemplateNotFound, func() error {
			_, err := client.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: "ada@example.com", LoginTemplateID: "other"})
			return err
		}},
		{"country_codes", api.ErrorTypeInvalidPhoneNumberCountryCode, func() error {
			_, err := client.OTP.SMS.LoginOrCreate(ctx, otp.SMSLoginOrCreateRequest{PhoneNumber: "+4915123456789"})
			return err
		}},
		{"unsubscribed_phone_numbers", api.ErrorTypeUnsubscribedPhoneNumber, func() error {
			_, err := client.OTP.SMS.LoginOrCreate(ctx, otp.SMSLoginOrCreateRequest{PhoneNumber: "+14155550199"})
			return err
		}},
		{"allowed_emails", api.ErrorTypeEmailNotInAllowlist, func() error {
			_, err := client.OTP.Email.LoginOrCreate(ctx, otp.EmailLoginOrCreateRequest{Email: "ada@elsewhere.example"})
			return err
		}},
		{"denied_emails", api.ErrorTypeEmailInDenylist, func() error {
			_, err := client.OTP.Email.LoginOrCreate(ctx, otp.EmailLoginOrCreateRequest{Email: "spam@example.com"})
			return err
		}},
		{"inactive_emails", api.ErrorTypeInactiveEmail, func() error {
			_, err := client.OTP.Email.LoginOrCreate(ctx, otp.EmailLoginOrCreateRequest{Email: "gone@example.com"})
			return err
		}},
		{"oauth_providers", api.ErrorTypeOAuthConfigNotFound, func() error {
			_, err := client.OAuth.Attach(ctx, oauth.AttachRequest{Provider: "slack", UserID: created.UserID})
			return err
		}},
		{"password_policy", api.ErrorTypeWeakPassword, func() error {
			_, err := client.Passwords.Create(ctx, passwords.CreateRequest{Email: "grace@example.com", Password: "unusual staple of horses"})
			return err
		}},
		{"max_session_duration", api.ErrorTypeInvalidSessionDuration, func() error {
			_, err := client.Passwords.Authenticate(ctx, passwords.AuthenticateRequest{Email: "ada@example.com", Password: strong, SessionDurationMinutes: 24*60 + 1})
			return err
		}},
		{"embeddable_magic_links", "", func() error {
			_, err := client.MagicLinks.Create(ctx, magiclinks.CreateRequest{UserID: created.UserID})
			return err
		}},
		{"impersonation", "", func() error {
			_, err := client.Impersonation.Authenticate(ctx, impersonation.AuthenticateRequest{ImpersonationToken: strings.Repeat("a", 44)})
			return err
		}},
		{"sandbox", api.ErrorTypeOAuthTokenNotFound, func() error {
			_, err := client.OAuth.Authenticate(ctx, oauth.AuthenticateRequest{Token: "hdPVZHHX0UoRa7hJTuuPHi1vlddffSnoweRbVFf5-H8g"})
			return err
		}},
		{"rate_limits", api.ErrorTypeTooManyRequests, func() error {
			var err error
			for range 3 {
				_, sent := client.MagicLinks.Email.Send(ctx, magiclinks.EmailSendRequest{Email: "ada@example.com"})
				err = errors.Join(err, sent)
			}
			return err
		}},
		// The last one: it locks the user.
		{"user_lock", api.ErrorTypeUserLockLimitReached, func() error {
			var err error
			for range 4 {
				_, err = client.Passwords.Authenticate(ctx, passwords.AuthenticateRequest{Email: "ada@example.com", Password: "wrong"})
			}
			return err
		}},
	} {
		if err := test.call(); err == nil || test.want != "" && !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %s", test.setting, err, test.want)
		}
	}
}

// A trusted token profile accepts tokens signed by a key of its set.
func TestSettings_trustedTokenProfile(t *testing.T) {
	t.Parallel()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	set, err := json.Marshal(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: key.Public(), KeyID: "k1", Algorithm: "ES256"}}})
	if err != nil {
		t.Fatal(err)
	}
	client := serveSeed(t, `{
		"users": [{"external_id": "employee-1", "emails": [{"email": "ada@example.com"}]}],
		"trusted_token_profiles": [{"profile_id": "partner", "issuer": "https://idp.example.com", "audience": "stytch", "jwks": `+string(set)+`}]
	}`)
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: key, KeyID: "k1"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	token, err := jwt.Signed(signer).Claims(map[string]any{
		"iss": "https://idp.example.com", "aud": "stytch", "sub": "employee-1", "jti": "t-1", "exp": time.Now().Add(time.Minute).Unix(),
	}).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	got, err := client.Sessions.Attest(t.Context(), sessions.AttestRequest{ProfileID: "partner", Token: token, SessionDurationMinutes: 60})
	if err != nil || got.User.ExternalID != "employee-1" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestSettings_errors(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, content, want string }{
		{"redirect URL", `{"redirect_urls": [{"url": "foo"}]}`, `seed.json: redirect URL 0, "foo": it is not an absolute URL`},
		{"purpose", `{"redirect_urls": [{"url": "https://app.example", "for": ["log-in"]}]}`, `seed.json: redirect URL 0, "https://app.example": it has an unknown purpose`},
		{"provider", `{"oauth_providers": ["myspace"]}`, `seed.json: unknown OAuth provider "myspace"`},
		{"lock", `{"user_lock": {"failures": 1000}}`, "seed.json: a user lock comes after 1 to 100 failures"},
		{"short sessions", `{"max_session_duration": "30s"}`, "seed.json: sessions last from 5 to 527040 minutes"},
		{"duration", `{"max_session_duration": 60}`, `seed.json:1: /max_session_duration: must be a duration such as "90s"`},
		{"claim", `{"m2m_claims": {"a": ["x", {"b": "{{ user.name }}"}]}}`, "seed.json: /m2m_claims/a/1/b: {{ user.name }} must look like {{ request.tenant }}"},
		{"claim without a name", `{"m2m_claims": {"a": "{{ request }}"}}`, "seed.json: /m2m_claims/a: {{ request }} must look like"},
		{"unknown", `{"redirect_url": "https://app.example"}`, "seed.json:1: /redirect_url: unknown field"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := newProject(writeSeed(t, test.content), slog.New(slog.DiscardHandler))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %s", err, test.want)
			}
		})
	}
	s := writeSeed(t, `{"redirect_urls": [{"url": "https://app.example"}]}`)
	s.redirectURLs = []string{"https://other.example"}
	if _, err := newProject(s, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), "-redirect-url is set too") {
		t.Error(err)
	}
}
