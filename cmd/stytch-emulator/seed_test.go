package main

import (
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/fraud"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/totp"
	"github.com/flymyai/stytch-go/users"
)

// writeSeed writes a seed file and returns the settings that name it.
func writeSeed(t *testing.T, content string) *settings {
	t.Helper()
	name := filepath.Join(t.TempDir(), "seed.json")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return &settings{seed: name}
}

// documentedSeed is the example in the command's documentation.
func documentedSeed(t *testing.T) string {
	t.Helper()
	source, err := os.ReadFile("main.go")
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile(`(?ms)^//\t\{\n.*?^//\t\}\n`).FindString(string(source))
	return regexp.MustCompile("(?m)^//").ReplaceAllString(example, "")
}

// The example in the documentation works, and its user can log in.
func TestSeed_documented(t *testing.T) {
	t.Parallel()
	project, err := newProject(writeSeed(t, documentedSeed(t)), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(checked(t, project))
	t.Cleanup(srv.Close)
	client, err := stytch.New(project.ProjectID(), project.Secret(), stytch.WithBaseURL(srv.URL))
	if err != nil {
		t.Fatal(err)
	}
	page, err := client.Users.Search(t.Context(), users.SearchRequest{Query: users.And(users.PhoneNumber("+14155550123"))})
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Results) != 1 {
		t.Fatalf("%d users", len(page.Results))
	}
	ada := page.Results[0]
	if ada.UserID != "user-test-6f3d1a52-0c5e-4b0e-9d39-0b9f2d0c7a11" || ada.Name.LastName != "Lovelace" || ada.TrustedMetadata["plan"] != "engine" || len(ada.TOTPs) != 1 {
		t.Errorf("the user is %+v", ada)
	}
	if _, err := client.Passwords.Authenticate(t.Context(), passwords.AuthenticateRequest{Email: "ada@example.com", Password: "correct-horse-battery-staple"}); err != nil {
		t.Error(err)
	}
	if _, err := client.TOTP.RecoveryCodes(t.Context(), totp.RecoveryCodesRequest{UserID: ada.UserID}); err != nil {
		t.Error(err)
	}
	if _, err := client.M2M.Token(t.Context(), m2m.TokenRequest{ClientID: "orders", ClientSecret: "orders-secret-1815", Scope: "read:users"}); err != nil {
		t.Error(err)
	}
	if _, err := client.IDP.IntrospectToken(t.Context(), idp.IntrospectTokenRequest{
		Token: "x", ClientID: "connected-app-test-2f6f5d0e-51c6-4c3c-8a39-5d1f6a3f8b10", ClientSecret: "calendar-secret-1815",
	}); err != nil {
		t.Error(err)
	}
}

