package stytchtest_test

import (
	"crypto"
	"crypto/ed25519"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

func ExampleWithTLS() {
	srv := stytchtest.NewServer(t, stytchtest.WithTLS())
	_, err := srv.Client().Users.Search(t.Context(), users.SearchRequest{})
	fmt.Println(strings.HasPrefix(srv.URL(), "https://"), err)
	// Output: true <nil>
}

func ExampleWithAddr() {
	srv := stytchtest.NewServer(t, stytchtest.WithAddr("localhost:0"))
	fmt.Println(strings.HasPrefix(srv.URL(), "http://"))
	// Output: true
}

func ExampleWithMiddleware() {
	srv := stytchtest.NewServer(t, stytchtest.WithMiddleware(func(api http.Handler) http.Handler {
		mux := http.NewServeMux()
		mux.Handle("/v1/", api)
		mux.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "fine") })
		return mux
	}))
	answer := httptest.NewRecorder()
	srv.Handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/health", nil))
	fmt.Println(answer.Body)
	// Output: fine
}

func ExampleWithProjectID() {
	srv := stytchtest.NewServer(t, stytchtest.WithProjectID("project-live-11111111-1111-4111-8111-111111111111"))
	fmt.Println(srv.Client().Env())
	// Output: live
}

func ExampleWithSecret() {
	srv := stytchtest.NewServer(t, stytchtest.WithSecret("secret-test-for-all-of-us"))
	fmt.Println(srv.Secret())
	// Output: secret-test-for-all-of-us
}

func ExampleWithLogger() {
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == "operation" || a.Key == "status" {
				return a
			}
			return slog.Attr{}
		},
	}))
	srv := stytchtest.NewServer(t, stytchtest.WithLogger(logger))
	if _, err := srv.Client().Users.Search(t.Context(), users.SearchRequest{}); err != nil {
		t.Fatal(err)
	}
	// Output: operation=users.search status=200
}

func ExampleWithTime() {
	srv := stytchtest.NewServer(t, stytchtest.WithTime(time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC)))
	created, err := srv.Client().Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(created.User.CreatedAt.Format(time.DateOnly))
	// Output: 2027-01-01
}

func ExampleWithDeterministicIDs() {
	a := stytchtest.NewServer(t, stytchtest.WithDeterministicIDs(1))
	b := stytchtest.NewServer(t, stytchtest.WithDeterministicIDs(1))
	fmt.Println(a.ProjectID() == b.ProjectID())
	// Output: true
}

func ExampleWithUsers() {
	srv := stytchtest.NewServer(t, stytchtest.WithUsers(stytchtest.User{
		User: api.User{
			ExternalID: "crm-1",
			Emails:     []api.UserEmail{{Email: "ada@example.com", Verified: true}},
		},
		PlainPassword: "unusual staple of horses",
	}))
	login, err := srv.Client().Passwords.Authenticate(t.Context(), passwords.AuthenticateRequest{
		Email: "ada@example.com", Password: "unusual staple of horses",
	})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(login.User.ExternalID)
	// Output: crm-1
}

func ExampleWithPasswordPolicy() {
	srv := stytchtest.NewServer(t, stytchtest.WithPasswordPolicy(stytchtest.PasswordPolicy{LUDS: true, MinLength: 10, MinComplexity: 3}))
	check, err := srv.Client().Passwords.StrengthCheck(t.Context(), passwords.StrengthCheckRequest{Password: "horses9"})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(check.ValidPassword, check.Feedback.LUDSRequirements.MissingCharacters, check.Feedback.LUDSRequirements.MissingComplexity)
	// Output: false 3 1
}

// link sends a magic link that leads to a URL.
func link(srv *stytchtest.Server, url string) error {
	_, err := srv.Client().MagicLinks.Email.LoginOrCreate(t.Context(), magiclinks.EmailLoginOrCreateRequest{
		Email: "ada@example.com", SignupMagicLinkURL: url, LoginMagicLinkURL: url,
	})
	return err
}

func ExampleWithRedirectURLs() {
	srv := stytchtest.NewServer(t, stytchtest.WithRedirectURLs("https://app.example.com/authenticate", "https://*.preview.example.com/authenticate"))
	fmt.Println(link(srv, "https://pr-7.preview.example.com/authenticate"))
	fmt.Println(errors.Is(link(srv, "https://evil.example.org/authenticate"), api.ErrorTypeNoMatchForProvidedMagicLinkURL))
	// Output:
	// <nil>
	// true
}

