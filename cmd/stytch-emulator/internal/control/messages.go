package control

import (
	"net/http"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/internal/emulator"
)

// message is a message as JSON. A field that does not apply is an empty string, except the second link: only
// password resets have those fields.
type message struct {
	Kind       string    `json:"kind"`
	To         string    `json:"to"`
	Code       string    `json:"code"`
	Token      string    `json:"token"`
	URL        string    `json:"url"`
	LoginToken string    `json:"login_token,omitzero"`
	LoginURL   string    `json:"login_url,omitzero"`
	MethodID   string    `json:"method_id"`
	SentAt     time.Time `json:"sent_at"`
}

// messages returns the messages so far, oldest first.
func (h *handler) messages(r *http.Request) (any, error) {
	messages := []message{}
	for _, m := range h.sent(r) {
		messages = append(messages, message{
			Kind: m.Kind, To: m.To, Code: m.Code, Token: m.Token, URL: m.URL,
			LoginToken: m.LoginToken, LoginURL: m.LoginURL, MethodID: m.MethodID, SentAt: m.SentAt,
		})
	}
	return messages, nil
}

// sent returns the messages that a request selects: all, or those to one address or number.
func (h *handler) sent(r *http.Request) []emulator.Message {
	all := h.srv.Messages()
	to := r.URL.Query().Get("to")
	if to == "" {
		return all
	}
	var chosen []emulator.Message
	for _, m := range all {
		if strings.EqualFold(m.To, to) {
			chosen = append(chosen, m)
		}
	}
	return chosen
}
