package conformance_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/internal/clienttest"
)

// method is one method of a service that calls the API.
type method struct {
	name string
	call reflect.Value
}

var (
	contextType = reflect.TypeFor[context.Context]()
	errorType   = reflect.TypeFor[error]()
)

// methods returns every method of every service that takes a context and returns a response, which is a pointer,
// and an error.
func methods(v reflect.Value, prefix string) []method {
	var found []method
	for i := range v.NumMethod() {
		m := v.Type().Method(i)
		t := v.Method(i).Type()
		if t.NumIn() > 0 && t.In(0) == contextType && t.NumOut() == 2 && t.Out(0).Kind() == reflect.Pointer && t.Out(1) == errorType && !t.IsVariadic() {
			found = append(found, method{prefix + m.Name, v.Method(i)})
		}
	}
	for i := range v.Elem().NumField() {
		if f := v.Elem().Type().Field(i); f.IsExported() && f.Type.Kind() == reflect.Pointer {
			found = append(found, methods(v.Elem().Field(i), prefix+f.Name+".")...)
		}
	}
	return found
}

// operationKey maps the names of a method and of its operation to the same key: MagicLinks.Email.Send and
// magic_links.email.send.
func operationKey(name string) string {
	return strings.ReplaceAll(strings.ToLower(name), "_", "")
}

// awkward is an ID that has to be escaped.
const awkward = "a/b ?c#d%2Fe&f=ä;.."

// Every operation of the domains that have a package has exactly one method, which sends what the document says and
// decodes every field of the response.
func TestEachOperationHasItsMethod(t *testing.T) {
	t.Parallel()
	doc := apidoc.Load(t, "../../api/openapi.yaml")

	var got *http.Request
	var gotBody []byte // as JSON, even if a form was sent
	var response []byte
	var status int
	client := clienttest.New(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		gotBody = readBody(t, r)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write(response)
	})
	byKey := map[string]method{}
	for _, m := range methods(reflect.ValueOf(client), "") {
		if other, taken := byKey[operationKey(m.name)]; taken {
			t.Errorf("%s and %s are the same operation", m.name, other.name)
		}
		byKey[operationKey(m.name)] = m
	}

	for _, op := range apidoc.Operations(t, doc) {
		if !slices.Contains(apidoc.Domains, op.Tag) {
			t.Errorf("%s: add its tag, %s, to Domains in internal/apidoc/apidoc.go", op.ID, op.Tag)
			continue
		}
		m, ok := byKey[operationKey(op.ID)]
		if !ok {
			t.Errorf("%s: no method of the client has this name: write it in package %s", op.ID, strings.ToLower(op.Tag))
			continue
		}
		delete(byKey, operationKey(op.ID))

		full, err := json.Marshal(apidoc.Full(op.Response))
		if err != nil {
			t.Fatal(err)
		}
		response, status = full, op.Status
		args := []reflect.Value{reflect.ValueOf(t.Context())}
		for i := 1; i < m.call.Type().NumIn(); i++ {
			in := m.call.Type().In(i)
			if in.Kind() == reflect.String {
				args = append(args, reflect.ValueOf(awkward))
				continue
			}
			arg := reflect.New(in)
			body, err := json.Marshal(apidoc.Full(op.Request))
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(body, arg.Interface()); err != nil {
				t.Fatalf("%s: %v", op.ID, err)
			}
			args = append(args, arg.Elem())
		}
		out := m.call.Call(args)
		if err, _ := reflect.TypeAssert[error](out[1]); err != nil {
			t.Errorf("%s: %v", op.ID, err)
			continue
		}

		if op.Request != nil && got.Header.Get("Content-Type") != op.ContentType {
			t.Errorf("%s: sent %s, want %s", op.ID, got.Header.Get("Content-Type"), op.ContentType)
		}
		if got.Method != op.Method || got.RequestURI != wantURI(op) {
			t.Errorf("%s: sent %s %s, want %s %s", op.ID, got.Method, got.RequestURI, op.Method, wantURI(op))
		}
		if _, _, hasAuth := got.BasicAuth(); hasAuth == op.Public {
			t.Errorf("%s: sent credentials: %v, public: %v", op.ID, hasAuth, op.Public)
		}
		if diff := cmp.Diff(wantBody(op), decode(t, gotBody)); diff != "" {
			t.Errorf("%s: body (-want +sent):\n%s", op.ID, diff)
		}
		if op.Request != nil {
			if err := op.Request.Value.VisitJSON(decode(t, gotBody), openapi3.EnableFormatValidation()); err != nil {
				t.Errorf("%s: body against the document: %v", op.ID, err)
			}
		}
		again, err := json.Marshal(out[0].Interface())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(apidoc.Full(op.Response), decode(t, again)); diff != "" {
			t.Errorf("%s: response (-sent +decoded):\n%s", op.ID, diff)
		}
	}
	for _, m := range byKey {
		t.Errorf("%s is not an operation of the document", m.name)
	}
}

