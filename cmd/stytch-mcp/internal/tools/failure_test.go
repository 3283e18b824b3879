package tools

import (
	"bytes"
	"errors"
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
)

// The result of a failed call has the error's type and message and the next step.
func TestFailures(t *testing.T) {
	t.Parallel()
	h := newHarness(t, Options{})
	created := h.ok("stytch_password_create", object{"email": "ada@example.com", "password": "an-unusual-phrase-1815"})
	userID, _ := created["user_id"].(string)
	for name, test := range map[string]struct {
		tool      string
		arguments object
		want      []string
	}{
		"magic link to nobody": {
			"stytch_magic_link_email_send",
			object{"email": "nobody@example.com"},
			[]string{
				"Error: email_not_found (HTTP 404)\nMessage: ",
				"\nNext: If the user may be new, call stytch_magic_link_email_login_or_create with the same email: it creates the user, then sends the link.\n",
				"\nRequest ID: request-id-test-",
			},
		},
		"code to nobody": {
			"stytch_otp_sms_send",
			object{"phone_number": "+14155550199"},
			[]string{"phone_number_not_found", "call stytch_otp_sms_send again with create_user true: it creates the user"},
		},
		"an unknown user":         {"stytch_user_get", object{"user_id": "nobody"}, []string{"404", "Next: The ID is wrong, or the user was deleted. Find the user with stytch_user_search."}},
		"an address twice":        {"stytch_user_create", object{"email": "ada@example.com"}, []string{"duplicate_email", "find that user with stytch_user_search by email_address."}},
		"a password twice":        {"stytch_password_create", object{"email": "ada@example.com", "password": "an-unusual-phrase-1815"}, []string{"duplicate_email", "stytch_password_reset_start"}},
		"a wrong password":        {"stytch_password_authenticate", object{"email": "ada@example.com", "password": "wrong"}, []string{"unauthorized_credentials", "Next: The password is wrong: ask the user for it again"}},
		"a weak password":         {"stytch_password_create", object{"email": "bob@example.com", "password": "abc"}, []string{"weak_password", "stytch_password_strength_check"}},
		"an unknown link":         {"stytch_magic_link_authenticate", object{"token": strings.Repeat("x", 44)}, []string{"magic_link_not_found", "send a new link"}},
		"an unknown session":      {"stytch_session_authenticate", object{"session_token": strings.Repeat("x", 44)}, []string{"session_not_found", "The user must log in again, with session_duration_minutes."}},
		"an unknown path":         {"stytch_request", object{"method": "GET", "path": "/v1/nothing"}, []string{"route_not_found", "Next: The API has no such path; find lists those it has."}},
		"a path that leaves":      {"stytch_request", object{"method": "GET", "path": "/v1/users/../debug"}, []string{"invalid_arguments", `- path: contains the segment ".."`}},
		"a body with GET":         {"stytch_request", object{"method": "GET", "path": "/v1/users/a", "body": object{}}, []string{"invalid_arguments", "- body: is allowed only with POST and PUT"}},
		"an id that is a segment": {"stytch_user_delete", object{"user_id": ".."}, []string{"invalid_arguments", "- user_id: "}},
		"large metadata": {
			"stytch_user_update",
			object{"user_id": userID, "trusted_metadata": object{"note": strings.Repeat("x", 5000)}},
			[]string{"metadata_too_large", "4 KB"},
		},
	} {
		text := h.fails(test.tool, test.arguments)
		for _, want := range test.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the result does not contain %q:\n%s", name, want, text)
			}
		}
	}
}

