package live

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
)

// unknownToken has the shape of a token.
const unknownToken = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

// noRedirectURL are the errors of a project without default redirect URLs.
var noRedirectURL = setting("the project has no default redirect URLs", api.ErrorTypeNoLoginRedirectURLsSet, api.ErrorTypeNoSignupRedirectURLsSet,
	api.ErrorTypeNoInviteRedirectURLsSet, api.ErrorTypeNoLoginRedirectURL, api.ErrorTypeNoSignupRedirectURL, api.ErrorTypeNoInviteRedirectURL,
	api.ErrorTypeNoDefaultLoginRedirectURLSet, api.ErrorTypeNoDefaultSignupRedirectURLSet, api.ErrorTypeNoDefaultInviteRedirectURLSet,
	api.ErrorTypeNoPasswordResetRedirectURL)

func magicLinksScenario(r *Run) {
	u := r.user()
	_, err := r.MagicLinks.Create(r.step("create for an unknown user", noEmbeddable),
		magiclinks.CreateRequest{UserID: unknownUser})
	r.rejects(err, api.ErrorTypeUserNotFound)
	created, err := r.MagicLinks.Create(r.step("create", noEmbeddable),
		magiclinks.CreateRequest{UserID: u.UserID, ExpirationMinutes: 30})
	if r.ok(err) {
		login, err := r.MagicLinks.Authenticate(r.step("log in with an embeddable link"), magiclinks.AuthenticateRequest{
			Token: created.Token, SessionDurationMinutes: 30, SessionCustomClaims: map[string]any{"tier": "gold"},
		})
		if r.ok(err) {
			r.want(login.Session != nil && login.SessionToken != "", "a session")
		}
		_, err = r.MagicLinks.Authenticate(r.step("use a link twice"), magiclinks.AuthenticateRequest{Token: created.Token})
		r.rejects(err, api.ErrorTypeUnableToAuthMagicLink)
	}
	matched, err := r.MagicLinks.Create(r.step("create with attributes", noEmbeddable), magiclinks.CreateRequest{
		UserID: u.UserID, Attributes: api.Attributes{IPAddress: "203.0.113.7", UserAgent: "conformance"},
	})
	if r.ok(err) {
		for i, ip := range []string{"203.0.113.8", "203.0.113.7"} {
			_, err = r.MagicLinks.Authenticate(r.step([]string{"log in from another address", "log in from the address"}[i], choice("magic-links-5")),
				magiclinks.AuthenticateRequest{
					Token: matched.Token, Attributes: api.Attributes{IPAddress: ip, UserAgent: "conformance"},
					Options: api.AttributeOptions{IPMatchRequired: true, UserAgentMatchRequired: true},
				})
			if i == 0 {
				r.rejects(err, api.ErrorTypeAttributeMismatch)
			} else {
				r.ok(err)
			}
		}
	}
	_, err = r.MagicLinks.Authenticate(r.step("log in with an unknown token"),
		magiclinks.AuthenticateRequest{Token: unknownToken})
	r.rejects(err, api.ErrorTypeMagicLinkNotFound)
	_, err = r.MagicLinks.Authenticate(r.step("log in with a malformed token", choice("requests-4")),
		magiclinks.AuthenticateRequest{Token: "token"})
	r.rejects(err, api.ErrorTypeInvalidToken)

	address, ok := r.mailbox("magic_links.email.login_or_create")
	if !ok {
		return
	}
	invited, err := r.MagicLinks.Email.Invite(r.step("invite", noRedirectURL), magiclinks.EmailInviteRequest{Email: address})
	r.must(err)
	_, err = r.MagicLinks.Email.Invite(r.step("invite twice", choice("magic-links-2")),
		magiclinks.EmailInviteRequest{Email: address})
	r.fails(err)
	_, err = r.MagicLinks.Email.RevokeInvite(r.step("revoke an invitation", choice("magic-links-3")),
		magiclinks.EmailRevokeInviteRequest{Email: address})
	r.ok(err)
	kept, err := r.Users.Get(r.step("get the user of a revoked invitation", choice("magic-links-3")), invited.UserID)
	if r.ok(err) {
		r.want(kept.Status == api.UserStatusPending, "status pending")
	}
	_, err = r.MagicLinks.Email.RevokeInvite(r.step("revoke an invitation twice", choice("magic-links-3")),
		magiclinks.EmailRevokeInviteRequest{Email: address})
	r.fails(err)
	_, err = r.MagicLinks.Email.LoginOrCreate(r.step("log in or create", noRedirectURL),
		magiclinks.EmailLoginOrCreateRequest{Email: address})
	r.ok(err)
	if r.controls("magic_links.authenticate", "the token of an email is in the caller's inbox") {
		first, _ := r.message(address)
		_, err = r.MagicLinks.Email.Send(r.step("send again"), magiclinks.EmailSendRequest{Email: address})
		r.ok(err)
		_, err = r.MagicLinks.Authenticate(r.step("log in with the earlier link", choice("magic-links-1")),
			magiclinks.AuthenticateRequest{Token: first, SessionDurationMinutes: 60})
		r.ok(err)
	}
}

// noEmbeddable are the errors of a workspace without embeddable magic links.
var noEmbeddable = setting("embeddable magic links are not enabled for the workspace", api.ErrorTypeEnterpriseEndpoint)

