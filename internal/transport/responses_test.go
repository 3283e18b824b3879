package transport_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/users"
)

func TestResponsesThatAreErrors(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		handler http.HandlerFunc
		want    *api.Error // beside Operation, Environment and Attempts
		message string     // part of Error()
		cause   error
	}{
		{
			name: "an error of Stytch",
			handler: clienttest.Respond(404, "application/json", `{"status_code":404,"request_id":"request-id-test-1","error_type":"user_not_found",
				"error_message":"No such user.","error_url":"https://stytch.com/docs/api/errors/404","error_details":{"deep":{"list":[1]}},"new":1}`),
			want: &api.Error{StatusCode: 404, Type: api.ErrorTypeUserNotFound, Message: "No such user.", RequestID: "request-id-test-1",
				URL: "https://stytch.com/docs/api/errors/404", Details: map[string]any{"deep": map[string]any{"list": []any{1.0}}}},
			message: "404 user_not_found: No such user.",
		},
		{
			name: "an error of OAuth 2.0",
			handler: clienttest.Respond(401, "application/json", `{"status_code":401,"request_id":"r","error":"invalid_client",
				"error_description":"Unknown client.","error_uri":"https://example.com"}`),
			want:    &api.Error{StatusCode: 401, Type: "invalid_client", Message: "Unknown client.", RequestID: "r", URL: "https://example.com"},
			message: "401 invalid_client: Unknown client.",
		},
		{
			name:    "members of the wrong type",
			handler: clienttest.Respond(400, "application/json", `{"status_code":"400","error_type":"bad_request","error_message":7,"error_details":["a"]}`),
			want:    &api.Error{StatusCode: 400, Type: api.ErrorTypeBadRequest, Details: map[string]any{"error_details": []any{"a"}}},
			message: "400 bad_request",
		},
		{
			name: "rate limit with Retry-After",
			handler: func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Retry-After", "120")
				clienttest.Respond(429, "application/json", `{"error_type":"too_many_requests"}`)(w, r)
			},
			want:    &api.Error{StatusCode: 429, Type: api.ErrorTypeTooManyRequests, RetryAfter: 2 * time.Minute},
			message: "call less often",
		},
		{"HTML of a proxy", clienttest.Respond(502, "text/html; charset=utf-8", "<h1>Bad gateway</h1>"),
			&api.Error{StatusCode: 502, Message: "the response is text/html (20 bytes)"}, "status 502: the response is text/html (20 bytes)", nil},
		{"an empty 500", clienttest.Respond(500, "application/json", ""),
			&api.Error{StatusCode: 500, Message: "the response is empty"}, "status 500: the response is empty", nil},
		{"JSON that is no error", clienttest.Respond(500, "application/json", `{"ok":false}`),
			&api.Error{StatusCode: 500, Message: "the response is application/json (12 bytes), without an error type"}, "status 500", nil},
		{"JSON null as an error", clienttest.Respond(500, "application/json", `null`),
			&api.Error{StatusCode: 500, Message: "the response is application/json (4 bytes)"}, "status 500", nil},
		{"an error cut short", clienttest.Respond(500, "application/json", `{"error_type":"internal_serv`),
			&api.Error{StatusCode: 500, Message: "the response is application/json (28 bytes)"}, "status 500", nil},
		{"a redirect", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://evil.example/x?y", http.StatusFound)
		},
			&api.Error{StatusCode: 302, Message: "redirects are not followed; this one leads to evil.example"}, "status 302", nil},
		{"no content", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) },
			&api.Error{StatusCode: 204, Message: "the response could not be decoded"}, "its body is empty", nil},
		{"an empty 200", clienttest.Respond(200, "application/json", " \n"),
			&api.Error{StatusCode: 200, Message: "the response could not be decoded"}, "its body is empty", nil},
		{"a 200 of HTML", clienttest.Respond(200, "text/html", "<h1>Hello</h1>"),
			&api.Error{StatusCode: 200, Message: "the response could not be decoded"}, "text/html (14 bytes), not JSON", nil},
		{"JSON under another type", clienttest.Respond(200, "text/plain", `{"status_code":200,"user_id":"u"}`),
			&api.Error{StatusCode: 200, Message: "the response could not be decoded"}, "text/plain (33 bytes), not JSON", nil},
		{"JSON cut short", clienttest.Respond(200, "application/json", `{"status_code":200,"user_id":"`),
			&api.Error{StatusCode: 200, Message: "the response could not be decoded"}, "does not decode", io.ErrUnexpectedEOF},
		{"more than one value", clienttest.Respond(200, "application/json", `{"user_id":"u"}{}`),
			&api.Error{StatusCode: 200, Message: "the response could not be decoded"}, "does not decode", nil},
		{"a value of the wrong type", clienttest.Respond(200, "application/json", `{"user_id":{"planted":"value"}}`),
			&api.Error{StatusCode: 200, Message: "the response could not be decoded"}, `the value at "/user_id" is not a string`, nil},
		{"null", clienttest.Respond(200, "application/json", `null`),
			&api.Error{StatusCode: 200, Message: "the response could not be decoded"}, "none of the expected fields", nil},
		{"another object", clienttest.Respond(200, "application/json", `{"portal":"login"}`),
			&api.Error{StatusCode: 200, Message: "the response could not be decoded"}, "none of the expected fields", nil},
		{"an array", clienttest.Respond(200, "application/json", `[]`),
			&api.Error{StatusCode: 200, Message: "the response could not be decoded"}, "does not decode", nil},
		{"a body that breaks off", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, `{"user_id":"u"`)
		}, &api.Error{StatusCode: 200, Message: "the response could not be read"}, "the response could not be read: unexpected EOF", io.ErrUnexpectedEOF},
		{"a body without end", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			chunk := strings.Repeat(" ", 1<<20)
			for range 40 {
				if _, err := io.WriteString(w, chunk); err != nil {
					return
				}
			}
		}, &api.Error{StatusCode: 200, Message: "the response could not be read"}, "larger than 32768 KiB", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client := clienttest.New(t, test.handler, clienttest.Once)
			resp, err := client.Users.Delete(t.Context(), "user-test-1")
			if resp != nil {
				t.Errorf("response = %+v, want nil", resp)
			}
			got, ok := errors.AsType[*stytch.Error](err)
			if !ok {
				t.Fatalf("error = %v, want a *stytch.Error", err)
			}
			test.want.Operation, test.want.Environment, test.want.Attempts = "users.delete", "test", 1
			if diff := cmp.Diff(test.want, got, cmpopts.IgnoreFields(api.Error{}, "Cause")); diff != "" {
				t.Errorf("error (-want +got):\n%s", diff)
			}
			if text := err.Error(); !strings.HasPrefix(text, "stytch: users.delete: ") || !strings.Contains(text, test.message) || strings.Contains(text, "planted") {
				t.Errorf("error says %q, want %q in it", text, test.message)
			}
			if test.cause != nil && !errors.Is(err, test.cause) {
				t.Errorf("error %v does not wrap %v", err, test.cause)
			}
			if got.Type != "" && !errors.Is(fmt.Errorf("login: %w", err), got.Type) {
				t.Errorf("errors.Is does not find %s", got.Type)
			}
			if errors.Is(err, api.ErrorTypeDuplicateEmail) {
				t.Error("errors.Is finds duplicate_email")
			}
		})
	}
}

