package transport

import (
	"bytes"
	"context"
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

const (
	// maxBody is the most that is read of a response. The largest real one, a page of 1,000 users with full
	// metadata, stays below it.
	maxBody = 32 << 20
	// maxErrorBody is the same for an error. Decoded, a body may take thirty times its size.
	maxErrorBody = 1 << 20
	// largeBody is the size from which decoding takes long enough to look at the context meanwhile.
	largeBody = 1 << 20
)

// answer is what came of one attempt.
type answer struct {
	status int
	header http.Header
	body   []byte

	buffer  *bytes.Buffer // of body
	limited io.LimitedReader
	// err is why no whole answer came.
	err error
	// tooLarge is set for an error whose body was not read to its end.
	tooLarge error
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
		if a.status >= 300 {
			// The status says more than a body that nobody reads.
			a.tooLarge, a.err, a.body = a.err, nil, nil
		}
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
func (c *Client) finish(ctx context.Context, call *call, ans *answer, out any) *api.Error {
	var failure error // to decode
	if ans.err == nil && ans.status >= 200 && ans.status < 300 {
		if failure = decode(ctx, ans, out); failure == nil {
			if reader, ok := out.(HeaderReader); ok {
				reader.ReadHeader(ans.header)
			}
			return nil
		}
	}
	e := &api.Error{StatusCode: ans.status, Operation: call.op.Name, Environment: c.environment}
	switch {
	case failure != nil:
		e.Message, e.Cause = "the answer cannot be used", failure
	case ans.err != nil:
		e.Cause = ans.err
		if ans.status != 0 {
			e.Message = "the answer broke off"
		}
	case ans.status >= 300 && ans.status < 400:
		e.Message = "redirects are not followed; this one leads to " + hostOf(ans.header.Get("Location"))
	default:
		c.decodeError(call, ans, e)
		c.scrub(call, e)
	}
	return e
}

// decode stores the body of a successful answer in out.
func decode(ctx context.Context, ans *answer, out any) error {
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
	if err := unmarshal(ctx, ans.body, out); err != nil {
		return decodeFailure(err)
	}
	// An object of another shape would decode to nothing, silently.
	if v := reflect.ValueOf(out).Elem(); v.Kind() == reflect.Struct && v.IsZero() {
		return errors.New("its JSON has none of the expected fields")
	}
	return nil
}

// unmarshal decodes a body. A large one is given up when the context ends.
func unmarshal(ctx context.Context, body []byte, out any) error {
	if len(body) < largeBody {
		return json.Unmarshal(body, out, lenient)
	}
	return json.UnmarshalRead(&contextReader{ctx, bytes.NewReader(body)}, out, lenient)
}

// contextReader reads until its context ends.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (r *contextReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p[:min(len(p), 64<<10)])
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
	if ans.tooLarge != nil {
		e.Message = ans.tooLarge.Error()
		return
	}
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
