// Package users creates, finds, changes and deletes users. It is reached as client.Users.
//
//	created, err := client.Users.Create(ctx, users.CreateRequest{Email: "ada@example.com"})
//	...
//	page, err := client.Users.Search(ctx, users.SearchRequest{
//		Query: users.And(users.EmailAddress("ada@example.com")),
//	})
//	...
//	for user, err := range client.Users.All(ctx, users.SearchRequest{}) { ... }
//
// Wherever a user id is taken, the external id set on the user works too.
//
// Create is tried again only where the request provably was not handled; everything else here can be
// repeated and is. A delete or revoke that is repeated after a lost answer may come back as not found.
//
// API reference: https://stytch.com/docs/api/overview, Users.
package users

import (
	"context"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/transport"
)

// The requests and answers of this package, and what they hold.
type (
	CreateRequest                       = api.UsersCreateRequest
	CreateResponse                      = api.UsersCreateResponse
	GetResponse                         = api.UsersGetResponse
	SearchRequest                       = api.UsersSearchRequest
	SearchResponse                      = api.UsersSearchResponse
	UpdateRequest                       = api.UsersUpdateRequest
	UpdateResponse                      = api.UsersUpdateResponse
	DeleteResponse                      = api.UsersDeleteResponse
	ExchangePrimaryFactorRequest        = api.UsersExchangePrimaryFactorRequest
	ExchangePrimaryFactorResponse       = api.UsersExchangePrimaryFactorResponse
	DeleteEmailResponse                 = api.UsersDeleteEmailResponse
	DeletePhoneNumberResponse           = api.UsersDeletePhoneNumberResponse
	DeleteWebAuthnRegistrationResponse  = api.UsersDeleteWebAuthnRegistrationResponse
	DeleteBiometricRegistrationResponse = api.UsersDeleteBiometricRegistrationResponse
	DeleteTOTPResponse                  = api.UsersDeleteTOTPResponse
	DeleteCryptoWalletResponse          = api.UsersDeleteCryptoWalletResponse
	DeletePasswordResponse              = api.UsersDeletePasswordResponse
	DeleteOAuthRegistrationResponse     = api.UsersDeleteOAuthRegistrationResponse
	DeleteExternalIDResponse            = api.UsersDeleteExternalIDResponse
	ConnectedAppsResponse               = api.UsersConnectedAppsResponse
	RevokeConnectedAppResponse          = api.UsersRevokeConnectedAppResponse

	User         = api.User
	Name         = api.Name
	NameUpdate   = api.NameUpdate
	ConnectedApp = api.UserConnectedApp
)

var (
	create          = transport.Post("users.create", "/v1/users")
	get             = transport.Get("users.get", "/v1/users/{user_id}").Idempotent()
	search          = transport.Post("users.search", "/v1/users/search").Idempotent()
	update          = transport.Put("users.update", "/v1/users/{user_id}").Idempotent()
	deleteUser      = transport.Delete("users.delete", "/v1/users/{user_id}").Idempotent()
	exchangePrimary = transport.Put("users.exchange_primary_factor", "/v1/users/{user_id}/exchange_primary_factor").Idempotent()
	deleteEmail     = transport.Delete("users.delete_email", "/v1/users/emails/{email_id}").Idempotent()
	deletePhone     = transport.Delete("users.delete_phone_number", "/v1/users/phone_numbers/{phone_id}").Idempotent()
	deleteWebAuthn  = transport.Delete("users.delete_webauthn_registration",
		"/v1/users/webauthn_registrations/{webauthn_registration_id}").Idempotent()
	deleteBiometric = transport.Delete("users.delete_biometric_registration",
		"/v1/users/biometric_registrations/{biometric_registration_id}").Idempotent()
	deleteTOTP         = transport.Delete("users.delete_totp", "/v1/users/totps/{totp_id}").Idempotent()
	deleteCryptoWallet = transport.Delete("users.delete_crypto_wallet", "/v1/users/crypto_wallets/{crypto_wallet_id}").Idempotent()
	deletePassword     = transport.Delete("users.delete_password", "/v1/users/passwords/{password_id}").Idempotent()
	deleteOAuth        = transport.Delete("users.delete_oauth_registration",
		"/v1/users/oauth/{oauth_user_registration_id}").Idempotent()
	deleteExternalID   = transport.Delete("users.delete_external_id", "/v1/users/{user_id}/external_id").Idempotent()
	connectedApps      = transport.Get("users.connected_apps", "/v1/users/{user_id}/connected_apps").Idempotent()
	revokeConnectedApp = transport.Post("users.revoke_connected_app",
		"/v1/users/{user_id}/connected_apps/{connected_app_id}/revoke").Idempotent()
)