// Failures that are not Stytch's errors are explained too.
func TestOutages(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault stytchtest.Fault
		tool  string
		want  []string
	}{
		"rate limit": {
			stytchtest.Fault{ErrorType: api.ErrorTypeTooManyRequests, RetryAfter: 30 * time.Second},
			"stytch_user_get",
			[]string{"too_many_requests (HTTP 429)", "Next: Wait 31 seconds, then call stytch_user_get again."},
		},
		"proxy":      {stytchtest.Fault{Status: http.StatusBadGateway}, "stytch_user_get", []string{"unreadable_response (HTTP 502)", "call stytch_user_get again later"}},
		"cut before": {stytchtest.Fault{CutBefore: true, Times: -1}, "stytch_user_get", []string{"Error: no_response\nMessage: No response from Stytch: "}},
		"cut after":  {stytchtest.Fault{CutAfter: true}, "stytch_user_delete", []string{"no_response", "Check with stytch_user_get: if the user is not found, the deletion has succeeded."}},
		"garbage":    {stytchtest.Fault{Garbage: true}, "stytch_user_get", []string{"unreadable_response (HTTP 200)", "Nothing has changed"}},
		"lock":       {stytchtest.Fault{ErrorType: api.ErrorTypeUserLockLimitReached}, "stytch_user_get", []string{"user_lock_limit_reached", "Do not call stytch_user_get again"}},
		"keys":       {stytchtest.Fault{ErrorType: api.ErrorTypeUnauthorizedCredentials}, "stytch_user_get", []string{"ask the person who runs this server to check STYTCH_PROJECT_ID"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := stytchtest.NewServer(t)
			h := connect(t, srv, srv.Client(stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1})), Options{})
			user := h.ok("stytch_user_create", object{"email": "ada@example.com"})
			srv.Inject(test.fault)
			text := h.fails(test.tool, object{"user_id": user["user_id"]})
			for _, want := range test.want {
				if !strings.Contains(strings.ToLower(text), strings.ToLower(want)) {
					t.Errorf("the result does not contain %q:\n%s", want, text)
				}
			}
		})
	}
}

// The log says why a call has failed if the cause is not an error of the API: the person who runs the server must know what
// to repair.
func TestOutages_log(t *testing.T) {
	t.Parallel()
	portal := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "<!doctype html>Welcome to our Wi-Fi")
	}))
	t.Cleanup(portal.Close)
	unknownCA := httptest.NewUnstartedServer(http.NotFoundHandler())
	unknownCA.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError) // of the failed handshake
	unknownCA.StartTLS()
	t.Cleanup(unknownCA.Close)
	for name, test := range map[string]struct {
		url  string
		want []string
	}{
		"nobody listens":                 {"http://127.0.0.1:1", []string{"error=no_response", "connection refused", "hint="}},
		"a certificate of an unknown CA": {unknownCA.URL, []string{"error=no_response", "unknown authority", "hint="}},
		"a portal":                       {portal.URL, []string{"error=unreadable_response", "status=200", "did not come from Stytch", "hint="}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log bytes.Buffer
			client, err := stytch.New(testProject, "secret", stytch.WithBaseURL(test.url), stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1}))
			if err != nil {
				t.Fatal(err)
			}
			h := connect(t, nil, client, Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
			h.fails("stytch_user_create", object{"email": "ada@example.com"})
			for _, want := range test.want {
				if !strings.Contains(log.String(), want) {
					t.Errorf("the log does not contain %q:\n%s", want, &log)
				}
			}
			if strings.Contains(log.String(), "ada@") {
				t.Errorf("the log names the user:\n%s", &log)
			}
		})
	}
}

// A call that a rate limit keeps from being sent leaves no doubt about its effect.
func TestRateLimitedCallIsNotSent(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	h := connect(t, srv, srv.Client(), Options{})
	arguments := object{"user_id": h.ok("stytch_user_create", object{"email": "ada@example.com"})["user_id"]}
	srv.Inject(stytchtest.Fault{Operation: "users.delete", ErrorType: api.ErrorTypeTooManyRequests, RetryAfter: 100 * time.Second, Times: 2})
	for range 2 {
		h.fails("stytch_user_delete", arguments)
	}
	const want = "Error: too_many_requests\nMessage: Stytch was not called: a rate limit requires a wait.\nNext: Wait "
	if text := h.fails("stytch_user_delete", arguments); !strings.HasPrefix(text, want) {
		t.Errorf("the result is\n%s\nwant one that begins with\n%s", text, want)
	}
}

// A model knows tools, not the methods of this client, so no step names a method or an unknown tool.
func TestStepsNameTools(t *testing.T) {
	t.Parallel()
	methods := regexp.MustCompile(`(?i:users|magiclinks|otp|passwords|sessions|totp|oauth)\.[A-Z]\w*|LoginOrCreate|RetryAfter|\{tool\}`)
	tools := allTools()
	known := map[string]bool{"stytch_user": true} // a role
	for _, tool := range tools {
		known[tool.name] = true
	}
	texts := map[string]bool{}
	for _, tool := range tools {
		for _, kind := range errorTypes(t) {
			for _, status := range []int{0, 200, 302, 400, 401, 403, 404, 408, 429, 499, 500, 503} {
				texts[next(tool, &stytch.Error{StatusCode: status, Type: kind, Operation: "users.get", Environment: "test"})] = true
			}
		}
	}
	for text := range texts {
		for _, name := range append(methods.FindAllString(text, -1), toolNames.FindAllString(text, -1)...) {
			if !known[name] {
				t.Errorf("%q names %s, which is no tool", text, name)
			}
		}
	}
}

