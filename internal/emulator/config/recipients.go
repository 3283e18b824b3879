package config

import (
	"net/mail"
	"regexp"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
)

var (
	phonePattern    = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)
	templatePattern = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,128}$`)
	domainPattern   = regexp.MustCompile(`^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$`)
)

const zeroWidthSpace = '\u200b'

// docsPhoneNumber is the number in the examples of Stytch's documentation.
const docsPhoneNumber = "+12025550162"

// CheckEmail rejects a malformed email address.
func (p *Project) CheckEmail(address string) error {
	if strings.ContainsRune(address, zeroWidthSpace) {
		return apierror.Newf(api.ErrorTypeForbiddenCharacterZeroWidthSpace, "The email address contains a zero-width space.")
	}
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Address != address || len(address) > 254 {
		return apierror.Newf(api.ErrorTypeInvalidEmail, "%q is not an email address.", address)
	}
	local, domain, _ := strings.Cut(address, "@")
	if len(local) > 64 || !domainPattern.MatchString(domain) {
		return apierror.Newf(api.ErrorTypeInvalidEmail, "%q is not an email address.", address)
	}
	switch address := strings.ToLower(address); {
	case strings.HasSuffix(address, ".invalid"): // RFC 2606 reserves it for this
		return apierror.Newf(api.ErrorTypeInvalidEmailDomain, "The domain of %s cannot receive mail.", address)
	case address == sandbox.Email && p.Env() == EnvLive:
		return apierror.Newf(api.ErrorTypeInvalidEmailSandbox, "The sandbox address works in the test environment only.")
	}
	return nil
}

// CheckEmailRecipient rejects the addresses that the project does not send to.
func (p *Project) CheckEmailRecipient(address string) error {
	_, domain, _ := strings.Cut(address, "@")
	listed := func(list []string) bool {
		return slices.ContainsFunc(list, func(entry string) bool {
			return strings.EqualFold(entry, address) || strings.EqualFold(entry, domain)
		})
	}
	switch {
	case listed(p.DeniedEmails):
		return apierror.Newf(api.ErrorTypeEmailInDenylist, "%s is on the deny list of the project.", address)
	case p.AllowedEmails != nil && !listed(p.AllowedEmails):
		return apierror.Newf(api.ErrorTypeEmailNotInAllowlist, "%s is not on the allow list of the project.", address)
	case listed(p.InactiveEmails):
		return apierror.Newf(api.ErrorTypeInactiveEmail, "Mail to %s bounced earlier, so no more is sent.", address)
	}
	return nil
}

// CheckPhone rejects what is not a phone number in E.164.
func (p *Project) CheckPhone(number string) error {
	switch {
	case strings.ContainsRune(number, zeroWidthSpace):
		return apierror.Newf(api.ErrorTypeForbiddenCharacterZeroWidthSpace, "The phone number contains a zero-width space.")
	case !phonePattern.MatchString(number):
		return apierror.Newf(api.ErrorTypeInvalidPhoneNumber, "%q is not a phone number in E.164.", number)
	case number == docsPhoneNumber:
		return apierror.Newf(api.ErrorTypeInvalidPhoneNumberDocs, "%s is the example from the documentation.", number)
	case number == sandbox.Phone && p.Env() == EnvLive:
		return apierror.Newf(api.ErrorTypeInvalidPhoneNumberSandbox, "The sandbox number works in the test environment only.")
	}
	return nil
}

// CheckPhoneRecipient rejects the numbers that the project does not send to.
func (p *Project) CheckPhoneRecipient(number string) error {
	reachable := func(code string) bool { return strings.HasPrefix(number[1:], code) }
	switch {
	case p.CountryCodes != nil && !slices.ContainsFunc(p.CountryCodes, reachable):
		return apierror.Newf(api.ErrorTypeInvalidPhoneNumberCountryCode, "The project does not send messages to the country of %s.", number)
	case slices.Contains(p.UnsubscribedPhones, number):
		return apierror.Newf(api.ErrorTypeUnsubscribedPhoneNumber, "%s has opted out of messages.", number)
	}
	return nil
}

// CheckTemplates rejects unknown email templates.
func (p *Project) CheckTemplates(ids ...string) error {
	for _, id := range ids {
		switch {
		case id == "":
		case !templatePattern.MatchString(id):
			return apierror.Newf(api.ErrorTypeInvalidTemplateID, "%q is not the ID of a template.", id)
		case p.Templates != nil && !slices.Contains(p.Templates, id):
			return apierror.Newf(api.ErrorTypeEmailTemplateNotFound, "The project has no email template %q.", id)
		}
	}
	return nil
}

// SandboxContact returns the ID of the sandbox address or number. It reports whether the value is one.
func (p *Project) SandboxContact(value string) (id string, ok bool) {
	switch {
	case !p.Sandbox():
	case strings.EqualFold(value, sandbox.Email):
		return sandbox.EmailID, true
	case value == sandbox.Phone:
		return sandbox.PhoneID, true
	}
	return "", false
}
