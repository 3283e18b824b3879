package transport_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/users"
)

const weakPassword = `{"status_code":400,"request_id":"request-id-test-33333333-3333-4333-8333-333333333333","error_type":"weak_password",` +
	`"error_message":"The password does not meet the strength policy.","error_url":"https://stytch.com/docs/api/errors/400#weak_password",` +
	`"error_details":{"field":"password"}}`

// printed is all that an error shows, with the records logged meanwhile.
func printed(t *testing.T, handler http.HandlerFunc, call func(*stytch.Client) error) string {
	t.Helper()
	var output bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&output, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == "duration" {
			return slog.Attr{}
		}
		return a
	}}))
	err := call(clienttest.New(t, handler, clienttest.Once, stytch.WithLogger(logger)))
	if err == nil {
		t.Fatal("no error")
	}
	logger.Error("failed", "err", err)
	e, _ := errors.AsType[*stytch.Error](err)
	fmt.Fprintf(&output, "%v %+v %q %v %v", err, err, err, e.Details, e.Hint())
	cause := e.Cause
	e.Cause = nil
	fmt.Fprintf(&output, " %#v %v", e, cause)
	return output.String()
}

func createPassword(password string) func(*stytch.Client) error {
	return func(c *stytch.Client) error {
		_, err := c.Passwords.Create(context.Background(), passwords.CreateRequest{Email: "ada@example.com", Password: password})
		return err
	}
}

