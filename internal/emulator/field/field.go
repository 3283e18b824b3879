// Package field checks the fields of requests that mean the same in every project. Package config checks those that
// depend on the project.
package field

import (
	"net/netip"
	"regexp"
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
)

// The tokens in the examples of Stytch's documentation.
const (
	docsToken        = "SeiGwdj5lKkrEVgcEY3QNJXt6srxS3IK2Nwkar6mXD4="
	docsSessionToken = "mZAYn5aLEqKUlZ_Ad9U_fWr38GaAQ1oFAhT8ds245v7Q"
)

var (
	externalIDPattern = regexp.MustCompile(`^[A-Za-z0-9._|-]{1,128}$`)
	codePattern       = regexp.MustCompile(`^[0-9]{6}$`)
)

// CheckToken rejects what does not have the shape of a token.
func CheckToken(token string) error {
	switch {
	case token == docsToken:
		return apierror.Newf(api.ErrorTypeInvalidTokenDocs, "That token is the example from the documentation.")
	case !ids.IsToken(token):
		return apierror.Newf(api.ErrorTypeInvalidToken, "The token is not 44 characters of URL-safe base64.")
	}
	return nil
}

// CheckSessionToken rejects what does not have the shape of a session token.
func CheckSessionToken(token string) error {
	switch {
	case token == docsSessionToken:
		return apierror.Newf(api.ErrorTypeInvalidSessionTokenDocs, "That session_token is the example from the documentation.")
	case !ids.IsToken(token):
		return apierror.Newf(api.ErrorTypeInvalidSessionToken, "The session_token is not 44 characters of URL-safe base64.")
	}
	return nil
}

// IsCode reports whether a text has the shape of a one-time passcode or a TOTP code: six digits.
func IsCode(s string) bool { return codePattern.MatchString(s) }

// IsExternalID reports whether a text has the shape of an external ID.
func IsExternalID(s string) bool { return externalIDPattern.MatchString(s) }

// CheckExternalID rejects an external ID with other characters, or one that looks like a user ID.
func CheckExternalID(id string) error {
	if !IsExternalID(id) {
		return apierror.Newf(api.ErrorTypeInvalidArgument, "external_id must have 1 to 128 letters, digits and the characters . _ - |.")
	}
	if prefix, _, ok := ids.Parse(id); ok && prefix == ids.User {
		return apierror.Newf(api.ErrorTypeInvalidArgument, "external_id must not look like a user ID.")
	}
	return nil
}

// CheckAttributes rejects a malformed IP address.
func CheckAttributes(a api.Attributes) error {
	if a.IPAddress == "" {
		return nil
	}
	if _, err := netip.ParseAddr(a.IPAddress); err != nil {
		return apierror.Newf(api.ErrorTypeInvalidIPAddress, "%q is not an IP address.", a.IPAddress)
	}
	return nil
}

// CheckMatch rejects attributes that differ from those at the time of the send, where a match is required. An
// attribute that was missing then matches nothing.
func CheckMatch(options api.AttributeOptions, then, now api.Attributes) error {
	if options.IPMatchRequired && (then.IPAddress == "" || then.IPAddress != now.IPAddress) {
		return apierror.Newf(api.ErrorTypeAttributeMismatch, "The IP address differs from that of the send.")
	}
	if options.UserAgentMatchRequired && (then.UserAgent == "" || then.UserAgent != now.UserAgent) {
		return apierror.Newf(api.ErrorTypeAttributeMismatch, "The user agent differs from that of the send.")
	}
	return nil
}

// CheckEmailLocale rejects a locale without emails.
func CheckEmailLocale(locale api.Locale) error {
	return checkLocale(locale, api.LocaleEn, api.LocaleEs, api.LocaleFr, api.LocalePtBR)
}

// CheckPhoneLocale rejects a locale without text messages.
func CheckPhoneLocale(locale api.PhoneLocale) error {
	return checkLocale(locale, api.PhoneLocaleCaES, api.PhoneLocaleCs, api.PhoneLocaleDeDE, api.PhoneLocaleEn,
		api.PhoneLocaleEs, api.PhoneLocaleFa, api.PhoneLocaleFr, api.PhoneLocaleIt, api.PhoneLocaleJa, api.PhoneLocaleNl,
		api.PhoneLocalePl, api.PhoneLocalePtBR, api.PhoneLocaleRu, api.PhoneLocaleTr, api.PhoneLocaleVi, api.PhoneLocaleZhHans)
}

func checkLocale[T ~string](locale T, known ...T) error {
	if locale != "" && !slices.Contains(known, locale) {
		return apierror.Newf(api.ErrorTypeInvalidLocale, "There are no messages in the locale %q.", string(locale))
	}
	return nil
}

// The limits of the lifetime of links, in minutes.
const (
	MinLinkMinutes = 5
	MaxLinkMinutes = 10080
)

// Minutes returns a duration in minutes, or the default when it is not given.
func Minutes(given, otherwise, least, most int, outside api.ErrorType, name string) (int, error) {
	switch {
	case given == 0:
		return otherwise, nil
	case given < least || given > most:
		return 0, apierror.Newf(outside, "%s must be between %d and %d.", name, least, most)
	}
	return given, nil
}
