// Package strength rates passwords, by zxcvbn and by Stytch's LUDS rules.
package strength

import (
	"errors"
	"slices"
	"unicode"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// Policy decides which passwords are strong enough. Its zero value requires a zxcvbn score of 3, as Stytch does by
// default.
type Policy struct {
	// LUDS counts lower case, upper case, digits and symbols instead.
	LUDS bool
	// MinLength and MinComplexity are for LUDS; 8 characters of 3 kinds when zero.
	MinLength, MinComplexity int
	// AllowBreached accepts passwords from known breaches, on create and on authenticate.
	AllowBreached bool
	// Breached are passwords known from breaches, in addition to the built-in ones.
	Breached []string
}

// minScore is the zxcvbn score of a strong password, of 0 to 4.
const minScore = 3

// Complete checks a policy and fills in the defaults.
func (p *Policy) Complete() error {
	if p.MinLength == 0 {
		p.MinLength = 8
	}
	if p.MinComplexity == 0 {
		p.MinComplexity = 3
	}
	if p.MinLength < 1 || p.MinLength > 128 || p.MinComplexity < 1 || p.MinComplexity > 4 {
		return errors.New("a LUDS policy requires 1 to 128 characters of 1 to 4 kinds")
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

// IsBreached reports whether a password is known from a breach.
func (p *Policy) IsBreached(password string) bool {
	return slices.Contains(breachedPasswords, password) || slices.Contains(p.Breached, password)
}

// Check rejects a new password that is weak or known from a breach.
func (p *Policy) Check(password, email string) error {
	if strong, _, _ := p.Rate(password, email); !strong {
		return apierror.Newf(api.ErrorTypeWeakPassword, "The password does not meet the strength policy of the project.")
	}
	if !p.AllowBreached && p.IsBreached(password) {
		return apierror.Newf(api.ErrorTypeBreachedPassword, "The password is known from a breach.")
	}
	return nil
}

// Rate reports whether a password meets the policy, how strong zxcvbn finds it, and what would help. The score is 1 to
// 4, as the API documents it: zxcvbn's own 0 counts as 1.
func (p *Policy) Rate(password, email string) (strong bool, score int, feedback *api.PasswordFeedback) {
	result := zxcvbnRate(password, email)
	score = max(result.score, 1)
	if p.LUDS {
		luds := p.luds(password)
		return luds.MissingComplexity == 0 && luds.MissingCharacters == 0, score, &api.PasswordFeedback{LUDSRequirements: luds}
	}
	return score >= minScore, score, result.feedback()
}

func (p *Policy) luds(password string) *api.PasswordLUDSRequirements {
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
