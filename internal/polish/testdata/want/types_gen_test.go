// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

var generatedTypes = map[string]any{
	"Session":                      Session{},
	"SessionsAuthenticateRequest":  SessionsAuthenticateRequest{},
	"SessionsAuthenticateResponse": SessionsAuthenticateResponse{},
	"Unused":                       Unused{},
	"User":                         User{},
	"UsersGetResponse":             UsersGetResponse{},
}
