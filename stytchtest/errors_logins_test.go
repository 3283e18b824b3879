package stytchtest_test

import (
	"errors"
	"maps"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/stytchtest"
)

const (
	sendPath   = "/v1/magic_links/email/send"
	createPath = "/v1/magic_links/email/login_or_create"
	invitePath = "/v1/magic_links/email/invite"
	followPath = "/v1/magic_links/authenticate"
)

// onlyFor registers a redirect URL for one purpose, so that the others have none.
func onlyFor(purpose stytchtest.RedirectPurpose) stytchtest.Option {
	return stytchtest.WithRedirectURL("https://app.example.com", purpose)
}

// follow follows a new link with more parameters than its token.
func follow(extra map[string]any) func(w *harness) error {
	return func(w *harness) error {
		body := maps.Clone(extra)
		body["token"] = w.sendLink("x@example.com")
		_, err := w.post(followPath, body)
		return err
	}
}

var magicLinkErrors = []errorCase{
	post(api.ErrorTypeEmailNotFound, sendPath, `{"email": "x@example.com"}`),
	post(api.ErrorTypeInvalidLocale, sendPath, `{"email": "ada@example.com", "locale": "tlh"}`),
	post(api.ErrorTypeInvalidTemplateID, sendPath, `{"email": "ada@example.com", "login_template_id": "a b"}`),
	post(api.ErrorTypeEmailTemplateNotFound, sendPath, `{"email": "ada@example.com", "login_template_id": "unknown"}`, stytchtest.WithTemplates("known")),
	post(api.ErrorTypeInvalidExpiration, sendPath, `{"email": "ada@example.com", "login_expiration_minutes": 4}`),
	post(api.ErrorTypeInvalidExpiration, sendPath, `{"email": "ada@example.com", "signup_expiration_minutes": 10081}`),
	post(api.ErrorTypeInvalidExpiration, invitePath, `{"email": "x@example.com", "invite_expiration_minutes": 4}`),
	post(api.ErrorTypeInvalidExpiration, "/v1/magic_links", `{"user_id": "$user", "expiration_minutes": 10081}`),
	post(api.ErrorTypeInvalidPKCECodeChallenge, sendPath, `{"email": "ada@example.com", "code_challenge": "x"}`),
	post(api.ErrorTypeInvalidMagicLinkURL, sendPath, `{"email": "ada@example.com", "login_magic_link_url": "ftp://example.com"}`),
	post(api.ErrorTypeInvalidMagicLinkURL, createPath, `{"email": "x@example.com", "signup_magic_link_url": "http://example.com"}`,
		stytchtest.WithProjectID("project-live-"+uuid), stytchtest.WithoutUsers()),
	post(api.ErrorTypeInvalidLoginMagicLinkURL, sendPath, `{"email": "ada@example.com", "login_magic_link_url": "example.com"}`),
	post(api.ErrorTypeInvalidSignupMagicLinkURL, sendPath, `{"email": "ada@example.com", "signup_magic_link_url": "/x"}`),
	post(api.ErrorTypeInvalidInviteMagicLinkURL, invitePath, `{"email": "x@example.com", "invite_magic_link_url": "/x"}`),
	post(api.ErrorTypeNoMatchForProvidedMagicLinkURL, sendPath, `{"email": "ada@example.com", "login_magic_link_url": "https://example.com"}`, stytchtest.WithRedirectURLs("https://app.example.com")),
	post(api.ErrorTypeQueryParamsDoNotMatch, sendPath, `{"email": "ada@example.com", "login_magic_link_url": "https://app.example.com?a=1"}`, stytchtest.WithRedirectURLs("https://app.example.com")),
	post(api.ErrorTypeNoLoginRedirectURLsSet, sendPath, `{"email": "ada@example.com"}`, stytchtest.WithRedirectURLs()),
	post(api.ErrorTypeNoDefaultLoginRedirectURLSet, sendPath, `{"email": "ada@example.com"}`, onlyFor(stytchtest.RedirectLogin)),
	post(api.ErrorTypeNoSignupRedirectURLsSet, createPath, `{"email": "x@example.com"}`, onlyFor(stytchtest.RedirectLogin)),
	post(api.ErrorTypeNoDefaultSignupRedirectURLSet, createPath, `{"email": "x@example.com"}`, onlyFor(stytchtest.RedirectSignup)),
	post(api.ErrorTypeNoInviteRedirectURLsSet, invitePath, `{"email": "x@example.com"}`, onlyFor(stytchtest.RedirectLogin)),
	post(api.ErrorTypeNoDefaultInviteRedirectURLSet, invitePath, `{"email": "x@example.com"}`, onlyFor(stytchtest.RedirectInvite)),
	post(api.ErrorTypeEmailInDenylist, createPath, `{"email": "x@example.com"}`, stytchtest.WithDeniedEmails("example.com")),
	post(api.ErrorTypeEmailNotInAllowlist, createPath, `{"email": "x@example.com"}`, stytchtest.WithAllowedEmails("example.org")),
	post(api.ErrorTypeInactiveEmail, createPath, `{"email": "x@example.com"}`, stytchtest.WithInactiveEmails("x@example.com")),
	post(api.ErrorTypeInvalidEmailSandbox, createPath, `{"email": "sandbox@stytch.com"}`, stytchtest.WithProjectID("project-live-"+uuid), stytchtest.WithoutUsers()),
	post(api.ErrorTypeTooManyUserSelectionArguments, sendPath, `{"email": "ada@example.com", "user_id": "$user", "session_token": "`+noToken+`"}`),
	post(api.ErrorTypeInvalidEmailForInvites, invitePath, `{"email": "ada@example.com"}`),
	when(api.ErrorTypeUserAlreadyInvited, func(w *harness) error {
		_, err := w.post(invitePath, map[string]any{"email": "x@example.com"})
		w.ok(err)
		_, err = w.post(invitePath, map[string]any{"email": "x@example.com"})
		return err
	}),
	post(api.ErrorTypeEnterpriseEndpoint, "/v1/magic_links", `{"user_id": "$user"}`, stytchtest.WithoutEmbeddableMagicLinks()),
	post(api.ErrorTypeInvalidToken, followPath, `{"token": "x"}`),
	post(api.ErrorTypeInvalidTokenDocs, followPath, `{"token": "SeiGwdj5lKkrEVgcEY3QNJXt6srxS3IK2Nwkar6mXD4="}`),
	post(api.ErrorTypeMagicLinkNotFound, followPath, `{"token": "`+noToken+`"}`),
	when(api.ErrorTypeUnableToAuthMagicLink, func(w *harness) error {
		token := w.sendLink(ada)
		_, err := w.followLink(token)
		w.ok(err)
		_, err = w.followLink(token)
		return err
	}),
	when(api.ErrorTypeAttributeMismatch, follow(map[string]any{"options": map[string]bool{"ip_match_required": true, "user_agent_match_required": false}})),
	when(api.ErrorTypeInvalidPKCECodeVerifier, follow(map[string]any{"code_verifier": "short"})),
	when(api.ErrorTypePKCEDidNotExpectCodeVerifier, follow(map[string]any{"code_verifier": verifier})),
	when(api.ErrorTypePKCEExpectedCodeVerifier, func(w *harness) error {
		_, err := w.MagicLinks.Email.Send(w.ctx, magiclinks.EmailSendRequest{Email: ada, CodeChallenge: challenge})
		w.ok(err)
		_, err = w.followLink(w.srv.LastMessage(ada).Token)
		return err
	}),
}

