// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

import "time"

// AttributeOptions is a check that a message is used from where it was asked for: the same IP
// address, the same user agent. It needs `attributes` on both calls; a difference answers 401
// `attribute_mismatch`.
type AttributeOptions struct {
	// Whether the IP address must be the same.
	IPMatchRequired bool `json:"ip_match_required"`

	// Whether the user agent must be the same.
	UserAgentMatchRequired bool `json:"user_agent_match_required"`
}

// Attributes is a record of where the end user's request came from, as the backend saw it.
type Attributes struct {
	// IP address of the end user.
	IPAddress string `json:"ip_address,omitzero"`

	// User agent of the end user's browser.
	UserAgent string `json:"user_agent,omitzero"`
}

// AuthenticationFactor is a factor that a user authenticated with in a session. `type` and
// `delivery_method` say what it is, and one of the `..._factor` fields holds the details.
type AuthenticationFactor struct {
	// Sign-in with Amazon; null for other factors.
	AmazonOAuthFactor *OAuthFactor `json:"amazon_oauth_factor,omitzero"`

	// Sign-in with Apple; null for other factors.
	AppleOAuthFactor *OAuthFactor `json:"apple_oauth_factor,omitzero"`

	// TOTP of an authenticator app; null for other factors.
	AuthenticatorAppFactor *AuthenticatorAppFactor `json:"authenticator_app_factor,omitzero"`

	// Biometric registration of a mobile SDK; null for other factors.
	BiometricFactor *BiometricFactor `json:"biometric_factor,omitzero"`

	// Sign-in with Bitbucket; null for other factors.
	BitbucketOAuthFactor *OAuthFactor `json:"bitbucket_oauth_factor,omitzero"`

	// Sign-in with Coinbase; null for other factors.
	CoinbaseOAuthFactor *OAuthFactor `json:"coinbase_oauth_factor,omitzero"`

	// When the factor was first used in this session. May be absent in a session JWT.
	CreatedAt time.Time `json:"created_at,omitzero"`

	// Crypto wallet; null for other factors.
	CryptoWalletFactor *CryptoWalletFactor `json:"crypto_wallet_factor,omitzero"`

	// Way the factor was delivered, or where it came from.
	DeliveryMethod DeliveryMethod `json:"delivery_method"`

	// Sign-in with Discord; null for other factors.
	DiscordOAuthFactor *OAuthFactor `json:"discord_oauth_factor,omitzero"`

	// Email address of an emailed link, a passcode or a password; null for other factors.
	EmailFactor *EmailFactor `json:"email_factor,omitzero"`

	// Magic link that did not come by email; null for other factors.
	EmbeddableMagicLinkFactor *EmbeddableMagicLinkFactor `json:"embeddable_magic_link_factor,omitzero"`

	// Sign-in with Facebook; null for other factors.
	FacebookOAuthFactor *OAuthFactor `json:"facebook_oauth_factor,omitzero"`

	// Sign-in with Figma; null for other factors.
	FigmaOAuthFactor *OAuthFactor `json:"figma_oauth_factor,omitzero"`

	// Sign-in with GitLab; null for other factors.
	GitLabOAuthFactor *OAuthFactor `json:"git_lab_oauth_factor,omitzero"`

	// Session traded for an OAuth token of GitHub; null for other factors.
	GitHubOAuthExchangeFactor *OAuthExchangeFactor `json:"github_oauth_exchange_factor,omitzero"`

	// Sign-in with GitHub; null for other factors.
	GitHubOAuthFactor *OAuthFactor `json:"github_oauth_factor,omitzero"`

	// Session traded for an OAuth token of Google; null for other factors.
	GoogleOAuthExchangeFactor *OAuthExchangeFactor `json:"google_oauth_exchange_factor,omitzero"`

	// Sign-in with Google; null for other factors.
	GoogleOAuthFactor *OAuthFactor `json:"google_oauth_factor,omitzero"`

	// Session traded for an OAuth token of HubSpot; null for other factors.
	HubspotOAuthExchangeFactor *OAuthExchangeFactor `json:"hubspot_oauth_exchange_factor,omitzero"`

	// Sign-in with HubSpot; null for other factors.
	HubspotOAuthFactor *OAuthFactor `json:"hubspot_oauth_factor,omitzero"`

	// Member of staff who impersonates the user; null for other factors.
	ImpersonatedFactor *ImpersonatedFactor `json:"impersonated_factor,omitzero"`

	// Sign-in with Instagram; null for other factors.
	InstagramOAuthFactor *OAuthFactor `json:"instagram_oauth_factor,omitzero"`

	// When the factor was last used in this session.
	LastAuthenticatedAt time.Time `json:"last_authenticated_at,omitzero"`

	// Sign-in with LinkedIn; null for other factors.
	LinkedInOAuthFactor *OAuthFactor `json:"linked_in_oauth_factor,omitzero"`

	// Sign-in with Microsoft; null for other factors.
	MicrosoftOAuthFactor *OAuthFactor `json:"microsoft_oauth_factor,omitzero"`

	// Connected app whose token was traded; null for other factors.
	OAuthAccessTokenExchangeFactor *OAuthAccessTokenExchangeFactor `json:"oauth_access_token_exchange_factor,omitzero"`

	// OIDC sign-in, which only B2B projects have; null for other factors.
	OIDCSSOFactor *SSOFactor `json:"oidc_sso_factor,omitzero"`

	// Phone number of an SMS or WhatsApp passcode; null for other factors.
	PhoneNumberFactor *PhoneNumberFactor `json:"phone_number_factor,omitzero"`

	// Recovery code; null for other factors.
	RecoveryCodeFactor *RecoveryCodeFactor `json:"recovery_code_factor,omitzero"`

	// Sign-in with Salesforce; null for other factors.
	SalesforceOAuthFactor *OAuthFactor `json:"salesforce_oauth_factor,omitzero"`

	// SAML sign-in, which only B2B projects have; null for other factors.
	SAMLSSOFactor *SSOFactor `json:"saml_sso_factor,omitzero"`

	// Sign-in with Shopify; null for other factors.
	ShopifyOAuthFactor *OAuthFactor `json:"shopify_oauth_factor,omitzero"`

	// Session traded for an OAuth token of Slack; null for other factors.
	SlackOAuthExchangeFactor *OAuthExchangeFactor `json:"slack_oauth_exchange_factor,omitzero"`

	// Sign-in with Slack; null for other factors.
	SlackOAuthFactor *OAuthFactor `json:"slack_oauth_factor,omitzero"`

	// Sign-in with Snapchat; null for other factors.
	SnapchatOAuthFactor *OAuthFactor `json:"snapchat_oauth_factor,omitzero"`

	// Sign-in with Spotify; null for other factors.
	SpotifyOAuthFactor *OAuthFactor `json:"spotify_oauth_factor,omitzero"`

	// Sign-in with Steam; null for other factors.
	SteamOAuthFactor *OAuthFactor `json:"steam_oauth_factor,omitzero"`

	// Sign-in with TikTok; null for other factors.
	TikTokOAuthFactor *OAuthFactor `json:"tik_tok_oauth_factor,omitzero"`

	// Trusted token that was traded; null for other factors.
	TrustedAuthTokenFactor *TrustedAuthTokenFactor `json:"trusted_auth_token_factor,omitzero"`

	// Sign-in with Twitch; null for other factors.
	TwitchOAuthFactor *OAuthFactor `json:"twitch_oauth_factor,omitzero"`

	// Sign-in with Twitter; null for other factors.
	TwitterOAuthFactor *OAuthFactor `json:"twitter_oauth_factor,omitzero"`

	// Kind of factor.
	Type AuthenticationFactorType `json:"type"`

	// When the entry last changed. May be absent in a session JWT.
	UpdatedAt time.Time `json:"updated_at,omitzero"`

	// Passkey or security key; null for other factors.
	WebAuthnFactor *WebAuthnFactor `json:"webauthn_factor,omitzero"`

	// Sign-in with Yahoo; null for other factors.
	YahooOAuthFactor *OAuthFactor `json:"yahoo_oauth_factor,omitzero"`
}

