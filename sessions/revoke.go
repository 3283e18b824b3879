package sessions

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/ended"
	"github.com/flymyai/stytch-go/internal/token"
	"github.com/flymyai/stytch-go/internal/transport"
)

// reportTimeout bounds how long a call of the client waits for [Revocations].
const reportTimeout = 5 * time.Second

// ErrNoRevocations means that the client has no [Revocations]. Set them with stytch.WithRevocations.
var ErrNoRevocations = errors.New("stytch: the client has no revocations; set them with WithRevocations")

// Revoke ends a session (POST /v1/sessions/revoke). Without [Revocations], its JWTs stay valid for up to 5 minutes
// wherever they are checked without the API.
//
// With Revocations, the JWTs of the session are rejected from then on in every process that shares the Revocations.
// This needs the ID of the session. For a request with SessionToken, Revoke therefore authenticates the token first,
// and returns an error if it cannot. SessionID and SessionJWT save this call. If Revoke fails and Stytch may have
// handled the request, later checks of the session's JWTs call the API.
//
// These methods of the client record revocations, too:
//
//   - Users.Delete
//   - the Reset methods of Passwords, and every Authenticate method whose response has ResetSessions set
//   - Users.Update with Roles, after which checks of the user's earlier JWTs call the API
//
// If the response to Users.Delete or Users.Update is lost, later checks of the user's earlier JWTs call the API. The
// Reset and Authenticate methods find the user in the response. If that is lost, they record nothing, and only the
// option WithRevocations of package webhooks detects that sessions have ended.
//
// Errors include [api.ErrorTypeSessionNotFound], which may also mean that an earlier attempt revoked the session,
// [api.ErrorTypeTooManySessionRevokeArguments] and [api.ErrorTypeNoSessionRevokeArguments].
func (s *Service) Revoke(ctx context.Context, req RevokeRequest) (*RevokeResponse, error) {
	sessionID, err := s.sessionID(ctx, req)
	if err != nil {
		return nil, err
	}
	resp, err := transport.Call[RevokeResponse](ctx, s.transport, revoke, req)
	s.sharing.forget() // after an error too: the session may have been revoked
	switch {
	case sessionID == "":
	case err == nil, errors.Is(err, api.ErrorTypeSessionNotFound):
		s.report(ctx, Revocation{SessionID: sessionID})
	case ended.Unsure(err):
		s.report(ctx, Revocation{SessionID: sessionID, IssuedBefore: s.verifier.Now(), Confirm: true})
	}
	return resp, err
}

// sessionID returns the ID of the session that a request revokes, or "" if there is no such session or nobody needs to
// know.
func (s *Service) sessionID(ctx context.Context, req RevokeRequest) (string, error) {
	if s.revocations == nil || req.SessionID != "" {
		return req.SessionID, nil
	}
	if req.SessionJWT != "" {
		// The API rejects a JWT that is not genuine.
		if t, err := s.verifier.Genuine(ctx, req.SessionJWT, token.Session); err == nil {
			return t.Session.ID, nil
		}
	}
	if (req.SessionToken == "") == (req.SessionJWT == "") {
		return "", nil // the API returns the error
	}
	resp, err := s.Authenticate(ctx, AuthenticateRequest{SessionToken: req.SessionToken, SessionJWT: req.SessionJWT})
	if err == nil {
		return resp.Session.SessionID, nil
	}
	if e, ok := errors.AsType[*api.Error](err); ok && rejectsSession(e) {
		return "", nil // the API returns the error of revoke
	}
	return "", err
}

