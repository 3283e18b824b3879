// Package api contains the types of Stytch's Consumer API: the request and response bodies of its 89 operations,
// the objects they share, and the errors.
//
// The types are generated from openapi.yaml, this project's own description of the API. That document also
// describes what each operation does, its limits and the errors it returns. The domain packages have shorter names
// for the types of their operations. For example, users.CreateRequest is an alias of [UsersCreateRequest]. Import this
// package for [Error], the error types, and the types without an alias, such as [DeliveryMethod].
//
// # Requests
//
// Required fields are always sent. Optional fields are sent unless they are zero. A nil list or map is zero, but an
// empty one is not. In users.update, for example, []string{} removes all assigned roles. In metadata and custom claims,
// a nil value deletes its key. Some updates clear a field if it is "" or false. Such a field is a pointer, set with
// new("") or new(false): since Go 1.26, new takes a value.
//
// # Responses
//
// A field that the API returned as null or omitted has its zero value: "", nil or the zero time. Unknown fields are
// ignored, and unknown values of enumerations are decoded unchanged, so neither fails a call.
//
// Metadata and custom claims decode into map[string]any, and their numbers into float64. Integers beyond 2^53 lose
// precision.
//
// # Secrets
//
// Types that contain secrets, such as passwords and tokens, print and log them as [redacted]. Encoding a value as JSON
// includes its secrets.
package api

//go:generate go tool oapi-codegen -config codegen.yaml openapi.yaml
//go:generate go run ../internal/polish types.tmp ../internal/transport