// AuthenticationFactorType is a kind of authentication factor. Other values may come and must be
// accepted.
type AuthenticationFactorType string

// Known values of [AuthenticationFactorType]. Others may come; they decode like any string.
const (
	// Signature of a crypto wallet.
	AuthenticationFactorTypeCrypto AuthenticationFactorType = "crypto"
	// Emailed passcode, as B2B projects name it. Consumer projects have `otp`.
	AuthenticationFactorTypeEmailOTP AuthenticationFactorType = "email_otp"
	// Impersonation by a member of staff.
	AuthenticationFactorTypeImpersonated AuthenticationFactorType = "impersonated"
	// Session of another identity system, traded for this one.
	AuthenticationFactorTypeImported AuthenticationFactorType = "imported"
	// Magic link, emailed or embedded.
	AuthenticationFactorTypeMagicLink AuthenticationFactorType = "magic_link"
	// One-time passcode by SMS, WhatsApp or email.
	AuthenticationFactorTypeOTP AuthenticationFactorType = "otp"
	// Sign-in at an OAuth provider.
	AuthenticationFactorTypeOAuth AuthenticationFactorType = "oauth"
	// Password.
	AuthenticationFactorTypePassword AuthenticationFactorType = "password"
	// Recovery code of a TOTP.
	AuthenticationFactorTypeRecoveryCodes AuthenticationFactorType = "recovery_codes"
	// Sign-in at an organization's identity provider. B2B projects only.
	AuthenticationFactorTypeSSO AuthenticationFactorType = "sso"
	// Biometric registration of a mobile SDK.
	AuthenticationFactorTypeSignatureChallenge AuthenticationFactorType = "signature_challenge"
	// Code of an authenticator app.
	AuthenticationFactorTypeTOTP AuthenticationFactorType = "totp"
	// JWT of a trusted issuer, traded for this session.
	AuthenticationFactorTypeTrustedAuthToken AuthenticationFactorType = "trusted_auth_token"
	// Passkey or security key.
	AuthenticationFactorTypeWebAuthn AuthenticationFactorType = "webauthn"
)

