package jwks

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// minMaxAge is the shortest age that counts. Without it, a server that allows no caching would be called for each token.
const minMaxAge = time.Minute

// MaxAge returns how long a response stays fresh (RFC 9111, section 4.2): the max-age in its Cache-Control header minus its
// Age, and at least a minute. It returns 0 without a valid max-age. Other directives say who may store the response, not
// for how long the keys are valid.
func MaxAge(header http.Header) time.Duration {
	for directive := range strings.SplitSeq(strings.Join(header.Values("Cache-Control"), ","), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		if !strings.EqualFold(name, "max-age") {
			continue
		}
		seconds, err := strconv.ParseUint(strings.Trim(value, `"`), 10, 31)
		if err != nil {
			return 0
		}
		age, _ := strconv.ParseUint(header.Get("Age"), 10, 31)
		return max(time.Duration(int64(seconds)-int64(age))*time.Second, minMaxAge)
	}
	return 0
}
