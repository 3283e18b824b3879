package sessions

import (
	"net/http"
	"strings"
	"time"
)

// Cookies describes the two cookies that hold a session in a browser: one for the session token and one for the
// session JWT. The zero value has the names that Stytch's frontend SDKs use, and no domain. All cookies are Secure,
// HttpOnly and SameSite=Lax.
//
// Use one value for [Cookies.Set], [Cookies.Clear] and [WithCookies]. With the prefix "__Host-" no other host can
// plant a cookie of that name, not even a subdomain:
//
//	var cookies = sessions.Cookies{TokenName: "__Host-session", JWTName: "__Host-session_jwt"}
type Cookies struct {
	// TokenName is the name of the cookie for the session token. The default is "stytch_session".
	TokenName string
	// JWTName is the name of the cookie for the session JWT. The default is "stytch_session_jwt".
	JWTName string
	// Domain shares the cookies with the subdomains of a domain. If empty, browsers send the cookies only to the host
	// that set them.
	Domain string
	// Path limits the cookies to URLs below a path. The default is "/".
	Path string
}

// The names that Stytch's frontend SDKs use.
const (
	defaultTokenName = "stytch_session"
	defaultJWTName   = "stytch_session_jwt"
)

// Valid returns an error for cookies that a browser would not store: for a malformed name, path or domain, for two
// cookies with the same name, and for a name that begins with "__Host-" together with a Domain or a Path other than "/".
// Set and Clear panic with this error, and so does [Service.Middleware].
func (c Cookies) Valid() error {
	c = c.withDefaults()
	if c.TokenName == c.JWTName {
		return invalidOption("Cookies", "has one name for both cookies: "+c.TokenName)
	}
	for _, name := range []string{c.TokenName, c.JWTName} {
		if err := c.cookie(name, "", time.Time{}, 0).Valid(); err != nil {
			return invalidOption("Cookies", "is invalid: "+err.Error())
		}
		// Browsers compare the prefix without regard to case.
		if strings.HasPrefix(strings.ToLower(name), "__host-") && (c.Domain != "" || c.Path != "/") {
			return invalidOption("Cookies", `has a Domain or a Path, which browsers reject for names that begin with "__Host-": `+name)
		}
	}
	if !strings.HasPrefix(c.Path, "/") {
		return invalidOption("Cookies", "has a Path that does not begin with /, which browsers ignore: "+c.Path)
	}
	return nil
}

// Set stores a session in the browser: the session token and the session JWT that a login returned, until the session
// expires. Unless the response has a Cache-Control header, Set makes it no-store, so that no cache gives the session to
// others. Set panics if c is not valid.
func (c Cookies) Set(w http.ResponseWriter, sessionToken, sessionJWT string, expires time.Time) {
	c = c.mustBeValid()
	setCacheControl(w.Header(), "no-store")
	http.SetCookie(w, c.cookie(c.TokenName, sessionToken, expires, 0))
	http.SetCookie(w, c.cookie(c.JWTName, sessionJWT, expires, 0))
}

// Clear deletes the session cookies, for a user who logs out. Revoke the session as well: anyone with a copy of the
// token can still use the session. Like Set, it makes the response no-store and panics if c is not valid.
func (c Cookies) Clear(w http.ResponseWriter) {
	c = c.mustBeValid()
	setCacheControl(w.Header(), "no-store")
	for _, name := range []string{c.TokenName, c.JWTName} {
		http.SetCookie(w, c.cookie(name, "", time.Time{}, -1))
	}
}

func (c Cookies) cookie(name, value string, expires time.Time, maxAge int) *http.Cookie {
	return &http.Cookie{
		Name: name, Value: value, Domain: c.Domain, Path: c.Path, Expires: expires, MaxAge: maxAge,
		Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
}

func (c Cookies) withDefaults() Cookies {
	if c.TokenName == "" {
		c.TokenName = defaultTokenName
	}
	if c.JWTName == "" {
		c.JWTName = defaultJWTName
	}
	if c.Path == "" {
		c.Path = "/"
	}
	return c
}

func (c Cookies) mustBeValid() Cookies {
	if err := c.Valid(); err != nil {
		panic(err)
	}
	return c.withDefaults()
}