// AuthenticatorAppFactor is the authenticator app of a factor.
type AuthenticatorAppFactor struct {
	// Id of the TOTP, `totp-<env>-<uuid>`.
	TOTPID string `json:"totp_id"`
}

// BiometricFactor is the biometric registration of a factor.
type BiometricFactor struct {
	// Id of the registration, `biometric-registration-<env>-<uuid>`.
	BiometricRegistrationID string `json:"biometric_registration_id"`
}

// ConnectedAppClientType is a kind of connected app: whose it is, and whether it can keep a secret.
// Other values may come and must be accepted.
type ConnectedAppClientType string

// Known values of [ConnectedAppClientType]. Others may come; they decode like any string.
const (
	// Your own, with a secret.
	ConnectedAppClientTypeFirstParty ConnectedAppClientType = "first_party"
	// Your own, without a secret: it uses PKCE.
	ConnectedAppClientTypeFirstPartyPublic ConnectedAppClientType = "first_party_public"
	// Someone else's, with a secret.
	ConnectedAppClientTypeThirdParty ConnectedAppClientType = "third_party"
	// Someone else's, without a secret: it uses PKCE.
	ConnectedAppClientTypeThirdPartyPublic ConnectedAppClientType = "third_party_public"
)

// CryptoWalletFactor is the crypto wallet of a factor.
type CryptoWalletFactor struct {
	// Address of the wallet.
	CryptoWalletAddress string `json:"crypto_wallet_address"`

	// Id of the wallet, `crypto-wallet-<env>-<uuid>`.
	CryptoWalletID string `json:"crypto_wallet_id"`

	// Kind of wallet, `ethereum` or `solana`.
	CryptoWalletType string `json:"crypto_wallet_type"`
}

