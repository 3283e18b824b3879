package conformance_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/users"
)

// The fuzz targets run their corpora with every go test. To look for more:
//
//	go test -run '^$' -fuzz FuzzErrorBodies -fuzztime 5m ./internal/conformance

// canned is a transport that always returns the same response.
type canned struct {
	status      int
	contentType string
	body        []byte
	sent        *http.Request
}

func (c *canned) RoundTrip(r *http.Request) (*http.Response, error) {
	c.sent = r
	return &http.Response{
		StatusCode: c.status, Header: http.Header{"Content-Type": {c.contentType}},
		Body: io.NopCloser(bytes.NewReader(c.body)), ContentLength: -1, Request: r,
	}, nil
}

func cannedClient(tb testing.TB) (*canned, *stytch.Client) {
	tb.Helper()
	c := &canned{}
	client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, stytch.WithHTTPClient(&http.Client{Transport: c}), clienttest.Once)
	if err != nil {
		tb.Fatal(err)
	}
	return c, client
}

// FuzzErrorBodies checks that every failure becomes an Error with its status, and shows no secret.
func FuzzErrorBodies(f *testing.F) {
	f.Add(404, "application/json", []byte(`{"error_type":"user_not_found","error_message":"planted-password","error_details":{"a":["planted-password"]}}`))
	f.Add(401, "application/json", []byte(`{"error":"invalid_client","error_description":1,"error_uri":null}`))
	f.Add(502, "text/html", []byte("<html>planted-password"))
	f.Add(500, "", []byte(nil))
	f.Add(302, "application/json", []byte(`[[[[`))
	f.Add(429, "application/json", []byte(`{"error_details":{"planted-password":{"planted-password":"planted-password"}},"error_type":"planted-password"}`))
	f.Fuzz(func(t *testing.T, status int, contentType string, body []byte) {
		if status < 300 || status > 999 {
			return
		}
		c, client := cannedClient(t)
		c.status, c.contentType, c.body = status, contentType, body
		resp, err := client.Passwords.Authenticate(t.Context(), passwords.AuthenticateRequest{Email: "a@example.com", Password: "planted-password"})
		e, ok := errors.AsType[*stytch.Error](err)
		if !ok || resp != nil || e.StatusCode != status || e.Operation != "passwords.authenticate" {
			t.Fatalf("response %v, error %#v", resp, err)
		}
		if strings.Contains(err.Error(), "planted-password") || strings.Contains(err.Error(), clienttest.Secret) {
			t.Errorf("error shows a secret: %v", err)
		}
		_ = e.Hint()
		_ = e.LogValue()
	})
}

// FuzzPathArguments checks that an ID is either rejected or arrives as one path segment.
func FuzzPathArguments(f *testing.F) {
	for _, id := range []string{"user-test-1", "", ".", "..", "a/b", "%2e%2e", "a?b#c", "a\r\nX: y", "ä\x00\xff", ";.;", "//evil.example", "{user_id}", "\\", " "} {
		f.Add(id, id)
	}
	f.Fuzz(func(t *testing.T, userID, appID string) {
		c, client := cannedClient(t)
		c.status, c.contentType, c.body = 200, "application/json", []byte(`{"request_id":"r","status_code":200}`)
		_, err := client.Users.RevokeConnectedApp(t.Context(), userID, appID)
		if _, refused := errors.AsType[*stytch.ArgumentError](err); refused {
			if c.sent != nil {
				t.Error("sent a request with arguments that it rejected")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if c.sent.URL.Host != "test.stytch.com" || c.sent.URL.RawQuery != "" || c.sent.URL.Fragment != "" {
			t.Errorf("sent to %s", c.sent.URL)
		}
		// A server splits the path first and then unescapes the segments.
		segments := strings.Split(c.sent.URL.EscapedPath(), "/")
		if len(segments) != 7 {
			t.Fatalf("path %s has %d segments", c.sent.URL.EscapedPath(), len(segments))
		}
		gotUser, err1 := url.PathUnescape(segments[3])
		gotApp, err2 := url.PathUnescape(segments[5])
		if err1 != nil || err2 != nil || gotUser != userID || gotApp != appID {
			t.Errorf("server sees %q and %q, want %q and %q", gotUser, gotApp, userID, appID)
		}
		var line bytes.Buffer
		if err := c.sent.Write(&line); err != nil || strings.Count(line.String(), "\r\n\r\n") != 1 {
			t.Errorf("request %q, %v", line.String(), err)
		}
	})
}

// FuzzSearchFilters checks that a filter is either rejected before it is sent or arrives unchanged.
func FuzzSearchFilters(f *testing.F) {
	f.Add("email_address", "ada@example.com", "AND")
	f.Add("full_name_fuzzy", "<&>\u2028\"\\", "OR")
	f.Add("\x00", "\xff", "")
	f.Fuzz(func(t *testing.T, name, value, operator string) {
		c, client := cannedClient(t)
		c.status, c.contentType, c.body = 200, "application/json", []byte(`{"request_id":"r","results":[]}`)
		want := users.SearchRequest{Query: users.Query{
			Operator: api.SearchOperator(operator),
			Operands: []users.Filter{{FilterName: name, FilterValue: value}, users.EmailID(value)},
		}}
		_, err := client.Users.Search(t.Context(), want)
		if _, refused := errors.AsType[*stytch.ArgumentError](err); refused {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(c.sent.Body)
		if err != nil {
			t.Fatal(err)
		}
		var got users.SearchRequest
		if err := json.Unmarshal(body, &got); err != nil {
			t.Fatal(err)
		}
		if got.Query.Operator != want.Query.Operator || got.Query.Operands[0] != want.Query.Operands[0] ||
			!cmp.Equal(got.Query.Operands[1].FilterValue, any([]any{value})) {
			t.Errorf("sent %s", body)
		}
	})
}

// FuzzResponses checks that any body either decodes to a response that is not empty or becomes an Error with the status.
// Each response type has its own seed, with all fields set.
func FuzzResponses(f *testing.F) {
	ops := apidoc.Operations(f, apidoc.Load(f, "../../api/openapi.yaml"))
	for i, op := range ops {
		body, err := json.Marshal(apidoc.Full(op.Response))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(i, body)
	}
	byKey := map[string]method{}
	c, client := cannedClient(f)
	for _, m := range methods(reflect.ValueOf(client), "") {
		byKey[operationKey(m.name)] = m
	}
	f.Fuzz(func(t *testing.T, n int, body []byte) {
		m, ok := byKey[operationKey(ops[uint(n)%uint(len(ops))].ID)]
		if !ok {
			return
		}
		c.status, c.contentType, c.body = 200, "application/json", body
		out := m.call.Call(placeholders(t.Context(), m))
		err, _ := reflect.TypeAssert[error](out[1])
		if out[0].IsNil() == (err == nil) {
			t.Fatalf("response %v with error %v", out[0], err)
		}
		if err == nil {
			if out[0].Elem().IsZero() {
				t.Errorf("%s: an empty response from %q", m.name, body)
			}
			return
		}
		if e, ok := errors.AsType[*stytch.Error](err); !ok || e.StatusCode != http.StatusOK {
			t.Errorf("%s: error %#v", m.name, err)
		}
	})
}
