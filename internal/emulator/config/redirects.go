package config

import (
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// DefaultRedirectURL is where links lead when neither the request nor the project names a URL.
const DefaultRedirectURL = "http://localhost:3000/authenticate"

// RedirectURL is a URL that links may lead to.
type RedirectURL struct {
	// URL is exact, or a pattern with * for parts of its host and path.
	URL string
	// For lists the purposes that the URL is registered for. Empty means all.
	For []string
	// Default lists the purposes that the URL is the default for.
	Default []string
}

// The purposes of redirect URLs.
const (
	RedirectLogin         = "login"
	RedirectSignup        = "signup"
	RedirectInvite        = "invite"
	RedirectResetPassword = "reset_password"
)

var redirectPurposes = []string{RedirectLogin, RedirectSignup, RedirectInvite, RedirectResetPassword}

func (r RedirectURL) check() error {
	if u, err := url.Parse(r.URL); err != nil || u.Host == "" {
		return errors.New("it is not an absolute URL")
	}
	for _, purpose := range slices.Concat(r.For, r.Default) {
		if !slices.Contains(redirectPurposes, purpose) {
			return errors.New("it has an unknown purpose")
		}
	}
	return nil
}

func (r RedirectURL) isFor(purpose string) bool {
	return len(r.For) == 0 || slices.Contains(r.For, purpose) || slices.Contains(r.Default, purpose)
}

// redirectErrors are the types of errors that the redirect URLs of a purpose have.
type redirectErrors struct{ malformed, scheme, noMatch, noneSet, noDefault api.ErrorType }

var redirectErrorTypes = map[string]redirectErrors{
	RedirectLogin:         {api.ErrorTypeInvalidLoginMagicLinkURL, api.ErrorTypeInvalidMagicLinkURL, api.ErrorTypeNoMatchForProvidedMagicLinkURL, api.ErrorTypeNoLoginRedirectURLsSet, api.ErrorTypeNoDefaultLoginRedirectURLSet},
	RedirectSignup:        {api.ErrorTypeInvalidSignupMagicLinkURL, api.ErrorTypeInvalidMagicLinkURL, api.ErrorTypeNoMatchForProvidedMagicLinkURL, api.ErrorTypeNoSignupRedirectURLsSet, api.ErrorTypeNoDefaultSignupRedirectURLSet},
	RedirectInvite:        {api.ErrorTypeInvalidInviteMagicLinkURL, api.ErrorTypeInvalidMagicLinkURL, api.ErrorTypeNoMatchForProvidedMagicLinkURL, api.ErrorTypeNoInviteRedirectURLsSet, api.ErrorTypeNoDefaultInviteRedirectURLSet},
	RedirectResetPassword: {api.ErrorTypeInvalidPasswordResetRedirectURL, api.ErrorTypeInvalidPasswordResetRedirectURL, api.ErrorTypeInvalidPasswordResetRedirectURL, api.ErrorTypeNoPasswordResetRedirectURL, api.ErrorTypeNoPasswordResetRedirectURL},
}

// oauthRedirectErrorTypes are those of logins with an OAuth provider.
var oauthRedirectErrorTypes = map[string]redirectErrors{
	RedirectLogin:  {api.ErrorTypeInvalidLoginOAuthURL, api.ErrorTypeInvalidLoginOAuthURL, api.ErrorTypeNoMatchForProvidedOAuthURL, api.ErrorTypeNoLoginRedirectURLsSet, api.ErrorTypeNoDefaultLoginRedirectURLSet},
	RedirectSignup: {api.ErrorTypeInvalidSignupOAuthURL, api.ErrorTypeInvalidSignupOAuthURL, api.ErrorTypeNoMatchForProvidedOAuthURL, api.ErrorTypeNoSignupRedirectURLsSet, api.ErrorTypeNoDefaultSignupRedirectURLSet},
}

// Redirect returns where a link leads: the URL of the request, if it is registered, or the default.
func (p *Project) Redirect(given, purpose string) (string, error) {
	return p.redirect(given, purpose, redirectErrorTypes[purpose])
}

// OAuthRedirect returns where a login with an OAuth provider leads. The purpose is RedirectLogin or RedirectSignup.
func (p *Project) OAuthRedirect(given, purpose string) (string, error) {
	return p.redirect(given, purpose, oauthRedirectErrorTypes[purpose])
}

func (p *Project) redirect(given, purpose string, types redirectErrors) (string, error) {
	if given == "" {
		return p.defaultRedirect(purpose, types)
	}
	u, err := url.Parse(given)
	switch {
	case err != nil || u.Host == "":
		return "", apierror.Newf(types.malformed, "%q is not an absolute URL.", given)
	case u.Scheme != "https" && (u.Scheme != "http" || p.Env() == EnvLive):
		return "", apierror.Newf(types.scheme, "%q cannot be a redirect URL of the %s environment.", given, p.Env())
	}
	if p.RedirectURLs == nil {
		return given, nil
	}
	sameButQuery := false
	for _, registered := range p.RedirectURLs {
		if !registered.isFor(purpose) {
			continue
		}
		switch pattern, query, _ := strings.Cut(registered.URL, "?"); {
		case !matches(pattern, u):
		case query == u.RawQuery:
			return given, nil
		default:
			sameButQuery = true
		}
	}
	if sameButQuery {
		return "", apierror.Newf(api.ErrorTypeQueryParamsDoNotMatch, "The query of %q differs from that of the registered URL.", given)
	}
	return "", apierror.Newf(types.noMatch, "%q is not registered for %s.", given, purpose)
}

func (p *Project) defaultRedirect(purpose string, types redirectErrors) (string, error) {
	if p.RedirectURLs == nil {
		return DefaultRedirectURL, nil
	}
	registered := false
	for _, r := range p.RedirectURLs {
		if slices.Contains(r.Default, purpose) {
			return r.URL, nil
		}
		registered = registered || r.isFor(purpose)
	}
	if registered {
		return "", apierror.Newf(types.noDefault, "No URL was given, and the project has no default URL for %s.", purpose)
	}
	return "", apierror.Newf(types.noneSet, "No URL was given, and the project has no URL for %s.", purpose)
}

// matches compares a URL, without its query, with a registered one. A * stands for anything within the
// host or within one segment of the path.
func matches(pattern string, u *url.URL) bool {
	bare := u.Scheme + "://" + u.Host + u.EscapedPath()
	if !strings.Contains(pattern, "*") {
		return pattern == bare
	}
	expr := strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, `[^/?#]*`)
	ok, err := regexp.MatchString("^"+expr+"$", bare)
	return ok && err == nil
}