// DeliveryMethod is a way that an authentication factor was delivered, or where it came from. Other
// values may come and must be accepted.
type DeliveryMethod string

// Known values of [DeliveryMethod]. Others may come; they decode like any string.
const (
	// With an authenticator app.
	DeliveryMethodAuthenticatorApp DeliveryMethod = "authenticator_app"
	// With the device's biometry.
	DeliveryMethodBiometric DeliveryMethod = "biometric"
	// With a crypto wallet.
	DeliveryMethodCryptoWallet DeliveryMethod = "crypto_wallet"
	// By email.
	DeliveryMethodEmail DeliveryMethod = "email"
	// By a message of the application, with a token of magic_links.create.
	DeliveryMethodEmbedded DeliveryMethod = "embedded"
	// With an impersonation token.
	DeliveryMethodImpersonation DeliveryMethod = "impersonation"
	// From Auth0, by sessions.migrate.
	DeliveryMethodImportedAuth0 DeliveryMethod = "imported_auth0"
	// From memory, as a password.
	DeliveryMethodKnowledge DeliveryMethod = "knowledge"
	// With the access token of a connected app, by sessions.exchange_access_token.
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
	// With an OAuth token of GitHub.
	DeliveryMethodOAuthExchangeGitHub DeliveryMethod = "oauth_exchange_github"
	// With an OAuth token of Google.
	DeliveryMethodOAuthExchangeGoogle DeliveryMethod = "oauth_exchange_google"
	// With an OAuth token of HubSpot.
	DeliveryMethodOAuthExchangeHubspot DeliveryMethod = "oauth_exchange_hubspot"
	// With an OAuth token of Slack.
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
	// At an organization's OIDC identity provider. B2B projects only.
	DeliveryMethodSSOOIDC DeliveryMethod = "sso_oidc"
	// At an organization's SAML identity provider. B2B projects only.
	DeliveryMethodSSOSAML DeliveryMethod = "sso_saml"
	// With a JWT of a trusted issuer, by sessions.attest.
	DeliveryMethodTrustedTokenExchange DeliveryMethod = "trusted_token_exchange"
	// With a passkey or security key.
	DeliveryMethodWebAuthnRegistration DeliveryMethod = "webauthn_registration"
	// By WhatsApp.
	DeliveryMethodWhatsApp DeliveryMethod = "whatsapp"
)

// DeviceAttributeDetails is the history of one property of a user's device.
type DeviceAttributeDetails struct {
	// When the user was first seen with it.
	FirstSeenAt time.Time `json:"first_seen_at,omitzero"`

	// Whether the user is seen with it for the first time.
	IsNew bool `json:"is_new"`

	// When the user was last seen with it.
	LastSeenAt time.Time `json:"last_seen_at,omitzero"`
}

// DeviceInfo is the device of a user, as its fingerprint tells, and what of it is new for the user.
type DeviceInfo struct {
	// IP address of the device.
	IPAddress string `json:"ip_address,omitzero"`

	// Whether the user was seen at this address before.
	IPAddressDetails *DeviceAttributeDetails `json:"ip_address_details,omitzero"`

	// City the address is in.
	IPGeoCity string `json:"ip_geo_city,omitzero"`

	// Country the address is in, as a code.
	IPGeoCountry string `json:"ip_geo_country,omitzero"`

	// Whether the user was seen in this country before.
	IPGeoCountryDetails *DeviceAttributeDetails `json:"ip_geo_country_details,omitzero"`

	// Region the address is in.
	IPGeoRegion string `json:"ip_geo_region,omitzero"`

	// Id of the visitor, kept in a cookie.
	VisitorID string `json:"visitor_id"`

	// Whether the user was seen with this visitor id before.
	VisitorIDDetails *DeviceAttributeDetails `json:"visitor_id_details,omitzero"`
}

