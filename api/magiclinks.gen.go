// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// MagicLinksAuthenticateRequest is the body of magic_links.authenticate. `token` is needed, and
// `code_verifier` if the link was sent with a `code_challenge`.
type MagicLinksAuthenticateRequest struct {
	// IP address and user agent of the end user now, to be compared as `options` demand.
	Attributes Attributes `json:"attributes,omitzero"`

	// PKCE secret whose SHA-256 was the `code_challenge` of the flow. Required if there was one,
	// refused if not.
	CodeVerifier string `json:"code_verifier,omitzero" secret:"true"`

	// What must be the same now as when the link was sent. Left out, nothing.
	Options AttributeOptions `json:"options,omitzero"`

	// Claims for the session and, at top level, its JWT: 4 KB in all. A null deletes a key, keys not
	// sent stay. Of no effect without a session. `iss`, `sub`, `aud`, `exp`, `nbf`, `iat` and `jti` are
	// ignored.
	SessionCustomClaims map[string]any `json:"session_custom_claims,omitzero"`

	// Minutes from now until the session ends, 5 to 527040 (366 days). Starts a session, or moves the
	// end of the one sent. Left out, with none sent, no session starts: `session` is null,
	// `session_token` and `session_jwt` are empty.
	SessionDurationMinutes int `json:"session_duration_minutes,omitzero"`

	// JWT of a session the user already has, in place of `session_token`.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of a session the user already has: the factor is added to it instead of starting another.
	// Send this or `session_jwt`, not both.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Id under which Stytch's script took the device's fingerprint. With it, `user_device` is filled.
	// Needs Device Fingerprinting on the workspace.
	TelemetryID string `json:"telemetry_id,omitzero"`

	// `token` from the query of the URL the user arrived at, 44 URL-safe characters. Works once.
	Token string `json:"token" secret:"true"`
}

