package sessions

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
)

// Option changes how session JWTs are checked, by [Service.AuthenticateJWTLocal], [Service.AuthenticateJWT]
// and [Service.Middleware]; some are for the last alone.
type Option func(*options)

type options struct {
	maxTokenAge *time.Duration
	clockSkew   time.Duration
	check       AuthorizationCheck
	// sessionMinutes is how long a session goes on whenever the API is asked about it; 0 leaves it be.
	sessionMinutes int

	onError func(http.ResponseWriter, *http.Request, error)
	cookies cookies
}

func newOptions(opts []Option) *options {
	o := &options{clockSkew: defaultClockSkew, onError: problem, cookies: defaultCookies}
	for _, opt := range opts {
		opt(o)
	}
	return o
}

// WithMaxTokenAge refuses tokens that were issued longer ago, though they have not expired. They live for 5
// minutes; a smaller bound makes a revoked session end sooner, for more calls of the API.
func WithMaxTokenAge(age time.Duration) Option {
	return func(o *options) { o.maxTokenAge = &age }
}

// WithClockSkew forgives that much difference between Stytch's clock and this machine's. The default is 5
// seconds.
func WithClockSkew(skew time.Duration) Option {
	return func(o *options) { o.clockSkew = max(skew, 0) }
}

// WithAuthorizationCheck wants a role of the session to grant an action on a resource. The RBAC policy is
// fetched when first needed and kept for 5 minutes. The action must be granted by name or by "*"; resources
// have no wildcard.
func WithAuthorizationCheck(check AuthorizationCheck) Option {
	return func(o *options) { o.check = check }
}

// WithSessionDurationMinutes lets a session go on for so many minutes, 5 to 527040, from each time that the API is
// asked about it. Since a JWT lives for 5 minutes, a session in use then does not end. [Service.Middleware] renews
// the cookie of the session token along with that of the JWT.
func WithSessionDurationMinutes(minutes int) Option {
	return func(o *options) { o.sessionMinutes = minutes }
}

// request adds what the options want of the API.
func (o *options) request(req AuthenticateRequest) AuthenticateRequest {
	req.AuthorizationCheck, req.SessionDurationMinutes = o.check, o.sessionMinutes
	return req
}

// AuthenticateJWTLocal checks a session JWT and returns the session it describes, as of when the token was
// issued. It does not call the API, but to fetch the key set, or the RBAC policy for
// [WithAuthorizationCheck]. The session may be shared with other callers: do not change what its pointers
// lead to.
//
// The errors are those of this package, [ErrJWTExpired] and so on, to be told apart by errors.Is. A token
// that is refused has cost no call.
func (s *Service) AuthenticateJWTLocal(ctx context.Context, sessionJWT string, opts ...Option) (*Session, error) {
	return s.local(ctx, sessionJWT, newOptions(opts))
}

func (s *Service) local(ctx context.Context, sessionJWT string, o *options) (*Session, error) {
	token, err := s.verifier.verify(ctx, sessionJWT)
	if err != nil {
		return nil, err
	}
	if err := s.verifier.valid(token, o); err != nil {
		return nil, err
	}
	if o.check != (AuthorizationCheck{}) {
		if err := s.authorize(ctx, token.session.Roles, o.check); err != nil {
			return nil, err
		}
	}
	return clone(&token.session), nil
}

// AuthenticateJWTResponse is what [Service.AuthenticateJWT] found out.
type AuthenticateJWTResponse struct {
	// The session.
	Session Session
	// The JWT to go on with: the one given, or a new one where the API was asked. Hand a new one to the
	// user in place of the old.
	SessionJWT string
	// What the API answered; nil where it was not asked.
	Remote *AuthenticateResponse
}

// Format prints r with its secrets left out. It implements [fmt.Formatter].
func (r AuthenticateJWTResponse) Format(s fmt.State, _ rune) {
	fmt.Fprintf(s, "{Session:%+v SessionJWT:[redacted] Remote:%+v}", r.Session, r.Remote)
}

// LogValue logs r with its secrets left out. It implements [slog.LogValuer].
func (r AuthenticateJWTResponse) LogValue() slog.Value {
	return slog.GroupValue(slog.Any("session", r.Session), slog.Bool("remote", r.Remote != nil))
}

// AuthenticateJWT checks a session JWT like [Service.AuthenticateJWTLocal], and asks the API where the token
// is genuine but expired or too old: its session may live on. Nothing else makes it call, so tokens that are
// forged, malformed or somebody else's cost nothing.
//
// Beside the errors of this package it returns those of [Service.Authenticate], such as
// [api.ErrorTypeSessionNotFound] for a session that is over.
func (s *Service) AuthenticateJWT(ctx context.Context, sessionJWT string, opts ...Option) (*AuthenticateJWTResponse, error) {
	return s.authenticateJWT(ctx, sessionJWT, newOptions(opts))
}

func (s *Service) authenticateJWT(ctx context.Context, sessionJWT string, o *options) (*AuthenticateJWTResponse, error) {
	session, err := s.local(ctx, sessionJWT, o)
	if err == nil {
		return &AuthenticateJWTResponse{Session: *session, SessionJWT: sessionJWT}, nil
	}
	if !errors.Is(err, ErrJWTExpired) && !errors.Is(err, ErrJWTTooOld) {
		return nil, err
	}
	remote, err := s.Authenticate(ctx, o.request(AuthenticateRequest{SessionJWT: sessionJWT}))
	if err != nil {
		return nil, err
	}
	return &AuthenticateJWTResponse{Session: remote.Session, SessionJWT: remote.SessionJWT, Remote: remote}, nil
}

// Claims decodes the custom claims of a session into a struct, by its json tags.
func Claims[T any](session *Session) (T, error) {
	var claims T
	data, err := json.Marshal(session.CustomClaims)
	if err == nil {
		err = json.Unmarshal(data, &claims)
	}
	if err != nil {
		return claims, fmt.Errorf("stytch: custom claims: %w", err)
	}
	return claims, nil
}

// fetchKeys gets the keys of the project.
func (s *Service) fetchKeys(ctx context.Context) ([]api.JWK, error) {
	resp, err := s.JWKS(ctx)
	if err != nil {
		return nil, err
	}
	return resp.Keys, nil
}

// clone copies what a caller might change of a session that is remembered.
func clone(session *Session) *Session {
	copied := *session
	copied.Roles = slices.Clone(session.Roles)
	copied.AuthenticationFactors = slices.Clone(session.AuthenticationFactors)
	copied.CustomClaims = maps.Clone(session.CustomClaims)
	for name, value := range copied.CustomClaims {
		switch value.(type) {
		case map[string]any, []any:
			copied.CustomClaims[name] = cloneJSON(value)
		}
	}
	return &copied
}

// cloneJSON copies a decoded JSON value.
func cloneJSON(value any) any {
	switch value := value.(type) {
	case map[string]any:
		copied := make(map[string]any, len(value))
		for name, member := range value {
			copied[name] = cloneJSON(member)
		}
		return copied
	case []any:
		copied := make([]any, len(value))
		for i, element := range value {
			copied[i] = cloneJSON(element)
		}
		return copied
	default:
		return value
	}
}