// EmailFactor is the email address of a factor.
type EmailFactor struct {
	// The address.
	EmailAddress string `json:"email_address"`

	// Id of the email address, `email-<env>-<uuid>`.
	EmailID string `json:"email_id"`
}

// EmbeddableMagicLinkFactor is the magic link of a factor that did not come by email.
type EmbeddableMagicLinkFactor struct {
	// Id of the magic link.
	EmbeddedID string `json:"embedded_id"`
}

// ImpersonatedFactor is the member of staff who impersonates a user.
type ImpersonatedFactor struct {
	// Email address of the member of staff.
	ImpersonatorEmailAddress string `json:"impersonator_email_address"`

	// Id of the member of staff.
	ImpersonatorID string `json:"impersonator_id"`
}

// Locale is a language of an email. Other values may be added, and are passed on as they are.
type Locale string

// Known values of [Locale]. Others may come; they decode like any string.
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

// Name is the name of a user. Every part is optional.
type Name struct {
	// Given name.
	FirstName string `json:"first_name,omitzero"`

	// Family name.
	LastName string `json:"last_name,omitzero"`

	// Middle names.
	MiddleName string `json:"middle_name,omitzero"`
}

// OAuthAccessTokenExchangeFactor is the connected app whose token was traded for a session.
type OAuthAccessTokenExchangeFactor struct {
	// Id of the app, `connected-app-<env>-<uuid>`.
	ClientID string `json:"client_id"`
}

// OAuthExchangeFactor is the account behind a factor that came of an OAuth token traded for a
// session.
type OAuthExchangeFactor struct {
	// Id of the email address the provider reported.
	EmailID string `json:"email_id"`
}

// OAuthFactor is the account at an OAuth provider behind a factor.
type OAuthFactor struct {
	// Id of the email address the provider reported. Null if it reported none.
	EmailID string `json:"email_id,omitzero"`

	// Id of the OAuth registration.
	ID string `json:"id"`

	// Id of the user at the provider, its `sub`.
	ProviderSubject string `json:"provider_subject"`
}

// PhoneNumberFactor is the phone number of a factor.
type PhoneNumberFactor struct {
	// Id of the phone number, `phone-number-<env>-<uuid>`.
	PhoneID string `json:"phone_id"`

	// The number, in E.164.
	PhoneNumber string `json:"phone_number"`
}

// RecoveryCodeFactor is the recovery code of a factor.
type RecoveryCodeFactor struct {
	// Id of the recovery code.
	TOTPRecoveryCodeID string `json:"totp_recovery_code_id"`
}

// ResultsMetadata is the position of a page among all results of a search.
type ResultsMetadata struct {
	// Cursor of the next page. Null on the last one.
	NextCursor string `json:"next_cursor,omitzero"`

	// How many results there are on all pages. -1 if the workspace has totals turned off.
	Total int `json:"total"`
}

// SSOFactor is the sign-in through an organization's own identity provider behind a factor. Only
// B2B projects have these.
type SSOFactor struct {
	// Id of the user at the identity provider.
	ExternalID string `json:"external_id"`

	// Id of the SSO registration.
	ID string `json:"id"`

	// Id of the SSO connection.
	ProviderID string `json:"provider_id"`
}

// SearchOperator is a way to combine the operands of a search. Other values may be added, and are
// passed on as they are.
type SearchOperator string

// Known values of [SearchOperator]. Others may come; they decode like any string.
const (
	// All operands must match.
	SearchOperatorAND SearchOperator = "AND"
	// At least one operand must match. Deprecated.
	SearchOperatorOR SearchOperator = "OR"
)

