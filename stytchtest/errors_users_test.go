package stytchtest_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/totp"
	"github.com/flymyai/stytch-go/users"
)

var userErrors = []errorCase{
	post(api.ErrorTypeInvalidCreateUserRequest, "/v1/users", `{}`),
	post(api.ErrorTypeInvalidEmail, "/v1/users", `{"email": "ada"}`),
	post(api.ErrorTypeInvalidEmail, "/v1/users", `{"email": "Ada <ada@example.com>"}`),
	post(api.ErrorTypeInvalidEmail, "/v1/users", `{"email": "ada@localhost"}`),
	post(api.ErrorTypeInvalidEmail, "/v1/users", `{"email": "`+strings.Repeat("x", 65)+`@example.com"}`),
	post(api.ErrorTypeInvalidEmailDomain, "/v1/users", `{"email": "ada@nowhere.invalid"}`),
	post(api.ErrorTypeDuplicateEmail, "/v1/users", `{"email": "ADA@example.com"}`),
	post(api.ErrorTypeInvalidPhoneNumber, "/v1/users", `{"phone_number": "4155550123"}`),
	post(api.ErrorTypeDuplicatePhoneNumber, "/v1/users", `{"phone_number": "+14155550123"}`),
	post(api.ErrorTypeEmptyRBACRoleID, "/v1/users", `{"email": "x@example.com", "roles": [""]}`),
	post(api.ErrorTypeInvalidRole, "/v1/users", `{"email": "x@example.com", "roles": ["a b"]}`),
	post(api.ErrorTypeInvalidRBACRoleID, "/v1/users", `{"email": "x@example.com", "roles": ["boss"]}`),
	post(api.ErrorTypeCannotAssignDefaultRBACRoleID, "/v1/users", `{"email": "x@example.com", "roles": ["stytch_user"]}`),
	post(api.ErrorTypeTooManyRoles, "/v1/users", `{"email": "x@example.com", "roles": [`+strings.Repeat(`"editor",`, 100)+`"editor"]}`),
	post(api.ErrorTypeMetadataInvalidFormat, "/v1/users", `{"untrusted_metadata": "x"}`),
	post(api.ErrorTypeMetadataTooLarge, "/v1/users", `{"email": "x@example.com", "trusted_metadata": {"a": "`+strings.Repeat("x", 4096)+`"}}`),
	post(api.ErrorTypeMetadataTooManyKeys, "/v1/users", `{"email": "x@example.com", "untrusted_metadata": {`+keys(21)+`}}`),
	when(api.ErrorTypeDuplicateUserExternalID, func(w *harness) error {
		for range 2 {
			if _, err := w.Users.Update(w.ctx, everything.UserID, users.UpdateRequest{ExternalID: "crm-1"}); err != nil {
				return err // the user's own external id is no duplicate
			}
		}
		_, err := w.Users.Create(w.ctx, users.CreateRequest{Email: "x@example.com", ExternalID: "crm-1"})
		return err
	}),
	post(api.ErrorTypeInvalidArgument, "/v1/users", `{"email": "x@example.com", "external_id": "a b"}`),
	post(api.ErrorTypeInvalidArgument, "/v1/users", `{"email": "x@example.com", "external_id": "`+noUser+`"}`),
	request(api.ErrorTypeUserNotFound, "GET", "/v1/users/"+noUser, ""),
	request(api.ErrorTypeUserNotFound, "GET", "/v1/users/an-external-id", ""),
	request(api.ErrorTypeInvalidUserID, "GET", "/v1/users/a%20b", ""),

	request(api.ErrorTypeInvalidEmailID, "DELETE", "/v1/users/emails/x", ""),
	request(api.ErrorTypeEmailNotFound, "DELETE", "/v1/users/emails/"+noEmail, ""),
	request(api.ErrorTypeInvalidID, "DELETE", "/v1/users/phone_numbers/x", ""),
	request(api.ErrorTypePhoneNumberNotFound, "DELETE", "/v1/users/phone_numbers/"+noPhone, ""),
	request(api.ErrorTypeInvalidWebAuthnRegistrationID, "DELETE", "/v1/users/webauthn_registrations/x", ""),
	request(api.ErrorTypeWebAuthnRegistrationNotFound, "DELETE", "/v1/users/webauthn_registrations/webauthn-registration-test-"+uuid, ""),
	request(api.ErrorTypeInvalidBiometricRegistrationID, "DELETE", "/v1/users/biometric_registrations/x", ""),
	request(api.ErrorTypeBiometricRegistrationNotFound, "DELETE", "/v1/users/biometric_registrations/biometric-registration-test-"+uuid, ""),
	request(api.ErrorTypeInvalidTOTPID, "DELETE", "/v1/users/totps/x", ""),
	request(api.ErrorTypeTOTPNotFound, "DELETE", "/v1/users/totps/totp-test-"+uuid, ""),
	request(api.ErrorTypeInvalidCryptoWalletID, "DELETE", "/v1/users/crypto_wallets/x", ""),
	request(api.ErrorTypeCryptoWalletNotFound, "DELETE", "/v1/users/crypto_wallets/crypto-wallet-test-"+uuid, ""),
	request(api.ErrorTypeInvalidPasswordID, "DELETE", "/v1/users/passwords/x", ""),
	request(api.ErrorTypePasswordNotFound, "DELETE", "/v1/users/passwords/password-test-"+uuid, ""),
	request(api.ErrorTypeInvalidOAuthUserRegistrationID, "DELETE", "/v1/users/oauth/x", ""),
	request(api.ErrorTypeOAuthUserRegistrationNotFound, "DELETE", "/v1/users/oauth/oauth-user-test-"+uuid, ""),
	when(api.ErrorTypeCannotDeleteEmail, func(w *harness) error {
		created := w.password("x@example.com")
		_, err := w.Users.DeleteEmail(w.ctx, created.EmailID)
		return err
	}),
	when(api.ErrorTypeCannotDeleteLastPrimaryFactor, func(w *harness) error {
		_, err := w.Users.DeletePhoneNumber(w.ctx, w.sendSMS("+14155550199").PhoneID)
		return err
	}),

	request(api.ErrorTypeInvalidExchangePrimaryFactorFields, "PUT", "/v1/users/$user/exchange_primary_factor", `{}`),
	request(api.ErrorTypeInvalidExchangePrimaryFactorFields, "PUT", "/v1/users/$user/exchange_primary_factor", `{"email_address": "x@example.com", "phone_number": "+14155550199"}`),
	request(api.ErrorTypeInvalidExchangePrimaryFactorUser, "PUT", "/v1/users/$user/exchange_primary_factor", `{"email_address": "x@example.com"}`),
	when(api.ErrorTypeDuplicateEmailForUser, exchange("x@example.com", users.ExchangePrimaryFactorRequest{EmailAddress: "x@example.com"})),
	when(api.ErrorTypeDuplicatePhoneNumberForUser, exchange("+14155550199", users.ExchangePrimaryFactorRequest{PhoneNumber: "+14155550199"})),
	when(api.ErrorTypeTooManyUnverifiedFactors, func(w *harness) error {
		for i := range 10 {
			_, err := w.post("/v1/otps/sms/send", map[string]any{"user_id": everything.UserID, "phone_number": fmt.Sprintf("+1415555020%d", i)})
			if err != nil {
				return err
			}
		}
		return nil
	}),
}

