package api

import (
	"errors"
	"net/http"
	"strings"
)

// Hint returns advice on how to fix the error, or "" for an error without advice. Error includes the hint. Its
// wording can change between releases, so programs should not compare it.
func (e *Error) Hint() string {
	if e.StatusCode == 0 {
		return networkHint(e)
	}
	wrongEnvironment := e.StatusCode == http.StatusNotFound ||
		e.Type == ErrorTypeLiveIDUsedInTestEnvironment || e.Type == ErrorTypeTestIDUsedInLiveEnvironment
	if wrongEnvironment && e.ForeignID != "" {
		return e.ForeignID + " is a " + string(e.Environment.other()) + " ID, but this client uses the " + string(e.Environment) +
			" environment: use a " + string(e.Environment) + " ID or the " + string(e.Environment.other()) + " keys"
	}
	if sendsToExistingUser(e.Operation) && (e.Type == ErrorTypeUserNotFound || e.Type == ErrorTypeEmailNotFound || e.Type == ErrorTypePhoneNumberNotFound) {
		return "this call sends to existing users only: to create new users too, use " + loginOrCreate(e.Operation)
	}
	if e.Operation == "passwords.authenticate" && e.Type == ErrorTypeUnauthorizedCredentials {
		return "the password is wrong for this email address; if every call fails like this, the project ID or secret is wrong, or the secret was deleted"
	}
	if e.Operation == "idp.introspect_token" && e.Type == ErrorTypeOAuth2InvalidClient {
		return "the client ID or secret of the app is wrong, or the app was deleted: check it with ConnectedApps.Clients.Get"
	}
	if hint, ok := hints[e.Type]; ok {
		return hint
	}
	switch {
	case e.StatusCode >= 200 && e.StatusCode < 300 && !errors.Is(e.Cause, ErrForeignResponse):
		return lostHint
	case e.StatusCode == http.StatusNotFound && strings.HasSuffix(string(e.Type), "_not_found") && strings.HasPrefix(e.Operation, "users."):
		return "the ID was deleted, has expired or never existed in this project: check it with Users.Get or Users.Search"
	case e.StatusCode == http.StatusNotFound && strings.HasSuffix(string(e.Type), "_not_found"):
		return "the ID was deleted, has expired or never existed in this project"
	case e.StatusCode == http.StatusUnauthorized && e.Type == "":
		return foreignHint + "; if nothing is in between, check the project ID and secret"
	case e.StatusCode == http.StatusTooManyRequests && e.Type == "":
		return rateHint
	case e.StatusCode >= 500 && e.Type == "":
		return "Stytch, or a proxy or gateway in between, " + brokenHint
	case e.StatusCode >= 500:
		return outageHint
	case e.StatusCode < 400, e.Type == "" && e.Message != "":
		return foreignHint
	}
	return ""
}

const (
	credentialsHint = "the project ID or secret is wrong, they belong to different projects, or the secret was deleted: copy both again, from the same page of the dashboard"
	rateHint        = "call less often: before the next call, wait as long as the error says, or a few seconds"
	lockHint        = "the user is locked after too many failed attempts, for an hour by default (see lock_expires_at): do not retry, and ask the user to wait"
	codeHint        = "codes expire within minutes, and only the latest one for a method_id is valid: send a new one, and use the email_id or phone_id from the response as the method_id"
	linkHint        = "the token was used, has expired or belongs to another project: each token works once, so send a new link"
	lostHint        = "Stytch handled the call, but its response was lost: before you repeat the call, check what it did"
	foreignHint     = "the response did not come from Stytch: check the base URL and any proxy or gateway in between; STYTCH_BASE_URL or WithBaseURL sets the base URL"
	outageHint      = "Stytch " + brokenHint
	brokenHint      = "is not working properly: this client retries idempotent calls; before you repeat any other call, check that Stytch did not handle it"
	sessionHint     = "the session was revoked, has expired or never existed: the user must log in again"
	urlHint         = "add exactly this URL to the project's redirect URLs in the dashboard, or pass one that is listed there"
	defaultURLHint  = "pass the URL in the request, or set a default redirect URL in the dashboard"
	roleHint        = "use the ID of a role in the project's RBAC policy, other than a default role such as stytch_user"
	metadataHint    = "metadata must be an object with at most 20 top-level keys and 4 KB"
	pkceHint        = "a flow that starts with a code_challenge must end with the matching code_verifier, and any other flow must not send one"
	countryHint     = "enable the country in the dashboard's SMS settings: only the US and Canada are enabled by default"
	placeholderHint = "the value is a placeholder from the documentation: replace it with your own"
)

