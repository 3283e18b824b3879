package emulator

import (
	"net/mail"
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
)

var (
	externalIDPattern = regexp.MustCompile(`^[A-Za-z0-9._|-]{1,128}$`)
	phonePattern      = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)
	templatePattern   = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,128}$`)
	domainPattern     = regexp.MustCompile(`^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$`)
)

const zeroWidthSpace = '\u200b'

// docsPhoneNumber is the number in the examples of Stytch's documentation.
const docsPhoneNumber = "+12025550162"

// checkEmail refuses what is no email address and returns the address as it is kept, in lower case.
func (s *Server) checkEmail(address string) (string, error) {
	if strings.ContainsRune(address, zeroWidthSpace) {
		return "", refuse(api.ErrorTypeForbiddenCharacterZeroWidthSpace, "The email address holds a zero-width space.")
	}
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Address != address || len(address) > 254 {
		return "", refuse(api.ErrorTypeInvalidEmail, "%q is not an email address.", address)
	}
	local, domain, _ := strings.Cut(address, "@")
	if len(local) > 64 || !domainPattern.MatchString(domain) {
		return "", refuse(api.ErrorTypeInvalidEmail, "%q is not an email address.", address)
	}
	address = strings.ToLower(address)
	switch {
	case strings.HasSuffix(address, ".invalid"): // RFC 2606 reserves it for this
		return "", refuse(api.ErrorTypeInvalidEmailDomain, "The domain of %s cannot receive mail.", address)
	case address == sandboxEmail && s.env == envLive:
		return "", refuse(api.ErrorTypeInvalidEmailSandbox, "The sandbox address works in the test environment only.")
	}
	return address, nil
}

// checkRecipient refuses the addresses that the project does not send to.
func (s *Server) checkRecipient(address string) error {
	_, domain, _ := strings.Cut(address, "@")
	listed := func(list []string) bool {
		return slices.ContainsFunc(list, func(entry string) bool {
			return strings.EqualFold(entry, address) || strings.EqualFold(entry, domain)
		})
	}
	switch {
	case listed(s.cfg.DeniedEmails):
		return refuse(api.ErrorTypeEmailInDenylist, "%s is on the deny list of the project.", address)
	case s.cfg.AllowedEmails != nil && !listed(s.cfg.AllowedEmails):
		return refuse(api.ErrorTypeEmailNotInAllowlist, "%s is not on the allow list of the project.", address)
	case listed(s.cfg.InactiveEmails):
		return refuse(api.ErrorTypeInactiveEmail, "Mail to %s bounced earlier, so no more is sent.", address)
	}
	return nil
}

// checkPhone refuses what is no phone number in E.164.
func (s *Server) checkPhone(number string) error {
	switch {
	case strings.ContainsRune(number, zeroWidthSpace):
		return refuse(api.ErrorTypeForbiddenCharacterZeroWidthSpace, "The phone number holds a zero-width space.")
	case !phonePattern.MatchString(number):
		return refuse(api.ErrorTypeInvalidPhoneNumber, "%q is not a phone number in E.164.", number)
	case number == docsPhoneNumber:
		return refuse(api.ErrorTypeInvalidPhoneNumberDocs, "%s is the example of the documentation.", number)
	case number == sandboxPhone && s.env == envLive:
		return refuse(api.ErrorTypeInvalidPhoneNumberSandbox, "The sandbox number works in the test environment only.")
	}
	return nil
}

// checkPhoneRecipient refuses the numbers that the project does not send to.
func (s *Server) checkPhoneRecipient(number string) error {
	reachable := func(code string) bool { return strings.HasPrefix(number[1:], code) }
	switch {
	case s.cfg.CountryCodes != nil && !slices.ContainsFunc(s.cfg.CountryCodes, reachable):
		return refuse(api.ErrorTypeInvalidPhoneNumberCountryCode, "The project does not send messages to the country of %s.", number)
	case slices.Contains(s.cfg.UnsubscribedPhones, number):
		return refuse(api.ErrorTypeUnsubscribedPhoneNumber, "%s has opted out of messages.", number)
	}
	return nil
}

// checkAttributes refuses an IP address that is none.
func checkAttributes(a api.Attributes) error {
	if a.IPAddress == "" {
		return nil
	}
	if _, err := netip.ParseAddr(a.IPAddress); err != nil {
		return refuse(api.ErrorTypeInvalidIPAddress, "%q is not an IP address.", a.IPAddress)
	}
	return nil
}

// checkLocale refuses a locale that there are no messages for.
func checkLocale[T ~string](locale T, known ...T) error {
	if locale != "" && !slices.Contains(known, locale) {
		return refuse(api.ErrorTypeInvalidLocale, "There are no messages in the locale %q.", string(locale))
	}
	return nil
}

func checkEmailLocale(locale api.Locale) error {
	return checkLocale(locale, api.LocaleEn, api.LocaleEs, api.LocaleFr, api.LocalePtBR)
}

func checkPhoneLocale(locale api.PhoneLocale) error {
	return checkLocale(locale, api.PhoneLocaleCaES, api.PhoneLocaleCs, api.PhoneLocaleDeDE, api.PhoneLocaleEn,
		api.PhoneLocaleEs, api.PhoneLocaleFa, api.PhoneLocaleFr, api.PhoneLocaleIt, api.PhoneLocaleJa, api.PhoneLocaleNl,
		api.PhoneLocalePl, api.PhoneLocalePtBR, api.PhoneLocaleRu, api.PhoneLocaleTr, api.PhoneLocaleVi, api.PhoneLocaleZhHans)
}

// checkTemplates refuses unknown email templates.
func (s *Server) checkTemplates(ids ...string) error {
	for _, id := range ids {
		switch {
		case id == "":
		case !templatePattern.MatchString(id):
			return refuse(api.ErrorTypeInvalidTemplateID, "%q is not the id of a template.", id)
		case s.cfg.Templates != nil && !slices.Contains(s.cfg.Templates, id):
			return refuse(api.ErrorTypeEmailTemplateNotFound, "The project has no email template %q.", id)
		}
	}
	return nil
}

// minutes returns a duration in minutes, or the default when it is not given.
func minutes(given, otherwise, least, most int, outside api.ErrorType, field string) (int, error) {
	switch {
	case given == 0:
		return otherwise, nil
	case given < least || given > most:
		return 0, refuse(outside, "%s must be between %d and %d.", field, least, most)
	}
	return given, nil
}

// checkExternalID refuses what cannot be an external id: other characters, or what looks like a user id.
func checkExternalID(id string) error {
	if !externalIDPattern.MatchString(id) {
		return refuse(api.ErrorTypeInvalidArgument, "external_id holds 1 to 128 letters, digits and the characters . _ - |.")
	}
	if match := idPattern.FindStringSubmatch(id); match != nil && match[1] == userPrefix {
		return refuse(api.ErrorTypeInvalidArgument, "external_id may not look like a user id.")
	}
	return nil
}

// checkToken refuses what does not have the shape of a token.
func checkToken(token string) error {
	switch {
	case token == docsToken:
		return refuse(api.ErrorTypeInvalidTokenDocs, "That token is the example of the documentation.")
	case !tokenPattern.MatchString(token):
		return refuse(api.ErrorTypeInvalidToken, "The token is not 44 characters of URL-safe base64.")
	}
	return nil
}

// The tokens in the examples of Stytch's documentation.
const (
	docsToken        = "SeiGwdj5lKkrEVgcEY3QNJXt6srxS3IK2Nwkar6mXD4="
	docsSessionToken = "mZAYn5aLEqKUlZ_Ad9U_fWr38GaAQ1oFAhT8ds245v7Q"
)