// Errors of requests that differ in nothing but the secret are the same to the last byte, whatever the response does
// with the secret. Otherwise whoever reads the logs could tell something about it.
func TestErrorsTellNothingAboutSecrets(t *testing.T) {
	t.Parallel()
	secrets := []string{
		"a long and random secret 3hQ9", "password", "The", "strength", "weak_password", "word does not meet", "400", "e", `quo"te\`,
		"<b>&amp;", "secret-test-", "passwords.create", "request", "\u2028",
	}
	respond := func(status int, contentType string, body func(secret, sent string) string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			sent, _ := io.ReadAll(r.Body)
			var fields map[string]string
			if err := json.Unmarshal(sent, &fields); err != nil {
				t.Error(err)
			}
			clienttest.Respond(status, contentType, body(fields["password"], string(sent)))(w, r)
		}
	}
	quoted := func(s string) string {
		b, _ := json.Marshal(s)
		return string(b)
	}
	for name, handler := range map[string]http.HandlerFunc{
		"the API's message":     clienttest.Respond(400, "application/json", weakPassword),
		"an unlisted type":      clienttest.Respond(400, "application/json", `{"error_type":"password_too_common","error_message":"The password is too common."}`),
		"an OAuth error":        clienttest.Respond(400, "application/json", `{"error":"invalid_grant","error_description":"The password is wrong."}`),
		"no type":               clienttest.Respond(400, "application/json", `{"message":"The password is wrong."}`),
		"a page":                clienttest.Respond(502, "text/html", "<h1>No password</h1>"),
		"a success of HTML":     clienttest.Respond(200, "text/html", "<h1>password</h1>"),
		"a success of bad JSON": clienttest.Respond(200, "application/json", `{"password":{"strength":tru}}`),
		"a redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://password.example/", http.StatusFound)
		},
		"quoted in the message": respond(400, "application/json", func(s, _ string) string {
			return `{"error_type":"weak_password","error_message":` + quoted("No "+s) + `}`
		}),
		"quoted in the details": respond(400, "application/json", func(s, sent string) string {
			return `{"error_type":"weak_password","error_details":{` + quoted(s) + `:` + sent + `}}`
		}),
		"quoted in a request ID": respond(400, "application/json", func(s, _ string) string { return `{"error_type":"weak_password","request_id":` + quoted(s) + `}` }),
		"quoted in a page":       respond(502, "text/html", func(s, sent string) string { return "<pre>" + html.EscapeString(s+sent) }),
		"quoted in a success":    respond(200, "text/html", func(s, _ string) string { return "<b>" + s }),
		"quoted in bad JSON":     respond(200, "application/json", func(s, _ string) string { return `{"user":{"name":` + quoted(s) + `!}}` }),
		"quoted in a media type": func(w http.ResponseWriter, r *http.Request) {
			sent, _ := io.ReadAll(r.Body)
			clienttest.Respond(502, "text/"+hex.EncodeToString(sent), "no")(w, r)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := printed(t, handler, createPassword(secrets[0]))
			for _, secret := range secrets[1:] {
				if diff := cmp.Diff(want, printed(t, handler, createPassword(secret))); diff != "" {
					t.Errorf("with the password %q, the error differs (-%q +this):\n%s", secret, secrets[0], diff)
				}
			}
		})
	}
}

// The text of an error of a request with a secret, in place of the API's message, and the fields that it keeps.
func TestWithheldMessages(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, body string
		want       api.Error
		text       string
	}{
		{
			"a listed type", weakPassword,
			api.Error{
				Type: api.ErrorTypeWeakPassword, Message: api.ErrorTypeWeakPassword.Description(),
				RequestID: "request-id-test-33333333-3333-4333-8333-333333333333",
			},
			"400 weak_password: " + api.ErrorTypeWeakPassword.Description() + " (hint: ",
		},
		{
			"an unlisted type", `{"error_type":"password_too_common","error_message":"planted","request_id":"planted"}`,
			api.Error{Type: "password_too_common", Message: "the response's own message is withheld: it may repeat a secret from the request"},
			"400 (unlisted type): the response's own message is withheld",
		},
		{
			"no name", `{"error_type":"planted planted","error_message":"planted"}`,
			api.Error{Message: "the response's own message is withheld: it may repeat a secret from the request"},
			"status 400: the response's own message is withheld",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			err := createPassword("weak_password")(clienttest.New(t, clienttest.Respond(400, "application/json", test.body), clienttest.Once))
			test.want.StatusCode, test.want.Operation, test.want.Environment, test.want.Attempts, test.want.Withheld = 400, "passwords.create", "test", 1, true
			got, _ := errors.AsType[*stytch.Error](err)
			if diff := cmp.Diff(&test.want, got); diff != "" {
				t.Errorf("error (-want +got):\n%s", diff)
			}
			if !strings.Contains(err.Error(), test.text) || strings.Contains(err.Error(), "planted") {
				t.Errorf("error says %q, want %q in it", err, test.text)
			}
			if got.Type != "" && !errors.Is(err, got.Type) {
				t.Errorf("errors.Is does not find %s", got.Type)
			}
		})
	}
}

// The type is never touched, be it the password itself or a part of it.
func TestTypesAreNotTouched(t *testing.T) {
	t.Parallel()
	handler := clienttest.Respond(400, "application/json", weakPassword)
	for _, password := range []string{"weak_password", "password", "weak", "_", "weak_password_"} {
		err := createPassword(password)(clienttest.New(t, handler, clienttest.Once))
		if !errors.Is(err, api.ErrorTypeWeakPassword) {
			t.Errorf("with the password %q: %v", password, err)
		}
	}
}

// If one secret begins with another, or contains an escape, nothing of the longer one remains.
func TestNoRestOfASecretRemains(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ old, new, rest string }{
		{"hunter2", "hunter2-Zw7qk", "Zw7qk"},
		{`quo"te\Zw7qk`, `other`, "Zw7qk"},
		{"<Zw7qk>&", "other", "Zw7qk"},
	} {
		client := clienttest.New(t, func(w http.ResponseWriter, r *http.Request) {
			sent, _ := io.ReadAll(r.Body)
			message, _ := json.Marshal(string(sent) + html.EscapeString(string(sent)) + url.QueryEscape(string(sent)))
			clienttest.Respond(400, "application/json", `{"error_type":"bad_request","error_message":`+string(message)+`}`)(w, r)
		}, clienttest.Once)
		_, err := client.Passwords.ExistingPassword.Reset(t.Context(), passwords.ExistingPasswordResetRequest{
			Email: "ada@example.com", ExistingPassword: test.old, NewPassword: test.new,
		})
		if e, _ := errors.AsType[*stytch.Error](err); strings.Contains(fmt.Sprintf("%v %+v %#v", err, *e, e.Details), test.rest) {
			t.Errorf("%q then %q: %v", test.old, test.new, err)
		}
	}
}

