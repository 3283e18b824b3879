package httpapi

import (
	"mime"
	"net/url"
	"slices"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// Form is the request of an endpoint of OAuth 2.0, sent as a form or as JSON. Unknown parameters are allowed:
// templates of JWTs can use them.
type Form struct {
	// Values are the parameters. Those of a form are strings.
	Values map[string]any
}

// Text returns a parameter that is a string, empty when it is not there.
func (f *Form) Text(name string) string {
	s, _ := f.Values[name].(string)
	return s
}

// repeatable are the parameters that a form may have more than once (RFC 8707, section 2).
var repeatable = []string{"resource"}

// Texts returns a parameter that is a string or a list of strings.
func (f *Form) Texts(name string) []string {
	switch value := f.Values[name].(type) {
	case string:
		return []string{value}
	case []string:
		return value
	case []any:
		var texts []string
		for _, v := range value {
			if s, ok := v.(string); ok {
				texts = append(texts, s)
			}
		}
		return texts
	}
	return nil
}

// DecodeForm reads a form or JSON, as the Content-Type says. Some clients send a Content-Type even without a body.
func DecodeForm(r *Request, form *Form) error {
	if len(r.Body) == 0 {
		return nil // a GET, or a POST whose parameters are in the header
	}
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case err == nil && media == contentTypeJSON:
		if json.Unmarshal(r.Body, &form.Values) != nil || form.Values == nil {
			return apierror.Newf(api.ErrorTypeOAuth2InvalidRequest, "The request body is not a JSON object.")
		}
	case err == nil && media == "application/x-www-form-urlencoded":
		values, err := url.ParseQuery(string(r.Body))
		if err != nil {
			return apierror.Newf(api.ErrorTypeOAuth2InvalidRequest, "The request body is not a form.")
		}
		form.Values = make(map[string]any, len(values))
		for name, list := range values {
			if len(list) > 1 && !slices.Contains(repeatable, name) {
				return apierror.Newf(api.ErrorTypeOAuth2InvalidRequest, "The parameter %q is sent %d times.", name, len(list))
			}
			form.Values[name] = list[0]
			if len(list) > 1 {
				form.Values[name] = list
			}
		}
	default:
		return apierror.Newf(api.ErrorTypeOAuth2InvalidRequest, "The Content-Type must be application/x-www-form-urlencoded or application/json.")
	}
	return nil
}
