package users

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// checkNotLast rejects removing the last factor that a user can log in with.
func checkNotLast(u *store.User) error {
	if u.PrimaryFactors() == 1 {
		return apierror.Newf(api.ErrorTypeCannotDeleteLastPrimaryFactor, "It is the last factor that the user can log in with.")
	}
	return nil
}

// checkContactNotLast is checkNotLast for a contact. One that is removed unless it is verified may always go.
func checkContactNotLast(contact *store.Contact) error {
	if contact.Added() {
		return nil
	}
	return checkNotLast(contact.User)
}

func deleteEmail(c *op.Call, _ *op.NoBody) (*api.UsersDeleteEmailResponse, error) {
	email, err := c.Store.FindContact(c.Param("email_id"), ids.Email, api.ErrorTypeInvalidEmailID)
	if err != nil {
		return nil, err
	}
	if email == nil {
		return nil, apierror.Newf(api.ErrorTypeEmailNotFound, "No user has that email ID.")
	}
	u := email.User
	if !email.Added() && u.Password != nil && store.Lasting(u.Emails) == 1 {
		return nil, apierror.Newf(api.ErrorTypeCannotDeleteEmail, "The password of the user needs an email address.")
	}
	if err := checkContactNotLast(email); err != nil {
		return nil, err
	}
	c.Store.RemoveContact(email)
	return &api.UsersDeleteEmailResponse{UserID: u.ID, User: c.Store.View(u)}, nil
}

func deletePhoneNumber(c *op.Call, _ *op.NoBody) (*api.UsersDeletePhoneNumberResponse, error) {
	phone, err := c.Store.FindContact(c.Param("phone_id"), ids.Phone, api.ErrorTypeInvalidID)
	if err != nil {
		return nil, err
	}
	if phone == nil {
		return nil, apierror.Newf(api.ErrorTypePhoneNumberNotFound, "No user has that phone ID.")
	}
	u := phone.User
	if err := checkContactNotLast(phone); err != nil {
		return nil, err
	}
	c.Store.RemoveContact(phone)
	return &api.UsersDeletePhoneNumberResponse{UserID: u.ID, User: c.Store.View(u)}, nil
}

// kind is one kind of factors, other than contacts.
type kind struct {
	param, prefix      string
	malformed, unknown api.ErrorType
	// primary factors are those that a user can log in with alone.
	primary bool
}

// remove removes the factor that the path names, and returns the user who had it.
func (k kind) remove(c *op.Call) (*store.User, error) {
	id := c.Param(k.param)
	if err := c.Project.CheckID(id, k.prefix, k.malformed); err != nil {
		return nil, err
	}
	u := c.Store.FactorOwner(id)
	if u == nil || u.TOTP != nil && u.TOTP.ID == id && !u.TOTP.Exists(c.Now) {
		return nil, apierror.Newf(k.unknown, "No user has %s.", id)
	}
	if k.primary {
		if err := checkNotLast(u); err != nil {
			return nil, err
		}
	}
	c.Store.RemoveFactor(id)
	return u, nil
}

func deleteWebAuthnRegistration(c *op.Call, _ *op.NoBody) (*api.UsersDeleteWebAuthnRegistrationResponse, error) {
	u, err := kind{"webauthn_registration_id", ids.WebAuthn, api.ErrorTypeInvalidWebAuthnRegistrationID, api.ErrorTypeWebAuthnRegistrationNotFound, true}.remove(c)
	if err != nil {
		return nil, err
	}
	return &api.UsersDeleteWebAuthnRegistrationResponse{UserID: u.ID, User: c.Store.View(u)}, nil
}

func deleteBiometricRegistration(c *op.Call, _ *op.NoBody) (*api.UsersDeleteBiometricRegistrationResponse, error) {
	u, err := kind{"biometric_registration_id", ids.Biometric, api.ErrorTypeInvalidBiometricRegistrationID, api.ErrorTypeBiometricRegistrationNotFound, true}.remove(c)
	if err != nil {
		return nil, err
	}
	return &api.UsersDeleteBiometricRegistrationResponse{UserID: u.ID, User: c.Store.View(u)}, nil
}

func deleteCryptoWallet(c *op.Call, _ *op.NoBody) (*api.UsersDeleteCryptoWalletResponse, error) {
	u, err := kind{"crypto_wallet_id", ids.CryptoWallet, api.ErrorTypeInvalidCryptoWalletID, api.ErrorTypeCryptoWalletNotFound, true}.remove(c)
	if err != nil {
		return nil, err
	}
	return &api.UsersDeleteCryptoWalletResponse{UserID: u.ID, User: c.Store.View(u)}, nil
}

func deleteOAuthRegistration(c *op.Call, _ *op.NoBody) (*api.UsersDeleteOAuthRegistrationResponse, error) {
	u, err := kind{"oauth_user_registration_id", ids.OAuth, api.ErrorTypeInvalidOAuthUserRegistrationID, api.ErrorTypeOAuthUserRegistrationNotFound, true}.remove(c)
	if err != nil {
		return nil, err
	}
	return &api.UsersDeleteOAuthRegistrationResponse{UserID: u.ID, User: c.Store.View(u)}, nil
}

func deletePassword(c *op.Call, _ *op.NoBody) (*api.UsersDeletePasswordResponse, error) {
	u, err := kind{"password_id", ids.Password, api.ErrorTypeInvalidPasswordID, api.ErrorTypePasswordNotFound, false}.remove(c)
	if err != nil {
		return nil, err
	}
	return &api.UsersDeletePasswordResponse{UserID: u.ID, User: c.Store.View(u)}, nil
}

func deleteTOTP(c *op.Call, _ *op.NoBody) (*api.UsersDeleteTOTPResponse, error) {
	u, err := kind{"totp_id", ids.TOTP, api.ErrorTypeInvalidTOTPID, api.ErrorTypeTOTPNotFound, false}.remove(c)
	if err != nil {
		return nil, err
	}
	return &api.UsersDeleteTOTPResponse{UserID: u.ID, User: c.Store.View(u)}, nil
}
