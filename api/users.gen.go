// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// NameUpdate is a change to a user's name in users.update. An empty string clears a part. Whether
// an omitted part stays unchanged is not documented.
type NameUpdate struct {
	// Given name.
	FirstName *string `json:"first_name,omitzero"`

	// Family name.
	LastName *string `json:"last_name,omitzero"`

	// Middle names.
	MiddleName *string `json:"middle_name,omitzero"`
}

// UserConnectedApp is a connected app that a user has authorized.
type UserConnectedApp struct {
	// Whether the app is yours or someone else's, and whether it has a secret.
	ClientType ConnectedAppClientType `json:"client_type"`

	// ID of the app, `connected-app-<env>-<uuid>`.
	ConnectedAppID string `json:"connected_app_id"`

	// Description of the app.
	Description string `json:"description"`

	// URL of the app's logo. Null if it has none.
	LogoURL string `json:"logo_url,omitzero"`

	// Name of the app.
	Name string `json:"name"`

	// Scopes that the user granted, in one string.
	ScopesGranted string `json:"scopes_granted"`
}

// UsersConnectedAppsResponse is the response body of users.connected_apps. On success, it lists the
// apps that have access.
type UsersConnectedAppsResponse struct {
	// Apps that the user has authorized. Apps whose access was revoked are not included. Empty if there
	// are none.
	ConnectedApps []UserConnectedApp `json:"connected_apps"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// UsersCreateRequest is the request body of users.create. `email` or `phone_number` is required.
type UsersCreateRequest struct {
	// IP address and user agent of the end user. They help detect fraud.
	Attributes Attributes `json:"attributes,omitzero"`

	// Whether the user stays `pending` until the first authentication. Defaults to false: the user is
	// `active` immediately.
	CreateUserAsPending bool `json:"create_user_as_pending,omitzero"`

	// Email address. It must not belong to another user. Stytch sends nothing to it.
	Email string `json:"email,omitzero"`

	// The user's ID in your own system, unique in the project. It can be used instead of the user ID.
	// It has 1 to 128 characters: letters, digits, `.`, `_`, `-` and `|`.
	ExternalID string `json:"external_id,omitzero"`

	// Name of the user. All parts are optional.
	Name Name `json:"name,omitzero"`

	// Phone number in E.164 format, such as `+14155550123`. It must not belong to another user. Stytch
	// sends nothing to it.
	PhoneNumber string `json:"phone_number,omitzero"`

	// IDs of the roles to assign explicitly. The default role is implied and must not be listed.
	Roles []string `json:"roles,omitzero"`

	// Application data that the end user cannot change: at most 20 top-level keys, 4 KB in total.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`

	// Application data that the end user can change through Stytch's frontend SDKs, so do not rely on
	// it. At most 20 top-level keys, 4 KB in total.
	UntrustedMetadata map[string]any `json:"untrusted_metadata,omitzero"`
}