// wantURI returns the request URI of an operation whose parameters are all awkward, except for the project ID.
func wantURI(op apidoc.Operation) string {
	segments := strings.Split(op.Path, "/")
	for i, s := range segments {
		switch {
		case s == "{project_id}":
			segments[i] = clienttest.ProjectID
		case strings.HasPrefix(s, "{"):
			segments[i] = url.PathEscape(awkward)
		}
	}
	uri := strings.Join(segments, "/")
	if len(op.Query) > 0 {
		uri += "?" + op.Query[0] + "=" + url.QueryEscape(awkward)
	}
	return uri
}

// wantBody returns the body that an operation sends: all fields, {} for a POST without any, or nothing.
func wantBody(op apidoc.Operation) any {
	switch {
	case op.Request != nil:
		return apidoc.Full(op.Request)
	case op.Method == http.MethodPost:
		return map[string]any{}
	default:
		return nil
	}
}

// readBody returns the body of a request. A form becomes a JSON object of strings.
func readBody(t *testing.T, r *http.Request) []byte {
	t.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if r.Header.Get("Content-Type") != "application/x-www-form-urlencoded" {
		return body
	}
	values, err := url.ParseQuery(string(body))
	if err != nil {
		t.Fatal(err)
	}
	object := map[string]string{}
	for name, list := range values {
		if len(list) != 1 {
			t.Errorf("%s %s: %s is sent %d times", r.Method, r.RequestURI, name, len(list))
		}
		object[name] = list[0]
	}
	if body, err = json.Marshal(object); err != nil {
		t.Fatal(err)
	}
	return body
}

func decode(t *testing.T, body []byte) any {
	t.Helper()
	if len(body) == 0 {
		return nil
	}
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatalf("%v in %q", err, body)
	}
	return v
}

// placeholders returns arguments with which a method sends its request: each ID, and each string of the request, is set.
func placeholders(ctx context.Context, m method) []reflect.Value {
	args := []reflect.Value{reflect.ValueOf(ctx)}
	for i := 1; i < m.call.Type().NumIn(); i++ {
		arg := reflect.New(m.call.Type().In(i)).Elem()
		if arg.Kind() == reflect.String {
			arg.SetString("id")
		}
		if arg.Kind() == reflect.Struct {
			for _, field := range arg.Fields() {
				if field.Kind() == reflect.String {
					field.SetString("id")
				}
			}
		}
		args = append(args, arg)
	}
	return args
}

// IDs that would address another endpoint are rejected before anything is sent.
func TestBadIDsAreNotSent(t *testing.T) {
	t.Parallel()
	client := clienttest.New(t, func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("sent %s %s", r.Method, r.RequestURI)
	})
	for _, m := range methods(reflect.ValueOf(client), "") {
		for _, id := range []string{"", ".", ".."} {
			args := []reflect.Value{reflect.ValueOf(t.Context())}
			hasID := false
			for i := 1; i < m.call.Type().NumIn(); i++ {
				arg := reflect.New(m.call.Type().In(i)).Elem()
				if arg.Kind() == reflect.String {
					arg.SetString(id)
					hasID = true
				}
				args = append(args, arg)
			}
			if !hasID {
				continue
			}
			out := m.call.Call(args)
			err, _ := reflect.TypeAssert[error](out[1])
			if _, ok := errors.AsType[*stytch.ArgumentError](err); !ok || !out[0].IsNil() {
				t.Errorf("%s(%q) = %v, %v; want nil and an ArgumentError", m.name, id, out[0], err)
			}
		}
	}
}
