// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

import "time"

// AttributeOptions is the requirement that attributes of the end user are the same in the call that
// sends a link or code and in the call that authenticates it. Both calls must send `attributes`. If
// one differs, the second call returns 401 `attribute_mismatch`.
type AttributeOptions struct {
	// Whether the IP address must be the same.
	IPMatchRequired bool `json:"ip_match_required"`

	// Whether the user agent must be the same.
	UserAgentMatchRequired bool `json:"user_agent_match_required"`
}

// Attributes holds the IP address and user agent of the end user, as seen by your backend.
type Attributes struct {
	// IP address of the end user.
	IPAddress string `json:"ip_address,omitzero"`

	// User agent of the end user's browser.
	UserAgent string `json:"user_agent,omitzero"`
}

// AuthenticationFactor is a factor that the user authenticated with in a session. `type` and
// `delivery_method` identify it, and one of the `..._factor` fields contains the details.
type AuthenticationFactor struct {
	// Login with Amazon. Null for other factors.
	AmazonOAuthFactor *OAuthFactor `json:"amazon_oauth_factor,omitzero"`

	// Login with Apple. Null for other factors.
	AppleOAuthFactor *OAuthFactor `json:"apple_oauth_factor,omitzero"`

	// TOTP of an authenticator app. Null for other factors.
	AuthenticatorAppFactor *AuthenticatorAppFactor `json:"authenticator_app_factor,omitzero"`

	// Biometric registration made with a mobile SDK. Null for other factors.
	BiometricFactor *BiometricFactor `json:"biometric_factor,omitzero"`

	// Login with Bitbucket. Null for other factors.
	BitbucketOAuthFactor *OAuthFactor `json:"bitbucket_oauth_factor,omitzero"`

	// Login with Coinbase. Null for other factors.
	CoinbaseOAuthFactor *OAuthFactor `json:"coinbase_oauth_factor,omitzero"`

	// When the factor was first used in this session. Can be absent in a session JWT.
	CreatedAt time.Time `json:"created_at,omitzero"`

	// Crypto wallet. Null for other factors.
	CryptoWalletFactor *CryptoWalletFactor `json:"crypto_wallet_factor,omitzero"`

	// How the factor was delivered or where it came from.
	DeliveryMethod DeliveryMethod `json:"delivery_method"`

	// Login with Discord. Null for other factors.
	DiscordOAuthFactor *OAuthFactor `json:"discord_oauth_factor,omitzero"`

	// Email address of a magic link, passcode or password. Null for other factors.
	EmailFactor *EmailFactor `json:"email_factor,omitzero"`

	// Embeddable magic link. Null for other factors.
	EmbeddableMagicLinkFactor *EmbeddableMagicLinkFactor `json:"embeddable_magic_link_factor,omitzero"`

	// Login with Facebook. Null for other factors.
	FacebookOAuthFactor *OAuthFactor `json:"facebook_oauth_factor,omitzero"`

	// Login with Figma. Null for other factors.
	FigmaOAuthFactor *OAuthFactor `json:"figma_oauth_factor,omitzero"`

	// Login with GitLab. Null for other factors.
	GitLabOAuthFactor *OAuthFactor `json:"git_lab_oauth_factor,omitzero"`

	// GitHub OAuth token that was exchanged for the session. Null for other factors.
	GitHubOAuthExchangeFactor *OAuthExchangeFactor `json:"github_oauth_exchange_factor,omitzero"`

	// Login with GitHub. Null for other factors.
	GitHubOAuthFactor *OAuthFactor `json:"github_oauth_factor,omitzero"`

	// Google OAuth token that was exchanged for the session. Null for other factors.
	GoogleOAuthExchangeFactor *OAuthExchangeFactor `json:"google_oauth_exchange_factor,omitzero"`

	// Login with Google. Null for other factors.
	GoogleOAuthFactor *OAuthFactor `json:"google_oauth_factor,omitzero"`

	// HubSpot OAuth token that was exchanged for the session. Null for other factors.
	HubspotOAuthExchangeFactor *OAuthExchangeFactor `json:"hubspot_oauth_exchange_factor,omitzero"`

	// Login with HubSpot. Null for other factors.
	HubspotOAuthFactor *OAuthFactor `json:"hubspot_oauth_factor,omitzero"`

	// Member of staff who impersonates the user. Null for other factors.
	ImpersonatedFactor *ImpersonatedFactor `json:"impersonated_factor,omitzero"`

	// Login with Instagram. Null for other factors.
	InstagramOAuthFactor *OAuthFactor `json:"instagram_oauth_factor,omitzero"`

	// When the factor was last used in this session.
	LastAuthenticatedAt time.Time `json:"last_authenticated_at,omitzero"`

	// Login with LinkedIn. Null for other factors.
	LinkedInOAuthFactor *OAuthFactor `json:"linked_in_oauth_factor,omitzero"`

	// Login with Microsoft. Null for other factors.
	MicrosoftOAuthFactor *OAuthFactor `json:"microsoft_oauth_factor,omitzero"`

	// Connected app whose token was exchanged. Null for other factors.
	OAuthAccessTokenExchangeFactor *OAuthAccessTokenExchangeFactor `json:"oauth_access_token_exchange_factor,omitzero"`

	// OIDC login, in B2B projects only. Null for other factors.
	OIDCSSOFactor *SSOFactor `json:"oidc_sso_factor,omitzero"`

	// Phone number of an SMS or WhatsApp passcode. Null for other factors.
	PhoneNumberFactor *PhoneNumberFactor `json:"phone_number_factor,omitzero"`

	// Recovery code. Null for other factors.
	RecoveryCodeFactor *RecoveryCodeFactor `json:"recovery_code_factor,omitzero"`

	// Login with Salesforce. Null for other factors.
	SalesforceOAuthFactor *OAuthFactor `json:"salesforce_oauth_factor,omitzero"`

	// SAML login, in B2B projects only. Null for other factors.
	SAMLSSOFactor *SSOFactor `json:"saml_sso_factor,omitzero"`

	// Login with Shopify. Null for other factors.
	ShopifyOAuthFactor *OAuthFactor `json:"shopify_oauth_factor,omitzero"`

	// Slack OAuth token that was exchanged for the session. Null for other factors.
	SlackOAuthExchangeFactor *OAuthExchangeFactor `json:"slack_oauth_exchange_factor,omitzero"`

	// Login with Slack. Null for other factors.
	SlackOAuthFactor *OAuthFactor `json:"slack_oauth_factor,omitzero"`

	// Login with Snapchat. Null for other factors.
	SnapchatOAuthFactor *OAuthFactor `json:"snapchat_oauth_factor,omitzero"`

	// Login with Spotify. Null for other factors.
	SpotifyOAuthFactor *OAuthFactor `json:"spotify_oauth_factor,omitzero"`

	// Login with Steam. Null for other factors.
	SteamOAuthFactor *OAuthFactor `json:"steam_oauth_factor,omitzero"`

	// Login with TikTok. Null for other factors.
	TikTokOAuthFactor *OAuthFactor `json:"tik_tok_oauth_factor,omitzero"`

	// Trusted token that was exchanged. Null for other factors.
	TrustedAuthTokenFactor *TrustedAuthTokenFactor `json:"trusted_auth_token_factor,omitzero"`

	// Login with Twitch. Null for other factors.
	TwitchOAuthFactor *OAuthFactor `json:"twitch_oauth_factor,omitzero"`

	// Login with Twitter. Null for other factors.
	TwitterOAuthFactor *OAuthFactor `json:"twitter_oauth_factor,omitzero"`

	// Kind of factor.
	Type AuthenticationFactorType `json:"type"`

	// When this object last changed. Can be absent in a session JWT.
	UpdatedAt time.Time `json:"updated_at,omitzero"`

	// Passkey or security key. Null for other factors.
	WebAuthnFactor *WebAuthnFactor `json:"webauthn_factor,omitzero"`

	// Login with Yahoo. Null for other factors.
	YahooOAuthFactor *OAuthFactor `json:"yahoo_oauth_factor,omitzero"`
}

