package main

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/oauth"
)

// logInByOAuth logs in a user who returns from a provider such as Google or GitHub.
func logInByOAuth(ctx context.Context, client *stytch.Client, user inbox, done report) error {
	// The login starts with a link to Stytch's /v1/public/oauth/<provider>/start, and ends at your redirect URL with
	// a token: r.FormValue("token").
	login, err := client.OAuth.Authenticate(ctx, oauth.AuthenticateRequest{
		Token:                  user.OAuthToken(),
		SessionDurationMinutes: sessionMinutes,
	})
	if err != nil {
		return err
	}
	done("OAuth.Authenticate", "logged in with %s", login.ProviderType)
	return nil
}
