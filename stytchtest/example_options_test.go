package stytchtest_test

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
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
	response := httptest.NewRecorder()
	srv.Handler().ServeHTTP(response, httptest.NewRequest(http.MethodGet, "/health", nil))
	fmt.Println(response.Body)
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
