package tools

import (
	"context"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
)

func (b *toolbox) magicLinks() []*tool {
	return []*tool{
		define(spec{
			name: "stytch_magic_link_email_send", title: "Send a magic link to a user", effect: sends,
			description: "Email a login link to an existing user. For people who may be new, use stytch_magic_link_email_login_or_create.",
			guards:      []guard{attachesContact("address")},
		}, b.magicLinkEmailSend),
		define(spec{
			name: "stytch_magic_link_email_login_or_create", title: "Send a magic link, creating the user", effect: sends,
			description: "Email a login link or, if the address is new, a sign-up link. The user is created immediately.",
		}, b.magicLinkEmailLoginOrCreate),
		define(spec{
			name: "stytch_magic_link_authenticate", title: "Authenticate a magic link", effect: adds,
			description: "Log a user in with the token of a magic link. A token works once.",
			rules:       []rule{oneSession},
			guards:      joinsSession,
		}, b.magicLinkAuthenticate),
	}
}

// attachesContact guards the user_id of a send. It attaches an address or number to an existing user, and whoever
// reads the message can then log in as that user.
func attachesContact(what string) guard {
	return guard{
		argument:    "user_id",
		does:        "attaches the " + what + " to an existing user, and whoever gets its messages can then log in as that user",
		description: "With user_id, attach the " + what + " to that user.",
	}
}

// sent is the result of every tool that sends a message.
type sent struct {
	UserID      string `json:"user_id"`
	EmailID     string `json:"email_id,omitzero"`
	PhoneID     string `json:"phone_id,omitzero"`
	UserCreated bool   `json:"user_created,omitzero"`
}

// summary describes what happens to the message.
func (s sent) summary(next string) string {
	if s.UserCreated {
		return "Sent to a new user. " + next
	}
	return "Sent. " + next
}

type magicLinkEmailSendInput struct {
	Email                  emailAddress `json:"email"`
	LoginMagicLinkURL      redirectURL  `json:"login_magic_link_url,omitzero" jsonschema:"Redirect URL of the project that the link leads to, e.g. https://app.example.com/authenticate. Default: the project's"`
	LoginExpirationMinutes linkMinutes  `json:"login_expiration_minutes,omitzero" jsonschema:"Minutes the link works, e.g. 30. Default 60"`
	UserID                 userID       `json:"user_id,omitzero" jsonschema:"User to add the address to, e.g. user-test-16d9ba61-97a1-4ba4-9720-b03761dc50c6"`
	Locale                 api.Locale   `json:"locale,omitzero"`
}

const magicLinkNext = "The token of the link goes to stytch_magic_link_authenticate."

func (b *toolbox) magicLinkEmailSend(ctx context.Context, in magicLinkEmailSendInput) (sent, string, error) {
	resp, err := b.client.MagicLinks.Email.Send(ctx, magiclinks.EmailSendRequest{
		Email:                  string(in.Email),
		LoginMagicLinkURL:      string(in.LoginMagicLinkURL),
		LoginExpirationMinutes: int(in.LoginExpirationMinutes),
		Locale:                 in.Locale,
		UserID:                 string(in.UserID),
	})
	if err != nil {
		return sent{}, "", err
	}
	out := sent{UserID: resp.UserID, EmailID: resp.EmailID}
	return out, out.summary(magicLinkNext), nil
}

type magicLinkEmailLoginOrCreateInput struct {
	Email                   emailAddress `json:"email"`
	LoginMagicLinkURL       redirectURL  `json:"login_magic_link_url,omitzero" jsonschema:"Redirect URL of the project for existing users, e.g. https://app.example.com/authenticate. Default: the project's"`
	SignupMagicLinkURL      redirectURL  `json:"signup_magic_link_url,omitzero" jsonschema:"The same for new users, e.g. https://app.example.com/welcome"`
	LoginExpirationMinutes  linkMinutes  `json:"login_expiration_minutes,omitzero" jsonschema:"Minutes a login link works, e.g. 30. Default 60"`
	SignupExpirationMinutes linkMinutes  `json:"signup_expiration_minutes,omitzero" jsonschema:"Minutes a sign-up link works, e.g. 1440. Default 10080"`
	CreateUserAsPending     bool         `json:"create_user_as_pending,omitzero" jsonschema:"Whether a new user stays pending until the first login."`
	Locale                  api.Locale   `json:"locale,omitzero"`
}

func (b *toolbox) magicLinkEmailLoginOrCreate(ctx context.Context, in magicLinkEmailLoginOrCreateInput) (sent, string, error) {
	resp, err := b.client.MagicLinks.Email.LoginOrCreate(ctx, magiclinks.EmailLoginOrCreateRequest{
		Email:                   string(in.Email),
		LoginMagicLinkURL:       string(in.LoginMagicLinkURL),
		SignupMagicLinkURL:      string(in.SignupMagicLinkURL),
		LoginExpirationMinutes:  int(in.LoginExpirationMinutes),
		SignupExpirationMinutes: int(in.SignupExpirationMinutes),
		CreateUserAsPending:     in.CreateUserAsPending,
		Locale:                  in.Locale,
	})
	if err != nil {
		return sent{}, "", err
	}
	out := sent{UserID: resp.UserID, EmailID: resp.EmailID, UserCreated: resp.UserCreated}
	return out, out.summary(magicLinkNext), nil
}

// joinsSession guards the session arguments of every tool that authenticates a user. The factor is added to an
// existing session, and a duration changes the session's expiration.
var joinsSession = []guard{
	{argument: "session_token", does: "changes an existing session"},
	{argument: "session_jwt", does: "changes an existing session"},
}

var oneSession = atMostOneOf("session_token", "session_jwt")

// joinArguments are the arguments of a tool that starts a session or adds a factor to one.
type joinArguments struct {
	SessionDurationMinutes sessionMinutes `json:"session_duration_minutes,omitzero"`
	SessionToken           token          `json:"session_token,omitzero" jsonschema:"The user's current session: the factor is added to it, e.g. WJtR5BCy38Szd5AfoDpf"`
	SessionJWT             jwt            `json:"session_jwt,omitzero"`
}

// sessionArguments are those of a tool whose result is a login.
type sessionArguments struct {
	joinArguments
	ReturnJWT returnJWT `json:"return_jwt,omitzero"`
}

// returnJWT requests the JWT of a session. A JWT takes as much of the model's context as the rest of the result.
type returnJWT bool

// of returns the JWT if it was requested.
func (r returnJWT) of(jwt string) string {
	if !r {
		return ""
	}
	return jwt
}

type magicLinkAuthenticateInput struct {
	Token token `json:"token" jsonschema:"Query parameter token of the link, e.g. DOYoip3rvIMMW5lgItikFK-Ak1CfMsgjuiCyI7uuU94="`
	sessionArguments
	CodeVerifier codeVerifier `json:"code_verifier,omitzero"`
}

func (b *toolbox) magicLinkAuthenticate(ctx context.Context, in magicLinkAuthenticateInput) (login, string, error) {
	resp, err := b.client.MagicLinks.Authenticate(ctx, magiclinks.AuthenticateRequest{
		Token:                  string(in.Token),
		SessionDurationMinutes: int(in.SessionDurationMinutes),
		SessionToken:           string(in.SessionToken),
		SessionJWT:             string(in.SessionJWT),
		CodeVerifier:           string(in.CodeVerifier),
	})
	if err != nil {
		return login{}, "", err
	}
	out := newLogin(resp.UserID, resp.SessionToken, in.ReturnJWT.of(resp.SessionJWT), resp.Session)
	return out, out.summary(), nil
}
