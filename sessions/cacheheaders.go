package sessions

import (
	"net/http"
	"slices"
	"strings"
)

// setCacheControl sets the Cache-Control of a response (RFC 9111, section 5.2) unless it has one: what a handler sets
// itself stands.
func setCacheControl(header http.Header, value string) {
	if header.Get("Cache-Control") == "" {
		header.Set("Cache-Control", value)
	}
}

// varyBySession says that a response differs by what holds the session (RFC 9110, section 12.5.5).
func varyBySession(header http.Header) {
	vary := strings.Split(strings.ToLower(strings.Join(header.Values("Vary"), ",")), ",")
	for i := range vary {
		vary[i] = strings.TrimSpace(vary[i])
	}
	for _, name := range []string{"Cookie", "Authorization"} {
		if !slices.Contains(vary, strings.ToLower(name)) {
			header.Add("Vary", name)
		}
	}
}
