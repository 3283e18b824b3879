package sessions

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/flymyai/stytch-go/internal/token"
)

// AuthenticateJWTLocal checks a session JWT and returns the session that it describes, as of the time the JWT was
// issued. It does not call the API, except to fetch the key set, or the RBAC policy for [WithAuthorizationCheck].
// Callers with the same JWT may share data in the session, so treat everything it points to as read-only.
//
// The errors are those of this package, such as [ErrJWTExpired]. Match with errors.Is.
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

// local checks everything but the factors.
func (s *Service) local(ctx context.Context, sessionJWT string, o *options) (*Session, error) {
	t, err := s.verifier.Verify(ctx, sessionJWT, token.Session, o.times)
	if err != nil {
		if errors.Is(err, ErrJWTNotYetValid) { // it is genuine
			s.checkClock(ctx, sessionJWT, s.verifier.Now(), o.times.Skew)
		}
		return nil, err
	}
	// A JWT always lives for 5 minutes, even if its session ends sooner.
	if end := t.Session.ExpiresAt; !end.IsZero() && !s.verifier.Now().Add(-o.times.Skew).Before(end) {
		return nil, fmt.Errorf("stytch: session JWT: %w: its session was valid until %s", ErrJWTExpired, end.Format(time.RFC3339))
	}
	if err := s.notRevoked(t, o.times); err != nil {
		return nil, err
	}
	if o.check != (AuthorizationCheck{}) {
		if err := s.authorize(ctx, t.Session.Roles, o.check); err != nil {
			return nil, err
		}
	}
	return fromToken(t), nil
}

// checkFactors checks the session that a call ends with, whether it comes from a JWT or from the API.
func (s *Service) checkFactors(session *Session, o *options) error {
	if o.factors.none() {
		return nil
	}
	return o.factors.check(session.AuthenticationFactors, s.verifier.Now())
}

// AuthenticateJWTResponse is the result of [Service.AuthenticateJWT].
type AuthenticateJWTResponse struct {
	// Session is the session.
	Session Session
	// SessionJWT is the JWT to use from now on: the one that was checked, or a new one if the API was called. Pass a new
	// one on to the user.
	SessionJWT string
	// Remote is the response of the API, or nil if it was not called. Callers that check the same JWT at the same time
	// share one response, so treat it as read-only.
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

// AuthenticateJWT checks a session JWT like [Service.AuthenticateJWTLocal]. If the JWT is genuine, but expired or older
// than [WithMaxTokenAge] allows, it calls the API, because the session may still be active. It does the same if the
// [Revocations] of the client do not know whether the session is active. It rejects forged and
// malformed JWTs, and those of other projects, without a call.
//
// Besides the errors of this package it returns those of [Service.Authenticate], such as [api.ErrorTypeSessionNotFound]
// for a session that has ended.
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
	if !errors.Is(err, ErrJWTExpired) && !errors.Is(err, ErrJWTTooOld) && !errors.Is(err, ErrJWTUnconfirmed) {
		return nil, err
	}
	remote, err := s.fromAPI(ctx, AuthenticateRequest{SessionJWT: sessionJWT}, o)
	if err != nil {
		return nil, err
	}
	return &AuthenticateJWTResponse{Session: remote.Session, SessionJWT: remote.SessionJWT, Remote: remote}, nil
}
