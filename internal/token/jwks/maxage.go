package jwks

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// minMaxAge keeps a server that allows no caching from being called for each token.
const minMaxAge = time.Minute

// MaxAge returns how long a response stays fresh by the max-age of its Cache-Control header (RFC 9111, section 5.2.2.1)
// and its Age, but at least a minute. It returns 0 if the header does not say: other directives are about who may
// store the response.
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
		return max(time.Duration(int64(seconds)-int64(age))*time.Second, minMaxAge) //nolint:gosec // both fit in 31 bits
	}
	return 0
}