// MagicLinksAuthenticateResponse is the answer to magic_links.authenticate. On success the token is
// spent and the user is authenticated.
type MagicLinksAuthenticateResponse struct {
	// Id of the email address the link was sent to, `email-<env>-<uuid>`.
	MethodID string `json:"method_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// Whether the user's other sessions must end. Stytch has revoked its own; end those that your
	// application keeps by itself.
	ResetSessions bool `json:"reset_sessions"`

	// The session, new or extended. Null when there is none.
	Session *Session `json:"session,omitzero"`

	// JWT of the session, valid for 5 minutes. Empty when there is no session.
	SessionJWT string `json:"session_jwt" secret:"true"`

	// Opaque token of the session, 44 characters. Empty when there is no session.
	SessionToken string `json:"session_token" secret:"true"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The user after the call.
	User User `json:"user"`

	// The device behind the `telemetry_id` of the request. Null when none was sent or none was found.
	UserDevice *DeviceInfo `json:"user_device,omitzero"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// MagicLinksCreateRequest is the body of magic_links.create. `user_id` is needed.
type MagicLinksCreateRequest struct {
	// IP address and user agent of the end user. They are kept with the token, for `options` when it is
	// authenticated.
	Attributes Attributes `json:"attributes,omitzero"`

	// Minutes until the token expires, 5 to 10080 (7 days). Default 60.
	ExpirationMinutes int `json:"expiration_minutes,omitzero"`

	// Id or external id of the user the token is for.
	UserID string `json:"user_id"`
}

// MagicLinksCreateResponse is the answer to magic_links.create. On success it holds the token;
// nothing was sent.
type MagicLinksCreateResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Token to put into a link of your own. Whoever has it can sign in as the user, once.
	Token string `json:"token" secret:"true"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// MagicLinksEmailInviteRequest is the body of magic_links.email.invite. `email` is needed.
type MagicLinksEmailInviteRequest struct {
	// IP address and user agent of the end user. They are kept with the link, for `options` when it is
	// authenticated.
	Attributes Attributes `json:"attributes,omitzero"`

	// Address to invite. A pending user is created for it.
	Email string `json:"email"`

	// Minutes until the invitation expires, 5 to 10080 (7 days). Default 60.
	InviteExpirationMinutes int `json:"invite_expiration_minutes,omitzero"`

	// URL the invited user arrives at. It must match a registered redirect URL. Left out, the project's
	// default invite URL.
	InviteMagicLinkURL string `json:"invite_magic_link_url,omitzero"`

	// Id of the email template. Left out, the project's default for invitations.
	InviteTemplateID string `json:"invite_template_id,omitzero"`

	// Language of the message; English if left out.
	Locale Locale `json:"locale,omitzero"`

	// Name to give the invited user. Every part is optional.
	Name Name `json:"name,omitzero"`

	// Data of the application that the end user cannot change: at most 20 keys at top level, 4 KB in
	// all.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`

	// Data that the end user can change through Stytch's browser and mobile SDKs, so not to be relied
	// on: at most 20 keys at top level, 4 KB in all.
	UntrustedMetadata map[string]any `json:"untrusted_metadata,omitzero"`
}

// MagicLinksEmailInviteResponse is the answer to magic_links.email.invite. On success the user
// exists, pending, and the invitation is on its way.
type MagicLinksEmailInviteResponse struct {
	// Id of the email address, `email-<env>-<uuid>`.
	EmailID string `json:"email_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Id of the invited user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// MagicLinksEmailLoginOrCreateRequest is the body of magic_links.email.login_or_create. `email` is
// needed.
type MagicLinksEmailLoginOrCreateRequest struct {
	// IP address and user agent of the end user. They are kept with the link, for `options` when it is
	// authenticated.
	Attributes Attributes `json:"attributes,omitzero"`

	// PKCE: the SHA-256 of a one-time secret, as base64url. With it, the token is good only together
	// with that secret, sent as `code_verifier`.
	CodeChallenge string `json:"code_challenge,omitzero"`

	// Whether a user created by this call is `pending` until the first authentication. Default false:
	// `active` at once.
	CreateUserAsPending bool `json:"create_user_as_pending,omitzero"`

	// Address to send to. A user is created for it if nobody has it.
	Email string `json:"email"`

	// Language of the message; English if left out.
	Locale Locale `json:"locale,omitzero"`

	// Minutes until a login link expires, 5 to 10080 (7 days). Default 60.
	LoginExpirationMinutes int `json:"login_expiration_minutes,omitzero"`

	// URL an active user arrives at. It must match a registered redirect URL. Left out, the project's
	// default login URL.
	LoginMagicLinkURL string `json:"login_magic_link_url,omitzero"`

	// Id of the email template for active users. Left out, the project's default.
	LoginTemplateID string `json:"login_template_id,omitzero"`

	// Minutes until a signup link expires, 5 to 10080 (7 days). Default 10080.
	SignupExpirationMinutes int `json:"signup_expiration_minutes,omitzero"`

	// URL a new or pending user arrives at. It must match a registered redirect URL. Left out, the
	// project's default signup URL.
	SignupMagicLinkURL string `json:"signup_magic_link_url,omitzero"`

	// Id of the email template for new and pending users. Left out, the project's default.
	SignupTemplateID string `json:"signup_template_id,omitzero"`
}

// MagicLinksEmailLoginOrCreateResponse is the answer to magic_links.email.login_or_create. On
// success the user exists and the email is on its way.
type MagicLinksEmailLoginOrCreateResponse struct {
	// Id of the email address, `email-<env>-<uuid>`.
	EmailID string `json:"email_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Whether this call created the user. Then the email was a signup link.
	UserCreated bool `json:"user_created"`

	// Id of the user who has the address, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// MagicLinksEmailRevokeInviteRequest is the body of magic_links.email.revoke_invite. `email` is
// needed.
type MagicLinksEmailRevokeInviteRequest struct {
	// Address that was invited.
	Email string `json:"email"`
}

// MagicLinksEmailRevokeInviteResponse is the answer to magic_links.email.revoke_invite. On success
// the invitation no longer works.
type MagicLinksEmailRevokeInviteResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// MagicLinksEmailSendRequest is the body of magic_links.email.send. `email` is needed; at most one
// of `user_id`, `session_token` and `session_jwt` may say which user the address is to be added to.
type MagicLinksEmailSendRequest struct {
	// IP address and user agent of the end user. They are kept with the link, for `options` when it is
	// authenticated.
	Attributes Attributes `json:"attributes,omitzero"`

	// PKCE: the SHA-256 of a one-time secret, as base64url. With it, the token is good only together
	// with that secret, sent as `code_verifier`.
	CodeChallenge string `json:"code_challenge,omitzero"`

	// Address to send to. Without a user or session it must belong to a user already.
	Email string `json:"email"`

	// Language of the message; English if left out.
	Locale Locale `json:"locale,omitzero"`

	// Minutes until a login link expires, 5 to 10080 (7 days). Default 60.
	LoginExpirationMinutes int `json:"login_expiration_minutes,omitzero"`

	// URL an active user arrives at. It must match a registered redirect URL. Left out, the project's
	// default login URL.
	LoginMagicLinkURL string `json:"login_magic_link_url,omitzero"`

	// Id of the email template for an active user. Left out, the project's default.
	LoginTemplateID string `json:"login_template_id,omitzero"`

	// JWT of a session of the user to add the address to.
	SessionJWT string `json:"session_jwt,omitzero" secret:"true"`

	// Token of a session of the user to add the address to.
	SessionToken string `json:"session_token,omitzero" secret:"true"`

	// Minutes until a signup link expires, 5 to 10080 (7 days). Default 10080.
	SignupExpirationMinutes int `json:"signup_expiration_minutes,omitzero"`

	// URL a pending user arrives at. It must match a registered redirect URL. Left out, the project's
	// default signup URL.
	SignupMagicLinkURL string `json:"signup_magic_link_url,omitzero"`

	// Id of the email template for a pending user. Left out, the project's default.
	SignupTemplateID string `json:"signup_template_id,omitzero"`

	// Id or external id of the user to add the address to.
	UserID string `json:"user_id,omitzero"`
}

// MagicLinksEmailSendResponse is the answer to magic_links.email.send. On success the email is on
// its way.
type MagicLinksEmailSendResponse struct {
	// Id of the email address, `email-<env>-<uuid>`.
	EmailID string `json:"email_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Id of the user who has the address, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}
