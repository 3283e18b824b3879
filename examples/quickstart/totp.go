package main

import (
	"context"
	"time"

	codes "github.com/pquerna/otp/totp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/totp"
)

// addAuthenticatorApp enrols an authenticator app and adds it to the user's session as a second factor.
func addAuthenticatorApp(ctx context.Context, client *stytch.Client, user login, done report) error {
	// Show the QR code and the recovery codes to the user. Stytch returns them only once.
	created, err := client.TOTP.Create(ctx, totp.CreateRequest{UserID: user.userID})
	if err != nil {
		return err
	}
	done("TOTP.Create", "QR code of %d bytes, %d recovery codes", len(created.QRCode), len(created.RecoveryCodes))

	// This is what the app on the user's phone computes. The first valid code completes the enrolment.
	code, err := codes.GenerateCode(created.Secret, time.Now())
	if err != nil {
		return err
	}
	authenticated, err := client.TOTP.Authenticate(ctx, totp.AuthenticateRequest{
		UserID:       user.userID,
		TOTPCode:     code,
		SessionToken: user.sessionToken, // adds the factor to this session
	})
	if err != nil {
		return err
	}
	done("TOTP.Authenticate", "session now has %s", factors(authenticated.Session))
	return nil
}
