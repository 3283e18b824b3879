package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/examples/import-users/internal/input"
	"github.com/flymyai/stytch-go/examples/import-users/internal/journal"
	"github.com/flymyai/stytch-go/users"
)

// lookUp finds out which users of a block exist, with one search for many users. Three kinds of users need this:
// those with a password, since passwords.migrate would change an existing user, those to update, and those who may
// have been created in an earlier run. For the others, users.create reports it.
func (im *importer) lookUp(ctx context.Context, block []task) error {
	var emails, numbers []string
	for _, t := range block {
		switch {
		case !t.User.HasHash() && !im.update && !t.maybeSent:
		case t.User.Email != "":
			emails = append(emails, t.User.Email)
		default:
			numbers = append(numbers, t.User.PhoneNumber)
		}
	}
	for _, filter := range []struct {
		values []string
		filter func(...string) users.Filter
	}{{emails, users.EmailAddress}, {numbers, users.PhoneNumber}} {
		if len(filter.values) == 0 {
			continue
		}
		found, err := im.search(ctx, filter.filter(filter.values...))
		if err != nil {
			return err
		}
		for i := range block {
			if at := slices.IndexFunc(found, func(u api.User) bool { return block[i].User.Is(&u) }); at >= 0 {
				block[i].found = &found[at]
			}
		}
	}
	return nil
}

// search returns the users that match a filter. Searches are retried by the client, and longer while Stytch does not
// respond.
func (im *importer) search(ctx context.Context, filter users.Filter) (found []api.User, err error) {
	err = im.persist(ctx, func() error {
		found = nil
		for user, err := range im.client.Users.All(ctx, users.SearchRequest{Query: users.And(filter)}) {
			if err != nil {
				return err
			}
			found = append(found, user)
		}
		return nil
	})
	return found, err
}

// find returns the existing user that kept a record from being created. If it finds none, it returns the result of
// the record.
func (im *importer) find(ctx context.Context, t task, duplicate error) (*api.User, journal.Result, error) {
	// A search may not find a user who was just created.
	for attempt := 1; attempt <= 6; attempt++ {
		filter := users.PhoneNumber(t.User.PhoneNumber)
		if t.User.Email != "" {
			filter = users.EmailAddress(t.User.Email)
		}
		found, err := im.search(ctx, filter)
		if err != nil {
			return nil, journal.Result{}, err
		}
		for _, user := range found {
			if t.User.Is(&user) {
				return &user, journal.Result{}, nil
			}
		}
		if other, err := im.conflict(ctx, t, duplicate); err != nil || other != "" {
			return nil, journal.Result{Outcome: journal.Rejected, Reason: other}, err
		}
		if err := sleep(ctx, backoff(attempt)); err != nil {
			return nil, journal.Result{}, err
		}
	}
	result := rejected(duplicate)
	result.Reason += "; the user exists, but a search does not find it"
	return nil, result, nil
}

// conflict returns a reason if the phone number or the external ID of a record belongs to a user with another email
// address.
func (im *importer) conflict(ctx context.Context, t task, duplicate error) (string, error) {
	switch {
	case errors.Is(duplicate, api.ErrorTypeDuplicateUserExternalID):
		var user *users.GetResponse
		err := im.persist(ctx, func() (err error) { user, err = im.client.Users.Get(ctx, t.User.ExternalID); return err })
		if errors.Is(err, api.ErrorTypeUserNotFound) {
			return "", nil
		}
		if err != nil {
			return "", err
		}
		if !t.User.Is(&user.User) {
			return fmt.Sprintf("its external ID belongs to the user %s, who has another email address or phone number", user.UserID), nil
		}
	case errors.Is(duplicate, api.ErrorTypeDuplicatePhoneNumber) && t.User.Email != "":
		found, err := im.search(ctx, users.PhoneNumber(t.User.PhoneNumber))
		if err != nil {
			return "", err
		}
		for _, user := range found {
			if !t.User.Is(&user) {
				return fmt.Sprintf("its phone number belongs to the user %s, who has another email address", user.UserID), nil
			}
		}
	}
	return "", nil
}

