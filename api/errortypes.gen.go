// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// ErrorType is the type of an error. Programs should compare it, not the message. The listed types
// are those known today, but the API can return others. The descriptions of the types start with
// their HTTP status, except those of the OAuth 2.0 endpoints, whose status varies.
//
// Any call can return the following types, so the operations do not list them:
//
//   - `bad_request` (400)
//   - `deprecated_endpoint` (400)
//   - `forbidden_character_zero_width_space` (400)
//   - `invalid_argument` (400)
//   - `invalid_authorization_header` (400)
//   - `invalid_consumer_endpoint` (400)
//   - `invalid_id` (400)
//   - `invalid_project_id_authentication` (400)
//   - `invalid_request_value` (400)
//   - `invalid_secret_authentication` (400)
//   - `live_id_used_in_test_environment` (400)
//   - `route_not_supported_in_test` (400)
//   - `test_id_used_in_live_environment` (400)
//   - `wrong_stack_live` (400)
//   - `wrong_stack_test` (400)
//   - `unauthorized_credentials` (401)
//   - `unauthorized_credentials_homepage` (401)
//   - `unauthorized_project_id_live` (401)
//   - `unauthorized_project_id_test` (401)
//   - `organization_suspended` (403)
//   - `use_https` (403)
//   - `route_not_found` (404)
//   - `secret_not_found` (404)
//   - `method_not_allowed` (405)
//   - `too_many_requests` (429)
//   - `client_closed_request` (499)
//   - `internal_server_error` (500)
//   - `server_unavailable` (503)
type ErrorType string