// AuthenticationFactorType is a kind of authentication factor. Responses can contain other values.
type AuthenticationFactorType string

// The known values of [AuthenticationFactorType]. Other values pass through unchanged.
const (
	// Signature from a crypto wallet.
	AuthenticationFactorTypeCrypto AuthenticationFactorType = "crypto"
	// Passcode sent by email, in B2B projects. Consumer projects have `otp` instead.
	AuthenticationFactorTypeEmailOTP AuthenticationFactorType = "email_otp"
	// Impersonation by a member of staff.
	AuthenticationFactorTypeImpersonated AuthenticationFactorType = "impersonated"
	// Session of another identity system, exchanged for this session.
	AuthenticationFactorTypeImported AuthenticationFactorType = "imported"
	// Magic link, sent by email or embedded.
	AuthenticationFactorTypeMagicLink AuthenticationFactorType = "magic_link"
	// One-time passcode by SMS, WhatsApp or email.
	AuthenticationFactorTypeOTP AuthenticationFactorType = "otp"
	// Login with an OAuth provider.
	AuthenticationFactorTypeOAuth AuthenticationFactorType = "oauth"
	// Password.
	AuthenticationFactorTypePassword AuthenticationFactorType = "password"
	// Recovery code of a TOTP.
	AuthenticationFactorTypeRecoveryCodes AuthenticationFactorType = "recovery_codes"
	// Login with an organization's identity provider. B2B projects only.
	AuthenticationFactorTypeSSO AuthenticationFactorType = "sso"
	// Biometric registration made with a mobile SDK.
	AuthenticationFactorTypeSignatureChallenge AuthenticationFactorType = "signature_challenge"
	// Code from an authenticator app.
	AuthenticationFactorTypeTOTP AuthenticationFactorType = "totp"
	// JWT from a trusted issuer, exchanged for this session.
	AuthenticationFactorTypeTrustedAuthToken AuthenticationFactorType = "trusted_auth_token"
	// Passkey or security key.
	AuthenticationFactorTypeWebAuthn AuthenticationFactorType = "webauthn"
)