func ExampleWithRedirectURL() {
	srv := stytchtest.NewServer(t, stytchtest.WithRedirectURL("https://app.example.com/login", stytchtest.RedirectLogin))
	fmt.Println(errors.Is(link(srv, ""), api.ErrorTypeNoSignupRedirectURLsSet))
	// Output: true
}

func ExampleWithTemplates() {
	srv := stytchtest.NewServer(t, stytchtest.WithTemplates("welcome"))
	_, err := srv.Client().OTP.Email.LoginOrCreate(t.Context(), otp.EmailLoginOrCreateRequest{Email: "ada@example.com", SignupTemplateID: "welcom"})
	fmt.Println(errors.Is(err, api.ErrorTypeEmailTemplateNotFound))
	// Output: true
}

// text sends a passcode by SMS.
func text(srv *stytchtest.Server, number string) error {
	_, err := srv.Client().OTP.SMS.LoginOrCreate(t.Context(), otp.SMSLoginOrCreateRequest{PhoneNumber: number})
	return err
}

func ExampleWithCountryCodes() {
	srv := stytchtest.NewServer(t, stytchtest.WithCountryCodes("1", "49"))
	fmt.Println(text(srv, "+4930123456"))
	fmt.Println(errors.Is(text(srv, "+442071838750"), api.ErrorTypeInvalidPhoneNumberCountryCode))
	// Output:
	// <nil>
	// true
}

func ExampleWithUnsubscribedPhones() {
	srv := stytchtest.NewServer(t, stytchtest.WithUnsubscribedPhones("+14155550123"))
	fmt.Println(errors.Is(text(srv, "+14155550123"), api.ErrorTypeUnsubscribedPhoneNumber))
	// Output: true
}

func ExampleWithAllowedEmails() {
	srv := stytchtest.NewServer(t, stytchtest.WithAllowedEmails("example.org"))
	fmt.Println(errors.Is(link(srv, ""), api.ErrorTypeEmailNotInAllowlist))
	// Output: true
}

func ExampleWithDeniedEmails() {
	srv := stytchtest.NewServer(t, stytchtest.WithDeniedEmails("ada@example.com"))
	fmt.Println(errors.Is(link(srv, ""), api.ErrorTypeEmailInDenylist))
	// Output: true
}

func ExampleWithInactiveEmails() {
	srv := stytchtest.NewServer(t, stytchtest.WithInactiveEmails("ada@example.com"))
	fmt.Println(errors.Is(link(srv, ""), api.ErrorTypeInactiveEmail))
	// Output: true
}

func ExampleWithoutEmbeddableMagicLinks() {
	srv := stytchtest.NewServer(t, stytchtest.WithoutEmbeddableMagicLinks())
	_, err := srv.Client().MagicLinks.Create(t.Context(), magiclinks.CreateRequest{UserID: "crm-1"})
	fmt.Println(errors.Is(err, api.ErrorTypeEnterpriseEndpoint))
	// Output: true
}

func ExampleWithoutSandbox() {
	srv := stytchtest.NewServer(t, stytchtest.WithoutSandbox())
	_, err := srv.Client().MagicLinks.Authenticate(t.Context(), magiclinks.AuthenticateRequest{Token: "DOYoip3rvIMMW5lgItikFK-Ak1CfMsgjuiCyI7uuU94="})
	fmt.Println(errors.Is(err, api.ErrorTypeMagicLinkNotFound))
	// Output: true
}

func ExampleWithRateLimits() {
	srv := stytchtest.NewServer(t, stytchtest.WithRateLimits(), stytchtest.WithTime(time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC)))
	if err := link(srv, ""); err != nil {
		t.Fatal(err)
	}
	fmt.Println(len(srv.Messages()))
	srv.Advance(time.Second)
	if err := link(srv, ""); err != nil {
		t.Fatal(err)
	}
	fmt.Println(len(srv.Messages()))
	// Output:
	// 1
	// 2
}

func ExampleWithOAuthProviders() {
	srv := stytchtest.NewServer(t, stytchtest.WithOAuthProviders("google"))
	_, err := srv.Client().OAuth.Attach(t.Context(), oauth.AttachRequest{Provider: "github", UserID: "crm-1"})
	fmt.Println(errors.Is(err, api.ErrorTypeOAuthConfigNotFound))
	// Output: true
}

func ExampleWithMaxSessionDuration() {
	srv := stytchtest.NewServer(t, stytchtest.WithMaxSessionDuration(time.Hour))
	_, err := srv.Client().Passwords.Create(t.Context(), passwords.CreateRequest{
		Email: "ada@example.com", Password: "unusual staple of horses", SessionDurationMinutes: 120,
	})
	fmt.Println(errors.Is(err, api.ErrorTypeInvalidSessionDuration))
	// Output: true
}