// keys are members of a JSON object.
func keys(n int) string {
	var members []string
	for i := range n {
		members = append(members, fmt.Sprintf(`"k%d": %d`, i, i))
	}
	return strings.Join(members, ",")
}

// exchange makes a user of an address or number and exchanges it.
func exchange(value string, req users.ExchangePrimaryFactorRequest) func(w *harness) error {
	return func(w *harness) error {
		create := users.CreateRequest{Email: value}
		if value[0] == '+' {
			create = users.CreateRequest{PhoneNumber: value}
		}
		created, err := w.Users.Create(w.ctx, create)
		w.ok(err)
		_, err = w.Users.ExchangePrimaryFactor(w.ctx, created.UserID, req)
		return err
	}
}

// filtered expects an error for one operand of a search.
func filtered(want api.ErrorType, operand string) errorCase {
	return post(want, "/v1/users/search", `{"query": {"operator": "AND", "operands": [`+operand+`]}}`)
}

// valued expects an error for the value of a filter.
func valued(want api.ErrorType, name, value string) errorCase {
	return filtered(want, `{"filter_name": "`+name+`", "filter_value": `+value+`}`)
}

var searchErrors = []errorCase{
	post(api.ErrorTypeUserSearchInvalidCursor, "/v1/users/search", `{"cursor": "x"}`),
	post(api.ErrorTypeUserSearchInvalidLimit, "/v1/users/search", `{"limit": 1001}`),
	post(api.ErrorTypeUserSearchInvalidLimit, "/v1/users/search", `{"limit": -1}`),
	post(api.ErrorTypeUserSearchInvalidOperator, "/v1/users/search", `{"query": {"operator": "XOR", "operands": []}}`),
	post(api.ErrorTypeUserSearchInvalidOperator, "/v1/users/search", `{"query": {"operands": [{"filter_name": "status", "filter_value": "active"}]}}`),
	filtered(api.ErrorTypeUserSearchMissingFilterName, `{"filter_value": true}`),
	filtered(api.ErrorTypeUserSearchFilterNameMustBeString, `{"filter_name": 1, "filter_value": true}`),
	filtered(api.ErrorTypeUserSearchFilterNameNotRecognized, `{"filter_name": "shoe_size", "filter_value": 44}`),
	filtered(api.ErrorTypeUserSearchMissingFilterValue, `{"filter_name": "user_id"}`),
	valued(api.ErrorTypeUserSearchExpectedArrayOfString, "user_id", `"x"`),
	valued(api.ErrorTypeUserSearchExpectedArrayOfString, "user_id", `[1]`),
	valued(api.ErrorTypeUserSearchExpectedBool, "email_verified", `"true"`),
	valued(api.ErrorTypeUserSearchExpectedString, "status", `1`),
	valued(api.ErrorTypeUserSearchExpectedTimestamp, "created_at_less_than", `"yesterday"`),
	valued(api.ErrorTypeUserSearchExpectedTimestamp, "created_at_less_than", `1`),
	valued(api.ErrorTypeUserSearchExpectedObject, "created_at_between", `[]`),
	valued(api.ErrorTypeUserSearchMissingGreaterThan, "created_at_between", `{"less_than": "2026-01-01T00:00:00Z"}`),
	valued(api.ErrorTypeUserSearchMissingLessThan, "created_at_between", `{"greater_than": "2026-01-01T00:00:00Z"}`),
	valued(api.ErrorTypeUserSearchInvalidStatusFilter, "status", `"dormant"`),
	valued(api.ErrorTypeUserSearchInvalidOAuthProviderFilter, "oauth_provider", `["nobody"]`),
	valued(api.ErrorTypeUserSearchCannotMixInternalAndExternalUserIDs, "user_id", `["`+noUser+`", "crm-1"]`),
	valued(api.ErrorTypeUserSearchMaximumFilterValueCountExceeded, "user_id", `[`+strings.TrimSuffix(strings.Repeat(`"x",`, 1001), ",")+`]`),
	valued(api.ErrorTypeUserSearchFullNameFuzzyTooShort, "full_name_fuzzy", `"ad"`),
	valued(api.ErrorTypeUserSearchEmailAddressFuzzyTooShort, "email_address_fuzzy", `"ad"`),
	valued(api.ErrorTypeUserSearchPhoneNumberFuzzyTooShort, "phone_number_fuzzy", `"41"`),

	valued(api.ErrorTypeUserSearchMissingCreatedAtGreaterThan, "created_at_greater_than", `""`),
	valued(api.ErrorTypeUserSearchMissingCreatedAtLessThan, "created_at_less_than", `""`),
	valued(api.ErrorTypeUserSearchMissingStatus, "status", `""`),
	valued(api.ErrorTypeUserSearchMissingUserIDs, "user_id", `[]`),
	valued(api.ErrorTypeUserSearchMissingFullNameFuzzy, "full_name_fuzzy", `""`),
	valued(api.ErrorTypeUserSearchMissingEmailAddressFuzzy, "email_address_fuzzy", `""`),
	valued(api.ErrorTypeUserSearchMissingPhoneNumberFuzzy, "phone_number_fuzzy", `""`),
	valued(api.ErrorTypeUserSearchMissingPhoneNumbers, "phone_number", `[]`),
	valued(api.ErrorTypeUserSearchMissingPhoneIDs, "phone_id", `[]`),
	valued(api.ErrorTypeUserSearchMissingPhoneVerified, "phone_verified", `null`),
	valued(api.ErrorTypeUserSearchMissingEmailAddresses, "email_address", `[]`),
	valued(api.ErrorTypeUserSearchMissingEmailIDs, "email_id", `[]`),
	valued(api.ErrorTypeUserSearchMissingEmailVerified, "email_verified", `null`),
	valued(api.ErrorTypeUserSearchMissingOAuthProviders, "oauth_provider", `[]`),
	valued(api.ErrorTypeUserSearchMissingWebAuthnRegistrationIDs, "webauthn_registration_id", `[]`),
	valued(api.ErrorTypeUserSearchMissingWebAuthnVerified, "webauthn_registration_verified", `null`),
	valued(api.ErrorTypeUserSearchMissingBiometricRegistrationIDs, "biometric_registration_id", `[]`),
	valued(api.ErrorTypeUserSearchMissingBiometricVerified, "biometric_registration_verified", `null`),
	valued(api.ErrorTypeUserSearchMissingCryptoWalletID, "crypto_wallet_id", `[]`),
	valued(api.ErrorTypeUserSearchMissingCryptoWalletAddress, "crypto_wallet_address", `[]`),
	valued(api.ErrorTypeUserSearchMissingCryptoWalletVerified, "crypto_wallet_verified", `null`),
	valued(api.ErrorTypeUserSearchMissingTOTPIDs, "totp_id", `[]`),
	valued(api.ErrorTypeUserSearchMissingTOTPVerified, "totp_verified", `null`),
	valued(api.ErrorTypeUserSearchMissingPassword, "password_exists", `null`),
}

