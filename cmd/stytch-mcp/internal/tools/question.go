package tools

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// question returns a description of what a call will do, and to whom, for a person to decide. What it quotes from the
// arguments comes from the model; what it states about the user comes from Stytch.
func (s *server) question(ctx context.Context, t *tool, arguments object) (string, error) {
	lines := []string{
		"An agent wants to change the live Stytch project " + s.box.client.ProjectID() + ":",
		consequence(t, arguments),
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	if id, ok := arguments["list_id"].(string); ok {
		who, err := s.listed(ctx, id)
		if err != nil {
			return "", err
		}
		lines = append(lines, who)
	}
	if id, ok := arguments["user_id"].(string); ok {
		resp, err := s.box.client.Users.Get(ctx, id)
		if err != nil {
			return "", err
		}
		about := []string{"User " + resp.UserID, string(resp.Status), "created " + resp.CreatedAt.Format(time.DateOnly)}
		for _, e := range resp.Emails {
			about = append(about, shownAddress(e.Email))
		}
		for _, p := range resp.PhoneNumbers {
			about = append(about, p.PhoneNumber)
		}
		lines = append(lines, bounded(strings.Join(about, ", "))+".")
	}
	return strings.Join(lines, "\n"), nil
}

// namedInQuestion is how many users a question names.
const namedInQuestion = 10

// listed describes the users of a list, and limits the list to them.
func (s *server) listed(ctx context.Context, id string) (string, error) {
	_, matching, err := s.box.stillMatching(ctx, id)
	if err != nil {
		return "", err
	}
	s.box.narrow(id, matching)
	var names []string
	for i := range matching[:min(namedInQuestion, len(matching))] {
		brief := newBriefUser(&matching[i])
		names = append(names, cmp.Or(brief.Written.Email, brief.UserID))
	}
	text := count(len(matching), "user") + ": " + strings.Join(names, ", ")
	if left := len(matching) - namedInQuestion; left > 0 {
		text += " and " + count(left, "other")
	}
	return text + ".", nil
}

// consequence describes what a call does.
func consequence(t *tool, arguments object) string {
	switch t.name {
	case "stytch_user_delete":
		if arguments["list_id"] != nil {
			return "Delete several users with all factors and sessions. It cannot be undone."
		}
		return "Delete a user with all factors and sessions. It cannot be undone."
	case "stytch_user_update":
		return "Change a user: " + quoted(arguments, "user_id", "fields") + "."
	case "stytch_session_revoke":
		if arguments["user_id"] != nil {
			return "End all sessions of a user."
		}
		return "End a session" + inCase(arguments["session_id"], " (", ")") + "."
	case "stytch_session_authenticate":
		return "Change a session: " + quoted(arguments, "session_token", "session_jwt", "return_jwt", "authorization_check") + "."
	case "stytch_totp_create":
		return "Add an authenticator app to a user. Whoever holds its secret can log in as that user."
	case "stytch_request":
		text := fmt.Sprintf("%v %v", arguments["method"], arguments["path"])
		if body, ok := arguments["body"].(object); ok {
			text += " with " + quoted(body)
		}
		return text + "."
	}
	if to := inCase(arguments["email"], "", "") + inCase(arguments["phone_number"], "", ""); to != "" && arguments["user_id"] != nil {
		if strings.Contains(to, "@") {
			to = shownAddress(to)
		}
		return "Attach " + to + " to a user and send it a login message. Whoever gets the message can log in as that user."
	}
	if t.effect.destructive() {
		return t.title + ": " + quoted(arguments) + "."
	}
	return "Add a factor to an existing session (" + t.title + "). This can also change the session's expiration."
}

func inCase(value any, before, after string) string {
	text, ok := value.(string)
	if !ok {
		return ""
	}
	return before + bounded(text) + after
}

// secretNames occur in the names of arguments that hold secrets.
var secretNames = []string{"password", "secret", "token", "jwt", "code", "hash", "salt", "key"}

// quoted lists all but some arguments, with secrets masked, short enough for a person to read.
func quoted(arguments object, but ...string) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(arguments)) {
		if slices.Contains(but, name) {
			continue
		}
		data, err := encode(shorten(withoutSecrets(name, arguments[name]), largeField))
		if err != nil {
			continue // it was decoded from JSON
		}
		parts = append(parts, clean(name)+" = "+string(data))
	}
	return strings.Join(parts, ", ")
}

// withoutSecrets masks a value whose name marks it as a secret, and such values inside it.
func withoutSecrets(name string, value any) any {
	switch value := value.(type) {
	case []any:
		out := make([]any, len(value))
		for i, item := range value {
			out[i] = withoutSecrets(name, item)
		}
		return out
	case object:
		out := make(object, len(value))
		for key, member := range value {
			out[key] = withoutSecrets(key, member)
		}
		return out
	case string:
		if slices.ContainsFunc(secretNames, func(part string) bool { return strings.Contains(name, part) }) {
			return masked
		}
	}
	return value
}
