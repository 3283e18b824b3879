package main

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/users"
)

// createUser creates a user, reads it, searches for it and updates it. It returns the user's ID, which your database
// can refer to.
func createUser(ctx context.Context, client *stytch.Client, email, phone string, done report) (userID string, err error) {
	// A user needs an email address or a phone number. Fields left empty are not sent.
	created, err := client.Users.Create(ctx, users.CreateRequest{
		Email:       email,
		PhoneNumber: phone,
		Name:        users.Name{FirstName: "Ada", LastName: "Lovelace"},
	})
	if err != nil {
		return "", err
	}
	userID = created.UserID
	done("Users.Create", "Ada signed up, status %s", created.Status)

	user, err := client.Users.Get(ctx, userID)
	if err != nil {
		return userID, err
	}
	done("Users.Get", "%s %s with %d email address", user.Name.FirstName, user.Name.LastName, len(user.Emails))

	// Users.All iterates over all pages of a search; Users.Search returns one.
	found, err := client.Users.Search(ctx, users.SearchRequest{Query: users.And(users.EmailAddress(email))})
	if err != nil {
		return userID, err
	}
	done("Users.Search", "%d user with that address", len(found.Results))

	// Only a backend can write trusted metadata, so an application can rely on it.
	updated, err := client.Users.Update(ctx, userID, users.UpdateRequest{
		TrustedMetadata: map[string]any{"plan": "engine"},
	})
	if err != nil {
		return userID, err
	}
	done("Users.Update", "plan is now %v", updated.User.TrustedMetadata["plan"])
	return userID, nil
}

// deleteUser deletes a user with all sessions.
func deleteUser(ctx context.Context, client *stytch.Client, userID string, done report) error {
	if _, err := client.Users.Delete(ctx, userID); err != nil {
		return err
	}
	done("Users.Delete", "Ada is deleted")
	return nil
}
