package transport

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/api"
)

// maxBody is the most that is read of an answer. The largest true one, a page of 1,000 users with full
// metadata, stays below it.
const maxBody = 32 << 20

// answer is what came of one attempt.
type answer struct {
	status int
	header http.Header
	body   []byte

	buffer  *bytes.Buffer // of body
	limited io.LimitedReader
	// err is why no whole answer came.
	err error
	// unsent is true when the request provably never left.
	unsent bool
}

// lenient is how answers are decoded: what a Go program can do without must not fail a call.
var lenient = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// buffers are what answers are read into. One that grew for a large answer is not kept.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

const maxKeptBuffer = 1 << 20

// readBody reads an answer whole, so that its connection can be used again.
func (a *answer) readBody(resp *http.Response, limit int64) {
	a.buffer = buffers.Get().(*bytes.Buffer)
	a.buffer.Reset()
	if n := resp.ContentLength; n > 0 && n <= limit {
		a.buffer.Grow(int(n) + bytes.MinRead)
	}
	a.limited = io.LimitedReader{R: resp.Body, N: limit + 1}
	_, a.err = a.buffer.ReadFrom(&a.limited)
	a.body = a.buffer.Bytes()
	if a.err == nil && int64(len(a.body)) > limit {
		a.err = fmt.Errorf("%w than %d KiB", errTooLarge, limit>>10)
	}
}

// release gives the body back. Nothing may hold on to it.
func (a *answer) release() {
	if a.buffer != nil && a.buffer.Cap() <= maxKeptBuffer {
		buffers.Put(a.buffer)
	}
	a.buffer, a.body = nil, nil
}

// finish decodes an answer into out, or returns the error that it is.
func (c *Client) finish(call *call, ans *answer, out any) *api.Error {
	e := &api.Error{StatusCode: ans.status, Operation: call.op.Name, Environment: c.environment}
	switch {
	case ans.err != nil:
		e.Cause = ans.err
		if ans.status != 0 {
			e.Message = "the answer broke off"
		}
		return e
	case ans.status >= 300 && ans.status < 400:
		e.Message = "redirects are not followed; this one leads to " + hostOf(ans.header.Get("Location"))
		return e
	case ans.status < 200 || ans.status >= 400:
		c.decodeError(call, ans, e)
		c.scrub(call, e)
		return e
	}
	if err := decode(ans, out); err != nil {
		e.Message, e.Cause = "the answer cannot be used", err
		return e
	}
	if reader, ok := out.(HeaderReader); ok {
		reader.ReadHeader(ans.header)
	}
	return nil
}

// decode stores the body of a successful answer in out.
func decode(ans *answer, out any) error {
	switch out := out.(type) {
	case nil:
		return nil
	case io.Writer:
		_, err := out.Write(ans.body)
		return err
	case *[]byte:
		*out = bytes.Clone(ans.body)
		return nil
	}
	if len(bytes.TrimSpace(ans.body)) == 0 {
		return errors.New("its body is empty")
	}
	if contentType := ans.header.Get("Content-Type"); !isJSON(contentType) {
		return fmt.Errorf("it is %s, not JSON", describe(contentType, ans.body))
	}
	if err := json.Unmarshal(ans.body, out, lenient); err != nil {
		return decodeFailure(err)
	}
	// An object of another shape would decode to nothing, silently.
	if v := reflect.ValueOf(out).Elem(); v.Kind() == reflect.Struct && v.IsZero() {
		return errors.New("its JSON has none of the expected fields")
	}
	return nil
}

// decodeFailure names where decoding failed. The json package's own words may quote the value there.
func decodeFailure(err error) error {
	if semantic, ok := errors.AsType[*json.SemanticError](err); ok {
		return fmt.Errorf("its JSON does not decode: the value at %q is not a %v", string(semantic.JSONPointer), semantic.GoType)
	}
	return fmt.Errorf("its JSON does not decode: %w", err)
}

// decodeError fills e from the body of an error, in Stytch's form or that of OAuth 2.0 (RFC 6749,
// section 5.2). Members of another type than expected are passed over: the rest still tells much.
func (c *Client) decodeError(call *call, ans *answer, e *api.Error) {
	e.RetryAfter = retryAfter(ans.header.Get("Retry-After"), time.Now())
	var body map[string]any
	if err := json.Unmarshal(ans.body, &body, lenient); err != nil || body == nil {
		e.Message = "the answer is " + describe(ans.header.Get("Content-Type"), ans.body)
		return
	}
	text := func(names ...string) string {
		for _, name := range names {
			if s, ok := body[name].(string); ok && s != "" {
				return s
			}
		}
		return ""
	}
	e.Type = api.ErrorType(text("error_type", "error"))
	e.Message = text("error_message", "error_description")
	e.URL = text("error_url", "error_uri")
	e.RequestID = text("request_id")
	switch details := body["error_details"].(type) {
	case nil:
	case map[string]any:
		e.Details = details
	default:
		e.Details = map[string]any{"error_details": details}
	}
	e.ForeignID = foreignID(call, c.environment)
	if e.Type == "" && e.Message == "" {
		e.Message = "the answer is " + describe(ans.header.Get("Content-Type"), ans.body) + ", without an error type"
	}
}

// ids matches the ids of Stytch, whose middle says the environment.
var ids = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[a-z0-9]+(?:-[a-z0-9]+)*?-(test|live)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`)
})

// foreignID finds an id in the path or body of a call that belongs to the other environment.
func foreignID(call *call, environment api.Env) string {
	for _, sent := range []string{call.path, string(call.body)} {
		for _, match := range ids().FindAllStringSubmatch(sent, -1) {
			if api.Env(match[1]) != environment {
				return match[0]
			}
		}
	}
	return ""
}

func isJSON(contentType string) bool {
	if contentType == "" || contentType == "application/json" {
		return true
	}
	media, _, err := mime.ParseMediaType(contentType)
	return err == nil && (media == "application/json" || strings.HasSuffix(media, "+json"))
}

// describe says what a body is without showing it: it might echo what was sent.
func describe(contentType string, body []byte) string {
	if len(bytes.TrimSpace(body)) == 0 {
		return "empty"
	}
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		media = "of no known content type"
	}
	return media + " (" + strconv.Itoa(len(body)) + " bytes)"
}

// retryAfter reads a Retry-After header (RFC 9110, section 10.2.3): seconds or a date. Nonsense is 0.
func retryAfter(header string, now time.Time) time.Duration {
	if seconds, err := strconv.ParseUint(header, 10, 32); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if date, err := http.ParseTime(header); err == nil && date.After(now) {
		return date.Sub(now)
	}
	return 0
}