const (
	smsPath = "/v1/otps/sms/send"
	otpPath = "/v1/otps/authenticate"
)

var otpErrors = []errorCase{
	post(api.ErrorTypePhoneNumberNotFound, smsPath, `{"phone_number": "+14155550199"}`),
	post(api.ErrorTypeInvalidPhoneNumber, "/v1/otps/whatsapp/send", `{"phone_number": "+04155550199"}`),
	post(api.ErrorTypeInvalidPhoneNumberDocs, smsPath, `{"phone_number": "+12025550162"}`),
	post(api.ErrorTypeInvalidPhoneNumberSandbox, smsPath, `{"phone_number": "+10000000000"}`, stytchtest.WithProjectID("project-live-"+uuid), stytchtest.WithoutUsers()),
	post(api.ErrorTypeInvalidPhoneNumberCountryCode, "/v1/otps/sms/login_or_create", `{"phone_number": "+442071838750"}`, stytchtest.WithCountryCodes("1")),
	post(api.ErrorTypeUnsubscribedPhoneNumber, smsPath, `{"phone_number": "+14155550123"}`, stytchtest.WithUnsubscribedPhones(phone)),
	post(api.ErrorTypeInvalidExpirationOTP, smsPath, `{"phone_number": "+14155550123", "expiration_minutes": 11}`),
	post(api.ErrorTypeInvalidExpirationOTP, "/v1/otps/email/send", `{"email": "ada@example.com", "expiration_minutes": -1}`),
	post(api.ErrorTypeInvalidLocale, smsPath, `{"phone_number": "+14155550123", "locale": "tlh"}`),
	post(api.ErrorTypeInvalidMethodID, otpPath, `{"method_id": "x", "code": "123456"}`),
	post(api.ErrorTypeInvalidCode, otpPath, `{"method_id": "`+noEmail+`", "code": "12345a"}`),
	post(api.ErrorTypeOTPCodeNotFound, otpPath, `{"method_id": "`+noPhone+`", "code": "123456"}`),
	when(api.ErrorTypeUnableToAuthOTPCode, func(w *harness) error {
		sent := w.sendSMS(phone)
		code := w.srv.LastMessage(phone).Code
		_, err := w.enterCode(sent.PhoneID, code)
		w.ok(err)
		_, err = w.enterCode(sent.PhoneID, code)
		return err
	}),
	when(api.ErrorTypeUserLockLimitReached, func(w *harness) error {
		sent := w.sendSMS(phone)
		code := w.srv.LastMessage(phone).Code
		for range 10 {
			_, err := w.enterCode(sent.PhoneID, wrong(code))
			w.fails(err, api.ErrorTypeOTPCodeNotFound)
		}
		_, err := w.enterCode(sent.PhoneID, code)
		return err
	}),
}

