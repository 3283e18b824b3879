package tools

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/users"
)

// A search by metadata reads all users that match the other filters, since the API cannot search metadata. These
// limits apply to one call.
const (
	scanPage = 200
	maxScan  = 5000
	scanTime = 30 * time.Second
)

type userSearchInput struct {
	Query  searchQuery `json:"query,omitzero" jsonschema:"Filters, all of which must match, e.g. {\"email_address\":[\"ada@example.com\"]}"`
	Fields fieldNames  `json:"fields,omitzero"`
	Limit  pageSize    `json:"limit,omitzero"`
	Cursor cursor      `json:"cursor,omitzero"`
}

type userSearchOutput struct {
	Users      []userReference `json:"users"`
	Total      int             `json:"total" jsonschema:"Matching users on all pages; -1 when not counted"`
	Scanned    int             `json:"scanned,omitzero" jsonschema:"Users read for a filter by metadata"`
	ListID     string          `json:"list_id,omitzero" jsonschema:"ID of this list, for stytch_user_delete"`
	NextCursor string          `json:"next_cursor,omitzero" jsonschema:"Absent on the last page"`
}

// userList holds the users of a search result and the query that they matched.
type userList struct {
	ids   []string
	query searchQuery
	// removed is how many users narrow has removed.
	removed int
}

func (b *toolbox) userSearch(ctx context.Context, in userSearchInput) (userSearchOutput, string, error) {
	limit := int(in.Limit)
	if limit == 0 {
		limit = defaultPage
	}
	var out userSearchOutput
	var err error
	if in.Query.metadata() == nil {
		out, err = b.searchPage(ctx, in.Query, limit, string(in.Cursor))
	} else {
		out, err = b.scan(ctx, in.Query, limit, string(in.Cursor))
	}
	if err != nil {
		return userSearchOutput{}, "", err
	}
	if len(in.Query) > 0 && len(out.Users) > 0 && b.lists != nil {
		list := userList{query: in.Query}
		for i := range out.Users {
			list.ids = append(list.ids, out.Users[i].UserID)
		}
		out.ListID = b.lists.put("list-", list, 0)
	}
	summary := []string{count(len(out.Users), "user") + " on this page"}
	if out.Scanned > 0 {
		summary = append(summary, fmt.Sprintf("%d read", out.Scanned))
	}
	if out.Total >= 0 {
		summary = append(summary, fmt.Sprintf("%d in all", out.Total))
	}
	if out.NextCursor != "" {
		summary = append(summary, "more with next_cursor")
	}
	return out, strings.Join(summary, ", ") + ".", nil
}

// searchPage returns one page of the API's results.
func (b *toolbox) searchPage(ctx context.Context, query searchQuery, limit int, cursor string) (userSearchOutput, error) {
	resp, err := b.client.Users.Search(ctx, users.SearchRequest{Query: query.request(), Limit: limit, Cursor: cursor})
	if err != nil {
		return userSearchOutput{}, err
	}
	out := userSearchOutput{Total: resp.ResultsMetadata.Total, NextCursor: resp.ResultsMetadata.NextCursor}
	for i := range resp.Results {
		out.Users = append(out.Users, userReference(newUser(&resp.Results[i])))
	}
	return out, nil
}

// scan reads pages of the API until it has found enough users with the metadata of a query or has reached the limits
// of one call. The cursor of the API continues after the last page read; the result may hold more users than limit.
func (b *toolbox) scan(ctx context.Context, query searchQuery, limit int, cursor string) (userSearchOutput, error) {
	out := userSearchOutput{Total: -1, NextCursor: cursor}
	for end := time.Now().Add(scanTime); len(out.Users) < limit && out.Scanned < maxScan && time.Now().Before(end); {
		resp, err := b.client.Users.Search(ctx, users.SearchRequest{Query: query.request(), Limit: scanPage, Cursor: out.NextCursor})
		if err != nil {
			return userSearchOutput{}, err
		}
		out.Scanned += len(resp.Results)
		out.Users = append(out.Users, withMetadata(resp.Results, query.metadata())...)
		if out.NextCursor = resp.ResultsMetadata.NextCursor; out.NextCursor == "" {
			break
		}
	}
	if cursor == "" && out.NextCursor == "" {
		out.Total = len(out.Users)
	}
	return out, nil
}

// withMetadata returns the users with the wanted metadata.
func withMetadata(list []api.User, wanted object) (matching []userReference) {
	for i := range list {
		if holds(list[i].TrustedMetadata, wanted) {
			matching = append(matching, userReference(newUser(&list[i])))
		}
	}
	return matching
}

// relist stores the users of a shortened result as a list and returns its ID.
func (b *toolbox) relist(listID string, result object) string {
	list, ok := b.lists.get(listID)
	if !ok {
		return ""
	}
	list.ids = nil
	shown, _ := result["users"].([]any)
	for _, item := range shown {
		if user, ok := item.(object); ok {
			id, _ := user["user_id"].(string)
			list.ids = append(list.ids, id)
		}
	}
	return b.lists.put("list-", list, 0)
}
