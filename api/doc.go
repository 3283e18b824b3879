// Package api holds the types of Stytch's Consumer API: a request and an answer for each of its 89
// operations, the objects they share, and the errors.
//
// They are generated from openapi.yaml, this project's own description of the API, which also says what
// each operation does, its limits, and the errors to expect of it. The types of the seven domains are
// better reached through their packages, where users.CreateRequest is another name for
// [UsersCreateRequest]; the rest is for stytch.Client.Request.
//
// Unset optional fields of requests are left out, required ones are always sent. A nil list or map is
// left out, an empty one is sent: Roles: []string{} takes all roles away. In metadata and custom claims a
// nil value removes its key. In the few updates where "" or false clears something, the fields are
// pointers: &v, or new("") since Go 1.26.
//
// In answers, a nil pointer or a zero time says that the API sent null or nothing. Fields and values of
// enumerations unknown to this package never fail a call.
//
// Metadata and custom claims decode into map[string]any, numbers in them into float64: whole ones beyond 2^53 lose
// their last digits.
//
// Types that hold secrets print and log them as [redacted]. Encoding them as JSON writes them out.
package api

//go:generate go tool oapi-codegen -config codegen.yaml openapi.yaml
//go:generate go run ../internal/polish types.tmp ../internal/transport
