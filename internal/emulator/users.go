package emulator

import (
	"net/http"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
)

func userOperations() []operation {
	return []operation{
		created(op("users.create", http.MethodPost, "/v1/users", createUser)),
		op("users.get", http.MethodGet, "/v1/users/{user_id}", getUser),
		op("users.search", http.MethodPost, "/v1/users/search", searchUsers),
		op("users.update", http.MethodPut, "/v1/users/{user_id}", updateUser),
		op("users.delete", http.MethodDelete, "/v1/users/{user_id}", deleteUser),
		op("users.exchange_primary_factor", http.MethodPut, "/v1/users/{user_id}/exchange_primary_factor", exchangePrimaryFactor),
		op("users.delete_email", http.MethodDelete, "/v1/users/emails/{email_id}", deleteEmail),
		op("users.delete_phone_number", http.MethodDelete, "/v1/users/phone_numbers/{phone_id}", deletePhoneNumber),
		op("users.delete_webauthn_registration", http.MethodDelete, "/v1/users/webauthn_registrations/{webauthn_registration_id}", deleteWebAuthnRegistration),
		op("users.delete_biometric_registration", http.MethodDelete, "/v1/users/biometric_registrations/{biometric_registration_id}", deleteBiometricRegistration),
		op("users.delete_totp", http.MethodDelete, "/v1/users/totps/{totp_id}", deleteTOTP),
		op("users.delete_crypto_wallet", http.MethodDelete, "/v1/users/crypto_wallets/{crypto_wallet_id}", deleteCryptoWallet),
		op("users.delete_password", http.MethodDelete, "/v1/users/passwords/{password_id}", deletePassword),
		op("users.delete_oauth_registration", http.MethodDelete, "/v1/users/oauth/{oauth_user_registration_id}", deleteOAuthRegistration),
		op("users.delete_external_id", http.MethodDelete, "/v1/users/{user_id}/external_id", deleteExternalID),
		op("users.connected_apps", http.MethodGet, "/v1/users/{user_id}/connected_apps", connectedApps),
		op("users.revoke_connected_app", http.MethodPost, "/v1/users/{user_id}/connected_apps/{connected_app_id}/revoke", revokeConnectedApp),
	}
}

// profile is what can be said about a user when it is made, beside its factors.
type profile struct {
	name               api.Name
	externalID         string
	roles              []string
	trusted, untrusted map[string]any
}

// checkProfile checks what a profile would change in a user, nil for a new one.
func (c *call) checkProfile(p *profile, u *user) error {
	if p.externalID != "" {
		if err := checkExternalID(p.externalID); err != nil {
			return err
		}
		if owner := c.byExternal[p.externalID]; owner != nil && owner != u {
			return refuse(api.ErrorTypeDuplicateUserExternalID, "Another user has the external id %s.", p.externalID)
		}
	}
	if err := c.checkRoles(p.roles); err != nil {
		return err
	}
	var old user
	if u != nil {
		old = *u
	}
	var err error
	if p.trusted, err = mergeMetadata(old.trusted, p.trusted); err != nil {
		return err
	}
	p.untrusted, err = mergeMetadata(old.untrusted, p.untrusted)
	return err
}

// apply gives a checked profile to its user.
func (c *call) apply(p *profile, u *user) {
	u.name = p.name
	if p.roles != nil {
		u.roles = p.roles
	}
	u.trusted, u.untrusted = p.trusted, p.untrusted
	if p.externalID != "" {
		c.setExternalID(u, p.externalID)
	}
}

func (s *state) setExternalID(u *user, id string) {
	delete(s.byExternal, u.externalID)
	u.externalID = id
	if id != "" {
		s.byExternal[id] = u
	}
}

