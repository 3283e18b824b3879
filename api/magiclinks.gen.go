// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// MagicLinksAuthenticateRequest is the request body of magic_links.authenticate. `token` is
// required, and so is `code_verifier` if the link was sent with a `code_challenge`.
type MagicLinksAuthenticateRequest struct {
	// Current IP address and user agent of the end user, for the comparison that `options` requires.
	Attributes Attributes `json:"attributes,omitzero"`

	// PKCE secret whose SHA-256 hash was the `code_challenge` of the flow. Required if there was a
	// challenge, and rejected otherwise.
	CodeVerifier string `json:"code_verifier,omitzero" secret:"true"`

	// Which attributes must be the same as when the link was sent. None if omitted.
	Options AttributeOptions `json:"options,omitzero"`

	// Claims to add to the session and to the top level of its JWT, at most 4 KB in total. A null value
	// deletes a key, and keys that are not sent stay unchanged. If the response has no session, all
	// claims are ignored. `iss`, `sub`, `aud`, `exp`, `nbf`, `iat` and `jti` are always ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Session lifetime in minutes from now, 5 to 527040 (366 days). Starts a session, or changes the
	// expiration of the session that is passed. If both this and a session are omitted, no session
	// starts: `session` is null, and `session_token` and `session_jwt` are empty.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// JWT of the user's current session, instead of `session_token`.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of the user's current session. Stytch adds the factor to that session instead of starting a
	// new one. Send this or `session_jwt`, not both.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Telemetry ID of the device fingerprint that Stytch's script took. With it, the response has a
	// `user_device`. Requires Device Fingerprinting for the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`

	// The `token` from the query of the URL that the link led to: 44 URL-safe characters. It works
	// once.
	Token string `json:"token" secret:"true"`
}

