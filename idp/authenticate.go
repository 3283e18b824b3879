package idp

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/internal/token"
)

// AccessToken is a valid access token that a connected app holds for a user.
type AccessToken struct {
	// ID is the ID of the token, its claim jti.
	ID string
	// UserID is the ID of the user who authorized the app.
	UserID string
	// ClientID is the client ID of the app.
	ClientID string
	// Scopes are the scopes of the token.
	Scopes []string
	// Audience contains the project ID and the resources that the token is for.
	Audience []string
	// IssuedAt and ExpiresAt are an hour apart, unless the app sets another lifetime for access tokens.
	IssuedAt, ExpiresAt time.Time
	// Issuer is "stytch.com/" followed by the project ID, or the URL of the domain that the token was fetched from.
	Issuer string
	// CustomClaims are the claims that the app's access token template adds. Numbers are float64. [Claims] decodes them
	// into a struct.
	CustomClaims map[string]any
}

// HasScope reports whether the token has a scope. Scopes are compared exactly and have no wildcards.
func (t *AccessToken) HasScope(scope string) bool { return slices.Contains(t.Scopes, scope) }

// Claims decodes the custom claims of a token into a struct, using its json tags. It fails if the type of a claim does
// not match its field. Integers of 2^53 or more do not match any integer type, because JSON decoders may round them: send
// such an ID as a string.
func Claims[T any](accessToken *AccessToken) (T, error) {
	return token.DecodeClaims[T](accessToken.CustomClaims)
}

// AuthenticateAccessToken verifies an access token of a connected app without calling the API: signature, issuer,
// audience and times. The project's keys are fetched on first use and cached. Other tokens that are signed with the
// same keys are rejected: session JWTs, M2M access tokens and ID tokens. Options can require scopes, an audience, a
// permission or a maximum age.
//
// A token stays valid until it expires, even if the user revokes the app's access or the app is deleted in the meantime:
// see [WithMaxTokenAge]. With [WithIntrospection], the API is called for each token.
//
// Errors include [ErrInsufficientScope], [ErrNotAuthorized], [ErrUnavailable], and those of this package whose names
// begin with ErrToken, such as [ErrTokenExpired]. [StatusCode] returns the matching HTTP status. If a call to the API
// fails, such as an introspection, the error wraps the [*api.Error] of that call.
func (s *Service) AuthenticateAccessToken(ctx context.Context, accessToken string, opts ...Option) (*AccessToken, error) {
	o, err := newOptions(s.transport.ProjectID(), opts)
	if err != nil {
		return nil, err
	}
	return s.authenticate(ctx, accessToken, o)
}

func (s *Service) authenticate(ctx context.Context, accessToken string, o *options) (*AccessToken, error) {
	t, err := s.verifier.Verify(ctx, accessToken, token.ConnectedApp, o.times)
	if err != nil {
		return nil, err
	}
	held := strings.Fields(t.Scope)
	if err := insufficient(t, held, o); err != nil {
		return nil, fmt.Errorf("stytch: %v: %w", token.ConnectedApp, err)
	}
	if err := s.authorize(ctx, held, o.check); err != nil {
		return nil, err
	}
	if err := s.introspect(ctx, accessToken, t, o.introspect); err != nil {
		return nil, err
	}
	return &AccessToken{
		ID:           t.ID,
		UserID:       t.Subject,
		ClientID:     t.ClientID,
		Scopes:       held,
		Audience:     slices.Clone(t.Audience),
		IssuedAt:     t.IssuedAt,
		ExpiresAt:    t.Expires,
		Issuer:       t.Issuer,
		CustomClaims: token.CloneClaims(t.Claims),
	}, nil
}

// insufficient returns what a valid token lacks for the options.
func insufficient(t *token.Token, held []string, o *options) error {
	if o.audience != "" && !slices.Contains(t.Audience, o.audience) {
		return &AudienceError{Required: o.audience, Held: slices.Clone(t.Audience)}
	}
	if slices.ContainsFunc(o.scopes, func(scope string) bool { return !slices.Contains(held, scope) }) {
		return &ScopeError{Required: slices.Clone(o.scopes), Held: held}
	}
	return nil
}

// authorize returns a [*PermissionError] unless one of the scopes grants the action. A zero check requires nothing.
func (s *Service) authorize(ctx context.Context, held []string, check AuthorizationCheck) error {
	if check == (AuthorizationCheck{}) {
		return nil
	}
	granted, err := s.policy.ScopesGrant(ctx, held, check)
	switch {
	case err != nil:
		return err
	case !granted:
		return fmt.Errorf("stytch: %v: %w", token.ConnectedApp, &PermissionError{Check: check, Held: held})
	}
	return nil
}
