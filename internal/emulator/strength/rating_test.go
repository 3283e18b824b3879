package strength

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
)

func TestRating_feedback(t *testing.T) {
	t.Parallel()
	const more = "Add another word or two; unusual ones are better."
	tests := []struct {
		password, email string
		want            api.PasswordFeedback
	}{
		{"password", "", api.PasswordFeedback{Warning: "This is one of the most common passwords.", Suggestions: []string{more}}},
		{"p@ssword1", "", api.PasswordFeedback{Warning: "This is close to a common password.", Suggestions: []string{more, "Predictable substitutions such as @ for a do not help much."}}},
		{"moonlight", "", api.PasswordFeedback{Warning: "A single word is easy to guess.", Suggestions: []string{more}}},
		{"moonlight7", "", api.PasswordFeedback{Warning: "Common words are easy to guess.", Suggestions: []string{more}}},
		{"Elizabeth", "", api.PasswordFeedback{Warning: "Names are easy to guess.", Suggestions: []string{more, "Capital letters do not help much."}}},
		{"xqzv", "", api.PasswordFeedback{Suggestions: []string{more, "Use a few words; symbols, digits and capital letters are not needed."}}},
		{"lovelace9", "lovelace@example.com", api.PasswordFeedback{Warning: "Parts of the email address are easy to guess.", Suggestions: []string{more}}},
		{"rfvgyhn", "", api.PasswordFeedback{Warning: "Neighbouring keys are easy to guess.", Suggestions: []string{more, "Use a longer path over the keyboard, with more turns."}}},
		{"zzzzzzzzzz", "", api.PasswordFeedback{Warning: "Repeated characters are easy to guess.", Suggestions: []string{more, "Avoid repeating words and characters."}}},
		{"defghijklmn", "", api.PasswordFeedback{Warning: "Sequences such as abc or 6543 are easy to guess.", Suggestions: []string{more, "Avoid sequences."}}},
		{"unusual staple of horses", "", api.PasswordFeedback{Suggestions: []string{}}},
	}
	for _, test := range tests {
		got := zxcvbnRate(test.password, test.email)
		if diff := cmp.Diff(&test.want, got.feedback()); diff != "" {
			t.Errorf("%s, %+v: (-want +got)\n%s", test.password, got, diff)
		}
	}
}

// What a user may type must neither panic nor take long.
func TestRating_anyPassword(t *testing.T) {
	t.Parallel()
	for _, password := range []string{
		"", "ß", "İİİ", "пароль пароль", "日本語のパスワード", strings.Repeat("4@8({[<369!1|705$+%2", 50), strings.Repeat("a", 10_000),
	} {
		zxcvbnRate(password, "ada@example.com")
	}
}

func FuzzRating(f *testing.F) {
	f.Add("p@ssword1", "ada@example.com")
	f.Fuzz(func(t *testing.T, password, email string) {
		if got := zxcvbnRate(password, email); got.score < 0 || got.score > 4 {
			t.Errorf("got score %d", got.score)
		}
	})
}
