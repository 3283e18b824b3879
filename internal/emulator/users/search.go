package users

import (
	"time"

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
	cursorPrefix = "users:"
)

// searchRequest is an [api.UsersSearchRequest] that distinguishes an empty query and a null filter_value from missing
// ones.
type searchRequest struct {
	Cursor string `json:"cursor"`
	Limit  int    `json:"limit"`
	// Query is nil for all users.
	Query *searchQuery `json:"query"`
}

type searchQuery struct {
	Operator api.SearchOperator `json:"operator"`
	Operands []searchOperand    `json:"operands"`
}

type searchOperand struct {
	FilterName  string         `json:"filter_name"`
	FilterValue jsontext.Value `json:"filter_value"`
}

// searchLimit is the rate limit that is documented.
var searchLimit = store.RateLimit{Name: "users.search", Every: time.Minute, AtMost: 150}

// search returns the newest users first.
func search(c *op.Call, req *searchRequest) (*api.UsersSearchResponse, error) {
	if req.Limit < 0 || req.Limit > maxPage {
		return nil, apierror.Newf(api.ErrorTypeUserSearchInvalidLimit, "limit must be between 1 and %d.", maxPage)
	}
	limit := req.Limit
	if limit == 0 {
		limit = defaultPage
	}
	before, err := field.ParseCursor(cursorPrefix, req.Cursor, api.ErrorTypeUserSearchInvalidCursor)
	if err != nil {
		return nil, err
	}
	matches, err := compile(c, req.Query)
	if err != nil {
		return nil, err
	}
	if err := c.Store.CheckRate(searchLimit, ""); err != nil {
		return nil, err
	}

	page, total, next := field.Newest(c.Store.Users(), func(u *store.User) uint64 { return u.Seq }, matches, before, limit)
	resp := &api.UsersSearchResponse{
		Results:         []api.User{},
		ResultsMetadata: api.ResultsMetadata{Total: total, NextCursor: field.Cursor(cursorPrefix, next)},
	}
	for _, u := range page {
		resp.Results = append(resp.Results, c.Store.View(u))
	}
	return resp, nil
}