// MagicLinksAuthenticateResponse is the response body of magic_links.authenticate. On success, the
// token is used up and the user is authenticated.
type MagicLinksAuthenticateResponse struct {
	// ID of the email address that the link was sent to, `email-<env>-<uuid>`. Its value for an
	// embeddable link is not documented.
	MethodID string `json:"method_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// Whether your application must end the sessions that it manages itself for the user. Stytch has
	// already revoked its own.
	ResetSessions bool `json:"reset_sessions"`

	// The session that was started or extended. Null if there is none.
	Session *Session `json:"session,omitzero"`

	// Session JWT, which expires after 5 minutes. Empty without a session.
	SessionJWT string `json:"session_jwt" secret:"true"`

	// Opaque session token, 44 characters. Empty without a session.
	SessionToken string `json:"session_token" secret:"true"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user after the call.
	User User `json:"user"`

	// The device with the `telemetry_id` of the request. Null if the request had none or no device was
	// found.
	UserDevice *DeviceInfo `json:"user_device,omitzero"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// MagicLinksCreateRequest is the request body of magic_links.create. `user_id` is required.
type MagicLinksCreateRequest struct {
	// IP address and user agent of the end user. Stytch stores them, and magic_links.authenticate can
	// compare them (see its `options`).
	Attributes Attributes `json:"attributes,omitzero"`

	// Expiration of the token in minutes, 5 to 10080 (7 days). Defaults to 60.
	ExpirationMinutes int `json:"expiration_minutes,omitzero"`

	// User ID or external ID of the user to create the token for.
	UserID string `json:"user_id"`
}

// MagicLinksCreateResponse is the response body of magic_links.create. On success, it contains the
// token. Stytch sends nothing.
type MagicLinksCreateResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Token to put into your own link. Anyone who has it can log in as the user, once.
	Token string `json:"token" secret:"true"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// MagicLinksEmailInviteRequest is the request body of magic_links.email.invite. `email` is
// required.
type MagicLinksEmailInviteRequest struct {
	// IP address and user agent of the end user. Stytch stores them, and magic_links.authenticate can
	// compare them (see its `options`).
	Attributes Attributes `json:"attributes,omitzero"`

	// Address to invite. Stytch creates a pending user with it.
	Email string `json:"email"`

	// Expiration of the invitation in minutes, 5 to 10080 (7 days). Defaults to 60.
	InviteExpirationMinutes int `json:"invite_expiration_minutes,omitzero"`

	// URL that the link leads the invited user to. It must match a registered redirect URL. Defaults to
	// the project's invite URL.
	InviteMagicLinkURL string `json:"invite_magic_link_url,omitzero"`

	// ID of the email template. Defaults to the project's template for invitations.
	InviteTemplateID string `json:"invite_template_id,omitzero"`

	// Language of the message. Defaults to English.
	Locale Locale `json:"locale,omitzero"`

	// Name of the invited user. All parts are optional.
	Name Name `json:"name,omitzero"`

	// Application data that the end user cannot change: at most 20 top-level keys, 4 KB in total.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`

	// Application data that the end user can change through Stytch's frontend SDKs, so do not rely on
	// it. At most 20 top-level keys, 4 KB in total.
	UntrustedMetadata map[string]any `json:"untrusted_metadata,omitzero"`
}

// MagicLinksEmailInviteResponse is the response body of magic_links.email.invite. On success, the
// user exists as pending and the invitation is on its way.
type MagicLinksEmailInviteResponse struct {
	// ID of the email address, `email-<env>-<uuid>`.
	EmailID string `json:"email_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// ID of the invited user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// MagicLinksEmailLoginOrCreateRequest is the request body of magic_links.email.login_or_create.
// `email` is required.
type MagicLinksEmailLoginOrCreateRequest struct {
	// IP address and user agent of the end user. Stytch stores them, and magic_links.authenticate can
	// compare them (see its `options`).
	Attributes Attributes `json:"attributes,omitzero"`

	// PKCE challenge: the SHA-256 hash of a one-time secret, as base64url. With it, authenticating the
	// token requires the secret as `code_verifier`.
	CodeChallenge string `json:"code_challenge,omitzero"`

	// Whether a new user stays `pending` until the first authentication. Defaults to false: the user is
	// `active` immediately.
	CreateUserAsPending bool `json:"create_user_as_pending,omitzero"`

	// Address to send to. If no user has it, Stytch creates one.
	Email string `json:"email"`

	// Language of the message. Defaults to English.
	Locale Locale `json:"locale,omitzero"`

	// Expiration of a login link in minutes, 5 to 10080 (7 days). Defaults to 60.
	LoginExpirationMinutes int `json:"login_expiration_minutes,omitzero"`

	// URL that the link leads active users to. It must match a registered redirect URL. Defaults to the
	// project's login URL.
	LoginMagicLinkURL string `json:"login_magic_link_url,omitzero"`

	// ID of the email template for active users. Defaults to the project's template.
	LoginTemplateID string `json:"login_template_id,omitzero"`

	// Expiration of a sign-up link in minutes, 5 to 10080 (7 days). Defaults to 10080.
	SignupExpirationMinutes int `json:"signup_expiration_minutes,omitzero"`

	// URL that the link leads new and pending users to. It must match a registered redirect URL.
	// Defaults to the project's sign-up URL.
	SignupMagicLinkURL string `json:"signup_magic_link_url,omitzero"`

	// ID of the email template for new and pending users. Defaults to the project's template.
	SignupTemplateID string `json:"signup_template_id,omitzero"`
}

// MagicLinksEmailLoginOrCreateResponse is the response body of magic_links.email.login_or_create.
// On success, the user exists and the email is on its way.
type MagicLinksEmailLoginOrCreateResponse struct {
	// ID of the email address, `email-<env>-<uuid>`.
	EmailID string `json:"email_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Whether this call created the user. If so, the email contained a sign-up link.
	UserCreated bool `json:"user_created"`

	// ID of the user with the address, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// MagicLinksEmailRevokeInviteRequest is the request body of magic_links.email.revoke_invite.
// `email` is required.
type MagicLinksEmailRevokeInviteRequest struct {
	// Address that the invitation was sent to.
	Email string `json:"email"`
}

// MagicLinksEmailRevokeInviteResponse is the response body of magic_links.email.revoke_invite. On
// success, the invitation no longer works.
type MagicLinksEmailRevokeInviteResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// MagicLinksEmailSendRequest is the request body of magic_links.email.send. `email` is required. At
// most one of `user_id`, `session_token` and `session_jwt` can select a user to add the address to.
type MagicLinksEmailSendRequest struct {
	// IP address and user agent of the end user. Stytch stores them, and magic_links.authenticate can
	// compare them (see its `options`).
	Attributes Attributes `json:"attributes,omitzero"`

	// PKCE challenge: the SHA-256 hash of a one-time secret, as base64url. With it, authenticating the
	// token requires the secret as `code_verifier`.
	CodeChallenge string `json:"code_challenge,omitzero"`

	// Address to send to. It must belong to an existing user, unless `user_id` or a session selects the
	// user to add it to.
	Email string `json:"email"`

	// Language of the message. Defaults to English.
	Locale Locale `json:"locale,omitzero"`

	// Expiration of a login link in minutes, 5 to 10080 (7 days). Defaults to 60.
	LoginExpirationMinutes int `json:"login_expiration_minutes,omitzero"`

	// URL that the link leads active users to. It must match a registered redirect URL. Defaults to the
	// project's login URL.
	LoginMagicLinkURL string `json:"login_magic_link_url,omitzero"`

	// ID of the email template for active users. Defaults to the project's template.
	LoginTemplateID string `json:"login_template_id,omitzero"`

	// Session JWT of the user to add the address to.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Session token of the user to add the address to.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Expiration of a sign-up link in minutes, 5 to 10080 (7 days). Defaults to 10080.
	SignupExpirationMinutes int `json:"signup_expiration_minutes,omitzero"`

	// URL that the link leads pending users to. It must match a registered redirect URL. Defaults to
	// the project's sign-up URL.
	SignupMagicLinkURL string `json:"signup_magic_link_url,omitzero"`

	// ID of the email template for pending users. Defaults to the project's template.
	SignupTemplateID string `json:"signup_template_id,omitzero"`

	// User ID or external ID of the user to add the address to.
	UserID string `json:"user_id,omitzero"`
}

// MagicLinksEmailSendResponse is the response body of magic_links.email.send. On success, the email
// is on its way.
type MagicLinksEmailSendResponse struct {
	// ID of the email address, `email-<env>-<uuid>`.
	EmailID string `json:"email_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// ID of the user with the address, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}
