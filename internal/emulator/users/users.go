// Package users serves the users: creating, finding, changing and deleting them, and their factors.
package users

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/field"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.Created(op.Post("users.create", "/v1/users", create)),
		op.Get("users.get", "/v1/users/{user_id}", get),
		op.Post("users.search", "/v1/users/search", search),
		op.Put("users.update", "/v1/users/{user_id}", update),
		op.Delete("users.delete", "/v1/users/{user_id}", deleteUser),
		op.Put("users.exchange_primary_factor", "/v1/users/{user_id}/exchange_primary_factor", exchangePrimaryFactor),
		op.Delete("users.delete_email", "/v1/users/emails/{email_id}", deleteEmail),
		op.Delete("users.delete_phone_number", "/v1/users/phone_numbers/{phone_id}", deletePhoneNumber),
		op.Delete("users.delete_webauthn_registration", "/v1/users/webauthn_registrations/{webauthn_registration_id}", deleteWebAuthnRegistration),
		op.Delete("users.delete_biometric_registration", "/v1/users/biometric_registrations/{biometric_registration_id}", deleteBiometricRegistration),
		op.Delete("users.delete_totp", "/v1/users/totps/{totp_id}", deleteTOTP),
		op.Delete("users.delete_crypto_wallet", "/v1/users/crypto_wallets/{crypto_wallet_id}", deleteCryptoWallet),
		op.Delete("users.delete_password", "/v1/users/passwords/{password_id}", deletePassword),
		op.Delete("users.delete_oauth_registration", "/v1/users/oauth/{oauth_user_registration_id}", deleteOAuthRegistration),
		op.Delete("users.delete_external_id", "/v1/users/{user_id}/external_id", deleteExternalID),
		op.Get("users.connected_apps", "/v1/users/{user_id}/connected_apps", connectedApps),
		op.Post("users.revoke_connected_app", "/v1/users/{user_id}/connected_apps/{connected_app_id}/revoke", revokeConnectedApp),
	}
}

func create(c *op.Call, req *api.UsersCreateRequest) (*api.UsersCreateResponse, error) {
	if req.Email == "" && req.PhoneNumber == "" {
		return nil, apierror.Newf(api.ErrorTypeInvalidCreateUserRequest, "A user needs an email address or a phone number.")
	}
	if err := field.CheckAttributes(req.Attributes); err != nil {
		return nil, err
	}
	if req.Email != "" {
		if err := c.Store.CheckNewEmail(req.Email); err != nil {
			return nil, err
		}
	}
	if req.PhoneNumber != "" {
		if err := c.Store.CheckNewPhone(req.PhoneNumber); err != nil {
			return nil, err
		}
	}
	p := store.Profile{
		Name: req.Name, ExternalID: req.ExternalID, Roles: req.Roles,
		TrustedMetadata: req.TrustedMetadata, UntrustedMetadata: req.UntrustedMetadata,
	}
	if err := c.Store.CheckProfile(&p, nil); err != nil {
		return nil, err
	}

	u := c.Store.NewUser()
	if req.CreateUserAsPending {
		u.Status = api.UserStatusPending
	}
	c.Store.ApplyProfile(&p, u)
	resp := &api.UsersCreateResponse{UserID: u.ID, Status: u.Status}
	if req.Email != "" {
		resp.EmailID = c.Store.AddContact(u, req.Email, false).ID
	}
	if req.PhoneNumber != "" {
		resp.PhoneID = c.Store.AddContact(u, req.PhoneNumber, false).ID
	}
	resp.User = c.Store.View(u)
	return resp, nil
}

func get(c *op.Call, _ *op.NoBody) (*api.UsersGetResponse, error) {
	u, err := c.Store.FindUser(c.Param("user_id"))
	if err != nil {
		return nil, err
	}
	return &api.UsersGetResponse{User: c.Store.View(u)}, nil
}

func update(c *op.Call, req *api.UsersUpdateRequest) (*api.UsersUpdateResponse, error) {
	if err := field.CheckAttributes(req.Attributes); err != nil {
		return nil, err
	}
	u, err := c.Store.FindUser(c.Param("user_id"))
	if err != nil {
		return nil, err
	}
	p := store.Profile{
		Name: u.Name, ExternalID: req.ExternalID, Roles: req.Roles,
		TrustedMetadata: req.TrustedMetadata, UntrustedMetadata: req.UntrustedMetadata,
	}
	for _, part := range []struct {
		to   *string
		from *string
	}{
		{&p.Name.FirstName, req.Name.FirstName},
		{&p.Name.MiddleName, req.Name.MiddleName},
		{&p.Name.LastName, req.Name.LastName},
	} {
		if part.from != nil {
			*part.to = *part.from
		}
	}
	if err := c.Store.CheckProfile(&p, u); err != nil {
		return nil, err
	}
	c.Store.ApplyProfile(&p, u)
	v := c.Store.View(u)
	return &api.UsersUpdateResponse{UserID: u.ID, User: v, Emails: v.Emails, PhoneNumbers: v.PhoneNumbers, CryptoWallets: v.CryptoWallets}, nil
}

func deleteUser(c *op.Call, _ *op.NoBody) (*api.UsersDeleteResponse, error) {
	u, err := c.Store.FindUser(c.Param("user_id"))
	if err != nil {
		return nil, err
	}
	c.Store.RemoveUser(u)
	return &api.UsersDeleteResponse{UserID: u.ID}, nil
}

func exchangePrimaryFactor(c *op.Call, req *api.UsersExchangePrimaryFactorRequest) (*api.UsersExchangePrimaryFactorResponse, error) {
	if (req.EmailAddress == "") == (req.PhoneNumber == "") {
		return nil, apierror.Newf(api.ErrorTypeInvalidExchangePrimaryFactorFields, "Give exactly one of email_address and phone_number.")
	}
	value, check := req.PhoneNumber, c.Project.CheckPhone
	if value == "" {
		value, check = req.EmailAddress, c.Project.CheckEmail
	}
	if err := check(value); err != nil {
		return nil, err
	}
	u, err := c.Store.FindUser(c.Param("user_id"))
	if err != nil {
		return nil, err
	}
	contacts := u.Contacts()
	others := len(u.FactorIDs())
	if u.TOTP != nil && !u.TOTP.Exists(c.Now) {
		others--
	}
	if len(contacts) != 1 || others > 0 {
		return nil, apierror.Newf(api.ErrorTypeInvalidExchangePrimaryFactorUser, "The user must have exactly one factor, an email address or a phone number.")
	}
	if owner := c.Store.Contact(value); owner != nil {
		return nil, store.Duplicate(owner, u)
	}
	c.Store.RemoveContact(contacts[0])
	c.Store.AddContact(u, value, false)
	return &api.UsersExchangePrimaryFactorResponse{UserID: u.ID, User: c.Store.View(u)}, nil
}

func deleteExternalID(c *op.Call, _ *op.NoBody) (*api.UsersDeleteExternalIDResponse, error) {
	u, err := c.Store.FindUser(c.Param("user_id"))
	if err != nil {
		return nil, err
	}
	c.Store.SetExternalID(u, "")
	return &api.UsersDeleteExternalIDResponse{UserID: u.ID, User: c.Store.View(u)}, nil
}
