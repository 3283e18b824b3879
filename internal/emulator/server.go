package emulator

import (
	"cmp"
	"log/slog"
	"net/http"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/httpapi"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/impersonation"
	"github.com/flymyai/stytch-go/internal/emulator/oauth"
	"github.com/flymyai/stytch-go/internal/emulator/sessions"
	"github.com/flymyai/stytch-go/internal/emulator/store"
	"github.com/flymyai/stytch-go/internal/emulator/users"
	"github.com/flymyai/stytch-go/internal/emulator/webhook"
)

// Server is one project of Stytch. It is an [http.Handler] and safe for concurrent use.
type Server struct {
	project *config.Project
	store   *store.Store
	http    *httpapi.Server[*store.Store]
	sender  *webhook.Sender
}

// New returns a server of a project, with its first users. Close it if it sends webhooks.
func New(cfg Config) (*Server, error) {
	random, requestIDs := ids.NewSource(cfg.Seed, 0), ids.NewSource(cfg.Seed, 1)
	project := &cfg
	if err := project.Complete(random); err != nil {
		return nil, err
	}
	state, err := store.New(project, random)
	if err != nil {
		return nil, err
	}
	s := &Server{project: project, store: state}
	s.sender = webhook.New(webhook.Options{
		ProjectID: project.ProjectID, Env: project.Env(), Random: ids.NewSource(cfg.Seed, 2), Clock: state.Clock,
		Transport: webhook.NewTransport(), Logger: cmp.Or(cfg.Logger, slog.New(slog.DiscardHandler)),
	})
	for _, endpoint := range cfg.Webhooks {
		if err := s.AddWebhookEndpoint(endpoint); err != nil {
			return nil, err
		}
	}
	s.http = &httpapi.Server[*store.Store]{
		State:        state,
		Router:       router(),
		Authorize:    s.authorize,
		NewRequestID: func(host string) string { return requestIDs.ID(ids.Request, cmp.Or(host, project.Env())) },
		Now:          s.Now,
		Logger:       cmp.Or(cfg.Logger, slog.New(slog.DiscardHandler)),
	}
	return s, nil
}

// ServeHTTP serves the API.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.http.ServeHTTP(w, r) }

// ProjectID returns the ID of the project.
func (s *Server) ProjectID() string { return s.project.ProjectID }

// Secret returns the secret of the project.
func (s *Server) Secret() string { return s.project.Secret }

// PublicToken returns the public token of the project.
func (s *Server) PublicToken() string { return s.project.PublicToken }

// HasRedirectURLs reports whether redirect URLs are registered.
func (s *Server) HasRedirectURLs() bool { return s.project.RedirectURLs != nil }

// Now returns the server's time.
func (s *Server) Now() time.Time { return s.store.Clock() }

// Advance moves the server's clock.
func (s *Server) Advance(d time.Duration) {
	s.store.Advance(d)
	s.sender.ClockMoved()
}

// ResetClock sets the clock as at the start.
func (s *Server) ResetClock() {
	s.store.ResetClock()
	s.sender.ClockMoved()
}

// SetIssuer replaces the iss claim of all JWTs, before the first one is signed: as Stytch does for a project with a domain
// of its own.
func (s *Server) SetIssuer(issuer string) {
	s.store.Lock()
	defer s.store.Unlock()
	s.store.Keys.SetIssuer(issuer)
}

// Reset discards users, sessions, messages, webhooks, recorded requests and faults, and adds the initial users again.
// It keeps the clock and the keys.
func (s *Server) Reset() error {
	s.http.Reset()
	s.store.Lock()
	defer s.store.Unlock()
	if err := s.store.Reset(); err != nil {
		return err
	}
	s.sender.Reset()
	return nil
}

// RotateKeys generates a new signing key. The previous one stays listed for a month.
func (s *Server) RotateKeys() {
	s.begin()
	defer s.store.Unlock()
	s.store.Keys.Rotate(s.store.Now())
}

// DropOldKeys removes all keys but the signing key from the key set. Tokens signed by the removed keys become
// invalid.
func (s *Server) DropOldKeys() {
	s.begin()
	defer s.store.Unlock()
	s.store.Keys.DropOld()
}

// Messages returns all messages, the oldest first.
func (s *Server) Messages() []Message {
	s.begin()
	defer s.store.Unlock()
	return s.store.Messages()
}

// LastMessage returns the last message to an address or number. It reports whether there is one.
func (s *Server) LastMessage(to string) (Message, bool) {
	s.begin()
	defer s.store.Unlock()
	return s.store.LastMessage(to)
}

// Inject adds a fault, unless it returns a [FaultError]. Faults for the same call come one after another, in the order
// they were added.
func (s *Server) Inject(f Fault) error { return s.http.Inject(f) }

// ClearFaults removes the faults that have not come yet.
func (s *Server) ClearFaults() { s.http.ClearFaults() }

// Requests returns the requests since the last ResetRequests, the oldest first.
func (s *Server) Requests() []Request { return s.http.Requests() }

// ResetRequests discards the requests recorded so far.
func (s *Server) ResetRequests() { s.http.ResetRequests() }

// OAuthToken makes the token of a login, as if the user had just come back from the provider.
func (s *Server) OAuthToken(login OAuthLogin) (string, error) {
	s.begin()
	defer s.store.Unlock()
	return oauth.NewToken(s.store, login)
}

// AccessToken makes an access token, as the authorization flow of a connected app would.
func (s *Server) AccessToken(t AccessToken) (string, error) {
	s.begin()
	defer s.store.Unlock()
	return sessions.NewAccessToken(s.store, t)
}

// ConnectApp records that a user has granted an app access, as the app's authorization flow would. The ID of the app
// is generated if empty. An empty type is third_party.
func (s *Server) ConnectApp(userID string, app api.UserConnectedApp) (api.UserConnectedApp, error) {
	s.begin()
	defer s.store.Unlock()
	return users.ConnectApp(s.store, userID, app)
}

// M2MClient adds an M2M client and returns it with its secret. Missing values are generated.
func (s *Server) M2MClient(client api.M2MClientWithClientSecret) (api.M2MClientWithClientSecret, error) {
	s.begin()
	defer s.store.Unlock()
	created, secret, err := s.store.AddM2MClient(config.Clone(client))
	if err != nil {
		return api.M2MClientWithClientSecret{}, err
	}
	return config.Clone(created.WithSecret(secret)), nil
}

// AddFingerprint adds a device fingerprint, as Stytch's script would take it, and returns its telemetry ID and
// identifiers.
func (s *Server) AddFingerprint(f Fingerprint) (Fingerprint, error) {
	s.begin()
	defer s.store.Unlock()
	kept, err := s.store.AddFingerprint(config.Clone(f))
	if err != nil {
		return Fingerprint{}, err
	}
	return config.Clone(kept.Fingerprint), nil
}

// ImpersonationToken makes the token of an impersonation, as the dashboard would.
func (s *Server) ImpersonationToken(i Impersonation) (string, error) {
	s.begin()
	defer s.store.Unlock()
	return impersonation.NewToken(s.store, i)
}

// begin locks the store for something that happens outside the API.
func (s *Server) begin() {
	s.store.Lock()
	s.store.Begin()
}
