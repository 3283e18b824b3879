package tools

import (
	"context"
	"errors"
	"fmt"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/users"
)

type userDeleteInput struct {
	UserID userID `json:"user_id,omitzero"`
	ListID listID `json:"list_id,omitzero"`
	DryRun bool   `json:"dry_run,omitzero" jsonschema:"Whether to only show who would be deleted."`
}

type userDeleteOutput struct {
	UserID  string      `json:"user_id,omitzero"`
	Deleted int         `json:"deleted"`
	Skipped int         `json:"skipped,omitzero" jsonschema:"Users of the list that are gone or no longer match"`
	Left    int         `json:"left,omitzero" jsonschema:"Users of the list not reached"`
	Users   []briefUser `json:"users,omitzero" jsonschema:"In a dry run only"`
}

// briefUser holds what a person needs to recognize a user.
type briefUser struct {
	UserID  string         `json:"user_id"`
	Status  string         `json:"status"`
	Written writtenAddress `json:"written_by_end_user,omitzero"`
}

func newBriefUser(u *api.User) briefUser {
	brief := briefUser{UserID: u.UserID, Status: string(u.Status)}
	if len(u.Emails) > 0 {
		brief.Written.Email = shownAddress(u.Emails[0].Email)
	}
	return brief
}

func dryRun(arguments object) bool { return arguments["dry_run"] == true }

func (b *toolbox) userDelete(ctx context.Context, in userDeleteInput) (userDeleteOutput, string, error) {
	if in.ListID != "" {
		return b.deleteList(ctx, string(in.ListID), in.DryRun)
	}
	if in.DryRun {
		resp, err := b.client.Users.Get(ctx, string(in.UserID))
		if err != nil {
			return userDeleteOutput{}, "", err
		}
		return userDeleteOutput{Users: []briefUser{newBriefUser(&resp.User)}}, "1 user would be deleted.", nil
	}
	resp, err := b.client.Users.Delete(ctx, string(in.UserID))
	if err != nil {
		return userDeleteOutput{}, "", err
	}
	return userDeleteOutput{UserID: resp.UserID, Deleted: 1}, "Deleted.", nil
}

// deleteList deletes the users of a search result that still match its query.
func (b *toolbox) deleteList(ctx context.Context, id string, dryRun bool) (userDeleteOutput, string, error) {
	listed, matching, err := b.stillMatching(ctx, id)
	if err != nil {
		return userDeleteOutput{}, "", err
	}
	out := userDeleteOutput{Skipped: listed - len(matching)}
	if dryRun {
		for i := range matching {
			out.Users = append(out.Users, newBriefUser(&matching[i]))
		}
		return out, count(len(matching), "user") + " would be deleted.", nil
	}
	for i := range matching {
		_, err := b.client.Users.Delete(ctx, matching[i].UserID)
		switch {
		case errors.Is(err, api.ErrorTypeUserNotFound):
			out.Skipped++
		case err != nil && out.Deleted == 0:
			return userDeleteOutput{}, "", err
		case err != nil:
			out.Left = len(matching) - i
			return out, fmt.Sprintf("Deleted %s, then the API failed: %s. Call again with the same list_id for the others.", count(out.Deleted, "user"), shortError(err)), nil
		default:
			out.Deleted++
		}
	}
	return out, "Deleted " + count(out.Deleted, "user") + ".", nil
}

// stillMatching returns the users of a list that still match its query, and how many users the list has.
func (b *toolbox) stillMatching(ctx context.Context, id string) (listed int, matching []api.User, err error) {
	list, ok := b.lists.get(id)
	if !ok {
		return 0, nil, unknown("list_id", "search again with stytch_user_search")
	}
	if len(list.ids) == 0 { // a filter without IDs would not select nobody
		return list.removed, nil, nil
	}
	query := list.query
	filter := users.UserID(list.ids...)
	resp, err := b.client.Users.Search(ctx, users.SearchRequest{Query: query.request(filter), Limit: len(list.ids)})
	if err != nil {
		return 0, nil, err
	}
	for i := range resp.Results {
		if holds(resp.Results[i].TrustedMetadata, query.metadata()) {
			matching = append(matching, resp.Results[i])
		}
	}
	return len(list.ids) + list.removed, matching, nil
}

// narrow removes from a list all users that do not match now, so that a person's decision is about those who do: a user
// who matches again later is not deleted. It never adds users: another question may have removed them meanwhile.
func (b *toolbox) narrow(id string, matching []api.User) {
	matches := make(map[string]bool, len(matching))
	for i := range matching {
		matches[matching[i].UserID] = true
	}
	b.lists.change(id, func(list *userList) {
		var ids []string // calls in progress read the old ones
		for _, id := range list.ids {
			if matches[id] {
				ids = append(ids, id)
			}
		}
		list.removed += len(list.ids) - len(ids)
		list.ids = ids
	})
}

// shortError returns the name of an API error.
func shortError(err error) string {
	f := failureOf(&tool{}, err)
	return f.kind
}