// AuthenticatorAppFactor is an authenticator app, as an authentication factor.
type AuthenticatorAppFactor struct {
	// ID of the TOTP, `totp-<env>-<uuid>`.
	TOTPID string `json:"totp_id"`
}

// BiometricFactor is a biometric registration, as an authentication factor.
type BiometricFactor struct {
	// ID of the registration, `biometric-registration-<env>-<uuid>`.
	BiometricRegistrationID string `json:"biometric_registration_id"`
}

// ConnectedAppClientType is a kind of connected app: whether it is yours or someone else's, and
// whether it has a secret. Responses can contain other values.
type ConnectedAppClientType string

// The known values of [ConnectedAppClientType]. Other values pass through unchanged.
const (
	// Your own, with a secret.
	ConnectedAppClientTypeFirstParty ConnectedAppClientType = "first_party"
	// Your own, without a secret. It uses PKCE.
	ConnectedAppClientTypeFirstPartyPublic ConnectedAppClientType = "first_party_public"
	// Someone else's, with a secret.
	ConnectedAppClientTypeThirdParty ConnectedAppClientType = "third_party"
	// Someone else's, without a secret. It uses PKCE.
	ConnectedAppClientTypeThirdPartyPublic ConnectedAppClientType = "third_party_public"
)

// CryptoWalletFactor is a crypto wallet, as an authentication factor.
type CryptoWalletFactor struct {
	// Address of the wallet.
	CryptoWalletAddress string `json:"crypto_wallet_address"`

	// ID of the wallet, `crypto-wallet-<env>-<uuid>`.
	CryptoWalletID string `json:"crypto_wallet_id"`

	// Kind of wallet: `ethereum` or `solana`.
	CryptoWalletType string `json:"crypto_wallet_type"`
}

// DeliveryMethod is the way that an authentication factor was delivered, or its origin. Responses
// can contain other values.
type DeliveryMethod string

