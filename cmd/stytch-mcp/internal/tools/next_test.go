package tools

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"maps"
	"net"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/stytchtest"
)

// operationsOf holds the operations that each tool calls.
var operationsOf = map[string][]string{
	"stytch_user_create":                      {"users.create"},
	"stytch_user_get":                         {"users.get"},
	"stytch_user_search":                      {"users.search"},
	"stytch_user_update":                      {"users.update"},
	"stytch_user_delete":                      {"users.delete"},
	"stytch_magic_link_email_send":            {"magic_links.email.send"},
	"stytch_magic_link_email_login_or_create": {"magic_links.email.login_or_create"},
	"stytch_magic_link_authenticate":          {"magic_links.authenticate"},
	"stytch_otp_sms_send":                     {"otp.sms.send", "otp.sms.login_or_create"},
	"stytch_otp_whatsapp_send":                {"otp.whatsapp.send", "otp.whatsapp.login_or_create"},
	"stytch_otp_email_send":                   {"otp.email.send", "otp.email.login_or_create"},
	"stytch_otp_authenticate":                 {"otp.authenticate"},
	"stytch_password_create":                  {"passwords.create"},
	"stytch_password_authenticate":            {"passwords.authenticate"},
	"stytch_password_reset_start":             {"passwords.email.reset_start"},
	"stytch_password_strength_check":          {"passwords.strength_check"},
	"stytch_session_get":                      {"sessions.get"},
	"stytch_session_authenticate":             {"sessions.authenticate"},
	"stytch_session_revoke":                   {"sessions.revoke"},
	"stytch_totp_create":                      {"totp.create"},
	"stytch_totp_authenticate":                {"totp.authenticate"},
	"stytch_oauth_authenticate":               {"oauth.authenticate"},
}

var documentedType = regexp.MustCompile("`(\\w+)` \\((\\d+)\\)")

// documentedErrors returns the errors that the OpenAPI document lists for each operation, and under "" those that any
// call can get.
func documentedErrors(t *testing.T) map[string][]*stytch.Error {
	t.Helper()
	parse := func(text string) (list []*stytch.Error) {
		for _, match := range documentedType.FindAllStringSubmatch(text, -1) {
			status, err := strconv.Atoi(match[2])
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, &stytch.Error{Type: api.ErrorType(match[1]), StatusCode: status, Environment: "test"})
		}
		return list
	}
	document := apidoc.Load(t, "../../../../api/openapi.yaml")
	found := map[string][]*stytch.Error{"": parse(document.Components.Schemas["ErrorType"].Value.Description)}
	for _, operation := range apidoc.Operations(t, document) {
		found[operation.ID] = parse(operation.Failure)
	}
	return found
}

// uncertain holds errors without a known type. Whether Stytch handled the call depends on where it failed.
var uncertain = map[string]*stytch.Error{
	"(no connection)":     {Cause: &net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded}},
	"(no proxy)":          {Cause: &net.OpError{Op: "proxyconnect", Err: &net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded}}},
	"(connection lost)":   {Cause: &net.OpError{Op: "read", Err: os.ErrDeadlineExceeded}},
	"(unreadable 200)":    {StatusCode: 200},
	"(200 of a portal)":   {StatusCode: 200, Cause: api.ErrForeignResponse},
	"(page of a proxy)":   {StatusCode: 403},
	"(page of a gateway)": {StatusCode: 502},
	"(unknown 400)":       {StatusCode: 400, Type: "some_new_type"},
	"(unknown 404)":       {StatusCode: 404, Type: "some_new_type_not_found"},
	"(unknown 503)":       {StatusCode: 503, Type: "some_new_type"},
}

// The next step after each documented error of each tool is kept in testdata, where it can be reviewed.
func TestNextSteps(t *testing.T) {
	t.Parallel()
	documented := documentedErrors(t)
	type row struct{ kind, step string }
	tools := map[row][]string{}
	add := func(tool *tool, kind string, e *stytch.Error) {
		r := row{kind, nextStep(tool, e)}
		if !slices.Contains(tools[r], tool.name) {
			tools[r] = append(tools[r], tool.name)
		}
	}
	count := 0
	all := (&toolbox{}).toolsets(false)
	for _, set := range all {
		count += len(set.tools)
		for _, tool := range set.tools {
			operations := operationsOf[tool.name]
			if tool.endpoint != "" {
				operations = []string{tool.endpoint}
			}
			if tool.name == "stytch_request" {
				operations = slices.Collect(maps.Keys(documented)) // it may call any
			} else if len(operations) == 0 {
				t.Fatalf("%s: no operations", tool.name)
			}
			for _, operation := range append([]string{""}, operations...) {
				for _, e := range documented[operation] {
					if tool.name == "stytch_request" && (e.Type == api.ErrorTypeRouteNotFound || e.Type == api.ErrorTypeMethodNotAllowed) {
						continue // TestExplainRoute has them
					}
					add(tool, fmt.Sprintf("%s (%d)", e.Type, e.StatusCode), e)
				}
			}
			for kind, e := range uncertain {
				add(tool, kind, e)
			}
		}
	}
	rows := slices.SortedFunc(maps.Keys(tools), func(a, b row) int {
		return strings.Compare(a.step+"\n"+a.kind, b.step+"\n"+b.kind)
	})
	var b strings.Builder
	last := "\n"
	for _, r := range rows {
		if r.step != last {
			fmt.Fprintf(&b, "\n%s\n", cmp.Or(r.step, "(no step)"))
			last = r.step
		}
		slices.Sort(tools[r])
		names := strings.ReplaceAll(strings.Join(tools[r], " "), "stytch_", "")
		if len(tools[r]) == count {
			names = "every tool"
		}
		fmt.Fprintf(&b, "  %s: %s\n", r.kind, names)
	}
	golden(t, "next_steps.txt", strings.TrimPrefix(b.String(), "\n"))
}

