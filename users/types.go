package users

import "github.com/flymyai/stytch-go/api"

type (
	// CreateRequest is the request of [Service.Create]. Email or PhoneNumber is required.
	// See [api.UsersCreateRequest] for its fields.
	CreateRequest = api.UsersCreateRequest
	// CreateResponse is the response of [Service.Create]: the user and the IDs of the email address and phone
	// number.
	// See [api.UsersCreateResponse] for its fields.
	CreateResponse = api.UsersCreateResponse
	// GetResponse is the response of [Service.Get]: the user.
	// See [api.UsersGetResponse] for its fields.
	GetResponse = api.UsersGetResponse
	// SearchRequest is the request of [Service.Search]. No field is required. Create Query with [And] or [Or].
	// See [api.UsersSearchRequest] for its fields.
	SearchRequest = api.UsersSearchRequest
	// SearchResponse is the response of [Service.Search]: one page of users and the cursor of the next page.
	// See [api.UsersSearchResponse] for its fields.
	SearchResponse = api.UsersSearchResponse
	// UpdateRequest is the request of [Service.Update]. No field is required, and fields that are not set stay
	// unchanged.
	// See [api.UsersUpdateRequest] for its fields.
	UpdateRequest = api.UsersUpdateRequest
	// UpdateResponse is the response of [Service.Update]: the updated user.
	// See [api.UsersUpdateResponse] for its fields.
	UpdateResponse = api.UsersUpdateResponse
	// DeleteResponse is the response of [Service.Delete]: the ID of the deleted user.
	// See [api.UsersDeleteResponse] for its fields.
	DeleteResponse = api.UsersDeleteResponse
	// ExchangePrimaryFactorRequest is the request of [Service.ExchangePrimaryFactor]. Exactly one of EmailAddress
	// and PhoneNumber is required.
	// See [api.UsersExchangePrimaryFactorRequest] for its fields.
	ExchangePrimaryFactorRequest = api.UsersExchangePrimaryFactorRequest
	// ExchangePrimaryFactorResponse is the response of [Service.ExchangePrimaryFactor]: the updated user.
	// See [api.UsersExchangePrimaryFactorResponse] for its fields.
	ExchangePrimaryFactorResponse = api.UsersExchangePrimaryFactorResponse
	// DeleteEmailResponse is the response of [Service.DeleteEmail]: the updated user.
	// See [api.UsersDeleteEmailResponse] for its fields.
	DeleteEmailResponse = api.UsersDeleteEmailResponse
	// DeletePhoneNumberResponse is the response of [Service.DeletePhoneNumber]: the updated user.
	// See [api.UsersDeletePhoneNumberResponse] for its fields.
	DeletePhoneNumberResponse = api.UsersDeletePhoneNumberResponse
	// DeleteWebAuthnRegistrationResponse is the response of [Service.DeleteWebAuthnRegistration]: the updated user.
	// See [api.UsersDeleteWebAuthnRegistrationResponse] for its fields.
	DeleteWebAuthnRegistrationResponse = api.UsersDeleteWebAuthnRegistrationResponse
	// DeleteBiometricRegistrationResponse is the response of [Service.DeleteBiometricRegistration]: the updated
	// user.
	// See [api.UsersDeleteBiometricRegistrationResponse] for its fields.
	DeleteBiometricRegistrationResponse = api.UsersDeleteBiometricRegistrationResponse
	// DeleteTOTPResponse is the response of [Service.DeleteTOTP]: the updated user.
	// See [api.UsersDeleteTOTPResponse] for its fields.
	DeleteTOTPResponse = api.UsersDeleteTOTPResponse
	// DeleteCryptoWalletResponse is the response of [Service.DeleteCryptoWallet]: the updated user.
	// See [api.UsersDeleteCryptoWalletResponse] for its fields.
	DeleteCryptoWalletResponse = api.UsersDeleteCryptoWalletResponse
	// DeletePasswordResponse is the response of [Service.DeletePassword]: the updated user.
	// See [api.UsersDeletePasswordResponse] for its fields.
	DeletePasswordResponse = api.UsersDeletePasswordResponse
	// DeleteOAuthRegistrationResponse is the response of [Service.DeleteOAuthRegistration]: the updated user.
	// See [api.UsersDeleteOAuthRegistrationResponse] for its fields.
	DeleteOAuthRegistrationResponse = api.UsersDeleteOAuthRegistrationResponse
	// DeleteExternalIDResponse is the response of [Service.DeleteExternalID]: the updated user.
	// See [api.UsersDeleteExternalIDResponse] for its fields.
	DeleteExternalIDResponse = api.UsersDeleteExternalIDResponse
	// ConnectedAppsResponse is the response of [Service.ConnectedApps]: the apps and the scopes granted to each.
	// See [api.UsersConnectedAppsResponse] for its fields.
	ConnectedAppsResponse = api.UsersConnectedAppsResponse
	// RevokeConnectedAppResponse is the response of [Service.RevokeConnectedApp].
	// See [api.UsersRevokeConnectedAppResponse] for its fields.
	RevokeConnectedAppResponse = api.UsersRevokeConnectedAppResponse

	// User is a user: name, status, roles, metadata and authentication factors.
	// See [api.User] for its fields.
	User = api.User
	// Name is a user's name. All parts are optional.
	// See [api.Name] for its fields.
	Name = api.Name
	// NameUpdate is the change of a name in [UpdateRequest]. A nil part is not sent, and an empty one is removed. Stytch
	// does not document whether a part that is not sent stays unchanged.
	// See [api.NameUpdate] for its fields.
	NameUpdate = api.NameUpdate
	// ConnectedApp is a connected app that a user has authorized.
	// See [api.UserConnectedApp] for its fields.
	ConnectedApp = api.UserConnectedApp
)
