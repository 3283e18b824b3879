package tools

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/jsonschema-go/jsonschema"
)

// valid holds, for every tool, arguments that pass the checks. Tests derive bad arguments from them.
var valid = map[string]object{
	"stytch_user_create":                      {"email": "ada@example.com"},
	"stytch_user_get":                         {"user_id": "customer-1815"},
	"stytch_user_search":                      {"query": object{"email_address": []any{"ada@example.com"}}},
	"stytch_user_update":                      {"user_id": "customer-1815", "external_id": "customer-1816"},
	"stytch_user_delete":                      {"user_id": "customer-1815"},
	"stytch_magic_link_email_send":            {"email": "ada@example.com"},
	"stytch_magic_link_email_login_or_create": {"email": "ada@example.com"},
	"stytch_magic_link_authenticate":          {"token": "DOYoip3rvIMMW5lgItikFK"},
	"stytch_otp_sms_send":                     {"phone_number": "+14155550123"},
	"stytch_otp_whatsapp_send":                {"phone_number": "+14155550123"},
	"stytch_otp_email_send":                   {"email": "ada@example.com"},
	"stytch_otp_authenticate":                 {"method_id": "phone-number-test-1", "code": "123456"},
	"stytch_password_create":                  {"email": "ada@example.com", "password": "correct horse"},
	"stytch_password_authenticate":            {"email": "ada@example.com", "password": "correct horse"},
	"stytch_password_reset_start":             {"email": "ada@example.com"},
	"stytch_password_strength_check":          {"password": "correct horse"},
	"stytch_session_get":                      {"user_id": "customer-1815"},
	"stytch_session_authenticate":             {"session_token": "WJtR5BCy38Szd5AfoDpf0iqFKEt4EE5JhjlWUY7l3FtY"},
	"stytch_session_revoke":                   {"session_id": "session-test-1"},
	"stytch_totp_create":                      {"user_id": "customer-1815"},
	"stytch_totp_authenticate":                {"user_id": "customer-1815", "totp_code": "123456"},
	"stytch_oauth_authenticate":               {"token": "hdPVZHHX0UoRa7hJTuuPHi1vlddffSnoweRbVFf5"},
	"stytch_request":                          {"method": "GET", "path": "/v1/debug/whoami"},
	"stytch_emulator_messages":                {},

	"stytch_passkey_list":                       {"user_id": "customer-1815", "domain": "example.com"},
	"stytch_passkey_register_start":             {"user_id": "customer-1815", "domain": "example.com"},
	"stytch_passkey_register":                   {"user_id": "customer-1815", "public_key_credential": "{}"},
	"stytch_passkey_authenticate_start":         {"domain": "example.com"},
	"stytch_passkey_authenticate":               {"public_key_credential": "{}"},
	"stytch_passkey_rename":                     {"webauthn_registration_id": "webauthn-registration-test-1", "name": "Laptop"},
	"stytch_m2m_client_search":                  {},
	"stytch_m2m_client_get":                     {"client_id": "m2m-client-test-1"},
	"stytch_m2m_client_create":                  {"scopes": []any{"read:books"}},
	"stytch_m2m_client_update":                  {"client_id": "m2m-client-test-1", "client_name": "Billing"},
	"stytch_m2m_client_delete":                  {"client_id": "m2m-client-test-1"},
	"stytch_m2m_secret_rotate_start":            {"client_id": "m2m-client-test-1"},
	"stytch_m2m_secret_rotate":                  {"client_id": "m2m-client-test-1"},
	"stytch_m2m_secret_rotate_cancel":           {"client_id": "m2m-client-test-1"},
	"stytch_connected_app_search":               {},
	"stytch_connected_app_get":                  {"client_id": "connected-app-test-1"},
	"stytch_connected_app_create":               {"client_type": "first_party"},
	"stytch_connected_app_update":               {"client_id": "connected-app-test-1", "client_name": "Calendar"},
	"stytch_connected_app_delete":               {"client_id": "connected-app-test-1"},
	"stytch_connected_app_secret_rotate_start":  {"client_id": "connected-app-test-1"},
	"stytch_connected_app_secret_rotate":        {"client_id": "connected-app-test-1"},
	"stytch_connected_app_secret_rotate_cancel": {"client_id": "connected-app-test-1"},
	"stytch_user_connected_apps":                {"user_id": "customer-1815"},
	"stytch_user_connected_app_revoke":          {"user_id": "customer-1815", "connected_app_id": "connected-app-test-1"},
	"stytch_fraud_email_risk":                   {"email_address": "ada@example.com"},
	"stytch_fraud_fingerprint_lookup":           {"telemetry_id": "026ac93b"},
	"stytch_fraud_rule_list":                    {},
	"stytch_fraud_rule_set":                     {"action": "BLOCK", "country_code": "US"},
	"stytch_fraud_verdict_reason_list":          {},
	"stytch_fraud_verdict_reason_override":      {"verdict_reason": "VIRTUAL_MACHINE", "override_action": "ALLOW"},
}

