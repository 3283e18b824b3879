// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// listedDescription is [ErrorType.Description] for the types that the API document lists.
func listedDescription(t ErrorType) string {
	switch t {
	case ErrorTypeActiveTOTPExists:
		return "The user already has a verified TOTP, and only one is allowed. Delete it first."
	case ErrorTypeAppleOAuthConfigNotFound:
		return "Login with Apple is not configured for the project."
	case ErrorTypeArgon2KeyLengthMismatch:
		return "key_length does not match the length of the Argon2 hash."
	case ErrorTypeAttributeMismatch:
		return "The IP address or user agent differs from the one sent earlier, and the options require them to match."
	case ErrorTypeAuthorizationEndpointNotConfiguredForProject:
		return "The project has no authorization endpoint. Set its URL in the dashboard."
	case ErrorTypeBadRequest:
		return "The request is malformed: invalid JSON or wrong types."
	case ErrorTypeBillingNotVerified:
		return "Sending messages in the live environment requires verified billing."
	case ErrorTypeBillingNotVerifiedForEmail:
		return "Sending email in the live environment requires verified billing."
	case ErrorTypeBiometricRegistrationNotFound:
		return "No biometric registration has that ID."
	case ErrorTypeBreachedPassword:
		return "The password is in a known data breach. Ask the user for another one."
	case ErrorTypeCIDRBlockInvalidPrefix:
		return "The prefix length of the CIDR block is outside 16 to 32."
	case ErrorTypeCannotAssignDefaultRBACRoleID:
		return "The default role stytch_user is implied and cannot be assigned."
	case ErrorTypeCannotDeleteEmail:
		return "The email address cannot be deleted from the user."
	case ErrorTypeCannotDeleteLastPrimaryFactor:
		return "The user would have no primary factor left. Add another one first."
	case ErrorTypeCannotPreserveExistingSessions:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeCannotRemovePrimaryAuthMechanism:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeCannotResetPasswordWithExistingPassword:
		return "The current password itself requires a reset. Reset it by email."
	case ErrorTypeCannotUseBiometricsWithPendingUser:
		return "A pending user cannot register biometrics. The user must authenticate first."
	case ErrorTypeCannotUseWebAuthnWithPendingUser:
		return "A pending user cannot register a passkey. The user must authenticate first."
	case ErrorTypeClientClosedRequest:
		return "The client closed the connection before the response."
	case ErrorTypeClientSecretTooLong:
		return "The client secret is too long."
	case ErrorTypeConnectedAppAlreadyRotatingSecret:
		return "A rotation of the app's secret is in progress. Finish or cancel it first."
	case ErrorTypeConnectedAppConsentRevoked:
		return "The user has revoked the app's access."
	case ErrorTypeConnectedAppInvalidRedirectURL:
		return "A redirect URL of the app is malformed."
	case ErrorTypeConnectedAppMisconfiguredClient:
		return "The settings of the app are inconsistent."
	case ErrorTypeConnectedAppNotFound:
		return "No connected app has that ID."
	case ErrorTypeConnectedAppNotRotatingSecret:
		return "No rotation of the app's secret is in progress. Start one first."
	case ErrorTypeConnectedAppRedirectURLCannotUseLocalhost:
		return "A redirect URL of the app uses localhost. Use a loopback address instead. Stytch does not document when it returns this type."
	case ErrorTypeConnectedAppRedirectURLHTTPSchemeMustUseLoopback:
		return "A redirect URL of the app uses http for a host other than a loopback address."
	case ErrorTypeConnectedAppRedirectURLMustIncludeScheme:
		return "A redirect URL of the app has no scheme."
	case ErrorTypeConnectedAppRedirectURLMustUseHTTPOrHTTPSScheme:
		return "A redirect URL of the app has a scheme other than http and https."
	case ErrorTypeConnectedAppRedirectURLMustUseHTTPSScheme:
		return "A redirect URL of the app must use https."
	case ErrorTypeConnectedAppSuppliedRedirectURLNotFoundInClient:
		return "The redirect URI is not registered with the app."
	case ErrorTypeConsumerSessionAuthorizationError:
		return "The session is valid, but no role of the user grants the permission."
	case ErrorTypeContextCanceledError:
		return "The client closed the connection before Stytch's host for fraud operations responded."
	case ErrorTypeCountryCodeAllowlistBillingNotVerified:
		return "Sending SMS to countries other than the United States and Canada requires verified billing."
	case ErrorTypeCryptoWalletNotFound:
		return "No crypto wallet has that ID or address."
	case ErrorTypeCryptoWalletTypeIncompatibleWithSIWE:
		return "Sign-In with Ethereum works only with the wallet type ethereum."
	case ErrorTypeCustomClaimsTooLarge:
		return "The session's custom claims exceed 4 KB."
	case ErrorTypeDFPRuleInvalidCursor:
		return "The cursor does not come from a list of rules."
	case ErrorTypeDefaultProviderNotAllowed:
		return "Stytch's shared OAuth application cannot be used for this. Configure your own application for the provider."
	case ErrorTypeDeprecatedEndpoint:
		return "The endpoint is no longer available."
	case ErrorTypeDownstreamCarrierError:
		return "The carrier rejected the message or failed to deliver it. A later attempt can succeed."
	case ErrorTypeDuplicateEmail:
		return "Another user already has the email address."
	case ErrorTypeDuplicateEmailForUser:
		return "The user already has the email address."
	case ErrorTypeDuplicateM2MClientID:
		return "Another M2M client already has the ID."
	case ErrorTypeDuplicatePhoneNumber:
		return "Another user already has the phone number."
	case ErrorTypeDuplicatePhoneNumberForUser:
		return "The user already has the phone number."
	case ErrorTypeDuplicateUserExternalID:
		return "Another user of the project already has the external ID."
	case ErrorTypeDuplicateWalletAddress:
		return "Another user already has the wallet."
	case ErrorTypeDuplicateWalletAddressForUser:
		return "The user already has the wallet."
	case ErrorTypeDuplicateWebAuthnRegistration:
		return "The credential is already registered."
	case ErrorTypeDynamicClientRegistrationNotEnabled:
		return "The project does not allow apps to register themselves."
	case ErrorTypeEmailInDenylist:
		return "The email address or its domain is on the project's deny list."
	case ErrorTypeEmailNotFound:
		return "No user has that email address or email ID."
	case ErrorTypeEmailNotInAllowlist:
		return "Neither the email address nor its domain is on the project's allow list."
	case ErrorTypeEmailSettingsNotFound:
		return "The project has no email settings."
	case ErrorTypeEmailTemplateNotFound:
		return "No email template has that ID."
	case ErrorTypeEmailVerificationRequired:
		return "The user must verify an email address first."
	case ErrorTypeEmptyRBACRoleID:
		return "A role ID is empty."
	case ErrorTypeEmptyWebAuthnRegistrationName:
		return "The name of the registration is empty."
	case ErrorTypeEnterpriseEndpoint:
		return "The workspace is not approved for this product. Ask Stytch to enable it."
	case ErrorTypeExpiredOAuthResponse:
		return "The provider's callback came too late. Start the OAuth flow again."
	case ErrorTypeExpiredTOTP:
		return "The TOTP was not verified in time. Create a new one."
	case ErrorTypeForbiddenCharacterZeroWidthSpace:
		return "A value contains a zero-width space."
	case ErrorTypeIDPAccessTokenCouldNotBeExchanged:
		return "The access token cannot be exchanged for a session."
	case ErrorTypeIDPAccessTokenExpired:
		return "The access token has expired."
	case ErrorTypeIDPAccessTokenNotFound:
		return "The access token is unknown."
	case ErrorTypeIDPAuthCodeExpired:
		return "The authorization code has expired."
	case ErrorTypeIDPAuthCodeNotFound:
		return "The authorization code is unknown."
	case ErrorTypeIDPInvalidAccessTokenCustomAudience:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeIDPInvalidAccessTokenExpiryMinutes:
		return "access_token_expiry_minutes is out of range."
	case ErrorTypeIDPInvalidAccessTokenJWTTemplate:
		return "access_token_template_content is not a valid template. Stytch does not document this type. The status is an assumption."
	case ErrorTypeIDPRefreshTokenAlreadyUsed:
		return "The refresh token has already been used."
	case ErrorTypeIDPRefreshTokenExpired:
		return "The refresh token has expired."
	case ErrorTypeIDPRefreshTokenNotFound:
		return "The refresh token is unknown."
	case ErrorTypeIDTokenExpired:
		return "The provider's ID token has expired."
	case ErrorTypeIDTokenIncorrectAudience:
		return "The provider's ID token has an unexpected audience."
	case ErrorTypeIDTokenInvalid:
		return "The provider's ID token is not valid."
	case ErrorTypeIDTokenNonceInvalid:
		return "The provider's ID token has an unexpected nonce."
	case ErrorTypeInactiveEmail:
		return "Stytch no longer sends email to the address, after a hard bounce or a complaint."
	case ErrorTypeInsecureM2MClientSecret:
		return "The client secret is too easy to guess."
	case ErrorTypeInternalServerError:
		return "The service failed unexpectedly. Retry only what can safely be repeated."
	case ErrorTypeInvalidASN:
		return "asn is not an integer from 0 to 4294967295, as a string."
	case ErrorTypeInvalidActionForRules:
		return "The action is not valid for a rule."
	case ErrorTypeInvalidAppendSalt:
		return "append_salt is not valid."
	case ErrorTypeInvalidArgon2IterationAmount:
		return "iteration_amount is not valid for Argon2."
	case ErrorTypeInvalidArgon2KeyLength:
		return "key_length is not valid for Argon2."
	case ErrorTypeInvalidArgon2Memory:
		return "memory is not valid for Argon2."
	case ErrorTypeInvalidArgon2Salt:
		return "salt is not valid for Argon2."
	case ErrorTypeInvalidArgon2Threads:
		return "threads is not valid for Argon2."
	case ErrorTypeInvalidArgument:
		return "A parameter is not valid."
	case ErrorTypeInvalidAuthenticationType:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeInvalidAuthenticatorType:
		return "authenticator_type is neither platform nor cross-platform."
	case ErrorTypeInvalidAuthorizationHeader:
		return "The Authorization header is missing or is not valid Basic authentication."
	case ErrorTypeInvalidB2BEndpoint:
		return "The project is a Consumer project, but the path belongs to the B2B API."
	case ErrorTypeInvalidBase64ScryptHash:
		return "The scrypt hash is not base64."
	case ErrorTypeInvalidBase64ScryptSalt:
		return "The scrypt salt is not base64."
	case ErrorTypeInvalidBcryptCost:
		return "The cost of the bcrypt hash is outside the accepted range."
	case ErrorTypeInvalidBcryptHash:
		return "The hash is not a bcrypt hash."
	case ErrorTypeInvalidBiometricRegistrationID:
		return "The biometric registration ID is malformed."
	case ErrorTypeInvalidCIDRBlock:
		return "cidr_block is neither an IP address nor a CIDR block."
	case ErrorTypeInvalidClientID:
		return "The client ID is malformed."
	case ErrorTypeInvalidClientSecret:
		return "The client secret is malformed."
	case ErrorTypeInvalidCode:
		return "The passcode is not six digits."
	case ErrorTypeInvalidConnectedAppType:
		return "client_type is not one of the known types."
	case ErrorTypeInvalidConsumerEndpoint:
		return "The project is a B2B project, but the path belongs to the Consumer API."
	case ErrorTypeInvalidCountryCode:
		return "country_code is not an ISO 3166-1 alpha-2 code."
	case ErrorTypeInvalidCountryCodeAllowRule:
		return "A rule for a country cannot have the action ALLOW."
	case ErrorTypeInvalidCreateUserRequest:
		return "The request has neither an email address nor a phone number."
	case ErrorTypeInvalidCryptoWalletAddress:
		return "The wallet address is not valid."
	case ErrorTypeInvalidCryptoWalletID:
		return "The crypto wallet ID is malformed."
	case ErrorTypeInvalidEmail:
		return "The email address is missing or not valid."
	case ErrorTypeInvalidEmailDomain:
		return "The domain of the email address cannot receive email."
	case ErrorTypeInvalidEmailForInvites:
		return "The email address cannot be invited."
	case ErrorTypeInvalidEmailID:
		return "The email ID is malformed."
	case ErrorTypeInvalidEmailSandbox:
		return "The sandbox address is used in the live environment or where it is not allowed."
	case ErrorTypeInvalidEthereumAddress:
		return "The address is not an Ethereum address."
	case ErrorTypeInvalidExchangePrimaryFactorFields:
		return "The request must have exactly one of email_address and phone_number."
	case ErrorTypeInvalidExchangePrimaryFactorUser:
		return "The user must have exactly one factor: an email address or a phone number."
	case ErrorTypeInvalidExpiration:
		return "A lifetime in minutes is outside 5 to 10080."
	case ErrorTypeInvalidExpirationOTP:
		return "expiration_minutes is outside 1 to 10."
	case ErrorTypeInvalidExternalMetadata:
		return "An ID in external_metadata has more than 65 characters or a character that is not allowed."
	case ErrorTypeInvalidFingerprintOrID:
		return "The request does not have exactly one valid identifier."
	case ErrorTypeInvalidGoogleHostedDomainError:
		return "The hosted domain of the Google account is not accepted."
	case ErrorTypeInvalidHash:
		return "The hash is empty or cannot be parsed."
	case ErrorTypeInvalidHashType:
		return "hash_type is not one of the supported algorithms."
	case ErrorTypeInvalidID:
		return "An ID does not have the form <prefix>-<env>-<uuid>."
	case ErrorTypeInvalidIPAddress:
		return "ip_address is not an IP address."
	case ErrorTypeInvalidInviteMagicLinkURL:
		return "invite_magic_link_url is malformed."
	case ErrorTypeInvalidLocale:
		return "locale is not one of the supported languages."
	case ErrorTypeInvalidLoginMagicLinkURL:
		return "login_magic_link_url is malformed."
	case ErrorTypeInvalidLoginOAuthURL:
		return "login_redirect_url is malformed."
	case ErrorTypeInvalidLoginRedirectURL:
		return "login_redirect_url is malformed or not registered."
	case ErrorTypeInvalidM2MClientScope:
		return "A scope is malformed."
	case ErrorTypeInvalidM2MClientStatus:
		return "The status is not valid."
	case ErrorTypeInvalidMD5Hash:
		return "The hash is not an MD5 hash."
	case ErrorTypeInvalidMagicLinkURL:
		return "The redirect URL is malformed. For example, it has no scheme or uses http instead of https."
	case ErrorTypeInvalidMethodID:
		return "method_id is neither an email ID nor a phone ID."
	case ErrorTypeInvalidOAuthAttachToken:
		return "The attach token is unknown, used or for another provider."
	case ErrorTypeInvalidOAuthProvider:
		return "No OAuth provider has that name."
	case ErrorTypeInvalidOAuthUserRegistrationID:
		return "The OAuth registration ID is malformed."
	case ErrorTypeInvalidPBKDF2Algorithm:
		return "The algorithm is neither sha256 nor sha512."
	case ErrorTypeInvalidPBKDF2Hash:
		return "The hash is not a PBKDF2 hash."
	case ErrorTypeInvalidPBKDF2IterationAmount:
		return "iteration_amount is not valid for PBKDF2."
	case ErrorTypeInvalidPBKDF2Salt:
		return "salt is not valid for PBKDF2."
	case ErrorTypeInvalidPKCECodeChallenge:
		return "code_challenge is malformed."
	case ErrorTypeInvalidPKCECodeVerifier:
		return "code_verifier is malformed."
	case ErrorTypeInvalidPasswordID:
		return "The password ID is malformed."
	case ErrorTypeInvalidPasswordResetRedirectURL:
		return "reset_password_redirect_url is malformed or not registered."
	case ErrorTypeInvalidPermissionAction:
		return "The action to check is not in the RBAC policy."
	case ErrorTypeInvalidPermissionResource:
		return "The resource to check is not in the RBAC policy."
	case ErrorTypeInvalidPhoneNumber:
		return "The phone number is not in E.164 format."
	case ErrorTypeInvalidPhoneNumberCountryCode:
		return "The country of the phone number is not supported or not enabled for the project."
	case ErrorTypeInvalidPhoneNumberDocs:
		return "The phone number is the placeholder from the documentation."
	case ErrorTypeInvalidPhoneNumberSandbox:
		return "The sandbox phone number works only in the test environment."
	case ErrorTypeInvalidPhpassHashFormat:
		return "The hash is not a phpass hash."
	case ErrorTypeInvalidPhpassHashPrefix:
		return "The prefix of the phpass hash is unknown."
	case ErrorTypeInvalidPrependSalt:
		return "prepend_salt is not valid."
	case ErrorTypeInvalidProjectID:
		return "The project ID is malformed."
	case ErrorTypeInvalidProjectIDAuthentication:
		return "The project ID in the credentials is malformed. It must have the form project-<env>-<uuid>."
	case ErrorTypeInvalidPublicKeyCredential:
		return "public_key_credential is malformed."
	case ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData:
		return "The authenticator data of the credential is not valid."
	case ErrorTypeInvalidPublicKeyCredentialInvalidID:
		return "The ID of the credential is not valid."
	case ErrorTypeInvalidPublicKeyCredentialInvalidSignature:
		return "The signature of the credential is not valid."
	case ErrorTypeInvalidPublicKeyCredentialMalformedAttestationObject:
		return "The attestation object of the credential is malformed."
	case ErrorTypeInvalidPublicKeyCredentialMalformedClientDataJSON:
		return "The client data of the credential is malformed."
	case ErrorTypeInvalidPublicKeyCredentialMissingAttestationObjectField:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeInvalidPublicKeyCredentialMissingAuthenticatorDataField:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeInvalidPublicKeyCredentialMissingClientDataJSONField:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeInvalidPublicKeyCredentialMissingIDField:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeInvalidPublicKeyCredentialMissingResponseField:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeInvalidPublicKeyCredentialMissingSignatureField:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeInvalidRBACRoleAssignment:
		return "The role cannot be assigned explicitly."
	case ErrorTypeInvalidRBACRoleID:
		return "No role has that ID."
	case ErrorTypeInvalidRecoveryCode:
		return "The recovery code does not have the form xxxx-xxxx-xxxx."
	case ErrorTypeInvalidRequestID:
		return "The request ID is malformed."
	case ErrorTypeInvalidRequestValue:
		return "A field has a wrong type or an invalid value."
	case ErrorTypeInvalidRole:
		return "A role is malformed."
	case ErrorTypeInvalidSHA1Hash:
		return "The hash is not a SHA-1 hash."
	case ErrorTypeInvalidSHA512Hash:
		return "The hash is not a SHA-512 hash."
	case ErrorTypeInvalidSIWEChainID:
		return "chain_id is not valid."
	case ErrorTypeInvalidSIWEDomain:
		return "domain is not valid."
	case ErrorTypeInvalidSIWEMessageRequestID:
		return "message_request_id is not valid."
	case ErrorTypeInvalidSIWEResource:
		return "An entry of resources is not valid."
	case ErrorTypeInvalidSIWEStatement:
		return "statement is not valid."
	case ErrorTypeInvalidSIWEURI:
		return "uri is not valid."
	case ErrorTypeInvalidScryptNParameter:
		return "n_parameter is not a power of two from 2 to 262144."
	case ErrorTypeInvalidScryptParameters:
		return "The scrypt settings are missing or inconsistent."
	case ErrorTypeInvalidScryptSaltLength:
		return "The length of the scrypt salt is not valid."
	case ErrorTypeInvalidSecretAuthentication:
		return "The secret in the credentials is malformed."
	case ErrorTypeInvalidSessionDuration:
		return "The duration exceeds the maximum for the project."
	case ErrorTypeInvalidSessionDurationMinutes:
		return "session_duration_minutes is outside 5 to 527040."
	case ErrorTypeInvalidSessionFields:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeInvalidSessionID:
		return "The session ID is malformed."
	case ErrorTypeInvalidSessionManagement:
		return "A session argument is not valid."
	case ErrorTypeInvalidSessionMissingPrimaryFactor:
		return "The session has no primary factor."
	case ErrorTypeInvalidSessionToken:
		return "The session token is malformed."
	case ErrorTypeInvalidSessionTokenDocs:
		return "The session token is the placeholder from the documentation."
	case ErrorTypeInvalidSignature:
		return "The signature is malformed."
	case ErrorTypeInvalidSignupMagicLinkURL:
		return "signup_magic_link_url is malformed."
	case ErrorTypeInvalidSignupOAuthURL:
		return "signup_redirect_url is malformed."
	case ErrorTypeInvalidSolanaAddress:
		return "The address is not a Solana address."
	case ErrorTypeInvalidStytchPrefixedResource:
		return "A resource ID cannot start with stytch."
	case ErrorTypeInvalidTOTPCode:
		return "The code is not six digits."
	case ErrorTypeInvalidTOTPID:
		return "The TOTP ID is malformed."
	case ErrorTypeInvalidTemplateID:
		return "The email template ID is malformed or belongs to another kind of email."
	case ErrorTypeInvalidToken:
		return "The token is malformed."
	case ErrorTypeInvalidTokenDocs:
		return "The token is the placeholder from the documentation."
	case ErrorTypeInvalidTrustedAuthToken:
		return "The trusted token is not valid."
	case ErrorTypeInvalidURL:
		return "A URL is malformed."
	case ErrorTypeInvalidUserAgent:
		return "user_agent is not valid."
	case ErrorTypeInvalidUserID:
		return "The user ID neither has the form user-<env>-<uuid> nor is a valid external ID."
	case ErrorTypeInvalidWalletAddressUser:
		return "The wallet does not belong to the user."
	case ErrorTypeInvalidWalletType:
		return "crypto_wallet_type is neither ethereum nor solana."
	case ErrorTypeInvalidWebAuthnRegistrationDomain:
		return "The domain is not valid for the project."
	case ErrorTypeInvalidWebAuthnRegistrationID:
		return "The WebAuthn registration ID is malformed."
	case ErrorTypeJWTInvalidAudience:
		return "The JWT has an unexpected audience."
	case ErrorTypeJWTInvalidClaims:
		return "The claims of the JWT are not valid."
	case ErrorTypeJWTInvalidIssuer:
		return "The JWT has an unexpected issuer."
	case ErrorTypeLiveIDUsedInTestEnvironment:
		return "An ID of the live environment was sent to a test project."
	case ErrorTypeM2MClientAlreadyRotatingSecret:
		return "A rotation of the client's secret is in progress. Finish or cancel it first."
	case ErrorTypeM2MClientInvalidClientDescription:
		return "The description of the client is not valid."
	case ErrorTypeM2MClientInvalidClientID:
		return "The ID of the client is not valid."
	case ErrorTypeM2MClientInvalidClientName:
		return "The name of the client is not valid."
	case ErrorTypeM2MClientInvalidClientSecret:
		return "The secret of the client is not valid."
	case ErrorTypeM2MClientInvalidStatus:
		return "The status is neither active nor inactive."
	case ErrorTypeM2MClientNotFound:
		return "No M2M client has that ID."
	case ErrorTypeM2MClientNotRotatingSecret:
		return "No rotation of the client's secret is in progress. Start one first."
	case ErrorTypeM2MSearchExpectedArrayOfStrings:
		return "filter_value must be a list of strings."
	case ErrorTypeM2MSearchFilterNameMustBeString:
		return "filter_name must be a string."
	case ErrorTypeM2MSearchFilterNameNotRecognized:
		return "No filter has that name."
	case ErrorTypeM2MSearchMissingFilterName:
		return "An operand has no filter_name."
	case ErrorTypeM2MSearchMissingFilterValue:
		return "An operand has no filter_value."
	case ErrorTypeMagicLinkNotFound:
		return "The token of the magic link is unknown."
	case ErrorTypeMetadataInvalidFormat:
		return "The metadata is not a JSON object."
	case ErrorTypeMetadataTooLarge:
		return "The metadata exceeds 4 KB."
	case ErrorTypeMetadataTooManyKeys:
		return "The metadata has more than 20 top-level keys."
	case ErrorTypeMethodNotAllowed:
		return "The path exists, but not for this HTTP method."
	case ErrorTypeMigrateFromExternalEmailDoesNotExist:
		return "No user has the email address of the external session. Create the user first."
	case ErrorTypeMigrateFromExternalMissingUserinfo:
		return "The project has no external UserInfo endpoint. Set its URL in the dashboard."
	case ErrorTypeMigrateFromExternalUnexpectedResponse:
		return "The external UserInfo endpoint returned an unexpected response."
	case ErrorTypeMissingAppleAppID:
		return "No Apple application ID is configured."
	case ErrorTypeMissingOAuthRefreshToken:
		return "No refresh token of the provider is stored."
	case ErrorTypeMissingSMSParameter:
		return "The SMS template needs a parameter that was not sent."
	case ErrorTypeNoActiveRecoveryCodeBackedFactor:
		return "The user has no factor with recovery codes."
	case ErrorTypeNoActiveWebAuthnRegistrations:
		return "The user has no passkey that can be used."
	case ErrorTypeNoAssociatedSessionPassedIn:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeNoDefaultInviteRedirectURLSet:
		return "No invite URL was sent, and the project has no default."
	case ErrorTypeNoDefaultLoginRedirectURLSet:
		return "No login URL was sent, and the project has no default."
	case ErrorTypeNoDefaultSignupRedirectURLSet:
		return "No sign-up URL was sent, and the project has no default."
	case ErrorTypeNoInviteRedirectURL:
		return "No invite URL was sent, and the project has no URL to use instead."
	case ErrorTypeNoInviteRedirectURLsSet:
		return "The project has no invite URLs registered."
	case ErrorTypeNoLoginRedirectURL:
		return "No login URL was sent, and the project has no URL to use instead."
	case ErrorTypeNoLoginRedirectURLsSet:
		return "The project has no login URLs registered."
	case ErrorTypeNoMatchForProvidedMagicLinkURL:
		return "The URL is not among the project's registered redirect URLs."
	case ErrorTypeNoMatchForProvidedOAuthURL:
		return "The URL is not among the project's registered redirect URLs."
	case ErrorTypeNoPasswordResetRedirectURL:
		return "No reset URL was sent, and the project has no default."
	case ErrorTypeNoPendingWebAuthnRegistration:
		return "No registration was started. Call webauthn.register_start first."
	case ErrorTypeNoSessionArguments:
		return "Neither session_token nor session_jwt was sent."
	case ErrorTypeNoSessionRevokeArguments:
		return "None of session_id, session_token and session_jwt was sent."
	case ErrorTypeNoSignupRedirectURL:
		return "No sign-up URL was sent, and the project has no URL to use instead."
	case ErrorTypeNoSignupRedirectURLsSet:
		return "The project has no sign-up URLs registered."
	case ErrorTypeNoUserPassword:
		return "The user has no password. Set one with a password reset."
	case ErrorTypeNoUserSelectionArguments:
		return "None of user_id, session_token and session_jwt was sent."
	case ErrorTypeOTPCodeNotFound:
		return "The passcode is wrong: it has the right form, but it is not the valid one for the method ID."
	case ErrorTypeOAuthAccessTokenExchangeMissingFullAccess:
		return "The access token lacks the scope full_access."
	case ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant:
		return "The access token cannot be exchanged. For example, it was exchanged before."
	case ErrorTypeOAuthAccessTokenExchangeTokenTooOld:
		return "The access token is older than 5 minutes."
	case ErrorTypeOAuthAppNotAuthorized:
		return "The provider does not authorize the OAuth application."
	case ErrorTypeOAuthAuthCodeError:
		return "The provider rejected the authorization code."
	case ErrorTypeOAuthConfigNotFound:
		return "The provider is not configured for the project."
	case ErrorTypeOAuthCreatingRedirectURLError:
		return "The URL of the provider could not be built."
	case ErrorTypeOAuthFlowCallbackError:
		return "The provider's callback reported an error."
	case ErrorTypeOAuthInvalidCallbackRequest:
		return "The provider's callback is incomplete."
	case ErrorTypeOAuthInvalidScopeRequested:
		return "The provider rejected a scope."
	case ErrorTypeOAuthInvalidState:
		return "The state of the OAuth flow is not valid."
	case ErrorTypeOAuthStateMismatch:
		return "The state of the OAuth flow does not match the stored one."
	case ErrorTypeOAuthStateUsed:
		return "The state of the OAuth flow was already used."
	case ErrorTypeOAuthTokenExchangeGoogleMissingInformation:
		return "Google's response is incomplete."
	case ErrorTypeOAuthTokenExchangeInvalidClient:
		return "The provider returned invalid_client. Check the client ID and secret configured for it."
	case ErrorTypeOAuthTokenExchangeInvalidRequest:
		return "The provider returned invalid_request."
	case ErrorTypeOAuthTokenExchangeInvalidScope:
		return "The provider returned invalid_scope."
	case ErrorTypeOAuthTokenExchangeMicrosoftExpiredSecret:
		return "The client secret configured for Microsoft has expired."
	case ErrorTypeOAuthTokenExchangeMicrosoftInvalidSecret:
		return "The client secret configured for Microsoft is wrong."
	case ErrorTypeOAuthTokenExchangeUnauthorizedClient:
		return "The provider returned unauthorized_client."
	case ErrorTypeOAuthTokenNotFound:
		return "The OAuth token is unknown, used or expired. The status can also be 400."
	case ErrorTypeOAuthUnverifiedEmail:
		return "The provider does not vouch for the email address."
	case ErrorTypeOAuthUserRegistrationNotFound:
		return "No OAuth registration has that ID."
	case ErrorTypeOrganizationSuspended:
		return "Stytch has suspended the workspace."
	case ErrorTypePBKDF2KeyLengthMismatch:
		return "key_length does not match the length of the PBKDF2 hash."
	case ErrorTypePKCEDidNotExpectCodeVerifier:
		return "A code_verifier was sent, but the flow started without a code_challenge."
	case ErrorTypePKCEExpectedCodeVerifier:
		return "The flow started with a code_challenge, but no code_verifier was sent."
	case ErrorTypePKCEMismatch:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypePKCERequiredForIDPAuthorizationFlow:
		return "The app must use PKCE."
	case ErrorTypePKCERequiredForNativeCallback:
		return "A redirect to a native app requires PKCE."
	case ErrorTypePasswordAlreadyExists:
		return "The user already has a password."
	case ErrorTypePasswordDoesNotMatch:
		return "The password does not match the stored one."
	case ErrorTypePasswordNotFound:
		return "No password has that ID."
	case ErrorTypePasswordValidationTimeout:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypePendingTOTPExists:
		return "The user already has an unverified TOTP that has not expired. Verify or delete it first."
	case ErrorTypePhoneNumberNotFound:
		return "No user has that phone number or phone ID."
	case ErrorTypeProjectNotFound:
		return "No project has that ID."
	case ErrorTypePublicConnectedAppsDoNotHaveSecrets:
		return "The app is public and has no secret."
	case ErrorTypePublicTokenNotFound:
		return "The public token is unknown."
	case ErrorTypeQueryParamsDoNotMatch:
		return "The query parameters of the URL differ from those of the registered URL."
	case ErrorTypeRecoveryCodeUsedAsTOTPCode:
		return "The code is a recovery code. Pass it to totp.recover."
	case ErrorTypeRecoveryCodesAlreadyExist:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeRecoveryCodesNotFound:
		return "The user has no recovery codes."
	case ErrorTypeRequiredCustomEmailDomain:
		return "Sending requires a custom email domain."
	case ErrorTypeReservedClaimsInCustomClaims:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeResetPassword:
		return "The user must reset the password by email, for one of two reasons. The password is in a known data breach, or it was set before the email address was verified, and a login without the password has verified the address since."
	case ErrorTypeRouteNotFound:
		return "The path does not exist."
	case ErrorTypeRouteNotSupportedInTest:
		return "The path is not available in the test environment."
	case ErrorTypeSIWEMessageExpired:
		return "The Sign-In with Ethereum message has expired."
	case ErrorTypeSIWEMessageNotValidYet:
		return "The Sign-In with Ethereum message is not valid yet."
	case ErrorTypeSMSTemplateNotFound:
		return "No SMS template has that ID."
	case ErrorTypeScryptKeyLengthMismatch:
		return "key_length does not match the length of the scrypt hash."
	case ErrorTypeSearchInvalidStatusFilter:
		return "The value of the filter status is not valid."
	case ErrorTypeSearchTimeout:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeSecretNotFound:
		return "No secret has that ID."
	case ErrorTypeServerUnavailable:
		return "The service is temporarily unavailable. Retry with backoff."
	case ErrorTypeServiceUnavailable:
		return "The fraud host is temporarily unavailable. Retry with backoff."
	case ErrorTypeSessionMustHaveAtLeastOneActiveFactor:
		return "The session would have no factor left."
	case ErrorTypeSessionNotFound:
		return "The session is unknown, revoked or expired. The user must log in again."
	case ErrorTypeSessionNotMutable:
		return "The session cannot be changed or extended. For example, it is the session of an impersonated user."
	case ErrorTypeSessionOnCodeDoesNotMatchSessionPassedIn:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeSessionTooOldToResetPassword:
		return "The session has no password or email factor from the last 5 minutes. The user must authenticate again."
	case ErrorTypeStytchClaimsInCustomClaims:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeTOTPCodeAlreadyAuthenticated:
		return "The code was already used. Wait for the next one."
	case ErrorTypeTOTPCodeUsedAsRecoveryCode:
		return "The code is a TOTP code. Pass it to totp.authenticate."
	case ErrorTypeTOTPNotFound:
		return "No TOTP has that ID, or the user has no such TOTP."
	case ErrorTypeTelemetryIDNotFound:
		return "The telemetry ID is unknown or has expired. Treat the device as one to block."
	case ErrorTypeTestIDUsedInLiveEnvironment:
		return "An ID of the test environment was sent to a live project."
	case ErrorTypeThirdPartyClientsCannotUseFullAccess:
		return "Only a first-party app can have full access."
	case ErrorTypeThirdPartyClientsRequireConsentForOfflineAccess:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeTooFewTokensAuthenticated:
		return "Too few of the links or codes that you sent have been used, so sending is throttled."
	case ErrorTypeTooManyConnectedApps:
		return "The project has reached its maximum number of connected apps."
	case ErrorTypeTooManyM2MClientScopes:
		return "The client has too many scopes."
	case ErrorTypeTooManyM2MClientsForBillingTier:
		return "The project has reached the maximum number of M2M clients in its plan."
	case ErrorTypeTooManyRequests:
		return "The call exceeded a rate limit of the project or of a user, address or number. Retry with backoff."
	case ErrorTypeTooManyRoles:
		return "There are too many roles."
	case ErrorTypeTooManySessionArguments:
		return "Both session_token and session_jwt were sent. Send only one."
	case ErrorTypeTooManySessionRevokeArguments:
		return "More than one of session_id, session_token and session_jwt was sent. Send only one."
	case ErrorTypeTooManyUnverifiedFactors:
		return "The user already has too many unverified factors."
	case ErrorTypeTooManyUserRegistrationsForDomain:
		return "The user already has too many passkeys for the domain."
	case ErrorTypeTooManyUserSelectionArguments:
		return "More than one of user_id, session_token and session_jwt was sent. Send only one."
	case ErrorTypeTOTPsNotFoundForUser:
		return "The user has no TOTP."
	case ErrorTypeTrustedTokenProfileInvalidRequest:
		return "The request does not match the trusted token profile."
	case ErrorTypeTrustedTokenProfileNotFound:
		return "No trusted token profile has that ID."
	case ErrorTypeTwitter401:
		return "Twitter returned 401."
	case ErrorTypeTwitter403:
		return "Twitter returned 403."
	case ErrorTypeUnableToAuthImpersonationToken:
		return "The impersonation token is unknown, used or expired."
	case ErrorTypeUnableToAuthMagicLink:
		return "The magic link was used or has expired. Send a new one."
	case ErrorTypeUnableToAuthOTPCode:
		return "The passcode was used, has expired or was replaced. Send a new one."
	case ErrorTypeUnableToAuthPasswordResetToken:
		return "The reset token is unknown, used or expired. Start the reset again."
	case ErrorTypeUnableToAuthWebAuthnRegistration:
		return "The signature of the passkey was rejected."
	case ErrorTypeUnableToAuthenticateCryptoWallet:
		return "The signature of the wallet was rejected."
	case ErrorTypeUnableToAuthenticateRecoveryCode:
		return "The recovery code is wrong or was already used."
	case ErrorTypeUnableToAuthenticateTOTP:
		return "The code is wrong, or it is off by more than one 30-second step."
	case ErrorTypeUnableToAuthorizeOAuthProvider:
		return "The authorization at the provider failed."
	case ErrorTypeUnableToParseSessionJWT:
		return "session_jwt cannot be parsed, or its signature is not valid."
	case ErrorTypeUnableToRefreshOAuthToken:
		return "The provider did not refresh its token."
	case ErrorTypeUnableToRegisterWebAuthnRegistration:
		return "The new passkey was rejected."
	case ErrorTypeUnableToRepresentCustomClaimsJSON:
		return "The custom claims cannot be represented as JSON."
	case ErrorTypeUnauthorizedAction:
		return "The credentials are valid but do not permit this action."
	case ErrorTypeUnauthorizedCredentials:
		return "The project ID and secret do not match. As far as is known, passwords.authenticate returns this type for a wrong password too."
	case ErrorTypeUnauthorizedCredentialsError:
		return "The fraud host rejected the project ID and secret."
	case ErrorTypeUnauthorizedCredentialsHomepage:
		return "The credentials are the placeholders from the documentation."
	case ErrorTypeUnauthorizedProjectIDLive:
		return "A live project ID was sent to the test host."
	case ErrorTypeUnauthorizedProjectIDTest:
		return "A test project ID was sent to the live host."
	case ErrorTypeUnavailableEndpoint:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeUnknownError:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeUnsubscribedPhoneNumber:
		return "The recipient has opted out of text messages."
	case ErrorTypeUpdateUserAuthMethodNotAllowed:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeUseHTTPS:
		return "The request came over plain HTTP. Use HTTPS."
	case ErrorTypeUserAlreadyInvited:
		return "The address was already invited."
	case ErrorTypeUserIDMismatch:
		return "The user ID does not belong to the user of the session or token."
	case ErrorTypeUserImpersonationNotAllowed:
		return "The project does not allow impersonation."
	case ErrorTypeUserLockLimitReached:
		return "The user is locked. By default, 10 failures in a row lock a user for an hour. Do not retry."
	case ErrorTypeUserNotFound:
		return "No user has that ID or external ID in this project."
	case ErrorTypeUserSearchCannotMixInternalAndExternalUserIDs:
		return "The filter user_id mixes Stytch IDs and external IDs. Use one kind in each search."
	case ErrorTypeUserSearchEmailAddressFuzzyTooShort:
		return "The value of email_address_fuzzy is too short."
	case ErrorTypeUserSearchExpectedArrayOfString:
		return "filter_value must be a list of strings."
	case ErrorTypeUserSearchExpectedBool:
		return "filter_value must be a boolean."
	case ErrorTypeUserSearchExpectedObject:
		return "filter_value must be an object."
	case ErrorTypeUserSearchExpectedString:
		return "filter_value must be a string."
	case ErrorTypeUserSearchExpectedTimestamp:
		return "filter_value must be an RFC 3339 timestamp."
	case ErrorTypeUserSearchFilterNameMustBeString:
		return "filter_name must be a string."
	case ErrorTypeUserSearchFilterNameNotRecognized:
		return "No filter has that name."
	case ErrorTypeUserSearchFullNameFuzzyTooShort:
		return "The value of full_name_fuzzy is too short."
	case ErrorTypeUserSearchInvalidCursor:
		return "The cursor does not come from a search."
	case ErrorTypeUserSearchInvalidLimit:
		return "limit is outside 1 to 1000."
	case ErrorTypeUserSearchInvalidOAuthProviderFilter:
		return "The filter oauth_provider names an unknown provider."
	case ErrorTypeUserSearchInvalidOperator:
		return "The operator is neither AND nor OR."
	case ErrorTypeUserSearchInvalidStatusFilter:
		return "The filter status is neither active nor pending."
	case ErrorTypeUserSearchMaximumFilterValueCountExceeded:
		return "The list of a filter has too many values. Split the search."
	case ErrorTypeUserSearchMissingBiometricRegistrationIDs:
		return "The filter biometric_registration_id has no values."
	case ErrorTypeUserSearchMissingBiometricVerified:
		return "The filter biometric_registration_verified has no value."
	case ErrorTypeUserSearchMissingCreatedAtGreaterThan:
		return "The filter created_at_greater_than has no value."
	case ErrorTypeUserSearchMissingCreatedAtLessThan:
		return "The filter created_at_less_than has no value."
	case ErrorTypeUserSearchMissingCryptoWalletAddress:
		return "The filter crypto_wallet_address has no values."
	case ErrorTypeUserSearchMissingCryptoWalletID:
		return "The filter crypto_wallet_id has no values."
	case ErrorTypeUserSearchMissingCryptoWalletVerified:
		return "The filter crypto_wallet_verified has no value."
	case ErrorTypeUserSearchMissingEmailAddressFuzzy:
		return "The filter email_address_fuzzy has no value."
	case ErrorTypeUserSearchMissingEmailAddresses:
		return "The filter email_address has no values."
	case ErrorTypeUserSearchMissingEmailDomain:
		return "The filter on email domains has no values."
	case ErrorTypeUserSearchMissingEmailIDs:
		return "The filter email_id has no values."
	case ErrorTypeUserSearchMissingEmailVerified:
		return "The filter email_verified has no value."
	case ErrorTypeUserSearchMissingFilterName:
		return "An operand has no filter_name."
	case ErrorTypeUserSearchMissingFilterValue:
		return "An operand has no filter_value."
	case ErrorTypeUserSearchMissingFullNameFuzzy:
		return "The filter full_name_fuzzy has no value."
	case ErrorTypeUserSearchMissingGreaterThan:
		return "The filter created_at_between has no greater_than."
	case ErrorTypeUserSearchMissingLessThan:
		return "The filter created_at_between has no less_than."
	case ErrorTypeUserSearchMissingOAuthProviders:
		return "The filter oauth_provider has no values."
	case ErrorTypeUserSearchMissingPassword:
		return "The filter password_exists has no value."
	case ErrorTypeUserSearchMissingPhoneIDs:
		return "The filter phone_id has no values."
	case ErrorTypeUserSearchMissingPhoneNumberFuzzy:
		return "The filter phone_number_fuzzy has no value."
	case ErrorTypeUserSearchMissingPhoneNumbers:
		return "The filter phone_number has no values."
	case ErrorTypeUserSearchMissingPhoneVerified:
		return "The filter phone_verified has no value."
	case ErrorTypeUserSearchMissingStatus:
		return "The filter status has no value."
	case ErrorTypeUserSearchMissingTOTPIDs:
		return "The filter totp_id has no values."
	case ErrorTypeUserSearchMissingTOTPVerified:
		return "The filter totp_verified has no value."
	case ErrorTypeUserSearchMissingUserIDs:
		return "The filter user_id has no values."
	case ErrorTypeUserSearchMissingWebAuthnRegistrationIDs:
		return "The filter webauthn_registration_id has no values."
	case ErrorTypeUserSearchMissingWebAuthnVerified:
		return "The filter webauthn_registration_verified has no value."
	case ErrorTypeUserSearchPhoneNumberFuzzyTooShort:
		return "The value of phone_number_fuzzy is too short."
	case ErrorTypeWeakFactorCombination:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeWeakPassword:
		return "The password does not satisfy the project's strength policy. passwords.strength_check reports why."
	case ErrorTypeWebAuthnRegistrationNotFound:
		return "No WebAuthn registration has that ID."
	case ErrorTypeWrongStackLive:
		return "Stytch does not document this type. The status is an assumption."
	case ErrorTypeWrongStackTest:
		return "Stytch does not document this type. The status is an assumption."
	}
	return ""
}
