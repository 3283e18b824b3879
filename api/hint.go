package api

import (
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"strings"
)

// Hint says what to do about the error, for the errors people meet; empty for the others. Error()
// shows it. It is advice for a person or an agent, may change between releases, and is nothing to
// compare with.
func (e *Error) Hint() string {
	if e.StatusCode == 0 {
		return networkHint(e.Cause)
	}
	wrongEnvironment := e.StatusCode == http.StatusNotFound ||
		e.Type == ErrorTypeLiveIDUsedInTestEnvironment || e.Type == ErrorTypeTestIDUsedInLiveEnvironment
	if wrongEnvironment && e.ForeignID != "" {
		return e.ForeignID + " is a " + string(e.Environment.other()) + " id, this client is " + string(e.Environment) +
			": use an id of the same environment, or the keys of the other one"
	}
	if sendsToExistingUser(e.Operation) && (e.Type == ErrorTypeUserNotFound || e.Type == ErrorTypeEmailNotFound || e.Type == ErrorTypePhoneNumberNotFound) {
		return "send reaches existing users only; " + loginOrCreate(e.Operation) + " creates the user when there is none"
	}
	if e.Operation == "passwords.authenticate" && e.Type == ErrorTypeUnauthorizedCredentials {
		return "the password is wrong for this email address; if every call fails like this, the project id or secret is"
	}
	if hint, ok := hints[e.Type]; ok {
		return hint
	}
	switch {
	case e.StatusCode == http.StatusNotFound && strings.HasSuffix(string(e.Type), "_not_found"):
		return "look the id up with Users.Get or Users.Search: it was deleted, expired, or never existed in this project"
	case e.StatusCode == http.StatusUnauthorized && e.Type == "":
		return credentialsHint
	case e.StatusCode == http.StatusTooManyRequests && e.Type == "":
		return rateHint
	case e.StatusCode >= 500:
		return outageHint
	case e.StatusCode >= 300 && e.StatusCode < 400, e.StatusCode != 0 && e.Type == "" && e.Message != "":
		return "something between this client and Stytch answered: check the base URL and any proxy"
	}
	return ""
}

const (
	credentialsHint = "the project id or the secret is wrong, or they are from two projects: copy both again, from the same page of the dashboard"
	rateHint        = "slow down: wait as long as RetryAfter says, or some seconds, before the next call"
	lockHint        = "the user is locked after too many failed attempts and stays so for a while (an hour by default, see lock_expires_at): do not retry, tell the user to wait"
	codeHint        = "codes live for minutes and only the newest of a method_id works: send a new one, and authenticate with the method_id (email_id or phone_id) of that send"
	linkHint        = "the token was used, has expired, or is not this project's: each works once, so send a new link"
	outageHint      = "Stytch is in trouble; reads are retried by this client, repeat the rest yourself once you know they were not handled"
	sessionHint     = "the session was revoked, has expired, or never existed: let the user log in again"
	urlHint         = "add the URL to the redirect URLs of the project in the dashboard, letter by letter, or pass one that is there"
	defaultURLHint  = "pass the URL in the request, or set a default redirect URL in the dashboard"
	roleHint        = "use a role id that the project's RBAC policy has, and not a default role such as stytch_user"
	metadataHint    = "metadata is an object of at most 20 top-level keys and 4 KB"
	pkceHint        = "PKCE goes together: a code_challenge at the start needs its code_verifier at the end, and the other way round"
	countryHint     = "allow the country in the dashboard's SMS settings; outside the US and Canada it is off by default"
	placeholderHint = "that is a placeholder from the documentation: put in a value of your own"
)

