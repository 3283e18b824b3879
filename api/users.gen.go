// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// NameUpdate is the name in users.update, part by part. Whether a part left out keeps its value is
// not documented. An empty string clears a part.
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
	// Whose the app is and whether it can keep a secret.
	ClientType ConnectedAppClientType `json:"client_type"`

	// Id of the app, `connected-app-<env>-<uuid>`.
	ConnectedAppID string `json:"connected_app_id"`

	// Description of the app.
	Description string `json:"description"`

	// URL of the app's logo. Null if it has none.
	LogoURL string `json:"logo_url,omitzero"`

	// Name of the app.
	Name string `json:"name"`

	// Scopes the user granted, in one string.
	ScopesGranted string `json:"scopes_granted"`
}

// UsersConnectedAppsResponse is the answer to users.connected_apps. On success it lists the apps
// that have access.
type UsersConnectedAppsResponse struct {
	// Apps the user has authorized and not revoked. Empty if there are none.
	ConnectedApps []UserConnectedApp `json:"connected_apps"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// UsersCreateRequest is the body of users.create. At least one of `email` and `phone_number` is
// needed.
type UsersCreateRequest struct {
	// IP address and user agent of the end user. They help to detect fraud.
	Attributes Attributes `json:"attributes,omitzero"`

	// Whether the user is `pending` until the first authentication. Default false: `active` at once.
	CreateUserAsPending bool `json:"create_user_as_pending,omitzero"`

	// Email address. No other user may have it. Nothing is sent to it.
	Email string `json:"email,omitzero"`

	// Id of the user in your own system, unique in the project and usable in place of the user id: 1 to
	// 128 characters of letters, digits, `.`, `_`, `-` and `|`.
	ExternalID string `json:"external_id,omitzero"`

	// Name of the user. Every part is optional.
	Name Name `json:"name,omitzero"`

	// Phone number in E.164, such as `+14155550123`. No other user may have it. Nothing is sent to it.
	PhoneNumber string `json:"phone_number,omitzero"`

	// Ids of the roles to assign explicitly. The default role is implied and must not be among them.
	Roles []string `json:"roles,omitzero"`

	// Data of the application that the end user cannot change: at most 20 keys at top level, 4 KB in
	// all.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`

	// Data that the end user can change through Stytch's browser and mobile SDKs, so not to be relied
	// on: at most 20 keys at top level, 4 KB in all.
	UntrustedMetadata map[string]any `json:"untrusted_metadata,omitzero"`
}