func createUser(c *call, req *api.UsersCreateRequest) (*api.UsersCreateResponse, error) {
	if req.Email == "" && req.PhoneNumber == "" {
		return nil, refuse(api.ErrorTypeInvalidCreateUserRequest, "A user needs an email address or a phone number.")
	}
	if err := checkAttributes(req.Attributes); err != nil {
		return nil, err
	}
	if req.Email != "" {
		address, err := c.newEmail(req.Email)
		if err != nil {
			return nil, err
		}
		req.Email = address
	}
	if req.PhoneNumber != "" {
		if err := c.newPhone(req.PhoneNumber); err != nil {
			return nil, err
		}
	}
	p := profile{req.Name, req.ExternalID, req.Roles, req.TrustedMetadata, req.UntrustedMetadata}
	if err := c.checkProfile(&p, nil); err != nil {
		return nil, err
	}

	u := c.newUser()
	if req.CreateUserAsPending {
		u.status = api.UserStatusPending
	}
	c.apply(&p, u)
	resp := &api.UsersCreateResponse{UserID: u.id, Status: u.status}
	if req.Email != "" {
		resp.EmailID = c.addContact(u, req.Email, false).id
	}
	if req.PhoneNumber != "" {
		resp.PhoneID = c.addContact(u, req.PhoneNumber, false).id
	}
	resp.User = c.view(u)
	return resp, nil
}

// newEmail checks an address that is to be a user's, and that nobody has it yet.
func (c *call) newEmail(address string) (string, error) {
	address, err := c.checkEmail(address)
	if err != nil {
		return "", err
	}
	if c.contacts[address] != nil {
		return "", refuse(api.ErrorTypeDuplicateEmail, "A user has the email address %s already.", address)
	}
	return address, nil
}

// newPhone checks a number that is to be a user's, and that nobody has it yet.
func (c *call) newPhone(number string) error {
	if err := c.checkPhone(number); err != nil {
		return err
	}
	if c.contacts[number] != nil {
		return refuse(api.ErrorTypeDuplicatePhoneNumber, "A user has the phone number %s already.", number)
	}
	return nil
}

func getUser(c *call, _ *noBody) (*api.UsersGetResponse, error) {
	u, err := c.findUser(c.param("user_id"))
	if err != nil {
		return nil, err
	}
	return &api.UsersGetResponse{User: c.view(u)}, nil
}

func updateUser(c *call, req *api.UsersUpdateRequest) (*api.UsersUpdateResponse, error) {
	if err := checkAttributes(req.Attributes); err != nil {
		return nil, err
	}
	u, err := c.findUser(c.param("user_id"))
	if err != nil {
		return nil, err
	}
	p := profile{u.name, req.ExternalID, req.Roles, req.TrustedMetadata, req.UntrustedMetadata}
	for _, part := range []struct {
		to   *string
		from *string
	}{
		{&p.name.FirstName, req.Name.FirstName},
		{&p.name.MiddleName, req.Name.MiddleName},
		{&p.name.LastName, req.Name.LastName},
	} {
		if part.from != nil {
			*part.to = *part.from
		}
	}
	if err := c.checkProfile(&p, u); err != nil {
		return nil, err
	}
	c.apply(&p, u)
	v := c.view(u)
	return &api.UsersUpdateResponse{UserID: u.id, User: v, Emails: v.Emails, PhoneNumbers: v.PhoneNumbers, CryptoWallets: v.CryptoWallets}, nil
}

func deleteUser(c *call, _ *noBody) (*api.UsersDeleteResponse, error) {
	u, err := c.findUser(c.param("user_id"))
	if err != nil {
		return nil, err
	}
	c.removeUser(u)
	return &api.UsersDeleteResponse{UserID: u.id}, nil
}

