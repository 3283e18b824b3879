// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

import (
	"fmt"
	"log/slog"
)

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r SessionsAuthenticateRequest) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r SessionsAuthenticateRequest) LogValue() slog.Value { return redactedValue(r) }

// Format prints r with its secrets redacted. It implements [fmt.Formatter].
func (r UsersGetResponse) Format(s fmt.State, verb rune) { formatRedacted(s, verb, r) }

// LogValue returns r as a group, with its secrets redacted. It implements [slog.LogValuer].
func (r UsersGetResponse) LogValue() slog.Value { return redactedValue(r) }