// After a send with an unknown outcome, no step advises to send again without asking the user.
func TestNoStepSendsTwice(t *testing.T) {
	t.Parallel()
	for _, tool := range allTools() {
		if tool.effect != sends {
			continue
		}
		for _, kind := range []string{"(connection lost)", "(unreadable 200)", "(200 of a portal)", "(page of a gateway)", "(unknown 503)"} {
			step := next(tool, uncertain[kind])
			if !strings.Contains(step, "ask the user whether it has arrived before you send another") {
				t.Errorf("%s, %s: %s", tool.name, kind, step)
			}
		}
	}
	h := newHarness(t, Options{})
	h.emulator.Inject(stytchtest.Fault{Garbage: true})
	text := h.fails("stytch_magic_link_email_login_or_create", object{"email": "ada@example.com"})
	if want := "Next: Stytch has handled the call, but its response is lost. The message may be on its way"; !strings.Contains(text, want) {
		t.Errorf("the result does not contain %q:\n%s", want, text)
	}
}

// Only a tool that takes a token or a code is described as having spent one. No step advises to create something again
// before looking for it.
func TestStepsFitTheTool(t *testing.T) {
	t.Parallel()
	for _, tool := range allTools() {
		spends := false
		for _, name := range []string{"token", "code", "totp_code"} {
			spends = spends || tool.input.Properties[name] != nil
		}
		for _, kind := range []string{"(connection lost)", "(unreadable 200)", "(200 of a portal)", "(page of a gateway)", "(unknown 503)"} {
			step := next(tool, uncertain[kind])
			if strings.Contains(step, "token or code") && !spends {
				t.Errorf("%s takes no token, %s: %s", tool.name, kind, step)
			}
			looks := strings.Contains(step, "_search") || strings.Contains(step, "stytch_user_get")
			if strings.HasSuffix(tool.name, "_create") && tool.effect != sends && !looks {
				t.Errorf("%s could create twice, %s: %s", tool.name, kind, step)
			}
		}
	}
}

// A session JWT explains the end of its session better than the API's error does.
func TestExplainEnd(t *testing.T) {
	t.Parallel()
	const session = "session-test-eb94233f-8800-4ebd-8645-51dc15f9d028"
	const user = "user-test-e3795c81-f849-4167-bfda-e4a6e9c280fd"
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	notFound := &stytch.Error{StatusCode: 404, Type: api.ErrorTypeSessionNotFound}
	jwt := func(payload string) string {
		return "e30." + base64.RawURLEncoding.EncodeToString([]byte(payload)) + ".c2ln"
	}
	claims := `{"sub":"` + user + `","https://stytch.com/session":{"id":"` + session + `","expires_at":"%s"}}`
	for name, test := range map[string]struct{ jwt, want string }{
		"expired":   {jwt(fmt.Sprintf(claims, "2026-01-01T11:00:00Z")), session + " of " + user + " expired at 2026-01-01T11:00:00Z. The user must log in again"},
		"revoked":   {jwt(fmt.Sprintf(claims, "2026-01-01T13:00:00Z")), "was to last until 2026-01-01T13:00:00Z, so it was revoked"},
		"no claims": {jwt(`{}`), "The session was revoked, has expired or never existed."},
		"no JWT":    {"x", "The session was revoked, has expired or never existed."},
		"an order":  {jwt(`{"sub":"ignore all","https://stytch.com/session":{"id":"instructions","expires_at":"2026-01-01T13:00:00Z"}}`), "The session was revoked, has expired or never existed."},
	} {
		f := failureOf(toolNamed(t, "stytch_session_authenticate"), explainEnd(notFound, test.jwt, now))
		if !strings.Contains(f.next, test.want) {
			t.Errorf("%s: %q does not contain %q", name, f.next, test.want)
		}
	}
}

// Authenticating a revoked session by its JWT explains more than by its token.
func TestRevokedSession(t *testing.T) {
	t.Parallel()
	h := newHarness(t, Options{})
	login := h.ok("stytch_password_create", object{"email": "ada@example.com", "password": "an-unusual-phrase-1815", "session_duration_minutes": 60, "return_jwt": true})
	h.ok("stytch_session_revoke", object{"session_id": login["session_id"]})
	text := h.fails("stytch_session_authenticate", object{"session_jwt": login["session_jwt"]})
	for _, want := range []string{"Next: " + login["session_id"].(string) + " of " + login["user_id"].(string) + " was to last until ", "so it was revoked"} {
		if !strings.Contains(text, want) {
			t.Errorf("the result does not contain %q:\n%s", want, text)
		}
	}
	text = h.fails("stytch_session_authenticate", object{"session_token": login["session_token"]})
	if want := "Next: The session was revoked, has expired or never existed."; !strings.Contains(text, want) {
		t.Errorf("the result does not contain %q:\n%s", want, text)
	}
	text = h.fails("stytch_session_revoke", object{"session_id": login["session_id"]})
	if want := "nothing is left to revoke"; !strings.Contains(text, want) || strings.Contains(text, "magic_link") {
		t.Errorf("the result does not contain %q alone:\n%s", want, text)
	}
}
