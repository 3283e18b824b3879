// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// listedDescription is [ErrorType.Description] for the types that the API document lists.
func listedDescription(t ErrorType) string {
	switch t {
	case ErrorTypeUserNotFound:
		return "There is no user with this ID."
	}
	return ""
}