var hints = map[ErrorType]string{
	ErrorTypeUnauthorizedCredentials:         credentialsHint,
	ErrorTypeUnauthorizedCredentialsError:    credentialsHint,
	ErrorTypeInvalidSecretAuthentication:     credentialsHint,
	ErrorTypeInvalidAuthorizationHeader:      credentialsHint,
	ErrorTypeInvalidProjectIDAuthentication:  "the project ID must look like project-test-<uuid> or project-live-<uuid>: copy it again from the dashboard",
	ErrorTypeOAuth2InvalidClient:             "the client ID or secret is wrong, or the client is inactive: check it with M2M.Clients.Get",
	ErrorTypeOAuth2InvalidScope:              "request only scopes that the client has, spelled exactly the same, or add the scope to the client",
	ErrorTypeProjectNotFound:                 "no project has this ID: copy the project ID and secret again, from the same page of the dashboard",
	ErrorTypeUnauthorizedCredentialsHomepage: placeholderHint,
	ErrorTypeInvalidTokenDocs:                placeholderHint,
	ErrorTypeInvalidSessionTokenDocs:         placeholderHint,
	ErrorTypeInvalidPhoneNumberDocs:          placeholderHint,
	ErrorTypeUnauthorizedProjectIDLive:       "a live project ID was sent to the test host: set STYTCH_ENV=live, or use the test keys",
	ErrorTypeUnauthorizedProjectIDTest:       "a test project ID was sent to the live host: set STYTCH_ENV=test, or use the live keys",
	ErrorTypeLiveIDUsedInTestEnvironment:     "the request has a live ID, but this client uses the test environment: use a test ID or the live keys",
	ErrorTypeTestIDUsedInLiveEnvironment:     "the request has a test ID, but this client uses the live environment: use a live ID or the test keys",
	ErrorTypeInvalidB2BEndpoint:              "this is a B2B endpoint, but the project is a Consumer project",
	ErrorTypeInvalidConsumerEndpoint:         "the project is a B2B project: use the keys of a Consumer project",
	ErrorTypeEnterpriseEndpoint:              "Stytch must enable this product for the workspace: contact Stytch support",

	ErrorTypeAuthorizationEndpointNotConfiguredForProject:    "set the URL of your consent page in the dashboard's Connected Apps settings",
	ErrorTypeConnectedAppNotFound:                            "no app in this project has this client ID: list the apps with ConnectedApps.Clients.All; do not redirect to the app",
	ErrorTypeConnectedAppSuppliedRedirectURLNotFoundInClient: "redirect URLs are compared exactly: register this one with ConnectedApps.Clients.Update, if it is the app's; do not redirect to it",
	ErrorTypePKCERequiredForIDPAuthorizationFlow:             "the app is public: pass on the code_challenge of its authorization request",
	ErrorTypeConnectedAppConsentRevoked:                      "the user has revoked the app's access: the app must send the user through the authorization flow again",
	ErrorTypeDynamicClientRegistrationNotEnabled:             "allow dynamic client registration in the dashboard's Connected Apps settings, or add the app with ConnectedApps.Clients.Create",

	ErrorTypeUserNotFound:                           "no user in this project and environment has this ID: find the user with Users.Search",
	ErrorTypeEmailNotFound:                          "no user has this email address: create one with Users.Create or a LoginOrCreate method",
	ErrorTypePhoneNumberNotFound:                    "no user has this phone number: create one with Users.Create or a LoginOrCreate method",
	ErrorTypeDuplicateEmail:                         "a user already has this email address: find the user with Users.Search (users.EmailAddress), or use a LoginOrCreate method",
	ErrorTypeDuplicatePhoneNumber:                   "a user already has this phone number: find the user with Users.Search (users.PhoneNumber), or use a LoginOrCreate method",
	ErrorTypeDuplicateUserExternalID:                "a user already has this external ID: get the user with Users.Get, which accepts external IDs",
	ErrorTypeInvalidCreateUserRequest:               "set email or phone_number: a user must have at least one",
	ErrorTypeInvalidEmail:                           "the email must be a single address, such as ada@example.com",
	ErrorTypeInvalidPhoneNumber:                     "the number must be in E.164 format: + and only digits, starting with the country code, such as +14155550123",
	ErrorTypeInvalidPhoneNumberCountryCode:          countryHint,
	ErrorTypeCountryCodeAllowlistBillingNotVerified: countryHint,
	ErrorTypeInvalidUserID:                          "use a Stytch user ID (user-test-<uuid> or user-live-<uuid>) or the external ID set on the user",
	ErrorTypeInvalidRBACRoleID:                      roleHint,
	ErrorTypeCannotAssignDefaultRBACRoleID:          roleHint,
	ErrorTypeMetadataTooLarge:                       metadataHint,
	ErrorTypeMetadataTooManyKeys:                    metadataHint,
	ErrorTypeMetadataInvalidFormat:                  metadataHint,
	ErrorTypeInvalidExchangePrimaryFactorFields:     "set exactly one of email_address and phone_number",
	ErrorTypeInvalidExchangePrimaryFactorUser:       "the user must have exactly one factor: an email address or a phone number",
	ErrorTypeUserSearchInvalidCursor:                "pass the next_cursor of the previous page unchanged, or omit the cursor to start again",
	ErrorTypeUserSearchFilterNameNotRecognized:      "use the filter functions of package users, such as EmailAddress",

	ErrorTypeMagicLinkNotFound:                linkHint,
	ErrorTypeUnableToAuthMagicLink:            linkHint,
	ErrorTypeOAuthTokenNotFound:               "the token was used, has expired or belongs to another project: start the OAuth flow again",
	ErrorTypeUnableToAuthPasswordResetToken:   "the token was used or has expired (after 30 minutes by default): send a new one with Passwords.Email.ResetStart",
	ErrorTypeUnableToAuthOTPCode:              codeHint,
	ErrorTypeOTPCodeNotFound:                  codeHint,
	ErrorTypeInvalidMethodID:                  "method_id must be the email_id or phone_id in the response of the call that sent the code",
	ErrorTypeInvalidCode:                      "the code must have six digits",
	ErrorTypeUnableToAuthenticateTOTP:         "the code changes every 30 seconds: use the current one, and check the clock of the device",
	ErrorTypeTOTPCodeAlreadyAuthenticated:     "each code works once: wait for the next one, at most 30 seconds",
	ErrorTypeActiveTOTPExists:                 "the user already has an authenticator app: delete it with Users.DeleteTOTP first",
	ErrorTypeInvalidTOTPCode:                  "the code must have six digits; for a recovery code, use TOTP.Recover",
	ErrorTypeRecoveryCodeUsedAsTOTPCode:       "the code is a recovery code: use TOTP.Recover",
	ErrorTypeTOTPCodeUsedAsRecoveryCode:       "the code is a TOTP code: use TOTP.Authenticate",
	ErrorTypeUnableToAuthenticateRecoveryCode: "each recovery code works once: use another one; TOTP.RecoveryCodes lists the unused ones",
	ErrorTypeAttributeMismatch:                "the attributes must match those of the earlier request: pass the same ip_address and user_agent, or do not require a match",
	ErrorTypePKCEMismatch:                     pkceHint,
	ErrorTypePKCEExpectedCodeVerifier:         pkceHint,
	ErrorTypePKCEDidNotExpectCodeVerifier:     pkceHint,

	ErrorTypeWeakPassword:                 "the user must choose a stronger password: Passwords.StrengthCheck reports what is missing",
	ErrorTypeBreachedPassword:             "the password is in a known data breach: the user must choose another one",
	ErrorTypeResetPassword:                "the user must reset the password before using it again: send a reset link with Passwords.Email.ResetStart",
	ErrorTypeNoUserPassword:               "the user has no password: set one with Passwords.Email.ResetStart, or use another login method",
	ErrorTypePasswordAlreadyExists:        "the user already has a password: change it with a password reset",
	ErrorTypeSessionTooOldToResetPassword: "the session must have a password or email factor from the last 5 minutes: the user must authenticate again first",

	ErrorTypeSessionNotFound:                   sessionHint,
	ErrorTypeInvalidSessionToken:               "the value is not a session token: if it is a session JWT, pass it as session_jwt",
	ErrorTypeUnableToParseSessionJWT:           "the value is not a session JWT of this project: if it is a session token, pass it as session_token",
	ErrorTypeTooManySessionArguments:           "set session_token or session_jwt, not both",
	ErrorTypeNoSessionArguments:                "set session_token or session_jwt",
	ErrorTypeTooManySessionRevokeArguments:     "set exactly one of session_id, session_token and session_jwt",
	ErrorTypeNoSessionRevokeArguments:          "set one of session_id, session_token and session_jwt",
	ErrorTypeTooManyUserSelectionArguments:     "set exactly one of user_id, session_token and session_jwt",
	ErrorTypeNoUserSelectionArguments:          "set one of user_id, session_token and session_jwt",
	ErrorTypeInvalidSessionDurationMinutes:     "session_duration_minutes must be 5 to 527040 (366 days)",
	ErrorTypeInvalidSessionDuration:            "the duration exceeds the project's maximum: lower session_duration_minutes, or raise the maximum in the dashboard",
	ErrorTypeCustomClaimsTooLarge:              "custom claims can have at most 4 KB in total",
	ErrorTypeConsumerSessionAuthorizationError: "the user's roles do not grant this action on this resource: see the RBAC policy in the dashboard",

	ErrorTypeUnableToAuthenticateCryptoWallet: "sign the challenge that the latest AuthenticateStart returned, with the wallet of that call: each challenge works once and expires within minutes",
	ErrorTypeInvalidEthereumAddress:           "the address must be 0x and 40 hexadecimal digits",
	ErrorTypeInvalidSolanaAddress:             "the address must be a public key in base58",
	ErrorTypeInvalidWalletType:                "crypto_wallet_type must be ethereum or solana",
	ErrorTypeDuplicateWalletAddress:           "another user has the wallet: log in with it without selecting a user, or first delete it from that user with Users.DeleteCryptoWallet",
	ErrorTypeDuplicateWalletAddressForUser:    "the user already has the wallet: log in with it without selecting a user",
	ErrorTypeSIWEMessageExpired:               "call CryptoWallets.AuthenticateStart again, and let the wallet sign the new message",
	ErrorTypeUnableToAuthImpersonationToken:   "the token was used or has expired (after 5 minutes): start the impersonation in the dashboard again",
	ErrorTypeUserImpersonationNotAllowed:      "enable user impersonation for the project in the dashboard",

	ErrorTypeUnableToRegisterWebAuthnRegistration: "the challenge is valid for 5 minutes, and the page must be on the domain passed to RegisterStart or a subdomain of it: call WebAuthn.RegisterStart again",
	ErrorTypeUnableToAuthWebAuthnRegistration:     "the passkey may have been deleted, or the challenge may have been used or have expired after 5 minutes: call WebAuthn.AuthenticateStart again, or let the user log in another way",
	ErrorTypeNoPendingWebAuthnRegistration:        "call WebAuthn.RegisterStart first, with the same user ID; each registration works once",
	ErrorTypeInvalidWebAuthnRegistrationDomain:    "the domain must be the host of the page, without a scheme, port or path, such as example.com or localhost",
	ErrorTypeInvalidPublicKeyCredential:           "apply JSON.stringify to the credential from navigator.credentials, and pass the resulting string",
	ErrorTypeNoActiveWebAuthnRegistrations:        "the user has no passkey for this domain: omit user_id to let the browser offer its passkeys, or let the user log in another way",
	ErrorTypeCannotUseWebAuthnWithPendingUser:     "users cannot sign up with a passkey: the user must log in another way first",
	ErrorTypeDuplicateWebAuthnRegistration:        "the passkey is registered already, by this user or another one",

	ErrorTypeTelemetryIDNotFound:         "block the device: an attacker can omit the telemetry ID, make one up or send one that has expired",
	ErrorTypeInvalidFingerprintOrID:      "set exactly one identifier, in the form that a lookup returns, such as visitor-<uuid>",
	ErrorTypeInvalidCountryCodeAllowRule: "a rule for a country can only be CHALLENGE or BLOCK",
	ErrorTypeCIDRBlockInvalidPrefix:      "the prefix length must be 16 to 32: split a larger block",
	ErrorTypeDFPRuleInvalidCursor:        "pass the next_cursor of the previous page unchanged, or omit the cursor to start again",

	ErrorTypeNoMatchForProvidedMagicLinkURL:  urlHint,
	ErrorTypeInvalidMagicLinkURL:             "use an absolute URL, with https in the live environment",
	ErrorTypeNoMatchForProvidedOAuthURL:      urlHint,
	ErrorTypeInvalidPasswordResetRedirectURL: urlHint,
	ErrorTypeQueryParamsDoNotMatch:           urlHint,
	ErrorTypeNoLoginRedirectURL:              defaultURLHint,
	ErrorTypeNoSignupRedirectURL:             defaultURLHint,
	ErrorTypeNoInviteRedirectURL:             defaultURLHint,
	ErrorTypeNoPasswordResetRedirectURL:      defaultURLHint,
	ErrorTypeNoDefaultLoginRedirectURLSet:    defaultURLHint,
	ErrorTypeNoDefaultSignupRedirectURLSet:   defaultURLHint,
	ErrorTypeNoDefaultInviteRedirectURLSet:   defaultURLHint,
	ErrorTypeInvalidEmailSandbox:             "sandbox@stytch.com works only in the test environment",
	ErrorTypeInvalidPhoneNumberSandbox:       "+10000000000 works only in the test environment",
	ErrorTypeInactiveEmail:                   "email to this address bounced or was marked as spam: use another address",

	ErrorTypeTooManyRequests:           rateHint,
	ErrorTypeTooFewTokensAuthenticated: "most of the links or codes sent recently were never used: before sending more, check the address and why users do not complete the flow",
	ErrorTypeUserLockLimitReached:      lockHint,
	ErrorTypeRouteNotFound:             "compare the path and the method with the API reference",
	ErrorTypeMethodNotAllowed:          "the path supports only other HTTP methods",
	ErrorTypeInternalServerError:       outageHint,
	ErrorTypeServerUnavailable:         outageHint,
	ErrorTypeServiceUnavailable:        outageHint,
}

// sendsToExistingUser reports whether an operation sends a message to existing users only.
func sendsToExistingUser(operation string) bool {
	switch operation {
	case "magic_links.email.send", "otp.email.send", "otp.sms.send", "otp.whatsapp.send":
		return true
	}
	return false
}

// loginOrCreate returns the method that also sends to new users, as callers write it.
func loginOrCreate(operation string) string {
	switch operation {
	case "magic_links.email.send":
		return "MagicLinks.Email.LoginOrCreate"
	case "otp.email.send":
		return "OTP.Email.LoginOrCreate"
	case "otp.whatsapp.send":
		return "OTP.WhatsApp.LoginOrCreate"
	default:
		return "OTP.SMS.LoginOrCreate"
	}
}
