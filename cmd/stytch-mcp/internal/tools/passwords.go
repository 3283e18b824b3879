package tools

import (
	"context"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/passwords"
)

func (b *toolbox) passwords() []*tool {
	return []*tool{
		define(spec{
			name: "stytch_password_create", title: "Create a user with a password", effect: adds,
			description: "Create a user with an email address and a password. If a user already has the address, use stytch_password_reset_start.",
		}, b.passwordCreate),
		define(spec{
			name: "stytch_password_authenticate", title: "Authenticate a password", effect: adds,
			description: "Log a user in with a password. Repeated wrong passwords lock the user.",
			rules:       []rule{oneSession},
			guards:      joinsSession,
		}, b.passwordAuthenticate),
		define(spec{
			name: "stytch_password_reset_start", title: "Send a password reset", effect: sends,
			description: "Email a link to set a new password. Its token and the password go to stytch_request POST /v1/passwords/email/reset.",
		}, b.passwordResetStart),
		define(spec{
			name: "stytch_password_strength_check", title: "Check a password", effect: reads,
			description: "Check whether a password would be accepted, and whether it is in a known breach. Nothing is stored.",
		}, b.passwordStrengthCheck),
	}
}

type passwordCreateInput struct {
	Email                  emailAddress   `json:"email"`
	Password               password       `json:"password"`
	Name                   *nameInput     `json:"name,omitzero" jsonschema:"Name of the user, e.g. {\"first_name\":\"Ada\"}"`
	SessionDurationMinutes sessionMinutes `json:"session_duration_minutes,omitzero"`
	ReturnJWT              returnJWT      `json:"return_jwt,omitzero"`
}

func (b *toolbox) passwordCreate(ctx context.Context, in passwordCreateInput) (login, string, error) {
	resp, err := b.client.Passwords.Create(ctx, passwords.CreateRequest{
		Email:                  string(in.Email),
		Password:               string(in.Password),
		Name:                   in.Name.create(),
		SessionDurationMinutes: int(in.SessionDurationMinutes),
	})
	if err != nil {
		return login{}, "", err
	}
	out := newLogin(resp.UserID, resp.SessionToken, in.ReturnJWT.of(resp.SessionJWT), resp.Session)
	return out, "Created. " + out.summary(), nil
}

type passwordAuthenticateInput struct {
	Email    emailAddress `json:"email"`
	Password password     `json:"password"`
	sessionArguments
}

func (b *toolbox) passwordAuthenticate(ctx context.Context, in passwordAuthenticateInput) (login, string, error) {
	resp, err := b.client.Passwords.Authenticate(ctx, passwords.AuthenticateRequest{
		Email:                  string(in.Email),
		Password:               string(in.Password),
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

type passwordResetStartInput struct {
	Email                          emailAddress `json:"email"`
	ResetPasswordRedirectURL       redirectURL  `json:"reset_password_redirect_url,omitzero" jsonschema:"Redirect URL of the project that the link leads to, e.g. https://app.example.com/reset. Default: the project's"`
	ResetPasswordExpirationMinutes linkMinutes  `json:"reset_password_expiration_minutes,omitzero" jsonschema:"Minutes the link works, e.g. 60. Default 30"`
	LoginRedirectURL               redirectURL  `json:"login_redirect_url,omitzero" jsonschema:"URL of the email's link that logs in without a new password, e.g. https://app.example.com/authenticate"`
	Locale                         api.Locale   `json:"locale,omitzero"`
}

func (b *toolbox) passwordResetStart(ctx context.Context, in passwordResetStartInput) (sent, string, error) {
	resp, err := b.client.Passwords.Email.ResetStart(ctx, passwords.EmailResetStartRequest{
		Email:                          string(in.Email),
		ResetPasswordRedirectURL:       string(in.ResetPasswordRedirectURL),
		ResetPasswordExpirationMinutes: int(in.ResetPasswordExpirationMinutes),
		LoginRedirectURL:               string(in.LoginRedirectURL),
		Locale:                         in.Locale,
	})
	if err != nil {
		return sent{}, "", err
	}
	out := sent{UserID: resp.UserID, EmailID: resp.EmailID}
	return out, out.summary("The token of the link and the new password go to stytch_request POST /v1/passwords/email/reset."), nil
}

type passwordStrengthCheckInput struct {
	Password password     `json:"password"`
	Email    emailAddress `json:"email,omitzero" jsonschema:"Address of the user, e.g. ada@example.com. With it a known breach makes the password invalid"`
}

type passwordStrengthCheckOutput struct {
	ValidPassword    bool   `json:"valid_password"`
	Score            int    `json:"score" jsonschema:"From 0, weak, to 4"`
	BreachedPassword bool   `json:"breached_password"`
	StrengthPolicy   string `json:"strength_policy" jsonschema:"zxcvbn or luds"`
	// The rest is feedback for the user: text, or counts under the LUDS policy.
	Warning     string   `json:"warning,omitzero"`
	Suggestions []string `json:"suggestions,omitzero"`
	Missing     *missing `json:"missing,omitzero"`
}

type missing struct {
	Characters int `json:"characters"`
	Complexity int `json:"complexity" jsonschema:"Kinds of character: lower case, upper case, digit, symbol"`
}

func (b *toolbox) passwordStrengthCheck(ctx context.Context, in passwordStrengthCheckInput) (passwordStrengthCheckOutput, string, error) {
	resp, err := b.client.Passwords.StrengthCheck(ctx, passwords.StrengthCheckRequest{
		Password: string(in.Password),
		Email:    string(in.Email),
	})
	if err != nil {
		return passwordStrengthCheckOutput{}, "", err
	}
	out := passwordStrengthCheckOutput{
		ValidPassword:    resp.ValidPassword,
		Score:            resp.Score,
		BreachedPassword: resp.BreachedPassword,
		StrengthPolicy:   string(resp.StrengthPolicy),
	}
	if f := resp.Feedback; f != nil {
		out.Warning, out.Suggestions = f.Warning, f.Suggestions
		if r := f.LUDSRequirements; r != nil {
			out.Missing = &missing{r.MissingCharacters, r.MissingComplexity}
		}
	}
	summary := "The password would be accepted"
	if !out.ValidPassword {
		summary = "The password would be rejected"
	}
	switch {
	case out.BreachedPassword:
		summary += " and is in a known breach."
	case in.Email == "":
		summary += ". Breaches count only when an email is given."
	default:
		summary += " and is in no known breach."
	}
	return out, summary, nil
}