// Session is a session of a user: its factors, its times and its claims. In a session JWT the id is
// called `id`, and the user is the `sub` of the JWT.
type Session struct {
	// IP address and user agent of the end user. May be null.
	Attributes Attributes `json:"attributes,omitzero"`

	// What the user has authenticated with in this session. The same factor again updates its entry.
	AuthenticationFactors []AuthenticationFactor `json:"authentication_factors"`

	// Claims set by `session_custom_claims`. Null or empty if there are none.
	CustomClaims map[string]any `json:"custom_claims,omitzero"`

	// When the session ends unless it is extended.
	ExpiresAt time.Time `json:"expires_at,omitzero"`

	// When the session was last authenticated.
	LastAccessedAt time.Time `json:"last_accessed_at,omitzero"`

	// Ids of the user's roles.
	Roles []string `json:"roles"`

	// Id of the session, `session-<env>-<uuid>`.
	SessionID string `json:"session_id"`

	// When the session began.
	StartedAt time.Time `json:"started_at,omitzero"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`
}

// TrustedAuthTokenFactor is the trusted token that was traded for a session.
type TrustedAuthTokenFactor struct {
	// Id of the token.
	TokenID string `json:"token_id"`
}

// User is a user of the project, with all factors. Lists are empty rather than null; a list that is
// absent is empty.
type User struct {
	// Biometric registrations made by mobile SDKs, at most 25.
	BiometricRegistrations []UserBiometricRegistration `json:"biometric_registrations"`

	// When the user was created.
	CreatedAt time.Time `json:"created_at,omitzero"`

	// Crypto wallets.
	CryptoWallets []UserCryptoWallet `json:"crypto_wallets"`

	// Email addresses, verified or not.
	Emails []UserEmail `json:"emails"`

	// Id of the user in your own system. Null if none is set.
	ExternalID string `json:"external_id,omitzero"`

	// Whether the user is locked out after too many failed authentications.
	IsLocked bool `json:"is_locked"`

	// When the lock began. Null if the user is not locked.
	LockCreatedAt time.Time `json:"lock_created_at,omitzero"`

	// When the lock ends. Null if the user is not locked.
	LockExpiresAt time.Time `json:"lock_expires_at,omitzero"`

	// Name of the user.
	Name Name `json:"name,omitzero"`

	// The user's password. Null if there is none.
	Password *UserPassword `json:"password,omitzero"`

	// Phone numbers, verified or not.
	PhoneNumbers []UserPhoneNumber `json:"phone_numbers"`

	// Accounts at OAuth providers.
	Providers []UserOAuthProvider `json:"providers"`

	// Ids of the user's roles, the default role `stytch_user` included.
	Roles []string `json:"roles"`

	// Whether the user is active or still pending.
	Status UserStatus `json:"status"`

	// Authenticator apps.
	TOTPs []UserTOTP `json:"totps"`

	// Data of the application that the end user cannot change. `{}` if there is none.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`

	// Data that the end user can change through Stytch's browser and mobile SDKs, so not to be relied
	// on. `{}` if there is none.
	UntrustedMetadata map[string]any `json:"untrusted_metadata,omitzero"`

	// Id of the user, `user-<env>-<uuid>`.
	UserID string `json:"user_id"`

	// Passkeys and security keys.
	WebAuthnRegistrations []UserWebAuthnRegistration `json:"webauthn_registrations"`
}

// UserBiometricRegistration is a biometric registration of a user, made by a mobile SDK.
type UserBiometricRegistration struct {
	// Id of the registration, `biometric-registration-<env>-<uuid>`.
	BiometricRegistrationID string `json:"biometric_registration_id"`

	// Whether the registration was completed.
	Verified bool `json:"verified"`
}

