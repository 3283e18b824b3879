package main

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/passwords"
)

// login is a user who is logged in. A browser keeps the token in a cookie; see sessions.SetCookies.
type login struct {
	userID, sessionToken string
}

// logInByPassword signs a user up with a password and logs in with it.
func logInByPassword(ctx context.Context, client *stytch.Client, email string, done report) (login, error) {
	// A strength check helps users choose a password. Create checks the strength again.
	const weak = "password"
	check, err := client.Passwords.StrengthCheck(ctx, passwords.StrengthCheckRequest{Password: weak})
	if err != nil {
		return login{}, err
	}
	done("Passwords.StrengthCheck", "%q is valid: %v, score %d of 4", weak, check.ValidPassword, check.Score)

	const strong = "correct horse battery staple 1815"
	created, err := client.Passwords.Create(ctx, passwords.CreateRequest{Email: email, Password: strong})
	if err != nil {
		return login{}, err
	}
	charles := login{userID: created.UserID}
	done("Passwords.Create", "Charles signed up with a stronger password")

	authenticated, err := client.Passwords.Authenticate(ctx, passwords.AuthenticateRequest{
		Email:                  email,
		Password:               strong,
		SessionDurationMinutes: sessionMinutes,
	})
	if err != nil {
		return charles, err
	}
	charles.sessionToken = authenticated.SessionToken
	done("Passwords.Authenticate", "logged in by %s", factors(authenticated.Session))

	// The link in the email leads to your page for a new password, which calls Passwords.Email.Reset.
	_, err = client.Passwords.Email.ResetStart(ctx, passwords.EmailResetStartRequest{Email: email})
	if err != nil {
		return charles, err
	}
	done("Passwords.Email.ResetStart", "reset link sent to %s", email)
	return charles, nil
}