// Every bad argument of every tool leads to a result that names the argument and the reason, and to no request.
func TestBadInput(t *testing.T) {
	t.Parallel()
	h := newHarness(t, Options{Tools: []string{everyTool}})
	megabyte := strings.Repeat("x", 1<<20)
	for _, tool := range allTools() {
		if tool.name == "stytch_request" && tool.effect == reads {
			continue // TestReadOnly has it
		}
		good, ok := valid[tool.name]
		if !ok {
			t.Fatalf("%s is not tested", tool.name)
		}
		if problems := checkAll(tool, good); len(problems) > 0 {
			t.Fatalf("%s: the good arguments are bad: %v", tool.name, problems)
		}
		with := func(name string, value any) object {
			bad := maps.Clone(good)
			bad[name] = value
			return bad
		}
		rejects := func(arguments any, want string) {
			t.Helper()
			text := h.fails(tool.name, arguments)
			if !strings.Contains(text, "\n- "+want) || !strings.HasPrefix(text, "Error: invalid_arguments\n") {
				t.Errorf("%s: the result does not contain %q:\n%s", tool.name, want, text)
			}
			if len(text) > 4000 {
				t.Errorf("%s: the result has %d bytes", tool.name, len(text))
			}
		}

		for _, name := range tool.input.Required {
			missing := maps.Clone(good)
			delete(missing, name)
			rejects(missing, name+": is missing")
		}
		for name, property := range tool.input.Properties {
			var wrong any = []any{}
			if property.Type == "array" {
				wrong = 7
			}
			rejects(with(name, wrong), name+": must be "+article(property.Type))
			rejects(with(name, nil), name+": must be "+article(property.Type)+", not null")
		}
		if name, value, want := oversized(tool, megabyte); name != "" && tool.endpoint == "" {
			rejects(with(name, value), name+want)
		}
		rejects(with("colour", "red"), "colour: is unknown; known are ")
		rejects([]any{"a"}, "arguments: must be one JSON object")
		rejects(json.RawMessage(`{"a":1,"a":2}`), "arguments: must be one JSON object")
		for _, rule := range tool.rules {
			checkRule(t, rule, good, rejects)
		}
	}
	for _, request := range h.emulator.Requests() {
		t.Errorf("%s was called", request.Operation)
	}
}

// oversized sends a megabyte of text in the first argument that takes text, and returns the text of the result.
func oversized(t *tool, megabyte string) (name string, value any, want string) {
	for _, name := range t.input.PropertyOrder {
		switch property := t.input.Properties[name]; {
		case len(property.Enum) > 0:
			return name, megabyte, ": must be one of "
		case property.Type == "string":
			return name, megabyte, ": has 1048576 characters"
		}
	}
	return "", nil, ""
}

func TestOversizedArguments(t *testing.T) {
	t.Parallel()
	megabyte := strings.Repeat("x", 1<<20)
	for _, tool := range allTools() {
		for name, property := range tool.input.Properties {
			var value any = megabyte
			want := "has 1048576 characters"
			switch {
			case len(property.Enum) > 0:
				want = "must be one of"
			case property.Type == "object" && property.Properties == nil:
				value, want = object{"note": megabyte}, "has 1048587 bytes of JSON"
			case property.Type != "string":
				continue
			}
			arguments := maps.Clone(valid[tool.name])
			arguments[name] = value
			if problems := tool.validate(arguments); len(problems) != 1 || !strings.HasPrefix(problems[0].reason, want) {
				t.Errorf("%s.%s: %v, want %q", tool.name, name, problems, want)
			}
		}
	}
}

// checkRule calls a tool with none of the arguments of a rule, and with two of them.
func checkRule(t *testing.T, r rule, good object, rejects func(any, string)) {
	t.Helper()
	bad := maps.Clone(good)
	for _, name := range r.names {
		delete(bad, name)
	}
	if r.least > 0 {
		rejects(bad, strings.Join(r.names, ", ")+": missing: give "+r.String())
	}
	if r.most < len(r.names) {
		examples := map[string]any{
			"create_user": true, "user_id": "customer-1815", "session_id": "session-test-1", "list_id": "list-abcdefgh12345678", "path": "/v1/users",
		}
		for _, name := range r.names[:2] {
			if bad[name] = "something"; examples[name] != nil {
				bad[name] = examples[name]
			}
		}
		rejects(bad, strings.Join(r.names[:2], ", ")+": given together: give "+r.String())
	}
}

