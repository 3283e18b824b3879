package tools

import (
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"time"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/flymyai/stytch-go/api"
)

// The arguments that several tools take. A field of an input struct has one of these types, which gives it
// its schema: format, bounds and a description. A jsonschema tag on the field replaces the description. Every
// description has an example after "e.g.", unless the schema lists the values.
type (
	emailAddress string
	phoneNumber  string
	userID       string
	externalID   string
	objectID     string // of a session, an email address, a phone number
	personName   string
	password     string
	token        string
	jwt          string
	codeVerifier string
	sixDigits    string
	redirectURL  string
	rbacName     string
	requestPath  string
	searchWords  string
	listID       string
	domain       string
	credential   string
	label        string
	recipient    string
	cursor       string
	roleIDs      []string
	factorIDs    []string
	scopes       []string
	redirectURLs []string

	linkMinutes    int
	otpMinutes     int
	totpMinutes    int
	sessionMinutes int
	pageSize       int
	apiPageSize    int
	ruleMinutes    int

	requestMethod string
	getMethod     string
)

// Free-form JSON.
type (
	object   = map[string]any
	metadata map[string]any
)

const (
	idPattern   = `^[A-Za-z0-9._|-]{1,128}$`
	e164Pattern = `^\+[1-9][0-9]{6,14}$`
	maxToken    = 1024
	maxJWT      = 16384
	maxURL      = 2048
	maxEmail    = 320
)

