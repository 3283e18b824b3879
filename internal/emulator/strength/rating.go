package strength

import (
	"strings"

	"github.com/ccojocar/zxcvbn-go"
	"github.com/ccojocar/zxcvbn-go/match"
	"github.com/ccojocar/zxcvbn-go/matching"

	"github.com/flymyai/stytch-go/api"
)

// rating is what zxcvbn found in a password.
type rating struct {
	password string
	score    int
	matches  []match.Match
}

const (
	// maxRated bounds the work. Further characters make no password weaker.
	maxRated = 100
	// maxLeet is the longest password in which substitutions are looked for. Their number grows
	// exponentially.
	maxLeet = 32
	// minTelling is the shortest part of a password that is worth a warning.
	minTelling = 3
)

func zxcvbnRate(password, email string) rating {
	runes := []rune(password)
	if len(runes) > maxRated {
		password = string(runes[:maxRated])
	}
	var inputs []string
	if email = strings.ToLower(email); email != "" {
		inputs = append(strings.FieldsFunc(email, func(r rune) bool { return strings.ContainsRune("@.+-_", r) }), email)
	}
	var filters []func(match.Matcher) bool
	if len(runes) > maxLeet {
		filters = append(filters, matching.FilterL33tMatcher)
	}
	result := zxcvbn.PasswordStrength(password, inputs, filters...)
	return rating{password, result.Score, result.MatchSequence}
}

// feedback puts the weakest part of a password into words.
func (r rating) feedback() *api.PasswordFeedback {
	f := &api.PasswordFeedback{Suggestions: []string{}}
	if r.score >= minScore {
		return f
	}
	f.Suggestions = append(f.Suggestions, "Add another word or two; unusual ones are better.")
	var weakest match.Match
	for _, m := range r.matches {
		length, longest := m.J-m.I+1, weakest.J-weakest.I+1
		if m.Pattern != "bruteforce" && length >= minTelling && (weakest.Pattern == "" || length > longest) {
			weakest = m
		}
	}
	whole := len(r.matches) == 1
	switch weakest.Pattern {
	case "dictionary":
		f.Warning = dictionaryWarning(weakest.DictionaryName, whole)
		if strings.ToLower(weakest.Token) != weakest.Token {
			f.Suggestions = append(f.Suggestions, "Capital letters do not help much.")
		}
		if !strings.Contains(r.password, weakest.Token) {
			f.Suggestions = append(f.Suggestions, "Predictable substitutions such as @ for a do not help much.")
		}
	case "spatial":
		f.Warning = "Neighbouring keys are easy to guess."
		f.Suggestions = append(f.Suggestions, "Use a longer path over the keyboard, with more turns.")
	case "repeat":
		f.Warning = "Repeated characters are easy to guess."
		f.Suggestions = append(f.Suggestions, "Avoid repeating words and characters.")
	case "sequence":
		f.Warning = "Sequences such as abc or 6543 are easy to guess."
		f.Suggestions = append(f.Suggestions, "Avoid sequences.")
	default:
		f.Suggestions = append(f.Suggestions, "Use a few words; symbols, digits and capital letters are not needed.")
	}
	return f
}

func dictionaryWarning(dictionary string, whole bool) string {
	switch dictionary {
	case "Passwords":
		if whole {
			return "This is one of the most common passwords."
		}
		return "This is close to a common password."
	case "user_inputs":
		return "Parts of the email address are easy to guess."
	case "English":
		if whole {
			return "A single word is easy to guess."
		}
		return "Common words are easy to guess."
	default:
		return "Names are easy to guess."
	}
}