// A request without a secret of its own shows the API's message, unless that quotes the project's secret.
func TestTheProjectsSecretIsWithheld(t *testing.T) {
	t.Parallel()
	// The parts of clienttest.Secret and of the header that has it.
	secret := strings.TrimPrefix(clienttest.Secret, "secret-test-")
	basic := base64.StdEncoding.EncodeToString([]byte(clienttest.ProjectID + ":" + clienttest.Secret))
	var percent, unicode, entities strings.Builder
	for _, c := range []byte(secret) {
		fmt.Fprintf(&percent, "%%%02X", c)
		fmt.Fprintf(&unicode, `\u%04x`, c)
		fmt.Fprintf(&entities, "&#x%x;", c)
	}
	for name, quote := range map[string]string{
		"as it is":             clienttest.Secret,
		"a part":               secret[4:13],
		"in capitals":          strings.ToUpper(secret),
		"the header":           "Basic " + basic,
		"the end of it":        basic[len(basic)-20:],
		"the header, wrapped":  basic[:70] + "\n " + basic[70:],
		"base64 of a request":  base64.RawURLEncoding.EncodeToString([]byte("POST /\r\nAuthorization: Basic " + basic + "\r\n")),
		"base64, URL alphabet": base64.URLEncoding.EncodeToString([]byte("x" + clienttest.Secret + "y")),
		"hexadecimal":          hex.EncodeToString([]byte(clienttest.Secret)),
		"URL":                  url.QueryEscape(clienttest.Secret),
		"percent":              percent.String(),
		"percent twice":        url.QueryEscape(percent.String()),
		"JSON":                 unicode.String(),
		"HTML":                 entities.String(),
		"Go":                   strconv.QuoteToASCII(secret),
		"in a long text":       strings.Repeat("no ", 30_000) + secret,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, body := range []map[string]any{
				{"error_type": "user_not_found", "error_message": quote},
				{"error_type": "user_not_found", "error_url": quote},
				{"error_type": "user_not_found", "error_details": map[string]any{"a": []any{map[string]any{quote: 1}}}},
				{"error_type": "user_not_found", "error_message": "No.", "request_id": quote},
				{"error_type": "user_not_found", "error_message": "No.", "other": quote},
			} {
				text, err := json.Marshal(body)
				if err != nil {
					t.Fatal(err)
				}
				client := clienttest.New(t, clienttest.Respond(404, "application/json", string(text)), clienttest.Once)
				_, err = client.Users.Get(t.Context(), "user-test-1")
				e, ok := errors.AsType[*stytch.Error](err)
				if !ok || !errors.Is(err, api.ErrorTypeUserNotFound) {
					t.Fatalf("error = %v", err)
				}
				want := &api.Error{
					StatusCode: 404, Type: api.ErrorTypeUserNotFound, Message: api.ErrorTypeUserNotFound.Description(), Withheld: true,
					Operation: "users.get", Environment: "test", Attempts: 1,
				}
				if diff := cmp.Diff(want, e); diff != "" {
					t.Errorf("%v (-want +got):\n%s", body, diff)
				}
			}
		})
	}
}

