package tools

import (
	"context"

	"github.com/flymyai/stytch-go/oauth"
)

func (b *toolbox) oauth() []*tool {
	return []*tool{
		define(spec{
			name: "stytch_oauth_authenticate", title: "Authenticate an OAuth login", effect: adds,
			description: "Finish a login with Google, GitHub or another provider with the token from the redirect URL. A token works once; the first login creates the user.",
			rules:       []rule{oneSession},
			guards:      joinsSession,
		}, b.oauthAuthenticate),
	}
}

type oauthAuthenticateInput struct {
	Token token `json:"token" jsonschema:"Query parameter token of the redirect, e.g. hdPVZHHX0UoRa7hJTuuPHi1vlddffSnoweRbVFf5-H8g"`
	sessionArguments
	CodeVerifier codeVerifier `json:"code_verifier,omitzero"`
}

// oauthOutput leaves out the provider's own tokens, which give access to accounts outside this project.
type oauthOutput struct {
	ProviderType            string `json:"provider_type" jsonschema:"e.g. Google"`
	OAuthUserRegistrationID string `json:"oauth_user_registration_id"`
	login
}

func (b *toolbox) oauthAuthenticate(ctx context.Context, in oauthAuthenticateInput) (oauthOutput, string, error) {
	resp, err := b.client.OAuth.Authenticate(ctx, oauth.AuthenticateRequest{
		Token:                  string(in.Token),
		SessionDurationMinutes: int(in.SessionDurationMinutes),
		SessionToken:           string(in.SessionToken),
		SessionJWT:             string(in.SessionJWT),
		CodeVerifier:           string(in.CodeVerifier),
	})
	if err != nil {
		return oauthOutput{}, "", err
	}
	out := oauthOutput{
		ProviderType:            resp.ProviderType,
		OAuthUserRegistrationID: resp.OAuthUserRegistrationID,
		login:                   newLogin(resp.UserID, resp.SessionToken, in.ReturnJWT.of(resp.SessionJWT), resp.UserSession),
	}
	return out, out.summary(), nil
}