// UserCryptoWallet is a crypto wallet of a user.
type UserCryptoWallet struct {
	// Address of the wallet.
	CryptoWalletAddress string `json:"crypto_wallet_address"`

	// Id of the wallet, `crypto-wallet-<env>-<uuid>`.
	CryptoWalletID string `json:"crypto_wallet_id"`

	// Kind of wallet, `ethereum` or `solana`.
	CryptoWalletType string `json:"crypto_wallet_type"`

	// Whether the user has signed a challenge with it.
	Verified bool `json:"verified"`
}

// UserEmail is an email address of a user.
type UserEmail struct {
	// The address.
	Email string `json:"email"`

	// Id of the email address, `email-<env>-<uuid>`.
	EmailID string `json:"email_id"`

	// Whether the user has proved to own it, by an emailed link or passcode or through an OAuth
	// provider that vouches for it.
	Verified bool `json:"verified"`
}

// UserOAuthProvider is an account of a user at an OAuth provider.
type UserOAuthProvider struct {
	// Language of the user at the provider. Empty if it gives none.
	Locale string `json:"locale"`

	// Id of the registration, for users.delete_oauth_registration.
	OAuthUserRegistrationID string `json:"oauth_user_registration_id"`

	// URL of the user's picture at the provider. Empty if it gives none.
	ProfilePictureURL string `json:"profile_picture_url"`

	// Id of the user at the provider, its `sub`.
	ProviderSubject string `json:"provider_subject"`

	// Name of the provider, such as `Google`.
	ProviderType string `json:"provider_type"`
}

// UserPassword is the password of a user, as far as the API shows it.
type UserPassword struct {
	// Id of the password, `password-<env>-<uuid>`, for users.delete_password.
	PasswordID string `json:"password_id"`

	// Whether it must be reset before it authenticates again.
	RequiresReset bool `json:"requires_reset"`
}

// UserPhoneNumber is a phone number of a user.
type UserPhoneNumber struct {
	// Id of the phone number, `phone-number-<env>-<uuid>`.
	PhoneID string `json:"phone_id"`

	// The number, in E.164.
	PhoneNumber string `json:"phone_number"`

	// Whether the user has proved to own it, by a passcode.
	Verified bool `json:"verified"`
}

// UserStatus is a status of a user. Other values may come and must be accepted.
type UserStatus string

// Known values of [UserStatus]. Others may come; they decode like any string.
const (
	// The user has authenticated, or was created active.
	UserStatusActive UserStatus = "active"
	// The user was invited or created as pending, and has not authenticated yet.
	UserStatusPending UserStatus = "pending"
)

// UserTOTP is an authenticator app of a user.
type UserTOTP struct {
	// Id of the TOTP, `totp-<env>-<uuid>`.
	TOTPID string `json:"totp_id"`

	// Whether the user has authenticated with it. One that was only created is not yet a factor.
	Verified bool `json:"verified"`
}

// UserWebAuthnRegistration is a passkey or security key of a user.
type UserWebAuthnRegistration struct {
	// Kind that was asked for: `platform` or `cross-platform`. Empty if either would do.
	AuthenticatorType string `json:"authenticator_type"`

	// Domain it was registered for.
	Domain string `json:"domain"`

	// Name of the registration, for the user's own list.
	Name string `json:"name"`

	// User agent it was registered with.
	UserAgent string `json:"user_agent"`

	// Whether the registration was completed.
	Verified bool `json:"verified"`

	// Id of the registration, `webauthn-registration-<env>-<uuid>`.
	WebAuthnRegistrationID string `json:"webauthn_registration_id"`
}

// WebAuthnFactor is the passkey or security key of a factor.
type WebAuthnFactor struct {
	// Domain it was registered for.
	Domain string `json:"domain"`

	// User agent it was registered with. Null if none was sent.
	UserAgent string `json:"user_agent,omitzero"`

	// Id of the registration, `webauthn-registration-<env>-<uuid>`.
	WebAuthnRegistrationID string `json:"webauthn_registration_id"`
}
