package tools

import (
	"context"

	"github.com/flymyai/stytch-go/totp"
)

func (b *toolbox) totp() []*tool {
	return []*tool{
		define(spec{
			name: "stytch_totp_create", title: "Add an authenticator app", effect: grants,
			description: "Add an authenticator app to a user: returns its secret and recovery codes. It is active once its first code is authenticated.",
		}, b.totpCreate),
		define(spec{
			name: "stytch_totp_authenticate", title: "Authenticate an app's code", effect: adds,
			description: "Check the code of an authenticator app; the first one enrolls the app. Each code works once, for about 30 seconds.",
			rules:       []rule{oneSession},
			guards:      joinsSession,
		}, b.totpAuthenticate),
	}
}

type totpCreateInput struct {
	UserID            userID      `json:"user_id"`
	ExpirationMinutes totpMinutes `json:"expiration_minutes,omitzero"`
}

// totpCreateOutput leaves out the QR code: kilobytes of base64 are useless to a model.
type totpCreateOutput struct {
	UserID        string   `json:"user_id"`
	TOTPID        string   `json:"totp_id"`
	Secret        string   `json:"secret" jsonschema:"Base32; shown only once"`
	RecoveryCodes []string `json:"recovery_codes" jsonschema:"Each works once in place of a code"`
}

func (b *toolbox) totpCreate(ctx context.Context, in totpCreateInput) (totpCreateOutput, string, error) {
	resp, err := b.client.TOTP.Create(ctx, totp.CreateRequest{
		UserID:            string(in.UserID),
		ExpirationMinutes: int(in.ExpirationMinutes),
	})
	if err != nil {
		return totpCreateOutput{}, "", err
	}
	out := totpCreateOutput{resp.UserID, resp.TOTPID, resp.Secret, resp.RecoveryCodes}
	return out, "Created. Its first code goes to stytch_totp_authenticate.", nil
}

type totpAuthenticateInput struct {
	UserID   userID    `json:"user_id"`
	TOTPCode sixDigits `json:"totp_code" jsonschema:"The six digits the app shows now, as text, e.g. 123456"`
	sessionArguments
}

func (b *toolbox) totpAuthenticate(ctx context.Context, in totpAuthenticateInput) (login, string, error) {
	resp, err := b.client.TOTP.Authenticate(ctx, totp.AuthenticateRequest{
		UserID:                 string(in.UserID),
		TOTPCode:               string(in.TOTPCode),
		SessionDurationMinutes: int(in.SessionDurationMinutes),
		SessionToken:           string(in.SessionToken),
		SessionJWT:             string(in.SessionJWT),
	})
	if err != nil {
		return login{}, "", err
	}
	out := newLogin(resp.UserID, resp.SessionToken, in.ReturnJWT.of(resp.SessionJWT), resp.Session)
	return out, out.summary(), nil
}
