package live

import (
	"encoding/base64"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"gopkg.in/dnaeon/go-vcr.v4/pkg/cassette"
)

// The headers that cassettes keep. The values of others are not even read.
var (
	keptRequestHeaders  = []string{stepHeader, operationHeader, "Content-Type"}
	keptResponseHeaders = []string{timeHeader, "Content-Type", "Cache-Control", "Retry-After", "Location", "Www-Authenticate"}
)

// redactor replaces everything in a cassette that is not in the vocabulary. A string becomes one of the same format and
// length, so that reports can compare formats. The same string always becomes the same replacement, so that reports can
// tell which values are equal.
type redactor struct {
	vocabulary *Vocabulary
	replaced   map[string]string
	counts     map[string]int
	// secrets are the strings that were replaced. They must not be in the cassette.
	secrets map[string]bool
}

func newRedactor(v *Vocabulary, p Project) *redactor {
	return &redactor{
		vocabulary: v, replaced: map[string]string{}, counts: map[string]int{},
		secrets: map[string]bool{p.Secret: true, p.ID: true},
	}
}

// interaction redacts a request and its response.
func (d *redactor) interaction(i *cassette.Interaction) error {
	u, err := url.Parse(i.Request.URL)
	if err != nil {
		return err
	}
	form := strings.HasPrefix(i.Request.Headers.Get("Content-Type"), "application/x-www-form-urlencoded")
	i.Request = cassette.Request{
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Host:    redactedHost,
		Method:  i.Request.Method,
		URL:     "https://" + redactedHost + d.path(u.EscapedPath()) + d.query(u.RawQuery, "?"),
		Headers: d.headers(i.Request.Headers, keptRequestHeaders),
		Body:    d.body(i.Request.Body, form),
	}
	i.Response = cassette.Response{
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Status:  fmt.Sprintf("%d %s", i.Response.Code, http.StatusText(i.Response.Code)),
		Code:    i.Response.Code,
		Headers: d.headers(i.Response.Headers, keptResponseHeaders),
		Body:    d.body(i.Response.Body, false),
	}
	i.Response.ContentLength = int64(len(i.Response.Body))
	return nil
}

// redactedHost replaces every host.
const redactedHost = "redacted.example"

func (d *redactor) headers(all http.Header, kept []string) http.Header {
	headers := http.Header{}
	for _, name := range kept {
		value := all.Get(name)
		switch {
		case value == "":
			continue
		case name == stepHeader || name == operationHeader || name == timeHeader: // ours
		case name == "Retry-After":
			if !digitsOnly(value) {
				value = "redacted"
			}
		case name == "Www-Authenticate":
			value, _, _ = strings.Cut(value, " ")
			value = d.text(name, value)
		default:
			value = d.text(name, value)
		}
		headers.Set(name, value)
	}
	return headers
}

func digitsOnly(s string) bool {
	return len(s) <= 6 && strings.Trim(s, "0123456789") == ""
}

// body redacts JSON or a form. Anything else is replaced as a whole.
func (d *redactor) body(body string, form bool) string {
	if body == "" {
		return ""
	}
	if form {
		return d.query(body, "")
	}
	var v any
	if err := json.Unmarshal([]byte(body), &v, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)); err != nil {
		return "redacted: not JSON"
	}
	return marshal(d.value("", v))
}

func marshal(v any) string {
	text, err := json.Marshal(v, json.Deterministic(true))
	if err != nil {
		panic(err) // it was decoded from JSON
	}
	return string(text)
}

// value redacts a decoded JSON value of a field.
func (d *redactor) value(field string, v any) any {
	switch v := v.(type) {
	case string:
		return d.text(field, v)
	case []any:
		list := make([]any, len(v))
		for i, item := range v {
			list[i] = d.value(field, item)
		}
		return list
	case map[string]any:
		object := make(map[string]any, len(v))
		for _, key := range slices.Sorted(maps.Keys(v)) {
			object[d.key(key)] = d.value(key, v[key])
		}
		return object
	default:
		return v // a number, a boolean or null
	}
}

func (d *redactor) key(key string) string {
	if d.vocabulary.key(key) && !d.secrets[key] {
		return key
	}
	return d.replace("", key)
}

// path redacts the segments of a path.
func (d *redactor) path(path string) string {
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		text, err := url.PathUnescape(segment)
		if err != nil {
			text = segment
		}
		segments[i] = url.PathEscape(d.text("", text))
	}
	return strings.Join(segments, "/")
}