var typeSchemas = map[reflect.Type]*jsonschema.Schema{
	reflect.TypeFor[emailAddress](): text(maxEmail, "email", "Email address, e.g. ada@example.com"),
	reflect.TypeFor[phoneNumber]():  pattern(e164Pattern, "Phone number in E.164, e.g. +14155550123"),
	reflect.TypeFor[userID]():       pattern(idPattern, "Stytch user ID or external ID, e.g. customer-1815"),
	reflect.TypeFor[externalID]():   pattern(idPattern, "ID of the user in your own system: letters, digits and . _ | -, e.g. customer-1815"),
	reflect.TypeFor[objectID]():     pattern(idPattern, ""),
	reflect.TypeFor[personName]():   {Type: "string", MaxLength: new(256)},
	reflect.TypeFor[password]():     text(maxToken, "", "Password in plain text, e.g. correct-horse-battery-staple-9"),
	reflect.TypeFor[token]():        text(maxToken, "", ""),
	reflect.TypeFor[jwt]():          text(maxJWT, "", "JWT of the session, instead of its token, e.g. eyJhbGciOi.eyJzdWIiOi.c2ln"),
	reflect.TypeFor[codeVerifier](): pattern(`^[A-Za-z0-9._~-]{43,128}$`, "PKCE verifier, if the flow began with a code_challenge, e.g. dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
	reflect.TypeFor[sixDigits]():    pattern(`^[0-9]{6}$`, ""),
	reflect.TypeFor[redirectURL]():  text(maxURL, "uri", ""),

	reflect.TypeFor[rbacName]():       text(256, "", ""),
	reflect.TypeFor[requestPath]():    pattern(`^/v1/[!"$-~]{1,1000}$`, "Path and query, with escaped IDs, e.g. /v1/users/customer-1815/connected_apps"),
	reflect.TypeFor[searchWords]():    text(128, "", "Words to find endpoints by, or a whole path, e.g. webauthn register"),
	reflect.TypeFor[listID]():         pattern(`^list-[a-z0-9]{16}$`, "list_id of a search result: deletes those of its users who still match, e.g. list-abcdefgh12345678"),
	reflect.TypeFor[factorIDs]():      {Type: "array", Items: pattern(idPattern, ""), MinItems: new(1), MaxItems: new(20), Description: `IDs of factors of the user to remove, e.g. ["totp-test-b2ca4a3c"]`},
	reflect.TypeFor[recipient]():      text(maxEmail, "", "Only those to this address or number, e.g. ada@example.com"),
	reflect.TypeFor[cursor]():         text(4096, "", "next_cursor of the previous page, e.g. eyJwYWdlIjoyfQ=="),
	reflect.TypeFor[fieldNames]():     {Type: "array", Items: text(128, "", ""), MaxItems: new(30), Description: `Only these fields of each item, or parts of them, e.g. ["status","trusted_metadata.plan"]`},
	reflect.TypeFor[responseFields](): {Type: "array", Items: text(128, "", ""), MaxItems: new(30), Description: `Only these parts of the response, e.g. ["results.user_id","results_metadata"]`},
	reflect.TypeFor[roleIDs]():        {Type: "array", Items: text(256, "", ""), MaxItems: new(100)},

	reflect.TypeFor[linkMinutes]():    integer(5, 10080, ""),
	reflect.TypeFor[otpMinutes]():     integer(1, 10, "Minutes the code works, e.g. 5. Default 2"),
	reflect.TypeFor[totpMinutes]():    integer(5, 1440, "Minutes until the first code must be entered, e.g. 60. Default 1440"),
	reflect.TypeFor[sessionMinutes](): integer(5, 527040, "Minutes the session lasts from now, e.g. 60. Without it, no session starts"),
	reflect.TypeFor[pageSize]():       integer(1, maxPage, "Maximum to return, e.g. 50. Default 20"),

	reflect.TypeFor[apiPageSize](): integer(1, 1000, "Maximum to return, e.g. 50. Default 100"),
	reflect.TypeFor[ruleMinutes](): integer(1, 525600, "Minutes until the rule ends, e.g. 1440. Default: never"),

	// The types of the opt-in toolsets.
	reflect.TypeFor[domain]():                     text(253, "", "Domain of the passkey, e.g. example.com"),
	reflect.TypeFor[credential]():                 text(maxFreeForm, "", `What the browser returned, as JSON text, e.g. {"id":"..."}`),
	reflect.TypeFor[label]():                      text(256, "", "Text to recognize the client by, e.g. Billing service"),
	reflect.TypeFor[scopes]():                     {Type: "array", Items: text(128, "", ""), MaxItems: new(100), Description: `Scopes that the client may request, e.g. ["read:books"]`},
	reflect.TypeFor[redirectURLs]():               {Type: "array", Items: text(maxURL, "uri", ""), MaxItems: new(100), Description: `URLs that the app may return users to, e.g. ["https://app.example.com/callback"]`},
	reflect.TypeFor[api.M2MClientStatus]():        enum("Whether the client may get tokens.", api.M2MClientStatusActive, api.M2MClientStatusInactive),
	reflect.TypeFor[api.ConnectedAppClientType](): enum("Kind of app.", api.ConnectedAppClientTypeFirstParty, api.ConnectedAppClientTypeFirstPartyPublic, api.ConnectedAppClientTypeThirdParty, api.ConnectedAppClientTypeThirdPartyPublic),
	reflect.TypeFor[api.FraudAction]():            enum("Action for what matches.", api.FraudActionAllow, api.FraudActionChallenge, api.FraudActionBlock, api.FraudActionNone),

	reflect.TypeFor[requestMethod](): enum("HTTP method, default GET.", http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete),
	reflect.TypeFor[getMethod]():     enum("HTTP method.", http.MethodGet),

	reflect.TypeFor[api.Locale]():      enum("Language of the message.", api.LocaleEn, api.LocaleEs, api.LocaleFr, api.LocalePtBR),
	reflect.TypeFor[api.PhoneLocale](): enum("Language of the message.", phoneLocales...),
	reflect.TypeFor[searchQuery]():     querySchema(),
	reflect.TypeFor[returnJWT]():       {Type: "boolean", Description: "Whether to return the session JWT too."},
	reflect.TypeFor[object]():          {Type: "object"},
	reflect.TypeFor[metadata]():        {Type: "object", MaxProperties: new(20)},
	reflect.TypeFor[time.Time]():       {Type: "string", Format: "date-time"},
	// Parts of results whose fields need no description.
	reflect.TypeFor[email]():            {Type: "object"},
	reflect.TypeFor[phone]():            {Type: "object"},
	reflect.TypeFor[userPassword]():     {Type: "object"},
	reflect.TypeFor[userTOTP]():         {Type: "object"},
	reflect.TypeFor[userProvider]():     {Type: "object"},
	reflect.TypeFor[endUserData]():      {Type: "object"},
	reflect.TypeFor[passkey]():          {Type: "object"},
	reflect.TypeFor[biometric]():        {Type: "object"},
	reflect.TypeFor[cryptoWallet]():     {Type: "object"},
	reflect.TypeFor[briefUser]():        {Type: "object"},
	reflect.TypeFor[factor]():           {Type: "object"},
	reflect.TypeFor[userReference]():    {Type: "object", Description: "As from stytch_user_get"},
	reflect.TypeFor[sessionReference](): {Type: "object", Description: "As from stytch_session_get"},
}

var phoneLocales = []api.PhoneLocale{
	api.PhoneLocaleEn, api.PhoneLocaleEs, api.PhoneLocaleFr, api.PhoneLocalePtBR, api.PhoneLocaleCaES,
	api.PhoneLocaleCs, api.PhoneLocaleDeDE, api.PhoneLocaleFa, api.PhoneLocaleIt, api.PhoneLocaleJa,
	api.PhoneLocaleNl, api.PhoneLocalePl, api.PhoneLocaleRu, api.PhoneLocaleTr, api.PhoneLocaleVi, api.PhoneLocaleZhHans,
}

func text(maxLength int, format, description string) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Format: format, MinLength: new(1), MaxLength: &maxLength, Description: description}
}

