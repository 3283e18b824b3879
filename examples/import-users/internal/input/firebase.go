package input

import (
	"errors"

	"github.com/go-json-experiment/json/jsontext"
)

// firebaseUser is a user in the file of firebase auth:export (https://firebase.google.com/docs/cli/auth).
//
// Firebase hashes passwords with its own variant of scrypt, which uses the output to encrypt a key of the project
// (https://github.com/firebase/scrypt). Its export has no other hashes. Stytch's scrypt is the usual one (RFC 7914),
// so no password can be imported: https://stytch.com/docs/resources/migrations/migrating-user-data says so too.
type firebaseUser struct {
	LocalID          string `json:"localId"`
	Email            string `json:"email"`
	EmailVerified    bool   `json:"emailVerified"`
	PasswordHash     string `json:"passwordHash"`
	DisplayName      string `json:"displayName"`
	PhoneNumber      string `json:"phoneNumber"`
	Disabled         bool   `json:"disabled"`
	CustomAttributes string `json:"customAttributes"`
	ProviderUserInfo []struct {
		ProviderID string `json:"providerId"`
	} `json:"providerUserInfo"`
}

// firebaseColumns are the columns of its CSV, which has no header.
var firebaseColumns = []string{
	"localId", "email", "emailVerified", "passwordHash", "salt", "displayName", "photoUrl",
	"google.rawId", "google.email", "google.displayName", "google.photoUrl",
	"facebook.rawId", "facebook.email", "facebook.displayName", "facebook.photoUrl",
	"twitter.rawId", "twitter.email", "twitter.displayName", "twitter.photoUrl",
	"github.rawId", "github.email", "github.displayName", "github.photoUrl",
	"createdAt", "lastSignedInAt", "phoneNumber", "disabled", "customAttributes",
}

var (
	errFirebaseHash = errors.New("the password is hashed with Firebase's own version of scrypt, which Stytch cannot verify: " +
		"add -drop-hashes to import such users without it, so that they have to reset it")
	errDisabled = errors.New("the user is disabled, which Stytch cannot import: leave the user out, or enable it to let the user in")
)

func convertFirebase(rec *Record, opts Options) error {
	var user firebaseUser
	if err := decode(rec.raw, &user); err != nil {
		return err
	}
	return user.convert(rec, opts)
}

func convertFirebaseRow(rec *Record, opts Options) error {
	if least := 26; len(rec.row) < least {
		return errors.New("the row is not one of firebase auth:export, which has 28 cells")
	}
	user := firebaseUser{
		LocalID: rec.cell("localId"), Email: rec.cell("email"), PasswordHash: rec.cell("passwordHash"),
		DisplayName: rec.cell("displayName"), PhoneNumber: rec.cell("phoneNumber"), CustomAttributes: rec.cell("customAttributes"),
	}
	var err error
	if user.EmailVerified, err = parseBool(rec.cell("emailVerified")); err != nil {
		return errors.New("the third cell, whether the email address is verified, " + err.Error())
	}
	if user.Disabled, err = parseBool(rec.cell("disabled")); err != nil {
		return errors.New("the 27th cell, whether the user is disabled, " + err.Error())
	}
	for _, provider := range []string{"google", "facebook", "twitter", "github"} {
		if rec.cell(provider+".rawId") != "" {
			rec.note(NoteFederated)
		}
	}
	return user.convert(rec, opts)
}

func (user *firebaseUser) convert(rec *Record, opts Options) error {
	if user.Disabled {
		return errDisabled
	}
	u := &rec.User
	u.Email, u.PhoneNumber, u.ExternalID = user.Email, user.PhoneNumber, user.LocalID
	setName(rec, "", "", user.DisplayName)
	if user.CustomAttributes != "" { // custom claims, which only the backend sets
		value := jsontext.Value(user.CustomAttributes)
		if !value.IsValid() || value.Kind() != jsontext.KindBeginObject {
			return errors.New("customAttributes is not a JSON object")
		}
		if err := decode(value, &u.TrustedMetadata); err != nil {
			return err
		}
	}
	if user.EmailVerified || user.PhoneNumber != "" {
		rec.note(NoteUnverified)
	}
	if len(user.ProviderUserInfo) > 0 {
		rec.note(NoteFederated)
	}
	if user.PasswordHash != "" {
		if !opts.DropHashes {
			return errFirebaseHash
		}
		rec.note(NoteHashDropped)
	}
	return nil
}
