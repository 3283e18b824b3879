// Package users creates, finds, updates and deletes users. The client exposes it as client.Users.
//
//	created, err := client.Users.Create(ctx, users.CreateRequest{Email: "ada@example.com"})
//	...
//	page, err := client.Users.Search(ctx, users.SearchRequest{
//		Query: users.And(users.EmailAddress("ada@example.com")),
//	})
//	...
//	for user, err := range client.Users.All(ctx, users.SearchRequest{}) { ... }
//
// Every method that takes a user ID also accepts the external ID set on that user.
//
// All methods except Create are idempotent and retried. If a response is lost, the retry of a delete or revoke may
// return a not-found error. Create is retried only when Stytch provably did not handle the request.
//
// API reference: https://stytch.com/docs/api-reference/consumer/api/users/create-user
package users

import (
	"context"

	"github.com/flymyai/stytch-go/internal/ended"
	"github.com/flymyai/stytch-go/internal/transport"
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

// Service calls the user endpoints.
type Service struct {
	transport *transport.Client
	ended     ended.Report
}

// New is called by stytch.New. The function report is called when an API call of the service has ended sessions.
// Programs use client.Users instead, since the transport is internal to this module.
func New(t *transport.Client, report ended.Report) *Service { return &Service{t, report} }

// Create adds a user (POST /v1/users). It requires an email address or a phone number. Stytch sends nothing to
// the user. The address or number stays unverified until the user authenticates with it.
//
// Errors include [api.ErrorTypeDuplicateEmail], [api.ErrorTypeDuplicatePhoneNumber],
// [api.ErrorTypeDuplicateUserExternalID], [api.ErrorTypeInvalidEmail],
// [api.ErrorTypeInvalidPhoneNumber] and [api.ErrorTypeInvalidCreateUserRequest].
func (s *Service) Create(ctx context.Context, req CreateRequest) (*CreateResponse, error) {
	return transport.Call[CreateResponse](ctx, s.transport, create, req)
}

// Get returns a user, by user ID or external ID (GET /v1/users/{user_id}). To find a user by email address or
// phone number, use [Service.Search].
//
// Errors include [api.ErrorTypeUserNotFound] and [api.ErrorTypeInvalidUserID].
func (s *Service) Get(ctx context.Context, userID string) (*GetResponse, error) {
	return transport.Call[GetResponse](ctx, s.transport, get, nil, userID)
}

// Search returns one page of the users that match a query (POST /v1/users/search). An empty query matches all
// users. A page holds 100 users by default and up to 1,000 with Limit. To get the next page, set Cursor to
// ResultsMetadata.NextCursor of the response, which is empty on the last page. [Service.All] does this for you.
// The API allows 150 searches per minute, so do not run one for each request to your application.
//
// Errors include [api.ErrorTypeUserSearchInvalidCursor], [api.ErrorTypeUserSearchInvalidLimit],
// [api.ErrorTypeUserSearchFilterNameNotRecognized], and a type for each filter whose value is invalid.
func (s *Service) Search(ctx context.Context, req SearchRequest) (*SearchResponse, error) {
	resp, err := transport.Call[searchResponse](ctx, s.transport, search, req)
	if err != nil {
		return nil, err
	}
	return &resp.UsersSearchResponse, nil
}

// Update changes the fields that are set and leaves the others unchanged (PUT /v1/users/{user_id}). Roles replaces the
// user's roles, so an empty list removes all assigned ones. Metadata is merged at the top level, and a key set to nil
// is removed. To change an email address or phone number, use [Service.ExchangePrimaryFactor]. To add one, use the Send
// methods of packages magiclinks and otp.
//
// With stytch.WithRevocations, changed roles take effect at once: the next check of a JWT that the user got earlier
// calls the API. Only AuthenticateJWTLocal of package sessions cannot do that, and returns ErrJWTUnconfirmed.
//
// Errors include [api.ErrorTypeUserNotFound], [api.ErrorTypeDuplicateUserExternalID],
// [api.ErrorTypeInvalidRBACRoleID], [api.ErrorTypeMetadataTooLarge] and [api.ErrorTypeMetadataTooManyKeys].
func (s *Service) Update(ctx context.Context, userID string, req UpdateRequest) (*UpdateResponse, error) {
	resp, err := transport.Call[UpdateResponse](ctx, s.transport, update, req, userID)
	if req.Roles != nil {
		if err == nil {
			userID = resp.UserID // it may have been an external ID
		}
		s.ended.Changed(ctx, userID, err)
	}
	return resp, err
}

// Delete deletes a user and everything that belongs to the user, including sessions
// (DELETE /v1/users/{user_id}). It cannot be undone.
//
// With stytch.WithRevocations, pass the user ID and not an external ID. If the response is lost, the retry no longer
// finds the user by the external ID, and the user's JWTs are accepted until they expire.
//
// Errors include [api.ErrorTypeUserNotFound].
func (s *Service) Delete(ctx context.Context, userID string) (*DeleteResponse, error) {
	resp, err := transport.Call[DeleteResponse](ctx, s.transport, deleteUser, nil, userID)
	if err == nil {
		userID = resp.UserID // it may have been an external ID
	}
	s.ended.Deleted(ctx, userID, err)
	return resp, err
}

// ExchangePrimaryFactor replaces a user's email address or phone number
// (PUT /v1/users/{user_id}/exchange_primary_factor). The user must have exactly one factor: an email address
// or a phone number. The new one can be of the other kind.
//
// Errors include [api.ErrorTypeInvalidExchangePrimaryFactorFields],
// [api.ErrorTypeInvalidExchangePrimaryFactorUser], [api.ErrorTypeDuplicateEmail],
// [api.ErrorTypeDuplicatePhoneNumber] and [api.ErrorTypeUserNotFound].
func (s *Service) ExchangePrimaryFactor(ctx context.Context, userID string, req ExchangePrimaryFactorRequest) (*ExchangePrimaryFactorResponse, error) {
	return transport.Call[ExchangePrimaryFactorResponse](ctx, s.transport, exchangePrimary, req, userID)
}

// DeleteEmail deletes a user's email address (DELETE /v1/users/emails/{email_id}).
//
// Errors include [api.ErrorTypeEmailNotFound], [api.ErrorTypeCannotDeleteEmail] and
// [api.ErrorTypeCannotDeleteLastPrimaryFactor].
func (s *Service) DeleteEmail(ctx context.Context, emailID string) (*DeleteEmailResponse, error) {
	return transport.Call[DeleteEmailResponse](ctx, s.transport, deleteEmail, nil, emailID)
}

// DeletePhoneNumber deletes a user's phone number (DELETE /v1/users/phone_numbers/{phone_id}).
//
// Errors include [api.ErrorTypePhoneNumberNotFound] and [api.ErrorTypeCannotDeleteLastPrimaryFactor].
func (s *Service) DeletePhoneNumber(ctx context.Context, phoneID string) (*DeletePhoneNumberResponse, error) {
	return transport.Call[DeletePhoneNumberResponse](ctx, s.transport, deletePhone, nil, phoneID)
}

// DeleteWebAuthnRegistration deletes a user's passkey or security key
// (DELETE /v1/users/webauthn_registrations/{webauthn_registration_id}).
//
// Errors include [api.ErrorTypeWebAuthnRegistrationNotFound].
func (s *Service) DeleteWebAuthnRegistration(ctx context.Context, webAuthnRegistrationID string) (*DeleteWebAuthnRegistrationResponse, error) {
	return transport.Call[DeleteWebAuthnRegistrationResponse](ctx, s.transport, deleteWebAuthn, nil, webAuthnRegistrationID)
}

// DeleteBiometricRegistration deletes a biometric registration, which a user has created with a mobile SDK (DELETE
// /v1/users/biometric_registrations/{biometric_registration_id}).
//
// Errors include [api.ErrorTypeBiometricRegistrationNotFound].
func (s *Service) DeleteBiometricRegistration(ctx context.Context, biometricRegistrationID string) (*DeleteBiometricRegistrationResponse, error) {
	return transport.Call[DeleteBiometricRegistrationResponse](ctx, s.transport, deleteBiometric, nil, biometricRegistrationID)
}

// DeleteTOTP deletes a user's authenticator app (DELETE /v1/users/totps/{totp_id}).
//
// Errors include [api.ErrorTypeTOTPNotFound].
func (s *Service) DeleteTOTP(ctx context.Context, totpID string) (*DeleteTOTPResponse, error) {
	return transport.Call[DeleteTOTPResponse](ctx, s.transport, deleteTOTP, nil, totpID)
}

// DeleteCryptoWallet deletes a user's crypto wallet (DELETE /v1/users/crypto_wallets/{crypto_wallet_id}).
//
// Errors include [api.ErrorTypeCryptoWalletNotFound].
func (s *Service) DeleteCryptoWallet(ctx context.Context, cryptoWalletID string) (*DeleteCryptoWalletResponse, error) {
	return transport.Call[DeleteCryptoWalletResponse](ctx, s.transport, deleteCryptoWallet, nil, cryptoWalletID)
}

// DeletePassword deletes a user's password (DELETE /v1/users/passwords/{password_id}).
//
// Errors include [api.ErrorTypePasswordNotFound].
func (s *Service) DeletePassword(ctx context.Context, passwordID string) (*DeletePasswordResponse, error) {
	return transport.Call[DeletePasswordResponse](ctx, s.transport, deletePassword, nil, passwordID)
}

// DeleteOAuthRegistration deletes a user's link to an OAuth provider
// (DELETE /v1/users/oauth/{oauth_user_registration_id}).
//
// Errors include [api.ErrorTypeOAuthUserRegistrationNotFound].
func (s *Service) DeleteOAuthRegistration(ctx context.Context, oauthUserRegistrationID string) (*DeleteOAuthRegistrationResponse, error) {
	return transport.Call[DeleteOAuthRegistrationResponse](ctx, s.transport, deleteOAuth, nil, oauthUserRegistrationID)
}

// DeleteExternalID removes a user's external ID (DELETE /v1/users/{user_id}/external_id).
//
// Errors include [api.ErrorTypeUserNotFound].
func (s *Service) DeleteExternalID(ctx context.Context, userID string) (*DeleteExternalIDResponse, error) {
	return transport.Call[DeleteExternalIDResponse](ctx, s.transport, deleteExternalID, nil, userID)
}

// ConnectedApps returns the connected apps that a user has authorized
// (GET /v1/users/{user_id}/connected_apps).
//
// Errors include [api.ErrorTypeUserNotFound].
func (s *Service) ConnectedApps(ctx context.Context, userID string) (*ConnectedAppsResponse, error) {
	return transport.Call[ConnectedAppsResponse](ctx, s.transport, connectedApps, nil, userID)
}

// RevokeConnectedApp revokes a user's authorization of a connected app, along with the app's tokens for the user
// (POST /v1/users/{user_id}/connected_apps/{connected_app_id}/revoke).
//
// Errors include [api.ErrorTypeUserNotFound] and [api.ErrorTypeConnectedAppNotFound].
func (s *Service) RevokeConnectedApp(ctx context.Context, userID, connectedAppID string) (*RevokeConnectedAppResponse, error) {
	return transport.Call[RevokeConnectedAppResponse](ctx, s.transport, revokeConnectedApp, nil, userID, connectedAppID)
}