const (
	resetStartPath = "/v1/passwords/email/reset/start"
	resetPath      = "/v1/passwords/email/reset"
)

// breached is strong and known from breaches.
const breached = "correct horse battery staple"

var passwordErrors = []errorCase{
	post(api.ErrorTypeDuplicateEmail, "/v1/passwords", `{"email": "ada@example.com", "password": "`+strong+`"}`),
	post(api.ErrorTypeWeakPassword, "/v1/passwords", `{"email": "x@example.com", "password": "`+weak+`"}`),
	post(api.ErrorTypeBreachedPassword, "/v1/passwords", `{"email": "x@example.com", "password": "`+breached+`"}`),
	post(api.ErrorTypeEmailNotFound, "/v1/passwords/authenticate", `{"email": "x@example.com", "password": "`+strong+`"}`),
	post(api.ErrorTypeUnauthorizedCredentials, "/v1/passwords/authenticate", `{"email": "ada@example.com", "password": "`+weak+`"}`),
	when(api.ErrorTypeNoUserPassword, func(w *harness) error {
		w.user("x@example.com")
		_, err := w.enterPassword("x@example.com", strong)
		return err
	}),
	when(api.ErrorTypeResetPassword, func(w *harness) error {
		w.password("x@example.com")
		w.login("x@example.com")
		_, err := w.enterPassword("x@example.com", strong)
		return err
	}),
	when(api.ErrorTypeUserLockLimitReached, func(w *harness) error {
		for range 10 {
			_, err := w.enterPassword(ada, stronger)
			w.fails(err, api.ErrorTypeUnauthorizedCredentials)
		}
		_, err := w.enterPassword(ada, strong)
		return err
	}),
	post(api.ErrorTypeEmailNotFound, resetStartPath, `{"email": "x@example.com"}`),
	post(api.ErrorTypeInvalidPasswordResetRedirectURL, resetStartPath, `{"email": "ada@example.com", "reset_password_redirect_url": "/x"}`),
	post(api.ErrorTypeInvalidPasswordResetRedirectURL, resetStartPath, `{"email": "ada@example.com", "reset_password_redirect_url": "https://example.com"}`, stytchtest.WithRedirectURLs("https://app.example.com")),
	post(api.ErrorTypeNoPasswordResetRedirectURL, resetStartPath, `{"email": "ada@example.com"}`, onlyFor(stytchtest.RedirectLogin)),
	post(api.ErrorTypeInvalidLoginRedirectURL, resetStartPath, `{"email": "ada@example.com", "login_redirect_url": "/x"}`),
	post(api.ErrorTypeUnableToAuthPasswordResetToken, resetPath, `{"token": "`+noToken+`", "password": "`+strong+`"}`),
	when(api.ErrorTypeCannotResetPasswordWithExistingPassword, func(w *harness) error {
		w.password("x@example.com")
		w.login("x@example.com")
		_, err := w.Passwords.ExistingPassword.Reset(w.ctx, passwords.ExistingPasswordResetRequest{Email: "x@example.com", ExistingPassword: strong, NewPassword: stronger})
		return err
	}),
	when(api.ErrorTypeSessionTooOldToResetPassword, func(w *harness) error {
		login := w.password("x@example.com")
		w.srv.Advance(5*time.Minute + time.Second)
		_, err := w.Passwords.Session.Reset(w.ctx, passwords.SessionResetRequest{SessionToken: login.SessionToken, Password: stronger})
		return err
	}),
	post(api.ErrorTypePasswordAlreadyExists, "/v1/passwords/migrate", `{"email": "ada@example.com", "hash_type": "md_5", "hash": "5f4dcc3b5aa765d61d8327deb882cf99"}`),
}

