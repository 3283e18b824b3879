// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// ErrorType What went wrong.
type ErrorType string

// Known values of [ErrorType].
const (
	// 404. There is no user with this ID.
	ErrorTypeUserNotFound ErrorType = "user_not_found"
)
