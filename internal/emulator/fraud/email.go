package fraud

import (
	"errors"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/op"
)

// disposableDomains belong to providers of disposable addresses. The list is short, but enough for tests.
var disposableDomains = []string{
	"10minutemail.com", "dispostable.com", "getnada.com", "guerrillamail.com", "maildrop.cc", "mailinator.com",
	"sharklasers.com", "temp-mail.org", "tempmail.com", "throwawaymail.com", "trashmail.com", "yopmail.com",
}

// roleNames are the local parts of addresses that belong to a function (RFC 2142 and common ones), not to a person.
var roleNames = []string{
	"abuse", "admin", "administrator", "billing", "contact", "help", "hostmaster", "info", "marketing", "no-reply", "noc", "noreply",
	"office", "postmaster", "root", "sales", "security", "support", "team", "webmaster",
}

// What each finding adds to the risk score, up to 100.
const (
	riskUnusable   = 100
	riskBounced    = 80
	riskDisposable = 80
	riskRole       = 20
	riskTumbling   = 10
	// freeTumbling is how many dots and plus signs an address can have without a risk.
	freeTumbling = 1

	maxRisk       = 100
	blockFrom     = 70
	challengeFrom = 30
)

func emailRisk(c *op.Call, req *api.FraudEmailRiskRequest) (*api.FraudEmailRiskResponse, error) {
	if req.EmailAddress == "" {
		return nil, apierror.Newf(api.ErrorTypeInvalidEmail, "email_address is required.")
	}
	address := strings.ToLower(req.EmailAddress)
	local, domain, _ := strings.Cut(address, "@")
	malformed := problem(c.Project.CheckEmail(address))
	resp := &api.FraudEmailRiskResponse{
		AddressInformation: api.FraudEmailAddressInformation{
			HasValidSyntax:         malformed != api.ErrorTypeInvalidEmail && malformed != api.ErrorTypeForbiddenCharacterZeroWidthSpace,
			HasKnownBounces:        slices.ContainsFunc(c.Project.InactiveEmails, func(known string) bool { return strings.EqualFold(known, address) }),
			NormalizedEmail:        normalized(local, domain),
			TumblingCharacterCount: strings.Count(local, ".") + strings.Count(local, "+"),
		},
		DomainInformation: api.FraudEmailDomainInformation{IsDisposableDomain: isOrBelow(domain, disposableDomains)},
	}
	information := &resp.AddressInformation
	unsuffixed, _, _ := strings.Cut(local, "+")
	information.IsSuspectedRoleAddress = slices.Contains(roleNames, unsuffixed)
	resp.DomainInformation.HasMXOrARecord = information.HasValidSyntax && malformed != api.ErrorTypeInvalidEmailDomain
	resp.RiskScore = score(information, &resp.DomainInformation)
	switch {
	case resp.RiskScore >= blockFrom:
		resp.Action = api.FraudVerdictActionBlock
	case resp.RiskScore >= challengeFrom:
		resp.Action = api.FraudVerdictActionChallenge
	default:
		resp.Action = api.FraudVerdictActionAllow
	}
	return resp, nil
}

// problem returns the type of the error about an address, empty without one.
func problem(err error) api.ErrorType {
	if e, ok := errors.AsType[*apierror.Error](err); ok {
		return e.Type
	}
	return ""
}

// normalized returns an address without the parts that do not change the mailbox.
func normalized(local, domain string) string {
	local, _, _ = strings.Cut(local, "+")
	local = strings.ReplaceAll(local, ".", "")
	if domain == "" {
		return local
	}
	return local + "@" + domain
}

// isOrBelow reports whether a domain is one of the list, or below one.
func isOrBelow(domain string, list []string) bool {
	return slices.ContainsFunc(list, func(entry string) bool { return domain == entry || strings.HasSuffix(domain, "."+entry) })
}

func score(address *api.FraudEmailAddressInformation, domain *api.FraudEmailDomainInformation) int {
	risk := riskTumbling * max(0, address.TumblingCharacterCount-freeTumbling)
	if !address.HasValidSyntax || !domain.HasMXOrARecord {
		risk += riskUnusable
	}
	if address.HasKnownBounces {
		risk += riskBounced
	}
	if domain.IsDisposableDomain {
		risk += riskDisposable
	}
	if address.IsSuspectedRoleAddress {
		risk += riskRole
	}
	return min(risk, maxRisk)
}
