package users

import (
	"hash/maphash"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/api"
)

// The functions below list the fields of a user, so that decoding a page of users needs no reflection. Methods of
// [api.User] could do the same, but types that embed it would inherit them. A test fails if a field is missing.

// fastPage decodes into the page that it points to.
type fastPage struct {
	*api.UsersSearchResponse

	Results fastUsers `json:"results"`
}

// fastUsers decodes into the list that it points to.
type fastUsers struct{ list *[]api.User }

// UnmarshalJSONFrom implements [json.UnmarshalerFrom].
func (u *fastUsers) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	return objects(&decoder{Decoder: d, seed: maphash.MakeSeed()}, u.list, user)
}

func user(d *decoder, v *api.User, name []byte) error {
	switch string(name) {
	case "user_id":
		return text(d, &v.UserID)
	case "name":
		return object(d, &v.Name, fullName)
	case "emails":
		return objects(d, &v.Emails, email)
	case "phone_numbers":
		return objects(d, &v.PhoneNumbers, phoneNumber)
	case "status":
		return text(d, &v.Status)
	case "webauthn_registrations":
		return objects(d, &v.WebAuthnRegistrations, webAuthnRegistration)
	case "providers":
		return objects(d, &v.Providers, provider)
	case "totps":
		return objects(d, &v.TOTPs, totp)
	case "crypto_wallets":
		return objects(d, &v.CryptoWallets, cryptoWallet)
	case "biometric_registrations":
		return objects(d, &v.BiometricRegistrations, biometricRegistration)
	case "is_locked":
		return boolean(d, &v.IsLocked)
	case "lock_created_at":
		return reflected(d, &v.LockCreatedAt)
	case "lock_expires_at":
		return reflected(d, &v.LockExpiresAt)
	case "roles":
		return list(d, &v.Roles, text)
	case "created_at":
		return reflected(d, &v.CreatedAt)
	case "password":
		return optional(d, &v.Password, password)
	case "trusted_metadata":
		return metadata(d, &v.TrustedMetadata)
	case "untrusted_metadata":
		return metadata(d, &v.UntrustedMetadata)
	case "external_id":
		return text(d, &v.ExternalID)
	}
	return unknown(d, name)
}

func fullName(d *decoder, v *api.Name, name []byte) error {
	switch string(name) {
	case "first_name":
		return text(d, &v.FirstName)
	case "middle_name":
		return text(d, &v.MiddleName)
	case "last_name":
		return text(d, &v.LastName)
	}
	return unknown(d, name)
}

func password(d *decoder, v *api.UserPassword, name []byte) error {
	switch string(name) {
	case "password_id":
		return text(d, &v.PasswordID)
	case "requires_reset":
		return boolean(d, &v.RequiresReset)
	}
	return unknown(d, name)
}

func email(d *decoder, v *api.UserEmail, name []byte) error {
	switch string(name) {
	case "email_id":
		return text(d, &v.EmailID)
	case "email":
		return text(d, &v.Email)
	case "verified":
		return boolean(d, &v.Verified)
	}
	return unknown(d, name)
}

func phoneNumber(d *decoder, v *api.UserPhoneNumber, name []byte) error {
	switch string(name) {
	case "phone_id":
		return text(d, &v.PhoneID)
	case "phone_number":
		return text(d, &v.PhoneNumber)
	case "verified":
		return boolean(d, &v.Verified)
	}
	return unknown(d, name)
}

func totp(d *decoder, v *api.UserTOTP, name []byte) error {
	switch string(name) {
	case "totp_id":
		return text(d, &v.TOTPID)
	case "verified":
		return boolean(d, &v.Verified)
	}
	return unknown(d, name)
}

func provider(d *decoder, v *api.UserOAuthProvider, name []byte) error {
	switch string(name) {
	case "oauth_user_registration_id":
		return text(d, &v.OAuthUserRegistrationID)
	case "provider_subject":
		return text(d, &v.ProviderSubject)
	case "provider_type":
		return text(d, &v.ProviderType)
	case "profile_picture_url":
		return text(d, &v.ProfilePictureURL)
	case "locale":
		return text(d, &v.Locale)
	}
	return unknown(d, name)
}

func webAuthnRegistration(d *decoder, v *api.UserWebAuthnRegistration, name []byte) error {
	switch string(name) {
	case "webauthn_registration_id":
		return text(d, &v.WebAuthnRegistrationID)
	case "domain":
		return text(d, &v.Domain)
	case "user_agent":
		return text(d, &v.UserAgent)
	case "authenticator_type":
		return text(d, &v.AuthenticatorType)
	case "name":
		return text(d, &v.Name)
	case "verified":
		return boolean(d, &v.Verified)
	}
	return unknown(d, name)
}

func cryptoWallet(d *decoder, v *api.UserCryptoWallet, name []byte) error {
	switch string(name) {
	case "crypto_wallet_id":
		return text(d, &v.CryptoWalletID)
	case "crypto_wallet_address":
		return text(d, &v.CryptoWalletAddress)
	case "crypto_wallet_type":
		return text(d, &v.CryptoWalletType)
	case "verified":
		return boolean(d, &v.Verified)
	}
	return unknown(d, name)
}

func biometricRegistration(d *decoder, v *api.UserBiometricRegistration, name []byte) error {
	switch string(name) {
	case "biometric_registration_id":
		return text(d, &v.BiometricRegistrationID)
	case "verified":
		return boolean(d, &v.Verified)
	}
	return unknown(d, name)
}
