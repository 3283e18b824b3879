package m2m

import (
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/field"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

const (
	defaultPage  = 100
	maxPage      = 1000
	cursorPrefix = "m2m:"
)

// searchRequest is an [api.M2MClientsSearchRequest] that distinguishes missing values from null and from values of
// another type.
type searchRequest struct {
	Cursor string `json:"cursor"`
	Limit  int    `json:"limit"`
	Query  struct {
		Operator api.SearchOperator `json:"operator"`
		Operands []operand          `json:"operands"`
	} `json:"query"`
}

type operand struct {
	FilterName  jsontext.Value `json:"filter_name"`
	FilterValue jsontext.Value `json:"filter_value"`
}

// search returns the newest clients first.
func search(c *op.Call, req *searchRequest) (*api.M2MClientsSearchResponse, error) {
	if req.Limit < 0 || req.Limit > maxPage {
		return nil, apierror.Newf(api.ErrorTypeInvalidRequestValue, "limit must be between 1 and %d.", maxPage)
	}
	limit := req.Limit
	if limit == 0 {
		limit = defaultPage
	}
	before, err := field.ParseCursor(cursorPrefix, req.Cursor, api.ErrorTypeInvalidRequestValue)
	if err != nil {
		return nil, err
	}
	matches, err := compile(req.Query.Operator, req.Query.Operands)
	if err != nil {
		return nil, err
	}
	page, total, next := field.Newest(c.Store.M2MClients(), func(c *store.M2MClient) uint64 { return c.Seq }, matches, before, limit)
	resp := &api.M2MClientsSearchResponse{
		M2MClients:      []api.M2MClient{},
		ResultsMetadata: api.ResultsMetadata{Total: total, NextCursor: field.Cursor(cursorPrefix, next)},
	}
	for _, found := range page {
		resp.M2MClients = append(resp.M2MClients, found.View())
	}
	return resp, nil
}

// compile makes a predicate of a query.
func compile(operator api.SearchOperator, operands []operand) (func(*store.M2MClient) bool, error) {
	if operator != "" && operator != api.SearchOperatorAND && operator != api.SearchOperatorOR {
		return nil, apierror.Newf(api.ErrorTypeInvalidRequestValue, "operator must be AND or OR.")
	}
	var filters []func(*store.M2MClient) bool
	for _, o := range operands {
		filter, err := o.compile()
		if err != nil {
			return nil, err
		}
		filters = append(filters, filter)
	}
	return func(c *store.M2MClient) bool {
		does := func(filter func(*store.M2MClient) bool) bool { return filter(c) }
		doesNot := func(filter func(*store.M2MClient) bool) bool { return !filter(c) }
		if operator == api.SearchOperatorOR && len(filters) > 0 {
			return slices.ContainsFunc(filters, does)
		}
		return !slices.ContainsFunc(filters, doesNot)
	}, nil
}

// compile makes a predicate of a filter. Of several scopes, one is enough.
func (o operand) compile() (func(*store.M2MClient) bool, error) {
	var name string
	switch {
	case len(o.FilterName) == 0:
		return nil, apierror.Newf(api.ErrorTypeM2MSearchMissingFilterName, "An operand has no filter_name.")
	case o.FilterName.Kind() != '"' || json.Unmarshal(o.FilterName, &name) != nil:
		return nil, apierror.Newf(api.ErrorTypeM2MSearchFilterNameMustBeString, "filter_name must be a string.")
	case len(o.FilterValue) == 0:
		return nil, apierror.Newf(api.ErrorTypeM2MSearchMissingFilterValue, "The filter %s has no filter_value.", name)
	}
	var values []string
	if o.FilterValue.Kind() != '[' || json.Unmarshal(o.FilterValue, &values) != nil {
		return nil, apierror.Newf(api.ErrorTypeM2MSearchExpectedArrayOfStrings, "The filter_value of %s must be a list of strings.", name)
	}
	has := func(value string) bool { return slices.Contains(values, value) }
	switch name {
	case "client_id":
		return func(c *store.M2MClient) bool { return has(c.Fields.ClientID) }, nil
	case "client_name":
		return func(c *store.M2MClient) bool { return has(c.Fields.ClientName) }, nil
	case "scopes":
		return func(c *store.M2MClient) bool { return slices.ContainsFunc(c.Fields.Scopes, has) }, nil
	}
	return nil, apierror.Newf(api.ErrorTypeM2MSearchFilterNameNotRecognized, "There is no filter %q.", name)
}
