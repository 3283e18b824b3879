package endpoints

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	diff "github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/internal/apidoc"
)

var update = flag.Bool("update", false, "write endpoints.json")

// readingPOSTs are the operations that read although their method is POST.
var readingPOSTs = []string{
	"users.search", "passwords.strength_check", "m2m.clients.search", "connected_apps.clients.search", "idp.introspect_token",
	"fraud.email.risk", "fraud.fingerprint.lookup", "fraud.rules.list", "fraud.verdict_reasons.list",
}

// The index matches the OpenAPI document.
func TestIndexIsCurrent(t *testing.T) {
	t.Parallel()
	document := apidoc.Load(t, "../../../../api/openapi.yaml")
	var all []Endpoint
	for _, operation := range apidoc.Operations(t, document) {
		source := document.Paths.Value(operation.Path).GetOperation(operation.Method)
		e := Endpoint{
			ID: operation.ID, Method: operation.Method, Path: operation.Path, Summary: source.Summary,
			Reads: operation.Method == http.MethodGet || slices.Contains(readingPOSTs, operation.ID),
			Form:  operation.ContentType == "application/x-www-form-urlencoded",
			Body:  fields(operation.Request),
		}
		for _, p := range source.Parameters {
			if p.Value.In == openapi3.ParameterInQuery {
				e.Query = append(e.Query, field(p.Value.Name, p.Value.Schema.Value, p.Value.Required))
			}
		}
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b Endpoint) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method)) })
	for _, id := range readingPOSTs {
		if !slices.ContainsFunc(all, func(e Endpoint) bool { return e.ID == id }) {
			t.Errorf("there is no operation %s", id)
		}
	}
	got, err := json.Marshal(all, jsontext.WithIndent("\t"))
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	if *update {
		if err := os.WriteFile("endpoints.json", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("endpoints.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := diff.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
		t.Errorf("the API document has changed: run go test ./cmd/stytch-mcp/internal/endpoints -update (-want +got):\n%s", diff)
	}
}

// fields returns the fields of a body. Nested fields have paths as names.
func fields(ref *openapi3.SchemaRef) []Field {
	if ref == nil {
		return nil
	}
	var list []Field
	for _, part := range ref.Value.AllOf {
		list = append(list, fields(part)...)
	}
	for _, name := range slices.Sorted(maps.Keys(ref.Value.Properties)) {
		list = append(list, field(name, ref.Value.Properties[name].Value, slices.Contains(ref.Value.Required, name)))
	}
	slices.SortStableFunc(list, func(a, b Field) int {
		switch {
		case a.Required == b.Required:
			return 0
		case a.Required:
			return -1
		}
		return 1
	})
	return list
}

func field(name string, schema *openapi3.Schema, required bool) Field {
	f := Field{Name: name, Type: typeOf(schema), Required: required}
	if len(schema.AllOf) == 1 {
		schema = schema.AllOf[0].Value
	}
	for _, value := range schema.Enum {
		f.Values = append(f.Values, fmt.Sprint(value))
	}
	if len(f.Values) > 20 {
		f.Values = nil
	}
	return f
}

// typeOf returns the type of a schema. The type of an object lists its fields.
func typeOf(schema *openapi3.Schema) string {
	if len(schema.AllOf) == 1 {
		schema = schema.AllOf[0].Value
	}
	switch {
	case schema.Type.Is("array"):
		return "array of " + typeOf(schema.Items.Value)
	case schema.Type.Is("object") && len(schema.Properties) > 0:
		var inner []string
		for _, f := range fields(&openapi3.SchemaRef{Value: schema}) {
			name := f.Name
			if f.Required {
				name += "*"
			}
			inner = append(inner, name)
		}
		return "object {" + strings.Join(inner, ", ") + "}"
	case schema.Type == nil:
		return "any"
	}
	return schema.Type.Slice()[0]
}

func TestSearch(t *testing.T) {
	t.Parallel()
	for words, want := range map[string][]string{
		"webauthn register":  {"POST /v1/webauthn/register", "POST /v1/webauthn/register/start"},
		"Rotate m2m cancel":  {"POST /v1/m2m/clients/{client_id}/secrets/rotate/cancel"},
		"nothing like this":  nil,
		"users.delete_email": {"DELETE /v1/users/emails/{email_id}"},
	} {
		var got []string
		for _, e := range Search(words) {
			got = append(got, e.Method+" "+e.Path)
		}
		if diff := diff.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", words, diff)
		}
	}
	if all := Search(""); len(all) != len(All) {
		t.Errorf("no words find %d endpoints of %d", len(all), len(All))
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	for request, want := range map[string]string{
		"GET /v1/users/customer-1":               "users.get",
		"POST /v1/users/search":                  "users.search",
		"GET /v1/sessions?user_id=customer-1":    "sessions.get",
		"DELETE /v1/users/totps/totp-test-1":     "users.delete_totp",
		"POST /v1/users/search/":                 "users.search",
		"GET /v1/users/search":                   "",
		"GET /v1/users/":                         "",
		"GET /v1/users/a/b/c/d":                  "",
		"POST /v1/public/project-x/oauth2/token": "m2m.token",
	} {
		method, path, _ := strings.Cut(request, " ")
		got := ""
		if e := Find(method, path); e != nil {
			got = e.ID
		}
		if got != want {
			t.Errorf("%s: %q, want %q", request, got, want)
		}
	}
	if at := At("/v1/users/search"); len(at) != 1 || at[0].Method != http.MethodPost {
		t.Errorf("at /v1/users/search: %v", at)
	}
	closest := Closest("/v1/user/customer-1/connected-app", 2)
	if len(closest) != 2 || !strings.HasPrefix(closest[0].Path, "/v1/users/{user_id}/connected_apps") {
		t.Errorf("closest: %v", closest)
	}
}

func TestDescribe(t *testing.T) {
	t.Parallel()
	want := "POST /v1/passwords/email/reset: "
	got := Find("POST", "/v1/passwords/email/reset").Describe()
	if !strings.HasPrefix(got, want) || !strings.Contains(got, "; body: password* (string), token* (string), ") {
		t.Errorf("%s", got)
	}
	if got := Find("GET", "/v1/sessions").Describe(); !strings.HasSuffix(got, "; query: user_id* (string)") {
		t.Errorf("%s", got)
	}
}
