package api

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/internal/apidoc"
)

// newValue returns a pointer to the zero value of the Go type of a schema.
func newValue(t *testing.T, schema string) any {
	t.Helper()
	if schema == "UsersGetResponse" {
		return new(UsersGetResponse)
	}
	v, ok := generatedTypes[schema]
	if !ok {
		t.Fatalf("no type for schema %q", schema)
	}
	return reflect.New(reflect.TypeOf(v)).Interface()
}

// roundTrip decodes a JSON value into the Go type of a schema and encodes it again.
func roundTrip(t *testing.T, schema string, value any) any {
	t.Helper()
	in, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	v := newValue(t, schema)
	if err := json.Unmarshal(in, v); err != nil {
		t.Fatalf("%s: %v", schema, err)
	}
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var again any
	if err := json.Unmarshal(out, &again); err != nil {
		t.Fatal(err)
	}
	return again
}

func TestBodiesRoundTrip(t *testing.T) {
	t.Parallel()
	for _, op := range apidoc.Operations(t, apidoc.Load(t, "openapi.yaml")) {
		t.Run(op.ID, func(t *testing.T) {
			t.Parallel()
			full := apidoc.Full(op.Response)
			if diff := cmp.Diff(full, roundTrip(t, apidoc.Name(op.Response), full)); diff != "" {
				t.Errorf("response with all fields (-sent +decoded and encoded):\n%s", diff)
			}
			if op.Request != nil {
				full := apidoc.Full(op.Request)
				if diff := cmp.Diff(full, roundTrip(t, apidoc.Name(op.Request), full)); diff != "" {
					t.Errorf("request with all fields (-sent +decoded and encoded):\n%s", diff)
				}
			}
			nulls := apidoc.Nulls(op.Response, false)
			if diff := cmp.Diff(withoutNulls(nulls), withoutNulls(roundTrip(t, apidoc.Name(op.Response), nulls))); diff != "" {
				t.Errorf("response with every nullable field null (-sent +decoded and encoded):\n%s", diff)
			}
			// Some responses contain nulls that the reference does not document. They must not fail a call.
			roundTrip(t, apidoc.Name(op.Response), apidoc.Nulls(op.Response, true))
		})
	}
}

// withoutNulls returns a value without its null fields.
func withoutNulls(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for key, value := range v {
			if value != nil {
				out[key] = withoutNulls(value)
			}
		}
		return out
	case []any:
		out := []any{}
		for _, value := range v {
			out = append(out, withoutNulls(value))
		}
		return out
	default:
		return v
	}
}

func TestUnknownFieldsAndValuesDecode(t *testing.T) {
	t.Parallel()
	const body = `{"status_code":200,"request_id":"r","sessions":[{"session_id":"s","new_field":{"a":1},
		"authentication_factors":[{"type":"telepathy","delivery_method":"pigeon","pigeon_factor":{}}]}],"more":[]}`
	var resp SessionsGetResponse
	if err := json.Unmarshal([]byte(body), &resp); err != nil {
		t.Fatal(err)
	}
	if got := resp.Sessions[0].AuthenticationFactors[0]; got.Type != "telepathy" || got.DeliveryMethod != "pigeon" {
		t.Errorf("factor = %+v", got)
	}
}

// FuzzDecode checks that decoding a response body never panics, and that every decoded value can be encoded.
func FuzzDecode(f *testing.F) {
	ops := apidoc.Operations(f, apidoc.Load(f, "openapi.yaml"))
	for i, op := range ops {
		body, err := json.Marshal(apidoc.Full(op.Response))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(i, body)
	}
	lenient := json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	f.Fuzz(func(t *testing.T, n int, body []byte) {
		v := newValue(t, apidoc.Name(ops[uint(n)%uint(len(ops))].Response))
		if json.Unmarshal(body, v, lenient) != nil {
			return
		}
		if _, err := json.Marshal(v, lenient); err != nil {
			t.Errorf("%T of %q does not encode: %v", v, body, err)
		}
	})
}

