package main

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"time"
)

// sentMail describes the last email that the application sent for a browser. The browser keeps it in a cookie, so that
// the page that follows can be reloaded without sending another email. A URL would do too, but URLs end up in logs.
type sentMail struct {
	Email string `json:"email"`
	// MethodID is the address that a code was sent to, as Stytch identifies it. It is empty for a link.
	MethodID string `json:"method_id,omitempty"`
}

const (
	sentCookieName = "__Host-sent"
	sentLifetime   = 10 * time.Minute
)

// redirectAfterMail remembers an email and redirects to the page that follows.
func redirectAfterMail(w http.ResponseWriter, r *http.Request, path string, sent sentMail) {
	value, err := json.Marshal(sent)
	if err != nil {
		panic("webapp: " + err.Error()) // two strings are always valid JSON
	}
	http.SetCookie(w, sentCookie(base64.RawURLEncoding.EncodeToString(value), int(sentLifetime.Seconds())))
	redirect(w, r, path)
}

// lastMail returns the email that the application sent for the browser of a request.
func lastMail(r *http.Request) (sent sentMail, ok bool) {
	cookie, err := r.Cookie(sentCookieName)
	if err != nil {
		return sent, false
	}
	value, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil || json.Unmarshal(value, &sent) != nil {
		return sentMail{}, false
	}
	return sent, true
}

func sentCookie(value string, maxAge int) *http.Cookie {
	return &http.Cookie{
		Name: sentCookieName, Value: value, MaxAge: maxAge,
		Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
}

// showSent is the page after an email with a link.
func (a *app) showSent(w http.ResponseWriter, r *http.Request) {
	sent, ok := lastMail(r)
	if !ok {
		redirect(w, r, "/login")
		return
	}
	a.render(w, http.StatusOK, "sent", sent)
}

// showCode is the page after an email with a code.
func (a *app) showCode(w http.ResponseWriter, r *http.Request) {
	sent, ok := lastMail(r)
	if !ok || sent.MethodID == "" {
		redirect(w, r, "/login")
		return
	}
	a.render(w, http.StatusOK, "code", sent)
}