// The known values of [DeliveryMethod]. Other values pass through unchanged.
const (
	// With an authenticator app.
	DeliveryMethodAuthenticatorApp DeliveryMethod = "authenticator_app"
	// With the biometrics of a device.
	DeliveryMethodBiometric DeliveryMethod = "biometric"
	// With a crypto wallet.
	DeliveryMethodCryptoWallet DeliveryMethod = "crypto_wallet"
	// By email.
	DeliveryMethodEmail DeliveryMethod = "email"
	// In the application's own message, with a token from magic_links.create.
	DeliveryMethodEmbedded DeliveryMethod = "embedded"
	// With an impersonation token.
	DeliveryMethodImpersonation DeliveryMethod = "impersonation"
	// From Auth0, through sessions.migrate.
	DeliveryMethodImportedAuth0 DeliveryMethod = "imported_auth0"
	// With something that the user knows: a password.
	DeliveryMethodKnowledge DeliveryMethod = "knowledge"
	// Through sessions.exchange_access_token, with a connected app's access token.
	DeliveryMethodOAuthAccessTokenExchange DeliveryMethod = "oauth_access_token_exchange"
	// Through Amazon.
	DeliveryMethodOAuthAmazon DeliveryMethod = "oauth_amazon"
	// Through Apple.
	DeliveryMethodOAuthApple DeliveryMethod = "oauth_apple"
	// Through Bitbucket.
	DeliveryMethodOAuthBitbucket DeliveryMethod = "oauth_bitbucket"
	// Through Coinbase.
	DeliveryMethodOAuthCoinbase DeliveryMethod = "oauth_coinbase"
	// Through Discord.
	DeliveryMethodOAuthDiscord DeliveryMethod = "oauth_discord"
	// With a GitHub OAuth token.
	DeliveryMethodOAuthExchangeGitHub DeliveryMethod = "oauth_exchange_github"
	// With a Google OAuth token.
	DeliveryMethodOAuthExchangeGoogle DeliveryMethod = "oauth_exchange_google"
	// With a HubSpot OAuth token.
	DeliveryMethodOAuthExchangeHubspot DeliveryMethod = "oauth_exchange_hubspot"
	// With a Slack OAuth token.
	DeliveryMethodOAuthExchangeSlack DeliveryMethod = "oauth_exchange_slack"
	// Through Facebook.
	DeliveryMethodOAuthFacebook DeliveryMethod = "oauth_facebook"
	// Through Figma.
	DeliveryMethodOAuthFigma DeliveryMethod = "oauth_figma"
	// Through GitHub.
	DeliveryMethodOAuthGitHub DeliveryMethod = "oauth_github"
	// Through GitLab.
	DeliveryMethodOAuthGitLab DeliveryMethod = "oauth_gitlab"
	// Through Google.
	DeliveryMethodOAuthGoogle DeliveryMethod = "oauth_google"
	// Through HubSpot.
	DeliveryMethodOAuthHubspot DeliveryMethod = "oauth_hubspot"
	// Through Instagram.
	DeliveryMethodOAuthInstagram DeliveryMethod = "oauth_instagram"
	// Through LinkedIn.
	DeliveryMethodOAuthLinkedIn DeliveryMethod = "oauth_linkedin"
	// Through Microsoft.
	DeliveryMethodOAuthMicrosoft DeliveryMethod = "oauth_microsoft"
	// Through Salesforce.
	DeliveryMethodOAuthSalesforce DeliveryMethod = "oauth_salesforce"
	// Through Shopify.
	DeliveryMethodOAuthShopify DeliveryMethod = "oauth_shopify"
	// Through Slack.
	DeliveryMethodOAuthSlack DeliveryMethod = "oauth_slack"
	// Through Snapchat.
	DeliveryMethodOAuthSnapchat DeliveryMethod = "oauth_snapchat"
	// Through Spotify.
	DeliveryMethodOAuthSpotify DeliveryMethod = "oauth_spotify"
	// Through Steam.
	DeliveryMethodOAuthSteam DeliveryMethod = "oauth_steam"
	// Through TikTok.
	DeliveryMethodOAuthTikTok DeliveryMethod = "oauth_tiktok"
	// Through Twitch.
	DeliveryMethodOAuthTwitch DeliveryMethod = "oauth_twitch"
	// Through Twitter.
	DeliveryMethodOAuthTwitter DeliveryMethod = "oauth_twitter"
	// Through Yahoo.
	DeliveryMethodOAuthYahoo DeliveryMethod = "oauth_yahoo"
	// With a recovery code.
	DeliveryMethodRecoveryCode DeliveryMethod = "recovery_code"
	// By SMS.
	DeliveryMethodSMS DeliveryMethod = "sms"
	// With an organization's OIDC identity provider. B2B projects only.
	DeliveryMethodSSOOIDC DeliveryMethod = "sso_oidc"
	// With an organization's SAML identity provider. B2B projects only.
	DeliveryMethodSSOSAML DeliveryMethod = "sso_saml"
	// Through sessions.attest, with a JWT from a trusted issuer.
	DeliveryMethodTrustedTokenExchange DeliveryMethod = "trusted_token_exchange"
	// With a passkey or security key.
	DeliveryMethodWebAuthnRegistration DeliveryMethod = "webauthn_registration"
	// By WhatsApp.
	DeliveryMethodWhatsApp DeliveryMethod = "whatsapp"
)