// checkOne returns the problems of a value under the schema of one argument.
func checkOne(name string, property *jsonschema.Schema, value any) []problem {
	input := &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{name: property}}
	return (&tool{input: input, validator: newValidator(input)}).validate(object{name: value})
}

func checkAll(t *tool, arguments object) []problem {
	data, err := json.Marshal(arguments)
	if err != nil {
		return []problem{{"arguments", err.Error()}}
	}
	_, problems := parseArguments(t, data)
	return problems
}

// This package and the SDK's schema library accept the same arguments.
func TestCheckAgreesWithSchema(t *testing.T) {
	t.Parallel()
	strange := []any{
		nil, true, false, 0.0, 5.0, 5.5, -1.0, 1e9, "", "x", "GET", "123456", "en", "+14155550123", "ada@example.com",
		"https://example.com", "/v1/users", strings.Repeat("é", 300), strings.Repeat("9", 2000), []any{}, []any{"x"}, []any{1.0},
		object{}, object{"x": "y"}, object{"first_name": "Ada"}, object{"first_name": 1.0}, object{"email_verified": true},
		object{"email_address": []any{"ada@example.com"}}, object{"email_address": []any{1.0}}, object{"action": "x"},
	}
	// The library does not check formats, and no keyword bounds the size of free-form JSON.
	stricter := []string{"is not an email address", "is not an absolute URL", "is not a time", "bytes of JSON"}
	for _, tool := range allTools() {
		resolved, err := tool.input.Resolve(nil)
		if err != nil {
			t.Fatal(err)
		}
		for name := range tool.input.Properties {
			for _, value := range strange {
				arguments := maps.Clone(valid[tool.name])
				arguments[name] = value
				problems := tool.validate(arguments)
				theirs := resolved.Validate(arguments)
				if len(problems) == 1 && theirs == nil && containsAny(problems[0].reason, stricter) {
					continue
				}
				if (len(problems) == 0) != (theirs == nil) {
					t.Errorf("%s.%s = %v: %v, and by the library %v", tool.name, name, value, problems, theirs)
				}
			}
		}
	}
}

func containsAny(s string, parts []string) bool {
	for _, part := range parts {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}

func TestAllProblemsAreReported(t *testing.T) {
	t.Parallel()
	tool := toolNamed(t, "stytch_user_search")
	_, got := parseArguments(tool, []byte(`{
		"limit": 1.5,
		"query": {"email_address": ["ada@example.com", 7, "not an address"], "phone_number": ["0171"], "emial": "x", "status": "gone"},
		"cursor": ""
	}`))
	want := []problem{
		{"cursor", "is empty: leave it out or give a value"},
		{"limit", "must be an integer, not a number"},
		{"query.email_address[1]", "must be a string, not a number"},
		{"query.email_address[2]", "is not an email address"},
		{"query.emial", "is unknown; known are " + strings.Join(tool.input.Properties["query"].PropertyOrder, ", ")},
		{"query.phone_number[0]", `does not match ^\+[1-9][0-9]{6,14}$`},
		{"query.status", "must be one of active, pending"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(problem{})); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func toolNamed(t *testing.T, name string) *tool {
	t.Helper()
	for _, tool := range allTools() {
		if tool.name == name {
			return tool
		}
	}
	t.Fatalf("no tool %s", name)
	return nil
}

// A value is never quoted: it could be a misplaced secret.
func TestProblemsQuoteNoValue(t *testing.T) {
	t.Parallel()
	const secret = "hunter2-hunter2"
	for _, tool := range allTools() {
		for name := range tool.input.Properties {
			for _, value := range []any{secret, []any{secret}, object{secret + "!": 1.0}} {
				for _, problem := range checkAll(tool, object{name: value}) {
					if strings.Contains(problem.reason, secret) {
						t.Errorf("%s: %s %s", tool.name, problem.argument, problem.reason)
					}
				}
			}
		}
	}
}

// Only the first of many problems are listed.
func TestManyProblems(t *testing.T) {
	t.Parallel()
	h := newHarness(t, Options{})
	text := h.fails("stytch_user_search", object{"query": object{"email_address": slices.Repeat([]any{7}, 100)}})
	if !strings.Contains(text, "\n- ...: 80 more problems\n") || strings.Count(text, "\n- ") != maxProblems+1 {
		t.Errorf("result:\n%s", text)
	}
}