// Service is the users domain.
type Service struct {
	transport *transport.Client
}

// New returns the service. It is called by stytch.New.
func New(t *transport.Client) *Service { return &Service{t} }

// Create adds a user (POST /v1/users). An email address or a phone number is needed. Nothing is sent to
// the user, and the address stays unverified until the user authenticates with it.
//
// Errors: [api.ErrorTypeDuplicateEmail], [api.ErrorTypeDuplicatePhoneNumber],
// [api.ErrorTypeDuplicateUserExternalID], [api.ErrorTypeInvalidEmail],
// [api.ErrorTypeInvalidPhoneNumber], [api.ErrorTypeInvalidCreateUserRequest].
func (s *Service) Create(ctx context.Context, req CreateRequest) (*CreateResponse, error) {
	return transport.Call[CreateResponse](ctx, s.transport, create, req)
}

// Get returns one user, by user id or external id (GET /v1/users/{user_id}). To find one by email
// address or phone number, see [Service.Search].
//
// Errors: [api.ErrorTypeUserNotFound], [api.ErrorTypeInvalidUserID].
func (s *Service) Get(ctx context.Context, userID string) (*GetResponse, error) {
	return transport.Call[GetResponse](ctx, s.transport, get, nil, userID)
}

// Search returns one page of the users that match a query, or of all users when it is empty
// (POST /v1/users/search). Pages hold 100 users, or up to 1,000 with Limit. Pass the answer's
// ResultsMetadata.NextCursor as Cursor for the next page; it is empty on the last. [Service.All] does
// that. The API allows 150 searches a minute: do not search where users wait for it.
//
// Errors: [api.ErrorTypeUserSearchInvalidCursor], [api.ErrorTypeUserSearchInvalidLimit],
// [api.ErrorTypeUserSearchFilterNameNotRecognized], and one for each filter given badly.
func (s *Service) Search(ctx context.Context, req SearchRequest) (*SearchResponse, error) {
	return transport.Call[SearchResponse](ctx, s.transport, search, req)
}

// Update changes the fields that are set (PUT /v1/users/{user_id}). Roles and metadata that are nil stay
// as they are; an empty list of roles clears them. Metadata merges at the top level, and a key set to nil
// is removed. Email addresses and phone numbers are changed by [Service.ExchangePrimaryFactor], and
// added by the sends of magiclinks and otp.
//
// Errors: [api.ErrorTypeUserNotFound], [api.ErrorTypeDuplicateUserExternalID],
// [api.ErrorTypeInvalidRBACRoleID], [api.ErrorTypeMetadataTooLarge], [api.ErrorTypeMetadataTooManyKeys].
func (s *Service) Update(ctx context.Context, userID string, req UpdateRequest) (*UpdateResponse, error) {
	return transport.Call[UpdateResponse](ctx, s.transport, update, req, userID)
}

// Delete removes a user with everything that belongs to it, sessions included
// (DELETE /v1/users/{user_id}). It cannot be undone.
//
// Errors: [api.ErrorTypeUserNotFound].
func (s *Service) Delete(ctx context.Context, userID string) (*DeleteResponse, error) {
	return transport.Call[DeleteResponse](ctx, s.transport, deleteUser, nil, userID)
}

// ExchangePrimaryFactor replaces the email address or phone number of a user that has exactly one of
// them, by an address or a number (PUT /v1/users/{user_id}/exchange_primary_factor).
//
// Errors: [api.ErrorTypeInvalidExchangePrimaryFactorFields],
// [api.ErrorTypeInvalidExchangePrimaryFactorUser], [api.ErrorTypeDuplicateEmail],
// [api.ErrorTypeDuplicatePhoneNumber], [api.ErrorTypeUserNotFound].
func (s *Service) ExchangePrimaryFactor(ctx context.Context, userID string, req ExchangePrimaryFactorRequest) (*ExchangePrimaryFactorResponse, error) {
	return transport.Call[ExchangePrimaryFactorResponse](ctx, s.transport, exchangePrimary, req, userID)
}

// DeleteEmail removes an email address from its user (DELETE /v1/users/emails/{email_id}).
//
// Errors: [api.ErrorTypeEmailNotFound], [api.ErrorTypeCannotDeleteEmail],
// [api.ErrorTypeCannotDeleteLastPrimaryFactor].
func (s *Service) DeleteEmail(ctx context.Context, emailID string) (*DeleteEmailResponse, error) {
	return transport.Call[DeleteEmailResponse](ctx, s.transport, deleteEmail, nil, emailID)
}

