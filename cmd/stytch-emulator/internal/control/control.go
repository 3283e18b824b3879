// Package control serves what the emulator has beside Stytch's API, under /_emulator/: the messages that
// were sent, as JSON and as an inbox for people, and orders to the emulator itself.
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
)

// Prefix begins the paths of this package. No path of the API does.
const Prefix = "/_emulator/"

// providerPages begins the paths of the pages in place of the OAuth providers'.
const providerPages = "/v1/public/oauth/"

// Options say how the emulator is reached.
type Options struct {
	// Logger gets a record of each order. It is required.
	Logger *slog.Logger
	// LandByDefault opens links to the emulator's default redirect URL at the landing page, since nobody
	// chose that URL.
	LandByDefault bool
	// AnyHost serves whatever the Host header says. Without it, only this machine's names and Host are
	// served: a web page elsewhere could otherwise have its own name resolved to this machine and read the
	// messages.
	AnyHost bool
	Host    string
}

// handler serves the paths under Prefix.
type handler struct {
	srv    *emulator.Server
	client *stytch.Client
	opts   Options
	// root is the path that the links of the pages begin with.
	root  string
	pages *template.Template
}

// New returns a handler that serves the API of srv, and its messages and orders under [Prefix].
func New(srv *emulator.Server, opts Options) (http.Handler, error) {
	return newAt(Prefix, srv, opts)
}

// newAt returns a handler as New does. Its pages link to root, from where something else leads to Prefix.
func newAt(root string, srv *emulator.Server, opts Options) (http.Handler, error) {
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
	// No ServeMux: it would redirect paths of the API that it thinks untidy.
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, Prefix):
			orders.ServeHTTP(w, r)
		case r.URL.Path+"/" == Prefix:
			http.Redirect(w, r, Prefix, http.StatusMovedPermanently)
		case r.URL.Path == "/" && r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html"):
			http.Redirect(w, r, root, http.StatusFound) // a person looks for something to see
		case strings.HasPrefix(r.URL.Path, providerPages) && !h.allowsHost(r.Host):
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
	route(mux, "health", methods{http.MethodGet: answer(h.readHealth)})
	route(mux, "messages", methods{http.MethodGet: answer(h.messages)})
	route(mux, "clock", methods{http.MethodGet: answer(h.readClock), http.MethodPost: answer(h.moveClock)})
	route(mux, "reset", methods{http.MethodPost: answer(h.reset)})
	route(mux, "faults", methods{http.MethodPost: answer(h.injectFault), http.MethodDelete: answer(h.clearFaults)})
	route(mux, "access_tokens", methods{http.MethodPost: answer(h.makeAccessToken)})
	route(mux, "connected_apps", methods{http.MethodPost: answer(h.connectApp)})
	route(mux, "keys", methods{http.MethodPost: answer(h.rotateKeys)})
	route(mux, "oauth_tokens", methods{http.MethodPost: answer(h.makeOAuthToken)})
	route(mux, "fingerprints", methods{http.MethodPost: answer(h.addFingerprint)})
	route(mux, "impersonation_tokens", methods{http.MethodPost: answer(h.makeImpersonationToken)})
	mux.HandleFunc(Prefix, func(w http.ResponseWriter, r *http.Request) {
		writeError(w, refuse(http.StatusNotFound, "there is no %s", r.URL.Path))
	})
	return mux
}

// methods are the handlers of a path.
type methods map[string]http.Handler

// route registers a path under Prefix, and what is said to other methods.
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
		writeError(w, refuse(http.StatusMethodNotAllowed, "%s %s is not served: use %s", r.Method, r.URL.Path, allow))
	})
}

// guard keeps web pages of other origins out: they get no answer under another name of this machine, and
// give no orders.
func (h *handler) guard(next http.Handler) http.Handler {
	var origins http.CrossOriginProtection
	origins.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		writeError(w, refuse(http.StatusForbidden, "a web page of another origin asks for this: it gives the emulator no orders"))
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

// allowsHost reports whether browsers may see the pages of the emulator at a host.
func (h *handler) allowsHost(host string) bool {
	return h.opts.AnyHost || IsLocal(host) || host == h.opts.Host
}

func (h *handler) foreignHost(host string) *problem {
	return refuse(http.StatusForbidden, "the host %q is not this machine's: use 127.0.0.1, or start the emulator with -base-url", host)
}

// IsLocal reports whether a host, with or without a port, is a name of this machine.
func IsLocal(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	if ip := net.ParseIP(host); ip != nil {
		return ip.IsLoopback()
	}
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}

// problem is an error for whoever sent the request.
type problem struct {
	status  int
	message string
}

func (p *problem) Error() string { return p.message }

func refuse(status int, format string, args ...any) *problem {
	return &problem{status: status, message: fmt.Sprintf(format, args...)}
}