func magicLinksSandboxScenario(r *Run) {
	_, err := r.MagicLinks.Email.Send(r.step("send", noRedirectURL), magiclinks.EmailSendRequest{Email: sandbox.Email})
	r.ok(err)
	_, err = r.MagicLinks.Email.LoginOrCreate(r.step("log in or create", noRedirectURL),
		magiclinks.EmailLoginOrCreateRequest{Email: sandbox.Email})
	r.ok(err)
	_, err = r.MagicLinks.Email.Invite(r.step("invite", noRedirectURL), magiclinks.EmailInviteRequest{Email: sandbox.Email})
	r.ok(err)
	_, err = r.MagicLinks.Email.RevokeInvite(r.step("revoke an invitation"),
		magiclinks.EmailRevokeInviteRequest{Email: sandbox.Email})
	r.ok(err)
	_, err = r.MagicLinks.Email.Send(r.step("send with a relative URL", choice("magic-links-4")),
		magiclinks.EmailSendRequest{Email: sandbox.Email, LoginMagicLinkURL: "/in"})
	r.fails(err)
	_, err = r.MagicLinks.Authenticate(r.step("authenticate"), magiclinks.AuthenticateRequest{Token: sandbox.MagicLinkToken})
	r.ok(err)
	_, err = r.MagicLinks.Authenticate(r.step("authenticate with a session"),
		magiclinks.AuthenticateRequest{Token: sandbox.MagicLinkToken, SessionDurationMinutes: 60})
	r.ok(err)
	_, err = r.MagicLinks.Authenticate(r.step("authenticate with a spent token"),
		magiclinks.AuthenticateRequest{Token: sandbox.SpentMagicLinkToken})
	r.rejects(err, api.ErrorTypeUnableToAuthMagicLink)
	_, err = r.MagicLinks.Authenticate(r.step("authenticate with an unknown token"),
		magiclinks.AuthenticateRequest{Token: sandbox.UnknownMagicLinkToken})
	r.rejects(err, api.ErrorTypeMagicLinkNotFound)
}

func otpScenario(r *Run) {
	_, err := r.OTP.Authenticate(r.step("authenticate with a malformed code"),
		otp.AuthenticateRequest{MethodID: sandbox.EmailID, Code: "12ab"})
	r.rejects(err, api.ErrorTypeInvalidCode)
	_, err = r.OTP.Authenticate(r.step("authenticate with a malformed method ID"),
		otp.AuthenticateRequest{MethodID: "email-1", Code: "123456"})
	r.rejects(err, api.ErrorTypeInvalidMethodID)
	address, ok := r.mailbox("otp.email.login_or_create")
	if !ok {
		return
	}
	sent, err := r.OTP.Email.LoginOrCreate(r.step("log in or create"),
		otp.EmailLoginOrCreateRequest{Email: address, ExpirationMinutes: 5})
	r.must(err)
	_, err = r.OTP.Authenticate(r.step("authenticate with a code that was never sent", choice("passcodes-1")),
		otp.AuthenticateRequest{MethodID: sent.EmailID, Code: "999999"})
	r.rejects(err, api.ErrorTypeOTPCodeNotFound)
	if !r.controls("otp.authenticate", "the code of an email is in the caller's inbox") {
		return
	}
	_, code := r.message(address)
	_, err = r.OTP.Email.Send(r.step("send again"), otp.EmailSendRequest{Email: address})
	r.ok(err)
	_, err = r.OTP.Authenticate(r.step("authenticate with the earlier code", choice("passcodes-1")),
		otp.AuthenticateRequest{MethodID: sent.EmailID, Code: code})
	r.fails(err)
	_, code = r.message(address)
	_, err = r.OTP.Authenticate(r.step("authenticate"),
		otp.AuthenticateRequest{MethodID: sent.EmailID, Code: code, SessionDurationMinutes: 10})
	r.ok(err)
	_, err = r.OTP.Authenticate(r.step("authenticate twice"), otp.AuthenticateRequest{MethodID: sent.EmailID, Code: code})
	r.fails(err)
}

// noMessages are the errors of a project that cannot send to the sandbox number.
var noMessages = setting("the project does not send messages to that country", api.ErrorTypeInvalidPhoneNumberCountryCode)

func otpSandboxScenario(r *Run) {
	email, err := r.OTP.Email.Send(r.step("send by email"), otp.EmailSendRequest{Email: sandbox.Email})
	r.ok(err)
	_, err = r.OTP.Email.LoginOrCreate(r.step("log in or create by email"), otp.EmailLoginOrCreateRequest{Email: sandbox.Email})
	r.ok(err)
	sms, err := r.OTP.SMS.Send(r.step("send by SMS", noMessages), otp.SMSSendRequest{PhoneNumber: sandbox.Phone})
	r.ok(err)
	_, err = r.OTP.SMS.LoginOrCreate(r.step("log in or create by SMS", noMessages),
		otp.SMSLoginOrCreateRequest{PhoneNumber: sandbox.Phone})
	r.ok(err)
	_, err = r.OTP.WhatsApp.Send(r.step("send by WhatsApp", noMessages), otp.WhatsAppSendRequest{PhoneNumber: sandbox.Phone})
	r.ok(err)
	_, err = r.OTP.WhatsApp.LoginOrCreate(r.step("log in or create by WhatsApp", noMessages),
		otp.WhatsAppLoginOrCreateRequest{PhoneNumber: sandbox.Phone})
	r.ok(err)
	if email != nil {
		_, err = r.OTP.Authenticate(r.step("authenticate by email"),
			otp.AuthenticateRequest{MethodID: email.EmailID, Code: sandbox.Code, SessionDurationMinutes: 60})
		r.ok(err)
	}
	if sms != nil {
		_, err = r.OTP.Authenticate(r.step("authenticate by SMS"),
			otp.AuthenticateRequest{MethodID: sms.PhoneID, Code: sandbox.Code})
		r.ok(err)
	}
}
