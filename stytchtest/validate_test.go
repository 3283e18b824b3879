package stytchtest_test

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/stytchtest"
)

// newServer starts a server and checks everything that passes through it against the API document. A request that
// gets a 400 may be invalid, as the response says. Every response must be valid. The users at the end of the test
// must be those that the webhooks tell of.
func newServer(t *testing.T, opts ...stytchtest.Option) *stytchtest.Server {
	t.Helper()
	srv := stytchtest.NewServer(t, append(slices.Clip(opts), stytchtest.WithMiddleware(validated(t)))...)
	replicated(t, srv)
	return srv
}

// newClient starts such a server and returns it with a client.
func newClient(t *testing.T, opts ...stytchtest.Option) (*stytchtest.Server, *stytch.Client) {
	t.Helper()
	srv := newServer(t, opts...)
	return srv, srv.Client()
}

// documented is an operation of the document with all that its validation takes.
type documented struct {
	tag      string
	segments []string
	route    routers.Route
}

// document reads the API document once.
var document = sync.OnceValue(func() map[string]*documented {
	doc, err := openapi3.NewLoader().LoadFromFile("../api/openapi.yaml")
	if err != nil {
		panic(err)
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
	return operations
})

// find returns the operation of a request and its path parameters. Where two fit, the one with fewer
// parameters is meant.
func find(r *http.Request) (*documented, map[string]string) {
	var found *documented
	var params map[string]string
	segments := strings.Split(r.URL.Path, "/")
	for _, d := range document() {
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

// reached are the operations that some test called with success.
var reached sync.Map

// validated checks what passes through a handler.
func validated(t *testing.T) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				t.Errorf("reading a request: %v", err)
			}
			r.Body = io.NopCloser(bytes.NewReader(body))
			recorder := httptest.NewRecorder()
			next.ServeHTTP(recorder, r)
			r.Body = io.NopCloser(bytes.NewReader(body))
			if err := check(r, body, recorder); err != nil {
				t.Errorf("%s %s: %v\nrequest %s\nanswer %d %s", r.Method, r.URL.Path, err, body, recorder.Code, recorder.Body)
			}
			maps.Copy(w.Header(), recorder.Header())
			w.WriteHeader(recorder.Code)
			_, _ = w.Write(recorder.Body.Bytes())
		})
	}
}

// check validates a request and its response.
func check(r *http.Request, body []byte, answer *httptest.ResponseRecorder) error {
	op, params := find(r)
	if op == nil {
		return nil // the operation is unknown, and so is the schema of its response
	}
	input := &openapi3filter.RequestValidationInput{
		Request: r, PathParams: params, Route: &op.route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, SkipSettingDefaults: true},
	}
	// The document knows the token endpoint as that of M2M clients. Apps share it.
	appsGrant := op.route.Operation.OperationID == "m2m.token" && !bytes.Contains(body, []byte("grant_type=client_credentials"))
	if answer.Code != http.StatusBadRequest && !appsGrant {
		if err := openapi3filter.ValidateRequest(r.Context(), input); err != nil {
			return fmt.Errorf("the request is invalid: %w", err)
		}
	}
	if answer.Code < 300 {
		reached.Store(op.route.Operation.OperationID, true)
	}
	return openapi3filter.ValidateResponse(r.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: input, Status: answer.Code, Header: answer.Header(),
		Body: io.NopCloser(bytes.NewReader(answer.Body.Bytes())), Options: input.Options,
	})
}

// TestMain fails when the tests together leave an operation of the domains out.
func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	if code == 0 && flag.Lookup("test.run").Value.String() == "" && flag.Lookup("test.list").Value.String() == "" {
		if missed := unreached(); len(missed) > 0 {
			fmt.Fprintln(os.Stderr, "no test called these operations with success:", missed)
			code = 1
		}
	}
	os.Exit(code)
}

// unreached lists the operations of the domains that no test called with success.
func unreached() []string {
	var missed []string
	for id, op := range document() {
		if _, ok := reached.Load(id); !ok && slices.Contains(apidoc.Domains, op.tag) {
			missed = append(missed, id)
		}
	}
	slices.Sort(missed)
	return missed
}