// errorTypes returns all error types for which package api has a constant.
func errorTypes(t *testing.T) []api.ErrorType {
	t.Helper()
	file, err := parser.ParseFile(gotoken.NewFileSet(), "../../../../api/errortypes.gen.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	types := []api.ErrorType{""}
	ast.Inspect(file, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == "ErrorType" {
			if literal, ok := spec.Values[0].(*ast.BasicLit); ok {
				value, err := strconv.Unquote(literal.Value)
				if err != nil {
					t.Fatal(err)
				}
				types = append(types, api.ErrorType(value))
			}
		}
		return true
	})
	if len(types) < 300 {
		t.Fatalf("only %d error types were found", len(types))
	}
	return types
}

func TestMissingToolsAreMarked(t *testing.T) {
	t.Parallel()
	h := newHarness(t, Options{Tools: []string{"stytch_magic_link_email_send"}})
	text := h.fails("stytch_magic_link_email_send", object{"email": "nobody@example.com"})
	if want := "stytch_magic_link_email_login_or_create (not enabled on this server)"; !strings.Contains(text, want) {
		t.Errorf("the result does not contain %q:\n%s", want, text)
	}
	text = h.fails("stytch_magic_link_email_login_or_create", object{"email": "nobody@example.com"})
	if want := "Error: tool_not_enabled\nMessage: stytch_magic_link_email_login_or_create (not enabled on this server).\n"; !strings.HasPrefix(text, want) {
		t.Errorf("the result does not contain %q:\n%s", want, text)
	}
}

func TestFailureOf(t *testing.T) {
	t.Parallel()
	tool := toolNamed(t, "stytch_user_get")
	for _, test := range []struct {
		err  error
		want string
	}{
		{errors.New("secret"), "Error: internal_error\nMessage: the tool itself failed; see the server's log\nNext: Tell the person who runs this server."},
		{&stytch.ArgumentError{Operation: "users.get", Argument: "user_id", Problem: "is empty"}, "Error: invalid_arguments\nMessage: Stytch was not called.\n- user_id: is empty\nNext: Call stytch_user_get again with these arguments corrected."},
		{&stytch.Error{StatusCode: 418}, "Error: unreadable_response (HTTP 418)\nMessage: I'm a teapot\nNext: Stytch was not reached, so nothing has changed. Call stytch_user_get again later; if it fails again, ask the person who runs this server to check its network, its proxy and STYTCH_BASE_URL."},
		{&stytch.Error{StatusCode: 403, Type: "new", Message: "a\nb\u202e" + strings.Repeat("x", 2000)}, "Error: new (HTTP 403)\nMessage: a b" + strings.Repeat("x", maxMessage-6) + "...\nNext: Do not call stytch_user_get again: the project does not allow it."},
	} {
		if got := failureOf(tool, test.err).String(); got != test.want {
			t.Errorf("%v:\n%s\nwant\n%s", test.err, got, test.want)
		}
	}
}

// An unlisted error type is not shown: it could be a secret that the response repeats.
func TestUnlistedTypesAreNotShown(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		err  *stytch.Error
		want string
	}{
		{&stytch.Error{StatusCode: 400, Type: "correct_horse", Withheld: true}, "Error: unlisted_error_type (HTTP 400)"},
		{&stytch.Error{StatusCode: 400, Type: "a_new_type"}, "Error: a_new_type (HTTP 400)"},
		{&stytch.Error{StatusCode: 400, Type: api.ErrorTypeWeakPassword, Withheld: true}, "Error: weak_password (HTTP 400)"},
	} {
		if got := failureOf(&tool{spec: spec{name: "stytch_password_create"}}, test.err).String(); !strings.HasPrefix(got, test.want) {
			t.Errorf("%s, want %s", got, test.want)
		}
	}
}