// Texts that have something in common with a secret, but no part of it, are shown.
func TestOtherTextsAreShown(t *testing.T) {
	t.Parallel()
	for _, message := range []string{
		"No such user.", "The secret-test-... of the project " + clienttest.ProjectID + " is wrong.",
		"Use %20, \u00e9, &amp;, &#65; and 100%.", base64.StdEncoding.EncodeToString([]byte(clienttest.ProjectID)), "Secret planted",
	} {
		body, err := json.Marshal(map[string]any{"error_type": "bad_request", "error_message": message, "request_id": "r", "error_details": map[string]any{"a": 1}})
		if err != nil {
			t.Fatal(err)
		}
		client := clienttest.New(t, clienttest.Respond(400, "application/json", string(body)), clienttest.Once)
		_, err = client.Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"})
		if e, _ := errors.AsType[*stytch.Error](err); e.Message != message || e.RequestID != "r" || e.Details == nil || e.Withheld {
			t.Errorf("%q: %#v", message, e)
		}
	}
}

// The names of fields determine whether a request contains a secret, at any depth and in any kind of body.
func TestSecretsByName(t *testing.T) {
	t.Parallel()
	client := clienttest.New(t, clienttest.Respond(400, "application/json", `{"error_type":"bad_request","error_message":"No."}`), clienttest.Once)
	for _, test := range []struct {
		path string
		body any
		want bool
	}{
		{"/v1/x", nil, false},
		{"/v1/x", map[string]any{"email": "ada@example.com", "code_challenge": "x", "hash_type": "bcrypt", "token_type": "x"}, false},
		{"/v1/x?limit=1&cursor=x", nil, false},
		{"/v1/x", url.Values{"grant_type": {"client_credentials"}}, false},
		{"/v1/x", map[string]any{"a": []any{map[string]any{"session_token": "x"}}}, true},
		{"/v1/x", map[string]any{"password": ""}, true},
		{"/v1/x", []byte(`{"newPassword":"x"}`), true},
		{"/v1/x", map[string]any{"trusted_metadata": map[string]any{"api_key": "x"}}, true},
		{"/v1/x", url.Values{"client_secret": {"x"}}, true},
		{"/v1/x?token=x", nil, true},
		{"/v1/x?a=%zz", nil, true},
	} {
		err := client.Request(t.Context(), http.MethodPost, test.path, test.body, nil)
		if e, ok := errors.AsType[*stytch.Error](err); !ok || e.Withheld != test.want || (e.Message == "No.") == test.want {
			t.Errorf("%s with %s: %v, want withheld: %v", test.path, test.body, err, test.want)
		}
	}
}

// An ID of the other environment is found in every part of a request but its secrets.
func TestForeignIDs(t *testing.T) {
	t.Parallel()
	const id = "user-live-33333333-3333-4333-8333-333333333333"
	client := clienttest.New(t, clienttest.Fail(404, "user_not_found"), clienttest.Once)
	for _, test := range []struct {
		path string
		body any
		want string
	}{
		{"/v1/users/" + id, nil, id},
		{"/v1/x?user_id=" + id, nil, id},
		{"/v1/x", map[string]any{"a": []any{map[string]any{"user_id": id}}}, id},
		{"/v1/x", url.Values{"user_id": {id}}, id},
		{"/v1/x?token=" + id, nil, ""},
		{"/v1/x", map[string]any{"password": id}, ""},
		{"/v1/x", url.Values{"client_secret": {id}}, ""},
		{"/v1/x", map[string]any{"user_id": strings.ReplaceAll(id, "live", "test")}, ""},
	} {
		err := client.Request(t.Context(), http.MethodPost, test.path, test.body, nil)
		if e, _ := errors.AsType[*stytch.Error](err); e == nil || e.ForeignID != test.want {
			t.Errorf("%s with %v: %v, want the foreign ID %q", test.path, test.body, err, test.want)
		}
	}
	_, err := client.OTP.SMS.Send(t.Context(), otp.SMSSendRequest{UserID: id})
	if !strings.Contains(err.Error(), id+" is a live ID") {
		t.Errorf("error = %v", err)
	}
}
