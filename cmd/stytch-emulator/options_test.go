package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// counterparts lists how the program sets what an option of stytchtest sets: by a flag, which begins with a hyphen, or a
// member of the -seed file.
var counterparts = map[string]string{
	"WithAddr":                      "-addr",
	"WithTLS":                       "-tls",
	"WithURLIssuer":                 "-base-url-issuer",
	"WithProjectID":                 "-project-id",
	"WithSecret":                    "-secret",
	"WithTime":                      "-time",
	"WithDeterministicIDs":          "-deterministic-ids",
	"WithWebhooks":                  "-webhook-url",
	"WithUsers":                     "users",
	"WithM2MClients":                "m2m_clients",
	"WithM2MClaims":                 "m2m_claims",
	"WithConnectedApps":             "connected_apps",
	"WithFingerprints":              "fingerprints",
	"WithPasswordPolicy":            "password_policy",
	"WithRedirectURLs":              "redirect_urls",
	"WithRedirectURL":               "redirect_urls",
	"WithTemplates":                 "email_templates",
	"WithCountryCodes":              "country_codes",
	"WithAllowedEmails":             "allowed_emails",
	"WithDeniedEmails":              "denied_emails",
	"WithInactiveEmails":            "inactive_emails",
	"WithUnsubscribedPhones":        "unsubscribed_phone_numbers",
	"WithoutEmbeddableMagicLinks":   "embeddable_magic_links",
	"WithoutImpersonation":          "impersonation",
	"WithoutSandbox":                "sandbox",
	"WithRateLimits":                "rate_limits",
	"WithOAuthProviders":            "oauth_providers",
	"WithMaxSessionDuration":        "max_session_duration",
	"WithUserLock":                  "user_lock",
	"WithRequiredUserVerification":  "require_user_verification",
	"WithRBACPolicy":                "rbac_policy",
	"WithUserInfo":                  "user_info_url",
	"WithAuthorizationEndpoint":     "authorization_endpoint",
	"WithDynamicClientRegistration": "dynamic_client_registration",
	"WithTrustedTokenProfile":       "trusted_token_profiles",
}

// withoutCounterpart gives the reason for each option that the program has none for.
var withoutCounterpart = map[string]string{
	"WithPublicToken": "it follows from -project-id, so that a program in a browser can be configured once",
	"WithLogger":      "the program always logs to standard error",
	"WithMiddleware":  "it is Go code; a proxy in front of the program does the same",
}

// What a test can set, a program in any language can set, or there is a reason why not.
func TestOptions_haveCounterparts(t *testing.T) {
	t.Parallel()
	options := optionsOfLibrary(t)
	if len(options) < 30 {
		t.Fatalf("stytchtest has only the options %q", options)
	}
	flags, members := newFlags(&settings{}), membersOf(reflect.TypeFor[seedFile]())
	used := map[string]bool{}
	for _, option := range options {
		counterpart, found := counterparts[option]
		name, isFlag := strings.CutPrefix(counterpart, "-")
		switch {
		case found && withoutCounterpart[option] != "":
			t.Errorf("%s is in both tables", option)
		case !found && withoutCounterpart[option] == "":
			t.Errorf("%s has neither a counterpart in the program nor a reason why not", option)
		case found && isFlag && flags.Lookup(name) == nil:
			t.Errorf("%s: there is no flag %s", option, counterpart)
		case found && !isFlag && !members[counterpart]:
			t.Errorf("%s: the -seed file has no member %s", option, counterpart)
		}
		used[counterpart] = true
	}
	for table, names := range map[string]map[string]string{"counterparts": counterparts, "withoutCounterpart": withoutCounterpart} {
		for name := range names {
			if !strings.Contains(" "+strings.Join(options, " ")+" ", " "+name+" ") {
				t.Errorf("%s has %s, which is no option of stytchtest", table, name)
			}
		}
	}
	for member := range members {
		if !used[member] {
			t.Errorf("the -seed file has %s, which no option of stytchtest sets", member)
		}
	}
}

// optionsOfLibrary lists the functions of stytchtest that return an Option.
func optionsOfLibrary(t *testing.T) []string {
	t.Helper()
	sources, err := filepath.Glob("../../stytchtest/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var options []string
	for _, source := range sources {
		file, err := parser.ParseFile(token.NewFileSet(), source, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, declared := range file.Decls {
			f, ok := declared.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !f.Name.IsExported() || f.Type.Results == nil || strings.HasSuffix(source, "_test.go") {
				continue
			}
			if result, ok := f.Type.Results.List[0].Type.(*ast.Ident); ok && result.Name == "Option" {
				options = append(options, f.Name.Name)
			}
		}
	}
	return options
}

// membersOf lists the names of the JSON members of a struct.
func membersOf(file reflect.Type) map[string]bool {
	members := map[string]bool{}
	for _, field := range reflect.VisibleFields(file) {
		if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name != "" {
			members[name] = true
		}
	}
	return members
}
