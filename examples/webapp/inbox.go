package main

import (
	"net"
	"net/http"
	"slices"

	"github.com/flymyai/stytch-go/stytchtest"
)

// inbox shows the emails of all users to everybody. It exists for the emulator only.
type inbox struct {
	messages func() []stytchtest.Message
	exposed  bool
}

func (b *backend) inbox() *inbox {
	if b.emulator == nil {
		return nil
	}
	return &inbox{b.emulator.Messages, b.exposed}
}

// showInbox shows the newest email first.
//
// A web page of an attacker can make a browser on this machine send requests here under a host name of the attacker
// (DNS rebinding), and read the responses. So the inbox requires a name of this machine.
func (a *app) showInbox(w http.ResponseWriter, r *http.Request) {
	if !a.inbox.exposed && !isLoopback(r.Host) {
		a.notFound(w, r)
		return
	}
	messages := a.inbox.messages()
	slices.Reverse(messages)
	a.render(w, http.StatusOK, "inbox", messages)
}

// isLoopback reports whether the host of a request is a name of this machine that other machines cannot use.
func isLoopback(hostPort string) bool {
	host, _, err := net.SplitHostPort(hostPort)
	if err != nil {
		host = hostPort
	}
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}
