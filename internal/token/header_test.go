package token_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/internal/token"
	"github.com/flymyai/stytch-go/internal/token/tokentest"
)

// Anyone can send a header, because it is decoded before the signature is checked. A deep one must not cost many times as
// much as an ordinary forgery.
func TestDeepHeader(t *testing.T) { //nolint:paralleltest // AllocsPerRun forbids it
	v := newVerifier(t, 0)
	genuine := sign(sessionClaims)
	cost := func(jwt string) float64 {
		return testing.AllocsPerRun(5, func() {
			if _, err := v.Verify(t.Context(), jwt, token.Session, token.Times{}); err == nil {
				t.Error("a forged token passes")
			}
		})
	}
	ordinary := cost(genuine[:strings.LastIndexByte(genuine, '.')+1] + strings.Repeat("A", 342))
	for _, member := range []string{"crit", "alg", "other"} {
		for _, depth := range []int{100, 9000} {
			header := `{"kid":"` + tokentest.KeyID + `","` + member + `":` + strings.Repeat(`{"":`, depth) + "1" + strings.Repeat("}", depth) + "}"
			forged := base64.RawURLEncoding.EncodeToString([]byte(header)) + ".e30.AAAA"
			if got := cost(forged); got > 10*ordinary {
				t.Errorf("%s with a depth of %d: %v allocations, and %v for an ordinary forgery", member, depth, got, ordinary)
			}
		}
	}
}

// Stytch's headers have about 130 bytes.
func TestHeaderSize(t *testing.T) {
	t.Parallel()
	header := func(n int) string {
		const begin, end = `{"alg":"RS256","kid":"` + tokentest.KeyID + `","typ":"JWT","other":"`, `"}`
		return begin + strings.Repeat("x", n-len(begin)-len(end)) + end
	}
	for _, test := range []struct {
		size int
		want error
	}{
		{768, nil}, // 1,024 bytes in base64url
		{769, token.ErrMalformed},
		{40000, token.ErrMalformed},
	} {
		v := newVerifier(t, 0)
		if _, err := v.Verify(t.Context(), signWith(header(test.size), sessionClaims), token.Session, token.Times{}); !errors.Is(err, test.want) {
			t.Errorf("a header of %d bytes: %v, want %v", test.size, err, test.want)
		}
	}
}
