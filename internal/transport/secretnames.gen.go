// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package transport

// secretNames are the JSON names of the fields that hold secrets.
var secretNames = map[string]bool{
	"access_token":          true,
	"append_salt":           true,
	"authorization_code":    true,
	"client_secret":         true,
	"code":                  true,
	"code_verifier":         true,
	"existing_password":     true,
	"hash":                  true,
	"id_token":              true,
	"impersonation_token":   true,
	"new_password":          true,
	"next_client_secret":    true,
	"oauth_attach_token":    true,
	"password":              true,
	"prepend_salt":          true,
	"public_key_credential": true,
	"qr_code":               true,
	"recovery_code":         true,
	"recovery_codes":        true,
	"redirect_uri":          true,
	"refresh_token":         true,
	"salt":                  true,
	"secret":                true,
	"session_jwt":           true,
	"session_token":         true,
	"signature":             true,
	"token":                 true,
	"totp_code":             true,
}