func TestRequestsLeaveOutWhatIsUnset(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		body any
		want string
	}{
		{"nothing set", UsersUpdateRequest{}, `{}`},
		{"roles cleared", UsersUpdateRequest{Roles: []string{}}, `{"roles":[]}`},
		{"metadata key removed", UsersUpdateRequest{TrustedMetadata: map[string]any{"plan": nil}}, `{"trusted_metadata":{"plan":null}}`},
		{"empty metadata", UsersUpdateRequest{UntrustedMetadata: map[string]any{}}, `{"untrusted_metadata":{}}`},
		{"middle name cleared", UsersUpdateRequest{Name: NameUpdate{MiddleName: new("")}}, `{"name":{"middle_name":""}}`},
		{"required, though empty", MagicLinksAuthenticateRequest{}, `{"token":""}`},
		{"required list", M2MClientsCreateRequest{}, `{"scopes":[]}`},
		{"required false", IDPOAuthAuthorizeRequest{Scopes: []string{}},
			`{"client_id":"","consent_granted":false,"redirect_uri":"","response_type":"","scopes":[]}`},
		{"false in an update", ConnectedAppsClientsUpdateRequest{FullAccessAllowed: new(false), LogoURL: new("")},
			`{"full_access_allowed":false,"logo_url":""}`},
		{"options", OTPAuthenticateRequest{Options: AttributeOptions{IPMatchRequired: true}},
			`{"code":"","method_id":"","options":{"ip_match_required":true,"user_agent_match_required":false}}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := json.Marshal(test.body)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Errorf("body (-want +got):\n%s", diff)
			}
		})
	}
}

var listedType = regexp.MustCompile("(?m)^- `([a-z0-9_]+)` \\((\\d+)\\)")

// Everything in the document has a description. The error types that operations list are those of ErrorType, with the
// same status.
func TestDocumentDescribesEverything(t *testing.T) {
	t.Parallel()
	doc := apidoc.Load(t, "openapi.yaml")
	catalogue := doc.Components.Schemas["ErrorType"].Value
	texts, _ := catalogue.Extensions["x-enumDescriptions"].(map[string]any)
	for name, ref := range doc.Components.Schemas {
		if !regexp.MustCompile(`^(A|An|The) `).MatchString(ref.Value.Description) {
			t.Errorf("schema %s: description %q does not start with an article", name, ref.Value.Description)
		}
		for field, value := range ref.Value.Properties {
			if value.Value.Description == "" {
				t.Errorf("schema %s: field %s has no description", name, field)
			}
		}
		values, _ := ref.Value.Extensions["x-enumDescriptions"].(map[string]any)
		if len(values) != len(ref.Value.Enum) {
			t.Errorf("schema %s: %d of %d values have a description", name, len(values), len(ref.Value.Enum))
		}
	}
	for _, op := range apidoc.Operations(t, doc) {
		item := doc.Paths.Find(op.Path).GetOperation(op.Method)
		if item.Description == "" || item.Summary == "" {
			t.Errorf("%s: no summary or description", op.ID)
		}
		for _, p := range item.Parameters {
			if p.Value.Description == "" {
				t.Errorf("%s: parameter %s has no description", op.ID, p.Value.Name)
			}
		}
		listed := listedType.FindAllStringSubmatch(op.Failure, -1)
		if op.ContentType != "application/x-www-form-urlencoded" && len(listed) == 0 {
			t.Errorf("%s: lists no error types", op.ID)
		}
		for _, match := range listed {
			text, _ := texts[match[1]].(string)
			status, _, _ := strings.Cut(text, ".")
			if want, _ := strconv.Atoi(match[2]); text == "" || status != strconv.Itoa(want) {
				t.Errorf("%s: lists %s, but ErrorType has %q", op.ID, match[0], text)
			}
		}
	}
}
