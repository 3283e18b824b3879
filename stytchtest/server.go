package stytchtest

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/certificate"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// Server is an emulated Stytch project that listens on this machine. It is safe for concurrent use.
type Server struct {
	emulator *emulator.Server
	handler  http.Handler
	http     *http.Server
	listener net.Listener
	url      string
	tls      *certificate.Pair // nil without TLS
	client   *http.Client
	tb       reporter
	served   chan struct{}
	close    sync.Once
}

// reporter is the part of [testing.TB] that reports mistakes in a test.
type reporter interface {
	Helper()
	Fatalf(format string, args ...any)
}

// panics is the reporter of a server without a test.
type panics struct{}

func (panics) Helper() {}

func (panics) Fatalf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }

// NewServer starts a server for a test. The server is closed when the test ends. Invalid options, such as options that
// contradict each other, fail the test.
func NewServer(tb testing.TB, opts ...Option) *Server {
	tb.Helper()
	srv, err := Start(opts...)
	if err != nil {
		tb.Fatal(err)
	}
	srv.tb = tb
	tb.Cleanup(srv.Close)
	return srv
}

// Start starts a server for a program. The caller must call [Server.Close]. In a test, use [NewServer] instead.
func Start(opts ...Option) (*Server, error) {
	cfg := config{addr: "127.0.0.1:0"}
	for _, opt := range opts {
		opt(&cfg)
	}
	insides, err := emulator.New(cfg.emulator)
	if err != nil {
		return nil, fmt.Errorf("stytchtest: %w", err)
	}
	srv := &Server{emulator: insides, handler: insides, tb: panics{}, served: make(chan struct{})}
	if cfg.middleware != nil {
		srv.handler = cfg.middleware(insides)
	}
	var lc net.ListenConfig
	if srv.listener, err = lc.Listen(context.Background(), "tcp", cfg.addr); err != nil {
		return nil, fmt.Errorf("stytchtest: %w", err)
	}
	if cfg.tls {
		host, _, _ := net.SplitHostPort(cfg.addr) // it is listened to
		if srv.tls, err = certificate.New("stytchtest", host); err != nil {
			_ = srv.listener.Close() // the first error says more
			return nil, fmt.Errorf("stytchtest: %w", err)
		}
	}
	srv.serve(cfg)
	return srv, nil
}

// serve answers connections until Close.
func (s *Server) serve(cfg config) {
	logger := cfg.emulator.Logger
	s.http = &http.Server{Handler: s.handler, ReadHeaderTimeout: 10 * time.Second}
	if logger != nil {
		s.http.ErrorLog = slog.NewLogLogger(logger.Handler(), slog.LevelWarn)
	}
	transport := &http.Transport{MaxIdleConnsPerHost: 64, ForceAttemptHTTP2: true}
	s.client = &http.Client{Transport: transport}
	s.url = "http://" + s.listener.Addr().String()
	listener := s.listener
	if s.tls != nil {
		s.url = "https://" + s.listener.Addr().String()
		transport.TLSClientConfig = &tls.Config{RootCAs: s.tls.Pool(), MinVersion: tls.VersionTLS12}
		s.http.TLSConfig = s.tls.Config()
	}
	if cfg.urlIssuer {
		s.emulator.SetIssuer(s.url)
	}
	go func() {
		defer close(s.served)
		var err error
		if s.tls != nil {
			err = s.http.ServeTLS(listener, "", "")
		} else {
			err = s.http.Serve(listener)
		}
		if err != nil && !errors.Is(err, http.ErrServerClosed) && logger != nil {
			logger.Error("serving ended", slog.String("error", err.Error()))
		}
	}()
}

// Close stops the server, closes its connections and ends the deliveries of webhooks. It is safe to call Close more than once.
func (s *Server) Close() {
	s.close.Do(func() {
		_ = s.http.Close() // it stops either way
		s.client.CloseIdleConnections()
		<-s.served
		s.emulator.Close()
	})
}

// Client returns a client that calls this server and uses the server's clock. The options configure it further. An
// invalid option fails the test; on a server from [Start], Client panics.
func (s *Server) Client(opts ...stytch.Option) *stytch.Client {
	s.tb.Helper()
	all := append([]stytch.Option{stytch.WithBaseURL(s.url), stytch.WithHTTPClient(s.client), stytch.WithClock(s.Now)}, opts...)
	client, err := stytch.New(s.ProjectID(), s.Secret(), all...)
	if err != nil {
		s.tb.Fatalf("stytchtest: %v", err)
	}
	return client
}

// URL returns the base URL, such as http://127.0.0.1:41234.
func (s *Server) URL() string { return s.url }

// ProjectID returns the ID of the project.
func (s *Server) ProjectID() string { return s.emulator.ProjectID() }

// Secret returns the secret of the project.
func (s *Server) Secret() string { return s.emulator.Secret() }

// PublicToken returns the public token of the project. The token is not secret. A browser sends it to
// /v1/public/oauth/{provider}/start below [Server.URL] to start a login with an OAuth provider. The server shows its
// own page in place of the provider's.
func (s *Server) PublicToken() string { return s.emulator.PublicToken() }

// Handler returns the handler that serves the API. Use it to serve the API in another way, or call it directly.
func (s *Server) Handler() http.Handler { return s.handler }

// CACertificate returns the PEM-encoded certificate of the authority that signed the server's own certificate. Clients
// other than those of [Server.Client] must trust it. It is nil without [WithTLS].
func (s *Server) CACertificate() []byte {
	if s.tls == nil {
		return nil
	}
	return s.tls.PEM()
}

// Now returns the current time of the server's clock.
func (s *Server) Now() time.Time { return s.emulator.Now() }

// Advance moves the server's clock, so that codes, links and sessions expire. The clients of [Server.Client] use the
// same clock. Anything else that verifies JWTs must use [Server.Now] as its clock.
func (s *Server) Advance(d time.Duration) { s.emulator.Advance(d) }

// RotateKeys generates a new key for signing JWTs. The old key stays in the key set for a month of the server's time,
// or until [Server.DropOldKeys].
func (s *Server) RotateKeys() { s.emulator.RotateKeys() }

// DropOldKeys removes all keys but the current one from the key set. JWTs signed with the removed keys become invalid.
func (s *Server) DropOldKeys() { s.emulator.DropOldKeys() }

// Reset restores the users, M2M clients, connected apps and fingerprints that the server started with, and discards all
// others. It also discards all sessions, messages, webhooks, recorded requests and faults. It keeps the clock and the keys.
func (s *Server) Reset() {
	if err := s.emulator.Reset(); err != nil {
		s.tb.Fatalf("stytchtest: %v", err) // the users were fine at the start
	}
}
