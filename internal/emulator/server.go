// Package emulator is a server that behaves like Stytch's Consumer API: it keeps real state, issues real
// tokens, signs real JWTs, and checks real passwords and codes. Package stytchtest is its public face,
// and documents what it chose where Stytch's documentation is silent.
//
// A request is checked in the order of the API: credentials, path and method, body, fields, state. Each
// domain stands in a file of its own, with its operations on top.
package emulator

import (
	"cmp"
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// Server is one project of Stytch. It is an [http.Handler].
type Server struct {
	cfg        Config
	env        string
	logger     *slog.Logger
	random     *entropy
	requestIDs *entropy
	keys       *keySet
	journal    journal

	mu     sync.Mutex // guards what follows
	offset time.Duration
	faults []Fault
	state
}

const (
	envTest = "test"
	envLive = "live"
)

// New returns a server with its first users.
func New(cfg Config) (*Server, error) {
	s := &Server{
		random:     newEntropy(cfg.Seed, 0),
		requestIDs: newEntropy(cfg.Seed, 1),
		logger:     cmp.Or(cfg.Logger, slog.New(slog.DiscardHandler)),
	}
	if !cfg.Start.IsZero() {
		s.offset = time.Until(cfg.Start)
	}
	if err := s.configure(cfg); err != nil {
		return nil, err
	}
	s.keys = newKeySet(s)
	if err := s.reset(); err != nil {
		return nil, err
	}
	return s, nil
}

// ProjectID returns the id of the project.
func (s *Server) ProjectID() string { return s.cfg.ProjectID }

// Secret returns the secret of the project.
func (s *Server) Secret() string { return s.cfg.Secret }

// Now returns the server's time.
func (s *Server) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.clock()
}

// Advance moves the server's clock.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.offset += d
}

// clock reads the time to the microsecond, as the API writes it.
func (s *Server) clock() time.Time {
	return time.Now().Add(s.offset).UTC().Truncate(time.Microsecond)
}

// Reset forgets users, sessions, messages, recorded requests and faults, and begins again with the
// first users. Clock and keys stay.
func (s *Server) Reset() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
	s.journal.clear()
	return s.reset()
}

// reset makes a new state, with s.mu held or before the server is used.
func (s *Server) reset() error {
	s.state = newState()
	c := &call{Server: s, now: s.clock()}
	for i, u := range s.cfg.Users {
		if field, problem := u.Check(); field != "" {
			return fmt.Errorf("users[%d].%s: %s", i, field, problem)
		}
		if err := c.seed(u); err != nil {
			return err
		}
	}
	return nil
}

// call is one call of an operation.
type call struct {
	*Server

	op        *operation
	requestID string
	params    []param
	query     url.Values
	// now is the time of the whole call.
	now time.Time
}

// begin sets the time of a call, with the state locked.
func (c *call) begin() {
	c.now = c.clock()
	c.dropUnconfirmed(c.now)
}

// param returns a parameter of the path.
func (c *call) param(name string) string {
	for _, p := range c.params {
		if p.name == name {
			return p.value
		}
	}
	panic("emulator: " + c.op.name + " has no parameter " + name)
}

// maxBody is the largest request body that is read.
const maxBody = 1 << 20

// ServeHTTP answers a call, or fails it as Inject has ordered. The call is recorded before the answer
// goes out, so that whoever has the answer finds the record.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil {
		panic(http.ErrAbortHandler) // the client has gone
	}
	c := &call{Server: s, requestID: requestPrefix + "-" + s.env + "-" + s.requestIDs.uuid(), query: r.URL.Query()}
	var routeErr error
	c.op, c.params, routeErr = routes().find(r.Method, r.URL.EscapedPath())
	record := Request{Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery, Header: r.Header.Clone(), Body: body, Time: s.Now()}
	record.Header.Del("Authorization")
	if c.op != nil {
		record.Operation = c.op.name
	}

	fault := s.takeFault(record.Operation)
	answer := fault.instead(r.Context(), c.requestID)
	if answer == nil {
		answer = fault.spoil(s.answer(c, r, body, routeErr))
	}
	record.Status, record.ErrorType = answer.status, answer.errorType
	s.journal.add(record)
	s.log(r.Context(), c.requestID, &record, time.Since(start))
	answer.write(w)
}

// answer handles a call and renders what comes of it.
func (s *Server) answer(c *call, r *http.Request, body []byte, routeErr error) *reply {
	result, err := s.handle(c, r, body, routeErr)
	if err == nil {
		return &reply{status: c.op.status, contentType: contentTypeJSON, body: result}
	}
	failure, ok := errors.AsType[*apiError](err)
	if !ok {
		s.logger.ErrorContext(r.Context(), "the emulator failed", slog.String("error", err.Error()))
		failure = refuse(api.ErrorTypeInternalServerError, "The emulator failed: %v.", err)
	}
	return failure.reply(c.requestID)
}

// handle checks credentials, path and method, and runs the operation.
func (s *Server) handle(c *call, r *http.Request, body []byte, routeErr error) ([]byte, error) {
	if c.op == nil || !c.op.public {
		if err := s.authorize(r); err != nil {
			return nil, err
		}
	}
	switch {
	case routeErr != nil:
		return nil, routeErr
	case len(body) > maxBody:
		return nil, refuse(api.ErrorTypeBadRequest, "The request body is larger than 1 MiB.")
	}
	return c.op.serve(c, body)
}

// authorize checks project id and secret.
func (s *Server) authorize(r *http.Request) error {
	projectID, secret, ok := r.BasicAuth()
	if !ok {
		return refuse(api.ErrorTypeInvalidAuthorizationHeader, "The Authorization header must hold the project id and the secret as Basic credentials.")
	}
	match := idPattern.FindStringSubmatch(projectID)
	switch {
	case match == nil || match[1] != projectPrefix:
		return refuse(api.ErrorTypeInvalidProjectIDAuthentication, "The project id of the credentials is not of the form project-%s-<uuid>.", s.env)
	case match[2] == envLive && s.env == envTest:
		return refuse(api.ErrorTypeUnauthorizedProjectIDLive, "A live project id was sent to the test environment.")
	case match[2] == envTest && s.env == envLive:
		return refuse(api.ErrorTypeUnauthorizedProjectIDTest, "A test project id was sent to the live environment.")
	case secret == "":
		return refuse(api.ErrorTypeInvalidSecretAuthentication, "The credentials hold no secret.")
	case projectID != s.cfg.ProjectID || subtle.ConstantTimeCompare([]byte(secret), []byte(s.cfg.Secret)) == 0:
		return refuse(api.ErrorTypeUnauthorizedCredentials, "The project id and the secret do not belong together, or the project has neither.")
	}
	return nil
}

// log writes the record of a call: no body, no query, for they hold secrets.
func (s *Server) log(ctx context.Context, requestID string, r *Request, took time.Duration) {
	attrs := []slog.Attr{
		slog.String("operation", r.Operation),
		slog.String("method", r.Method),
		slog.String("path", r.Path),
		slog.Int("status", r.Status),
		slog.Duration("duration", took),
		slog.String("request_id", requestID),
	}
	if r.ErrorType != "" {
		attrs = append(attrs, slog.String("error_type", string(r.ErrorType)))
	}
	s.logger.LogAttrs(ctx, slog.LevelInfo, "call", attrs...)
}
