package input

import (
	"errors"
	"strings"

	"github.com/flymyai/stytch-go/api"
)

// auth0User is a line of either file that Auth0 exports. Password hashes come in a file of their own, from Auth0's
// support (https://auth0.com/docs/moving-out): each line has _id, email, email_verified and passwordHash, which is a bcrypt
// hash. The bulk export has the profiles, and no hashes
// (https://auth0.com/docs/manage-users/user-migration/bulk-user-exports).
type auth0User struct {
	ID             auth0ID        `json:"_id"`
	IDUpper        auth0ID        `json:"_ID"`
	UserID         string         `json:"user_id"`
	Email          string         `json:"email"`
	EmailVerified  bool           `json:"email_verified"`
	PasswordHash   string         `json:"passwordHash"`
	PhoneNumber    string         `json:"phone_number"`
	PhoneVerified  bool           `json:"phone_verified"`
	Name           string         `json:"name"`
	GivenName      string         `json:"given_name"`
	FamilyName     string         `json:"family_name"`
	UserMetadata   map[string]any `json:"user_metadata"`
	AppMetadata    map[string]any `json:"app_metadata"`
	Blocked        bool           `json:"blocked"`
	MultifactorRaw []any          `json:"multifactor"`
}

type auth0ID struct {
	OID string `json:"$oid"`
}

var errBlocked = errors.New("the user is blocked, which Stytch cannot import: leave the user out, or remove the block to let the user in")

func convertAuth0(rec *Record, opts Options) error {
	var user auth0User
	if err := decode(rec.raw, &user); err != nil {
		return err
	}
	return user.convert(rec, opts)
}

// convertAuth0Row converts a row of the bulk export as CSV. Its columns are the fields that were requested.
func convertAuth0Row(rec *Record, opts Options) error {
	user := auth0User{
		UserID: rec.cell("user_id"), Email: rec.cell("email"), PhoneNumber: rec.cell("phone_number"),
		Name: rec.cell("name"), GivenName: rec.cell("given_name"), FamilyName: rec.cell("family_name"),
	}
	for _, flag := range []struct {
		column string
		to     *bool
	}{{"email_verified", &user.EmailVerified}, {"phone_verified", &user.PhoneVerified}, {"blocked", &user.Blocked}} {
		value, err := parseBool(rec.cell(flag.column))
		if err != nil {
			return errors.New(flag.column + " " + err.Error())
		}
		*flag.to = value
	}
	for name := range rec.columns {
		for prefix, metadata := range map[string]*map[string]any{"user_metadata.": &user.UserMetadata, "app_metadata.": &user.AppMetadata} {
			if key, ok := strings.CutPrefix(name, prefix); ok && rec.cell(name) != "" {
				if *metadata == nil {
					*metadata = map[string]any{}
				}
				(*metadata)[key] = rec.cell(name)
			}
		}
	}
	return user.convert(rec, opts)
}

func (user *auth0User) convert(rec *Record, _ Options) error {
	if user.Blocked {
		return errBlocked
	}
	u := &rec.User
	u.Email, u.PhoneNumber = user.Email, user.PhoneNumber
	u.SetEmailVerified, u.SetPhoneNumberVerified = user.EmailVerified, user.PhoneVerified && user.PhoneNumber != ""
	// The ID of Auth0 has the characters that Stytch allows, such as in auth0|60425dc43519d90068f82973.
	u.ExternalID = user.UserID
	if oid := user.ID.OID + user.IDUpper.OID; u.ExternalID == "" && oid != "" {
		u.ExternalID = "auth0|" + oid
	}
	setName(rec, user.GivenName, user.FamilyName, user.Name)
	u.UntrustedMetadata, u.TrustedMetadata = user.UserMetadata, user.AppMetadata
	if user.PasswordHash != "" {
		u.Hash, u.HashType = user.PasswordHash, api.PasswordHashTypeBcrypt
	}
	if user.UserID != "" && !strings.HasPrefix(user.UserID, "auth0|") {
		rec.note(NoteFederated)
	}
	if len(user.MultifactorRaw) > 0 {
		rec.note(NoteOtherFactors)
	}
	return nil
}

// setName sets the name of a user. A full name is not split, since its parts are unknown. Without a name, Auth0 uses
// the email address.
func setName(rec *Record, given, family, full string) {
	u := &rec.User
	u.Name = api.Name{FirstName: given, LastName: family}
	if given == "" && family == "" && full != "" && !strings.Contains(full, "@") {
		u.Name.FirstName = full
		rec.note(NoteNameUnsplit)
	}
}
