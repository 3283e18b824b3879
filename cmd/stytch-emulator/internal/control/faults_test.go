package control_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/users"
)

// fails calls users.create and returns its error.
func (h *harness) fails() *stytch.Error {
	h.Helper()
	_, err := h.Users.Create(h.Context(), users.CreateRequest{PhoneNumber: "+14155550123"})
	if err == nil {
		return nil
	}
	failure, ok := errors.AsType[*stytch.Error](err)
	if !ok {
		h.Fatal(err)
	}
	return failure
}

func TestFaults(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, fault string
		want        *stytch.Error
		// handled reports whether the user was created.
		handled bool
	}{
		{"status", `{"status": 503}`, &stytch.Error{StatusCode: 503, Type: api.ErrorTypeServerUnavailable}, false},
		{"type", `{"operation": "users.create", "error_type": "too_many_requests", "retry_after": "2s"}`, &stytch.Error{StatusCode: 429, Type: api.ErrorTypeTooManyRequests, RetryAfter: 2 * time.Second}, false},
		{"unknown type", `{"status": 409, "error_type": "brand_new"}`, &stytch.Error{StatusCode: 409, Type: "brand_new"}, false},
		{"proxy", `{"status": 502}`, &stytch.Error{StatusCode: 502}, false},
		{"cut before", `{"cut_before": true}`, &stytch.Error{}, false},
		{"cut after", `{"cut_after": true}`, &stytch.Error{}, true},
		{"garbage", `{"garbage": true}`, &stytch.Error{StatusCode: 201}, true},
		{"delay", `{"delay": "1ms"}`, nil, true},
		{"another operation", `{"operation": "users.get", "status": 500}`, nil, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			h := newHarness(t)
			h.spoiled.Store(test.name == "garbage" || test.name == "unknown type")
			h.call(http.MethodPost, "/_emulator/faults", test.fault, &map[string]any{})
			type seen struct {
				StatusCode int
				Type       api.ErrorType
				RetryAfter time.Duration
			}
			look := func(e *stytch.Error) *seen {
				if e == nil {
					return nil
				}
				return &seen{e.StatusCode, e.Type, e.RetryAfter}
			}
			if diff := cmp.Diff(look(test.want), look(h.fails())); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			// A second user with the number is rejected if the first was created.
			again := h.fails()
			if handled := again != nil && again.Type == api.ErrorTypeDuplicatePhoneNumber; handled != test.handled {
				t.Errorf("handled: %v, then %v", handled, again)
			}
		})
	}
}

// The response returns the fault that was added.
func TestFaults_response(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	want := map[string]any{
		"operation": "otp.sms.send", "status": 429.0, "error_type": "", "retry_after": "1m30s", "delay": "0s",
		"cut_before": false, "cut_after": false, "garbage": false, "times": 1.0,
	}
	var got map[string]any
	h.call(http.MethodPost, "/_emulator/faults", `{"operation": "otp.sms.send", "status": 429, "retry_after": "90s"}`, &got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestFaults_times(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	h.call(http.MethodPost, "/_emulator/faults", `{"status": 500, "times": 2}`, &map[string]any{})
	for range 2 {
		if failure := h.fails(); failure == nil {
			t.Error("the call succeeds")
		}
	}
	if failure := h.fails(); failure != nil {
		t.Errorf("the third call fails: %v", failure)
	}
	h.call(http.MethodPost, "/_emulator/faults", `{"status": 500, "times": -1}`, &map[string]any{})
	for range 3 {
		if failure := h.fails(); failure == nil || failure.StatusCode != http.StatusInternalServerError {
			t.Errorf("got %v", failure)
		}
	}
	h.call(http.MethodDelete, "/_emulator/faults", "", &map[string]any{})
	if failure := h.fails(); failure == nil || failure.Type != api.ErrorTypeDuplicatePhoneNumber {
		t.Errorf("got %v", failure)
	}
}

func TestFaults_errors(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	for body, want := range map[string]string{
		``:             "the fault does nothing",
		`{"times": 3}`: "the fault does nothing",
		`{"operation": "users.make", "status": 500}`: `/operation: unknown operation "users.make"`,
		`{"status": 200}`:                           "/status: must be from 400 to 599",
		`{"status": 600}`:                           "/status: must be from 400 to 599",
		`{"status": "500"}`:                         "/status: must be an integer",
		`{"error_type": "Too many"}`:                "/error_type: must look like",
		`{"status": 429, "retry_after": "-1s"}`:     "/retry_after: must be positive",
		`{"cut_before": true, "retry_after": "1s"}`: "/retry_after: must be positive, and requires status or error_type",
		`{"delay": "-1s"}`:                          "/delay: must be positive",
		`{"delay": "2h"}`:                           "/delay: must be positive, and at most an hour",
		`{"status": 500, "times": -2}`:              "/times: must be the number of calls that fail, or -1 for all",
		`{"cut_before": true, "cut_after": true}`:   "a call can fail in only one way",
		`{"status": 500, "garbage": true}`:          "a call can fail in only one way",
		`{"cut": "before"}`:                         "/cut: unknown field",
	} {
		if got := h.rejected(http.StatusBadRequest, http.MethodPost, "/_emulator/faults", body); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
	if failure := h.fails(); failure != nil {
		t.Errorf("a rejected fault took effect: %v", failure)
	}
}

// Each operation that the emulator serves can be made to fail, by its name in the API document.
func TestFaults_operations(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	doc := apidoc.Load(t, "../../../../api/openapi.yaml")
	for _, op := range apidoc.Operations(t, doc) {
		path := strings.NewReplacer("{", "", "}", "").Replace(op.Path)
		auth := func(r *http.Request) { r.SetBasicAuth(h.emulator.ProjectID(), h.emulator.Secret()) }
		resp, text := h.send(op.Method, path, "{}", auth)
		if resp.StatusCode == http.StatusNotFound && strings.Contains(text, string(api.ErrorTypeRouteNotFound)) {
			h.rejected(http.StatusBadRequest, http.MethodPost, "/_emulator/faults", `{"status": 504, "operation": "`+op.ID+`"}`)
			continue
		}
		h.call(http.MethodPost, "/_emulator/faults", `{"status": 504, "operation": "`+op.ID+`"}`, &map[string]any{})
		if resp, text := h.send(op.Method, path, "{}", auth); resp.StatusCode != http.StatusGatewayTimeout {
			t.Errorf("%s: %s %s", op.ID, resp.Status, text)
		}
	}
	// So can an endpoint of the authorization server that is not in the document, by its name in the log.
	h.call(http.MethodPost, "/_emulator/faults", `{"status": 504, "operation": "oauth2.jwks"}`, &map[string]any{})
	if resp, text := h.send(http.MethodGet, "/.well-known/jwks.json", ""); resp.StatusCode != http.StatusGatewayTimeout {
		t.Errorf("oauth2.jwks: %s %s", resp.Status, text)
	}
}
