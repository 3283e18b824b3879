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
	"github.com/flymyai/stytch-go/internal/jwks"
	"github.com/flymyai/stytch-go/internal/transport"
)

// AuthenticateJWTLocal checks a session JWT and returns the session it describes, as of when the token was
// issued. It does not call the API, but to fetch the key set, or the RBAC policy for
// [WithAuthorizationCheck]. The session may be shared with other callers: do not change what its pointers
// lead to.
//
// The errors are those of this package, [ErrJWTExpired] and so on, to be told apart by errors.Is. A token
// that is refused has cost no call.
func (s *Service) AuthenticateJWTLocal(ctx context.Context, sessionJWT string, opts ...LocalOption) (*Session, error) {
	o, err := newOptions(opts)
	if err != nil {
		return nil, err
	}
	session, err := s.local(ctx, sessionJWT, o)
	if err != nil {
		return nil, err
	}
	if err := s.checkFactors(session, o); err != nil {
		return nil, err
	}
	return session, nil
}

// checkFactors checks the session that a call ends with, whether it comes from a JWT or from the API.
func (s *Service) checkFactors(session *Session, o *options) error {
	return o.factors.check(session.AuthenticationFactors, s.verifier.now())
}

// local checks everything but the factors.
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
	// The response of the API, or nil if it was not called. Callers who check the same JWT at the same time share one
	// call: treat what its pointers, slices and maps lead to as read-only.
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
func (s *Service) AuthenticateJWT(ctx context.Context, sessionJWT string, opts ...JWTOption) (*AuthenticateJWTResponse, error) {
	o, err := newOptions(opts)
	if err != nil {
		return nil, err
	}
	resp, err := s.authenticateJWT(ctx, sessionJWT, o)
	if err != nil {
		return nil, err
	}
	if err := s.checkFactors(&resp.Session, o); err != nil {
		return nil, err
	}
	return resp, nil
}

// authenticateJWT checks everything but the factors.
func (s *Service) authenticateJWT(ctx context.Context, sessionJWT string, o *options) (*AuthenticateJWTResponse, error) {
	session, err := s.local(ctx, sessionJWT, o)
	if err == nil {
		return &AuthenticateJWTResponse{Session: *session, SessionJWT: sessionJWT}, nil
	}
	if !errors.Is(err, ErrJWTExpired) && !errors.Is(err, ErrJWTTooOld) {
		return nil, err
	}
	remote, err := s.fromAPI(ctx, AuthenticateRequest{SessionJWT: sessionJWT}, o)
	if err != nil {
		return nil, err
	}
	return &AuthenticateJWTResponse{Session: *clone(&remote.Session), SessionJWT: remote.SessionJWT, Remote: remote}, nil
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
func (s *Service) fetchKeys(ctx context.Context) ([]api.JWK, time.Duration, error) {
	resp, err := transport.Call[keySetResponse](ctx, s.transport, getJWKS, nil, s.transport.ProjectID())
	if err != nil {
		return nil, 0, err
	}
	return resp.Keys, resp.maxAge, nil
}

// keySetResponse is the key set and how long its server wants it to be cached.
type keySetResponse struct {
	JWKSResponse
	maxAge time.Duration
}

// ReadHeader implements transport.HeaderReader.
func (r *keySetResponse) ReadHeader(header http.Header) { r.maxAge = jwks.MaxAge(header) }

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
