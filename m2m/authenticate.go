package m2m

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/internal/token"
)

// AccessToken is a valid access token of an M2M client.
type AccessToken struct {
	// ClientID is the ID of the client that the token was issued to.
	ClientID string
	// Scopes are the scopes of the token.
	Scopes []string
	// IssuedAt and ExpiresAt are an hour apart.
	IssuedAt, ExpiresAt time.Time
	// Issuer is "stytch.com/" followed by the project ID, or the URL of the domain that the token was fetched from.
	Issuer string
	// CustomClaims are the claims that the JWT template of the project adds. Numbers are float64. [Claims] decodes them
	// into a struct.
	CustomClaims map[string]any
}

// HasScope reports whether the token has a scope, by Stytch's rule. See [WithScopes].
func (t *AccessToken) HasScope(scope string) bool { return hasScopes(t.Scopes, []string{scope}) }

// Claims decodes the custom claims of a token into a struct, using its json tags. It fails if the type of a claim does
// not match its field. Integers of 2^53 or more do not match any integer type, because JSON decoders may round them: send
// such an ID as a string.
func Claims[T any](accessToken *AccessToken) (T, error) {
	return token.DecodeClaims[T](accessToken.CustomClaims)
}

// AuthenticateToken verifies an access token of an M2M client without calling the API: signature, issuer, audience and
// times. The project's keys are fetched on first use and cached. Tokens of users, which are signed with the same keys,
// are rejected. Options can require scopes or a maximum age.
//
// A token stays valid until it expires, even if its client is deactivated or deleted in the meantime: see
// [WithMaxTokenAge].
//
// Errors include [ErrInsufficientScope], [ErrUnavailable], and those of this package whose names begin with ErrToken,
// such as [ErrTokenExpired]. [StatusCode] returns the matching HTTP status.
func (s *Service) AuthenticateToken(ctx context.Context, accessToken string, opts ...Option) (*AccessToken, error) {
	o, err := newOptions(opts)
	if err != nil {
		return nil, err
	}
	return s.authenticate(ctx, accessToken, o)
}

func (s *Service) authenticate(ctx context.Context, accessToken string, o *options) (*AccessToken, error) {
	t, err := s.verifier.Verify(ctx, accessToken, token.M2M, o.times)
	if err != nil {
		return nil, err
	}
	held := strings.Fields(t.Scope)
	if !o.scopeCheck(held, o.scopes) {
		return nil, fmt.Errorf("stytch: M2M access token: %w", &ScopeError{Required: slices.Clone(o.scopes), Held: held})
	}
	return &AccessToken{
		ClientID:     t.Subject,
		Scopes:       held,
		IssuedAt:     t.IssuedAt,
		ExpiresAt:    t.Expires,
		Issuer:       t.Issuer,
		CustomClaims: token.CloneClaims(t.Claims),
	}, nil
}
