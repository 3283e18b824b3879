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
// Calls without a second effect are safe: they are tried again after connection errors, timeouts of an
// attempt, rate limits and the statuses 500, 502, 503 and 504. Everything that sends a message, creates
// something or spends a single-use token or code happens once: it is tried again only where the request
// provably was not handled, because it never left this machine or the API answered too_many_requests. A
// locked user (429 user_lock_limit_reached) is never tried again.
//
// A call is sent at most three times. Waits back off exponentially with jitter, follow Retry-After, and never
// outlast the context's deadline; see [WithRetry]. Retries of one client are bounded to about a tenth of its
// calls, so an outage is not made worse. Each attempt has a timeout, see [WithTimeout]; the context bounds the
// whole call. [Error] says how often a call was tried.
//
// The table is made by a test from what the code does.
//
//	Users       safe  ConnectedApps Delete DeleteBiometricRegistration DeleteCryptoWallet DeleteEmail
//	                  DeleteExternalID DeleteOAuthRegistration DeletePassword DeletePhoneNumber
//	                  DeleteTOTP DeleteWebAuthnRegistration ExchangePrimaryFactor Get
//	                  RevokeConnectedApp Search Update
//	Users       once  Create
//	MagicLinks  safe  Email.RevokeInvite
//	MagicLinks  once  Authenticate Create Email.Invite Email.LoginOrCreate Email.Send
//	OTP         once  Authenticate Email.LoginOrCreate Email.Send SMS.LoginOrCreate SMS.Send
//	                  WhatsApp.LoginOrCreate WhatsApp.Send
//	Passwords   safe  StrengthCheck
//	Passwords   once  Authenticate Create Email.Reset Email.ResetStart ExistingPassword.Reset Migrate
//	                  Session.Reset
//	Sessions    safe  Authenticate Get JWKS Revoke
//	Sessions    once  Attest ExchangeAccessToken Migrate
//	TOTP        safe  RecoveryCodes
//	TOTP        once  Authenticate Create Recover
//	OAuth       once  Attach Authenticate
//
// # Secrets
//
// No error, log record or formatted value holds a secret: requests and answers print tokens, codes
// and passwords as [redacted], under fmt and log/slog alike. Encoding one as JSON writes them out.
package stytch
