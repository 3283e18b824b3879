package ids

import (
	"regexp"
	"testing"
)

func TestSource_shapes(t *testing.T) {
	t.Parallel()
	seed := uint64(1)
	for _, source := range []*Source{NewSource(nil, 0), NewSource(&seed, 0)} {
		for name, test := range map[string]struct {
			make func() string
			want string
		}{
			"uuid":          {source.UUID, `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`},
			"token":         {source.Token, `^[A-Za-z0-9_-]{44}$`},
			"code":          {source.Code, `^[0-9]{6}$`},
			"recovery code": {source.RecoveryCode, `^[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}$`},
		} {
			seen := map[string]bool{}
			for range 100 {
				got := test.make()
				if !regexp.MustCompile(test.want).MatchString(got) {
					t.Errorf("%s: got %s", name, got)
				}
				seen[got] = true
			}
			if len(seen) < 99 { // two codes of six digits may be equal
				t.Errorf("%s: %d different of 100", name, len(seen))
			}
		}
	}
}

func TestSource_seed(t *testing.T) {
	t.Parallel()
	one, two := uint64(1), uint64(2)
	a, b, c, d := NewSource(&one, 0), NewSource(&one, 0), NewSource(&two, 0), NewSource(&one, 1)
	token := a.Token()
	if b.Token() != token {
		t.Error("one seed made two tokens")
	}
	if c.Token() == token || d.Token() == token {
		t.Error("another seed or stream made the same token")
	}
}
