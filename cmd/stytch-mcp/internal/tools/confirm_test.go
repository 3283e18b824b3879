package tools

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
)

// versions holds a version of the protocol in which the server sends the question, and one in which the result
// contains it.
var versions = []string{"2025-11-25", "2026-07-28"}

// asked records the questions and gives them all the same answer.
type asked struct {
	mu        sync.Mutex
	questions []string
}

func (a *asked) answer(action string) person {
	return func(_ context.Context, req *mcp.ElicitRequest) (*mcp.ElicitResult, error) {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.questions = append(a.questions, req.Params.Message)
		return &mcp.ElicitResult{Action: action}, nil
	}
}

// A destructive call on a live project happens only when the person accepts.
func TestConfirmation(t *testing.T) {
	t.Parallel()
	for _, version := range versions {
		for action, want := range map[string]string{
			"accept":  "",
			"decline": "Error: not_confirmed\nMessage: The person declined. Nothing has changed.\nNext: Do not call again unless the person asks for it.",
			"cancel":  "Error: not_confirmed\nMessage: The person closed the question without an answer. Nothing has changed.\n",
		} {
			t.Run(version+" "+action, func(t *testing.T) {
				t.Parallel()
				var asked asked
				first, victim, _ := newLiveHarness(t, Options{})
				h := connectAs(t, first.emulator, first.emulator.Client(), Options{AllowLive: true}, asked.answer(action), version)
				if action == "accept" {
					h.ok("stytch_user_delete", object{"user_id": victim})
				} else if text := h.fails("stytch_user_delete", object{"user_id": victim}); !strings.HasPrefix(text, want) {
					t.Errorf("result:\n%s\nwant\n%s", text, want)
				}
				_, err := h.emulator.Client().Users.Get(t.Context(), victim)
				if deleted := errors.Is(err, api.ErrorTypeUserNotFound); deleted != (action == "accept") {
					t.Errorf("deleted %t after %s", deleted, action)
				}
				if len(asked.questions) != 1 {
					t.Fatalf("%d questions, want 1", len(asked.questions))
				}
				for _, want := range []string{"live Stytch project " + liveProject, "Delete a user with all factors and sessions.", victim, victimEmail} {
					if !strings.Contains(asked.questions[0], want) {
						t.Errorf("the question does not contain %q:\n%s", want, asked.questions[0])
					}
				}
			})
		}
	}
}

// A question without an answer times out, and the call fails.
func TestConfirmationTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client, err := stytch.New(liveProject, "secret", stytch.WithHTTPClient(&http.Client{Transport: unreachable{}}))
		if err != nil {
			t.Fatal(err)
		}
		nobody := func(ctx context.Context, _ *mcp.ElicitRequest) (*mcp.ElicitResult, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}
		h := connectAs(t, nil, client, Options{AllowLive: true}, nobody, versions[0])
		start := time.Now()
		text := h.fails("stytch_request", object{"method": "DELETE", "path": "/v1/users/customer-1"})
		if want := "Error: not_confirmed\nMessage: Nobody answered the question within 2 minutes. Nothing has changed."; !strings.HasPrefix(text, want) {
			t.Errorf("result:\n%s", text)
		}
		if took := time.Since(start); took != askTimeout {
			t.Errorf("the call took %v, want %v", took, askTimeout)
		}
		_ = h.session.Close()
	})
}

// unreachable is a network that must not be used.
type unreachable struct{}

func (unreachable) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("Stytch was called")
}

