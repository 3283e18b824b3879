package api

import (
	"fmt"
	"log/slog"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/internal/apidoc"
)

// Fills every string field with the name of the field. Secrets, which have the format password in the document, must
// not appear in any printed or logged form of the value, but must be in its JSON.
func TestSecretsAreNotPrinted(t *testing.T) {
	t.Parallel()
	doc := apidoc.Load(t, "openapi.yaml")
	checked := 0
	for name := range generatedTypes {
		ref := doc.Components.Schemas[name]
		var secrets []string
		for field, value := range ref.Value.Properties {
			if value.Value.Format == "password" || (value.Value.Items != nil && value.Value.Items.Value.Format == "password") {
				secrets = append(secrets, field)
			}
		}
		if len(secrets) == 0 {
			continue
		}
		checked++
		body, err := json.Marshal(apidoc.Full(ref))
		if err != nil {
			t.Fatal(err)
		}
		v := newValue(t, name)
		if err := json.Unmarshal(body, v); err != nil {
			t.Fatal(err)
		}
		value := reflect.ValueOf(v).Elem().Interface()
		var logged strings.Builder
		slog.New(slog.NewJSONHandler(&logged, nil)).Info("json", "pointer", v, "value", value)
		slog.New(slog.NewTextHandler(&logged, nil)).Info("text", "pointer", v, "value", value)
		shown := logged.String() + fmt.Sprintf("%v %+v %#v %s %q %v %+v", value, value, value, value, value, v, []any{v, map[string]any{"k": value}})
		for _, field := range secrets {
			planted := regexp.MustCompile(`\b` + field + ` \d`)
			if planted.MatchString(shown) {
				t.Errorf("%s shows %s: %s", name, field, shown)
			}
			if !planted.Match(body) {
				t.Errorf("%s: the JSON lacks %s", name, field)
			}
		}
	}
	if checked < 60 {
		t.Errorf("%d types with secrets", checked)
	}
}

var credential = regexp.MustCompile(`(^|_)(token|jwt|secret|password|codes?|hash|salt|signature|credential|verifier)$`)

// Every string that is named like a credential is marked as a secret in the document.
func TestCredentialsAreSecrets(t *testing.T) {
	t.Parallel()
	public := []string{"country_code"}
	checked := 0
	for name, ref := range apidoc.Load(t, "openapi.yaml").Components.Schemas {
		for field, value := range ref.Value.Properties {
			schema := value.Value
			if schema.Items != nil {
				schema = schema.Items.Value
			}
			if !schema.Type.Is("string") || !credential.MatchString(field) || slices.Contains(public, field) {
				continue
			}
			checked++
			if schema.Format != "password" {
				t.Errorf("schema %s: %s needs format: password", name, field)
			}
		}
	}
	if checked < 90 {
		t.Errorf("only %d credentials in the document", checked)
	}
}

func TestRedactedForms(t *testing.T) {
	t.Parallel()
	req := PasswordsAuthenticateRequest{Email: "ada@example.com", Password: "planted"}
	for format, want := range map[string]string{
		"%v":  `{ada@example.com [redacted] map[] 0   }`,
		"%+v": `{Email:ada@example.com Password:[redacted] SessionCustomClaims:map[] SessionDurationMinutes:0 SessionJWT: SessionToken: TelemetryID:}`,
		"%#v": `api.PasswordsAuthenticateRequest{Email:"ada@example.com", Password:"[redacted]", SessionCustomClaims:map[string]interface {}(nil), SessionDurationMinutes:0, SessionJWT:"", SessionToken:"", TelemetryID:""}`,
	} {
		if got := fmt.Sprintf(format, req); got != want {
			t.Errorf("%s: %s\nwant %s", format, got, want)
		}
	}
	if got := req.LogValue().String(); got != "[email=ada@example.com password=[redacted]]" {
		t.Errorf("logs %s", got)
	}
}
