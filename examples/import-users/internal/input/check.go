package input

import (
	"errors"
	"fmt"
	"maps"
	"net/mail"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
)

var (
	phonePattern      = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)
	externalIDPattern = regexp.MustCompile(`^[A-Za-z0-9._|-]{1,128}$`)
	userIDPattern     = regexp.MustCompile(`^user-(test|live)-[0-9a-f-]{36}$`)
)

const (
	// defaultRole is a role that every user has and that must not be assigned.
	defaultRole = "stytch_user"

	maxMetadataKeys  = 20
	maxMetadataBytes = 4096
)

func isExternalID(id string) bool {
	return externalIDPattern.MatchString(id) && !userIDPattern.MatchString(id)
}

// check checks a user as far as that is possible without Stytch, and puts it into the form in which it is sent. The
// error is a problem of the record.
func check(rec *Record) error {
	u := &rec.User
	if u.Email == "" && u.PhoneNumber == "" {
		return errors.New("there is neither an email address nor a phone number")
	}
	if u.Email != "" && !isEmail(u.Email) {
		return fmt.Errorf("email %.100q is not an email address", u.Email)
	}
	if u.PhoneNumber != "" && !phonePattern.MatchString(u.PhoneNumber) {
		return fmt.Errorf("phone_number %.100q is not in E.164 format, such as +14155550123", u.PhoneNumber)
	}
	if u.ExternalID != "" && !isExternalID(u.ExternalID) {
		return fmt.Errorf("external_id %.100q must have 1 to 128 letters, digits and the characters . _ - |, and not be a user ID of Stytch", u.ExternalID)
	}
	u.Roles = slices.DeleteFunc(u.Roles, func(role string) bool { return role == defaultRole })
	if slices.Contains(u.Roles, "") {
		return errors.New("a role is empty")
	}
	for name, metadata := range map[string]map[string]any{"trusted_metadata": u.TrustedMetadata, "untrusted_metadata": u.UntrustedMetadata} {
		if err := checkMetadata(metadata); err != nil {
			return fmt.Errorf("%s %w", name, err)
		}
	}
	if u.HasHash() {
		if u.Email == "" {
			return errors.New("a hash requires an email address")
		}
		if u.CreateUserAsPending {
			u.CreateUserAsPending = false
			rec.note(NotePending)
		}
		return checkHash(u)
	}
	if u.HashType != "" {
		return errors.New("hash_type is set, but hash is missing")
	}
	if u.SetEmailVerified || u.SetPhoneNumberVerified {
		rec.note(NoteUnverified)
	}
	return nil
}

func isEmail(address string) bool {
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Address != address || len(address) > 254 || strings.ContainsAny(address, "\"\u200b") {
		return false
	}
	local, domain, _ := strings.Cut(address, "@")
	return len(local) <= 64 && strings.Contains(strings.Trim(domain, "."), ".")
}

// checkMetadata also removes null values, which mean the same as missing ones.
func checkMetadata(metadata map[string]any) error {
	maps.DeleteFunc(metadata, func(_ string, value any) bool { return value == nil })
	if len(metadata) > maxMetadataKeys {
		return fmt.Errorf("has %d keys, and Stytch allows %d", len(metadata), maxMetadataKeys)
	}
	encoded, err := json.Marshal(metadata)
	if err != nil {
		return err
	}
	if len(encoded) > maxMetadataBytes {
		return fmt.Errorf("has %d bytes, and Stytch allows %d", len(encoded), maxMetadataBytes)
	}
	return nil
}