// RevokeUser ends all sessions of a user, on every device. It first records a revocation: every process that shares the
// client's [Revocations] rejects the user's earlier JWTs from then on, even if the API cannot be reached. It then lists
// the sessions of the user and revokes each. The user can log in again; to prevent that, delete the user.
//
// The user ID must not be an external ID. If RevokeUser returns an error, a session may still be active, or other
// processes may accept its JWTs until they expire. Call it again in this case. The error wraps those of Revocations, of
// [Service.Get] and of [Service.Revoke].
func (s *Service) RevokeUser(ctx context.Context, userID string) error {
	var errs []error
	if s.revocations != nil && userID != "" {
		errs = append(errs, s.record(ctx, Revocation{UserID: userID, IssuedBefore: s.verifier.Now()}))
	}
	active, err := s.Get(ctx, userID)
	if err != nil {
		return errors.Join(append(errs, err)...)
	}
	for _, session := range active.Sessions {
		_, err := s.Revoke(ctx, RevokeRequest{SessionID: session.SessionID})
		if err != nil && !errors.Is(err, api.ErrorTypeSessionNotFound) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// UserDeleted rejects all JWTs of a user who was deleted outside this client, such as in Stytch's dashboard. It does
// not call the API. The option WithRevocations of package webhooks calls it for you. UserDeleted returns
// [ErrNoRevocations] if the client has no [Revocations], and otherwise their error, if any.
func (s *Service) UserDeleted(ctx context.Context, userID string) error {
	return s.record(ctx, Revocation{UserID: userID})
}

// UserChanged records that a user has changed: the roles may differ, or a new password may have ended sessions. From
// then on, checks of JWTs that were issued to the user before the given time call the API. UserChanged does not call
// the API itself. The option WithRevocations of package webhooks calls it for you. UserChanged returns
// [ErrNoRevocations] if the client has no [Revocations], and otherwise their error, if any.
func (s *Service) UserChanged(ctx context.Context, userID string, at time.Time) error {
	return s.record(ctx, Revocation{UserID: userID, IssuedBefore: at, Confirm: true})
}

// record records a revocation and returns the error. Its caller going away does not end it.
func (s *Service) record(ctx context.Context, revocation Revocation) error {
	if s.revocations == nil {
		return ErrNoRevocations
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), reportTimeout)
	defer cancel()
	err := s.revocations.Revoke(ctx, revocation)
	s.sharing.forget()
	if err != nil {
		return fmt.Errorf("stytch: revocations: %w", err)
	}
	return nil
}

// report records a revocation and logs the error.
func (s *Service) report(ctx context.Context, revocation Revocation) {
	if s.revocations == nil {
		return
	}
	if err := s.record(ctx, revocation); err != nil && s.logger != nil {
		s.logger.WarnContext(ctx, "session revoked, but other processes may accept its JWTs until they expire",
			slog.String("session_id", revocation.SessionID), slog.String("user_id", revocation.UserID), slog.Any("error", err))
	}
}

// reportEnded records that a call of another service has ended sessions.
func (s *Service) reportEnded(ctx context.Context, sessions ended.Sessions) {
	revocation := Revocation{UserID: sessions.UserID, Except: sessions.Except, IssuedBefore: s.verifier.Now(), Confirm: sessions.Unsure}
	if sessions.UserDeleted {
		revocation.IssuedBefore = time.Time{}
	}
	s.report(ctx, revocation)
}

// notRevoked returns an error if a session JWT is revoked, or if only the API can tell.
func (s *Service) notRevoked(t *token.Token, times token.Times) error {
	if s.revocations == nil {
		return nil
	}
	if times.Skew > maxCoveredSkew && s.verifier.Now().Sub(t.IssuedAt) > RevocationLifetime-revocationSkew {
		return fmt.Errorf("stytch: session JWT: %w: it is older than the revocations that are kept", ErrJWTUnconfirmed)
	}
	switch s.state(t.Session.ID, t.Subject, t.IssuedAt, times.Skew) {
	case NotRevoked:
		return nil
	case Revoked:
		return fmt.Errorf("stytch: session JWT: %w", ErrJWTRevoked)
	default:
		return fmt.Errorf("stytch: session JWT: %w", ErrJWTUnconfirmed)
	}
}

// state returns the state of a session as of a time by Stytch's clock. If clocks may differ by more than revocations
// allow for, it is the same for all times at which that may have been, or else unconfirmed.
func (s *Service) state(sessionID, userID string, at time.Time, skew time.Duration) RevocationState {
	beyond := skew - revocationSkew
	if beyond <= 0 {
		return s.revocations.Check(sessionID, userID, at)
	}
	state := s.revocations.Check(sessionID, userID, at.Add(-beyond))
	if s.revocations.Check(sessionID, userID, at.Add(beyond)) != state {
		return Unconfirmed
	}
	return state
}

// stillNotRevoked returns an error if a session was revoked after the API has returned it. Callers share such a session
// for a second.
func (s *Service) stillNotRevoked(session *Session, times token.Times) error {
	if s.revocations == nil {
		return nil
	}
	at := session.LastAccessedAt
	if at.IsZero() {
		at = s.verifier.Now() // the API may leave it out
	}
	if s.state(session.SessionID, session.UserID, at, times.Skew) == Revoked {
		return fmt.Errorf("stytch: session: %w", ErrJWTRevoked)
	}
	return nil
}
