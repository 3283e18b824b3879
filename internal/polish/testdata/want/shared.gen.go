// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

import "time"

// Session is a session. It is shared by two domains.
type Session struct {
	// When the session expires.
	ExpiresAt time.Time `json:"expires_at,omitzero"`

	// The name of a field, not a use of type User.
	User string `json:"user,omitzero"`
}

// Unused is a type that no operation uses.
type Unused struct {
	OAuthIDs []string `json:"oauth_ids,omitzero"`
}