// migrated expects an error for a hash, given by the fields of the request other than the address.
func migrated(want api.ErrorType, fields string) errorCase {
	return post(want, "/v1/passwords/migrate", `{"email": "x@example.com", `+fields+`}`)
}

// argon2 expects an error for an Argon2 hash with one valid parameter replaced.
func argon2(want api.ErrorType, good, bad string) errorCase {
	config := `"salt": "somesalt", "iteration_amount": 1, "memory": 64, "threads": 1, "key_length": 4`
	return migrated(want, `"hash_type": "argon_2id", "hash": "00112233", "argon_2_config": {`+strings.Replace(config, good, bad, 1)+`}`)
}

// encoded expects an error for a hash that contains its parameters.
func encoded(want api.ErrorType, hashType, hash string) errorCase {
	return migrated(want, `"hash_type": "`+hashType+`", "hash": "`+hash+`"`)
}

// scrypt expects an error for the hash or the parameters of an scrypt hash.
func scrypt(want api.ErrorType, good, bad string) errorCase {
	fields := `"hash_type": "scrypt", "hash": "AAAAAA==", "scrypt_config": {"salt": "c2FsdA==", "n_parameter": 16, "r_parameter": 1, "p_parameter": 1, "key_length": 4}`
	return migrated(want, strings.Replace(fields, good, bad, 1))
}

// pbkdf2 expects an error for the hash or the parameters of a PBKDF2 hash.
func pbkdf2(want api.ErrorType, good, bad string) errorCase {
	fields := `"hash_type": "pbkdf_2", "hash": "AAAAAA==", "pbkdf_2_config": {"salt": "c2FsdA==", "iteration_amount": 1, "key_length": 4, "algorithm": "sha256"}`
	return migrated(want, strings.Replace(fields, good, bad, 1))
}

var longSalt = strings.Repeat("x", 513)

