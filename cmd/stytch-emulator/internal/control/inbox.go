package control

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/internal/emulator"
)

// maxShown is the maximum number of messages on a page. It is small enough for frequent reloads.
const maxShown = 100

// refreshSeconds is the interval at which the inbox checks for new messages.
const refreshSeconds = 5

// inboxPage is the list of messages.
type inboxPage struct {
	ProjectID string
	Now       time.Time
	// To is the recipient whose messages are shown, or empty for all messages.
	To string
	// Refresh is the number of seconds until the next reload, or 0 when paused.
	Refresh int
	// Messages are the last messages, newest first. Older is the number of messages before them.
	Messages []inboxMessage
	Older    int
	// Webhooks reports whether webhooks are shown: there are endpoints, and no recipient is chosen. Events are the last ones,
	// newest first. OlderEvents is the number of those before them.
	Webhooks    bool
	Events      []event
	OlderEvents int
}

// inboxMessage is a message as the inbox shows it.
type inboxMessage struct {
	emulator.Message

	Subject string
	Links   []link
}

// link is a link in a message.
type link struct {
	Text, Class string
	// Href is the target of the link, and Other is the alternative target.
	Href      string
	Other     string
	OtherText string
}

var subjects = map[string]string{
	emulator.MessageMagicLinkLogin:  "Magic link to log in",
	emulator.MessageMagicLinkSignup: "Magic link to sign up",
	emulator.MessageMagicLinkInvite: "Invitation",
	emulator.MessagePasswordReset:   "Password reset",
	emulator.MessageOTPEmail:        "One-time passcode by email",
	emulator.MessageOTPSMS:          "One-time passcode by SMS",
	emulator.MessageOTPWhatsApp:     "One-time passcode by WhatsApp",
}

func (h *handler) inbox(w http.ResponseWriter, r *http.Request) {
	sent := h.sent(r)
	older := max(0, len(sent)-maxShown)
	query := r.URL.Query()
	page := inboxPage{ProjectID: h.srv.ProjectID(), Now: h.srv.Now(), To: query.Get("to"), Refresh: refreshSeconds, Older: older}
	if query.Get("refresh") == "off" {
		page.Refresh = 0
	}
	for _, m := range slices.Backward(sent[older:]) {
		page.Messages = append(page.Messages, h.inboxMessage(m))
	}
	if page.Webhooks = h.srv.SendsWebhooks() && page.To == ""; page.Webhooks {
		page.Events, page.OlderEvents = h.events()
	}
	h.show(w, http.StatusOK, "inbox.html", page)
}

func (h *handler) inboxMessage(m emulator.Message) inboxMessage {
	shown := inboxMessage{Message: m, Subject: subjects[m.Kind]}
	switch {
	case m.Kind == emulator.MessagePasswordReset:
		shown.Links = []link{
			h.link("Set a new password", "open", m.URL),
			h.link("Log in without a new password", "second", m.LoginURL),
		}
	case m.URL != "":
		shown.Links = []link{h.link("Open the link", "open", m.URL)}
	}
	return shown
}

// link returns a link that opens the app and offers the landing page as the alternative. If the app's URL is not
// configured, the two are swapped.
func (h *handler) link(text, class, to string) link {
	here := h.landingURL(to)
	if h.opts.LandByDefault && strings.HasPrefix(to, emulator.DefaultRedirectURL+"?") {
		return link{text, class, here, to, "Open at " + withoutQuery(to) + " instead"}
	}
	return link{text, class, to, here, "Open here instead of " + withoutQuery(to)}
}

func withoutQuery(to string) string {
	bare, _, _ := strings.Cut(to, "?")
	return bare
}

// landingURL returns the URL of the landing page with the token of a link.
func (h *handler) landingURL(to string) string {
	u, err := url.Parse(to)
	if err != nil {
		return h.root + landingPage // the emulator made the URL
	}
	token := url.Values{}
	for _, name := range []string{fieldType, fieldToken} {
		token.Set(name, u.Query().Get(name))
	}
	return h.root + landingPage + "?" + token.Encode()
}
