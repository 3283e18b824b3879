package m2m

import "github.com/flymyai/stytch-go/api"

// Query is the query of a [ClientsSearchRequest]. Create one with [And] or [Or]. See [api.M2MSearchQuery] for its
// fields.
type Query = api.M2MSearchQuery

// Filter is one condition of a [Query]. This package has a function for each filter of the API, such as [Scopes]. For
// a filter that is newer than this package, set the fields: Filter{FilterName: "...", FilterValue: ...}. See
// [api.M2MSearchOperand] for its fields.
type Filter = api.M2MSearchOperand

// And matches clients that match every filter.
func And(filters ...Filter) Query {
	return Query{Operator: api.SearchOperatorAND, Operands: filters}
}

// Or matches clients that match at least one filter.
func Or(filters ...Filter) Query {
	return Query{Operator: api.SearchOperatorOR, Operands: filters}
}

// ClientID matches clients with any of these client IDs.
func ClientID(ids ...string) Filter { return filter("client_id", ids) }

// ClientName matches clients with any of these names, exactly.
func ClientName(names ...string) Filter { return filter("client_name", names) }

// Scopes matches clients by their scopes. Stytch does not document whether a client must have all of several scopes to
// match, or only one of them. To be sure, pass one scope to each filter, and join the filters with [And] or [Or].
func Scopes(scopes ...string) Filter { return filter("scopes", scopes) }

func filter(name string, values []string) Filter {
	return Filter{FilterName: name, FilterValue: values}
}