func exchangePrimaryFactor(c *call, req *api.UsersExchangePrimaryFactorRequest) (*api.UsersExchangePrimaryFactorResponse, error) {
	if (req.EmailAddress == "") == (req.PhoneNumber == "") {
		return nil, refuse(api.ErrorTypeInvalidExchangePrimaryFactorFields, "Give exactly one of email_address and phone_number.")
	}
	value := req.PhoneNumber
	var err error
	if value == "" {
		value, err = c.checkEmail(req.EmailAddress)
	} else {
		err = c.checkPhone(value)
	}
	if err != nil {
		return nil, err
	}
	u, err := c.findUser(c.param("user_id"))
	if err != nil {
		return nil, err
	}
	factors := slices.Concat(u.emails, u.phones)
	others := len(u.factorIDs())
	if u.totp != nil && !u.totp.exists(c.now) {
		others--
	}
	if len(factors) != 1 || others > 0 {
		return nil, refuse(api.ErrorTypeInvalidExchangePrimaryFactorUser, "The user must have exactly one factor, an email address or a phone number.")
	}
	if owner := c.contacts[value]; owner != nil {
		return nil, duplicate(owner, u)
	}
	c.removeContact(factors[0])
	c.addContact(u, value, false)
	return &api.UsersExchangePrimaryFactorResponse{UserID: u.id, User: c.view(u)}, nil
}

// duplicate is the error of an address or number that is somebody's already, for the user who was to get
// it.
func duplicate(taken *contact, u *user) error {
	switch email, same := taken.isEmail(), taken.user == u; {
	case email && same:
		return refuse(api.ErrorTypeDuplicateEmailForUser, "The user has the email address %s already.", taken.value)
	case email:
		return refuse(api.ErrorTypeDuplicateEmail, "Another user has the email address %s.", taken.value)
	case same:
		return refuse(api.ErrorTypeDuplicatePhoneNumberForUser, "The user has the phone number %s already.", taken.value)
	default:
		return refuse(api.ErrorTypeDuplicatePhoneNumber, "Another user has the phone number %s.", taken.value)
	}
}

func deleteExternalID(c *call, _ *noBody) (*api.UsersDeleteExternalIDResponse, error) {
	u, err := c.findUser(c.param("user_id"))
	if err != nil {
		return nil, err
	}
	c.setExternalID(u, "")
	return &api.UsersDeleteExternalIDResponse{UserID: u.id, User: c.view(u)}, nil
}

func connectedApps(c *call, _ *noBody) (*api.UsersConnectedAppsResponse, error) {
	u, err := c.findUser(c.param("user_id"))
	if err != nil {
		return nil, err
	}
	return &api.UsersConnectedAppsResponse{ConnectedApps: u.connectedApps}, nil
}

func revokeConnectedApp(c *call, _ *noBody) (*api.UsersRevokeConnectedAppResponse, error) {
	u, err := c.findUser(c.param("user_id"))
	if err != nil {
		return nil, err
	}
	id := c.param("connected_app_id")
	i := slices.IndexFunc(u.connectedApps, func(app api.UserConnectedApp) bool { return app.ConnectedAppID == id })
	if i < 0 {
		return nil, refuse(api.ErrorTypeConnectedAppNotFound, "The user has granted nothing to an app %s.", id)
	}
	u.connectedApps = slices.Delete(slices.Clone(u.connectedApps), i, i+1)
	return &api.UsersRevokeConnectedAppResponse{}, nil
}

// ConnectApp records that a user has granted an app access, as the app's authorization flow would. The
// id of the app is made up when empty.
func (s *Server) ConnectApp(userID string, app api.UserConnectedApp) (api.UserConnectedApp, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &call{Server: s, now: s.clock()}
	u, err := c.findUser(userID)
	if err != nil {
		return api.UserConnectedApp{}, err
	}
	if app.ConnectedAppID == "" {
		app.ConnectedAppID = c.newID(connectedAppPrefix)
	}
	others := slices.DeleteFunc(slices.Clone(u.connectedApps), func(a api.UserConnectedApp) bool { return a.ConnectedAppID == app.ConnectedAppID })
	u.connectedApps = append(others, app)
	return app, nil
}

// fullName is what the search by name looks at.
func fullName(n api.Name) string {
	return strings.ToLower(strings.Join(strings.Fields(n.FirstName+" "+n.MiddleName+" "+n.LastName), " "))
}
