package conformance_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/time/rate"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/conformance/live"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
)

// The scenarios accept a test project only.
func TestStytchRejectsLiveKeys(t *testing.T) {
	t.Parallel()
	const id = "-11111111-1111-4111-8111-111111111111"
	for name, test := range map[string]struct {
		id, secret, email string
		want              error
	}{
		"a live project":            {id: "project-live" + id, secret: "secret-live-1234567890", want: live.ErrLiveKeys},
		"a live project, test key":  {id: "project-live" + id, secret: "secret-test-1234567890", want: live.ErrLiveKeys},
		"a test project, live key":  {id: "project-test" + id, secret: "secret-live-1234567890", want: live.ErrLiveKeys},
		"something else":            {id: "project", secret: "secret-test-1234567890", want: live.ErrLiveKeys},
		"no keys":                   {},
		"a malformed email address": {id: "project-test" + id, secret: "secret-test-1234567890", email: "ada"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := live.Stytch(test.id, test.secret, test.email); err == nil || test.want != nil && !errors.Is(err, test.want) {
				t.Errorf("the error is %v, want %v", err, test.want)
			}
		})
	}
	if _, err := live.Stytch("project-test"+id, "secret-test-1234567890", "ada@example.org"); err != nil {
		t.Errorf("a test project is rejected: %v", err)
	}
}

// At Stytch, requests go to the hosts of the test environment and of fraud protection, and to no other.
func TestStytchHosts(t *testing.T) {
	t.Parallel()
	server, _ := emulated(t, false)
	project, err := live.Stytch(live.EmulatorProjectID, live.EmulatorSecret, caller)
	if err != nil {
		t.Fatal(err)
	}
	if project.Pace == nil || project.Messages == nil {
		t.Error("requests are not paced")
	}
	next := live.Emulated(server, "", false).Transport
	hosts := map[string]bool{}
	project.Pace, project.Messages = nil, nil
	project.Transport = clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
		hosts[r.URL.Scheme+"://"+r.URL.Host] = true
		for name := range r.Header {
			if strings.HasPrefix(name, "X-Conformance") {
				t.Errorf("the request has the header %s", name)
			}
		}
		return next.RoundTrip(r)
	})
	guard := live.NewGuard(project)
	for _, s := range live.Scenarios {
		result, err := live.InMemory(mustVocabulary(t)).Record(t.Context(), s, guard)
		if err != nil {
			t.Fatal(err)
		}
		checkResult(t, s.Name, result)
	}
	if diff := cmp.Diff(map[string]bool{"https://test.stytch.com": true, "https://telemetry.stytch.com": true}, hosts); diff != "" {
		t.Errorf("hosts (-want +got):\n%s", diff)
	}
	if emails, sandboxed := guard.Sends(); emails == 0 || emails > live.MaxEmails || sandboxed == 0 || sandboxed > live.MaxSandboxSends {
		t.Errorf("the run sends %d emails and %d messages to the sandbox", emails, sandboxed)
	}
	checkEmpty(t, server)
}

// Keys that do not work are found before the first scenario.
func TestGuardChecksKeys(t *testing.T) {
	t.Parallel()
	_, project := emulated(t, false)
	if err := live.NewGuard(project).Check(t.Context()); err != nil {
		t.Error(err)
	}
	project.Secret = "secret-test-of-another-project"
	if err := live.NewGuard(project).Check(t.Context()); !errors.Is(err, api.ErrorTypeUnauthorizedCredentials) {
		t.Errorf("the error is %v", err)
	}
}

// guarded returns a client whose requests pass a guard, and a counter of those that passed.
func guarded(t *testing.T, project live.Project, respond func(n int) *http.Response) (*stytch.Client, *int) {
	t.Helper()
	passed := new(int)
	project.Transport = clienttest.RoundTripper(func(*http.Request) (*http.Response, error) {
		*passed++
		return respond(*passed), nil
	})
	guard := live.NewGuard(project)
	client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, stytch.WithBaseURL("http://127.0.0.1"),
		stytch.WithHTTPClient(&http.Client{Transport: guard}), clienttest.Once)
	if err != nil {
		t.Fatal(err)
	}
	return client, passed
}

func response(status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader([]byte(body)))}
}

// Nobody but the caller and the sandbox gets a message.
func TestGuardSendsToNobodyElse(t *testing.T) {
	t.Parallel()
	client, passed := guarded(t, live.Project{Email: "ada@example.org"}, func(int) *http.Response { return response(200, `{"status_code":200}`) })
	ctx := t.Context()
	for name, send := range map[string]func() error{
		"another address": func() error {
			return only(client.MagicLinks.Email.LoginOrCreate(ctx, magiclinks.EmailLoginOrCreateRequest{Email: "grace@example.org"}))
		},
		"the address without a mark": func() error {
			return only(client.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: "ada@example.org"}))
		},
		"the mark at another host": func() error {
			return only(client.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: "ada+stytch-go-1@example.com"}))
		},
		"a number": func() error { return only(client.OTP.SMS.Send(ctx, otp.SMSSendRequest{PhoneNumber: "+12025550101"})) },
		"a raw request": func() error {
			return client.Request(ctx, http.MethodPost, "/v1/otps/sms/send", map[string]any{"phone_number": "+12025550101"}, nil)
		},
		"a raw request without JSON": func() error {
			return client.Request(ctx, http.MethodPost, "/v1/otps/sms/send", []byte("phone_number"), nil)
		},
	} {
		if err := send(); err == nil {
			t.Errorf("a message to %s is sent", name)
		}
	}
	if *passed != 0 {
		t.Errorf("%d messages were sent", *passed)
	}
	for range live.MaxEmails {
		_ = only(client.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: "ada+stytch-go-1@example.org"}))
	}
	if err := only(client.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: "ada+stytch-go-1@example.org"})); err == nil || *passed != live.MaxEmails {
		t.Errorf("%d emails were sent, want %d", *passed, live.MaxEmails)
	}
	for range live.MaxSandboxSends + 1 {
		_ = only(client.OTP.SMS.Send(ctx, otp.SMSSendRequest{PhoneNumber: "+10000000000"}))
	}
	if *passed != live.MaxEmails+live.MaxSandboxSends {
		t.Errorf("%d messages were sent, want %d", *passed, live.MaxEmails+live.MaxSandboxSends)
	}
}

// Requests are paced, and a request that meets a rate limit is retried after a pause.
func TestGuardKeepsRateLimits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client, passed := guarded(t, live.Project{Pace: rate.NewLimiter(rate.Every(250*time.Millisecond), 1)}, func(n int) *http.Response {
			if n == 5 {
				return response(429, `{"status_code":429,"error_type":"too_many_requests"}`)
			}
			return response(200, `{"status_code":200}`)
		})
		start := time.Now()
		for range 5 {
			if _, err := client.Users.Get(t.Context(), "user-test-1"); err != nil {
				t.Error(err)
			}
		}
		if took := time.Since(start); *passed != 6 || took != 3*time.Second {
			t.Errorf("%d requests took %v, want 6 in 3 s: 4 intervals, and a pause of 2 s", *passed, took)
		}
	})
}
