package tools

// addresses are the keys of email addresses.
var addresses = set("email", "email_address", "normalized_email", "impersonator_email_address")

// endUserObjects are the keys of objects that end users write as a whole.
var endUserObjects = set("name", "untrusted_metadata", "raw_signals")

// projectObjects are the keys of objects that the project's backend writes as a whole.
var projectObjects = set("trusted_metadata", "custom_claims")

// projectText are the keys of text in responses that the project, Stytch or a database of theirs writes, or whose
// format leaves no room for words. Text under any other key may be written by an end user, by a browser, or by the
// makers of an app that users connect. A test checks this list against the API document.
var projectText = set(
	// IDs. The backend sets external IDs, which contain no spaces.
	"connected_app_id", "external_id", "organization_id", "project_id", "provider_id", "request_id", "role_id", "user_id",
	"embedded_id", "id", "impersonator_id", "method_id", "client_id", "token_id", "sub",
	"biometric_registration_id", "crypto_wallet_id", "email_id", "oauth_user_registration_id", "password_id", "phone_id",
	"session_id", "totp_id", "totp_recovery_code_id", "webauthn_registration_id",

	// Values of a fixed set.
	"action", "alg", "authenticator_type", "client_type", "creation_method", "crypto_wallet_type", "default_action",
	"delivery_method", "detected_device_type", "key_ops", "kty", "metric_type", "override_action", "provider_type",
	"rule_match_type", "rule_type", "status", "strength_policy", "token_type", "type", "use", "user_action",
	"reasons", "verdict_reason",

	// Numbers, times and formats without words.
	"asn", "chain_id", "cidr_block", "country", "country_code", "created_at", "expires_at", "first_seen_at", "ip_address",
	"issued_at", "last_accessed_at", "last_authenticated_at", "last_seen_at", "last_updated_at", "lock_created_at",
	"lock_expires_at", "network", "override_created_at", "phone_number", "started_at", "updated_at",

	// Written by the project.
	"access_token_custom_audience", "access_token_template_content", "actions", "aud", "description", "domain", "granting_roles",
	"id_token_template_content", "iss", "override_description", "resource_id", "roles", "scope", "scopes", "scopes_granted",

	// Written by Stytch, from its own data.
	"city", "client_secret_last_four", "ip_geo_city", "ip_geo_country", "ip_geo_region", "next_client_secret_last_four",
	"next_cursor", "region", "suggestions", "warning", "rule_match_identifier",

	// Secrets, keys and fingerprints.
	"access_token", "authorization_code", "client_secret", "e", "id_token", "kid", "n", "next_client_secret",
	"oauth_attach_token", "qr_code", "recovery_codes", "refresh_token", "secret", "session_jwt",
	"session_token", "token", "x5c", "x5tS256",
	"browser_fingerprint", "browser_id", "hardware_fingerprint", "network_fingerprint", "visitor_fingerprint", "visitor_id",
)

func set(keys ...string) map[string]bool {
	s := make(map[string]bool, len(keys))
	for _, key := range keys {
		s[key] = true
	}
	return s
}