// DeviceAttributeDetails holds the times at which a user was first and last seen with a property of
// a device.
type DeviceAttributeDetails struct {
	// When the user was first seen with the property.
	FirstSeenAt time.Time `json:"first_seen_at,omitzero"`

	// Whether this is the first time that the user has been seen with the property.
	IsNew bool `json:"is_new"`

	// When the user was last seen with the property.
	LastSeenAt time.Time `json:"last_seen_at,omitzero"`
}

// DeviceInfo holds the properties of a user's device, from its fingerprint, and whether they are
// new for the user.
type DeviceInfo struct {
	// IP address of the device.
	IPAddress string `json:"ip_address,omitzero"`

	// When the user was seen at this IP address.
	IPAddressDetails *DeviceAttributeDetails `json:"ip_address_details,omitzero"`

	// City of the IP address.
	IPGeoCity string `json:"ip_geo_city,omitzero"`

	// Country of the IP address, as a code.
	IPGeoCountry string `json:"ip_geo_country,omitzero"`

	// When the user was seen in this country.
	IPGeoCountryDetails *DeviceAttributeDetails `json:"ip_geo_country_details,omitzero"`

	// Region of the IP address.
	IPGeoRegion string `json:"ip_geo_region,omitzero"`

	// ID of the visitor, stored in a cookie.
	VisitorID string `json:"visitor_id"`

	// When the user was seen with this visitor ID.
	VisitorIDDetails *DeviceAttributeDetails `json:"visitor_id_details,omitzero"`
}

// EmailFactor is an email address, as an authentication factor.
type EmailFactor struct {
	// The email address.
	EmailAddress string `json:"email_address"`

	// ID of the email address, `email-<env>-<uuid>`.
	EmailID string `json:"email_id"`
}

// EmbeddableMagicLinkFactor is an embeddable magic link, as an authentication factor.
type EmbeddableMagicLinkFactor struct {
	// ID of the magic link.
	EmbeddedID string `json:"embedded_id"`
}

// ImpersonatedFactor is a member of staff who impersonates a user.
type ImpersonatedFactor struct {
	// Email address of the member of staff.
	ImpersonatorEmailAddress string `json:"impersonator_email_address"`

	// ID of the member of staff.
	ImpersonatorID string `json:"impersonator_id"`
}

// Locale is a language of an email. Other values are allowed and sent unchanged.
type Locale string

// The known values of [Locale]. Other values pass through unchanged.
const (
	// English, the default.
	LocaleEn Locale = "en"
	// Spanish.
	LocaleEs Locale = "es"
	// French.
	LocaleFr Locale = "fr"
	// Brazilian Portuguese.
	LocalePtBR Locale = "pt-br"
)

// Name is the name of a user. All parts are optional.
type Name struct {
	// Given name.
	FirstName string `json:"first_name,omitzero"`

	// Family name.
	LastName string `json:"last_name,omitzero"`

	// Middle names.
	MiddleName string `json:"middle_name,omitzero"`
}

// OAuthAccessTokenExchangeFactor is the authentication factor of a session that an access token of
// a connected app was exchanged for.
type OAuthAccessTokenExchangeFactor struct {
	// ID of the app, `connected-app-<env>-<uuid>`.
	ClientID string `json:"client_id"`
}

// OAuthExchangeFactor is an account whose OAuth token was exchanged for the session, as an
// authentication factor.
type OAuthExchangeFactor struct {
	// ID of the email address from the provider.
	EmailID string `json:"email_id"`
}

// OAuthFactor is an account at an OAuth provider, as an authentication factor.
type OAuthFactor struct {
	// ID of the email address from the provider. Null if the provider returned none.
	EmailID string `json:"email_id,omitzero"`

	// ID of the OAuth registration.
	ID string `json:"id"`

	// The user's ID at the provider (the claim `sub`).
	ProviderSubject string `json:"provider_subject"`
}

// PhoneNumberFactor is a phone number, as an authentication factor.
type PhoneNumberFactor struct {
	// ID of the phone number, `phone-number-<env>-<uuid>`.
	PhoneID string `json:"phone_id"`

	// The phone number, in E.164 format.
	PhoneNumber string `json:"phone_number"`
}

// RecoveryCodeFactor is a recovery code, as an authentication factor.
type RecoveryCodeFactor struct {
	// ID of the recovery code.
	TOTPRecoveryCodeID string `json:"totp_recovery_code_id"`
}

