package emulator

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"github.com/ccojocar/zxcvbn-go"
	"github.com/ccojocar/zxcvbn-go/match"
	"github.com/ccojocar/zxcvbn-go/matching"

	"github.com/flymyai/stytch-go/api"
)

// PasswordPolicy says which passwords are strong enough. Its zero value asks zxcvbn for a score of 3, as
// Stytch does by default.
type PasswordPolicy struct {
	// LUDS counts lower case, upper case, digits and symbols instead.
	LUDS bool
	// MinLength and MinComplexity are for LUDS; 8 characters of 3 kinds when zero.
	MinLength, MinComplexity int
	// AllowBreached accepts passwords from known breaches, on create and on authenticate.
	AllowBreached bool
	// Breached are passwords known from breaches, beside the built-in ones.
	Breached []string
}

// minScore is what zxcvbn must say, of 0 to 4.
const minScore = 3

// complete checks a policy and fills in the defaults.
func (p *PasswordPolicy) complete() error {
	if p.MinLength == 0 {
		p.MinLength = 8
	}
	if p.MinComplexity == 0 {
		p.MinComplexity = 3
	}
	if p.MinLength < 1 || p.MinLength > 128 || p.MinComplexity < 1 || p.MinComplexity > 4 {
		return errors.New("a LUDS policy asks for 1 to 128 characters of 1 to 4 kinds")
	}
	return nil
}

// breachedPasswords are in public breach corpora. The list holds some that a strength policy alone would
// let through.
var breachedPasswords = []string{
	"123456", "123456789", "12345678", "password", "qwerty123", "qwerty1", "111111", "12345", "secret",
	"123123", "1234567890", "1234567", "000000", "qwerty", "abc123", "password1", "iloveyou", "11111111",
	"dragon", "monkey", "letmein", "sunshine", "princess", "football", "baseball", "welcome", "shadow",
	"superman", "trustno1", "passw0rd", "P@ssw0rd", "p@ssword1", "Password1!", "Passw0rd!", "Welcome1!",
	"Qwerty123!", "Abcd1234!", "Admin123!", "correct horse battery staple", "correcthorsebatterystaple",
	"CorrectHorseBatteryStaple", "Correct Horse Battery Staple", "Tr0ub4dor&3",
}

func (p *PasswordPolicy) breached(password string) bool {
	return slices.Contains(breachedPasswords, password) || slices.Contains(p.Breached, password)
}

// check refuses a new password that is weak or known from a breach.
func (p *PasswordPolicy) check(password, email string) error {
	if strong, _, _ := p.rate(password, email); !strong {
		return refuse(api.ErrorTypeWeakPassword, "The password does not meet the strength policy of the project.")
	}
	if !p.AllowBreached && p.breached(password) {
		return refuse(api.ErrorTypeBreachedPassword, "The password is known from a breach.")
	}
	return nil
}

// rate says whether a password meets the policy, how strong zxcvbn finds it, and what would help.
func (p *PasswordPolicy) rate(password, email string) (strong bool, score int, feedback *api.PasswordFeedback) {
	result := zxcvbnRate(password, email)
	if p.LUDS {
		luds := p.luds(password)
		return luds.MissingComplexity == 0 && luds.MissingCharacters == 0, result.score, &api.PasswordFeedback{LUDSRequirements: luds}
	}
	return result.score >= minScore, result.score, result.feedback()
}

func (p *PasswordPolicy) luds(password string) *api.PasswordLUDSRequirements {
	r := &api.PasswordLUDSRequirements{}
	length := 0
	for _, char := range password {
		length++
		switch {
		case unicode.IsLower(char):
			r.HasLowerCase = true
		case unicode.IsUpper(char):
			r.HasUpperCase = true
		case unicode.IsDigit(char):
			r.HasDigit = true
		default:
			r.HasSymbol = true
		}
	}
	kinds := 0
	for _, has := range []bool{r.HasLowerCase, r.HasUpperCase, r.HasDigit, r.HasSymbol} {
		if has {
			kinds++
		}
	}
	r.MissingComplexity = max(0, p.MinComplexity-kinds)
	r.MissingCharacters = max(0, p.MinLength-length)
	return r
}

// rating is what zxcvbn found in a password.
type rating struct {
	password string
	score    int
	matches  []match.Match
}

const (
	// maxRated bounds the work: what comes after makes no password weaker.
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
	if email != "" {
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
