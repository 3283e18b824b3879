package tools

import (
	"context"
	"fmt"
	"strings"

	"github.com/flymyai/stytch-go/users"
)

func (b *toolbox) users() []*tool {
	return []*tool{
		define(spec{
			name: "stytch_user_create", title: "Create a user", effect: adds,
			description: "Create a user with an email address, a phone number or both. Nothing is sent, and neither is verified until the user authenticates with it.",
			rules:       []rule{atLeastOneOf("email", "phone_number")},
		}, b.userCreate),
		define(spec{
			name: "stytch_user_get", title: "Get a user", effect: reads,
			shape:       oneUser,
			description: "Get one user by id. To find one by email address or phone number, use stytch_user_search.",
		}, b.userGet),
		define(spec{
			name: "stytch_user_search", title: "Search users", effect: reads,
			shape:       shape{list: "users", id: "user_id", fields: oneUser.fields},
			description: "Find users by email address, phone number, name and more; all users without a query. One page per call.",
		}, b.userSearch),
		define(spec{
			name: "stytch_user_update", title: "Update a user", effect: overwrites,
			shape:       oneUser,
			description: "Change the name, external id, roles or metadata of a user; what is left out stays. Email addresses and phone numbers are added by the send tools.",
			rules:       []rule{atLeastOneOf("name", "external_id", "roles", "trusted_metadata", "untrusted_metadata")},
		}, b.userUpdate),
		define(spec{
			name: "stytch_user_delete", title: "Delete a user", effect: overwrites,
			description: "Delete a user with all factors and sessions. It cannot be undone.",
		}, b.userDelete),
	}
}

var oneUser = shape{item: "user", id: "user_id", fields: fieldsOf[user]()}

type userCreateInput struct {
	Email             emailAddress `json:"email,omitzero"`
	PhoneNumber       phoneNumber  `json:"phone_number,omitzero"`
	Name              *nameInput   `json:"name,omitzero" jsonschema:"Name of the user; every part is optional, e.g. {\"first_name\":\"Ada\",\"last_name\":\"Lovelace\"}"`
	ExternalID        externalID   `json:"external_id,omitzero"`
	TrustedMetadata   metadata     `json:"trusted_metadata,omitzero" jsonschema:"Your data, which the user cannot change: at most 4 KB, e.g. {\"plan\":\"pro\"}"`
	UntrustedMetadata metadata     `json:"untrusted_metadata,omitzero" jsonschema:"Data the user can change: at most 4 KB, e.g. {\"theme\":\"dark\"}"`
}

type nameInput struct {
	FirstName  *personName `json:"first_name,omitzero" jsonschema:"Given name, e.g. Ada"`
	MiddleName *personName `json:"middle_name,omitzero" jsonschema:"Middle names, e.g. King"`
	LastName   *personName `json:"last_name,omitzero" jsonschema:"Family name, e.g. Lovelace"`
}

type userCreateOutput struct {
	UserID  string `json:"user_id"`
	EmailID string `json:"email_id,omitzero"`
	PhoneID string `json:"phone_id,omitzero"`
	Status  string `json:"status" jsonschema:"active or pending"`
}

func (b *toolbox) userCreate(ctx context.Context, in userCreateInput) (userCreateOutput, string, error) {
	resp, err := b.client.Users.Create(ctx, users.CreateRequest{
		Email:             string(in.Email),
		PhoneNumber:       string(in.PhoneNumber),
		Name:              in.Name.create(),
		ExternalID:        string(in.ExternalID),
		TrustedMetadata:   in.TrustedMetadata,
		UntrustedMetadata: in.UntrustedMetadata,
	})
	if err != nil {
		return userCreateOutput{}, "", err
	}
	out := userCreateOutput{resp.UserID, resp.EmailID, resp.PhoneID, string(resp.Status)}
	return out, "Created " + resp.UserID + ", " + out.Status + ".", nil
}

// create is the name in a request that makes a user, where an empty part is none.
func (n *nameInput) create() users.Name {
	if n == nil {
		return users.Name{}
	}
	part := func(p *personName) string {
		if p == nil {
			return ""
		}
		return string(*p)
	}
	return users.Name{FirstName: part(n.FirstName), MiddleName: part(n.MiddleName), LastName: part(n.LastName)}
}

// update is the name in a request that changes a user, where an empty part clears it.
func (n *nameInput) update() users.NameUpdate {
	if n == nil {
		return users.NameUpdate{}
	}
	return users.NameUpdate{FirstName: (*string)(n.FirstName), MiddleName: (*string)(n.MiddleName), LastName: (*string)(n.LastName)}
}