// In the newest protocol, a second call contains the answer. It must have the same arguments and arrive in time.
func TestSeal(t *testing.T) {
	t.Parallel()
	now := time.Now()
	k := newSeal()
	arguments := object{"user_id": "customer-1"}
	state := k.close("stytch_user_delete", arguments, now.Add(askTimeout))
	for name, test := range map[string]struct {
		key       seal
		state     string
		tool      string
		arguments object
		now       time.Time
		want      bool
	}{
		"the same call":  {k, state, "stytch_user_delete", object{"user_id": "customer-1"}, now, true},
		"too late":       {k, state, "stytch_user_delete", arguments, now.Add(askTimeout + 2*time.Second), false},
		"another user":   {k, state, "stytch_user_delete", object{"user_id": "customer-2"}, now, false},
		"another tool":   {k, state, "stytch_user_update", arguments, now, false},
		"another server": {newSeal(), state, "stytch_user_delete", arguments, now, false},
		"no state":       {k, "", "stytch_user_delete", arguments, now, false},
		"a forged state": {k, strings.Repeat("A", len(state)), "stytch_user_delete", arguments, now, false},
		"invalid base64": {k, "!", "stytch_user_delete", arguments, now, false},
	} {
		if got := test.key.opens(test.state, test.tool, test.arguments, test.now); got != test.want {
			t.Errorf("%s: %t, want %t", name, got, test.want)
		}
	}
}

// What a client sees depends on whether it can ask a person, unless everything is allowed.
func TestViews(t *testing.T) {
	t.Parallel()
	var asked asked
	for name, test := range map[string]struct {
		project string
		opts    Options
		person  person
		want    bool // the destructive tools and arguments are there
	}{
		"live, cannot ask":             {liveProject, Options{AllowLive: true}, nil, false},
		"live, can ask":                {liveProject, Options{AllowLive: true}, asked.answer("accept"), true},
		"live, cannot ask, allowed":    {liveProject, Options{AllowLive: true, AllowDestructive: true}, nil, true},
		"live, can ask, but read-only": {liveProject, Options{AllowLive: true, ReadOnly: true}, asked.answer("accept"), false},
		"test, cannot ask":             {testProject, Options{}, nil, true},
	} {
		for _, version := range versions {
			client, err := stytch.New(test.project, "secret")
			if err != nil {
				t.Fatal(err)
			}
			h := connectAs(t, nil, client, test.opts, test.person, version)
			_, guarded := h.properties("stytch_otp_sms_send")["user_id"]
			if got := slices.Contains(h.names(), "stytch_user_delete"); got != test.want || guarded != test.want {
				t.Errorf("%s, %s: stytch_user_delete %t, user_id of a send %t, want %t", name, version, got, guarded, test.want)
			}
			if !test.want {
				if text := h.fails("stytch_user_delete", object{"user_id": "x"}); !strings.HasPrefix(text, "Error: tool_not_enabled") {
					t.Errorf("%s: %s", name, text)
				}
			}
		}
	}
}

// properties returns the arguments of a tool that the client sees.
func (h *harness) properties(tool string) object {
	for _, t := range h.list() {
		if t.Name == tool {
			schema, _ := t.InputSchema.(object)
			properties, _ := schema["properties"].(object)
			return properties
		}
	}
	return nil
}

