// Package stytch is a client for Stytch's Consumer (B2C) API. It is not Stytch's own SDK.
//
//	client, err := stytch.NewFromEnv()
//	if err != nil {
//		log.Fatal(err)
//	}
//	sent, err := client.OTP.Email.LoginOrCreate(ctx, otp.EmailLoginOrCreateRequest{Email: "ada@example.com"})
//	...
//	login, err := client.OTP.Authenticate(ctx, otp.AuthenticateRequest{
//		MethodID:               sent.EmailID,
//		Code:                   code,
//		SessionDurationMinutes: 60,
//	})
//
// Each domain of the API is a field of the [Client] and a package of its own, which holds its requests
// and answers: [users], [magiclinks], [otp], [passwords], [sessions], [totp] and [oauth]. Every other
// endpoint is reached with [Client.Request] and the types of package [api].
//
// # Errors
//
// A failed call returns an [*Error], whether Stytch refused it or no answer came, and a nil result:
//
//	if errors.Is(err, api.ErrorTypeUserNotFound) { ... }
//	if e, ok := errors.AsType[*stytch.Error](err); ok { log.Print(e.RequestID, e.Hint()) }
//
// An argument that cannot be sent, such as an empty id, is an [*ArgumentError]; nothing was sent.
//
// # Retries and timeouts
//
// A call is idempotent if making it twice has the effect of making it once (RFC 9110, section 9.2.2). Idempotent
// calls are retried after connection errors, timeouts of an attempt, rate limits and the statuses 500, 502, 503
// and 504. Calls that send a message, create something or use up a single-use token or code are not idempotent.
// They are retried only when the request provably never reached Stytch, or when Stytch rejected it with
// too_many_requests. A locked user (429 user_lock_limit_reached) is never retried.
//
// A call is sent at most three times. Waits back off exponentially with jitter, follow Retry-After, and never
// outlast the context's deadline; see [WithRetry]. Retries of one client are bounded to about a tenth of its
// calls, so an outage is not made worse. Each attempt has a timeout, see [WithTimeout]; the context bounds the
// whole call. [Error] says how often a call was tried.
//
// The table is generated from what the code does.
//
//	Users       idempotent      ConnectedApps Delete DeleteBiometricRegistration DeleteCryptoWallet
//	                            DeleteEmail DeleteExternalID DeleteOAuthRegistration DeletePassword
//	                            DeletePhoneNumber DeleteTOTP DeleteWebAuthnRegistration
//	                            ExchangePrimaryFactor Get RevokeConnectedApp Search Update
//	Users       not idempotent  Create
//	MagicLinks  idempotent      Email.RevokeInvite
//	MagicLinks  not idempotent  Authenticate Create Email.Invite Email.LoginOrCreate Email.Send
//	OTP         not idempotent  Authenticate Email.LoginOrCreate Email.Send SMS.LoginOrCreate
//	                            SMS.Send WhatsApp.LoginOrCreate WhatsApp.Send
//	Passwords   idempotent      StrengthCheck
//	Passwords   not idempotent  Authenticate Create Email.Reset Email.ResetStart
//	                            ExistingPassword.Reset Migrate Session.Reset
//	Sessions    idempotent      Authenticate Get JWKS Revoke
//	Sessions    not idempotent  Attest ExchangeAccessToken Migrate
//	TOTP        idempotent      RecoveryCodes
//	TOTP        not idempotent  Authenticate Create Recover
//	OAuth       not idempotent  Attach Authenticate
//
// # Secrets
//
// No error, log record or formatted value holds a secret: requests and answers print tokens, codes
// and passwords as [redacted], under fmt and log/slog alike. Encoding one as JSON writes them out.
package stytch
