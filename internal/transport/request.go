package transport

import (
	"context"
	stdjson "encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/api"
)

// call is one call of an operation, ready to be sent as often as necessary.
type call struct {
	op          Operation
	path        string
	url         *url.URL
	body        []byte
	contentType string
	public      bool
}

func (c *Client) newCall(op Operation, path string, body any) (*call, error) {
	data, contentType, err := encode(body)
	if err != nil {
		return nil, &api.ArgumentError{Operation: op.Name, Argument: "body", Problem: err.Error()}
	}
	if data == nil && op.Method != http.MethodGet && op.Method != http.MethodDelete {
		data, contentType = []byte("{}"), "application/json"
	}
	u, err := c.url(path)
	if err != nil {
		return nil, &api.ArgumentError{Operation: op.Name, Argument: "path", Problem: "cannot be parsed"}
	}
	return &call{op: op, path: path, url: u, body: data, contentType: contentType, public: public(path)}, nil
}

// encode encodes a body: form values as a form, bytes and readers as the JSON that they contain, and anything else as
// JSON. The API accepts only objects, so nothing else is sent.
func encode(body any) (data []byte, contentType string, err error) {
	switch b := body.(type) {
	case nil:
		return nil, "", nil
	case url.Values:
		return []byte(b.Encode()), "application/x-www-form-urlencoded", nil
	case []byte:
		data = b
	case stdjson.RawMessage:
		data = b
	case jsontext.Value:
		data = b
	case io.Reader:
		if data, err = io.ReadAll(b); err != nil {
			return nil, "", errors.New("cannot be read: " + err.Error())
		}
	default:
		if data, err = json.Marshal(body); err != nil {
			return nil, "", errors.New("cannot be encoded as JSON: " + err.Error())
		}
	}
	value := jsontext.Value(data)
	if value.Kind() != '{' || !value.IsValid(jsontext.AllowDuplicateNames(true)) {
		return nil, "", errors.New("is not a JSON object")
	}
	return data, "application/json", nil
}

// Request calls any endpoint by its method and its path below the base URL, with an optional query. It implements
// stytch.Client.Request, which documents the kinds of body and out.
func Request(ctx context.Context, c *Client, method, path string, body, out any) error {
	route, _, _ := strings.Cut(path, "?")
	op := Operation{Name: method + " " + route, Method: method, Path: path, raw: true, idempotent: method == http.MethodGet}
	refuse := func(argument, problem string) error {
		return &api.ArgumentError{Operation: "request", Argument: argument, Problem: problem}
	}
	switch method {
	case http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete:
	default:
		return refuse("method", `is "`+method+`"; use GET, POST, PUT, PATCH or DELETE`)
	}
	if problem := checkPath(path); problem != "" {
		return refuse("path", problem)
	}
	if _, writer := out.(io.Writer); out != nil && !writer {
		if v := reflect.ValueOf(out); v.Kind() != reflect.Pointer || v.IsNil() {
			return refuse("out", "must be nil, a non-nil pointer or an io.Writer")
		}
	}
	call, err := c.newCall(op, path, body)
	if err != nil {
		return err
	}
	return c.do(ctx, call, out)
}

// checkPath returns what is wrong with the path of a raw request, or an empty string. A valid path stays on the host and
// below the base URL, so that the credentials are not sent elsewhere.
func checkPath(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") {
		return `must begin with a single slash, as in "/v1/users", and may not contain a scheme or a host`
	}
	u, err := url.Parse(path)
	if err != nil || u.Host != "" || u.Scheme != "" || strings.ContainsAny(path, " \t") {
		return `cannot be parsed; escape IDs with url.PathEscape`
	}
	if u.Fragment != "" {
		return `contains a "#"; escape it as %23`
	}
	for segment := range strings.SplitSeq(u.Path, "/") {
		if segment == "." || segment == ".." {
			return `contains the segment "` + segment + `"`
		}
	}
	return ""
}