var migrateErrors = []errorCase{
	migrated(api.ErrorTypeInvalidHashType, `"hash_type": "rot13", "hash": "x"`),
	migrated(api.ErrorTypeInvalidHash, `"hash_type": "bcrypt", "hash": ""`),
	migrated(api.ErrorTypeInvalidBcryptHash, `"hash_type": "bcrypt", "hash": "$2a$05$short"`),
	migrated(api.ErrorTypeInvalidBcryptCost, `"hash_type": "bcrypt", "hash": "$2a$15$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"`),
	migrated(api.ErrorTypeInvalidMD5Hash, `"hash_type": "md_5", "hash": "x"`),
	migrated(api.ErrorTypeInvalidSHA1Hash, `"hash_type": "sha_1", "hash": "5f4dcc3b5aa765d61d8327deb882cf99"`),
	migrated(api.ErrorTypeInvalidSHA512Hash, `"hash_type": "sha_512", "hash": "x"`),
	migrated(api.ErrorTypeInvalidPrependSalt, `"hash_type": "md_5", "hash": "5f4dcc3b5aa765d61d8327deb882cf99", "md_5_config": {"prepend_salt": "`+longSalt+`"}`),
	migrated(api.ErrorTypeInvalidAppendSalt, `"hash_type": "md_5", "hash": "5f4dcc3b5aa765d61d8327deb882cf99", "md_5_config": {"append_salt": "`+longSalt+`"}`),
	argon2(api.ErrorTypeInvalidArgon2Salt, `"somesalt"`, `""`),
	argon2(api.ErrorTypeInvalidArgon2IterationAmount, `"iteration_amount": 1`, `"iteration_amount": 0`),
	argon2(api.ErrorTypeInvalidArgon2Memory, `64`, `7`),
	argon2(api.ErrorTypeInvalidArgon2Threads, `"threads": 1`, `"threads": 256`),
	argon2(api.ErrorTypeInvalidArgon2KeyLength, `"key_length": 4`, `"key_length": 3`),
	argon2(api.ErrorTypeArgon2KeyLengthMismatch, `"key_length": 4`, `"key_length": 5`),
	encoded(api.ErrorTypeInvalidHash, "argon_2id", "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ"),                                // no key
	encoded(api.ErrorTypeInvalidHash, "argon_2id", "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$AAAAAA"),                          // another kind
	encoded(api.ErrorTypeInvalidHash, "argon_2id", "$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHQ$AAAAAA"),                         // an old version
	encoded(api.ErrorTypeInvalidHash, "argon_2id", "$argon2id$m=64,t=1,p=1$c29tZXNhbHQ$AAAAAA"),                              // the oldest version
	encoded(api.ErrorTypeInvalidHash, "argon_2id", "$argon2id$v=19$m=64,t=x,p=1$c29tZXNhbHQ$AAAAAA"),                         // no number
	encoded(api.ErrorTypeInvalidHash, "argon_2id", "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$!"),                              // no base64
	encoded(api.ErrorTypeInvalidArgon2Memory, "argon_2id", "$argon2id$v=19$m=7,t=1,p=1$c29tZXNhbHQ$AAAAAA"),                  // too little
	encoded(api.ErrorTypeInvalidArgon2IterationAmount, "argon_2i", "$argon2i$v=19$m=64,t=1000000000,p=1$c29tZXNhbHQ$AAAAAA"), // too much
	encoded(api.ErrorTypeInvalidArgon2KeyLength, "argon_2i", "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$"),                      // empty
	encoded(api.ErrorTypeInvalidHash, "scrypt", "$scrypt$ln=14,r=8$c2FsdA$AAAAAA"),                                           // no p
	encoded(api.ErrorTypeInvalidHash, "scrypt", "$7$C6..../....SodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D"),  // another form
	encoded(api.ErrorTypeInvalidScryptNParameter, "scrypt", "$scrypt$ln=64,r=8,p=1$c2FsdA$AAAAAA"),
	encoded(api.ErrorTypeInvalidScryptSaltLength, "scrypt", "$scrypt$ln=4,r=8,p=1$$AAAAAA"),
	encoded(api.ErrorTypeInvalidScryptParameters, "scrypt", "$scrypt$ln=4,r=0,p=1$c2FsdA$AAAAAA"),
	post(api.ErrorTypeInvalidArgument, "/v1/passwords/strength_check", `{"email": "ada@example.com"}`),
	scrypt(api.ErrorTypeInvalidBase64ScryptHash, `AAAAAA==`, `!`),
	scrypt(api.ErrorTypeInvalidBase64ScryptSalt, `c2FsdA==`, `!`),
	scrypt(api.ErrorTypeInvalidScryptSaltLength, `c2FsdA==`, ``),
	scrypt(api.ErrorTypeInvalidScryptNParameter, `16`, `15`),
	scrypt(api.ErrorTypeInvalidScryptParameters, `"r_parameter": 1`, `"r_parameter": 0`),
	scrypt(api.ErrorTypeScryptKeyLengthMismatch, `"key_length": 4`, `"key_length": 5`),
	migrated(api.ErrorTypeInvalidPhpassHashPrefix, `"hash_type": "phpass", "hash": "$X$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0"`),
	migrated(api.ErrorTypeInvalidPhpassHashFormat, `"hash_type": "phpass", "hash": "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L"`),
	migrated(api.ErrorTypeInvalidPhpassHashFormat, `"hash_type": "phpass", "hash": "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L!"`),
	pbkdf2(api.ErrorTypeInvalidPBKDF2Hash, `AAAAAA==`, `!`),
	pbkdf2(api.ErrorTypeInvalidPBKDF2Algorithm, `sha256`, `md5`),
	pbkdf2(api.ErrorTypeInvalidPBKDF2Salt, `c2FsdA==`, `!`),
	pbkdf2(api.ErrorTypeInvalidPBKDF2IterationAmount, `"iteration_amount": 1`, `"iteration_amount": 0`),
	pbkdf2(api.ErrorTypePBKDF2KeyLengthMismatch, `"key_length": 4`, `"key_length": 5`),
}

