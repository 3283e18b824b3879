package main

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/magiclinks"
)

// sessionMinutes is how long a session lasts. Without a duration, a login starts no session.
const sessionMinutes = 60

// logInByMagicLink emails a link to a user and logs in with the token that comes back.
func logInByMagicLink(ctx context.Context, client *stytch.Client, user inbox, done report) error {
	// Send requires an existing user.
	_, err := client.MagicLinks.Email.Send(ctx, magiclinks.EmailSendRequest{Email: user.Email()})
	if err != nil {
		return err
	}
	done("MagicLinks.Email.Send", "link sent to %s", user.Email())

	// The link leads to your redirect URL, where a handler reads the token: r.FormValue("token").
	login, err := client.MagicLinks.Authenticate(ctx, magiclinks.AuthenticateRequest{
		Token:                  user.MagicLinkToken(),
		SessionDurationMinutes: sessionMinutes,
	})
	if err != nil {
		return err
	}
	done("MagicLinks.Authenticate", "logged in by %s", factors(login.Session))

	// LoginOrCreate signs up new users and logs in existing ones, so one form serves both.
	sent, err := client.MagicLinks.Email.LoginOrCreate(ctx, magiclinks.EmailLoginOrCreateRequest{Email: user.NewEmail()})
	if err != nil {
		return err
	}
	done("MagicLinks.Email.LoginOrCreate", "link sent to %s, user created: %v", user.NewEmail(), sent.UserCreated)
	return nil
}