func pattern(pattern, description string) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Pattern: pattern, Description: description}
}

func integer(minimum, maximum float64, description string) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "integer", Minimum: &minimum, Maximum: &maximum, Description: description}
}

func enum[T ~string](description string, values ...T) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string", Description: description}
	for _, value := range values {
		s.Enum = append(s.Enum, string(value))
	}
	return s
}

// withoutLengths returns a schema for a model to read. It leaves out the bounds of strings and lists and the pattern
// of IDs: they take as much room as three tools, and a model that knows them makes no fewer mistakes.
func withoutLengths(s *jsonschema.Schema) *jsonschema.Schema {
	if s == nil {
		return nil
	}
	short := *s
	short.MinLength, short.MaxLength, short.MaxItems, short.MaxProperties = nil, nil, nil, nil
	if short.Pattern == idPattern {
		short.Pattern = ""
	}
	short.Items = withoutLengths(s.Items)
	if s.Properties != nil {
		short.Properties = make(map[string]*jsonschema.Schema, len(s.Properties))
		for name, property := range s.Properties {
			short.Properties[name] = withoutLengths(property)
		}
	}
	return &short
}

// outputSchema returns the schema of an output struct, without what a model does not need.
func outputSchema[T any]() *jsonschema.Schema {
	s := schemaFor[T]()
	open(s)
	return s
}

// open allows an object to have unlisted properties and to lack listed ones.
func open(s *jsonschema.Schema) {
	s.AdditionalProperties, s.Required, s.Format = nil, nil, ""
	if s.Items != nil {
		open(s.Items)
	}
	for _, property := range s.Properties {
		open(property)
	}
}

// schemaFor infers the schema of a struct. It panics if it cannot, which any test would reveal.
func schemaFor[T any]() *jsonschema.Schema {
	s, err := jsonschema.For[T](&jsonschema.ForOptions{TypeSchemas: typeSchemas})
	if err != nil {
		panic(fmt.Sprintf("schema of %T: %v", *new(T), err))
	}
	withoutNull(s)
	return s
}

// withoutNull removes null from the types that inference adds it to: fields without a value are left out.
func withoutNull(s *jsonschema.Schema) {
	if types := slices.DeleteFunc(slices.Clone(s.Types), func(t string) bool { return t == "null" }); len(types) == 1 {
		s.Type, s.Types = types[0], nil
	}
	if s.Items != nil {
		withoutNull(s.Items)
	}
	for _, property := range s.Properties {
		withoutNull(property)
	}
}
