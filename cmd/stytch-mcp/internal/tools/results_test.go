package tools

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
)

// Every tool that sends a code can create the user, and reports it.
func TestCodeToNewUser(t *testing.T) {
	t.Parallel()
	h := newHarness(t, Options{})
	for tool, arguments := range map[string]object{
		"stytch_otp_sms_send":      {"phone_number": "+14155550123", "create_user": true},
		"stytch_otp_whatsapp_send": {"phone_number": "+14155550124", "create_user": true},
		"stytch_otp_email_send":    {"email": "ada@example.com", "create_user": true, "locale": "fr"},
	} {
		sent := h.ok(tool, arguments)
		if sent["user_created"] != true {
			t.Errorf("%s: %v", tool, sent)
		}
		if summary := textOf(h.call(tool, arguments)); strings.Contains(summary, "a new user") {
			t.Errorf("%s: the second time the user is new again: %s", tool, summary)
		}
	}
}

func TestEmulatorMessages(t *testing.T) {
	t.Parallel()
	h := newHarness(t, Options{})
	h.ok("stytch_otp_email_send", object{"email": "ada@example.com", "create_user": true})
	h.ok("stytch_magic_link_email_send", object{"email": "ada@example.com"})
	h.ok("stytch_magic_link_email_login_or_create", object{"email": "bob@example.com"})
	for _, test := range []struct {
		arguments object
		want      []any
	}{
		{object{}, []any{"magic_link_signup", "magic_link_login", "otp_email"}},
		{object{"limit": 2}, []any{"magic_link_signup", "magic_link_login"}},
		{object{"to": "ada@example.com"}, []any{"magic_link_login", "otp_email"}},
		{object{"to": "carol@example.com"}, []any{}},
	} {
		got := []any{}
		messages, _ := h.ok(inboxTool, test.arguments)["messages"].([]any)
		for _, message := range messages {
			got = append(got, message.(object)["kind"])
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%v (-want +got):\n%s", test.arguments, diff)
		}
	}
}

func TestPasswordStrengthCheck(t *testing.T) {
	t.Parallel()
	h := newHarness(t, Options{})
	luds := newHarness(t, Options{}, stytchtest.WithPasswordPolicy(stytchtest.PasswordPolicy{LUDS: true}))
	for name, test := range map[string]struct {
		harness   *harness
		arguments object
		summary   string
		want      object
	}{
		"strong": {
			h, object{"password": "an-unusual-phrase-1815", "email": "ada@example.com"},
			"The password would be accepted and is in no known breach.",
			object{"valid_password": true, "breached_password": false, "strength_policy": "zxcvbn"},
		},
		"breached": {
			h, object{"password": "password", "email": "ada@example.com"},
			"The password would be rejected and is in a known breach.",
			object{"valid_password": false, "breached_password": true, "strength_policy": "zxcvbn"},
		},
		"without an email": {
			h, object{"password": "an-unusual-phrase-1815"},
			"The password would be accepted. Breaches count only when an email is given.",
			object{"valid_password": true, "breached_password": false, "strength_policy": "zxcvbn"},
		},
		"luds": {
			luds, object{"password": "abc"},
			"The password would be rejected. Breaches count only when an email is given.",
			object{"valid_password": false, "breached_password": false, "strength_policy": "luds", "missing": object{"characters": 5.0, "complexity": 2.0}},
		},
	} {
		got := test.harness.ok("stytch_password_strength_check", test.arguments)
		if diff := cmp.Diff(test.want, got, cmpopts.IgnoreMapEntries(func(name string, _ any) bool {
			return name == "score" || name == "warning" || name == "suggestions"
		})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if summary, _, _ := strings.Cut(textOf(test.harness.call("stytch_password_strength_check", test.arguments)), "\n"); summary != test.summary {
			t.Errorf("%s: %s", name, summary)
		}
	}
}

// The OAuth 2.0 endpoints take forms.
func TestRequestForm(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		answer, err := json.Marshal(object{"token_type": r.Header.Get("Content-Type"), "scope": r.FormValue("scope")})
		if err != nil {
			t.Error(err)
		}
		_, _ = w.Write(answer)
	}))
	t.Cleanup(srv.Close)
	client, err := stytch.New(testProject, "secret", stytch.WithBaseURL(srv.URL))
	if err != nil {
		t.Fatal(err)
	}
	h := connect(t, nil, client, Options{})
	const path = "/v1/public/" + testProject + "/oauth2/token"
	got := h.ok("stytch_request", object{"method": "POST", "path": path, "body": object{"scope": "read:books write:books"}})
	want := object{"response": object{"token_type": "application/x-www-form-urlencoded", "scope": "read:books write:books"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	text := h.fails("stytch_request", object{"method": "POST", "path": path, "body": object{"scope": 1}})
	if want := "- body: is sent as a form here, so its values must be strings"; !strings.Contains(text, want) {
		t.Errorf("the result does not contain %q:\n%s", want, text)
	}
}

// The project's policy decides an authorization check.
func TestAuthorizationCheck(t *testing.T) {
	t.Parallel()
	h := newHarness(t, Options{}, stytchtest.WithRBACPolicy(api.RBACPolicy{
		Resources: []api.RBACPolicyResource{{ResourceID: "documents", Actions: []string{"write"}}},
		Roles: []api.RBACPolicyRole{
			{RoleID: "editor", Permissions: []api.RBACPermission{{ResourceID: "documents", Actions: []string{"write"}}}},
		},
	}))
	login := h.ok("stytch_password_create", object{"email": "ada@example.com", "password": "an-unusual-phrase-1815", "session_duration_minutes": 60})
	text := h.fails("stytch_session_authenticate", object{
		"session_token":       login["session_token"],
		"authorization_check": object{"resource_id": "documents", "action": "write"},
	})
	for _, want := range []string{"consumer_session_authorization_error (HTTP 403)", "The roles of the user do not grant this action"} {
		if !strings.Contains(text, want) {
			t.Errorf("the result does not contain %q:\n%s", want, text)
		}
	}
	h.ok("stytch_user_update", object{"user_id": login["user_id"], "roles": []any{"editor"}})
	result := h.call("stytch_session_authenticate", object{
		"session_token":       login["session_token"],
		"authorization_check": object{"resource_id": "documents", "action": "write"},
	})
	if got := textOf(result); !strings.Contains(got, "Its user is authorized.") {
		t.Errorf("the result does not say that the user is authorized:\n%s", got)
	}
	text = h.fails("stytch_session_authenticate", object{
		"session_token":       login["session_token"],
		"authorization_check": object{"resource_id": "documents"},
	})
	if want := "- authorization_check.action: is missing. Action on it, e.g. write"; !strings.Contains(text, want) {
		t.Errorf("the result does not contain %q:\n%s", want, text)
	}
}
