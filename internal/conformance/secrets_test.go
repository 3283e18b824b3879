package conformance_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/internal/clienttest"
)

// secretsIn returns the strings of a value that its schema calls passwords.
func secretsIn(schema *openapi3.Schema, value any) []string {
	var found []string
	object, _ := value.(map[string]any)
	for name, field := range schema.Properties {
		if s, ok := object[name].(string); ok && field.Value.Format == "password" {
			found = append(found, s)
		}
		found = append(found, secretsIn(field.Value, object[name])...)
	}
	for _, part := range schema.AllOf {
		found = append(found, secretsIn(part.Value, value)...)
	}
	return found
}

// Every operation is called with secrets planted in all their places, by servers that quote the request back in
// every way an answer can fail. No secret shows in an error, a log record or anything printed.
func TestNoOperationShowsASecret(t *testing.T) {
	t.Parallel()
	quote := func(w http.ResponseWriter, r *http.Request, status int, contentType string, body func(quoted string) string) {
		sent, _ := io.ReadAll(r.Body)
		quoted, err := json.Marshal(string(sent) + r.Header.Get("Authorization") + r.RequestURI)
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body(string(quoted)))
	}
	servers := map[string]http.HandlerFunc{
		"error": func(w http.ResponseWriter, r *http.Request) {
			sent, _ := io.ReadAll(r.Body)
			r.Body = io.NopCloser(bytes.NewReader(sent))
			quote(w, r, 400, "application/json", func(q string) string {
				if len(sent) == 0 {
					sent = []byte("null")
				}
				return `{"error_type":"bad_request","error_message":` + q + `,"error_url":` + q + `,"error_details":{"body":` + string(sent) + `,"text":[` + q + `]}}`
			})
		},
		"html error": func(w http.ResponseWriter, r *http.Request) {
			quote(w, r, 502, "text/html", func(q string) string { return "<pre>" + q })
		},
		"html": func(w http.ResponseWriter, r *http.Request) {
			quote(w, r, 200, "text/html", func(q string) string { return "<pre>" + q })
		},
		"wrong types": func(w http.ResponseWriter, r *http.Request) {
			quote(w, r, 200, "application/json", func(q string) string { return `{"status_code":` + q + `}` })
		},
		"cut short": func(w http.ResponseWriter, r *http.Request) {
			quote(w, r, 200, "application/json", func(q string) string { return `{"request_id":` + q[:len(q)-1] })
		},
		"redirect": func(w http.ResponseWriter, r *http.Request) {
			sent, _ := io.ReadAll(r.Body)
			w.Header().Set("Location", "/x?"+string(sent)+r.Header.Get("Authorization"))
			w.WriteHeader(http.StatusFound)
		},
		"cut off": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	}
	ops := map[string]apidoc.Operation{}
	for _, op := range apidoc.Operations(t, apidoc.Load(t, "../../api/openapi.yaml")) {
		ops[operationKey(op.ID)] = op
	}
	for name, handler := range servers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var output bytes.Buffer
			logger := slog.New(slog.NewJSONHandler(&output, &slog.HandlerOptions{Level: slog.LevelDebug}))
			client := clienttest.New(t, handler, clienttest.Once, stytch.WithLogger(logger))
			planted := []string{clienttest.Secret, base64.StdEncoding.EncodeToString([]byte(clienttest.ProjectID + ":" + clienttest.Secret))}
			for _, m := range methods(reflect.ValueOf(client), "") {
				op := ops[operationKey(m.name)]
				args := []reflect.Value{reflect.ValueOf(t.Context())}
				for i := 1; i < m.call.Type().NumIn(); i++ {
					arg := reflect.New(m.call.Type().In(i))
					if arg.Elem().Kind() == reflect.String {
						arg.Elem().SetString("id")
					} else {
						value := apidoc.Full(op.Request)
						planted = append(planted, secretsIn(op.Request.Value, value)...)
						body, err := json.Marshal(value)
						if err != nil {
							t.Fatal(err)
						}
						if err := json.Unmarshal(body, arg.Interface()); err != nil {
							t.Fatal(err)
						}
					}
					args = append(args, arg.Elem())
				}
				out := m.call.Call(args)
				err, _ := reflect.TypeAssert[error](out[1])
				if err == nil {
					t.Fatalf("%s succeeded", m.name)
				}
				fmt.Fprintln(&output, err)
				fmt.Fprintf(&output, "%v %+v %#v %s %q\n", err, err, err, err, err)
				if e, ok := errors.AsType[*stytch.Error](err); ok {
					fmt.Fprintf(&output, "%+v %#v %v %v\n", *e, *e, e.Details, e.Hint())
				}
				logger.Error("failed", "err", err, "client", client, "arguments", args[1:])
				for _, arg := range args[1:] {
					fmt.Fprintf(&output, "%v %+v %#v\n", arg, arg, arg)
				}
			}
			if len(planted) < 50 {
				t.Fatalf("only %d secrets planted", len(planted))
			}
			for _, value := range planted {
				if shown := output.String(); strings.Contains(shown, value) {
					at := strings.Index(shown, value)
					t.Errorf("shows %q: ...%s...", value, shown[max(0, at-200):min(len(shown), at+100)])
				}
			}
		})
	}
}
