package jwks_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/internal/token/jwks"
)

func TestMaxAge(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		cacheControl []string
		age          string
		want         time.Duration
	}{
		{nil, "", 0},
		{[]string{"max-age=600"}, "", 10 * time.Minute},
		{[]string{"public, max-age=600"}, "", 10 * time.Minute},
		{[]string{"public", "MAX-AGE=600"}, "", 10 * time.Minute},
		{[]string{`max-age="600"`}, "", 10 * time.Minute},
		{[]string{"max-age=600"}, "300", 5 * time.Minute},
		{[]string{"max-age=600"}, "900", time.Minute},
		{[]string{"max-age=600"}, "nonsense", 10 * time.Minute},
		{[]string{"max-age=0"}, "", time.Minute},
		{[]string{"max-age=0, must-revalidate"}, "", time.Minute},
		{[]string{"max-age=2147483647"}, "2147483647", time.Minute},
		{[]string{"max-age=99999999999999999999"}, "", 0},
		{[]string{"max-age=-5"}, "", 0},
		{[]string{"max-age"}, "", 0},
		{[]string{"s-maxage=600"}, "", 0},
		{[]string{"no-store"}, "", 0},
		{[]string{"no-cache"}, "", 0},
	} {
		header := http.Header{"Cache-Control": test.cacheControl}
		header.Set("Age", test.age)
		if got := jwks.MaxAge(header); got != test.want {
			t.Errorf("MaxAge(%q, Age %q) = %v, want %v", test.cacheControl, test.age, got, test.want)
		}
	}
}
