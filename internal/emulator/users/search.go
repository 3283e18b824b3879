package users

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
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

// search returns the newest users first. The cursor names the last user of a page, so users who are added or deleted
// in the meantime do not shift the pages.
func search(c *op.Call, req *searchRequest) (*api.UsersSearchResponse, error) {
	if req.Limit < 0 || req.Limit > maxPage {
		return nil, apierror.Newf(api.ErrorTypeUserSearchInvalidLimit, "limit must be between 1 and %d.", maxPage)
	}
	limit := req.Limit
	if limit == 0 {
		limit = defaultPage
	}
	before, err := parseCursor(req.Cursor)
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

	resp := &api.UsersSearchResponse{Results: []api.User{}}
	var last uint64
	for _, u := range slices.Backward(c.Store.Users()) {
		if !matches(u) {
			continue
		}
		resp.ResultsMetadata.Total++
		if before != 0 && u.Seq >= before {
			continue
		}
		if len(resp.Results) == limit {
			resp.ResultsMetadata.NextCursor = formatCursor(last)
			continue
		}
		resp.Results = append(resp.Results, c.Store.View(u))
		last = u.Seq
	}
	return resp, nil
}

func formatCursor(seq uint64) string {
	return base64.RawURLEncoding.EncodeToString([]byte(cursorPrefix + strconv.FormatUint(seq, 36)))
}

// parseCursor returns the user after whom a page begins, 0 for the first page.
func parseCursor(cursor string) (uint64, error) {
	if cursor == "" {
		return 0, nil
	}
	decoded, err := base64.RawURLEncoding.DecodeString(cursor)
	digits, ok := strings.CutPrefix(string(decoded), cursorPrefix)
	if err == nil && ok {
		if seq, err := strconv.ParseUint(digits, 36, 64); err == nil {
			return seq, nil
		}
	}
	return 0, apierror.Newf(api.ErrorTypeUserSearchInvalidCursor, "The cursor is not one that a search has returned.")
}