// The known values of [ErrorType]. Other values pass through unchanged.
const (
	// 400. The user already has a verified TOTP, and only one is allowed. Delete it first.
	ErrorTypeActiveTOTPExists ErrorType = "active_totp_exists"
	// 400. Login with Apple is not configured for the project.
	ErrorTypeAppleOAuthConfigNotFound ErrorType = "apple_oauth_config_not_found"
	// 400. `key_length` does not match the length of the Argon2 hash.
	ErrorTypeArgon2KeyLengthMismatch ErrorType = "argon_2_key_length_mismatch"
	// 401. The IP address or user agent differs from the one sent earlier, and the options require them
	// to match.
	ErrorTypeAttributeMismatch ErrorType = "attribute_mismatch"
	// 400. The project has no authorization endpoint. Set its URL in the dashboard.
	ErrorTypeAuthorizationEndpointNotConfiguredForProject ErrorType = "authorization_endpoint_not_configured_for_project"
	// 400. The request is malformed: invalid JSON or wrong types.
	ErrorTypeBadRequest ErrorType = "bad_request"
	// 400. Sending messages in the live environment requires verified billing.
	ErrorTypeBillingNotVerified ErrorType = "billing_not_verified"
	// 400. Sending email in the live environment requires verified billing.
	ErrorTypeBillingNotVerifiedForEmail ErrorType = "billing_not_verified_for_email"
	// 404. No biometric registration has that ID.
	ErrorTypeBiometricRegistrationNotFound ErrorType = "biometric_registration_not_found"
	// 400. The password is in a known data breach. Ask the user for another one.
	ErrorTypeBreachedPassword ErrorType = "breached_password"
	// 400. The prefix length of the CIDR block is outside 16 to 32.
	ErrorTypeCIDRBlockInvalidPrefix ErrorType = "cidr_block_invalid_prefix"
	// 400. The default role `stytch_user` is implied and cannot be assigned.
	ErrorTypeCannotAssignDefaultRBACRoleID ErrorType = "cannot_assign_default_rbac_role_id"
	// 400. The email address cannot be deleted from the user.
	ErrorTypeCannotDeleteEmail ErrorType = "cannot_delete_email"
	// 400. The user would have no primary factor left. Add another one first.
	ErrorTypeCannotDeleteLastPrimaryFactor ErrorType = "cannot_delete_last_primary_factor"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeCannotPreserveExistingSessions ErrorType = "cannot_preserve_existing_sessions"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeCannotRemovePrimaryAuthMechanism ErrorType = "cannot_remove_primary_auth_mechanism"
	// 400. The current password itself requires a reset. Reset it by email.
	ErrorTypeCannotResetPasswordWithExistingPassword ErrorType = "cannot_reset_password_with_existing_password"
	// 400. A pending user cannot register biometrics. The user must authenticate first.
	ErrorTypeCannotUseBiometricsWithPendingUser ErrorType = "cannot_use_biometrics_with_pending_user"
	// 400. A pending user cannot register a passkey. The user must authenticate first.
	ErrorTypeCannotUseWebAuthnWithPendingUser ErrorType = "cannot_use_webauthn_with_pending_user"
	// 499. The client closed the connection before the response.
	ErrorTypeClientClosedRequest ErrorType = "client_closed_request"
	// 400. The client secret is too long.
	ErrorTypeClientSecretTooLong ErrorType = "client_secret_too_long"
	// 400. A rotation of the app's secret is in progress. Finish or cancel it first.
	ErrorTypeConnectedAppAlreadyRotatingSecret ErrorType = "connected_app_already_rotating_secret"
	// 401. The user has revoked the app's access.
	ErrorTypeConnectedAppConsentRevoked ErrorType = "connected_app_consent_revoked"
	// 400. A redirect URL of the app is malformed.
	ErrorTypeConnectedAppInvalidRedirectURL ErrorType = "connected_app_invalid_redirect_url"
	// 400. The settings of the app are inconsistent.
	ErrorTypeConnectedAppMisconfiguredClient ErrorType = "connected_app_misconfigured_client"
	// 404. No connected app has that ID.
	ErrorTypeConnectedAppNotFound ErrorType = "connected_app_not_found"
	// 400. No rotation of the app's secret is in progress. Start one first.
	ErrorTypeConnectedAppNotRotatingSecret ErrorType = "connected_app_not_rotating_secret"
	// 400. A redirect URL of the app uses `localhost`. Use a loopback address instead. Stytch does not
	// document when it returns this type.
	ErrorTypeConnectedAppRedirectURLCannotUseLocalhost ErrorType = "connected_app_redirect_url_cannot_use_localhost"
	// 400. A redirect URL of the app uses http for a host other than a loopback address.
	ErrorTypeConnectedAppRedirectURLHTTPSchemeMustUseLoopback ErrorType = "connected_app_redirect_url_http_scheme_must_use_loopback"
	// 400. A redirect URL of the app has no scheme.
	ErrorTypeConnectedAppRedirectURLMustIncludeScheme ErrorType = "connected_app_redirect_url_must_include_scheme"
	// 400. A redirect URL of the app has a scheme other than http and https.
	ErrorTypeConnectedAppRedirectURLMustUseHTTPOrHTTPSScheme ErrorType = "connected_app_redirect_url_must_use_http_or_https_scheme"
	// 400. A redirect URL of the app must use https.
	ErrorTypeConnectedAppRedirectURLMustUseHTTPSScheme ErrorType = "connected_app_redirect_url_must_use_https_scheme"
	// 401. The redirect URI is not registered with the app.
	ErrorTypeConnectedAppSuppliedRedirectURLNotFoundInClient ErrorType = "connected_app_supplied_redirect_url_not_found_in_client"
	// 403. The session is valid, but no role of the user grants the permission.
	ErrorTypeConsumerSessionAuthorizationError ErrorType = "consumer_session_authorization_error"
	// 499. The client closed the connection before Stytch's host for fraud operations responded.
	ErrorTypeContextCanceledError ErrorType = "context_canceled_error"
	// 400. Sending SMS to countries other than the United States and Canada requires verified billing.
	ErrorTypeCountryCodeAllowlistBillingNotVerified ErrorType = "country_code_allowlist_billing_not_verified"
	// 404. No crypto wallet has that ID or address.
	ErrorTypeCryptoWalletNotFound ErrorType = "crypto_wallet_not_found"
	// 400. Sign-In with Ethereum works only with the wallet type `ethereum`.
	ErrorTypeCryptoWalletTypeIncompatibleWithSIWE ErrorType = "crypto_wallet_type_incompatible_with_siwe"
	// 400. The session's custom claims exceed 4 KB.
	ErrorTypeCustomClaimsTooLarge ErrorType = "custom_claims_too_large"
	// 400. The cursor does not come from a list of rules.
	ErrorTypeDFPRuleInvalidCursor ErrorType = "dfp_rule_invalid_cursor"
	// 404. Stytch's shared OAuth application cannot be used for this. Configure your own application
	// for the provider.
	ErrorTypeDefaultProviderNotAllowed ErrorType = "default_provider_not_allowed"
	// 400. The endpoint is no longer available.
	ErrorTypeDeprecatedEndpoint ErrorType = "deprecated_endpoint"
	// 400. The carrier rejected the message or failed to deliver it. A later attempt can succeed.
	ErrorTypeDownstreamCarrierError ErrorType = "downstream_carrier_error"
	// 400. Another user already has the email address.
	ErrorTypeDuplicateEmail ErrorType = "duplicate_email"
	// 400. The user already has the email address.
	ErrorTypeDuplicateEmailForUser ErrorType = "duplicate_email_for_user"
	// 400. Another M2M client already has the ID.
	ErrorTypeDuplicateM2MClientID ErrorType = "duplicate_m2m_client_id"
	// 400. Another user already has the phone number.
	ErrorTypeDuplicatePhoneNumber ErrorType = "duplicate_phone_number"
	// 400. The user already has the phone number.
	ErrorTypeDuplicatePhoneNumberForUser ErrorType = "duplicate_phone_number_for_user"
	// 400. Another user of the project already has the external ID.
	ErrorTypeDuplicateUserExternalID ErrorType = "duplicate_user_external_id"
	// 400. Another user already has the wallet.
	ErrorTypeDuplicateWalletAddress ErrorType = "duplicate_wallet_address"
	// 400. The user already has the wallet.
	ErrorTypeDuplicateWalletAddressForUser ErrorType = "duplicate_wallet_address_for_user"
	// 400. The credential is already registered.
	ErrorTypeDuplicateWebAuthnRegistration ErrorType = "duplicate_webauthn_registration"
	// 400. The project does not allow apps to register themselves.
	ErrorTypeDynamicClientRegistrationNotEnabled ErrorType = "dynamic_client_registration_not_enabled"
	// 403. The email address or its domain is on the project's deny list.
	ErrorTypeEmailInDenylist ErrorType = "email_in_denylist"
	// 404. No user has that email address or email ID.
	ErrorTypeEmailNotFound ErrorType = "email_not_found"
	// 403. Neither the email address nor its domain is on the project's allow list.
	ErrorTypeEmailNotInAllowlist ErrorType = "email_not_in_allowlist"
	// 404. The project has no email settings.
	ErrorTypeEmailSettingsNotFound ErrorType = "email_settings_not_found"
	// 404. No email template has that ID.
	ErrorTypeEmailTemplateNotFound ErrorType = "email_template_not_found"
	// 400. The user must verify an email address first.
	ErrorTypeEmailVerificationRequired ErrorType = "email_verification_required"
	// 400. A role ID is empty.
	ErrorTypeEmptyRBACRoleID ErrorType = "empty_rbac_role_id"
	// 400. The name of the registration is empty.
	ErrorTypeEmptyWebAuthnRegistrationName ErrorType = "empty_webauthn_registration_name"
	// 401. The workspace is not approved for this product. Ask Stytch to enable it.
	ErrorTypeEnterpriseEndpoint ErrorType = "enterprise_endpoint"
	// 400. The provider's callback came too late. Start the OAuth flow again.
	ErrorTypeExpiredOAuthResponse ErrorType = "expired_oauth_response"
	// 400. The TOTP was not verified in time. Create a new one.
	ErrorTypeExpiredTOTP ErrorType = "expired_totp"
	// 400. A value contains a zero-width space.
	ErrorTypeForbiddenCharacterZeroWidthSpace ErrorType = "forbidden_character_zero_width_space"
	// 404. The access token cannot be exchanged for a session.
	ErrorTypeIDPAccessTokenCouldNotBeExchanged ErrorType = "idp_access_token_could_not_be_exchanged"
	// 401. The access token has expired.
	ErrorTypeIDPAccessTokenExpired ErrorType = "idp_access_token_expired"
	// 404. The access token is unknown.
	ErrorTypeIDPAccessTokenNotFound ErrorType = "idp_access_token_not_found"
	// 401. The authorization code has expired.
	ErrorTypeIDPAuthCodeExpired ErrorType = "idp_auth_code_expired"
	// 404. The authorization code is unknown.
	ErrorTypeIDPAuthCodeNotFound ErrorType = "idp_auth_code_not_found"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeIDPInvalidAccessTokenCustomAudience ErrorType = "idp_invalid_access_token_custom_audience"
	// 400. `access_token_expiry_minutes` is out of range.
	ErrorTypeIDPInvalidAccessTokenExpiryMinutes ErrorType = "idp_invalid_access_token_expiry_minutes"
	// 400. `access_token_template_content` is not a valid template. Stytch does not document this type.
	// The status is an assumption.
	ErrorTypeIDPInvalidAccessTokenJWTTemplate ErrorType = "idp_invalid_access_token_jwt_template"
	// 401. The refresh token has already been used.
	ErrorTypeIDPRefreshTokenAlreadyUsed ErrorType = "idp_refresh_token_already_used"
	// 401. The refresh token has expired.
	ErrorTypeIDPRefreshTokenExpired ErrorType = "idp_refresh_token_expired"
	// 404. The refresh token is unknown.
	ErrorTypeIDPRefreshTokenNotFound ErrorType = "idp_refresh_token_not_found"
	// 400. The provider's ID token has expired.
	ErrorTypeIDTokenExpired ErrorType = "id_token_expired"
	// 400. The provider's ID token has an unexpected audience.
	ErrorTypeIDTokenIncorrectAudience ErrorType = "id_token_incorrect_audience"
	// 400. The provider's ID token is not valid.
	ErrorTypeIDTokenInvalid ErrorType = "id_token_invalid"
	// 400. The provider's ID token has an unexpected nonce.
	ErrorTypeIDTokenNonceInvalid ErrorType = "id_token_nonce_invalid"
	// 400. Stytch no longer sends email to the address, after a hard bounce or a complaint.
	ErrorTypeInactiveEmail ErrorType = "inactive_email"
	// 400. The client secret is too easy to guess.
	ErrorTypeInsecureM2MClientSecret ErrorType = "insecure_m2m_client_secret"
	// 500. The service failed unexpectedly. Retry only what can safely be repeated.
	ErrorTypeInternalServerError ErrorType = "internal_server_error"
	// 400. `asn` is not an integer from 0 to 4294967295, as a string.
	ErrorTypeInvalidASN ErrorType = "invalid_asn"
	// 400. The action is not valid for a rule.
	ErrorTypeInvalidActionForRules ErrorType = "invalid_action_for_rules"
	// 400. `append_salt` is not valid.
	ErrorTypeInvalidAppendSalt ErrorType = "invalid_append_salt"
	// 400. `iteration_amount` is not valid for Argon2.
	ErrorTypeInvalidArgon2IterationAmount ErrorType = "invalid_argon_2_iteration_amount"
	// 400. `key_length` is not valid for Argon2.
	ErrorTypeInvalidArgon2KeyLength ErrorType = "invalid_argon_2_key_length"
	// 400. `memory` is not valid for Argon2.
	ErrorTypeInvalidArgon2Memory ErrorType = "invalid_argon_2_memory"
	// 400. `salt` is not valid for Argon2.
	ErrorTypeInvalidArgon2Salt ErrorType = "invalid_argon_2_salt"
	// 400. `threads` is not valid for Argon2.
	ErrorTypeInvalidArgon2Threads ErrorType = "invalid_argon_2_threads"
	// 400. A parameter is not valid.
	ErrorTypeInvalidArgument ErrorType = "invalid_argument"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeInvalidAuthenticationType ErrorType = "invalid_authentication_type"
	// 400. `authenticator_type` is neither `platform` nor `cross-platform`.
	ErrorTypeInvalidAuthenticatorType ErrorType = "invalid_authenticator_type"
	// 400. The Authorization header is missing or is not valid Basic authentication.
	ErrorTypeInvalidAuthorizationHeader ErrorType = "invalid_authorization_header"
	// 400. The project is a Consumer project, but the path belongs to the B2B API.
	ErrorTypeInvalidB2BEndpoint ErrorType = "invalid_b2b_endpoint"
	// 400. The scrypt hash is not base64.
	ErrorTypeInvalidBase64ScryptHash ErrorType = "invalid_base64_scrypt_hash"
	// 400. The scrypt salt is not base64.
	ErrorTypeInvalidBase64ScryptSalt ErrorType = "invalid_base64_scrypt_salt"
	// 400. The cost of the bcrypt hash is outside the accepted range.
	ErrorTypeInvalidBcryptCost ErrorType = "invalid_bcrypt_cost"
	// 400. The hash is not a bcrypt hash.
	ErrorTypeInvalidBcryptHash ErrorType = "invalid_bcrypt_hash"
	// 400. The biometric registration ID is malformed.
	ErrorTypeInvalidBiometricRegistrationID ErrorType = "invalid_biometric_registration_id"
	// 400. `cidr_block` is neither an IP address nor a CIDR block.
	ErrorTypeInvalidCIDRBlock ErrorType = "invalid_cidr_block"
	// 400. The client ID is malformed.
	ErrorTypeInvalidClientID ErrorType = "invalid_client_id"
	// 400. The client secret is malformed.
	ErrorTypeInvalidClientSecret ErrorType = "invalid_client_secret"
	// 400. The passcode is not six digits.
	ErrorTypeInvalidCode ErrorType = "invalid_code"
	// 400. `client_type` is not one of the known types.
	ErrorTypeInvalidConnectedAppType ErrorType = "invalid_connected_app_type"
	// 400. The project is a B2B project, but the path belongs to the Consumer API.
	ErrorTypeInvalidConsumerEndpoint ErrorType = "invalid_consumer_endpoint"
	// 400. `country_code` is not an ISO 3166-1 alpha-2 code.
	ErrorTypeInvalidCountryCode ErrorType = "invalid_country_code"
	// 400. A rule for a country cannot have the action `ALLOW`.
	ErrorTypeInvalidCountryCodeAllowRule ErrorType = "invalid_country_code_allow_rule"
	// 400. The request has neither an email address nor a phone number.
	ErrorTypeInvalidCreateUserRequest ErrorType = "invalid_create_user_request"
	// 400. The wallet address is not valid.
	ErrorTypeInvalidCryptoWalletAddress ErrorType = "invalid_crypto_wallet_address"
	// 400. The crypto wallet ID is malformed.
	ErrorTypeInvalidCryptoWalletID ErrorType = "invalid_crypto_wallet_id"
	// 400. The email address is missing or not valid.
	ErrorTypeInvalidEmail ErrorType = "invalid_email"
	// 400. The domain of the email address cannot receive email.
	ErrorTypeInvalidEmailDomain ErrorType = "invalid_email_domain"
	// 400. The email address cannot be invited.
	ErrorTypeInvalidEmailForInvites ErrorType = "invalid_email_for_invites"
	// 400. The email ID is malformed.
	ErrorTypeInvalidEmailID ErrorType = "invalid_email_id"
	// 400. The sandbox address is used in the live environment or where it is not allowed.
	ErrorTypeInvalidEmailSandbox ErrorType = "invalid_email_sandbox"
	// 400. The address is not an Ethereum address.
	ErrorTypeInvalidEthereumAddress ErrorType = "invalid_ethereum_address"
	// 400. The request must have exactly one of `email_address` and `phone_number`.
	ErrorTypeInvalidExchangePrimaryFactorFields ErrorType = "invalid_exchange_primary_factor_fields"
	// 400. The user must have exactly one factor: an email address or a phone number.
	ErrorTypeInvalidExchangePrimaryFactorUser ErrorType = "invalid_exchange_primary_factor_user"
	// 400. A lifetime in minutes is outside 5 to 10080.
	ErrorTypeInvalidExpiration ErrorType = "invalid_expiration"
	// 400. `expiration_minutes` is outside 1 to 10.
	ErrorTypeInvalidExpirationOTP ErrorType = "invalid_expiration_otp"
	// 400. An ID in `external_metadata` has more than 65 characters or a character that is not allowed.
	ErrorTypeInvalidExternalMetadata ErrorType = "invalid_external_metadata"
	// 400. The request does not have exactly one valid identifier.
	ErrorTypeInvalidFingerprintOrID ErrorType = "invalid_fingerprint_or_id"
	// 400. The hosted domain of the Google account is not accepted.
	ErrorTypeInvalidGoogleHostedDomainError ErrorType = "invalid_google_hosted_domain_error"
	// 400. The hash is empty or cannot be parsed.
	ErrorTypeInvalidHash ErrorType = "invalid_hash"
	// 400. `hash_type` is not one of the supported algorithms.
	ErrorTypeInvalidHashType ErrorType = "invalid_hash_type"
	// 400. An ID does not have the form `<prefix>-<env>-<uuid>`.
	ErrorTypeInvalidID ErrorType = "invalid_id"
	// 400. `ip_address` is not an IP address.
	ErrorTypeInvalidIPAddress ErrorType = "invalid_ip_address"
	// 400. `invite_magic_link_url` is malformed.
	ErrorTypeInvalidInviteMagicLinkURL ErrorType = "invalid_invite_magic_link_url"
	// 400. `locale` is not one of the supported languages.
	ErrorTypeInvalidLocale ErrorType = "invalid_locale"
	// 400. `login_magic_link_url` is malformed.
	ErrorTypeInvalidLoginMagicLinkURL ErrorType = "invalid_login_magic_link_url"
	// 400. `login_redirect_url` is malformed.
	ErrorTypeInvalidLoginOAuthURL ErrorType = "invalid_login_oauth_url"
	// 400. `login_redirect_url` is malformed or not registered.
	ErrorTypeInvalidLoginRedirectURL ErrorType = "invalid_login_redirect_url"
	// 400. A scope is malformed.
	ErrorTypeInvalidM2MClientScope ErrorType = "invalid_m2m_client_scope"
	// 400. The status is not valid.
	ErrorTypeInvalidM2MClientStatus ErrorType = "invalid_m2m_client_status"
	// 400. The hash is not an MD5 hash.
	ErrorTypeInvalidMD5Hash ErrorType = "invalid_md_5_hash"
	// 400. The redirect URL is malformed. For example, it has no scheme or uses http instead of https.
	ErrorTypeInvalidMagicLinkURL ErrorType = "invalid_magic_link_url"
	// 400. `method_id` is neither an email ID nor a phone ID.
	ErrorTypeInvalidMethodID ErrorType = "invalid_method_id"
	// 400. The attach token is unknown, used or for another provider.
	ErrorTypeInvalidOAuthAttachToken ErrorType = "invalid_oauth_attach_token"
	// 400. No OAuth provider has that name.
	ErrorTypeInvalidOAuthProvider ErrorType = "invalid_oauth_provider"
	// 400. The OAuth registration ID is malformed.
	ErrorTypeInvalidOAuthUserRegistrationID ErrorType = "invalid_oauth_user_registration_id"
	// 400. The algorithm is neither `sha256` nor `sha512`.
	ErrorTypeInvalidPBKDF2Algorithm ErrorType = "invalid_pbkdf_2_algorithm"
	// 400. The hash is not a PBKDF2 hash.
	ErrorTypeInvalidPBKDF2Hash ErrorType = "invalid_pbkdf_2_hash"
	// 400. `iteration_amount` is not valid for PBKDF2.
	ErrorTypeInvalidPBKDF2IterationAmount ErrorType = "invalid_pbkdf_2_iteration_amount"
	// 400. `salt` is not valid for PBKDF2.
	ErrorTypeInvalidPBKDF2Salt ErrorType = "invalid_pbkdf_2_salt"
	// 400. `code_challenge` is malformed.
	ErrorTypeInvalidPKCECodeChallenge ErrorType = "invalid_pkce_code_challenge"
	// 400. `code_verifier` is malformed.
	ErrorTypeInvalidPKCECodeVerifier ErrorType = "invalid_pkce_code_verifier"
	// 400. The password ID is malformed.
	ErrorTypeInvalidPasswordID ErrorType = "invalid_password_id"
	// 400. `reset_password_redirect_url` is malformed or not registered.
	ErrorTypeInvalidPasswordResetRedirectURL ErrorType = "invalid_password_reset_redirect_url"
	// 400. The action to check is not in the RBAC policy.
	ErrorTypeInvalidPermissionAction ErrorType = "invalid_permission_action"
	// 400. The resource to check is not in the RBAC policy.
	ErrorTypeInvalidPermissionResource ErrorType = "invalid_permission_resource"
	// 400. The phone number is not in E.164 format.
	ErrorTypeInvalidPhoneNumber ErrorType = "invalid_phone_number"
	// 400. The country of the phone number is not supported or not enabled for the project.
	ErrorTypeInvalidPhoneNumberCountryCode ErrorType = "invalid_phone_number_country_code"
	// 400. The phone number is the placeholder from the documentation.
	ErrorTypeInvalidPhoneNumberDocs ErrorType = "invalid_phone_number_docs"
	// 400. The sandbox phone number works only in the test environment.
	ErrorTypeInvalidPhoneNumberSandbox ErrorType = "invalid_phone_number_sandbox"
	// 400. The hash is not a phpass hash.
	ErrorTypeInvalidPhpassHashFormat ErrorType = "invalid_phpass_hash_format"
	// 400. The prefix of the phpass hash is unknown.
	ErrorTypeInvalidPhpassHashPrefix ErrorType = "invalid_phpass_hash_prefix"
	// 400. `prepend_salt` is not valid.
	ErrorTypeInvalidPrependSalt ErrorType = "invalid_prepend_salt"
	// 400. The project ID is malformed.
	ErrorTypeInvalidProjectID ErrorType = "invalid_project_id"
	// 400. The project ID in the credentials is malformed. It must have the form
	// `project-<env>-<uuid>`.
	ErrorTypeInvalidProjectIDAuthentication ErrorType = "invalid_project_id_authentication"
	// 400. `public_key_credential` is malformed.
	ErrorTypeInvalidPublicKeyCredential ErrorType = "invalid_public_key_credential"
	// 400. The authenticator data of the credential is not valid.
	ErrorTypeInvalidPublicKeyCredentialInvalidAuthenticatorData ErrorType = "invalid_public_key_credential_invalid_authenticator_data"
	// 400. The ID of the credential is not valid.
	ErrorTypeInvalidPublicKeyCredentialInvalidID ErrorType = "invalid_public_key_credential_invalid_id"
	// 400. The signature of the credential is not valid.
	ErrorTypeInvalidPublicKeyCredentialInvalidSignature ErrorType = "invalid_public_key_credential_invalid_signature"
	// 400. The attestation object of the credential is malformed.
	ErrorTypeInvalidPublicKeyCredentialMalformedAttestationObject ErrorType = "invalid_public_key_credential_malformed_attestation_object"
	// 400. The client data of the credential is malformed.
	ErrorTypeInvalidPublicKeyCredentialMalformedClientDataJSON ErrorType = "invalid_public_key_credential_malformed_client_data_json"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeInvalidPublicKeyCredentialMissingAttestationObjectField ErrorType = "invalid_public_key_credential_missing_attestation_object_field"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeInvalidPublicKeyCredentialMissingAuthenticatorDataField ErrorType = "invalid_public_key_credential_missing_authenticator_data_field"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeInvalidPublicKeyCredentialMissingClientDataJSONField ErrorType = "invalid_public_key_credential_missing_client_data_json_field"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeInvalidPublicKeyCredentialMissingIDField ErrorType = "invalid_public_key_credential_missing_id_field"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeInvalidPublicKeyCredentialMissingResponseField ErrorType = "invalid_public_key_credential_missing_response_field"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeInvalidPublicKeyCredentialMissingSignatureField ErrorType = "invalid_public_key_credential_missing_signature_field"
	// 400. The role cannot be assigned explicitly.
	ErrorTypeInvalidRBACRoleAssignment ErrorType = "invalid_rbac_role_assignment"
	// 400. No role has that ID.
	ErrorTypeInvalidRBACRoleID ErrorType = "invalid_rbac_role_id"
	// 400. The recovery code does not have the form `xxxx-xxxx-xxxx`.
	ErrorTypeInvalidRecoveryCode ErrorType = "invalid_recovery_code"
	// 400. The request ID is malformed.
	ErrorTypeInvalidRequestID ErrorType = "invalid_request_id"
	// 400. A field has a wrong type or an invalid value.
	ErrorTypeInvalidRequestValue ErrorType = "invalid_request_value"
	// 400. A role is malformed.
	ErrorTypeInvalidRole ErrorType = "invalid_role"
	// 400. The hash is not a SHA-1 hash.
	ErrorTypeInvalidSHA1Hash ErrorType = "invalid_sha_1_hash"
	// 400. The hash is not a SHA-512 hash.
	ErrorTypeInvalidSHA512Hash ErrorType = "invalid_sha_512_hash"
	// 400. `chain_id` is not valid.
	ErrorTypeInvalidSIWEChainID ErrorType = "invalid_siwe_chain_id"
	// 400. `domain` is not valid.
	ErrorTypeInvalidSIWEDomain ErrorType = "invalid_siwe_domain"
	// 400. `message_request_id` is not valid.
	ErrorTypeInvalidSIWEMessageRequestID ErrorType = "invalid_siwe_message_request_id"
	// 400. An entry of `resources` is not valid.
	ErrorTypeInvalidSIWEResource ErrorType = "invalid_siwe_resource"
	// 400. `statement` is not valid.
	ErrorTypeInvalidSIWEStatement ErrorType = "invalid_siwe_statement"
	// 400. `uri` is not valid.
	ErrorTypeInvalidSIWEURI ErrorType = "invalid_siwe_uri"
	// 400. `n_parameter` is not a power of two from 2 to 262144.
	ErrorTypeInvalidScryptNParameter ErrorType = "invalid_scrypt_n_parameter"
	// 400. The scrypt settings are missing or inconsistent.
	ErrorTypeInvalidScryptParameters ErrorType = "invalid_scrypt_parameters"
	// 400. The length of the scrypt salt is not valid.
	ErrorTypeInvalidScryptSaltLength ErrorType = "invalid_scrypt_salt_length"
	// 400. The secret in the credentials is malformed.
	ErrorTypeInvalidSecretAuthentication ErrorType = "invalid_secret_authentication"
	// 400. The duration exceeds the maximum for the project.
	ErrorTypeInvalidSessionDuration ErrorType = "invalid_session_duration"
	// 400. `session_duration_minutes` is outside 5 to 527040.
	ErrorTypeInvalidSessionDurationMinutes ErrorType = "invalid_session_duration_minutes"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeInvalidSessionFields ErrorType = "invalid_session_fields"
	// 400. The session ID is malformed.
	ErrorTypeInvalidSessionID ErrorType = "invalid_session_id"
	// 400. A session argument is not valid.
	ErrorTypeInvalidSessionManagement ErrorType = "invalid_session_management"
	// 400. The session has no primary factor.
	ErrorTypeInvalidSessionMissingPrimaryFactor ErrorType = "invalid_session_missing_primary_factor"
	// 400. The session token is malformed.
	ErrorTypeInvalidSessionToken ErrorType = "invalid_session_token"
	// 400. The session token is the placeholder from the documentation.
	ErrorTypeInvalidSessionTokenDocs ErrorType = "invalid_session_token_docs"
	// 400. The signature is malformed.
	ErrorTypeInvalidSignature ErrorType = "invalid_signature"
	// 400. `signup_magic_link_url` is malformed.
	ErrorTypeInvalidSignupMagicLinkURL ErrorType = "invalid_signup_magic_link_url"
	// 400. `signup_redirect_url` is malformed.
	ErrorTypeInvalidSignupOAuthURL ErrorType = "invalid_signup_oauth_url"
	// 400. The address is not a Solana address.
	ErrorTypeInvalidSolanaAddress ErrorType = "invalid_solana_address"
	// 400. A resource ID cannot start with `stytch`.
	ErrorTypeInvalidStytchPrefixedResource ErrorType = "invalid_stytch_prefixed_resource"
	// 400. The code is not six digits.
	ErrorTypeInvalidTOTPCode ErrorType = "invalid_totp_code"
	// 400. The TOTP ID is malformed.
	ErrorTypeInvalidTOTPID ErrorType = "invalid_totp_id"
	// 400. The email template ID is malformed or belongs to another kind of email.
	ErrorTypeInvalidTemplateID ErrorType = "invalid_template_id"
	// 400. The token is malformed.
	ErrorTypeInvalidToken ErrorType = "invalid_token"
	// 400. The token is the placeholder from the documentation.
	ErrorTypeInvalidTokenDocs ErrorType = "invalid_token_docs"
	// 400. The trusted token is not valid.
	ErrorTypeInvalidTrustedAuthToken ErrorType = "invalid_trusted_auth_token"
	// 400. A URL is malformed.
	ErrorTypeInvalidURL ErrorType = "invalid_url"
	// 400. `user_agent` is not valid.
	ErrorTypeInvalidUserAgent ErrorType = "invalid_user_agent"
	// 400. The user ID neither has the form `user-<env>-<uuid>` nor is a valid external ID.
	ErrorTypeInvalidUserID ErrorType = "invalid_user_id"
	// 400. The wallet does not belong to the user.
	ErrorTypeInvalidWalletAddressUser ErrorType = "invalid_wallet_address_user"
	// 400. `crypto_wallet_type` is neither `ethereum` nor `solana`.
	ErrorTypeInvalidWalletType ErrorType = "invalid_wallet_type"
	// 400. The domain is not valid for the project.
	ErrorTypeInvalidWebAuthnRegistrationDomain ErrorType = "invalid_webauthn_registration_domain"
	// 400. The WebAuthn registration ID is malformed.
	ErrorTypeInvalidWebAuthnRegistrationID ErrorType = "invalid_webauthn_registration_id"
	// 401. The JWT has an unexpected audience.
	ErrorTypeJWTInvalidAudience ErrorType = "jwt_invalid_audience"
	// 401. The claims of the JWT are not valid.
	ErrorTypeJWTInvalidClaims ErrorType = "jwt_invalid_claims"
	// 401. The JWT has an unexpected issuer.
	ErrorTypeJWTInvalidIssuer ErrorType = "jwt_invalid_issuer"
	// 400. An ID of the live environment was sent to a test project.
	ErrorTypeLiveIDUsedInTestEnvironment ErrorType = "live_id_used_in_test_environment"
	// 400. A rotation of the client's secret is in progress. Finish or cancel it first.
	ErrorTypeM2MClientAlreadyRotatingSecret ErrorType = "m2m_client_already_rotating_secret"
	// 400. The description of the client is not valid.
	ErrorTypeM2MClientInvalidClientDescription ErrorType = "m2m_client_invalid_client_description"
	// 400. The ID of the client is not valid.
	ErrorTypeM2MClientInvalidClientID ErrorType = "m2m_client_invalid_client_id"
	// 400. The name of the client is not valid.
	ErrorTypeM2MClientInvalidClientName ErrorType = "m2m_client_invalid_client_name"
	// 400. The secret of the client is not valid.
	ErrorTypeM2MClientInvalidClientSecret ErrorType = "m2m_client_invalid_client_secret"
	// 400. The status is neither `active` nor `inactive`.
	ErrorTypeM2MClientInvalidStatus ErrorType = "m2m_client_invalid_status"
	// 404. No M2M client has that ID.
	ErrorTypeM2MClientNotFound ErrorType = "m2m_client_not_found"
	// 400. No rotation of the client's secret is in progress. Start one first.
	ErrorTypeM2MClientNotRotatingSecret ErrorType = "m2m_client_not_rotating_secret"
	// 400. `filter_value` must be a list of strings.
	ErrorTypeM2MSearchExpectedArrayOfStrings ErrorType = "m2m_search_expected_array_of_strings"
	// 400. `filter_name` must be a string.
	ErrorTypeM2MSearchFilterNameMustBeString ErrorType = "m2m_search_filter_name_must_be_string"
	// 400. No filter has that name.
	ErrorTypeM2MSearchFilterNameNotRecognized ErrorType = "m2m_search_filter_name_not_recognized"
	// 400. An operand has no `filter_name`.
	ErrorTypeM2MSearchMissingFilterName ErrorType = "m2m_search_missing_filter_name"
	// 400. An operand has no `filter_value`.
	ErrorTypeM2MSearchMissingFilterValue ErrorType = "m2m_search_missing_filter_value"
	// 404. The token of the magic link is unknown.
	ErrorTypeMagicLinkNotFound ErrorType = "magic_link_not_found"
	// 400. The metadata is not a JSON object.
	ErrorTypeMetadataInvalidFormat ErrorType = "metadata_invalid_format"
	// 400. The metadata exceeds 4 KB.
	ErrorTypeMetadataTooLarge ErrorType = "metadata_too_large"
	// 400. The metadata has more than 20 top-level keys.
	ErrorTypeMetadataTooManyKeys ErrorType = "metadata_too_many_keys"
	// 405. The path exists, but not for this HTTP method.
	ErrorTypeMethodNotAllowed ErrorType = "method_not_allowed"
	// 400. No user has the email address of the external session. Create the user first.
	ErrorTypeMigrateFromExternalEmailDoesNotExist ErrorType = "migrate_from_external_email_does_not_exist"
	// 400. The project has no external UserInfo endpoint. Set its URL in the dashboard.
	ErrorTypeMigrateFromExternalMissingUserinfo ErrorType = "migrate_from_external_missing_userinfo"
	// 400. The external UserInfo endpoint returned an unexpected response.
	ErrorTypeMigrateFromExternalUnexpectedResponse ErrorType = "migrate_from_external_unexpected_response"
	// 400. No Apple application ID is configured.
	ErrorTypeMissingAppleAppID ErrorType = "missing_apple_app_id"
	// 400. No refresh token of the provider is stored.
	ErrorTypeMissingOAuthRefreshToken ErrorType = "missing_oauth_refresh_token"
	// 400. The SMS template needs a parameter that was not sent.
	ErrorTypeMissingSMSParameter ErrorType = "missing_sms_parameter"
	// 404. The user has no factor with recovery codes.
	ErrorTypeNoActiveRecoveryCodeBackedFactor ErrorType = "no_active_recovery_code_backed_factor"
	// 404. The user has no passkey that can be used.
	ErrorTypeNoActiveWebAuthnRegistrations ErrorType = "no_active_webauthn_registrations"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeNoAssociatedSessionPassedIn ErrorType = "no_associated_session_passed_in"
	// 400. No invite URL was sent, and the project has no default.
	ErrorTypeNoDefaultInviteRedirectURLSet ErrorType = "no_default_invite_redirect_url_set"
	// 400. No login URL was sent, and the project has no default.
	ErrorTypeNoDefaultLoginRedirectURLSet ErrorType = "no_default_login_redirect_url_set"
	// 400. No sign-up URL was sent, and the project has no default.
	ErrorTypeNoDefaultSignupRedirectURLSet ErrorType = "no_default_signup_redirect_url_set"
	// 400. No invite URL was sent, and the project has no URL to use instead.
	ErrorTypeNoInviteRedirectURL ErrorType = "no_invite_redirect_url"
	// 400. The project has no invite URLs registered.
	ErrorTypeNoInviteRedirectURLsSet ErrorType = "no_invite_redirect_urls_set"
	// 400. No login URL was sent, and the project has no URL to use instead.
	ErrorTypeNoLoginRedirectURL ErrorType = "no_login_redirect_url"
	// 400. The project has no login URLs registered.
	ErrorTypeNoLoginRedirectURLsSet ErrorType = "no_login_redirect_urls_set"
	// 400. The URL is not among the project's registered redirect URLs.
	ErrorTypeNoMatchForProvidedMagicLinkURL ErrorType = "no_match_for_provided_magic_link_url"
	// 400. The URL is not among the project's registered redirect URLs.
	ErrorTypeNoMatchForProvidedOAuthURL ErrorType = "no_match_for_provided_oauth_url"
	// 400. No reset URL was sent, and the project has no default.
	ErrorTypeNoPasswordResetRedirectURL ErrorType = "no_password_reset_redirect_url"
	// 400. No registration was started. Call webauthn.register_start first.
	ErrorTypeNoPendingWebAuthnRegistration ErrorType = "no_pending_webauthn_registration"
	// 400. Neither `session_token` nor `session_jwt` was sent.
	ErrorTypeNoSessionArguments ErrorType = "no_session_arguments"
	// 400. None of `session_id`, `session_token` and `session_jwt` was sent.
	ErrorTypeNoSessionRevokeArguments ErrorType = "no_session_revoke_arguments"
	// 400. No sign-up URL was sent, and the project has no URL to use instead.
	ErrorTypeNoSignupRedirectURL ErrorType = "no_signup_redirect_url"
	// 400. The project has no sign-up URLs registered.
	ErrorTypeNoSignupRedirectURLsSet ErrorType = "no_signup_redirect_urls_set"
	// 400. The user has no password. Set one with a password reset.
	ErrorTypeNoUserPassword ErrorType = "no_user_password"
	// 400. None of `user_id`, `session_token` and `session_jwt` was sent.
	ErrorTypeNoUserSelectionArguments ErrorType = "no_user_selection_arguments"
	// 404. The passcode is wrong: it has the right form, but it is not the valid one for the method ID.
	ErrorTypeOTPCodeNotFound ErrorType = "otp_code_not_found"
	// 400. The access token lacks the scope `full_access`.
	ErrorTypeOAuthAccessTokenExchangeMissingFullAccess ErrorType = "oauth_access_token_exchange_missing_full_access"
	// 400. The access token cannot be exchanged. For example, it was exchanged before.
	ErrorTypeOAuthAccessTokenExchangeTokenInvalidGrant ErrorType = "oauth_access_token_exchange_token_invalid_grant"
	// 400. The access token is older than 5 minutes.
	ErrorTypeOAuthAccessTokenExchangeTokenTooOld ErrorType = "oauth_access_token_exchange_token_too_old"
	// 400. The provider does not authorize the OAuth application.
	ErrorTypeOAuthAppNotAuthorized ErrorType = "oauth_app_not_authorized"
	// 400. The provider rejected the authorization code.
	ErrorTypeOAuthAuthCodeError ErrorType = "oauth_auth_code_error"
	// 400. The provider is not configured for the project.
	ErrorTypeOAuthConfigNotFound ErrorType = "oauth_config_not_found"
	// 400. The URL of the provider could not be built.
	ErrorTypeOAuthCreatingRedirectURLError ErrorType = "oauth_creating_redirect_url_error"
	// 400. The provider's callback reported an error.
	ErrorTypeOAuthFlowCallbackError ErrorType = "oauth_flow_callback_error"
	// 400. The provider's callback is incomplete.
	ErrorTypeOAuthInvalidCallbackRequest ErrorType = "oauth_invalid_callback_request"
	// 400. The provider rejected a scope.
	ErrorTypeOAuthInvalidScopeRequested ErrorType = "oauth_invalid_scope_requested"
	// 400. The state of the OAuth flow is not valid.
	ErrorTypeOAuthInvalidState ErrorType = "oauth_invalid_state"
	// 400. The state of the OAuth flow does not match the stored one.
	ErrorTypeOAuthStateMismatch ErrorType = "oauth_state_mismatch"
	// 400. The state of the OAuth flow was already used.
	ErrorTypeOAuthStateUsed ErrorType = "oauth_state_used"
	// 400. Google's response is incomplete.
	ErrorTypeOAuthTokenExchangeGoogleMissingInformation ErrorType = "oauth_token_exchange_google_missing_information"
	// 400. The provider returned `invalid_client`. Check the client ID and secret configured for it.
	ErrorTypeOAuthTokenExchangeInvalidClient ErrorType = "oauth_token_exchange_invalid_client"
	// 400. The provider returned `invalid_request`.
	ErrorTypeOAuthTokenExchangeInvalidRequest ErrorType = "oauth_token_exchange_invalid_request"
	// 400. The provider returned `invalid_scope`.
	ErrorTypeOAuthTokenExchangeInvalidScope ErrorType = "oauth_token_exchange_invalid_scope"
	// 400. The client secret configured for Microsoft has expired.
	ErrorTypeOAuthTokenExchangeMicrosoftExpiredSecret ErrorType = "oauth_token_exchange_microsoft_expired_secret"
	// 400. The client secret configured for Microsoft is wrong.
	ErrorTypeOAuthTokenExchangeMicrosoftInvalidSecret ErrorType = "oauth_token_exchange_microsoft_invalid_secret"
	// 400. The provider returned `unauthorized_client`.
	ErrorTypeOAuthTokenExchangeUnauthorizedClient ErrorType = "oauth_token_exchange_unauthorized_client"
	// 404. The OAuth token is unknown, used or expired. The status can also be 400.
	ErrorTypeOAuthTokenNotFound ErrorType = "oauth_token_not_found"
	// 400. The provider does not vouch for the email address.
	ErrorTypeOAuthUnverifiedEmail ErrorType = "oauth_unverified_email"
	// 404. No OAuth registration has that ID.
	ErrorTypeOAuthUserRegistrationNotFound ErrorType = "oauth_user_registration_not_found"
	// 403. Stytch has suspended the workspace.
	ErrorTypeOrganizationSuspended ErrorType = "organization_suspended"
	// 400. `key_length` does not match the length of the PBKDF2 hash.
	ErrorTypePBKDF2KeyLengthMismatch ErrorType = "pbkdf_2_key_length_mismatch"
	// 400. A `code_verifier` was sent, but the flow started without a `code_challenge`.
	ErrorTypePKCEDidNotExpectCodeVerifier ErrorType = "pkce_did_not_expect_code_verifier"
	// 400. The flow started with a `code_challenge`, but no `code_verifier` was sent.
	ErrorTypePKCEExpectedCodeVerifier ErrorType = "pkce_expected_code_verifier"
	// 401. Stytch does not document this type. The status is an assumption.
	ErrorTypePKCEMismatch ErrorType = "pkce_mismatch"
	// 400. The app must use PKCE.
	ErrorTypePKCERequiredForIDPAuthorizationFlow ErrorType = "pkce_required_for_idp_authorization_flow"
	// 400. A redirect to a native app requires PKCE.
	ErrorTypePKCERequiredForNativeCallback ErrorType = "pkce_required_for_native_callback"
	// 400. The user already has a password.
	ErrorTypePasswordAlreadyExists ErrorType = "password_already_exists"
	// 400. The password does not match the stored one.
	ErrorTypePasswordDoesNotMatch ErrorType = "password_does_not_match"
	// 404. No password has that ID.
	ErrorTypePasswordNotFound ErrorType = "password_not_found"
	// 408. Stytch does not document this type. The status is an assumption.
	ErrorTypePasswordValidationTimeout ErrorType = "password_validation_timeout"
	// 400. The user already has an unverified TOTP that has not expired. Verify or delete it first.
	ErrorTypePendingTOTPExists ErrorType = "pending_totp_exists"
	// 404. No user has that phone number or phone ID.
	ErrorTypePhoneNumberNotFound ErrorType = "phone_number_not_found"
	// 404. No project has that ID.
	ErrorTypeProjectNotFound ErrorType = "project_not_found"
	// 400. The app is public and has no secret.
	ErrorTypePublicConnectedAppsDoNotHaveSecrets ErrorType = "public_connected_apps_do_not_have_secrets"
	// 404. The public token is unknown.
	ErrorTypePublicTokenNotFound ErrorType = "public_token_not_found"
	// 400. The query parameters of the URL differ from those of the registered URL.
	ErrorTypeQueryParamsDoNotMatch ErrorType = "query_params_do_not_match"
	// 400. The code is a recovery code. Pass it to totp.recover.
	ErrorTypeRecoveryCodeUsedAsTOTPCode ErrorType = "recovery_code_used_as_totp_code"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeRecoveryCodesAlreadyExist ErrorType = "recovery_codes_already_exist"
	// 404. The user has no recovery codes.
	ErrorTypeRecoveryCodesNotFound ErrorType = "recovery_codes_not_found"
	// 400. Sending requires a custom email domain.
	ErrorTypeRequiredCustomEmailDomain ErrorType = "required_custom_email_domain"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeReservedClaimsInCustomClaims ErrorType = "reserved_claims_in_custom_claims"
	// 400. The user must reset the password by email, for one of two reasons. The password is in a
	// known data breach, or it was set before the email address was verified, and a login without the
	// password has verified the address since.
	ErrorTypeResetPassword ErrorType = "reset_password"
	// 404. The path does not exist.
	ErrorTypeRouteNotFound ErrorType = "route_not_found"
	// 400. The path is not available in the test environment.
	ErrorTypeRouteNotSupportedInTest ErrorType = "route_not_supported_in_test"
	// 400. The Sign-In with Ethereum message has expired.
	ErrorTypeSIWEMessageExpired ErrorType = "siwe_message_expired"
	// 400. The Sign-In with Ethereum message is not valid yet.
	ErrorTypeSIWEMessageNotValidYet ErrorType = "siwe_message_not_valid_yet"
	// 400. No SMS template has that ID.
	ErrorTypeSMSTemplateNotFound ErrorType = "sms_template_not_found"
	// 400. `key_length` does not match the length of the scrypt hash.
	ErrorTypeScryptKeyLengthMismatch ErrorType = "scrypt_key_length_mismatch"
	// 400. The value of the filter `status` is not valid.
	ErrorTypeSearchInvalidStatusFilter ErrorType = "search_invalid_status_filter"
	// 408. Stytch does not document this type. The status is an assumption.
	ErrorTypeSearchTimeout ErrorType = "search_timeout"
	// 404. No secret has that ID.
	ErrorTypeSecretNotFound ErrorType = "secret_not_found"
	// 503. The service is temporarily unavailable. Retry with backoff.
	ErrorTypeServerUnavailable ErrorType = "server_unavailable"
	// 503. The fraud host is temporarily unavailable. Retry with backoff.
	ErrorTypeServiceUnavailable ErrorType = "service_unavailable"
	// 400. The session would have no factor left.
	ErrorTypeSessionMustHaveAtLeastOneActiveFactor ErrorType = "session_must_have_at_least_one_active_factor"
	// 404. The session is unknown, revoked or expired. The user must log in again.
	ErrorTypeSessionNotFound ErrorType = "session_not_found"
	// 400. The session cannot be changed or extended. For example, it is the session of an impersonated
	// user.
	ErrorTypeSessionNotMutable ErrorType = "session_not_mutable"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeSessionOnCodeDoesNotMatchSessionPassedIn ErrorType = "session_on_code_does_not_match_session_passed_in"
	// 400. The session has no password or email factor from the last 5 minutes. The user must
	// authenticate again.
	ErrorTypeSessionTooOldToResetPassword ErrorType = "session_too_old_to_reset_password"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeStytchClaimsInCustomClaims ErrorType = "stytch_claims_in_custom_claims"
	// 400. The code was already used. Wait for the next one.
	ErrorTypeTOTPCodeAlreadyAuthenticated ErrorType = "totp_code_already_authenticated"
	// 400. The code is a TOTP code. Pass it to totp.authenticate.
	ErrorTypeTOTPCodeUsedAsRecoveryCode ErrorType = "totp_code_used_as_recovery_code"
	// 404. No TOTP has that ID, or the user has no such TOTP.
	ErrorTypeTOTPNotFound ErrorType = "totp_not_found"
	// 404. The telemetry ID is unknown or has expired. Treat the device as one to block.
	ErrorTypeTelemetryIDNotFound ErrorType = "telemetry_id_not_found"
	// 400. An ID of the test environment was sent to a live project.
	ErrorTypeTestIDUsedInLiveEnvironment ErrorType = "test_id_used_in_live_environment"
	// 400. Only a first-party app can have full access.
	ErrorTypeThirdPartyClientsCannotUseFullAccess ErrorType = "third_party_clients_cannot_use_full_access"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeThirdPartyClientsRequireConsentForOfflineAccess ErrorType = "third_party_clients_require_consent_for_offline_access"
	// 429. Too few of the links or codes that you sent have been used, so sending is throttled.
	ErrorTypeTooFewTokensAuthenticated ErrorType = "too_few_tokens_authenticated"
	// 400. The project has reached its maximum number of connected apps.
	ErrorTypeTooManyConnectedApps ErrorType = "too_many_connected_apps"
	// 400. The client has too many scopes.
	ErrorTypeTooManyM2MClientScopes ErrorType = "too_many_m2m_client_scopes"
	// 400. The project has reached the maximum number of M2M clients in its plan.
	ErrorTypeTooManyM2MClientsForBillingTier ErrorType = "too_many_m2m_clients_for_billing_tier"
	// 429. The call exceeded a rate limit of the project or of a user, address or number. Retry with
	// backoff.
	ErrorTypeTooManyRequests ErrorType = "too_many_requests"
	// 400. There are too many roles.
	ErrorTypeTooManyRoles ErrorType = "too_many_roles"
	// 400. Both `session_token` and `session_jwt` were sent. Send only one.
	ErrorTypeTooManySessionArguments ErrorType = "too_many_session_arguments"
	// 400. More than one of `session_id`, `session_token` and `session_jwt` was sent. Send only one.
	ErrorTypeTooManySessionRevokeArguments ErrorType = "too_many_session_revoke_arguments"
	// 400. The user already has too many unverified factors.
	ErrorTypeTooManyUnverifiedFactors ErrorType = "too_many_unverified_factors"
	// 400. The user already has too many passkeys for the domain.
	ErrorTypeTooManyUserRegistrationsForDomain ErrorType = "too_many_user_registrations_for_domain"
	// 400. More than one of `user_id`, `session_token` and `session_jwt` was sent. Send only one.
	ErrorTypeTooManyUserSelectionArguments ErrorType = "too_many_user_selection_arguments"
	// 404. The user has no TOTP.
	ErrorTypeTOTPsNotFoundForUser ErrorType = "totps_not_found_for_user"
	// 400. The request does not match the trusted token profile.
	ErrorTypeTrustedTokenProfileInvalidRequest ErrorType = "trusted_token_profile_invalid_request"
	// 404. No trusted token profile has that ID.
	ErrorTypeTrustedTokenProfileNotFound ErrorType = "trusted_token_profile_not_found"
	// 401. Twitter returned 401.
	ErrorTypeTwitter401 ErrorType = "twitter_401"
	// 403. Twitter returned 403.
	ErrorTypeTwitter403 ErrorType = "twitter_403"
	// 401. The impersonation token is unknown, used or expired.
	ErrorTypeUnableToAuthImpersonationToken ErrorType = "unable_to_auth_impersonation_token"
	// 401. The magic link was used or has expired. Send a new one.
	ErrorTypeUnableToAuthMagicLink ErrorType = "unable_to_auth_magic_link"
	// 401. The passcode was used, has expired or was replaced. Send a new one.
	ErrorTypeUnableToAuthOTPCode ErrorType = "unable_to_auth_otp_code"
	// 401. The reset token is unknown, used or expired. Start the reset again.
	ErrorTypeUnableToAuthPasswordResetToken ErrorType = "unable_to_auth_password_reset_token"
	// 401. The signature of the passkey was rejected.
	ErrorTypeUnableToAuthWebAuthnRegistration ErrorType = "unable_to_auth_webauthn_registration"
	// 401. The signature of the wallet was rejected.
	ErrorTypeUnableToAuthenticateCryptoWallet ErrorType = "unable_to_authenticate_crypto_wallet"
	// 401. The recovery code is wrong or was already used.
	ErrorTypeUnableToAuthenticateRecoveryCode ErrorType = "unable_to_authenticate_recovery_code"
	// 401. The code is wrong, or it is off by more than one 30-second step.
	ErrorTypeUnableToAuthenticateTOTP ErrorType = "unable_to_authenticate_totp"
	// 400. The authorization at the provider failed.
	ErrorTypeUnableToAuthorizeOAuthProvider ErrorType = "unable_to_authorize_oauth_provider"
	// 400. `session_jwt` cannot be parsed, or its signature is not valid.
	ErrorTypeUnableToParseSessionJWT ErrorType = "unable_to_parse_session_jwt"
	// 400. The provider did not refresh its token.
	ErrorTypeUnableToRefreshOAuthToken ErrorType = "unable_to_refresh_oauth_token"
	// 401. The new passkey was rejected.
	ErrorTypeUnableToRegisterWebAuthnRegistration ErrorType = "unable_to_register_webauthn_registration"
	// 400. The custom claims cannot be represented as JSON.
	ErrorTypeUnableToRepresentCustomClaimsJSON ErrorType = "unable_to_represent_custom_claims_json"
	// 401. The credentials are valid but do not permit this action.
	ErrorTypeUnauthorizedAction ErrorType = "unauthorized_action"
	// 401. The project ID and secret do not match. As far as is known, passwords.authenticate returns
	// this type for a wrong password too.
	ErrorTypeUnauthorizedCredentials ErrorType = "unauthorized_credentials"
	// 401. The fraud host rejected the project ID and secret.
	ErrorTypeUnauthorizedCredentialsError ErrorType = "unauthorized_credentials_error"
	// 401. The credentials are the placeholders from the documentation.
	ErrorTypeUnauthorizedCredentialsHomepage ErrorType = "unauthorized_credentials_homepage"
	// 401. A live project ID was sent to the test host.
	ErrorTypeUnauthorizedProjectIDLive ErrorType = "unauthorized_project_id_live"
	// 401. A test project ID was sent to the live host.
	ErrorTypeUnauthorizedProjectIDTest ErrorType = "unauthorized_project_id_test"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeUnavailableEndpoint ErrorType = "unavailable_endpoint"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeUnknownError ErrorType = "unknown_error"
	// 400. The recipient has opted out of text messages.
	ErrorTypeUnsubscribedPhoneNumber ErrorType = "unsubscribed_phone_number"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeUpdateUserAuthMethodNotAllowed ErrorType = "update_user_auth_method_not_allowed"
	// 403. The request came over plain HTTP. Use HTTPS.
	ErrorTypeUseHTTPS ErrorType = "use_https"
	// 400. The address was already invited.
	ErrorTypeUserAlreadyInvited ErrorType = "user_already_invited"
	// 400. The user ID does not belong to the user of the session or token.
	ErrorTypeUserIDMismatch ErrorType = "user_id_mismatch"
	// 400. The project does not allow impersonation.
	ErrorTypeUserImpersonationNotAllowed ErrorType = "user_impersonation_not_allowed"
	// 429. The user is locked. By default, 10 failures in a row lock a user for an hour. Do not retry.
	ErrorTypeUserLockLimitReached ErrorType = "user_lock_limit_reached"
	// 404. No user has that ID or external ID in this project.
	ErrorTypeUserNotFound ErrorType = "user_not_found"
	// 400. The filter `user_id` mixes Stytch IDs and external IDs. Use one kind in each search.
	ErrorTypeUserSearchCannotMixInternalAndExternalUserIDs ErrorType = "user_search_cannot_mix_internal_and_external_user_ids"
	// 400. The value of `email_address_fuzzy` is too short.
	ErrorTypeUserSearchEmailAddressFuzzyTooShort ErrorType = "user_search_email_address_fuzzy_too_short"
	// 400. `filter_value` must be a list of strings.
	ErrorTypeUserSearchExpectedArrayOfString ErrorType = "user_search_expected_array_of_string"
	// 400. `filter_value` must be a boolean.
	ErrorTypeUserSearchExpectedBool ErrorType = "user_search_expected_bool"
	// 400. `filter_value` must be an object.
	ErrorTypeUserSearchExpectedObject ErrorType = "user_search_expected_object"
	// 400. `filter_value` must be a string.
	ErrorTypeUserSearchExpectedString ErrorType = "user_search_expected_string"
	// 400. `filter_value` must be an RFC 3339 timestamp.
	ErrorTypeUserSearchExpectedTimestamp ErrorType = "user_search_expected_timestamp"
	// 400. `filter_name` must be a string.
	ErrorTypeUserSearchFilterNameMustBeString ErrorType = "user_search_filter_name_must_be_string"
	// 400. No filter has that name.
	ErrorTypeUserSearchFilterNameNotRecognized ErrorType = "user_search_filter_name_not_recognized"
	// 400. The value of `full_name_fuzzy` is too short.
	ErrorTypeUserSearchFullNameFuzzyTooShort ErrorType = "user_search_full_name_fuzzy_too_short"
	// 400. The cursor does not come from a search.
	ErrorTypeUserSearchInvalidCursor ErrorType = "user_search_invalid_cursor"
	// 400. `limit` is outside 1 to 1000.
	ErrorTypeUserSearchInvalidLimit ErrorType = "user_search_invalid_limit"
	// 400. The filter `oauth_provider` names an unknown provider.
	ErrorTypeUserSearchInvalidOAuthProviderFilter ErrorType = "user_search_invalid_oauth_provider_filter"
	// 400. The operator is neither `AND` nor `OR`.
	ErrorTypeUserSearchInvalidOperator ErrorType = "user_search_invalid_operator"
	// 400. The filter `status` is neither `active` nor `pending`.
	ErrorTypeUserSearchInvalidStatusFilter ErrorType = "user_search_invalid_status_filter"
	// 400. The list of a filter has too many values. Split the search.
	ErrorTypeUserSearchMaximumFilterValueCountExceeded ErrorType = "user_search_maximum_filter_value_count_exceeded"
	// 400. The filter `biometric_registration_id` has no values.
	ErrorTypeUserSearchMissingBiometricRegistrationIDs ErrorType = "user_search_missing_biometric_registration_ids"
	// 400. The filter `biometric_registration_verified` has no value.
	ErrorTypeUserSearchMissingBiometricVerified ErrorType = "user_search_missing_biometric_verified"
	// 400. The filter `created_at_greater_than` has no value.
	ErrorTypeUserSearchMissingCreatedAtGreaterThan ErrorType = "user_search_missing_created_at_greater_than"
	// 400. The filter `created_at_less_than` has no value.
	ErrorTypeUserSearchMissingCreatedAtLessThan ErrorType = "user_search_missing_created_at_less_than"
	// 400. The filter `crypto_wallet_address` has no values.
	ErrorTypeUserSearchMissingCryptoWalletAddress ErrorType = "user_search_missing_crypto_wallet_address"
	// 400. The filter `crypto_wallet_id` has no values.
	ErrorTypeUserSearchMissingCryptoWalletID ErrorType = "user_search_missing_crypto_wallet_id"
	// 400. The filter `crypto_wallet_verified` has no value.
	ErrorTypeUserSearchMissingCryptoWalletVerified ErrorType = "user_search_missing_crypto_wallet_verified"
	// 400. The filter `email_address_fuzzy` has no value.
	ErrorTypeUserSearchMissingEmailAddressFuzzy ErrorType = "user_search_missing_email_address_fuzzy"
	// 400. The filter `email_address` has no values.
	ErrorTypeUserSearchMissingEmailAddresses ErrorType = "user_search_missing_email_addresses"
	// 400. The filter on email domains has no values.
	ErrorTypeUserSearchMissingEmailDomain ErrorType = "user_search_missing_email_domain"
	// 400. The filter `email_id` has no values.
	ErrorTypeUserSearchMissingEmailIDs ErrorType = "user_search_missing_email_ids"
	// 400. The filter `email_verified` has no value.
	ErrorTypeUserSearchMissingEmailVerified ErrorType = "user_search_missing_email_verified"
	// 400. An operand has no `filter_name`.
	ErrorTypeUserSearchMissingFilterName ErrorType = "user_search_missing_filter_name"
	// 400. An operand has no `filter_value`.
	ErrorTypeUserSearchMissingFilterValue ErrorType = "user_search_missing_filter_value"
	// 400. The filter `full_name_fuzzy` has no value.
	ErrorTypeUserSearchMissingFullNameFuzzy ErrorType = "user_search_missing_full_name_fuzzy"
	// 400. The filter `created_at_between` has no `greater_than`.
	ErrorTypeUserSearchMissingGreaterThan ErrorType = "user_search_missing_greater_than"
	// 400. The filter `created_at_between` has no `less_than`.
	ErrorTypeUserSearchMissingLessThan ErrorType = "user_search_missing_less_than"
	// 400. The filter `oauth_provider` has no values.
	ErrorTypeUserSearchMissingOAuthProviders ErrorType = "user_search_missing_oauth_providers"
	// 400. The filter `password_exists` has no value.
	ErrorTypeUserSearchMissingPassword ErrorType = "user_search_missing_password"
	// 400. The filter `phone_id` has no values.
	ErrorTypeUserSearchMissingPhoneIDs ErrorType = "user_search_missing_phone_ids"
	// 400. The filter `phone_number_fuzzy` has no value.
	ErrorTypeUserSearchMissingPhoneNumberFuzzy ErrorType = "user_search_missing_phone_number_fuzzy"
	// 400. The filter `phone_number` has no values.
	ErrorTypeUserSearchMissingPhoneNumbers ErrorType = "user_search_missing_phone_numbers"
	// 400. The filter `phone_verified` has no value.
	ErrorTypeUserSearchMissingPhoneVerified ErrorType = "user_search_missing_phone_verified"
	// 400. The filter `status` has no value.
	ErrorTypeUserSearchMissingStatus ErrorType = "user_search_missing_status"
	// 400. The filter `totp_id` has no values.
	ErrorTypeUserSearchMissingTOTPIDs ErrorType = "user_search_missing_totp_ids"
	// 400. The filter `totp_verified` has no value.
	ErrorTypeUserSearchMissingTOTPVerified ErrorType = "user_search_missing_totp_verified"
	// 400. The filter `user_id` has no values.
	ErrorTypeUserSearchMissingUserIDs ErrorType = "user_search_missing_user_ids"
	// 400. The filter `webauthn_registration_id` has no values.
	ErrorTypeUserSearchMissingWebAuthnRegistrationIDs ErrorType = "user_search_missing_webauthn_registration_ids"
	// 400. The filter `webauthn_registration_verified` has no value.
	ErrorTypeUserSearchMissingWebAuthnVerified ErrorType = "user_search_missing_webauthn_verified"
	// 400. The value of `phone_number_fuzzy` is too short.
	ErrorTypeUserSearchPhoneNumberFuzzyTooShort ErrorType = "user_search_phone_number_fuzzy_too_short"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeWeakFactorCombination ErrorType = "weak_factor_combination"
	// 400. The password does not satisfy the project's strength policy. passwords.strength_check
	// reports why.
	ErrorTypeWeakPassword ErrorType = "weak_password"
	// 404. No WebAuthn registration has that ID.
	ErrorTypeWebAuthnRegistrationNotFound ErrorType = "webauthn_registration_not_found"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeWrongStackLive ErrorType = "wrong_stack_live"
	// 400. Stytch does not document this type. The status is an assumption.
	ErrorTypeWrongStackTest ErrorType = "wrong_stack_test"
)
