package transport

import (
	"bytes"
	"context"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"reflect"
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

// outcome is the result of an attempt: a response or an error.
type outcome struct {
	status int
	header http.Header
	body   []byte

	buffer  *bytes.Buffer // of body
	limited io.LimitedReader
	// err is the reason why there is no complete response.
	err error
	// tooLarge is set for an error whose body was not read to its end.
	tooLarge error
	// unsent is true if the server provably has not handled the request.
	unsent bool
}

// lenient holds the options for decoding responses. A defect that a program can tolerate must not fail a call.
var lenient = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// buffers are for reading responses. A buffer that grew for a large response is not kept.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

const maxKeptBuffer = 1 << 20

// errTooLarge begins the reason why a body was not read to its end. The limit follows.
var errTooLarge = errors.New("the body is larger")

// readBody reads a response to its end, so that its connection can be reused.
func (o *outcome) readBody(resp *http.Response, limit int64) {
	o.buffer = buffers.Get().(*bytes.Buffer)
	o.buffer.Reset()
	if n := resp.ContentLength; n > 0 && n <= limit {
		o.buffer.Grow(int(n) + bytes.MinRead)
	}
	o.limited = io.LimitedReader{R: resp.Body, N: limit + 1}
	_, o.err = o.buffer.ReadFrom(&o.limited)
	o.body = o.buffer.Bytes()
	if o.err == nil && int64(len(o.body)) > limit {
		o.err = &message{text: fmt.Sprintf("%v than %d KiB", errTooLarge, limit>>10), err: errTooLarge}
		if o.status >= 300 {
			// The status is more useful than the failure to read the body.
			o.tooLarge, o.err, o.body = o.err, nil, nil
		}
	}
}

// release returns the buffer of the body. Nothing may refer to it any more.
func (o *outcome) release() {
	if o.buffer != nil && o.buffer.Cap() <= maxKeptBuffer {
		buffers.Put(o.buffer)
	}
	o.buffer, o.body = nil, nil
}

// finish decodes a successful response into out, and returns an error for any other outcome.
func (c *Client) finish(ctx context.Context, call *call, got *outcome, out any) *api.Error {
	var failure error // to decode
	if got.err == nil && got.status >= 200 && got.status < 300 {
		if failure = decode(ctx, got, out); failure == nil {
			if reader, ok := out.(HeaderReader); ok {
				reader.ReadHeader(got.header)
			}
			return nil
		}
	}
	e := &api.Error{StatusCode: got.status, Operation: call.op.Name, Environment: c.environment}
	s := c.screen(call)
	switch {
	case failure != nil:
		e.Message, e.Cause = "the response could not be decoded", s.decodeCause(got, failure)
	case got.err != nil:
		e.Cause = s.cause(got.err)
		if got.status != 0 {
			e.Message = "the response could not be read"
		}
	case got.status >= 300 && got.status < 400:
		e.Message = "redirects are not followed; this one leads to " + s.host(got.header.Get("Location"))
	default:
		s.decodeError(got, e)
		e.ForeignID = foreignID(s.sent, c.environment)
	}
	return e
}

// The reasons why a successful response cannot be decoded.
var (
	errEmpty   error = &message{text: "its body is empty", err: api.ErrForeignResponse}
	errNotJSON       = errors.New("it is not JSON")
)

// decode stores the body of a successful response in out.
func decode(ctx context.Context, got *outcome, out any) error {
	switch out := out.(type) {
	case nil:
		return nil
	case io.Writer:
		_, err := out.Write(got.body)
		return err
	case *[]byte:
		*out = bytes.Clone(got.body)
		return nil
	case *stdjson.RawMessage:
		*out = bytes.Clone(got.body)
		return nil
	case *jsontext.Value:
		*out = bytes.Clone(got.body)
		return nil
	}
	if len(bytes.TrimSpace(got.body)) == 0 {
		return errEmpty
	}
	if !isJSON(got.header.Get("Content-Type")) {
		return errNotJSON
	}
	fast, ok := out.(FastDecoder)
	var err error
	if ok {
		err = unmarshalFast(ctx, got.body, fast)
	} else {
		err = unmarshal(ctx, got.body, out)
	}
	if err != nil {
		return decodeFailure(err, got.body, reflect.TypeOf(out))
	}
	// An object of another shape decodes without an error, to nothing.
	if (ok && fast.IsZero() || !ok && isZeroStruct(out)) && !hasField(got.body, reflect.TypeOf(out).Elem()) {
		return &message{text: "its JSON has none of the expected fields", err: origin(got.body)}
	}
	// A gateway's own status or ID decodes to something.
	if out, ok := out.(Essential); ok && out.Missing() != "" {
		return &message{text: "its JSON has no " + out.Missing(), err: api.ErrForeignResponse}
	}
	return nil
}

func isZeroStruct(out any) bool {
	v := reflect.ValueOf(out).Elem()
	return v.Kind() == reflect.Struct && v.IsZero()
}

// unmarshal decodes a body. It stops in the middle of a large one when the context ends.
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

// decodeCause returns an error of decode in the form in which an [api.Error] may wrap it.
func (s *screen) decodeCause(got *outcome, err error) error {
	switch {
	case errors.Is(err, errEmpty):
		return err
	case errors.Is(err, errNotJSON):
		return &message{text: "it is " + s.describe(got.header.Get("Content-Type"), got.body) + ", not JSON", err: api.ErrForeignResponse}
	}
	return s.cause(err)
}

// decodeFailure returns an error with the place where decoding failed. Those of the json package quote the response.
func decodeFailure(err error, body []byte, out reflect.Type) error {
	if semantic, ok := errors.AsType[*json.SemanticError](err); ok {
		text := fmt.Sprintf("its JSON does not decode: the value%s is not a %v", place(semantic.JSONPointer, out), semantic.GoType)
		return &message{text: text, err: origin(body)}
	}
	m := &message{text: "its JSON does not decode: it is malformed", err: api.ErrForeignResponse}
	if syntactic, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		m.text += place(syntactic.JSONPointer, out)
	}
	for _, cause := range []error{io.ErrUnexpectedEOF, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, cause) {
			m.text, m.err = m.text+": "+cause.Error(), cause
		}
	}
	return m
}

