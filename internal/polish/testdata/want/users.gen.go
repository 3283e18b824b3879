// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// User is the user.
type User struct {
	// Anything.
	Claims map[string]any `json:"claims,omitzero"`
	Color  UsersColor     `json:"color,omitzero"`
}

// UsersColor Color without an article.
type UsersColor string

// Known values of [UsersColor].
const (
	// The color of the sky, of which the document says so much that the comment has to wrap onto the
	// next line of the file.
	UsersColorPtBR UsersColor = "pt-br"
)

// UsersGetResponse is the response.
type UsersGetResponse struct {
	// The code.
	Code    string   `json:"code" secret:"true"`
	Session *Session `json:"session,omitzero"`
	Users   []User   `json:"users"`
}
