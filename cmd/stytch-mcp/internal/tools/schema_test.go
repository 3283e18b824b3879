package tools

import (
	"bytes"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
	"github.com/google/jsonschema-go/jsonschema"
)

// The tools as clients see them are kept in testdata, so that every change of a schema is visible.
func TestSnapshot(t *testing.T) {
	t.Parallel()
	h := newHarness(t, Options{})
	got, err := json.Marshal(h.list(), json.Deterministic(true), jsontext.WithIndent("  "))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "tools.json", string(got)+"\n")
}

// The same for the opt-in toolsets.
func TestOptionalSnapshot(t *testing.T) {
	t.Parallel()
	h := newHarness(t, Options{Tools: []string{"passkeys", "m2m", "connected_apps", "fraud"}})
	got, err := json.Marshal(h.list(), json.Deterministic(true), jsontext.WithIndent("  "))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "tools_optional.json", string(got)+"\n")
}

// Hosts show the model all tools in every conversation.
func TestListingFitsIntoContext(t *testing.T) {
	t.Parallel()
	const maxTokens, bytesPerToken = 9000, 4
	h := newHarness(t, Options{})
	list, err := h.session.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("tools/list has %d bytes, about %d tokens", len(data), len(data)/bytesPerToken)
	if tokens := (len(data) + bytesPerToken - 1) / bytesPerToken; tokens > maxTokens {
		t.Errorf("tools/list takes about %d tokens, more than %d", tokens, maxTokens)
	}
}

func TestAnnotations(t *testing.T) {
	t.Parallel()
	type hints struct{ ReadOnly, Destructive, Idempotent, OpenWorld bool }
	var (
		reads      = hints{ReadOnly: true, Idempotent: true}
		adds       = hints{}
		sends      = hints{OpenWorld: true}
		overwrites = hints{Destructive: true, Idempotent: true}
		// These tools, or one of their arguments, attach a factor or change a session.
		guarded      = hints{Destructive: true}
		guardedSends = hints{Destructive: true, OpenWorld: true}
	)
	want := map[string]hints{
		"stytch_user_create":                      adds,
		"stytch_user_get":                         reads,
		"stytch_user_search":                      reads,
		"stytch_user_update":                      overwrites,
		"stytch_user_delete":                      overwrites,
		"stytch_magic_link_email_send":            guardedSends,
		"stytch_magic_link_email_login_or_create": sends,
		"stytch_magic_link_authenticate":          guarded,
		"stytch_otp_sms_send":                     guardedSends,
		"stytch_otp_whatsapp_send":                guardedSends,
		"stytch_otp_email_send":                   guardedSends,
		"stytch_otp_authenticate":                 guarded,
		"stytch_password_create":                  adds,
		"stytch_password_authenticate":            guarded,
		"stytch_password_reset_start":             sends,
		"stytch_password_strength_check":          reads,
		"stytch_session_get":                      reads,
		"stytch_session_authenticate":             guarded,
		"stytch_session_revoke":                   overwrites,
		"stytch_totp_create":                      guarded,
		"stytch_totp_authenticate":                guarded,
		"stytch_oauth_authenticate":               guarded,
		"stytch_request":                          {Destructive: true, OpenWorld: true},
		"stytch_emulator_messages":                reads,
	}
	got := map[string]hints{}
	for _, tool := range newHarness(t, Options{}).list() {
		a := tool.Annotations
		got[tool.Name] = hints{a.ReadOnlyHint, *a.DestructiveHint, a.IdempotentHint, *a.OpenWorldHint}
		if a.Title == "" {
			t.Errorf("%s has no title", tool.Name)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("annotations (-want +got):\n%s", diff)
	}
}

// Hosts and models work best with plain schemas, and a model needs an example of each argument.
func TestInputSchemas(t *testing.T) {
	t.Parallel()
	for _, tool := range allTools() {
		if tool.input.Type != "object" || tool.input.OneOf != nil || tool.input.AnyOf != nil || tool.input.AllOf != nil {
			t.Errorf("%s: the schema is not a plain object", tool.name)
		}
		checkArguments(t, tool.name, tool.input)
	}
}

func checkArguments(t *testing.T, path string, s *jsonschema.Schema) {
	t.Helper()
	if !isFalse(s.AdditionalProperties) {
		t.Errorf("%s takes unknown arguments", path)
	}
	for name, property := range s.Properties {
		path := path + "." + name
		if property.Properties != nil {
			checkArguments(t, path, property)
		}
		description, example, found := strings.Cut(property.Description, "e.g. ")
		switch {
		case property.Description == "":
			t.Errorf("%s has no description", path)
		case found:
			if description == "" || strings.HasSuffix(description, ". ") {
				t.Errorf("%s: %q does not read well", path, property.Description)
			}
			example, _, _ = strings.Cut(example, ". ")
			for _, problem := range checkOne(name, property, exampleOf(t, property, example)) {
				t.Errorf("%s: the example does not fit: %s %s", path, problem.argument, problem.reason)
			}
		case len(property.Enum) == 0 && property.Type != "boolean":
			t.Errorf("%s has no example: %q", path, property.Description)
		}
		if property.Items != nil {
			property = property.Items
		}
		if property.Type == "string" && property.MaxLength == nil && property.Pattern == "" && len(property.Enum) == 0 {
			t.Errorf("%s is not bounded", path)
		}
	}
}

// exampleOf returns the value of the example in a description.
func exampleOf(t *testing.T, s *jsonschema.Schema, example string) any {
	t.Helper()
	if s.Type == "string" {
		return example
	}
	var value any
	if err := json.Unmarshal([]byte(example), &value); err != nil {
		t.Errorf("example %s: %v", example, err)
	}
	return value
}

func isFalse(s *jsonschema.Schema) bool {
	data, err := json.Marshal(s)
	return err == nil && bytes.Equal(data, []byte("false"))
}

// allTools returns the tools of every toolset, with both forms of stytch_request.
func allTools() []*tool {
	var all []*tool
	for _, set := range (&toolbox{inbox: emptyInbox}).toolsets(false) {
		all = append(all, set.tools...)
	}
	return append(all, (&toolbox{}).request(true)...)
}

func TestEitherOrIsExplained(t *testing.T) {
	t.Parallel()
	h := newHarness(t, Options{})
	descriptions := map[string]string{}
	for _, tool := range h.list() {
		descriptions[tool.Name] = tool.Description
	}
	for name, want := range map[string]string{
		"stytch_user_create":          "Give at least one of email and phone_number.",
		"stytch_session_revoke":       "Give exactly one of session_id, session_token, session_jwt and user_id.",
		"stytch_otp_authenticate":     "Give at most one of session_token and session_jwt.",
		"stytch_session_authenticate": "Give exactly one of session_token and session_jwt.",
	} {
		if !strings.HasSuffix(descriptions[name], want) {
			t.Errorf("%s: %q does not end with %q", name, descriptions[name], want)
		}
	}
}