type userIDInput struct {
	UserID userID `json:"user_id"`
}

type userGetInput struct {
	UserID userID     `json:"user_id"`
	Fields fieldNames `json:"fields,omitzero"`
}

type userOutput struct {
	User user `json:"user"`
}

func (b *toolbox) userGet(ctx context.Context, in userGetInput) (userOutput, string, error) {
	resp, err := b.client.Users.Get(ctx, string(in.UserID))
	if err != nil {
		return userOutput{}, "", err
	}
	return userOutput{newUser(&resp.User)}, resp.UserID + " is " + string(resp.Status) + ".", nil
}

type userUpdateInput struct {
	UserID            userID     `json:"user_id"`
	Name              *nameInput `json:"name,omitzero" jsonschema:"New name, every part of it, e.g. {\"first_name\":\"Ada\",\"middle_name\":\"\",\"last_name\":\"King\"}. An empty part is cleared"`
	ExternalID        externalID `json:"external_id,omitzero"`
	Roles             roleIDs    `json:"roles,omitzero" jsonschema:"All role ids of the user from now on, without the default role, e.g. [\"editor\"]. [] removes them all"`
	TrustedMetadata   metadata   `json:"trusted_metadata,omitzero" jsonschema:"Keys to set, or with null to remove; other keys stay, e.g. {\"plan\":\"pro\",\"trial\":null}"`
	UntrustedMetadata metadata   `json:"untrusted_metadata,omitzero" jsonschema:"The same for the data that the user can change, e.g. {\"theme\":null}"`
	Fields            fieldNames `json:"fields,omitzero"`
}

type userUpdateOutput struct {
	User userAsGot `json:"user"`
}

func (b *toolbox) userUpdate(ctx context.Context, in userUpdateInput) (userUpdateOutput, string, error) {
	resp, err := b.client.Users.Update(ctx, string(in.UserID), users.UpdateRequest{
		Name:              in.Name.update(),
		ExternalID:        string(in.ExternalID),
		Roles:             in.Roles,
		TrustedMetadata:   in.TrustedMetadata,
		UntrustedMetadata: in.UntrustedMetadata,
	})
	if err != nil {
		return userUpdateOutput{}, "", err
	}
	return userUpdateOutput{userAsGot(newUser(&resp.User))}, "Updated " + resp.UserID + ".", nil
}

type userDeleteOutput struct {
	UserID string `json:"user_id"`
}

func (b *toolbox) userDelete(ctx context.Context, in userIDInput) (userDeleteOutput, string, error) {
	resp, err := b.client.Users.Delete(ctx, string(in.UserID))
	if err != nil {
		return userDeleteOutput{}, "", err
	}
	return userDeleteOutput{resp.UserID}, "Deleted " + resp.UserID + ".", nil
}

type userSearchInput struct {
	Query  searchQuery `json:"query,omitzero" jsonschema:"Filters, all of which must match, e.g. {\"email_address\":[\"ada@example.com\"]}"`
	Fields fieldNames  `json:"fields,omitzero"`
	Limit  pageSize    `json:"limit,omitzero"`
	Cursor cursor      `json:"cursor,omitzero"`
}

type userSearchOutput struct {
	Users      []userAsGot `json:"users"`
	Total      int         `json:"total" jsonschema:"Matching users on all pages; -1 when not counted"`
	NextCursor string      `json:"next_cursor,omitzero" jsonschema:"Absent on the last page"`
}

func (b *toolbox) userSearch(ctx context.Context, in userSearchInput) (userSearchOutput, string, error) {
	limit := in.Limit
	if limit == 0 {
		limit = defaultPage
	}
	resp, err := b.client.Users.Search(ctx, users.SearchRequest{
		Query:  in.Query.request(),
		Limit:  int(limit),
		Cursor: string(in.Cursor),
	})
	if err != nil {
		return userSearchOutput{}, "", err
	}
	out := userSearchOutput{
		Total:      resp.ResultsMetadata.Total,
		NextCursor: resp.ResultsMetadata.NextCursor,
	}
	for i := range resp.Results {
		out.Users = append(out.Users, userAsGot(newUser(&resp.Results[i])))
	}
	summary := []string{fmt.Sprintf("%d users on this page", len(out.Users))}
	if out.Total >= 0 {
		summary = append(summary, fmt.Sprintf("%d in all", out.Total))
	}
	if out.NextCursor != "" {
		summary = append(summary, "more with next_cursor")
	}
	return out, strings.Join(summary, ", ") + ".", nil
}
