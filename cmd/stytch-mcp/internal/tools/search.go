package tools

import (
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/google/jsonschema-go/jsonschema"

	"github.com/flymyai/stytch-go/users"
)

// Pages are small because one user takes a few hundred tokens of the model's context.
const (
	defaultPage = 20
	maxPage     = 100
)

// searchQuery is a query as a model writes it: filters by name, all of which must match. A schema could not check the
// API's own form, a list of operands with untyped values.
type searchQuery map[string]any

// metadataFilter is a filter that the API does not have.
const metadataFilter = "trusted_metadata"

// request returns the query for the API, with additional filters.
func (q searchQuery) request(also ...users.Filter) users.Query {
	filters := also
	for _, name := range slices.Sorted(maps.Keys(q)) {
		if name != metadataFilter {
			filters = append(filters, users.Filter{FilterName: name, FilterValue: q[name]})
		}
	}
	if len(filters) == 0 {
		return users.Query{}
	}
	return users.And(filters...)
}

// metadata returns what the trusted metadata of a user must contain.
func (q searchQuery) metadata() object {
	wanted, _ := q[metadataFilter].(object)
	return wanted
}

// holds reports whether metadata has the wanted values. A wanted null matches a missing key, and a dot in a key leads
// into an object.
func holds(metadata, wanted object) bool {
	for path, value := range wanted {
		var got any = metadata
		for part := range strings.SplitSeq(path, ".") {
			inner, _ := got.(object)
			got = inner[part]
		}
		if !equal(got, value) {
			return false
		}
	}
	return true
}

// equal reports whether two JSON values are equal.
func equal(a, b any) bool {
	x, errX := json.Marshal(a, json.Deterministic(true))
	y, errY := json.Marshal(b, json.Deterministic(true))
	return errX == nil && errY == nil && string(x) == string(y)
}

func querySchema() *jsonschema.Schema {
	query := &jsonschema.Schema{
		Type:                 "object",
		Properties:           map[string]*jsonschema.Schema{},
		AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}},
	}
	add := func(name string, s *jsonschema.Schema) {
		query.Properties[name] = s
		query.PropertyOrder = append(query.PropertyOrder, name)
	}
	anyOf := func(name, description string, item *jsonschema.Schema) {
		add(name, &jsonschema.Schema{Type: "array", Items: item, MaxItems: new(100), Description: description})
	}
	yesNo := func(name, description string) {
		add(name, &jsonschema.Schema{Type: "boolean", Description: description})
	}
	timestamp := func(description string) *jsonschema.Schema { return text(64, "date-time", description) }

	id := func() *jsonschema.Schema { return pattern(idPattern, "") }
	word := func() *jsonschema.Schema { return text(256, "", "") }

	anyOf("user_id", `Stytch IDs or external IDs, not mixed, e.g. ["customer-1815"]`, id())
	anyOf("email_address", `Whole addresses, e.g. ["ada@example.com"]`, text(maxEmail, "email", ""))
	add("email_address_fuzzy", text(256, "", "Part of an address, 3 characters or more, e.g. example.com"))
	anyOf("phone_number", `Whole numbers in E.164, e.g. ["+14155550123"]`, pattern(e164Pattern, ""))
	add("phone_number_fuzzy", text(256, "", "Part of a number, e.g. 4155550"))
	add("full_name_fuzzy", text(256, "", "Part of a full name, e.g. lovelace"))
	add("status", enum("Status of the user.", "active", "pending"))
	add("created_at_greater_than", timestamp("Created after, e.g. 2026-01-31T00:00:00Z"))
	add("created_at_less_than", timestamp("Created before, e.g. 2026-02-28T00:00:00Z"))
	yesNo("email_verified", "Has a verified address.")
	yesNo("phone_verified", "Has a verified number.")
	yesNo("password_exists", "Has a password.")
	yesNo("totp_verified", "Has a working authenticator app.")
	anyOf("oauth_provider", `Logged in with any of these, e.g. ["google"]`, word())
	yesNo("webauthn_registration_verified", "Has a passkey.")
	add(metadataFilter, &jsonschema.Schema{Type: "object", Description: `Values in trusted metadata, null for an absent key, e.g. {"plan":"trial"}. Reads up to 5000 users per call`})
	return query
}