// UsersCreateResponse is the answer to users.create. On success the user exists; no factor of it is
// verified yet.
type UsersCreateResponse struct {
	// Id of the email address, `email-<env>-<uuid>`. Empty if none was sent.
	EmailID string `json:"email_id"`

	// Id of the phone number, `phone-number-<env>-<uuid>`. Empty if none was sent.
	PhoneID string `json:"phone_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// Whether the user is active or, with `create_user_as_pending`, pending.
	Status UserStatus `json:"status"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The new user.
	User User `json:"user"`

	// Id of the new user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeleteBiometricRegistrationResponse is the answer to users.delete_biometric_registration. On
// success the registration no longer authenticates the user.
type UsersDeleteBiometricRegistrationResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the registration.
	User User `json:"user"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeleteCryptoWalletResponse is the answer to users.delete_crypto_wallet. On success the
// wallet no longer authenticates the user.
type UsersDeleteCryptoWalletResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the wallet.
	User User `json:"user"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeleteEmailResponse is the answer to users.delete_email. On success the user no longer has
// the email address.
type UsersDeleteEmailResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the email address.
	User User `json:"user"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeleteExternalIDResponse is the answer to users.delete_external_id. On success the user has
// no external id.
type UsersDeleteExternalIDResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the external id.
	User User `json:"user"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeleteOAuthRegistrationResponse is the answer to users.delete_oauth_registration. On success
// the account at the provider is no longer tied to the user.
type UsersDeleteOAuthRegistrationResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the registration.
	User User `json:"user"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeletePasswordResponse is the answer to users.delete_password. On success the user has no
// password.
type UsersDeletePasswordResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the password.
	User User `json:"user"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeletePhoneNumberResponse is the answer to users.delete_phone_number. On success the user no
// longer has the phone number.
type UsersDeletePhoneNumberResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the phone number.
	User User `json:"user"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeleteResponse is the answer to users.delete. On success the user no longer exists.
type UsersDeleteResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Id of the user who was deleted.
	UserID string `json:"user_id"`
}

// UsersDeleteTOTPResponse is the answer to users.delete_totp. On success neither the authenticator
// app nor its recovery codes authenticate the user.
type UsersDeleteTOTPResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the TOTP.
	User User `json:"user"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersDeleteWebAuthnRegistrationResponse is the answer to users.delete_webauthn_registration. On
// success the passkey or security key no longer authenticates the user.
type UsersDeleteWebAuthnRegistrationResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user without the registration.
	User User `json:"user"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersExchangePrimaryFactorRequest is the body of users.exchange_primary_factor. Exactly one of
// `email_address` and `phone_number` is needed.
type UsersExchangePrimaryFactorRequest struct {
	// Email address to exchange to. No other user may have it.
	EmailAddress string `json:"email_address,omitzero"`

	// Phone number to exchange to, in E.164. No other user may have it.
	PhoneNumber string `json:"phone_number,omitzero"`
}

// UsersExchangePrimaryFactorResponse is the answer to users.exchange_primary_factor. On success the
// old factor is gone and the new one is in its place.
type UsersExchangePrimaryFactorResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user after the call.
	User User `json:"user"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// UsersRevokeConnectedAppResponse is the answer to users.revoke_connected_app. On success the app
// has no access and its tokens for the user are revoked.
type UsersRevokeConnectedAppResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// UsersSearchOperand is a filter on users: a name and the value it is to match. A filter that takes
// a list matches any of its values. These are known:
//
//   - `user_id`: list of strings, either all Stytch ids or all external ids
//   - `status`: string, `active` or `pending`
//   - `full_name_fuzzy`: string, part of the name
//   - `created_at_greater_than`: RFC 3339 timestamp
//   - `created_at_less_than`: RFC 3339 timestamp
//   - `created_at_between`: object of two RFC 3339 timestamps, `greater_than` and `less_than`
//   - `email_address`: list of strings
//   - `email_address_fuzzy`: string, part of the address
//   - `email_id`: list of strings
//   - `email_verified`: boolean
//   - `phone_number`: list of strings, in E.164
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
// A fuzzy filter needs a value of some length; how long is not documented.
type UsersSearchOperand struct {
	// Name of the filter.
	FilterName string `json:"filter_name"`

	// Value to match; its type depends on the filter.
	FilterValue any `json:"filter_value"`
}

// UsersSearchQuery is a query for users. Without operands it matches all of them.
type UsersSearchQuery struct {
	// Filters to apply.
	Operands []UsersSearchOperand `json:"operands,omitzero"`

	// Whether all operands must match or any one.
	Operator SearchOperator `json:"operator,omitzero"`
}

// UsersSearchRequest is the body of users.search. No field is required; an empty body asks for the
// first 100 of all users.
type UsersSearchRequest struct {
	// `next_cursor` of the page before, sent with the same query. Left out, the first page.
	Cursor string `json:"cursor,omitzero"`

	// Results on a page, at most 1000. Default 100.
	Limit int `json:"limit,omitzero"`

	// Which users to return. Left out, all.
	Query UsersSearchQuery `json:"query,omitzero"`
}

// UsersSearchResponse is the answer to users.search. On success it holds one page of users, maybe
// an empty one.
type UsersSearchResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// Users on this page. Their order is not documented.
	Results []User `json:"results"`

	// The total and the cursor of the next page.
	ResultsMetadata ResultsMetadata `json:"results_metadata"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// UsersUpdateRequest is the body of users.update. No field is required, and a field left out keeps
// its value.
type UsersUpdateRequest struct {
	// IP address and user agent of the end user. They help to detect fraud.
	Attributes Attributes `json:"attributes,omitzero"`

	// New external id, unique in the project: 1 to 128 characters of letters, digits, `.`, `_`, `-` and
	// `|`. To remove one, see users.delete_external_id.
	ExternalID string `json:"external_id,omitzero"`

	// New name. To be sure of the result send every part; see NameUpdate.
	Name NameUpdate `json:"name,omitzero"`

	// Ids of all roles explicitly assigned from now on. An empty list removes them all; left out, they
	// stay.
	Roles []string `json:"roles,omitzero"`

	// Keys to set or, with null, to delete in the trusted metadata; others stay. Nested values are
	// replaced whole. At most 20 keys at top level and 4 KB after the merge.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`

	// Keys to set or, with null, to delete in the untrusted metadata; others stay. Nested values are
	// replaced whole. At most 20 keys at top level and 4 KB after the merge.
	UntrustedMetadata map[string]any `json:"untrusted_metadata,omitzero"`
}

// UsersUpdateResponse is the answer to users.update. On success the changes are stored.
type UsersUpdateResponse struct {
	// Crypto wallets of the user, the same as in `user`.
	CryptoWallets []UserCryptoWallet `json:"crypto_wallets"`

	// Email addresses of the user, the same as in `user`.
	Emails []UserEmail `json:"emails"`

	// Phone numbers of the user, the same as in `user`.
	PhoneNumbers []UserPhoneNumber `json:"phone_numbers"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user after the call.
	User User `json:"user"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}
