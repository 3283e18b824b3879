// Package stytch is a client for Stytch's Consumer (B2C) API. It is not Stytch's official SDK.
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
// Each domain of the API is a field of [Client], and a package with its methods, requests and responses:
//
//   - users and logins: [users], [magiclinks], [otp], [passwords], [oauth], [totp], [webauthn], [cryptowallets] and
//     [impersonation]
//   - sessions and roles: [sessions] and [rbac]
//   - services that call each other: [m2m]
//   - Connected Apps: [connectedapps] manages the apps, and [idp] lets users authorize them and verifies their tokens
//   - the rest: [fraud], [project] and [debug]
//
// [Client.Request] calls any endpoint by its path, with the types of package [api] or your own. Three more packages
// complete the client: webhooks receives Stytch's webhooks, redisstore shares state between the replicas of a program,
// and stytchtest runs an emulator of Stytch in tests.
//
// # Errors
//
// A failed call returns an [*Error] and a nil result, whether Stytch rejected it or no response arrived:
//
//	if errors.Is(err, api.ErrorTypeUserNotFound) { ... }
//	if e, ok := errors.AsType[*stytch.Error](err); ok { log.Println(e.RequestID, e.Hint()) }
//
// A call with an invalid argument, such as an empty ID, returns an [*ArgumentError] and sends nothing.
//
// # Retries and timeouts
//
// A call is idempotent if making it twice has the same effect as making it once (RFC 9110, section 9.2.2). Idempotent
// calls are retried after connection errors, attempt timeouts, rate limits and the statuses 500, 502, 503 and 504.
// Calls that send a message, create something or use up a single-use token or code are not idempotent. They are retried
// only when Stytch provably did not handle the request: it was never sent, the server refused its HTTP/2 stream, or the
// API rejected it with too_many_requests. Calls that fail because a user is locked (429 user_lock_limit_reached) are
// never retried.
//
// A call makes at most three attempts, and each sends the request at most once. Waits grow exponentially with
// jitter, honor Retry-After, and never outlast the context's deadline (see [WithRetry]). The retries of one client are
// limited to about a tenth of its calls, so that they do not make an outage worse. Each attempt has a timeout (see
// [WithTimeout]), and the context limits the whole call. [Error] reports the number of attempts.
//
// Rate limits are handled separately. Calls that share a limit wait for it together, by default for 90 seconds at most.
// Attempts that a rate limit rejects do not count towards the limits on attempts and retries. Many goroutines can
// therefore run at the rate limit without any of their calls failing. If callers cannot wait, turn this off with
// [WithRateLimitWait].
//
// The table shows which methods are idempotent. It is generated from the code.
//
//	Users          idempotent      ConnectedApps Delete DeleteBiometricRegistration
//	                               DeleteCryptoWallet DeleteEmail DeleteExternalID
//	                               DeleteOAuthRegistration DeletePassword DeletePhoneNumber
//	                               DeleteTOTP DeleteWebAuthnRegistration ExchangePrimaryFactor Get
//	                               RevokeConnectedApp Search Update
//	Users          not idempotent  Create
//	MagicLinks     idempotent      Email.RevokeInvite
//	MagicLinks     not idempotent  Authenticate Create Email.Invite Email.LoginOrCreate Email.Send
//	OTP            not idempotent  Authenticate Email.LoginOrCreate Email.Send SMS.LoginOrCreate
//	                               SMS.Send WhatsApp.LoginOrCreate WhatsApp.Send
//	Passwords      idempotent      StrengthCheck
//	Passwords      not idempotent  Authenticate Create Email.Reset Email.ResetStart
//	                               ExistingPassword.Reset Migrate Session.Reset
//	Sessions       idempotent      Authenticate Get JWKS Revoke
//	Sessions       not idempotent  Attest ExchangeAccessToken Migrate
//	TOTP           idempotent      RecoveryCodes
//	TOTP           not idempotent  Authenticate Create Recover
//	OAuth          not idempotent  Attach Authenticate
//	M2M            idempotent      Clients.Delete Clients.Get Clients.Search Clients.Update Token
//	M2M            not idempotent  Clients.Create Clients.Secrets.Rotate Clients.Secrets.RotateCancel
//	                               Clients.Secrets.RotateStart
//	WebAuthn       idempotent      ListCredentials Update
//	WebAuthn       not idempotent  Authenticate AuthenticateStart Register RegisterStart
//	ConnectedApps  idempotent      Clients.Delete Clients.Get Clients.Search Clients.Update
//	ConnectedApps  not idempotent  Clients.Create Clients.Secrets.Rotate Clients.Secrets.RotateCancel
//	                               Clients.Secrets.RotateStart
//	CryptoWallets  not idempotent  Authenticate AuthenticateStart
//	Fraud          idempotent      Email.Risk Fingerprint.Lookup Rules.List Rules.Set
//	                               VerdictReasons.List VerdictReasons.Override
//	IDP            idempotent      IntrospectToken OAuth.AuthorizeStart
//	IDP            not idempotent  OAuth.Authorize
//	Impersonation  not idempotent  Authenticate
//	RBAC           idempotent      Policy
//	Project        idempotent      Metrics
//	Debug          idempotent      Whoami
//
// # Secrets
//
// No error, log record or formatted value contains a secret: with fmt and log/slog, requests and responses print tokens,
// codes and passwords as [redacted]. Encoding them as JSON includes the secrets.
package stytch