// ResultsMetadata holds the total number of results of a search and the cursor of its next page.
type ResultsMetadata struct {
	// Cursor of the next page. Null on the last page.
	NextCursor string `json:"next_cursor,omitzero"`

	// Total number of results on all pages, or -1 if totals are turned off for the workspace.
	Total int `json:"total"`
}

// SSOFactor is a login through an organization's own identity provider, as an authentication
// factor. In B2B projects only.
type SSOFactor struct {
	// ID of the user at the identity provider.
	ExternalID string `json:"external_id"`

	// ID of the SSO registration.
	ID string `json:"id"`

	// ID of the SSO connection.
	ProviderID string `json:"provider_id"`
}

// SearchOperator is the way to combine the operands of a search. Other values are allowed and sent
// unchanged.
type SearchOperator string

// The known values of [SearchOperator]. Other values pass through unchanged.
const (
	// All operands must match.
	SearchOperatorAND SearchOperator = "AND"
	// At least one operand must match. Deprecated.
	SearchOperatorOR SearchOperator = "OR"
)

// Session is a session of a user, with its authentication factors, times and claims. In a session
// JWT, the session ID is called `id`, and the user ID is the `sub` of the JWT.
type Session struct {
	// IP address and user agent of the end user. Can be null.
	Attributes Attributes `json:"attributes,omitzero"`

	// What the user has authenticated with in this session. Using the same factor again updates its
	// entry.
	AuthenticationFactors []AuthenticationFactor `json:"authentication_factors"`

	// Claims set with `session_custom_claims`. Null or empty if there are none.
	CustomClaims map[string]any `json:"custom_claims,omitzero"`

	// When the session expires unless it is extended.
	ExpiresAt time.Time `json:"expires_at,omitzero"`

	// When the session was last authenticated.
	LastAccessedAt time.Time `json:"last_accessed_at,omitzero"`

	// IDs of the user's roles.
	Roles []string `json:"roles"`

	// ID of the session, `session-<env>-<uuid>`.
	SessionID string `json:"session_id"`

	// When the session started.
	StartedAt time.Time `json:"started_at,omitzero"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// TrustedAuthTokenFactor is a trusted token that was exchanged for the session, as an
// authentication factor.
type TrustedAuthTokenFactor struct {
	// ID of the token.
	TokenID string `json:"token_id"`
}

// User is a user of the project, with all authentication factors. A list can be empty, or absent
// from the JSON.
type User struct {
	// Biometric registrations, created by mobile SDKs. At most 25.
	BiometricRegistrations []UserBiometricRegistration `json:"biometric_registrations"`

	// When the user was created.
	CreatedAt time.Time `json:"created_at,omitzero"`

	// Crypto wallets.
	CryptoWallets []UserCryptoWallet `json:"crypto_wallets"`

	// Email addresses, verified or not.
	Emails []UserEmail `json:"emails"`

	// The user's ID in your own system. Null if none is set.
	ExternalID string `json:"external_id,omitzero"`

	// Whether the user is locked after too many failed attempts to authenticate.
	IsLocked bool `json:"is_locked"`

	// When the lock started. Null if the user is not locked.
	LockCreatedAt time.Time `json:"lock_created_at,omitzero"`

	// When the lock ends. Null if the user is not locked.
	LockExpiresAt time.Time `json:"lock_expires_at,omitzero"`

	// Name of the user.
	Name Name `json:"name,omitzero"`

	// The user's password. Null if the user has none.
	Password *UserPassword `json:"password,omitzero"`

	// Phone numbers, verified or not.
	PhoneNumbers []UserPhoneNumber `json:"phone_numbers"`

	// Accounts at OAuth providers.
	Providers []UserOAuthProvider `json:"providers"`

	// IDs of the user's roles, including the default role `stytch_user`.
	Roles []string `json:"roles"`

	// Whether the user is active or pending.
	Status UserStatus `json:"status"`

	// Authenticator apps.
	TOTPs []UserTOTP `json:"totps"`

	// Application data that the end user cannot change. `{}` if there is none.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`

	// Application data that the end user can change through Stytch's frontend SDKs, so do not rely on
	// it. `{}` if there is none.
	UntrustedMetadata map[string]any `json:"untrusted_metadata,omitzero"`

	// ID of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`

	// Passkeys and security keys.
	WebAuthnRegistrations []UserWebAuthnRegistration `json:"webauthn_registrations"`
}

