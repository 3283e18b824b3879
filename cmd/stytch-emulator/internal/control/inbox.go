package control

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/internal/emulator"
)

// maxShown is how many messages a page holds: enough to find one, and quick to load again and again.
const maxShown = 100

// refreshSeconds is how often the inbox looks for new messages.
const refreshSeconds = 5

// inboxPage is the list of messages.
type inboxPage struct {
	ProjectID string
	Now       time.Time
	// To is whose messages are shown, everybody's when empty.
	To string
	// Refresh is the number of seconds to the next look, 0 when the reader has paused it.
	Refresh int
	// Letters are the last messages, the newest first, and Older is how many there are before them.
	Letters []letter
	Older   int
}

// letter is a message as a person sees it.
type letter struct {
	emulator.Message

	Subject string
	Links   []link
}

// link is what a person clicks.
type link struct {
	Text, Class string
	// Href is where a click leads, and Other where else the link can be opened.
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
		page.Letters = append(page.Letters, h.letter(m))
	}
	h.show(w, http.StatusOK, "inbox.html", page)
}

func (h *handler) letter(m emulator.Message) letter {
	l := letter{Message: m, Subject: subjects[m.Kind]}
	switch {
	case m.Kind == emulator.MessagePasswordReset:
		l.Links = []link{
			h.link("Set a new password", "open", m.URL),
			h.link("Log in without a new password", "second", m.LoginURL),
		}
	case m.URL != "":
		l.Links = []link{h.link("Open the link", "open", m.URL)}
	}
	return l
}

// link leads to the app, and offers the landing page for those who have none. Where nobody said where the
// app is, it is the other way round.
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

// landingURL is the landing page with the token of a link.
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
