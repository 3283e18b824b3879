package main

import (
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// encoding is a file format.
type encoding struct {
	header  []byte
	encoder func(io.Writer) func(api.User) error
}

// encodings are the formats by name, which is also their file extension.
var encodings = map[string]encoding{
	"ndjson": {nil, newNDJSON},
	"csv":    {csvHeader(), newCSV},
}

// newNDJSON writes each user as one line of JSON.
func newNDJSON(w io.Writer) func(api.User) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return func(user api.User) error { return encoder.Encode(user) }
}

// newCSV writes each user as one row of CSV (RFC 4180).
func newCSV(w io.Writer) func(api.User) error {
	var row []byte
	return func(user api.User) error {
		row = row[:0]
		for _, c := range columns {
			row = appendCell(row, c.value(user))
		}
		_, err := w.Write(endRow(row))
		return err
	}
}

// columns are the columns of CSV. A list is separated by spaces.
var columns = []struct {
	name  string
	value func(api.User) string
}{
	{"user_id", func(u api.User) string { return u.UserID }},
	{"external_id", func(u api.User) string { return u.ExternalID }},
	{"status", func(u api.User) string { return string(u.Status) }},
	{"created_at", func(u api.User) string { return u.CreatedAt.UTC().Format(time.RFC3339) }},
	{"first_name", func(u api.User) string { return u.Name.FirstName }},
	{"middle_name", func(u api.User) string { return u.Name.MiddleName }},
	{"last_name", func(u api.User) string { return u.Name.LastName }},
	{"emails", func(u api.User) string { return join(u.Emails, email) }},
	{"verified_emails", func(u api.User) string { return join(only(u.Emails, emailVerified), email) }},
	{"phone_numbers", func(u api.User) string { return join(u.PhoneNumbers, phone) }},
	{"verified_phone_numbers", func(u api.User) string { return join(only(u.PhoneNumbers, phoneVerified), phone) }},
	{"oauth_providers", func(u api.User) string { return join(u.Providers, provider) }},
	{"has_password", func(u api.User) string { return strconv.FormatBool(u.Password != nil) }},
	{"has_totp", func(u api.User) string { return strconv.FormatBool(slices.ContainsFunc(u.TOTPs, totpVerified)) }},
	{"is_locked", func(u api.User) string { return strconv.FormatBool(u.IsLocked) }},
	{"roles", func(u api.User) string { return strings.Join(u.Roles, " ") }},
	// Metadata is JSON; the cell of an empty object is empty.
	{"trusted_metadata", func(u api.User) string { return metadata(u.TrustedMetadata) }},
	{"untrusted_metadata", func(u api.User) string { return metadata(u.UntrustedMetadata) }},
}

func email(e api.UserEmail) string             { return e.Email }
func emailVerified(e api.UserEmail) bool       { return e.Verified }
func phone(p api.UserPhoneNumber) string       { return p.PhoneNumber }
func phoneVerified(p api.UserPhoneNumber) bool { return p.Verified }
func provider(p api.UserOAuthProvider) string  { return p.ProviderType }
func totpVerified(t api.UserTOTP) bool         { return t.Verified }

func only[T any](list []T, keep func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(list), func(element T) bool { return !keep(element) })
}

func join[T any](list []T, value func(T) string) string {
	values := make([]string, len(list))
	for i, element := range list {
		values[i] = value(element)
	}
	return strings.Join(values, " ")
}

func metadata(m map[string]any) string {
	if len(m) == 0 {
		return ""
	}
	text, err := json.Marshal(m)
	if err != nil {
		panic("export-users: " + err.Error()) // it was decoded from JSON
	}
	return string(text)
}

func csvHeader() []byte {
	var row []byte
	for _, c := range columns {
		row = appendCell(row, c.name)
	}
	return endRow(row)
}

// appendCell appends a cell and a comma. All cells are quoted: a spreadsheet that expects other separators might find
// one in a cell that is not. encoding/csv quotes only the cells that need it.
func appendCell(row []byte, value string) []byte {
	row = append(row, '"')
	row = append(row, strings.ReplaceAll(escapeFormulas(value), `"`, `""`)...)
	return append(row, '"', ',')
}

// endRow replaces the last comma of a row with a line break.
func endRow(row []byte) []byte {
	return append(row[:len(row)-1], '\r', '\n')
}