func ExampleWithUserLock() {
	srv := stytchtest.NewServer(t, stytchtest.WithUserLock(1, 5*time.Minute), stytchtest.WithUsers(stytchtest.User{
		User:          api.User{Emails: []api.UserEmail{{Email: "ada@example.com"}}},
		PlainPassword: "unusual staple of horses",
	}))
	try := func(password string) error {
		_, err := srv.Client().Passwords.Authenticate(t.Context(), passwords.AuthenticateRequest{Email: "ada@example.com", Password: password})
		return err
	}
	fmt.Println(errors.Is(try("a guess"), api.ErrorTypeUnauthorizedCredentials))
	fmt.Println(errors.Is(try("unusual staple of horses"), api.ErrorTypeUserLockLimitReached))
	srv.Advance(5 * time.Minute)
	fmt.Println(try("unusual staple of horses"))
	// Output:
	// true
	// true
	// <nil>
}

func ExampleWithRBACPolicy() {
	srv := stytchtest.NewServer(t, stytchtest.WithRBACPolicy(api.RBACPolicy{
		Resources: []api.RBACPolicyResource{{ResourceID: "documents", Actions: []string{"read", "write"}}},
		Roles:     []api.RBACPolicyRole{{RoleID: "editor", Permissions: []api.RBACPermission{{ResourceID: "documents", Actions: []string{"*"}}}}},
	}))
	created, err := srv.Client().Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com", Roles: []string{"editor"}})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(created.User.Roles)
	// Output: [stytch_user editor]
}

func ExampleWithUserInfo() {
	srv := stytchtest.NewServer(t, stytchtest.WithUserInfo(func(token string) (string, error) {
		if token != "a session of the former provider" {
			return "", errors.New("unknown token")
		}
		return "ada@example.com", nil
	}))
	client := srv.Client()
	if _, err := client.Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"}); err != nil {
		t.Fatal(err)
	}
	login, err := client.Sessions.Migrate(t.Context(), sessions.MigrateRequest{
		SessionToken: "a session of the former provider", SessionDurationMinutes: 60,
	})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(login.Session.AuthenticationFactors[0].Type)
	// Output: imported
}

func ExampleWithTrustedTokenProfile() {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	srv := stytchtest.NewServer(t,
		stytchtest.WithTrustedTokenProfile(stytchtest.TrustedTokenProfile{
			ID: "our-idp", Issuer: "https://idp.example.com", Audience: "stytch", Keys: map[string]crypto.PublicKey{"k1": public},
		}),
		stytchtest.WithUsers(stytchtest.User{User: api.User{ExternalID: "employee-1", Emails: []api.UserEmail{{Email: "ada@example.com"}}}}),
	)

	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.EdDSA, Key: jose.JSONWebKey{Key: private, KeyID: "k1"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	token, err := jwt.Signed(signer).Claims(jwt.Claims{
		Issuer: "https://idp.example.com", Audience: jwt.Audience{"stytch"}, Subject: "employee-1", ID: "token-1",
		Expiry: jwt.NewNumericDate(srv.Now().Add(time.Minute)),
	}).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	login, err := srv.Client().Sessions.Attest(t.Context(), sessions.AttestRequest{ProfileID: "our-idp", Token: token})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(login.User.ExternalID)
	// Output: employee-1
}

func ExampleWithM2MClients() {
	srv := stytchtest.NewServer(t, stytchtest.WithM2MClients(stytchtest.M2MClient{
		ClientID: "orders", ClientSecret: "orders-secret-1815", Scopes: []string{"read:users"},
	}))
	token, err := srv.Client().M2M.Token(t.Context(), m2m.TokenRequest{ClientID: "orders", ClientSecret: "orders-secret-1815"})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(token.ExpiresIn)
	// Output: 3600
}

func ExampleWithM2MClaims() {
	srv := stytchtest.NewServer(t,
		stytchtest.WithM2MClients(stytchtest.M2MClient{ClientID: "orders", ClientSecret: "orders-secret-1815", TrustedMetadata: map[string]any{"team": "sales"}}),
		stytchtest.WithM2MClaims(func(client api.M2MClient, _ map[string]any) map[string]any {
			return map[string]any{"team": client.TrustedMetadata["team"]}
		}))
	client := srv.Client()
	got, err := client.M2M.Token(t.Context(), m2m.TokenRequest{ClientID: "orders", ClientSecret: "orders-secret-1815"})
	if err != nil {
		t.Fatal(err)
	}
	token, err := client.M2M.AuthenticateToken(t.Context(), got.AccessToken)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(token.CustomClaims["team"])
	// Output: sales
}