const sessionPath = "/v1/sessions/authenticate"

// trusting has a profile that trusts no key.
var trusting = stytchtest.WithTrustedTokenProfile(stytchtest.TrustedTokenProfile{ID: "p"})

var sessionErrors = []errorCase{
	post(api.ErrorTypeNoSessionArguments, sessionPath, `{}`),
	post(api.ErrorTypeTooManySessionArguments, sessionPath, `{"session_token": "x", "session_jwt": "y"}`),
	post(api.ErrorTypeInvalidSessionToken, sessionPath, `{"session_token": "x"}`),
	post(api.ErrorTypeInvalidSessionTokenDocs, sessionPath, `{"session_token": "mZAYn5aLEqKUlZ_Ad9U_fWr38GaAQ1oFAhT8ds245v7Q"}`),
	post(api.ErrorTypeSessionNotFound, sessionPath, `{"session_token": "`+noToken+`"}`),
	post(api.ErrorTypeUnableToParseSessionJWT, sessionPath, `{"session_jwt": "x"}`),
	post(api.ErrorTypeInvalidSessionDurationMinutes, sessionPath, `{"session_token": "`+noToken+`", "session_duration_minutes": 4}`),
	post(api.ErrorTypeInvalidSessionDurationMinutes, sessionPath, `{"session_token": "`+noToken+`", "session_duration_minutes": 527041}`),
	post(api.ErrorTypeInvalidSessionDuration, sessionPath, `{"session_token": "`+noToken+`", "session_duration_minutes": 61}`, stytchtest.WithMaxSessionDuration(time.Hour)),
	post(api.ErrorTypeUnableToRepresentCustomClaimsJSON, sessionPath, `{"session_custom_claims": []}`),
	when(api.ErrorTypeCustomClaimsTooLarge, inSession(sessionPath, map[string]any{"session_custom_claims": map[string]any{"a": strings.Repeat("x", 4096)}})),
	when(api.ErrorTypeConsumerSessionAuthorizationError, inSession(sessionPath, map[string]any{"authorization_check": map[string]any{"resource_id": "cars", "action": "read"}})),
	when(api.ErrorTypeConsumerSessionAuthorizationError, inSession(sessionPath, map[string]any{"authorization_check": map[string]any{"resource_id": "documents", "action": "burn"}})),
	when(api.ErrorTypeConsumerSessionAuthorizationError, inSession(sessionPath, map[string]any{"authorization_check": map[string]any{"resource_id": "documents", "action": "write"}})),
	when(api.ErrorTypeSessionNotMutable, func(w *harness) error {
		var got api.ImpersonationAuthenticateResponse
		w.ok(w.Request(w.ctx, "POST", "/v1/impersonation/authenticate", api.ImpersonationAuthenticateRequest{
			ImpersonationToken: w.srv.ImpersonationToken(stytchtest.Impersonation{UserID: everything.UserID}),
		}, &got))
		_, err := w.post(sessionPath, map[string]any{"session_token": got.SessionToken, "session_duration_minutes": 60})
		return err
	}),
	post(api.ErrorTypeNoSessionRevokeArguments, "/v1/sessions/revoke", `{}`),
	post(api.ErrorTypeTooManySessionRevokeArguments, "/v1/sessions/revoke", `{"session_id": "x", "session_token": "y"}`),
	post(api.ErrorTypeInvalidSessionID, "/v1/sessions/revoke", `{"session_id": "x"}`),
	post(api.ErrorTypeInvalidArgument, "/v1/sessions/migrate", `{}`, stytchtest.WithUserInfo(func(string) (string, error) { return ada, nil })),
	post(api.ErrorTypeMigrateFromExternalMissingUserinfo, "/v1/sessions/migrate", `{"session_token": "x"}`),
	post(api.ErrorTypeMigrateFromExternalUnexpectedResponse, "/v1/sessions/migrate", `{"session_token": "x"}`, stytchtest.WithUserInfo(func(string) (string, error) { return "", errors.New("down") })),
	post(api.ErrorTypeMigrateFromExternalUnexpectedResponse, "/v1/sessions/migrate", `{"session_token": "x"}`, stytchtest.WithUserInfo(func(string) (string, error) { return "nobody", nil })),
	post(api.ErrorTypeMigrateFromExternalEmailDoesNotExist, "/v1/sessions/migrate", `{"session_token": "x"}`, stytchtest.WithUserInfo(func(string) (string, error) { return "x@example.com", nil })),
	post(api.ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant, "/v1/sessions/exchange_access_token", `{"access_token": "x"}`),
	when(api.ErrorTypeOAuthAccessTokenExchangeMissingFullAccess, func(w *harness) error {
		_, err := w.post("/v1/sessions/exchange_access_token", map[string]any{"access_token": w.srv.AccessToken(stytchtest.AccessToken{UserID: everything.UserID})})
		return err
	}),
	when(api.ErrorTypeOAuthAccessTokenExchangeTokenTooOld, func(w *harness) error {
		token := w.srv.AccessToken(stytchtest.AccessToken{UserID: everything.UserID, Scopes: "full_access"})
		w.srv.Advance(5*time.Minute + time.Second)
		_, err := w.post("/v1/sessions/exchange_access_token", map[string]any{"access_token": token})
		return err
	}),
	post(api.ErrorTypeTrustedTokenProfileInvalidRequest, "/v1/sessions/attest", `{"profile_id": "", "token": "x"}`),
	post(api.ErrorTypeTrustedTokenProfileNotFound, "/v1/sessions/attest", `{"profile_id": "q", "token": "x"}`, trusting),
	post(api.ErrorTypeInvalidTrustedAuthToken, "/v1/sessions/attest", `{"profile_id": "p", "token": "x"}`, trusting),
	attested(api.ErrorTypeJWTInvalidIssuer, map[string]any{"iss": "x"}),
	attested(api.ErrorTypeJWTInvalidAudience, map[string]any{"aud": "x"}),
	attested(api.ErrorTypeJWTInvalidClaims, map[string]any{"exp": 1}),
}

