package control_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
)

// fieldsOf returns the messages as they are sent.
func (h *harness) fieldsOf(path string) []map[string]any {
	h.Helper()
	var messages []map[string]any
	h.call(http.MethodGet, path, "", &messages)
	return messages
}

func TestMessages(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	if _, text := h.send(http.MethodGet, "/_emulator/messages", ""); text != "[]\n" {
		t.Errorf("no messages are %q", text)
	}
	link, err := h.MagicLinks.Email.LoginOrCreate(t.Context(), magiclinks.EmailLoginOrCreateRequest{Email: ada, SignupMagicLinkURL: "https://app.example/in?x=y"})
	h.try(err)
	sms, err := h.OTP.SMS.LoginOrCreate(t.Context(), otp.SMSLoginOrCreateRequest{PhoneNumber: "+14155550123"})
	h.try(err)

	sent := h.emulator.Messages()
	want := []map[string]any{
		{
			"kind": "magic_link_signup", "to": ada, "code": "", "token": sent[0].Token, "method_id": link.EmailID,
			"url":     "https://app.example/in?stytch_token_type=magic_links&token=" + url.QueryEscape(sent[0].Token) + "&x=y",
			"sent_at": sent[0].SentAt.Format("2006-01-02T15:04:05.999999Z07:00"),
		},
		{
			"kind": "otp_sms", "to": "+14155550123", "code": sent[1].Code, "token": "", "url": "", "method_id": sms.PhoneID,
			"sent_at": sent[1].SentAt.Format("2006-01-02T15:04:05.999999Z07:00"),
		},
	}
	if diff := cmp.Diff(want, h.fieldsOf("/_emulator/messages")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(want[:1], h.fieldsOf("/_emulator/messages?to=ADA@example.com")); diff != "" {
		t.Errorf("to Ada (-want +got)\n%s", diff)
	}
	if got := h.fieldsOf("/_emulator/messages?to=grace@example.com"); len(got) != 0 {
		t.Errorf("to Grace: %v", got)
	}
}

// A password reset contains two links.
func TestMessages_passwordReset(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	h.signUpWithPassword()
	got := h.fieldsOf("/_emulator/messages")[0]
	for name, want := range map[string]any{"kind": "password_reset", "login_token": h.emulator.Messages()[0].LoginToken, "login_url": h.emulator.Messages()[0].LoginURL} {
		if got[name] != want || want == "" {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
}

// signUpWithPassword creates a user who has requested a password reset.
func (h *harness) signUpWithPassword() {
	h.Helper()
	_, err := h.Passwords.Create(h.Context(), passwords.CreateRequest{Email: ada, Password: "correct-horse-battery-staple"})
	h.try(err)
	_, err = h.Passwords.Email.ResetStart(h.Context(), passwords.EmailResetStartRequest{Email: ada})
	h.try(err)
}

// The API accepts the tokens and codes.
func TestMessages_work(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	_, err := h.OTP.Email.LoginOrCreate(t.Context(), otp.EmailLoginOrCreateRequest{Email: ada})
	h.try(err)
	_, text := h.send(http.MethodGet, "/_emulator/messages", "")
	var messages []struct {
		MethodID string `json:"method_id"`
		Code     string `json:"code"`
	}
	h.try(json.Unmarshal([]byte(text), &messages))
	_, err = h.OTP.Authenticate(t.Context(), otp.AuthenticateRequest{MethodID: messages[0].MethodID, Code: messages[0].Code})
	h.try(err)
}
