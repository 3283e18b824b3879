package config

import (
	"fmt"

	"github.com/flymyai/stytch-go/api"
)

// SeedUser is a user that the project starts with. An empty ID is generated.
type SeedUser struct {
	api.User

	// PlainPassword is the password of the user, who needs an email address for it.
	PlainPassword string
	// TOTPSecret is the base32 secret of a verified authenticator.
	TOTPSecret string
}

// Check returns a field that is wrong, and what is wrong with it. The field is empty if the user is valid. A user copied
// from a response of the API is not valid if it has a password or an authenticator, since responses contain no secrets.
func (u SeedUser) Check() (field, problem string) {
	switch {
	case u.Status != "" && u.Status != api.UserStatusActive && u.Status != api.UserStatusPending:
		return "status", fmt.Sprintf("must be %s or %s", api.UserStatusActive, api.UserStatusPending)
	case u.IsLocked:
		return "is_locked", "a user cannot start locked"
	case u.Password != nil && u.PlainPassword == "":
		return "password", "plain_password is missing"
	case len(u.TOTPs) > 0 && u.TOTPSecret == "":
		return "totps", "totp_secret is missing"
	}
	return "", ""
}
