package input

import (
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/users"
)

// User is a user to import. Its JSON is a line of the format ndjson: the fields of passwords.migrate, all optional, and
// one of users.create.
type User struct {
	passwords.MigrateRequest

	// CreateUserAsPending makes a user without a password pending until the first login.
	CreateUserAsPending bool `json:"create_user_as_pending,omitzero"`
}

// HasHash reports whether the user has a password.
func (u *User) HasHash() bool { return u.Hash != "" }

// CreateRequest returns the request that creates a user without a password.
func (u *User) CreateRequest() users.CreateRequest {
	return users.CreateRequest{
		Email:               u.Email,
		PhoneNumber:         u.PhoneNumber,
		ExternalID:          u.ExternalID,
		Name:                u.Name,
		Roles:               u.Roles,
		TrustedMetadata:     u.TrustedMetadata,
		UntrustedMetadata:   u.UntrustedMetadata,
		CreateUserAsPending: u.CreateUserAsPending,
	}
}

// Is reports whether a user of Stytch has the email address of this user or, if this user has none, the phone number.
func (u *User) Is(other *api.User) bool {
	if u.Email != "" {
		return u.EmailOf(other) != nil
	}
	return hasPhone(other, u.PhoneNumber)
}

// EmailOf returns the email address of a user of Stytch that is the one of this user, or nil.
func (u *User) EmailOf(other *api.User) *api.UserEmail {
	for i := range other.Emails {
		if FoldEmail(other.Emails[i].Email) == FoldEmail(u.Email) {
			return &other.Emails[i]
		}
	}
	return nil
}

// FoldEmail returns an email address in lower case. Only ASCII letters have one: to other letters, such as the long s,
// case folding assigns letters of other addresses.
func FoldEmail(email string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, email)
}

func hasPhone(user *api.User, number string) bool {
	for _, p := range user.PhoneNumbers {
		if p.PhoneNumber == number {
			return true
		}
	}
	return false
}

// Notes say what is lost, once for all users of a file.
const (
	NoteUnverified    = "have a verified email address or phone number, but no password: Stytch marks it as verified at the first login"
	NoteHashDropped   = "have a password that Stytch cannot verify and are imported without it: they have to reset it"
	NotePending       = "are pending and have a password: they are imported as active"
	NoteMorePhones    = "have more than one phone number: only the first one is imported"
	NoteMoreEmails    = "have more than one email address: only the first one is imported"
	NoteOtherFactors  = "have passkeys, authenticator apps, wallets or OAuth logins, which cannot be imported"
	NoteLostPassword  = "have a password, which Stytch does not export: they have to reset it"
	NoteFederated     = "log in with another identity provider: they are imported without that login"
	NoteNameUnsplit   = "have a full name only: it becomes the first name"
	NoteBadExternalID = "have an ID that cannot be an external ID in Stytch: they are imported without it"
)