var hints = map[ErrorType]string{
	ErrorTypeUnauthorizedCredentials:         credentialsHint,
	ErrorTypeUnauthorizedCredentialsError:    credentialsHint,
	ErrorTypeInvalidSecretAuthentication:     credentialsHint,
	ErrorTypeInvalidAuthorizationHeader:      credentialsHint,
	ErrorTypeInvalidProjectIDAuthentication:  "the project id must look like project-test-<uuid> or project-live-<uuid>: copy it again from the dashboard",
	ErrorTypeProjectNotFound:                 "no project has that id: copy project id and secret again, from the same page of the dashboard",
	ErrorTypeUnauthorizedCredentialsHomepage: placeholderHint,
	ErrorTypeInvalidTokenDocs:                placeholderHint,
	ErrorTypeInvalidSessionTokenDocs:         placeholderHint,
	ErrorTypeInvalidPhoneNumberDocs:          placeholderHint,
	ErrorTypeUnauthorizedProjectIDLive:       "a live project id was sent to the test host: set STYTCH_ENV=live, or use the test keys",
	ErrorTypeUnauthorizedProjectIDTest:       "a test project id was sent to the live host: set STYTCH_ENV=test, or use the live keys",
	ErrorTypeLiveIDUsedInTestEnvironment:     "that is a live id and this client is test: use a test id, or the live keys",
	ErrorTypeTestIDUsedInLiveEnvironment:     "that is a test id and this client is live: use a live id, or the test keys",
	ErrorTypeInvalidB2BEndpoint:              "this is a B2B endpoint and the project is a Consumer one",
	ErrorTypeInvalidConsumerEndpoint:         "the project is a B2B one: this client needs the keys of a Consumer project",
	ErrorTypeEnterpriseEndpoint:              "this product must be switched on for the workspace: ask Stytch for it",

	ErrorTypeUserNotFound:                           "no user has that id in this project and environment: look it up with Users.Search",
	ErrorTypeEmailNotFound:                          "no user has that email address: create one with Users.Create or a LoginOrCreate",
	ErrorTypePhoneNumberNotFound:                    "no user has that phone number: create one with Users.Create or a LoginOrCreate",
	ErrorTypeDuplicateEmail:                         "a user has that email address already: find it with Users.Search (users.EmailAddress), or send with a LoginOrCreate",
	ErrorTypeDuplicatePhoneNumber:                   "a user has that phone number already: find it with Users.Search (users.PhoneNumber), or send with a LoginOrCreate",
	ErrorTypeDuplicateUserExternalID:                "a user has that external id already: Users.Get takes the external id in place of the user id",
	ErrorTypeInvalidCreateUserRequest:               "give an email or a phone_number: a user needs at least one",
	ErrorTypeInvalidEmail:                           "give one address, such as ada@example.com",
	ErrorTypeInvalidPhoneNumber:                     "write the number in E.164: + and country code, digits only, such as +14155550123",
	ErrorTypeInvalidPhoneNumberCountryCode:          countryHint,
	ErrorTypeCountryCodeAllowlistBillingNotVerified: countryHint,
	ErrorTypeInvalidUserID:                          "give a Stytch user id (user-test-<uuid> or user-live-<uuid>) or the external id set on the user",
	ErrorTypeInvalidRBACRoleID:                      roleHint,
	ErrorTypeCannotAssignDefaultRBACRoleID:          roleHint,
	ErrorTypeMetadataTooLarge:                       metadataHint,
	ErrorTypeMetadataTooManyKeys:                    metadataHint,
	ErrorTypeMetadataInvalidFormat:                  metadataHint,
	ErrorTypeInvalidExchangePrimaryFactorFields:     "give exactly one of email_address and phone_number",
	ErrorTypeInvalidExchangePrimaryFactorUser:       "only a user with exactly one email address or phone number can exchange it",
	ErrorTypeUserSearchInvalidCursor:                "pass next_cursor of the page before unchanged, or leave it out to start again",
	ErrorTypeUserSearchFilterNameNotRecognized:      "use the constructors of the users package: they spell the filters right",

	ErrorTypeMagicLinkNotFound:                linkHint,
	ErrorTypeUnableToAuthMagicLink:            linkHint,
	ErrorTypeOAuthTokenNotFound:               "the token was used, has expired, or is not this project's: start the OAuth flow again",
	ErrorTypeUnableToAuthPasswordResetToken:   "the token was used or has expired (30 minutes by default): send a new one with Passwords.Email.ResetStart",
	ErrorTypeUnableToAuthOTPCode:              codeHint,
	ErrorTypeOTPCodeNotFound:                  codeHint,
	ErrorTypeInvalidMethodID:                  "method_id is the email_id or phone_id that the send answered",
	ErrorTypeInvalidCode:                      "the code is six digits",
	ErrorTypeUnableToAuthenticateTOTP:         "the code changes every 30 seconds: use the newest, and check the clock of the device",
	ErrorTypeTOTPCodeAlreadyAuthenticated:     "each code works once: wait for the next, at most 30 seconds",
	ErrorTypeActiveTOTPExists:                 "the user has an authenticator app: delete it with Users.DeleteTOTP first",
	ErrorTypeInvalidTOTPCode:                  "the code is six digits; recovery codes go to TOTP.Recover",
	ErrorTypeRecoveryCodeUsedAsTOTPCode:       "that is a recovery code: use TOTP.Recover",
	ErrorTypeTOTPCodeUsedAsRecoveryCode:       "that is a TOTP code: use TOTP.Authenticate",
	ErrorTypeUnableToAuthenticateRecoveryCode: "each recovery code works once: use another, TOTP.RecoveryCodes lists what is left",
	ErrorTypeAttributeMismatch:                "the attributes must equal those of the send: pass the same ip_address and user_agent, or do not require the match",
	ErrorTypePKCEMismatch:                     pkceHint,
	ErrorTypePKCEExpectedCodeVerifier:         pkceHint,
	ErrorTypePKCEDidNotExpectCodeVerifier:     pkceHint,

	ErrorTypeWeakPassword:                 "choose a stronger password: Passwords.StrengthCheck says what is missing",
	ErrorTypeBreachedPassword:             "the password is in a known breach: the user must choose another",
	ErrorTypeResetPassword:                "the user must reset the password before it works again: start with Passwords.Email.ResetStart",
	ErrorTypeNoUserPassword:               "the user has no password: set one with Passwords.Email.ResetStart, or log in another way",
	ErrorTypePasswordAlreadyExists:        "the user has a password: change it with a reset",
	ErrorTypeSessionTooOldToResetPassword: "the session needs a password or email factor of the last 5 minutes: let the user authenticate again first",

	ErrorTypeSessionNotFound:                   sessionHint,
	ErrorTypeInvalidSessionToken:               "that is not a session token; a session JWT goes in session_jwt",
	ErrorTypeUnableToParseSessionJWT:           "that is not a session JWT of this project; a session token goes in session_token",
	ErrorTypeTooManySessionArguments:           "give session_token or session_jwt, not both",
	ErrorTypeNoSessionArguments:                "give session_token or session_jwt",
	ErrorTypeTooManySessionRevokeArguments:     "give exactly one of session_id, session_token and session_jwt",
	ErrorTypeNoSessionRevokeArguments:          "give one of session_id, session_token and session_jwt",
	ErrorTypeTooManyUserSelectionArguments:     "give exactly one of user_id, session_token and session_jwt",
	ErrorTypeNoUserSelectionArguments:          "give one of user_id, session_token and session_jwt",
	ErrorTypeInvalidSessionDurationMinutes:     "session_duration_minutes is 5 to 527040, a year and a day",
	ErrorTypeInvalidSessionDuration:            "the project allows less: lower session_duration_minutes, or raise the maximum in the dashboard",
	ErrorTypeCustomClaimsTooLarge:              "custom claims may take 4 KB in all",
	ErrorTypeConsumerSessionAuthorizationError: "the user's roles do not grant this action on this resource: see the RBAC policy in the dashboard",

	ErrorTypeNoMatchForProvidedMagicLinkURL:  urlHint,
	ErrorTypeInvalidMagicLinkURL:             "give an absolute URL; in live it must be https",
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
	ErrorTypeInvalidEmailSandbox:             "sandbox@stytch.com works in the test environment only",
	ErrorTypeInvalidPhoneNumberSandbox:       "+10000000000 works in the test environment only",
	ErrorTypeInactiveEmail:                   "mail to this address bounced or was marked as spam: use another address",

	ErrorTypeTooManyRequests:           rateHint,
	ErrorTypeTooFewTokensAuthenticated: "most messages sent lately were never used: check the address and why the flow is not finished before sending more",
	ErrorTypeUserLockLimitReached:      lockHint,
	ErrorTypeRouteNotFound:             "check the path and the method against the API reference",
	ErrorTypeMethodNotAllowed:          "the path exists for another HTTP method",
	ErrorTypeInternalServerError:       outageHint,
	ErrorTypeServerUnavailable:         outageHint,
	ErrorTypeServiceUnavailable:        outageHint,
}

// networkHint is about a call that got no answer.
func networkHint(cause error) string {
	if _, ok := errors.AsType[*tls.CertificateVerificationError](cause); ok {
		return "the certificate is not trusted: check the base URL, and give the CA of a proxy in between to WithHTTPClient"
	}
	if _, ok := errors.AsType[*net.DNSError](cause); ok {
		return "the host name does not resolve: check the base URL, and DNS on this machine"
	}
	if e, ok := errors.AsType[*net.OpError](cause); ok && e.Op == "dial" {
		return "nobody answers there: check the base URL, the network, firewall and proxy of this machine"
	}
	return ""
}

// sendsToExistingUser reports whether an operation sends, and only to a user that exists.
func sendsToExistingUser(operation string) bool {
	switch operation {
	case "magic_links.email.send", "otp.email.send", "otp.sms.send", "otp.whatsapp.send":
		return true
	}
	return false
}

// loginOrCreate names the method that also sends to new users, as callers write it.
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
