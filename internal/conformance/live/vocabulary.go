package live

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
)

// Vocabulary is what may stand in a cassette unchanged: the words of the API document and the sandbox values of Stytch's
// documentation. Everything else is replaced.
type Vocabulary struct {
	// values are strings in bodies, and segments of paths.
	values map[string]bool
	// keys are the names of fields.
	keys map[string]bool
	// secrets are the fields that the document marks as secret.
	secrets map[string]bool
}

// words are strings that the document does not enumerate.
var words = slices.Concat(
	[]string{"", "-", "Google", "active", "inactive", "ethereum", "solana", "stytch_user", "API", "DYNAMIC_CLIENT_REGISTRATION", "OTHER", "eth"},
	// RFC 6749, RFC 7515, RFC 8414 and OpenID Connect
	[]string{
		"Bearer", "bearer", "Basic", "RS256", "ES256", "JWT", "RSA", "AQAB", "sig", "verify", "S256", "query", "public", "code", "consent", "none",
		"client_credentials", "authorization_code", "refresh_token", "client_secret_basic", "client_secret_post",
		"openid", "email", "phone", "profile", "offline_access", "full_access", ".well-known", "openid-configuration", "userinfo",
	},
	// WebAuthn
	[]string{"public-key", "direct", "preferred", "required", "discouraged", "platform", "cross-platform", "internal"},
	// fraud protection
	[]string{
		"HEADLESS_BROWSER_AUTOMATION", "USER_AGENT_DECEPTION", "JAILBROKEN_DEVICE", "SMART_RATE_LIMIT_WARNING", "VIRTUAL_MACHINE", "RULE_MATCH",
	},
	// headers and links to the documentation
	[]string{
		"application/json", "application/json; charset=utf-8", "text/html", "text/html; charset=utf-8", "text/plain", "text/plain; charset=utf-8",
		"application/x-www-form-urlencoded", "no-store", "no-cache", "docs", "api", "errors", "fraud",
	},
	// what the scenarios write
	[]string{
		"Ada", "King", "Lovelace", "Augusta", "pro", "dark", "light", "gold", "billing", "read:users", "write:users", "admin", "documents", "shred",
		domain, "other." + domain, "Phone", "conformance", "a-state", "a-nonce", "callback", unknownUser, unknownToken,
	},
	[]string{
		sandbox.Email, sandbox.Phone, sandbox.UserID, sandbox.EmailID, sandbox.MagicLinkToken, sandbox.SpentMagicLinkToken,
		sandbox.UnknownMagicLinkToken, sandbox.Code, sandbox.RecoveryCode, sandbox.OAuthToken, sandbox.SessionToken, sandbox.SessionID,
		sandbox.WalletAddress, sandbox.WalletSignature,
	},
)

// sessionClaim is the claim of the session in session JWTs.
const sessionClaim = "https://stytch.com/session"

// ReadVocabulary returns the words of an OpenAPI document.
func ReadVocabulary(document []byte) (*Vocabulary, error) {
	doc, err := openapi3.NewLoader().LoadFromData(document)
	if err != nil {
		return nil, err
	}
	v := &Vocabulary{values: map[string]bool{}, keys: map[string]bool{sessionClaim: true}, secrets: map[string]bool{}}
	for _, word := range words {
		v.values[word] = true
	}
	for status := http.StatusBadRequest; status < 600; status++ { // in links to the documentation of errors
		v.values[strconv.Itoa(status)] = true
	}
	for path := range doc.Paths.Map() {
		for segment := range strings.SplitSeq(path, "/") {
			v.values[segment] = true
		}
	}
	seen := map[*openapi3.Schema]bool{}
	for _, schema := range doc.Components.Schemas {
		v.add(schema, seen)
	}
	return v, nil
}

func (v *Vocabulary) add(ref *openapi3.SchemaRef, seen map[*openapi3.Schema]bool) {
	if ref == nil || ref.Value == nil || seen[ref.Value] {
		return
	}
	schema := ref.Value
	seen[schema] = true
	for _, value := range schema.Enum {
		if text, ok := value.(string); ok {
			v.values[text] = true
		}
	}
	for name, property := range schema.Properties {
		v.keys[name] = true
		if property.Value.Format == "password" {
			v.secrets[name] = true
		}
		v.add(property, seen)
	}
	for _, part := range schema.AllOf {
		v.add(part, seen)
	}
	v.add(schema.Items, seen)
}

var (
	// plainKey is a key that no secret can be: a few short words.
	plainKey = regexp.MustCompile(`^[a-zA-Z][a-z]{0,15}[0-9]{0,2}([_-][a-z]{1,16}[0-9]{0,2}|[A-Z][a-z]{1,16}[0-9]{0,2}){0,5}$`)
	// errorType is the form of error types. An unknown one is what a report is for.
	errorType = regexp.MustCompile(`^[a-z]{1,20}[0-9]?(_[a-z]{1,20}[0-9]?){0,9}$`)
)

// key reports whether a key may stay. An unknown field is worth reporting, so short words may.
func (v *Vocabulary) key(name string) bool {
	return v.keys[name] || len(name) <= 48 && plainKey.MatchString(name)
}

// value reports whether a string may stay.
func (v *Vocabulary) value(field, text string) bool {
	return v.values[text] || (field == "error_type" || field == "error" || field == "filter_name") && errorType.MatchString(text)
}
