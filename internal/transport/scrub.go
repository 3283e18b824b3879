package transport

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
)

// scrubbed stands where an error would have shown a secret.
const scrubbed = "[redacted]"

// shortest is the length below which a sent value is no secret worth hiding, and hiding it would only garble.
const shortest = 4

// scrub takes the secrets that a call has sent out of the texts of its error: whoever answers, Stytch or some
// proxy, may quote the request.
func (c *Client) scrub(call *call, e *api.Error) {
	secrets := c.secrets()
	if values, err := url.ParseQuery(string(call.body)); err == nil && call.contentType != "application/json" {
		for name, list := range values {
			if secretNames[name] {
				secrets = append(secrets, list...)
			}
		}
	}
	var body any
	if json.Unmarshal(call.body, &body, lenient) == nil {
		secrets = appendSecrets(secrets, body, false)
	}
	var pairs []string
	for _, secret := range secrets {
		if len(secret) >= shortest {
			pairs = append(pairs, secret, scrubbed)
		}
	}
	if len(pairs) == 0 {
		return
	}
	replacer := strings.NewReplacer(pairs...)
	e.Message = replacer.Replace(e.Message)
	e.URL = replacer.Replace(e.URL)
	// A type as the API names them may hold a word that is a weak password, and is no secret.
	if !errorTypes().MatchString(string(e.Type)) || slices.Contains(secrets, string(e.Type)) {
		e.Type = api.ErrorType(replacer.Replace(string(e.Type)))
	}
	e.RequestID = replacer.Replace(e.RequestID)
	if e.Details != nil {
		e.Details, _ = replaceStrings(e.Details, replacer).(map[string]any)
	}
}

// errorTypes is the form of the types that the API answers.
var errorTypes = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z][a-z0-9_]*$`) })

// appendSecrets adds every string below a name that secrets have.
func appendSecrets(secrets []string, value any, secret bool) []string {
	switch value := value.(type) {
	case string:
		if secret {
			secrets = append(secrets, value)
		}
	case []any:
		for _, element := range value {
			secrets = appendSecrets(secrets, element, secret)
		}
	case map[string]any:
		for name, member := range value {
			secrets = appendSecrets(secrets, member, secret || secretNames[name])
		}
	}
	return secrets
}

// replaceStrings rebuilds a decoded JSON value with the replacer applied to its strings.
func replaceStrings(value any, replacer *strings.Replacer) any {
	switch value := value.(type) {
	case string:
		return replacer.Replace(value)
	case []any:
		for i, element := range value {
			value[i] = replaceStrings(element, replacer)
		}
	case map[string]any:
		replaced := make(map[string]any, len(value))
		for name, member := range value {
			replaced[replacer.Replace(name)] = replaceStrings(member, replacer)
		}
		return replaced
	}
	return value
}
