package live

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
)

func sessionsScenario(r *Run) {
	email := r.email()
	created, err := r.Passwords.Create(r.step("log in"), passwords.CreateRequest{
		Email: email, Password: password, SessionDurationMinutes: 60, SessionCustomClaims: map[string]any{"tier": "gold", "seats": 3},
	})
	r.must(err)
	token := created.SessionToken
	_, err = r.Sessions.Get(r.step("get"), created.UserID)
	r.ok(err)
	_, err = r.Sessions.Get(r.step("get those of an unknown user"), unknownUser)
	r.fails(err)
	_, err = r.Sessions.Authenticate(r.step("authenticate"), sessions.AuthenticateRequest{SessionToken: token})
	r.ok(err)
	extended, err := r.Sessions.Authenticate(r.step("extend"),
		sessions.AuthenticateRequest{SessionToken: token, SessionDurationMinutes: 120})
	if r.ok(err) {
		_, err = r.Sessions.Authenticate(r.step("authenticate a JWT"),
			sessions.AuthenticateRequest{SessionJWT: extended.SessionJWT})
		r.ok(err)
		_, err = r.Sessions.Authenticate(r.step("authenticate a token and a JWT"),
			sessions.AuthenticateRequest{SessionToken: token, SessionJWT: extended.SessionJWT})
		r.fails(err)
	}
	_, err = r.Sessions.Authenticate(r.step("merge custom claims", choice("sessions-3")), sessions.AuthenticateRequest{
		SessionToken: token, SessionCustomClaims: map[string]any{"tier": nil, "beta": true},
	})
	r.ok(err)
	_, err = r.Sessions.Authenticate(r.step("set a reserved claim", choice("sessions-3")), sessions.AuthenticateRequest{
		SessionToken: token, SessionDurationMinutes: 60, SessionCustomClaims: map[string]any{"iss": "me", "https://stytch.com/mine": 1},
	})
	r.ok(err)
	_, err = r.Sessions.Authenticate(r.step("authenticate without permission"), sessions.AuthenticateRequest{
		SessionToken: token, AuthorizationCheck: api.AuthorizationCheck{ResourceID: "documents", Action: "shred"},
	})
	r.fails(err)
	_, err = r.Passwords.Authenticate(r.step("authenticate the same factor in the session", choice("sessions-2")),
		passwords.AuthenticateRequest{
			Email: email, Password: password, SessionToken: token, SessionDurationMinutes: 60,
		})
	r.ok(err)
	other, err := r.Passwords.Create(r.step("log in as another user"),
		passwords.CreateRequest{
			Email: r.email(), Password: password, SessionDurationMinutes: 60,
		})
	r.must(err)
	_, err = r.Passwords.Authenticate(r.step("authenticate with the session of another user", choice("sessions-1")),
		passwords.AuthenticateRequest{
			Email: email, Password: password, SessionToken: other.SessionToken, SessionDurationMinutes: 60,
		})
	r.ok(err)
	_, err = r.Sessions.Revoke(r.step("revoke"), sessions.RevokeRequest{SessionToken: token})
	r.ok(err)
	_, err = r.Sessions.Authenticate(r.step("authenticate a revoked session", choice("sessions-5")),
		sessions.AuthenticateRequest{SessionToken: token})
	r.rejects(err, api.ErrorTypeSessionNotFound)
	_, err = r.Sessions.Revoke(r.step("revoke twice"), sessions.RevokeRequest{SessionToken: token})
	r.fails(err)
	_, err = r.Sessions.Revoke(r.step("revoke nothing"), sessions.RevokeRequest{})
	r.fails(err)
	_, err = r.Sessions.Authenticate(r.step("authenticate nothing"), sessions.AuthenticateRequest{})
	r.fails(err)
	_, err = r.Sessions.Authenticate(r.step("authenticate a malformed token"),
		sessions.AuthenticateRequest{SessionToken: "token"})
	r.rejects(err, api.ErrorTypeInvalidSessionToken)
	_, err = r.Sessions.JWKS(r.step("get the key set", ignore("keys")))
	r.ok(err)
}

func sessionsSandboxScenario(r *Run) {
	_, err := r.Sessions.Authenticate(r.step("authenticate"), sessions.AuthenticateRequest{SessionToken: sandbox.SessionToken})
	r.ok(err)
	_, err = r.Sessions.Authenticate(r.step("authenticate an unknown session"),
		sessions.AuthenticateRequest{SessionToken: "59cnLELtq5cFVS6uYK9f-pAWzBkhqZl8AvLhbhOvKNWw"})
	r.rejects(err, api.ErrorTypeSessionNotFound)
	_, err = r.Sessions.Get(r.step("get those of the sandbox user"), sandbox.UserID)
	r.fails(err)
	_, err = r.OAuth.Authenticate(r.step("authenticate an OAuth token"), oauth.AuthenticateRequest{Token: sandbox.OAuthToken})
	r.ok(err)
	_, err = r.OAuth.Authenticate(r.step("authenticate an unknown OAuth token", choice("oauth-4")),
		oauth.AuthenticateRequest{Token: "59cnLELtq5cFVS6uYK9f-pAWzBkhqZl8AvLhbhOvKNWw"})
	r.rejects(err, api.ErrorTypeOAuthTokenNotFound)
}

func foreignSessionsScenario(r *Run) {
	if r.controls("sessions.migrate", "the dashboard has to name the UserInfo endpoint of another provider") {
		_, err := r.Sessions.Migrate(r.step("migrate"),
			sessions.MigrateRequest{SessionToken: "foreign-session-token", SessionDurationMinutes: 60})
		r.ok(err)
	}
	if r.controls("sessions.attest", "the dashboard has to create a trusted token profile") {
		u := r.user()
		token := r.clientSide(func() (string, error) { return Attested(u.UserID, r.now()) })
		_, err := r.Sessions.Attest(r.step("attest"),
			sessions.AttestRequest{ProfileID: ProfileID, Token: token, SessionDurationMinutes: 60})
		r.ok(err)
		return
	}
	_, err := r.Sessions.Attest(r.step("attest with an unknown profile"),
		sessions.AttestRequest{ProfileID: "no-such-profile", Token: "a.b.c", SessionDurationMinutes: 60})
	r.fails(err)
}