var oauthErrors = []errorCase{
	post(api.ErrorTypeInvalidOAuthProvider, "/v1/oauth/attach", `{"provider": "nobody", "user_id": "$user"}`),
	post(api.ErrorTypeOAuthConfigNotFound, "/v1/oauth/attach", `{"provider": "github", "user_id": "$user"}`, stytchtest.WithOAuthProviders("google")),
	post(api.ErrorTypeAppleOAuthConfigNotFound, "/v1/oauth/attach", `{"provider": "apple", "user_id": "$user"}`, stytchtest.WithOAuthProviders("google")),
	post(api.ErrorTypeNoUserSelectionArguments, "/v1/oauth/attach", `{"provider": "google"}`),
	post(api.ErrorTypeTooManyUserSelectionArguments, "/v1/oauth/attach", `{"provider": "google", "user_id": "$user", "session_jwt": "x"}`),
	post(api.ErrorTypeTooManySessionArguments, "/v1/oauth/authenticate", `{"token": "`+noToken+`", "session_token": "x", "session_jwt": "y"}`),
	post(api.ErrorTypeInvalidToken, "/v1/oauth/authenticate", `{"token": "x"}`),
	post(api.ErrorTypeOAuthTokenNotFound, "/v1/oauth/authenticate", `{"token": "`+noToken+`"}`),
	when(api.ErrorTypeInvalidOAuthAttachToken, func(w *harness) error {
		_, err := w.oauth(stytchtest.OAuthLogin{Provider: "google", AttachToken: noToken})
		return err
	}),
	when(api.ErrorTypeUserIDMismatch, func(w *harness) error {
		_, err := w.oauth(stytchtest.OAuthLogin{Provider: "google", Subject: "g-1", AttachToken: w.attach("google", w.user("x@example.com"))})
		return err
	}),
}
