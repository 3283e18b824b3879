// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

import (
	"fmt"
	"log/slog"
)

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r ConnectedAppWithClientSecret) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r ConnectedAppWithClientSecret) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r ConnectedAppWithNextClientSecret) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r ConnectedAppWithNextClientSecret) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r CryptoWalletsAuthenticateRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r CryptoWalletsAuthenticateRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r CryptoWalletsAuthenticateResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r CryptoWalletsAuthenticateResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r CryptoWalletsAuthenticateStartRequest) Format(s fmt.State, verb rune) {
	formatRedacted(s, verb, r)
}

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r CryptoWalletsAuthenticateStartRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r IDPIntrospectTokenRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r IDPIntrospectTokenRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r IDPOAuthAuthorizeRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r IDPOAuthAuthorizeRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r IDPOAuthAuthorizeResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r IDPOAuthAuthorizeResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r IDPOAuthAuthorizeStartRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r IDPOAuthAuthorizeStartRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r ImpersonationAuthenticateRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r ImpersonationAuthenticateRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r ImpersonationAuthenticateResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r ImpersonationAuthenticateResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r M2MClientWithClientSecret) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r M2MClientWithClientSecret) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r M2MClientWithNextClientSecret) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r M2MClientWithNextClientSecret) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r M2MClientsCreateRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r M2MClientsCreateRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r M2MTokenRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r M2MTokenRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r M2MTokenResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r M2MTokenResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r MagicLinksAuthenticateRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r MagicLinksAuthenticateRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r MagicLinksAuthenticateResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r MagicLinksAuthenticateResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r MagicLinksCreateResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r MagicLinksCreateResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r MagicLinksEmailSendRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r MagicLinksEmailSendRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r OAuthAttachRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r OAuthAttachRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r OAuthAttachResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r OAuthAttachResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r OAuthAuthenticateRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r OAuthAuthenticateRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r OAuthAuthenticateResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r OAuthAuthenticateResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r OAuthProviderValues) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r OAuthProviderValues) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r OTPAuthenticateRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r OTPAuthenticateRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r OTPAuthenticateResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r OTPAuthenticateResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r OTPEmailSendRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r OTPEmailSendRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r OTPSMSSendRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r OTPSMSSendRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r OTPWhatsAppSendRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r OTPWhatsAppSendRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r PasswordArgon2Config) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r PasswordArgon2Config) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r PasswordPBKDF2Config) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r PasswordPBKDF2Config) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r PasswordSaltConfig) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r PasswordSaltConfig) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r PasswordScryptConfig) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r PasswordScryptConfig) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r PasswordsAuthenticateRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r PasswordsAuthenticateRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r PasswordsAuthenticateResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r PasswordsAuthenticateResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r PasswordsCreateRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r PasswordsCreateRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r PasswordsCreateResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r PasswordsCreateResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r PasswordsEmailResetRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r PasswordsEmailResetRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r PasswordsEmailResetResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r PasswordsEmailResetResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r PasswordsExistingPasswordResetRequest) Format(s fmt.State, verb rune) {
	formatRedacted(s, verb, r)
}

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r PasswordsExistingPasswordResetRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r PasswordsExistingPasswordResetResponse) Format(s fmt.State, verb rune) {
	formatRedacted(s, verb, r)
}

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r PasswordsExistingPasswordResetResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r PasswordsMigrateRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r PasswordsMigrateRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r PasswordsSessionResetRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r PasswordsSessionResetRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r PasswordsSessionResetResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r PasswordsSessionResetResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r PasswordsStrengthCheckRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r PasswordsStrengthCheckRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r SessionsAttestRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r SessionsAttestRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r SessionsAttestResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r SessionsAttestResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r SessionsAuthenticateRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r SessionsAuthenticateRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r SessionsAuthenticateResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r SessionsAuthenticateResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r SessionsExchangeAccessTokenRequest) Format(s fmt.State, verb rune) {
	formatRedacted(s, verb, r)
}

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r SessionsExchangeAccessTokenRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r SessionsExchangeAccessTokenResponse) Format(s fmt.State, verb rune) {
	formatRedacted(s, verb, r)
}

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r SessionsExchangeAccessTokenResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r SessionsMigrateRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r SessionsMigrateRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r SessionsMigrateResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r SessionsMigrateResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r SessionsRevokeRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r SessionsRevokeRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r TOTPAuthenticateRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r TOTPAuthenticateRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r TOTPAuthenticateResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r TOTPAuthenticateResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r TOTPCreateResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r TOTPCreateResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r TOTPRecoverRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r TOTPRecoverRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r TOTPRecoverResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r TOTPRecoverResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r TOTPWithRecoveryCodes) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r TOTPWithRecoveryCodes) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r WebAuthnAuthenticateRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r WebAuthnAuthenticateRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r WebAuthnAuthenticateResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r WebAuthnAuthenticateResponse) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r WebAuthnRegisterRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r WebAuthnRegisterRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r WebAuthnRegisterResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r WebAuthnRegisterResponse) LogValue() slog.Value { return redactedValue(r) }
