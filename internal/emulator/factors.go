package emulator

import (
	"slices"

	"github.com/flymyai/stytch-go/api"
)

// primaryFactors counts the factors that a user can log in with alone.
func (u *user) primaryFactors() int {
	return len(u.emails) + len(u.phones) + len(u.providers) + len(u.webAuthn) + len(u.wallets) + len(u.biometrics)
}

// checkNotLast refuses to remove the last factor that the user can log in with.
func (u *user) checkNotLast() error {
	if u.primaryFactors() == 1 {
		return refuse(api.ErrorTypeCannotDeleteLastPrimaryFactor, "It is the last factor that the user can log in with.")
	}
	return nil
}

func deleteEmail(c *call, _ *noBody) (*api.UsersDeleteEmailResponse, error) {
	email, err := c.findContact(c.param("email_id"), emailPrefix, api.ErrorTypeInvalidEmailID)
	if err != nil {
		return nil, err
	}
	if email == nil {
		return nil, refuse(api.ErrorTypeEmailNotFound, "No user has that email id.")
	}
	u := email.user
	if u.password != nil && len(u.emails) == 1 {
		return nil, refuse(api.ErrorTypeCannotDeleteEmail, "The password of the user needs an email address.")
	}
	if err := u.checkNotLast(); err != nil {
		return nil, err
	}
	c.removeContact(email)
	return &api.UsersDeleteEmailResponse{UserID: u.id, User: c.view(u)}, nil
}

func deletePhoneNumber(c *call, _ *noBody) (*api.UsersDeletePhoneNumberResponse, error) {
	phone, err := c.findContact(c.param("phone_id"), phonePrefix, api.ErrorTypeInvalidID)
	if err != nil {
		return nil, err
	}
	if phone == nil {
		return nil, refuse(api.ErrorTypePhoneNumberNotFound, "No user has that phone id.")
	}
	u := phone.user
	if err := u.checkNotLast(); err != nil {
		return nil, err
	}
	c.removeContact(phone)
	return &api.UsersDeletePhoneNumberResponse{UserID: u.id, User: c.view(u)}, nil
}

// findFactor returns the user who has the factor that the path names.
func (c *call) findFactor(param, prefix string, malformed, unknown api.ErrorType) (id string, u *user, err error) {
	id = c.param(param)
	if err := c.checkID(id, prefix, malformed); err != nil {
		return "", nil, err
	}
	if u = c.factors[id]; u == nil {
		return "", nil, refuse(unknown, "No user has %s.", id)
	}
	return id, u, nil
}

// without returns a list without the one element whose id is given.
func without[T any](list []T, id string, idOf func(T) string) []T {
	return slices.DeleteFunc(slices.Clone(list), func(v T) bool { return idOf(v) == id })
}

func deleteWebAuthnRegistration(c *call, _ *noBody) (*api.UsersDeleteWebAuthnRegistrationResponse, error) {
	id, u, err := c.findFactor("webauthn_registration_id", webAuthnPrefix, api.ErrorTypeInvalidWebAuthnRegistrationID, api.ErrorTypeWebAuthnRegistrationNotFound)
	if err != nil {
		return nil, err
	}
	if err := u.checkNotLast(); err != nil {
		return nil, err
	}
	u.webAuthn = without(u.webAuthn, id, func(r api.UserWebAuthnRegistration) string { return r.WebAuthnRegistrationID })
	delete(c.factors, id)
	return &api.UsersDeleteWebAuthnRegistrationResponse{UserID: u.id, User: c.view(u)}, nil
}

func deleteBiometricRegistration(c *call, _ *noBody) (*api.UsersDeleteBiometricRegistrationResponse, error) {
	id, u, err := c.findFactor("biometric_registration_id", biometricPrefix, api.ErrorTypeInvalidBiometricRegistrationID, api.ErrorTypeBiometricRegistrationNotFound)
	if err != nil {
		return nil, err
	}
	if err := u.checkNotLast(); err != nil {
		return nil, err
	}
	u.biometrics = without(u.biometrics, id, func(r api.UserBiometricRegistration) string { return r.BiometricRegistrationID })
	delete(c.factors, id)
	return &api.UsersDeleteBiometricRegistrationResponse{UserID: u.id, User: c.view(u)}, nil
}

func deleteCryptoWallet(c *call, _ *noBody) (*api.UsersDeleteCryptoWalletResponse, error) {
	id, u, err := c.findFactor("crypto_wallet_id", walletPrefix, api.ErrorTypeInvalidCryptoWalletID, api.ErrorTypeCryptoWalletNotFound)
	if err != nil {
		return nil, err
	}
	if err := u.checkNotLast(); err != nil {
		return nil, err
	}
	u.wallets = without(u.wallets, id, func(w api.UserCryptoWallet) string { return w.CryptoWalletID })
	delete(c.factors, id)
	return &api.UsersDeleteCryptoWalletResponse{UserID: u.id, User: c.view(u)}, nil
}

func deleteOAuthRegistration(c *call, _ *noBody) (*api.UsersDeleteOAuthRegistrationResponse, error) {
	id, u, err := c.findFactor("oauth_user_registration_id", oauthPrefix, api.ErrorTypeInvalidOAuthUserRegistrationID, api.ErrorTypeOAuthUserRegistrationNotFound)
	if err != nil {
		return nil, err
	}
	if err := u.checkNotLast(); err != nil {
		return nil, err
	}
	i := slices.IndexFunc(u.providers, func(p api.UserOAuthProvider) bool { return p.OAuthUserRegistrationID == id })
	delete(c.registrations, registrationKey{u.providers[i].ProviderType, u.providers[i].ProviderSubject})
	u.providers = slices.Delete(slices.Clone(u.providers), i, i+1)
	delete(c.factors, id)
	return &api.UsersDeleteOAuthRegistrationResponse{UserID: u.id, User: c.view(u)}, nil
}

func deletePassword(c *call, _ *noBody) (*api.UsersDeletePasswordResponse, error) {
	id, u, err := c.findFactor("password_id", passwordPrefix, api.ErrorTypeInvalidPasswordID, api.ErrorTypePasswordNotFound)
	if err != nil {
		return nil, err
	}
	u.password = nil
	delete(c.factors, id)
	return &api.UsersDeletePasswordResponse{UserID: u.id, User: c.view(u)}, nil
}

func deleteTOTP(c *call, _ *noBody) (*api.UsersDeleteTOTPResponse, error) {
	id, u, err := c.findFactor("totp_id", totpPrefix, api.ErrorTypeInvalidTOTPID, api.ErrorTypeTOTPNotFound)
	if err != nil {
		return nil, err
	}
	if !u.totp.exists(c.now) {
		return nil, refuse(api.ErrorTypeTOTPNotFound, "No user has %s.", id)
	}
	u.totp = nil
	delete(c.factors, id)
	return &api.UsersDeleteTOTPResponse{UserID: u.id, User: c.view(u)}, nil
}
