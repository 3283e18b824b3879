package tools

import (
	"maps"
	"regexp"
	"slices"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// Text that end users write may contain instructions to the model that reads it. Results put it under one key,
// written_by_end_user, wherever it occurs, and never into a summary. The instructions of the server and the schemas
// say what the key means.
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

// newEndUserData returns nil if the user has written nothing.
func newEndUserData(u *api.User) *endUserData {
	out := &endUserData{Untrusted: nonEmpty(u.UntrustedMetadata)}
	if u.Name != (api.Name{}) {
		out.Name = &name{u.Name.FirstName, u.Name.MiddleName, u.Name.LastName}
	}
	if out.Name == nil && out.Untrusted == nil {
		return nil
	}
	return out
}

// markEndUserData moves the text of end users in a raw response of the API below endUserKey, at any depth. Text
// counts as theirs unless its key is known to be the project's or Stytch's.
func markEndUserData(value any) {
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			markEndUserData(item)
		}
	case object:
		written := object{}
		for _, key := range slices.Collect(maps.Keys(value)) {
			member := value[key]
			switch {
			case projectObjects[key]:
			case writtenByEndUser(key, member):
				delete(value, key)
				written[key] = shownAddresses(key, member)
			default:
				markEndUserData(member)
			}
		}
		if len(written) > 0 {
			value[endUserKey] = written
		}
	}
}

// writtenByEndUser reports whether a member of a response is one that end users write.
func writtenByEndUser(key string, value any) bool {
	switch value := value.(type) {
	case string:
		return value != "" && !projectText[key] && !identifies(value)
	case []any:
		return slices.ContainsFunc(value, func(item any) bool {
			_, isString := item.(string)
			return isString && writtenByEndUser(key, item)
		})
	case object:
		return endUserObjects[key] && len(value) > 0
	}
	return false
}

var stytchID = regexp.MustCompile(`^[a-z0-9-]+-(test|live)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// identifies reports whether a text is a Stytch ID or a time, in which nobody can write words.
func identifies(s string) bool {
	_, err := time.Parse(time.RFC3339, s)
	return err == nil || stytchID.MatchString(s)
}

// shownAddresses returns the value of a key, an email address in the form of shownAddress.
func shownAddresses(key string, value any) any {
	if text, ok := value.(string); ok && addresses[key] {
		return shownAddress(text)
	}
	return value
}
