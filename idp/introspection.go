package idp

import (
	"context"
	"errors"
	"fmt"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/token"
)

// ClientSecret returns the secret of a confidential app by its client ID, and "" for a public app. If it returns an
// error, the check fails.
type ClientSecret func(ctx context.Context, clientID string) (string, error)

// WithIntrospection also checks with the API that the token was not revoked, after all other checks have succeeded
// (RFC 7662). Each check then costs a call to [Service.IntrospectToken]. Use it on routes where revoked access must
// end at once. On other routes, give access tokens a short lifetime or use [WithMaxTokenAge].
//
// Stytch requires the credentials of the app that the token belongs to. A public app has no secret, so secret may be
// nil if all apps are public, as MCP clients are.
func WithIntrospection(secret ClientSecret) Option {
	if secret == nil {
		secret = func(context.Context, string) (string, error) { return "", nil }
	}
	return option{func(o *options) error {
		o.introspect = secret
		return nil
	}}
}

// introspect returns an error unless the API says that a verified token is active.
func (s *Service) introspect(ctx context.Context, accessToken string, t *token.Token, secretOf ClientSecret) error {
	if secretOf == nil {
		return nil
	}
	secret, err := secretOf(ctx, t.ClientID)
	if err != nil {
		return fmt.Errorf("stytch: the secret of the app %s: %w", t.ClientID, err)
	}
	resp, err := s.IntrospectToken(ctx, IntrospectTokenRequest{
		Token: accessToken, ClientID: t.ClientID, ClientSecret: secret, TokenTypeHint: api.IDPTokenTypeHintAccessToken,
	})
	switch {
	case errors.Is(err, api.ErrorTypeOAuth2InvalidClient):
		return fmt.Errorf("stytch: %v: %w: %w", token.ConnectedApp, ErrTokenClient, err)
	case err != nil:
		return err
	case !resp.Active:
		return fmt.Errorf("stytch: %v: %w", token.ConnectedApp, ErrTokenRevoked)
	}
	return nil
}
