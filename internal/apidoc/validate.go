package apidoc

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
)

// Validator checks requests and their responses against the document.
type Validator struct {
	// ResponsesOnly accepts any request, and an error page such as a proxy returns, which an injected fault stands for.
	ResponsesOnly bool

	operations func() (map[string]*documented, error)
	// reached are the IDs of the operations that were called with success.
	reached sync.Map
}

// documented is an operation of the document with all that its validation takes.
type documented struct {
	tag      string
	segments []string
	route    routers.Route
}

// NewValidator returns a validator that reads the document at its first check.
func NewValidator(path string) *Validator {
	return &Validator{operations: sync.OnceValues(func() (map[string]*documented, error) {
		doc, err := openapi3.NewLoader().LoadFromFile(path)
		if err != nil {
			return nil, err
		}
		operations := map[string]*documented{}
		for path, item := range doc.Paths.Map() {
			for method, op := range item.Operations() {
				operations[op.OperationID] = &documented{
					tag:      op.Tags[0],
					segments: strings.Split(path, "/"),
					route:    routers.Route{Spec: doc, Path: path, PathItem: item, Method: method, Operation: op},
				}
			}
		}
		return operations, nil
	})}
}

// Middleware checks what passes through a handler. It calls invalid for a response that does not match the document,
// or a request that should have been rejected, before the client gets the response. invalid can replace the response.
func (v *Validator) Middleware(next http.Handler, invalid func(resp *httptest.ResponseRecorder, err error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(http.ErrAbortHandler) // the client has disconnected
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		resp := httptest.NewRecorder()
		next.ServeHTTP(resp, r)
		r.Body = io.NopCloser(bytes.NewReader(body))
		if err := v.check(r, body, resp); err != nil {
			invalid(resp, fmt.Errorf("%s %s: %w\nrequest %s\nresponse %d %s", r.Method, r.URL.Path, err, body, resp.Code, resp.Body))
		}
		maps.Copy(w.Header(), resp.Header())
		w.WriteHeader(resp.Code)
		_, _ = w.Write(resp.Body.Bytes()) // the client may have disconnected
	})
}

// Unreached lists the operations of all domains that were not called with success.
func (v *Validator) Unreached() []string {
	operations, err := v.operations()
	if err != nil {
		return []string{err.Error()}
	}
	var missed []string
	for id, op := range operations {
		if _, ok := v.reached.Load(id); !ok && slices.Contains(Domains, op.tag) {
			missed = append(missed, id)
		}
	}
	slices.Sort(missed)
	return missed
}

// find returns the operation of a request and its path parameters. If two match, the one with fewer parameters is meant.
func find(operations map[string]*documented, r *http.Request) (found *documented, params map[string]string) {
	segments := strings.Split(r.URL.Path, "/")
	for _, d := range operations {
		if d.route.Method != r.Method || len(d.segments) != len(segments) {
			continue
		}
		values := map[string]string{}
		fits := true
		for i, want := range d.segments {
			if name, ok := strings.CutPrefix(want, "{"); ok {
				values[strings.TrimSuffix(name, "}")] = segments[i]
			} else {
				fits = fits && want == segments[i]
			}
		}
		if fits && (found == nil || len(values) < len(params)) {
			found, params = d, values
		}
	}
	return found, params
}

// check validates a request and its response. A request that gets a 400 may be invalid, as the response says.
func (v *Validator) check(r *http.Request, body []byte, resp *httptest.ResponseRecorder) error {
	operations, err := v.operations()
	if err != nil {
		return err
	}
	op, params := find(operations, r)
	if op == nil {
		return nil // the document has no such operation, and no schema of its response
	}
	input := &openapi3filter.RequestValidationInput{
		Request: r, PathParams: params, Route: &op.route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, SkipSettingDefaults: true},
	}
	// The document has the token endpoint as that of M2M clients. Apps share it.
	appsGrant := op.route.Operation.OperationID == "m2m.token" && !bytes.Contains(body, []byte("client_credentials"))
	if resp.Code != http.StatusBadRequest && !appsGrant && !v.ResponsesOnly {
		if err := openapi3filter.ValidateRequest(r.Context(), input); err != nil {
			return fmt.Errorf("the request is invalid: %w", err)
		}
	}
	if v.ResponsesOnly && resp.Code >= http.StatusInternalServerError && strings.HasPrefix(resp.Header().Get("Content-Type"), "text/html") {
		return nil
	}
	if resp.Code < http.StatusMultipleChoices {
		v.reached.Store(op.route.Operation.OperationID, true)
	}
	return openapi3filter.ValidateResponse(r.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: input, Status: resp.Code, Header: resp.Header(),
		Body: io.NopCloser(bytes.NewReader(resp.Body.Bytes())), Options: input.Options,
	})
}