// enrolled does something with a user who has an authenticator app that is not verified.
func enrolled(call func(w *harness, userID string, app *totp.CreateResponse) error) func(w *harness) error {
	return func(w *harness) error {
		id := w.user("x@example.com")
		return call(w, id, w.enroll(id))
	}
}

var totpErrors = []errorCase{
	post(api.ErrorTypeInvalidExpiration, "/v1/totps", `{"user_id": "$user", "expiration_minutes": 1441}`),
	post(api.ErrorTypeActiveTOTPExists, "/v1/totps", `{"user_id": "$user"}`),
	when(api.ErrorTypePendingTOTPExists, enrolled(func(w *harness, id string, _ *totp.CreateResponse) error {
		_, err := w.TOTP.Create(w.ctx, totp.CreateRequest{UserID: id})
		return err
	})),
	post(api.ErrorTypeInvalidTOTPCode, "/v1/totps/authenticate", `{"user_id": "$user", "totp_code": "12345"}`),
	post(api.ErrorTypeRecoveryCodeUsedAsTOTPCode, "/v1/totps/authenticate", `{"user_id": "$user", "totp_code": "aaaa-bbbb-cccc"}`),
	when(api.ErrorTypeUnableToAuthenticateTOTP, func(w *harness) error {
		_, err := w.enterTOTP(everything.UserID, wrong(w.totpCode(everything.TOTPSecret, 0)))
		return err
	}),
	when(api.ErrorTypeTOTPCodeAlreadyAuthenticated, func(w *harness) error {
		code := w.totpCode(everything.TOTPSecret, 0)
		_, err := w.enterTOTP(everything.UserID, code)
		w.ok(err)
		_, err = w.enterTOTP(everything.UserID, code)
		return err
	}),
	when(api.ErrorTypeTOTPsNotFoundForUser, func(w *harness) error {
		_, err := w.enterTOTP(w.user("x@example.com"), "123456")
		return err
	}),
	when(api.ErrorTypeExpiredTOTP, enrolled(func(w *harness, id string, app *totp.CreateResponse) error {
		w.srv.Advance(24 * time.Hour)
		_, err := w.enterTOTP(id, w.totpCode(app.Secret, 0))
		return err
	})),
	post(api.ErrorTypeInvalidRecoveryCode, "/v1/totps/recover", `{"user_id": "$user", "recovery_code": "AAAA-bbbb-cccc"}`),
	post(api.ErrorTypeTOTPCodeUsedAsRecoveryCode, "/v1/totps/recover", `{"user_id": "$user", "recovery_code": "123456"}`),
	post(api.ErrorTypeUnableToAuthenticateRecoveryCode, "/v1/totps/recover", `{"user_id": "$user", "recovery_code": "aaaa-bbbb-cccc"}`),
	when(api.ErrorTypeNoActiveRecoveryCodeBackedFactor, enrolled(func(w *harness, id string, app *totp.CreateResponse) error {
		_, err := w.TOTP.Recover(w.ctx, totp.RecoverRequest{UserID: id, RecoveryCode: app.RecoveryCodes[0]})
		return err
	})),
	when(api.ErrorTypeRecoveryCodesNotFound, func(w *harness) error {
		codes, err := w.TOTP.RecoveryCodes(w.ctx, totp.RecoveryCodesRequest{UserID: everything.UserID})
		w.ok(err)
		for _, code := range append(codes.TOTPs[0].RecoveryCodes, "aaaa-bbbb-cccc") {
			if _, err = w.TOTP.Recover(w.ctx, totp.RecoverRequest{UserID: everything.UserID, RecoveryCode: code}); err != nil {
				return err
			}
		}
		return nil
	}),
	when(api.ErrorTypeUserLockLimitReached, func(w *harness) error {
		for range 3 {
			if _, err := w.enterTOTP(everything.UserID, wrong(w.totpCode(everything.TOTPSecret, 0))); err == nil {
				w.Fatal("a wrong code was accepted")
			}
		}
		_, err := w.enterTOTP(everything.UserID, w.totpCode(everything.TOTPSecret, 0))
		return err
	}, stytchtest.WithUserLock(3, 5*time.Minute)),
}
