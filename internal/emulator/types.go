package emulator

import (
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/httpapi"
	"github.com/flymyai/stytch-go/internal/emulator/impersonation"
	"github.com/flymyai/stytch-go/internal/emulator/oauth"
	"github.com/flymyai/stytch-go/internal/emulator/sessions"
	"github.com/flymyai/stytch-go/internal/emulator/store"
	"github.com/flymyai/stytch-go/internal/emulator/strength"
	"github.com/flymyai/stytch-go/internal/emulator/webhook"
)

// What a project is configured with.
type (
	// Config is the configuration of a project.
	Config = config.Project
	// SeedUser is a user that the project starts with.
	SeedUser = config.SeedUser
	// RedirectURL is a URL that links may lead to.
	RedirectURL = config.RedirectURL
	// TrustedTokenProfile makes sessions.attest accept the JWTs of another issuer.
	TrustedTokenProfile = config.TrustedTokenProfile
	// WebhookEndpoint is where webhooks are sent.
	WebhookEndpoint = config.WebhookEndpoint
	// Fingerprint is what is known about a device.
	Fingerprint = config.Fingerprint
	// PasswordPolicy decides which passwords are strong enough.
	PasswordPolicy = strength.Policy
)

// What happens outside the API.
type (
	// OAuthLogin is a login with a provider.
	OAuthLogin = oauth.Login
	// AccessToken describes an access token that a connected app holds.
	AccessToken = sessions.AccessToken
	// Impersonation lets somebody act as a user.
	Impersonation = impersonation.Impersonation
	// Message is what a user would get by email, SMS or WhatsApp.
	Message = store.Message
	// Webhook is an event that was sent, or is to be sent.
	Webhook = webhook.Webhook
	// WebhookDelivery is the state of the delivery of a webhook to one endpoint.
	WebhookDelivery = webhook.Delivery
	// WebhookAttempt is one request of a delivery.
	WebhookAttempt = webhook.Attempt
	// Fault makes calls fail.
	Fault = httpapi.Fault
	// FaultError is the error of an invalid fault.
	FaultError = httpapi.FaultError
	// Request is a request that was made.
	Request = httpapi.Recorded
)

// The states of the delivery of a webhook.
const (
	WebhookPending   = webhook.StatePending
	WebhookDelivered = webhook.StateDelivered
	WebhookFailed    = webhook.StateFailed
	WebhookAborted   = webhook.StateAborted
)

// DefaultRedirectURL is where links lead when neither the request nor the project names a URL.
const DefaultRedirectURL = config.DefaultRedirectURL

// The purposes of redirect URLs.
const (
	RedirectLogin         = config.RedirectLogin
	RedirectSignup        = config.RedirectSignup
	RedirectInvite        = config.RedirectInvite
	RedirectResetPassword = config.RedirectResetPassword
)

// The kinds of messages.
const (
	MessageMagicLinkLogin  = store.MessageMagicLinkLogin
	MessageMagicLinkSignup = store.MessageMagicLinkSignup
	MessageMagicLinkInvite = store.MessageMagicLinkInvite
	MessagePasswordReset   = store.MessagePasswordReset
	MessageOTPEmail        = store.MessageOTPEmail
	MessageOTPSMS          = store.MessageOTPSMS
	MessageOTPWhatsApp     = store.MessageOTPWhatsApp
)
