// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package transport

// secretNames are the JSON names of the fields that hold secrets.
var secretNames = map[string]bool{
	"code":          true,
	"session_token": true,
}