// Calls that can harm need a confirmation. The question states what will happen and to whom, and contains no secret.
func TestQuestions(t *testing.T) {
	t.Parallel()
	var asked asked
	first, victim, token := newLiveHarness(t, Options{})
	h := connectAs(t, first.emulator, first.emulator.Client(), Options{AllowLive: true, Tools: []string{"all"}}, asked.answer("decline"), "")
	for name, test := range map[string]struct {
		tool      string
		arguments object
		want      []string // nil for no question
	}{
		"a read":         {"stytch_user_get", object{"user_id": victim}, nil},
		"a new user":     {"stytch_user_create", object{"email": "new@example.com"}, nil},
		"a check":        {"stytch_session_authenticate", object{"session_token": token}, nil},
		"a raw read":     {"stytch_request", object{"method": "GET", "path": "/v1/debug/whoami"}, nil},
		"a send":         {"stytch_otp_email_send", object{"email": victimEmail}, nil},
		"an update":      {"stytch_user_update", object{"user_id": victim, "trusted_metadata": object{"plan": "pro"}}, []string{`Change a user: trusted_metadata = {"plan":"pro"}.`, victimEmail}},
		"a revoke":       {"stytch_session_revoke", object{"session_token": token}, []string{"End a session."}},
		"an attachment":  {"stytch_otp_email_send", object{"email": attackerEmail, "user_id": victim}, []string{"Attach " + attackerEmail + " to a user", victimEmail}},
		"an app":         {"stytch_totp_create", object{"user_id": victim}, []string{"Add an authenticator app", victimEmail}},
		"claims":         {"stytch_session_authenticate", object{"session_token": token, "session_custom_claims": object{"role": "admin"}}, []string{`session_custom_claims = {"role":"admin"}`}},
		"a joining code": {"stytch_otp_authenticate", object{"method_id": "email-live-1", "code": "123456", "session_token": token}, []string{"Add a factor to an existing session"}},
		"a client":       {"stytch_m2m_client_delete", object{"client_id": "orders"}, []string{`Delete an M2M client: client_id = "orders".`}},
		"a disconnection": {
			"stytch_user_connected_app_revoke",
			object{"user_id": victim, "connected_app_id": "calendar"},
			[]string{`Disconnect an app from a user: connected_app_id = "calendar", user_id = "` + victim + `".`, victimEmail},
		},
		"a raw change": {
			"stytch_request",
			object{"method": "POST", "path": "/v1/passwords/migrate", "body": object{"email": victimEmail, "hash": "s3cret", "md_5_config": object{"prepend_salt": "s4lt"}}},
			[]string{`POST /v1/passwords/migrate with email = "victim@example.com", hash = "[masked]", md_5_config = {"prepend_salt":"[masked]"}.`},
		},
	} {
		asked.questions = nil
		result := h.call(test.tool, test.arguments)
		if (len(asked.questions) > 0) != (test.want != nil) {
			t.Errorf("%s: questions %q, result %s", name, asked.questions, textOf(result))
			continue
		}
		for _, want := range test.want {
			if !strings.Contains(asked.questions[0], want) {
				t.Errorf("%s: the question does not contain %q:\n%s", name, want, asked.questions[0])
			}
		}
		for _, secret := range []string{token, "123456", "s3cret", "s4lt"} {
			if test.want != nil && strings.Contains(asked.questions[0], secret) {
				t.Errorf("%s: the question holds a secret:\n%s", name, asked.questions[0])
			}
		}
	}
	// A person sees the path, so it has no character that is invisible, reverses the text or begins another line.
	for _, hidden := range []string{"\u202e", "\u200b", "\u2028", "\u00a0", "\n", "é"} {
		asked.questions = nil
		path := "/v1/users/" + victim + "?x=" + hidden + "nobody"
		if text := h.fails("stytch_request", object{"method": "DELETE", "path": path}); !strings.Contains(text, "path") || strings.Contains(text, "nobody") || len(asked.questions) > 0 {
			t.Errorf("%q: questions %q, result %s", hidden, asked.questions, text)
		}
	}
	asked.questions = nil
	if text := h.fails("stytch_user_delete", object{"user_id": "nobody"}); !strings.HasPrefix(text, "Error: user_not_found") || len(asked.questions) > 0 {
		t.Errorf("a question about an unknown user: %q\n%s", asked.questions, text)
	}
}

// On a test project no call needs a confirmation.
func TestNoQuestionsInTest(t *testing.T) {
	t.Parallel()
	var asked asked
	srv := stytchtest.NewServer(t)
	h := connectAs(t, srv, srv.Client(), Options{}, asked.answer("decline"), "")
	user := h.ok("stytch_user_create", object{"email": "ada@example.com"})
	h.ok("stytch_user_delete", object{"user_id": user["user_id"]})
	if len(asked.questions) > 0 {
		t.Errorf("questions: %q", asked.questions)
	}
}