// The project has the devices and roles of the file.
func TestSeed_dashboard(t *testing.T) {
	t.Parallel()
	project, err := newProject(writeSeed(t, `{
		"fingerprints": [{"telemetry_id": "11111111-1111-4111-8111-111111111111", "action": "BLOCK"}],
		"rbac_policy": {"roles": [{"role_id": "editor", "permissions": []}]},
		"users": [{"emails": [{"email": "ada@example.com"}], "roles": ["editor"]}]
	}`), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(checked(t, project))
	t.Cleanup(srv.Close)
	client, err := stytch.New(project.ProjectID(), project.Secret(), stytch.WithBaseURL(srv.URL))
	if err != nil {
		t.Fatal(err)
	}
	lookup, err := client.Fraud.Fingerprint.Lookup(t.Context(), fraud.FingerprintLookupRequest{TelemetryID: "11111111-1111-4111-8111-111111111111"})
	if err != nil || lookup.Verdict.Action != "BLOCK" {
		t.Errorf("%+v, %v", lookup, err)
	}
	fetched, err := client.RBAC.Policy(t.Context())
	if err != nil || fetched.Policy.Roles[0].RoleID != "editor" {
		t.Errorf("%+v, %v", fetched, err)
	}
}

// Errors name the file and the field.
func TestSeed_errors(t *testing.T) {
	t.Parallel()
	const ada, grace = `{"emails": [{"email": "ada@example.com"}]}`, `{"phone_numbers": [{"phone_number": "+14155550123"}]}`
	const app = `{"client_type": "third_party", "client_id": "connected-app-test-11111111-1111-4111-8111-111111111111"}`
	for _, test := range []struct{ name, content, want string }{
		{"empty", "", "seed.json:1: not valid JSON: unexpected EOF"},
		{"no JSON", "{\n  users: []\n}", "seed.json:2: not valid JSON"},
		{"array", `[` + ada + `]`, "seed.json:1: must be an object"},
		{"unknown field", `{"people": []}`, "seed.json:1: /people: unknown field"},
		{"unknown field of a user", "{\"users\": [\n" + ada + ",\n{\"e-mail\": 1}\n]}", "seed.json:3: /users/1/e-mail: unknown field"},
		{"type", `{"users": [{"emails": "ada@example.com"}]}`, "seed.json:1: /users/0/emails: must be an array"},
		{"type below", `{"users": [{"emails": [{"email": true}]}]}`, "seed.json:1: /users/0/emails/0/email: must be a string"},
		{"time", `{"users": [{"created_at": "today"}]}`, "seed.json:1: /users/0/created_at: must be a time such as"},
		{"user twice", `{"users": [` + ada + `,` + grace + `,` + ada + `]}`, "seed.json: /users/2/emails: duplicate_email: A user already has the email address ada@example.com."},
		{"no address", `{"users": [` + ada + `, {"emails": [{"email": "ada"}]}]}`, `seed.json: /users/1/emails: invalid_email`},
		{"no number", `{"users": [` + grace + `, {"phone_numbers": [{"phone_number": "12"}]}]}`, `seed.json: /users/1/phone_numbers: invalid_phone_number`},
		{"no id", `{"users": [{"user_id": "ada", "emails": [{"email": "ada@example.com"}]}]}`, `seed.json: /users/0/user_id: invalid_id: "ada" is not of the form`},
		{"no external ID", `{"users": [{"external_id": "?", "emails": [{"email": "ada@example.com"}]}]}`, `seed.json: /users/0/external_id: `},
		{"unknown role", `{"users": [{"roles": ["queen"], "emails": [{"email": "ada@example.com"}]}]}`, `seed.json: /users/0/roles: `},
		{"no base32", `{"users": [{"totp_secret": "1", "emails": [{"email": "ada@example.com"}]}]}`, `seed.json: /users/0/totp_secret: the TOTP secret is not base32`},
		{"password without address", `{"users": [{"plain_password": "x", "phone_numbers": [{"phone_number": "+14155550123"}]}]}`, `seed.json: /users/0/plain_password: a password needs an email address`},
		{"status", `{"users": [{"status": "actve"}]}`, `seed.json: /users/0/status: must be active or pending`},
		{"locked", `{"users": [{"is_locked": true}]}`, `seed.json: /users/0/is_locked: a user cannot start locked`},
		{"missing password", `{"users": [{"password": {"requires_reset": false}}]}`, `seed.json: /users/0/password: plain_password is missing`},
		{"missing TOTP secret", `{"users": [` + ada + `, {"totps": [{"verified": true}]}]}`, `seed.json: /users/1/totps: totp_secret is missing`},
		{"client twice", `{"m2m_clients": [{"client_id": "a"}, {"client_id": "b"}, {"client_id": "a"}]}`, `seed.json: /m2m_clients/2/client_id: duplicate_m2m_client_id`},
		{"weak secret", `{"users": [` + ada + `], "m2m_clients": [{"client_id": "a", "client_secret": "short"}]}`, `seed.json: /m2m_clients/0/client_secret: insecure_m2m_client_secret`},
		{"no scope", `{"m2m_clients": [{"scopes": ["read users"]}]}`, `seed.json: /m2m_clients/0/scopes: invalid_m2m_client_scope`},
		{"status of a client", `{"m2m_clients": [{"status": "asleep"}]}`, `seed.json: /m2m_clients/0/status: invalid_m2m_client_status`},
		{"missing secret", `{"m2m_clients": [{"client_secret_last_four": "1815"}]}`, `seed.json: /m2m_clients/0/client_secret_last_four: client_secret is missing`},
		{"unknown field of a client", `{"m2m_clients": [{"secret": "x"}]}`, `seed.json:1: /m2m_clients/0/secret: unknown field`},
		{"app without a type", `{"connected_apps": [{}]}`, `seed.json: /connected_apps/0: invalid_connected_app_type`},
		{"app twice", `{"connected_apps": [` + app + `, ` + app + `]}`, `seed.json: /connected_apps/1: the client_id connected-app-test-11111111-1111-4111-8111-111111111111 is used twice`},
		{"ID of an app", `{"connected_apps": [{"client_type": "third_party", "client_id": "calendar"}]}`, `seed.json: /connected_apps/0: invalid_id`},
		{"secret of a public app", `{"connected_apps": [{"client_type": "third_party_public", "client_secret": "calendar-secret-1815"}]}`, `seed.json: /connected_apps/0: a public app has no client_secret`},
		{"short secret of an app", `{"connected_apps": [{"client_type": "third_party", "client_secret": "short"}]}`, `seed.json: /connected_apps/0: client_secret has fewer than 8 characters`},
		{"missing secret of an app", `{"connected_apps": [{"client_type": "third_party", "client_secret_last_four": "1815"}]}`, `seed.json: /connected_apps/0: client_secret is missing`},
		{"redirect URL of an app", `{"connected_apps": [{"client_type": "third_party", "redirect_urls": ["http://example.com"]}]}`, `seed.json: /connected_apps/0: connected_app_redirect_url_http_scheme_must_use_loopback`},
		{"unknown field of an app", `{"connected_apps": [{"name": "x"}]}`, `seed.json:1: /connected_apps/0/name: unknown field`},
		{"authorization endpoint", `{"authorization_endpoint": "app.example"}`, `seed.json: the authorization endpoint "app.example": it is not an absolute http or https URL`},
		{"user info", `{"user_info_url": "former.example"}`, "seed.json: /user_info_url: must be an absolute http or https URL"},
		{"profile without keys", `{"trusted_token_profiles": [{"profile_id": "p", "issuer": "i", "audience": "a"}]}`, "seed.json: /trusted_token_profiles/0: needs profile_id, issuer, audience and jwks"},
		{"key without an ID", `{"trusted_token_profiles": [{"profile_id": "p", "issuer": "i", "audience": "a", "jwks": {"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}}]}`,
			"seed.json: /trusted_token_profiles/0: every key of jwks needs a kid"},
		{"no key", `{"trusted_token_profiles": [{"jwks": {"keys": [{"kty": "X"}]}}]}`, "seed.json:1: /trusted_token_profiles/0/jwks/keys/0: "},
		{"telemetry ID", `{"fingerprints": [{}, {"telemetry_id": "x"}]}`, `seed.json: /fingerprints/1: the telemetry ID "x" is not a UUID`},
		{"unknown field of a fingerprint", `{"fingerprints": [{"verdict": "BLOCK"}]}`, "seed.json:1: /fingerprints/0/verdict: unknown field"},
		{"role without a policy", `{"users": [{"emails": [{"email": "ada@example.com"}], "roles": ["editor"]}]}`, "seed.json: /users/0/roles: invalid_rbac_role_id"},
		{"no factor", `{"users": [` + ada + `, {"name": {"first_name": "Grace"}}]}`, `seed.json: /users/1: the user has no email address, phone number or other factor`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := newProject(writeSeed(t, test.content), slog.New(slog.DiscardHandler))
			if err == nil {
				t.Fatal("nothing is wrong")
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %s", err, test.want)
			}
		})
	}
}

// The error does not name the file if the project cannot start without it either.
func TestSeed_otherCause(t *testing.T) {
	t.Parallel()
	s := writeSeed(t, `{"users": [{"emails": [{"email": "ada@example.com"}]}]}`)
	s.projectID = "p"
	if _, err := newProject(s, slog.New(slog.DiscardHandler)); err == nil || strings.Contains(err.Error(), "seed.json") {
		t.Error(err)
	}
}