// UserBiometricRegistration is a biometric registration of a user, created by a mobile SDK.
type UserBiometricRegistration struct {
	// ID of the registration, `biometric-registration-<env>-<uuid>`.
	BiometricRegistrationID string `json:"biometric_registration_id"`

	// Whether the registration is complete.
	Verified bool `json:"verified"`
}

// UserCryptoWallet is a crypto wallet of a user.
type UserCryptoWallet struct {
	// Address of the wallet.
	CryptoWalletAddress string `json:"crypto_wallet_address"`

	// ID of the wallet, `crypto-wallet-<env>-<uuid>`.
	CryptoWalletID string `json:"crypto_wallet_id"`

	// Kind of wallet: `ethereum` or `solana`.
	CryptoWalletType string `json:"crypto_wallet_type"`

	// Whether the user has signed a challenge with the wallet.
	Verified bool `json:"verified"`
}

// UserEmail is an email address of a user.
type UserEmail struct {
	// The email address.
	Email string `json:"email"`

	// ID of the email address, `email-<env>-<uuid>`.
	EmailID string `json:"email_id"`

	// Whether the user has proven ownership of the address, with a magic link or passcode or through an
	// OAuth provider that vouches for it.
	Verified bool `json:"verified"`
}

// UserOAuthProvider is an account of a user at an OAuth provider.
type UserOAuthProvider struct {
	// Language of the user at the provider. Empty if the provider reports none.
	Locale string `json:"locale"`

	// ID of the OAuth registration, for users.delete_oauth_registration.
	OAuthUserRegistrationID string `json:"oauth_user_registration_id"`

	// URL of the user's picture at the provider. Empty if the provider has none.
	ProfilePictureURL string `json:"profile_picture_url"`

	// The user's ID at the provider (the claim `sub`).
	ProviderSubject string `json:"provider_subject"`

	// Name of the provider, such as `Google`.
	ProviderType string `json:"provider_type"`
}

// UserPassword is the state of a user's password. The password itself is not included.
type UserPassword struct {
	// ID of the password, `password-<env>-<uuid>`, for users.delete_password.
	PasswordID string `json:"password_id"`

	// Whether the user must reset the password before it works again.
	RequiresReset bool `json:"requires_reset"`
}

// UserPhoneNumber is a phone number of a user.
type UserPhoneNumber struct {
	// ID of the phone number, `phone-number-<env>-<uuid>`.
	PhoneID string `json:"phone_id"`

	// The phone number, in E.164 format.
	PhoneNumber string `json:"phone_number"`

	// Whether the user has proven ownership of the number, with a passcode.
	Verified bool `json:"verified"`
}

// UserStatus is the status of a user. Responses can contain other values.
type UserStatus string

// The known values of [UserStatus]. Other values pass through unchanged.
const (
	// The user has authenticated, or was created active.
	UserStatusActive UserStatus = "active"
	// The user was invited or created as pending, and has not authenticated yet.
	UserStatusPending UserStatus = "pending"
)

// UserTOTP is an authenticator app of a user.
type UserTOTP struct {
	// ID of the TOTP, `totp-<env>-<uuid>`.
	TOTPID string `json:"totp_id"`

	// Whether the user has authenticated with the app. Until then, it is not a factor.
	Verified bool `json:"verified"`
}

// UserWebAuthnRegistration is a passkey or security key of a user.
type UserWebAuthnRegistration struct {
	// Kind of authenticator that the registration asked for: `platform` or `cross-platform`. Empty if
	// both were allowed.
	AuthenticatorType string `json:"authenticator_type"`

	// Domain of the registration.
	Domain string `json:"domain"`

	// Name of the registration, for display.
	Name string `json:"name"`

	// User agent at registration.
	UserAgent string `json:"user_agent"`

	// Whether the registration is complete.
	Verified bool `json:"verified"`

	// ID of the registration, `webauthn-registration-<env>-<uuid>`.
	WebAuthnRegistrationID string `json:"webauthn_registration_id"`
}

// WebAuthnFactor is a passkey or security key, as an authentication factor.
type WebAuthnFactor struct {
	// Domain of the registration.
	Domain string `json:"domain"`

	// User agent at registration. Null if none was sent.
	UserAgent string `json:"user_agent,omitzero"`

	// ID of the registration, `webauthn-registration-<env>-<uuid>`.
	WebAuthnRegistrationID string `json:"webauthn_registration_id"`
}