// place renders a JSON pointer for a message. Tokens that do not name a field are from the response, so it replaces
// them with an asterisk.
func place(pointer jsontext.Pointer, t reflect.Type) string {
	var b strings.Builder
	for token := range pointer.Tokens() {
		for t != nil && t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		kind := reflect.Invalid
		if t != nil {
			kind = t.Kind()
		}
		name := "*"
		switch kind { //nolint:exhaustive // nothing else has members
		case reflect.Struct:
			if t = fieldType(t, token); t != nil {
				name = token
			}
		case reflect.Slice, reflect.Map:
			t = t.Elem()
		default:
			t = nil
		}
		b.WriteString("/" + name)
	}
	if b.Len() == 0 {
		return ""
	}
	return ` at "` + b.String() + `"`
}

// fieldType returns the type of the field with a JSON name, nil if there is none.
func fieldType(t reflect.Type, name string) reflect.Type {
	for _, field := range reflect.VisibleFields(t) {
		tagged, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.IsExported() && (tagged == name || tagged == "" && !field.Anonymous && field.Name == name) {
			return field.Type
		}
	}
	return nil
}

// decodeError fills e from the body of an error, in Stytch's form or that of OAuth 2.0 (RFC 6749, section 5.2). It
// ignores members of an unexpected type, so that the others are not lost.
func (s *screen) decodeError(got *outcome, e *api.Error) {
	e.RetryAfter = retryAfter(got.header.Get("Retry-After"), time.Now())
	if got.tooLarge != nil {
		e.Message = got.tooLarge.Error()
		return
	}
	var body map[string]any
	if err := json.Unmarshal(got.body, &body, lenient); err != nil || body == nil {
		e.Message = "the response is " + s.describe(got.header.Get("Content-Type"), got.body)
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
	untyped := e.Type == "" && e.Message == ""
	s.withhold(e, got.body)
	if untyped {
		e.Message = "the response is " + s.describe(got.header.Get("Content-Type"), got.body) + ", without an error type"
	}
}

func isJSON(contentType string) bool {
	if contentType == "" || contentType == "application/json" {
		return true
	}
	media, _, err := mime.ParseMediaType(contentType)
	return err == nil && (media == "application/json" || strings.HasSuffix(media, "+json"))
}

// retryAfter parses a Retry-After header (RFC 9110, section 10.2.3), which is in seconds or a date. It returns 0 for a
// malformed one.
func retryAfter(header string, now time.Time) time.Duration {
	if seconds, err := strconv.ParseUint(header, 10, 32); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if date, err := http.ParseTime(header); err == nil && date.After(now) {
		return date.Sub(now)
	}
	return 0
}