// UsersCreateResponse is the response body of users.create. On success, the user exists, with no
// verified factor yet.
type UsersCreateResponse struct {
	// ID of the email address, `email-<env>-<uuid>`. Empty without an email address.
	EmailID string `json:"email_id"`

	// ID of the phone number, `phone-number-<env>-<uuid>`. Empty without a phone number.
	PhoneID string `json:"phone_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// Whether the user is active or, with `create_user_as_pending`, pending.
	Status UserStatus `json:"status"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The new user.
	User User `json:"user"`

	// ID of the new user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeleteBiometricRegistrationResponse is the response body of
// users.delete_biometric_registration. On success, the registration no longer authenticates the
// user.
type UsersDeleteBiometricRegistrationResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the registration.
	User User `json:"user"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeleteCryptoWalletResponse is the response body of users.delete_crypto_wallet. On success,
// the wallet no longer authenticates the user.
type UsersDeleteCryptoWalletResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the wallet.
	User User `json:"user"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeleteEmailResponse is the response body of users.delete_email. On success, the user no
// longer has the email address.
type UsersDeleteEmailResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the email address.
	User User `json:"user"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeleteExternalIDResponse is the response body of users.delete_external_id. On success, the
// user has no external ID.
type UsersDeleteExternalIDResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the external ID.
	User User `json:"user"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeleteOAuthRegistrationResponse is the response body of users.delete_oauth_registration. On
// success, the provider's account is no longer linked to the user.
type UsersDeleteOAuthRegistrationResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the registration.
	User User `json:"user"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeletePasswordResponse is the response body of users.delete_password. On success, the user
// has no password.
type UsersDeletePasswordResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the password.
	User User `json:"user"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeletePhoneNumberResponse is the response body of users.delete_phone_number. On success, the
// user no longer has the phone number.
type UsersDeletePhoneNumberResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the phone number.
	User User `json:"user"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeleteResponse is the response body of users.delete. On success, the user no longer exists.
type UsersDeleteResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// ID of the deleted user.
	UserID string `json:"user_id"`
}

// UsersDeleteTOTPResponse is the response body of users.delete_totp. On success, the authenticator
// app and its recovery codes no longer authenticate the user.
type UsersDeleteTOTPResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the TOTP.
	User User `json:"user"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeleteWebAuthnRegistrationResponse is the response body of
// users.delete_webauthn_registration. On success, the passkey or security key no longer
// authenticates the user.
type UsersDeleteWebAuthnRegistrationResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the registration.
	User User `json:"user"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersExchangePrimaryFactorRequest is the request body of users.exchange_primary_factor. Exactly
// one of `email_address` and `phone_number` is required.
type UsersExchangePrimaryFactorRequest struct {
	// New email address. It must not belong to another user.
	EmailAddress string `json:"email_address,omitzero"`

	// New phone number in E.164 format. It must not belong to another user.
	PhoneNumber string `json:"phone_number,omitzero"`
}

// UsersExchangePrimaryFactorResponse is the response body of users.exchange_primary_factor. On
// success, the new email address or phone number has replaced the old one.
type UsersExchangePrimaryFactorResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user after the call.
	User User `json:"user"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersRevokeConnectedAppResponse is the response body of users.revoke_connected_app. On success,
// the app has no access, and its tokens for the user are revoked.
type UsersRevokeConnectedAppResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// UsersSearchOperand is a filter for users. A filter that takes a list matches any of its values.
// These filters exist:
//
//   - `user_id`: list of strings, either all Stytch IDs or all external IDs
//   - `status`: string, `active` or `pending`
//   - `full_name_fuzzy`: string, part of the name
//   - `created_at_greater_than`: RFC 3339 timestamp
//   - `created_at_less_than`: RFC 3339 timestamp
//   - `created_at_between`: object of two RFC 3339 timestamps, `greater_than` and `less_than`
//   - `email_address`: list of strings
//   - `email_address_fuzzy`: string, part of the address
//   - `email_id`: list of strings
//   - `email_verified`: boolean
//   - `phone_number`: list of strings, in E.164 format
//   - `phone_number_fuzzy`: string, part of the number
//   - `phone_id`: list of strings
//   - `phone_verified`: boolean
//   - `oauth_provider`: list of strings
//   - `webauthn_registration_id`: list of strings
//   - `webauthn_registration_verified`: boolean
//   - `biometric_registration_id`: list of strings
//   - `biometric_registration_verified`: boolean
//   - `totp_id`: list of strings
//   - `totp_verified`: boolean
//   - `crypto_wallet_id`: list of strings
//   - `crypto_wallet_address`: list of strings
//   - `crypto_wallet_verified`: boolean
//   - `password_exists`: boolean
//
// The value of a fuzzy filter has a minimum length, which is not documented.
type UsersSearchOperand struct {
	// Name of the filter.
	FilterName string `json:"filter_name"`

	// Value of the filter. Its type depends on the filter.
	FilterValue any `json:"filter_value"`
}

// UsersSearchQuery is a query for users. Without operands, it matches all users.
type UsersSearchQuery struct {
	// The filters.
	Operands []UsersSearchOperand `json:"operands,omitzero"`

	// Whether all operands must match (`AND`) or any of them (`OR`).
	Operator SearchOperator `json:"operator,omitzero"`
}

// UsersSearchRequest is the request body of users.search. No field is required. An empty body
// returns the first 100 of all users.
type UsersSearchRequest struct {
	// The `next_cursor` of the previous page, with the same query. Omit it for the first page.
	Cursor string `json:"cursor,omitzero"`

	// Number of results on a page, up to 1000. Defaults to 100.
	Limit int `json:"limit,omitzero"`

	// Which users to return. If omitted, all users.
	Query UsersSearchQuery `json:"query,omitzero"`
}

// UsersSearchResponse is the response body of users.search. On success, it contains one page of
// users, which can be empty.
type UsersSearchResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// The users on this page. Their order is not documented.
	Results []User `json:"results"`

	// The total number of results and the cursor of the next page.
	ResultsMetadata ResultsMetadata `json:"results_metadata"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// UsersUpdateRequest is the request body of users.update. No field is required, and omitted fields
// stay unchanged.
type UsersUpdateRequest struct {
	// IP address and user agent of the end user. They help detect fraud.
	Attributes Attributes `json:"attributes,omitzero"`

	// New external ID, unique in the project. It has 1 to 128 characters: letters, digits, `.`, `_`,
	// `-` and `|`. To remove it, use users.delete_external_id.
	ExternalID string `json:"external_id,omitzero"`

	// New name. Send every part to be sure of the result. See NameUpdate.
	Name NameUpdate `json:"name,omitzero"`

	// IDs of all explicitly assigned roles. They replace the current ones, and an empty list removes
	// them all. If omitted, the roles stay unchanged.
	Roles []string `json:"roles,omitzero"`

	// Keys to set or, with null, delete in the trusted metadata. Other keys stay unchanged, and nested
	// values are replaced as a whole. The merged metadata is limited to 20 top-level keys and 4 KB in
	// total.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`

	// Keys to set or, with null, delete in the untrusted metadata. Other keys stay unchanged, and
	// nested values are replaced as a whole. The merged metadata is limited to 20 top-level keys and 4
	// KB in total.
	UntrustedMetadata map[string]any `json:"untrusted_metadata,omitzero"`
}

// UsersUpdateResponse is the response body of users.update. On success, the changes are stored.
type UsersUpdateResponse struct {
	// The user's crypto wallets, the same as in `user`.
	CryptoWallets []UserCryptoWallet `json:"crypto_wallets"`

	// The user's email addresses, the same as in `user`.
	Emails []UserEmail `json:"emails"`

	// The user's phone numbers, the same as in `user`.
	PhoneNumbers []UserPhoneNumber `json:"phone_numbers"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user after the call.
	User User `json:"user"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}
