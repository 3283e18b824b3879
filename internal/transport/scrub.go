package transport

import (
	"bytes"
	"maps"
	"mime"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
)

// screen decides which text from outside may appear in an error. The server, a proxy or the caller's RoundTripper may
// quote the request, so any such text can contain a secret.
//
// Redaction does not work. With the password "password", "The [redacted] is too weak" reveals the password. Leaving out
// a message for some passwords only reveals as much. And no list of encodings is complete. Two rules replace it:
//
//   - If a request contains a secret, its error contains no text from outside, except values of a form that secrets do
//     not have, such as request IDs. Only the names of the fields decide, never their values, so requests that differ
//     only in the secret return the same error.
//   - Every other request contains a single secret, that of the project. Its error contains no text from outside that
//     quotes a part of it. This rule compares values, which is safe here: project secrets are long and random, so a
//     text contains a part of one only if it quotes it.
type screen struct {
	call *call
	// sent are the parts of the call that have fields.
	sent []any
	// closed is set if the request contains a secret.
	closed bool
	// quotesSecret reports whether a text quotes the project's secret.
	quotesSecret func(string) bool
}

// screen returns the screen for the error of a call.
func (c *Client) screen(call *call) *screen {
	fields := sent(call)
	return &screen{call, fields, hasSecret(fields), c.quotesSecret}
}

// passes reports whether a text from outside may be shown.
func (s *screen) passes(text string) bool { return !s.closed && !s.quotesSecret(text) }

// secretEndings matches the names of secrets in metadata and in raw requests, which no document lists.
var secretEndings = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:password|passphrase|passcode|secret|token|jwt|code|otp|pin|salt|hash|verifier|credential|` +
		`signature|assertion|(?:api|private|secret)_?key|cookie|authorization)s?$`)
})

func isSecretName(name string) bool { return secretNames[name] || secretEndings().MatchString(name) }

// sent returns the path, the query and the body of a call.
func sent(call *call) []any {
	path, query, _ := strings.Cut(call.path, "?")
	parts := []any{path, parseQuery(query)}
	if call.contentType != "application/json" {
		return append(parts, parseQuery(string(call.body)))
	}
	var body any
	_ = json.Unmarshal(call.body, &body, lenient) // it was encoded as JSON
	return append(parts, body)
}

func parseQuery(query string) map[string]any {
	values, err := url.ParseQuery(query)
	fields := make(map[string]any, len(values))
	for name, list := range values {
		fields[name] = strings.Join(list, " ")
	}
	if err != nil {
		// It may contain anything.
		fields["secret"] = query
	}
	return fields
}

// hasSecret reports whether a field of a value is a secret by its name.
func hasSecret(value any) bool {
	switch value := value.(type) {
	case []any:
		return slices.ContainsFunc(value, hasSecret)
	case map[string]any:
		for name, member := range value {
			if isSecretName(name) || hasSecret(member) {
				return true
			}
		}
	}
	return false
}

// withheld replaces the message of an error whose type has no description.
const withheld = "the response's own message is withheld: it may repeat a secret from the request"

// withhold removes the text of a response from its error, unless it may be shown. What remains has a form that secrets
// do not have.
func (s *screen) withhold(e *api.Error, body []byte) {
	if s.passes(string(body)) {
		return
	}
	e.Withheld = true
	e.URL, e.Details = "", nil
	if !hasTypeForm(e.Type) || (e.Type.Description() == "" && s.quotesSecret(string(e.Type))) {
		e.Type = ""
	}
	if !requestIDs().MatchString(e.RequestID) || s.quotesSecret(e.RequestID) {
		e.RequestID = ""
	}
	if e.Message = e.Type.Description(); e.Message == "" {
		e.Message = withheld
	}
}

// hasTypeForm reports whether a type has the form of the API's types. Otherwise it is not a name but free text.
func hasTypeForm(t api.ErrorType) bool { return types().MatchString(string(t)) }

var types = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z][a-z0-9_]{0,99}$`) })

// requestIDs is the form of Stytch's request IDs.
var requestIDs = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^request-id-(?:test|live|fraud)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
})

// mediaTypes are the media types that may appear in an error.
var mediaTypes = map[string]bool{
	"application/json": true, "application/problem+json": true, "application/xml": true, "application/octet-stream": true,
	"text/html": true, "text/plain": true, "text/xml": true,
}

// describe returns the media type and the size of a body.
func (s *screen) describe(contentType string, body []byte) string {
	if len(bytes.TrimSpace(body)) == 0 {
		return "empty"
	}
	media, _, _ := mime.ParseMediaType(contentType)
	if !mediaTypes[media] {
		media = "of an unknown content type"
	}
	if s.closed {
		// If the body quotes the secret, its size reveals the length of the secret.
		return media
	}
	return media + " (" + strconv.Itoa(len(body)) + " bytes)"
}

// host returns the host of a Location header, if it may be shown.
func (s *screen) host(location string) string {
	u, err := url.Parse(location)
	switch {
	case err != nil:
		return "a malformed address"
	case u.Host == "":
		return "the same host"
	case u.Host != s.call.url.Host && (!hosts().MatchString(u.Host) || !s.passes(u.Host)):
		return "another host"
	}
	return u.Host
}

// hosts is the form of a host with an optional port.
var hosts = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?$`) })

// ids matches Stytch's IDs, which name the environment.
var ids = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[a-z0-9]+(?:-[a-z0-9]+)*?-(test|live)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`)
})

// foreignID finds an ID of the other environment in a value. It ignores secrets.
func foreignID(value any, environment api.Env) string {
	switch value := value.(type) {
	case string:
		for _, match := range ids().FindAllStringSubmatch(value, -1) {
			if match[1] != string(environment) {
				return match[0]
			}
		}
	case []any:
		for _, element := range value {
			if id := foreignID(element, environment); id != "" {
				return id
			}
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			if id := foreignID(value[name], environment); id != "" && !isSecretName(name) {
				return id
			}
		}
	}
	return ""
}