func TestNoResponse(t *testing.T) {
	t.Parallel()
	client := clienttest.New(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		clienttest.Once, stytch.WithTimeout(20*time.Millisecond))
	_, err := client.Users.Get(t.Context(), "user-test-1")
	if e, ok := errors.AsType[*stytch.Error](err); !ok || e.StatusCode != 0 || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("after a timeout: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = client.Users.Get(ctx, "user-test-1")
	if e, ok := errors.AsType[*stytch.Error](err); !ok || e.StatusCode != 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if want := "stytch: users.get: no response: context canceled"; err.Error() != want {
		t.Errorf("error says %q, want %q", err, want)
	}
}

// Success may come as any 2xx, and as JSON without a content type or with a parameter.
func TestResponsesThatAreSuccess(t *testing.T) {
	t.Parallel()
	const body = `{"status_code":200,"request_id":"r","user_id":"u","user_id":"v","extra":"` + "\xff" + `"}`
	for _, test := range []struct {
		name        string
		status      int
		contentType string
	}{
		{"ok", 200, "application/json"},
		{"created", 201, "application/json; charset=utf-8"},
		{"accepted", 202, "application/problem+json"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			resp, err := clienttest.New(t, clienttest.Respond(test.status, test.contentType, body)).Users.Delete(t.Context(), "u")
			if err != nil {
				t.Fatal(err)
			}
			if resp.UserID != "v" || resp.RequestID != "r" {
				t.Errorf("response = %+v", resp)
			}
		})
	}
}

// TestUnusualPages is about pages that are decoded with reflection, since they contain what Stytch does not send.
func TestUnusualPages(t *testing.T) {
	t.Parallel()
	search := func(members string) (*users.SearchResponse, error) {
		body := `{"request_id":"r","results":[{"user_id":"u","roles":["stytch_user"]},{"user_id":"v",` + members + `}]}`
		return clienttest.New(t, clienttest.Respond(200, "application/json", body)).Users.Search(t.Context(), users.SearchRequest{})
	}
	page, err := search(`"trusted_metadata":{"a":{"x":1},"a":{"y":"` + "\xff" + `"}}`)
	if err != nil {
		t.Fatal(err)
	}
	want := []api.User{
		{UserID: "u", Roles: []string{"stytch_user"}},
		{UserID: "v", TrustedMetadata: map[string]any{"a": map[string]any{"x": 1.0, "y": "\ufffd"}}},
	}
	if diff := cmp.Diff(want, page.Results); diff != "" || page.RequestID != "r" {
		t.Errorf("request ID %q, users (-want +got)\n%s", page.RequestID, diff)
	}
	if _, err = search(`"emails":[{"email":{"planted":"value"}}]`); err == nil || !strings.Contains(err.Error(), `the value at "/results/*/emails/*/email" is not a string`) {
		t.Errorf("error = %v", err)
	}
}

