package api

// The error codes of OAuth 2.0 (RFC 6749, section 5.2), which the token endpoint returns in place of Stytch's own types.
const (
	// ErrorTypeOAuth2InvalidRequest means that a parameter is missing, malformed or sent twice.
	ErrorTypeOAuth2InvalidRequest ErrorType = "invalid_request"
	// ErrorTypeOAuth2InvalidClient means that the client ID or secret is wrong, or that the client is not active.
	ErrorTypeOAuth2InvalidClient ErrorType = "invalid_client"
	// ErrorTypeOAuth2InvalidGrant means that the authorization code or refresh token is wrong, used or expired.
	ErrorTypeOAuth2InvalidGrant ErrorType = "invalid_grant"
	// ErrorTypeOAuth2UnauthorizedClient means that the client may not use this grant.
	ErrorTypeOAuth2UnauthorizedClient ErrorType = "unauthorized_client"
	// ErrorTypeOAuth2UnsupportedGrantType means that the endpoint does not know this grant.
	ErrorTypeOAuth2UnsupportedGrantType ErrorType = "unsupported_grant_type"
	// ErrorTypeOAuth2InvalidScope means that the client does not have a requested scope.
	ErrorTypeOAuth2InvalidScope ErrorType = "invalid_scope"
)
