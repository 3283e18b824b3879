package tools

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pquerna/otp/totp"

	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
)

const (
	victimEmail   = "victim@example.com"
	attackerEmail = "attacker@evil.example"
	attackerPhone = "+14155550166"
)

// newLiveHarness serves a live project with one user, who has a verified email address and a session.
func newLiveHarness(t *testing.T, opts Options) (h *harness, userID, sessionToken string) {
	t.Helper()
	opts.AllowLive = true
	h = newHarness(t, opts, stytchtest.WithProjectID(liveProject))
	client := h.emulator.Client()
	sent, err := client.MagicLinks.Email.LoginOrCreate(t.Context(), magiclinks.EmailLoginOrCreateRequest{Email: victimEmail})
	if err != nil {
		t.Fatal(err)
	}
	login, err := client.MagicLinks.Authenticate(t.Context(), magiclinks.AuthenticateRequest{
		Token: h.emulator.LastMessage(victimEmail).Token, SessionDurationMinutes: 60,
		SessionCustomClaims: map[string]any{"role": "reader"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return h, sent.UserID, login.SessionToken
}

// With live keys and without AllowDestructive, no sequence of calls gives anyone but the owner access to an account.
// Each sequence continues as an attacker would after each success.
func TestTakeoverIsRejected(t *testing.T) {
	t.Parallel()
	for name, attack := range map[string]func(h *harness, victim, sessionToken string) (openedBy string){
		"magic link to an attached address": func(h *harness, victim, _ string) string {
			result := h.call("stytch_magic_link_email_send", object{"email": attackerEmail, "user_id": victim})
			if result.IsError {
				return ""
			}
			login := h.ok("stytch_magic_link_authenticate", object{
				"token": h.emulator.LastMessage(attackerEmail).Token, "session_duration_minutes": 60,
			})
			opened, _ := login["user_id"].(string)
			return opened
		},
		"code by SMS to an attached number": func(h *harness, victim, _ string) string {
			return attachByCode(h, "stytch_otp_sms_send", object{"phone_number": attackerPhone, "user_id": victim}, "phone_id")
		},
		"code by WhatsApp to an attached number": func(h *harness, victim, _ string) string {
			return attachByCode(h, "stytch_otp_whatsapp_send", object{"phone_number": attackerPhone, "user_id": victim}, "phone_id")
		},
		"code by email to an attached address": func(h *harness, victim, _ string) string {
			return attachByCode(h, "stytch_otp_email_send", object{"email": attackerEmail, "user_id": victim}, "email_id")
		},
		"authenticator app of the attacker": func(h *harness, victim, _ string) string {
			result := h.call("stytch_totp_create", object{"user_id": victim})
			if result.IsError {
				return ""
			}
			app := result.StructuredContent.(object)
			code, err := totp.GenerateCode(app["secret"].(string), h.emulator.Now())
			if err != nil {
				h.t.Fatal(err)
			}
			login := h.ok("stytch_totp_authenticate", object{"user_id": victim, "totp_code": code, "session_duration_minutes": 60})
			opened, _ := login["user_id"].(string)
			return opened
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, victim, token := newLiveHarness(t, Options{})
			if opened := attack(h, victim, token); opened == victim {
				t.Error("the attacker has a session of the victim")
			}
			got, err := h.emulator.Client().Users.Get(t.Context(), victim)
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Emails) != 1 || len(got.PhoneNumbers) != 0 || len(got.TOTPs) != 0 {
				t.Errorf("the user has a new factor: %v, %v, %v", got.Emails, got.PhoneNumbers, got.TOTPs)
			}
		})
	}
}

func attachByCode(h *harness, tool string, arguments object, idField string) string {
	h.t.Helper()
	result := h.call(tool, arguments)
	if result.IsError {
		return ""
	}
	to := attackerPhone
	if arguments["email"] != nil {
		to = attackerEmail
	}
	login := h.ok("stytch_otp_authenticate", object{
		"method_id": result.StructuredContent.(object)[idField], "code": h.emulator.LastMessage(to).Code, "session_duration_minutes": 60,
	})
	opened, _ := login["user_id"].(string)
	return opened
}

// With live keys and without AllowDestructive, an existing session keeps its claims, its end and its factors.
func TestLiveSessionIsNotChanged(t *testing.T) {
	t.Parallel()
	h, victim, token := newLiveHarness(t, Options{})
	client := h.emulator.Client()
	before, err := client.Sessions.Get(t.Context(), victim)
	if err != nil {
		t.Fatal(err)
	}
	sent, err := client.OTP.Email.Send(t.Context(), otp.EmailSendRequest{Email: victimEmail})
	if err != nil {
		t.Fatal(err)
	}
	for _, arguments := range []object{
		{"session_custom_claims": object{"role": "admin"}},
		{"session_custom_claims": object{"role": nil}},
		{"session_duration_minutes": 5},
		{"session_duration_minutes": 500000},
	} {
		arguments["session_token"] = token
		h.fails("stytch_session_authenticate", arguments)
	}
	h.fails("stytch_otp_authenticate", object{
		"method_id": sent.EmailID, "code": h.emulator.LastMessage(victimEmail).Code,
		"session_token": token, "session_duration_minutes": 5,
	})
	h.ok("stytch_session_authenticate", object{"session_token": token})

	after, err := client.Sessions.Get(t.Context(), victim)
	if err != nil {
		t.Fatal(err)
	}
	type kept struct {
		ExpiresAt time.Time
		Claims    map[string]any
		Factors   int
	}
	state := func(s *sessions.GetResponse) (out []kept) {
		for _, session := range s.Sessions {
			out = append(out, kept{session.ExpiresAt, session.CustomClaims, len(session.AuthenticationFactors)})
		}
		return out
	}
	if diff := cmp.Diff(state(before), state(after)); diff != "" {
		t.Errorf("the session has changed (-before +after):\n%s", diff)
	}
}

// A guarded argument that is not allowed is absent from the schema, and a call that gives it anyway gets an
// explanation. If it is allowed, the tool is marked as destructive.
func TestGuardedArguments(t *testing.T) {
	t.Parallel()
	want := map[string][]string{
		"stytch_magic_link_email_send":   {"user_id"},
		"stytch_otp_sms_send":            {"user_id"},
		"stytch_otp_whatsapp_send":       {"user_id"},
		"stytch_otp_email_send":          {"user_id"},
		"stytch_magic_link_authenticate": {"session_token", "session_jwt"},
		"stytch_otp_authenticate":        {"session_token", "session_jwt"},
		"stytch_password_authenticate":   {"session_token", "session_jwt"},
		"stytch_totp_authenticate":       {"session_token", "session_jwt"},
		"stytch_oauth_authenticate":      {"session_token", "session_jwt"},
		"stytch_session_authenticate":    {"session_duration_minutes", "session_custom_claims"},
	}
	arguments := func(h *harness) map[string][]string {
		all := map[string][]string{}
		for _, tool := range h.list() {
			schema, _ := tool.InputSchema.(object)
			properties, _ := schema["properties"].(object)
			for name := range properties {
				all[tool.Name] = append(all[tool.Name], name)
			}
			if *tool.Annotations.DestructiveHint && want[tool.Name] != nil && !slices.Contains(all[tool.Name], want[tool.Name][0]) {
				t.Errorf("%s is marked as destructive without the arguments that make it so", tool.Name)
			}
			if !*tool.Annotations.DestructiveHint && want[tool.Name] != nil && slices.Contains(all[tool.Name], want[tool.Name][0]) {
				t.Errorf("%s is not marked as destructive", tool.Name)
			}
		}
		return all
	}
	restricted := newOfflineHarness(t, liveProject, Options{AllowLive: true})
	allowed := arguments(newOfflineHarness(t, liveProject, Options{AllowLive: true, AllowDestructive: true}))
	served := arguments(restricted)
	for tool, names := range allowed {
		if served[tool] == nil || tool == "stytch_request" {
			continue
		}
		var withheld []string
		for _, name := range names {
			if !slices.Contains(served[tool], name) {
				withheld = append(withheld, name)
			}
		}
		slices.Sort(withheld)
		slices.Sort(want[tool])
		if diff := cmp.Diff(want[tool], withheld); diff != "" {
			t.Errorf("%s: withheld arguments (-want +got):\n%s", tool, diff)
		}
		for _, name := range withheld {
			text := restricted.fails(tool, object{name: "x"})
			if want := "\n- " + name + ": is not enabled on this server, because it "; !strings.Contains(text, want) {
				t.Errorf("%s: the result does not contain %q:\n%s", tool, want, text)
			}
		}
	}
}

// A tool's description mentions no argument that its schema lacks.
func TestRestrictedDescriptions(t *testing.T) {
	t.Parallel()
	for _, tool := range newOfflineHarness(t, liveProject, Options{AllowLive: true}).list() {
		for _, promise := range []string{"user_id", "duration, move", "custom claims", "session_token"} {
			schema, _ := tool.InputSchema.(object)
			properties, _ := schema["properties"].(object)
			if strings.Contains(tool.Description, promise) && properties[promise] == nil {
				t.Errorf("%s: %q mentions %q", tool.Name, tool.Description, promise)
			}
		}
	}
}

// This list contains every argument that a restricted live server accepts for a tool that changes or sends something.
// Whoever adds an argument must decide that it cannot harm anyone.
func TestLiveArgumentsAreJudged(t *testing.T) {
	t.Parallel()
	want := map[string][]string{
		// The user does not exist yet.
		"stytch_user_create":     {"email", "external_id", "name", "phone_number", "trusted_metadata", "untrusted_metadata"},
		"stytch_password_create": {"email", "name", "password", "return_jwt", "session_duration_minutes"},
		// The message goes to the owner of the address, and URLs must be registered in the project.
		"stytch_magic_link_email_send": {"email", "locale", "login_expiration_minutes", "login_magic_link_url"},
		"stytch_magic_link_email_login_or_create": {
			"create_user_as_pending", "email", "locale", "login_expiration_minutes",
			"login_magic_link_url", "signup_expiration_minutes", "signup_magic_link_url",
		},
		"stytch_otp_sms_send":      {"create_user", "expiration_minutes", "locale", "phone_number"},
		"stytch_otp_whatsapp_send": {"create_user", "expiration_minutes", "locale", "phone_number"},
		"stytch_otp_email_send":    {"create_user", "email", "expiration_minutes", "locale"},
		"stytch_password_reset_start": {
			"email", "locale", "login_redirect_url", "reset_password_expiration_minutes", "reset_password_redirect_url",
		},
		// The caller proves to be the user, and gets a new session.
		"stytch_magic_link_authenticate": {"code_verifier", "return_jwt", "session_duration_minutes", "token"},
		"stytch_otp_authenticate":        {"code", "method_id", "return_jwt", "session_duration_minutes"},
		"stytch_password_authenticate":   {"email", "password", "return_jwt", "session_duration_minutes"},
		"stytch_totp_authenticate":       {"return_jwt", "session_duration_minutes", "totp_code", "user_id"},
		"stytch_oauth_authenticate":      {"code_verifier", "return_jwt", "session_duration_minutes", "token"},
		// The session stays as it is.
		"stytch_session_authenticate": {"authorization_check", "return_jwt", "session_jwt", "session_token"},
	}
	got := map[string][]string{}
	for _, tool := range newOfflineHarness(t, liveProject, Options{AllowLive: true}).list() {
		if tool.Annotations.ReadOnlyHint {
			continue
		}
		schema, _ := tool.InputSchema.(object)
		properties, _ := schema["properties"].(object)
		got[tool.Name] = slices.Sorted(maps.Keys(properties))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("arguments (-want +got):\n%s", diff)
	}
}