func TestBadBodiesAreNotSent(t *testing.T) {
	t.Parallel()
	client := clienttest.New(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("sent %s", r.URL) })
	for name, metadata := range map[string]map[string]any{
		"a channel":     {"planted": make(chan int)},
		"not a number":  {"ratio": nan()},
		"invalid UTF-8": {"planted": "\xff\xfe"},
		"a function":    {"planted": func() {}},
	} {
		_, err := client.Users.Create(t.Context(), users.CreateRequest{Email: "a@example.com", TrustedMetadata: metadata})
		e, ok := errors.AsType[*stytch.ArgumentError](err)
		if !ok || e.Argument != "body" || e.Operation != "users.create" {
			t.Errorf("%s: %v, want an ArgumentError", name, err)
		}
	}
	//nolint:staticcheck // a nil context is the caller's mistake to report
	if _, err := client.Users.Get(nil, "u"); err == nil || !strings.Contains(err.Error(), "ctx is nil") {
		t.Errorf("nil context: %v", err)
	}
}

func nan() float64 { zero := 0.0; return zero / zero }

// An empty request, a nil map and a huge string are sent unchanged. Stytch returns what is wrong with them.
func TestOddBodiesAreSent(t *testing.T) {
	t.Parallel()
	var size int
	client := clienttest.New(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		size = len(body)
		clienttest.Respond(400, "application/json", `{"error_type":"invalid_create_user_request"}`)(w, r)
	})
	for _, req := range []users.CreateRequest{{}, {TrustedMetadata: nil}, {Email: strings.Repeat("a", 1<<20)}} {
		_, err := client.Users.Create(t.Context(), req)
		if !errors.Is(err, api.ErrorTypeInvalidCreateUserRequest) {
			t.Errorf("error = %v", err)
		}
		if size < 2 {
			t.Errorf("%d bytes sent", size)
		}
	}
}

// A password may be a word of the error's type, which does not change.
func TestWeakPasswordsLeaveTheTypeAlone(t *testing.T) {
	t.Parallel()
	client := clienttest.New(t, clienttest.Respond(400, "application/json", `{"error_type":"weak_password","error_message":"weak is too weak"}`))
	_, err := client.Passwords.Create(t.Context(), passwords.CreateRequest{Email: "ada@example.com", Password: "weak"})
	e, ok := errors.AsType[*stytch.Error](err)
	if !ok || !errors.Is(err, api.ErrorTypeWeakPassword) || strings.Contains(e.Message, "weak") {
		t.Errorf("error = %v", err)
	}
}

// Reading an error takes little memory, however much the server sends.
func TestLargeErrorBodies(t *testing.T) {
	t.Parallel()
	deep := `{"error_type":"bad_request","error_details":{"list":[` + strings.Repeat(`{},`, 8<<20) + `{}]}}`
	for _, status := range []int{400, 503, 302} {
		t.Run(strconv.Itoa(status), func(t *testing.T) {
			t.Parallel()
			client := clienttest.New(t, clienttest.Respond(status, "application/json", deep),
				stytch.WithRetry(stytch.RetryPolicy{BaseDelay: time.Nanosecond}))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := client.Users.Get(t.Context(), "u")
			runtime.ReadMemStats(&after)
			e, ok := errors.AsType[*stytch.Error](err)
			attempts := 1
			if status == 503 {
				attempts = 3
			}
			if !ok || e.StatusCode != status || e.Attempts != attempts {
				t.Errorf("error %v with status %d after %d attempts, want %d after %d", err, e.StatusCode, e.Attempts, status, attempts)
			}
			if status == 400 && !strings.Contains(err.Error(), "larger than 1024 KiB") {
				t.Errorf("error %v does not say that the body is too large", err)
			}
			// The server writes the body as well, and other tests run.
			t.Logf("%d MiB allocated", (after.TotalAlloc-before.TotalAlloc)>>20)
		})
	}
}

// Decoding a large response ends with its context.
func TestDecodingLooksAtTheContext(t *testing.T) {
	t.Parallel()
	page := []byte(`{"results":[` + strings.Repeat(`{"user_id":"u"},`, 1<<20) + `{}]}`)
	ctx, cancel := context.WithCancel(t.Context())
	client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, clienttest.Once, stytch.WithHTTPClient(&http.Client{Transport: clienttest.RoundTripper(
		func(r *http.Request) (*http.Response, error) {
			body := &endingReader{Reader: bytes.NewReader(page), end: cancel}
			return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(body), ContentLength: -1, Request: r}, nil
		})}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Users.Search(ctx, users.SearchRequest{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v, want %v", err, context.Canceled)
	}
}

// endingReader calls end once all was read.
type endingReader struct {
	io.Reader

	end func()
}

func (r *endingReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if err != nil {
		r.end()
	}
	return n, err
}
