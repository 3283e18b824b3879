// Package control serves the emulator's control endpoints under /_emulator/. They return the sent messages, as
// JSON and as an inbox for people, and control the emulator itself.
package control

import (
	"fmt"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/emulator"
	"github.com/flymyai/stytch-go/internal/loopback"
)

// Prefix is the prefix of this package's paths. No path of the API starts with it.
const Prefix = "/_emulator/"

// The paths of the pages that people open in a browser: those that replace the OAuth providers' login pages, and the
// consent page.
const (
	providerPages = "/v1/public/oauth/"
	consentPage   = "/oauth2/authorize"
)

// Options describe how the emulator is reached.
type Options struct {
	// Logger logs each control request. It is required.
	Logger *slog.Logger
	// LandByDefault opens links to the emulator's default redirect URL at the landing page, since no
	// application may be serving that URL.
	LandByDefault bool
	// AnyHost accepts any Host header. Without it, only this machine's names and Host are accepted, which
	// prevents DNS rebinding: a remote web page could otherwise point its own name at this machine and read
	// the messages.
	AnyHost bool
	Host    string
}

// handler serves the paths under Prefix.
type handler struct {
	srv    *emulator.Server
	client *stytch.Client
	opts   Options
	// root is the path prefix of the links in the pages.
	root  string
	pages *template.Template
}

// newHandler returns a handler that serves the API of srv, and its control endpoints under [Prefix]. Its pages link to
// root. The caller must route requests from root to Prefix.
func newHandler(root string, srv *emulator.Server, opts Options) (http.Handler, error) {
	client, err := newClient(srv)
	if err != nil {
		return nil, err
	}
	own, err := pages.Clone()
	if err != nil {
		return nil, err
	}
	h := &handler{srv: srv, client: client, opts: opts, root: root, pages: own.Funcs(rootFunc(root))}
	orders := h.guard(h.routes())
	// No ServeMux here: it would redirect API paths that are not clean.
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, Prefix):
			orders.ServeHTTP(w, r)
		case r.URL.Path+"/" == Prefix:
			http.Redirect(w, r, Prefix, http.StatusMovedPermanently)
		case r.URL.Path == "/" && r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html"):
			http.Redirect(w, r, root, http.StatusFound) // a person has opened the base URL in a browser
		case (strings.HasPrefix(r.URL.Path, providerPages) || r.URL.Path == consentPage) && !h.allowsHost(r.Host):
			writeError(w, h.foreignHost(r.Host))
		default:
			srv.ServeHTTP(w, r)
		}
	}), nil
}

func (h *handler) routes() http.Handler {
	mux := http.NewServeMux()
	route(mux, "{$}", methods{http.MethodGet: http.HandlerFunc(h.inbox)})
	route(mux, "style.css", methods{http.MethodGet: http.HandlerFunc(style)})
	route(mux, landingPage, methods{
		http.MethodGet:  http.HandlerFunc(h.landing),
		http.MethodPost: http.HandlerFunc(h.authenticate),
	})
	route(mux, "health", methods{http.MethodGet: jsonHandler(h.readHealth)})
	route(mux, "messages", methods{http.MethodGet: jsonHandler(h.messages)})
	route(mux, "webhooks", methods{http.MethodGet: jsonHandler(h.webhooks)})
	route(mux, "clock", methods{http.MethodGet: jsonHandler(h.readClock), http.MethodPost: jsonHandler(h.moveClock)})
	route(mux, "reset", methods{http.MethodPost: jsonHandler(h.reset)})
	route(mux, "faults", methods{http.MethodPost: jsonHandler(h.injectFault), http.MethodDelete: jsonHandler(h.clearFaults)})
	route(mux, "access_tokens", methods{http.MethodPost: jsonHandler(h.makeAccessToken)})
	route(mux, "connected_apps", methods{http.MethodPost: jsonHandler(h.connectApp)})
	route(mux, "keys", methods{http.MethodPost: jsonHandler(h.rotateKeys)})
	route(mux, "oauth_tokens", methods{http.MethodPost: jsonHandler(h.makeOAuthToken)})
	route(mux, "fingerprints", methods{http.MethodPost: jsonHandler(h.addFingerprint)})
	route(mux, "impersonation_tokens", methods{http.MethodPost: jsonHandler(h.makeImpersonationToken)})
	mux.HandleFunc(Prefix, func(w http.ResponseWriter, r *http.Request) {
		writeError(w, problemf(http.StatusNotFound, "there is no %s", r.URL.Path))
	})
	return mux
}

// methods are the handlers of a path.
type methods map[string]http.Handler

// route registers a path under Prefix, and rejects all other methods.
func route(mux *http.ServeMux, path string, byMethod methods) {
	allowed := make([]string, 0, len(byMethod))
	for method, handler := range byMethod {
		mux.Handle(method+" "+Prefix+path, handler)
		allowed = append(allowed, method)
	}
	slices.Sort(allowed)
	allow := strings.Join(allowed, ", ")
	mux.HandleFunc(Prefix+path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Allow", allow)
		writeError(w, problemf(http.StatusMethodNotAllowed, "%s %s is not supported: use %s", r.Method, r.URL.Path, allow))
	})
}

// guard rejects cross-origin requests that change state, and requests whose Host header is not allowed.
func (h *handler) guard(next http.Handler) http.Handler {
	var origins http.CrossOriginProtection
	origins.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		writeError(w, problemf(http.StatusForbidden, "requests from web pages of other origins are rejected"))
	}))
	protected := origins.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Cache-Control", "no-store")
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		if !h.allowsHost(r.Host) {
			writeError(w, h.foreignHost(r.Host))
			return
		}
		protected.ServeHTTP(w, r)
	})
}

// allowsHost reports whether the emulator serves its pages under a host.
func (h *handler) allowsHost(host string) bool {
	return h.opts.AnyHost || isLocal(host) || host == h.opts.Host
}

func (h *handler) foreignHost(host string) *problem {
	return problemf(http.StatusForbidden, "the host %q is not a name of this machine: use 127.0.0.1, or start the emulator with -base-url", host)
}

// isLocal reports whether the host of a request, with or without a port, is a name of this machine. Browsers look up no name
// below localhost.
func isLocal(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	return loopback.Host(host) || strings.HasSuffix(host, ".localhost")
}

// problem is an error to return to the caller, with its status.
type problem struct {
	status  int
	message string
}

func (p *problem) Error() string { return p.message }

func problemf(status int, format string, args ...any) *problem {
	return &problem{status: status, message: fmt.Sprintf(format, args...)}
}
