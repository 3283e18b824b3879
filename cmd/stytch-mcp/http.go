package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// shutdownTimeout is how long the calls in progress may take after a signal.
const shutdownTimeout = 5 * time.Second

// serveHTTP serves streamable HTTP until ctx is done. Then the calls in progress may still finish, within
// shutdownTimeout. Who may call depends on the URL that is served.
func serveHTTP(ctx context.Context, addr string, accessTo func(url string) (access, error), server *mcp.Server, log *slog.Logger) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	url := "http://" + listener.Addr().String() + mcpPath
	allowed, err := accessTo(url)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	srv := newServer(handler(ctx, server, allowed, log), log)
	log.InfoContext(ctx, "serving", "url", url, "token", allowed.token != "", "oauth", allowed.oauth != nil)
	done := make(chan error, 1)
	go func() { done <- srv.Serve(listener) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTimeout)
	defer cancel()
	if err := srv.Shutdown(stopping); err != nil {
		log.WarnContext(ctx, "calls in progress were cut off", "after", shutdownTimeout)
		return srv.Close() // cancels them
	}
	return nil
}

// newServer returns a server that clients cannot keep busy by being slow, whether or not they have a token.
func newServer(handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       bodyTimeout, // also of a request that is rejected before its body is read
		IdleTimeout:       2 * time.Minute,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

const (
	// bodyTimeout is how long a client may take to send a message.
	bodyTimeout = 30 * time.Second
	// sessionTimeout is how long a session may be idle.
	sessionTimeout = 30 * time.Minute
	// maxSessions bounds the sessions, which clients can begin without ending them.
	maxSessions = 1000
)

// handler serves MCP at /mcp and /. Streams that clients keep open end when ctx is done.
//
// Requests need no session, so a client keeps working after the server restarts. The exception is a client that can
// ask a person but speaks a version of the protocol in which the server sends the question. It gets a session,
// because the question needs a stream and the response arrives with another request.
func handler(ctx context.Context, server *mcp.Server, allowed access, log *slog.Logger) http.Handler {
	var logger *slog.Logger
	if log.Enabled(context.Background(), slog.LevelDebug) {
		logger = log
	}
	server.AddReceivingMiddleware(cancelOnDisconnect)
	// The SDK rejects requests for a host name that is not this machine's, as in a DNS rebinding attack. A proxy on this
	// machine passes on the name of its URL.
	streamable := func(options mcp.StreamableHTTPOptions) http.Handler {
		options.Logger = logger
		options.DisableLocalhostProtection = allowed.oauth != nil && allowed.oauth.proxied
		return mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return server }, &options)
	}
	stateless := cancelable(streamable(mcp.StreamableHTTPOptions{Stateless: true, JSONResponse: true}))
	sessions := endingWith(ctx, streamable(mcp.StreamableHTTPOptions{SessionTimeout: sessionTimeout}))
	endpoint := route(stateless, sessions, func() bool {
		full := countSessions(server) >= maxSessions
		if full {
			log.WarnContext(ctx, "too many sessions: a new client cannot ask a person to confirm its calls", "sessions", maxSessions)
		}
		return full
	})
	mux := http.NewServeMux()
	mux.Handle(mcpPath, endpoint)
	mux.Handle("/{$}", endpoint)
	return allowed.protect(mux)
}

// countSessions returns the number of sessions. Requests without a session have one without an ID.
func countSessions(server *mcp.Server) int {
	n := 0
	for session := range server.Sessions() {
		if session.ID() != "" {
			n++
		}
	}
	return n
}

// route hands each request to the handler without sessions or the one with sessions. It rejects a body that is not a
// message with a JSON-RPC error. Once there are too many sessions, clients get no new one: they can call tools, but
// the server cannot ask a person.
func route(stateless, sessions http.Handler, full func() bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next := stateless
		if r.Header.Get("Mcp-Session-Id") != "" {
			next = sessions
		}
		if r.Method == http.MethodPost {
			// Checking the token may have taken long. A recorder of tests has no deadline.
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTimeout))
			body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxMessage))
			if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
				http.Error(w, "the request body is larger than 4 MiB", http.StatusRequestEntityTooLarge)
				return
			}
			if err != nil {
				http.Error(w, "the request body could not be read", http.StatusBadRequest)
				return
			}
			message, rejected := decodeMessage(body)
			if rejected != nil {
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(rejected.status(r.Header.Get("MCP-Protocol-Version")))
				_, _ = w.Write(rejected.encode())
				return
			}
			if asksByRequest(message) && !full() {
				next = sessions
			}
			r.Body = io.NopCloser(bytes.NewReader(body))
		}
		next.ServeHTTP(w, r)
	})
}

// asksByRequest reports whether a message begins a session in which the server may send questions for a person.
func asksByRequest(message jsonrpc.Message) bool {
	request, ok := message.(*jsonrpc.Request)
	if !ok || request.Method != "initialize" {
		return false
	}
	var params mcp.InitializeParams
	err := json.Unmarshal(request.Params, &params)
	return err == nil && params.Capabilities != nil && params.Capabilities.Elicitation != nil
}

// endingWith ends the streams that a client has opened when ctx is done. Otherwise they would delay the shutdown.
func endingWith(ctx context.Context, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			streaming, cancel := context.WithCancel(r.Context())
			defer cancel()
			defer context.AfterFunc(ctx, cancel)()
			r = r.WithContext(streaming)
		}
		next.ServeHTTP(w, r)
	})
}

// cancelable stores the context of a request for cancelOnDisconnect.
func cancelable(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestContext{}, r.Context())))
	})
}

// requestContext is the key of the context of an HTTP request.
type requestContext struct{}

// cancelOnDisconnect cancels a call when its HTTP request ends first: the response could not be delivered any more.
// The SDK does this only for the newest version of the protocol.
func cancelOnDisconnect(next mcp.MethodHandler) mcp.MethodHandler {
	return func(ctx context.Context, method string, req mcp.Request) (mcp.Result, error) {
		if request, ok := ctx.Value(requestContext{}).(context.Context); ok {
			called, cancel := context.WithCancel(ctx)
			defer cancel()
			defer context.AfterFunc(request, cancel)()
			ctx = called
		}
		return next(ctx, method, req)
	}
}
