// Package httpapi is the HTTP of the emulator: routes, request and response bodies, errors on the wire, the journal of
// requests and injected faults. It knows no rule of Stytch and no state: an [Operation] is served with a state of any
// type.
package httpapi

import (
	"net/http"
	"net/url"
	"strings"
)

// Operation is one endpoint of the API, served with a state S.
type Operation[S any] struct {
	// Name is the operation's name in the API document, such as "users.get".
	Name, Method, Path string
	// Public operations take no credentials.
	Public bool
	// OAuth2 operations return errors in the form of OAuth 2.0 (RFC 6749, section 5.2).
	OAuth2 bool
	// Host is Stytch's host for the operation if it is not the API's own. Such a host has its own form of request IDs
	// and its own documentation of errors.
	Host string
	// Status is the status of success.
	Status int
	// Serve handles a request and returns the response body.
	Serve func(state S, r *Request) ([]byte, error)
	// ServePage is set in place of Serve for what a person opens in a browser.
	ServePage func(state S, r *Request) (*Page, error)
}

// HasBody reports whether requests of the operation have a body.
func (o *Operation[S]) HasBody() bool {
	return o.Method != http.MethodGet && o.Method != http.MethodDelete
}

// Request is a request of an operation.
type Request struct {
	// ID is the request_id of the response.
	ID string
	// Status is the status of success, for the response body.
	Status int
	// Origin is the scheme and the host that the request was sent to, and Path its path.
	Origin, Path string
	Params       Params
	Query        url.Values
	Header       http.Header
	Body         []byte
}

// CrossSite reports whether a page of another origin has sent the request, according to the browser. Older browsers
// send only the Origin header. Its scheme is ignored, since a proxy in front may have another.
func (r *Request) CrossSite() bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" {
		return site != "same-origin"
	}
	from := r.Header.Get("Origin")
	if from == "" {
		return false
	}
	_, sender, _ := strings.Cut(from, "://")
	_, own, _ := strings.Cut(r.Origin, "://")
	return !strings.EqualFold(sender, own)
}

// Params are the parameters of a path, unescaped.
type Params []Param

// Param is a parameter of a path.
type Param struct{ Name, Value string }

// Lookup returns a parameter by its name. It reports whether the path has it.
func (params Params) Lookup(name string) (value string, ok bool) {
	for _, p := range params {
		if p.Name == name {
			return p.Value, true
		}
	}
	return "", false
}

// Get returns a parameter by its name. A name that the path does not have panics: it is a mistake in the operation.
func (params Params) Get(name string) string {
	if value, ok := params.Lookup(name); ok {
		return value
	}
	panic("emulator: the path has no parameter " + name)
}