// DeletePhoneNumber removes a phone number from its user (DELETE /v1/users/phone_numbers/{phone_id}).
//
// Errors: [api.ErrorTypePhoneNumberNotFound], [api.ErrorTypeCannotDeleteLastPrimaryFactor].
func (s *Service) DeletePhoneNumber(ctx context.Context, phoneID string) (*DeletePhoneNumberResponse, error) {
	return transport.Call[DeletePhoneNumberResponse](ctx, s.transport, deletePhone, nil, phoneID)
}

// DeleteWebAuthnRegistration removes a passkey or security key from its user
// (DELETE /v1/users/webauthn_registrations/{webauthn_registration_id}).
//
// Errors: [api.ErrorTypeWebAuthnRegistrationNotFound].
func (s *Service) DeleteWebAuthnRegistration(ctx context.Context, webAuthnRegistrationID string) (*DeleteWebAuthnRegistrationResponse, error) {
	return transport.Call[DeleteWebAuthnRegistrationResponse](ctx, s.transport, deleteWebAuthn, nil, webAuthnRegistrationID)
}

// DeleteBiometricRegistration removes the registration of a mobile device's biometrics from its user
// (DELETE /v1/users/biometric_registrations/{biometric_registration_id}).
//
// Errors: [api.ErrorTypeBiometricRegistrationNotFound].
func (s *Service) DeleteBiometricRegistration(ctx context.Context, biometricRegistrationID string) (*DeleteBiometricRegistrationResponse, error) {
	return transport.Call[DeleteBiometricRegistrationResponse](ctx, s.transport, deleteBiometric, nil, biometricRegistrationID)
}

// DeleteTOTP removes an authenticator app from its user (DELETE /v1/users/totps/{totp_id}).
//
// Errors: [api.ErrorTypeTOTPNotFound].
func (s *Service) DeleteTOTP(ctx context.Context, totpID string) (*DeleteTOTPResponse, error) {
	return transport.Call[DeleteTOTPResponse](ctx, s.transport, deleteTOTP, nil, totpID)
}

// DeleteCryptoWallet removes a crypto wallet from its user
// (DELETE /v1/users/crypto_wallets/{crypto_wallet_id}).
//
// Errors: [api.ErrorTypeCryptoWalletNotFound].
func (s *Service) DeleteCryptoWallet(ctx context.Context, cryptoWalletID string) (*DeleteCryptoWalletResponse, error) {
	return transport.Call[DeleteCryptoWalletResponse](ctx, s.transport, deleteCryptoWallet, nil, cryptoWalletID)
}

// DeletePassword removes the password from its user (DELETE /v1/users/passwords/{password_id}).
//
// Errors: [api.ErrorTypePasswordNotFound].
func (s *Service) DeletePassword(ctx context.Context, passwordID string) (*DeletePasswordResponse, error) {
	return transport.Call[DeletePasswordResponse](ctx, s.transport, deletePassword, nil, passwordID)
}

// DeleteOAuthRegistration removes the link to an OAuth provider from its user
// (DELETE /v1/users/oauth/{oauth_user_registration_id}).
//
// Errors: [api.ErrorTypeOAuthUserRegistrationNotFound].
func (s *Service) DeleteOAuthRegistration(ctx context.Context, oauthUserRegistrationID string) (*DeleteOAuthRegistrationResponse, error) {
	return transport.Call[DeleteOAuthRegistrationResponse](ctx, s.transport, deleteOAuth, nil, oauthUserRegistrationID)
}

// DeleteExternalID removes the external id from a user (DELETE /v1/users/{user_id}/external_id).
//
// Errors: [api.ErrorTypeUserNotFound].
func (s *Service) DeleteExternalID(ctx context.Context, userID string) (*DeleteExternalIDResponse, error) {
	return transport.Call[DeleteExternalIDResponse](ctx, s.transport, deleteExternalID, nil, userID)
}

// ConnectedApps returns the Connected Apps that a user has allowed
// (GET /v1/users/{user_id}/connected_apps).
//
// Errors: [api.ErrorTypeUserNotFound].
func (s *Service) ConnectedApps(ctx context.Context, userID string) (*ConnectedAppsResponse, error) {
	return transport.Call[ConnectedAppsResponse](ctx, s.transport, connectedApps, nil, userID)
}

// RevokeConnectedApp takes back what a user has allowed a Connected App, whose tokens stop working
// (POST /v1/users/{user_id}/connected_apps/{connected_app_id}/revoke).
//
// Errors: [api.ErrorTypeUserNotFound], [api.ErrorTypeConnectedAppNotFound].
func (s *Service) RevokeConnectedApp(ctx context.Context, userID, connectedAppID string) (*RevokeConnectedAppResponse, error) {
	return transport.Call[RevokeConnectedAppResponse](ctx, s.transport, revokeConnectedApp, nil, userID, connectedAppID)
}
