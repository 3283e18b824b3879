package tools

import (
	"context"

	"github.com/flymyai/stytch-go/api"
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
			description: "Get one user by ID. To find one by email address or phone number, use stytch_user_search.",
		}, b.userGet),
		define(spec{
			name: "stytch_user_search", title: "Search users", effect: reads,
			shape:       shape{list: "users", id: "user_id", fields: oneUser.fields},
			description: "Find users by email address, phone number, name, metadata and more; all users without a query. One page per call.",
		}, b.userSearch),
		define(spec{
			name: "stytch_user_update", title: "Update a user", effect: overwrites,
			shape:       oneUser,
			description: "Change the name, external ID, roles or metadata of a user, or remove factors; omitted fields stay unchanged. The send tools add email addresses and phone numbers.",
			rules:       []rule{atLeastOneOf("name", "external_id", "roles", "trusted_metadata", "untrusted_metadata", "remove_factors")},
		}, b.userUpdate),
		define(spec{
			name: "stytch_user_delete", title: "Delete users", effect: overwrites, harmless: dryRun,
			description: "Delete a user, or all users of a search result, with all factors and sessions. It cannot be undone.",
			rules:       []rule{exactlyOneOf("user_id", "list_id")},
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
	return out, "Created.", nil
}

// create returns the name for a request that creates a user. It leaves out empty parts.
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

// update returns the name for a request that changes a user. An empty part clears the old value.
func (n *nameInput) update() users.NameUpdate {
	if n == nil {
		return users.NameUpdate{}
	}
	return users.NameUpdate{FirstName: (*string)(n.FirstName), MiddleName: (*string)(n.MiddleName), LastName: (*string)(n.LastName)}
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
	return userOutput{newUser(&resp.User)}, "The user is " + string(resp.Status) + ".", nil
}

type userUpdateInput struct {
	UserID            userID     `json:"user_id"`
	Name              *nameInput `json:"name,omitzero" jsonschema:"New name, every part of it, e.g. {\"first_name\":\"Ada\",\"middle_name\":\"\",\"last_name\":\"King\"}. An empty part is cleared"`
	ExternalID        externalID `json:"external_id,omitzero"`
	Roles             roleIDs    `json:"roles,omitzero" jsonschema:"All role IDs of the user from now on, without the default role, e.g. [\"editor\"]. [] removes them all"`
	TrustedMetadata   metadata   `json:"trusted_metadata,omitzero" jsonschema:"Keys to set, or with null to remove; other keys stay, e.g. {\"plan\":\"pro\",\"trial\":null}"`
	UntrustedMetadata metadata   `json:"untrusted_metadata,omitzero" jsonschema:"The same for the data that the user can change, e.g. {\"theme\":null}"`
	RemoveFactors     factorIDs  `json:"remove_factors,omitzero"`
	Fields            fieldNames `json:"fields,omitzero"`
}

type userUpdateOutput struct {
	User userReference `json:"user"`
}

func (b *toolbox) userUpdate(ctx context.Context, in userUpdateInput) (userUpdateOutput, string, error) {
	id := string(in.UserID)
	var calls []removal
	var err error
	if len(in.RemoveFactors) > 0 {
		if calls, err = b.removals(ctx, id, in.RemoveFactors); err != nil {
			return userUpdateOutput{}, "", err
		}
	}
	req := users.UpdateRequest{
		Name:              in.Name.update(),
		ExternalID:        string(in.ExternalID),
		Roles:             in.Roles,
		TrustedMetadata:   in.TrustedMetadata,
		UntrustedMetadata: in.UntrustedMetadata,
	}
	var user *api.User
	if in.Name != nil || in.ExternalID != "" || in.Roles != nil || in.TrustedMetadata != nil || in.UntrustedMetadata != nil {
		resp, err := b.client.Users.Update(ctx, id, req)
		if err != nil {
			return userUpdateOutput{}, "", err
		}
		id, user = resp.UserID, &resp.User // the external ID may have changed
	}
	if len(calls) > 0 {
		if err := removeFactors(ctx, in.RemoveFactors, calls); err != nil {
			return userUpdateOutput{}, "", err
		}
		resp, err := b.client.Users.Get(ctx, id)
		if err != nil {
			return userUpdateOutput{}, "", err
		}
		user = &resp.User
	}
	return userUpdateOutput{userReference(newUser(user))}, "Updated.", nil
}