// existing returns the result of a record whose user exists. If a response was lost, the user may be the one that was
// created then.
func (im *importer) existing(ctx context.Context, t task, user *api.User, lost bool) (journal.Result, error) {
	switch {
	case lost && same(&t.User, user):
		return journal.Result{Outcome: journal.Created, UserID: user.UserID, Recovered: true}, nil
	case im.update:
		return im.updateUser(ctx, t, user)
	}
	return journal.Result{Outcome: journal.Left, UserID: user.UserID}, nil
}

// same reports whether an existing user equals what an import of the record would create.
func same(u *input.User, user *api.User) bool {
	return u.Is(user) &&
		(u.PhoneNumber == "" || slices.ContainsFunc(user.PhoneNumbers, func(p api.UserPhoneNumber) bool { return p.PhoneNumber == u.PhoneNumber })) &&
		u.ExternalID == user.ExternalID &&
		u.Name == user.Name &&
		equalMetadata(u.TrustedMetadata, user.TrustedMetadata) && equalMetadata(u.UntrustedMetadata, user.UntrustedMetadata) &&
		!slices.ContainsFunc(u.Roles, func(role string) bool { return !slices.Contains(user.Roles, role) }) &&
		u.HasHash() == (user.Password != nil)
}

func equalMetadata(a, b map[string]any) bool {
	if len(a) == 0 && len(b) == 0 {
		return true
	}
	first, err := json.Marshal(a) // with sorted names
	second, err2 := json.Marshal(b)
	return err == nil && err2 == nil && bytes.Equal(first, second)
}

// updateUser gives an existing user what the record has. A password that exists is kept, since the user may have chosen
// it after the export. A password is left out if only Stytch has verified the address: somebody else may have signed up
// with it in the old system.
func (im *importer) updateUser(ctx context.Context, t task, user *api.User) (journal.Result, error) {
	u := &t.User
	if u.ExternalID != "" && user.ExternalID != "" && u.ExternalID != user.ExternalID {
		return journal.Result{Outcome: journal.Rejected, UserID: user.UserID, Reason: fmt.Sprintf("the user %s has another external ID", user.UserID)}, nil
	}
	result := journal.Result{Outcome: journal.Updated, UserID: user.UserID}
	email := u.EmailOf(user)
	switch {
	case !u.HasHash():
	case user.Password != nil:
		result.Reason = "the password was kept"
	case !u.SetEmailVerified && email != nil && email.Verified:
		result.Reason = "the password was left out: Stytch has verified the email address, but the record does not say that it was verified"
	default:
		err := im.persist(ctx, func() error { _, err := im.client.Passwords.Migrate(ctx, u.MigrateRequest); return err })
		if isRejection(err) && !errors.Is(err, api.ErrorTypePasswordAlreadyExists) {
			return rejected(err), nil
		}
		if err != nil && !isDuplicate(err) {
			return journal.Result{}, err
		}
	}
	req := users.UpdateRequest{Roles: u.Roles, TrustedMetadata: u.TrustedMetadata, UntrustedMetadata: u.UntrustedMetadata}
	if u.ExternalID != user.ExternalID {
		req.ExternalID = u.ExternalID
	}
	if u.Name != (api.Name{}) {
		first, middle, last := cmp.Or(u.Name.FirstName, user.Name.FirstName), cmp.Or(u.Name.MiddleName, user.Name.MiddleName), cmp.Or(u.Name.LastName, user.Name.LastName)
		req.Name = users.NameUpdate{FirstName: &first, MiddleName: &middle, LastName: &last}
	}
	err := im.persist(ctx, func() error { _, err := im.client.Users.Update(ctx, user.UserID, req); return err })
	if isRejection(err) { // also when the user was deleted meanwhile
		return rejected(err), nil
	}
	return result, err
}