// query redacts a query or a form.
func (d *redactor) query(raw, prefix string) string {
	if raw == "" {
		return ""
	}
	values, err := url.ParseQuery(raw)
	if err != nil {
		return prefix + "redacted"
	}
	redacted := url.Values{}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		for _, value := range values[key] {
			redacted.Add(d.key(key), d.text(key, value))
		}
	}
	return prefix + redacted.Encode()
}

// text redacts a string of a field.
func (d *redactor) text(field, s string) string {
	if d.vocabulary.value(field, s) && !d.secrets[s] {
		return s
	}
	format, _ := formatOf(s)
	switch format {
	case formatTime:
		return redactTime(s)
	case formatJWT:
		header, claims, _ := decodeJWT(s)
		d.secrets[s] = true
		return encode(marshal(d.value("", header))) + "." + encode(marshal(d.value("", claims))) + "." + encode("redacted signature")
	case formatJSON:
		return d.body(s, false)
	case formatURL:
		u, _ := url.Parse(s) // it is one
		host := u.Host
		if host != "stytch.com" {
			host = redactedHost
		}
		out := u.Scheme + "://" + host + d.path(u.EscapedPath()) + d.query(u.RawQuery, "?")
		if u.Fragment != "" {
			out += "#" + url.PathEscape(d.text("error_type", u.Fragment))
		}
		return out
	case formatData:
		// A picture of a QR code holds a secret.
		head, _, _ := strings.Cut(s, ",")
		space := ""
		if strings.HasPrefix(s, head+", ") {
			space = " "
		}
		if head != "data:image/png;base64" {
			head = "data:"
		}
		return head + "," + space + "redacted"
	}
	// The issuer of a JWT is a host and the project ID, which is not quite a URL.
	if id, ok := strings.CutPrefix(s, "stytch.com/"); ok {
		return "stytch.com/" + d.text("", id)
	}
	// A list of scopes is words.
	if words := strings.Split(s, " "); len(words) > 1 && !slices.ContainsFunc(words, func(w string) bool { return !d.vocabulary.values[w] || w == "" }) {
		return s
	}
	return d.replace(field, s)
}

func encode(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

// redactTime keeps a time to the second, and the number of its digits.
func redactTime(s string) string {
	dot := strings.IndexByte(s, '.')
	if dot < 0 {
		return s
	}
	end := dot + 1
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	return s[:dot+1] + strings.Repeat("0", end-dot-1) + s[end:]
}

// replace returns the replacement of a string of a field.
func (d *redactor) replace(field, s string) string {
	if to, ok := d.replaced[s]; ok {
		return to
	}
	format, length := formatOf(s)
	d.counts[format]++
	to := replacement(s, format, length, d.counts[format])
	d.replaced[s] = to
	if format != formatText || d.vocabulary.secrets[field] {
		d.secrets[s] = true
	}
	return to
}

// replacement returns the nth string of a format.
func replacement(s, format string, length, n int) string {
	pad := func(head, filler, tail string) string {
		return head + strings.Repeat(filler, max(0, length-len(head)-len(tail))) + tail
	}
	switch format {
	case formatID:
		match := idPattern.FindStringSubmatch(s)
		return fmt.Sprintf("%s-%s-00000000-0000-4000-8000-%012d", match[1], match[2], n)
	case formatUUID:
		return fmt.Sprintf("00000000-0000-4000-8000-%012d", n)
	case formatEmail:
		return fmt.Sprintf("redacted-%d@redacted.example", n)
	case formatPhone:
		return fmt.Sprintf("+1000%07d", n)
	case formatIP:
		return fmt.Sprintf("192.0.2.%d", n%256)
	case formatDigits:
		return pad("", "0", strconv.Itoa(n))[:length]
	case formatRecovery:
		return fmt.Sprintf("code-%04d-0000", n)
	case formatBase32:
		return pad("REDACTED", "A", base32Number(n))
	case formatHex:
		head := ""
		if strings.HasPrefix(s, "0x") {
			head = "0x"
		}
		return pad(head, "0", fmt.Sprintf("%x", n))
	case formatToken:
		// Characters that only standard base64 has stay visible.
		special := strings.TrimLeft(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
		special = special[len(strings.TrimRight(special, "=")):]
		return pad("redacted", "x", fmt.Sprintf("%d%s", n, special))
	default:
		return fmt.Sprintf("redacted text %d", n)
	}
}

// base32Number writes a number with letters.
func base32Number(n int) string {
	return strings.Map(func(r rune) rune { return 'A' + r - '0' }, strconv.Itoa(n))
}
