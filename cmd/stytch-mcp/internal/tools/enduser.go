package tools

import (
	"strings"
	"unicode"

	"github.com/flymyai/stytch-go/api"
)

// Text that end users write may try to give orders to the model that reads it. In every output it stands
// under one key, written_by_end_user, wherever it occurs; Instructions and the schemas say what that
// means. It never stands in a summary. Invisible characters, which hide orders from people, are removed.
const endUserKey = "written_by_end_user"

// endUserData is what end users write about themselves.
type endUserData struct {
	Name      *name  `json:"name,omitzero"`
	Untrusted object `json:"untrusted_metadata,omitzero"`
}

type name struct {
	FirstName  string `json:"first_name,omitzero"`
	MiddleName string `json:"middle_name,omitzero"`
	LastName   string `json:"last_name,omitzero"`
}

// newEndUserData returns nil where the user has written nothing.
func newEndUserData(u *api.User) *endUserData {
	if u.Name == (api.Name{}) && len(u.UntrustedMetadata) == 0 {
		return nil
	}
	out := new(endUserData)
	if u.Name != (api.Name{}) {
		out.Name = &name{clean(u.Name.FirstName), clean(u.Name.MiddleName), clean(u.Name.LastName)}
	}
	if len(u.UntrustedMetadata) > 0 {
		out.Untrusted, _ = cleanAll(u.UntrustedMetadata).(object)
	}
	return out
}

// markEndUserData moves what end users write in a raw answer of the API below endUserKey, at any depth.
func markEndUserData(value any) {
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			markEndUserData(item)
		}
	case object:
		written := object{}
		for key, member := range value {
			if writtenByEndUser(key, member) {
				written[key] = cleanAll(member)
				delete(value, key)
			} else {
				markEndUserData(member)
			}
		}
		if len(written) > 0 {
			value[endUserKey] = written
		}
	}
}

// writtenByEndUser reports whether a member of an answer is one that end users write. Other things than
// users have a name too, as a string.
func writtenByEndUser(key string, value any) bool {
	switch key {
	case "name":
		parts, ok := value.(object)
		return ok && len(parts) > 0
	case "untrusted_metadata":
		parts, ok := value.(object)
		return ok && len(parts) > 0
	case "user_agent":
		return value != ""
	}
	return false
}

// cleanAll cleans the strings of a JSON value, keys included.
func cleanAll(value any) any {
	switch value := value.(type) {
	case string:
		return clean(value)
	case []any:
		for i := range value {
			value[i] = cleanAll(value[i])
		}
	case object:
		out := make(object, len(value))
		for key, member := range value {
			out[clean(key)] = cleanAll(member)
		}
		return out
	}
	return value
}

// clean removes control and format characters, such as those that reverse the direction of text or cannot
// be seen. The joiners that some scripts are written with stay; a line break becomes a space.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case r == '\u200c' || r == '\u200d':
			return r
		case unicode.In(r, unicode.Cc, unicode.Cf):
			return -1
		}
		return r
	}, s)
}
