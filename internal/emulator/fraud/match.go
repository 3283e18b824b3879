package fraud

import (
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// rule is a rule. Its identifier, as it was written, distinguishes it from others.
type rule struct {
	api.FraudRule

	seq        uint64
	identifier string
	// block is set for a rule about a block of addresses.
	block netip.Prefix
}

// readRule returns the rule for the one identifier of a request.
func readRule(req *api.FraudRulesSetRequest) (*rule, error) {
	var found *rule
	for _, kind := range kinds {
		given := *kind.of(&api.FraudRule{
			VisitorID: req.VisitorID, BrowserID: req.BrowserID, VisitorFingerprint: req.VisitorFingerprint, BrowserFingerprint: req.BrowserFingerprint,
			HardwareFingerprint: req.HardwareFingerprint, NetworkFingerprint: req.NetworkFingerprint,
			CIDRBlock: req.CIDRBlock, ASN: req.ASN, CountryCode: req.CountryCode,
		})
		switch {
		case given == "":
			continue
		case found != nil:
			return nil, apierror.Newf(api.ErrorTypeInvalidFingerprintOrID, "A rule has one identifier, not several.")
		}
		found = &rule{FraudRule: api.FraudRule{RuleType: kind.ruleType}, identifier: given}
		*kind.of(&found.FraudRule) = given
		if err := kind.check(found); err != nil {
			return nil, err
		}
	}
	if found == nil {
		return nil, apierror.Newf(api.ErrorTypeInvalidFingerprintOrID, "A rule needs an identifier, such as visitor_id or cidr_block.")
	}
	return found, nil
}

// kind is a kind of rules.
type kind struct {
	ruleType api.FraudRuleType
	// of returns a pointer to the identifier in a rule.
	of func(*api.FraudRule) *string
	// check rejects a malformed identifier.
	check func(*rule) error
	// device returns the identifier of a device, empty where it is not known.
	device func(*store.Fingerprint) string
}

// kinds are the kinds of rules. Of several rules that match, the one of the first kind decides.
var kinds = []kind{
	{api.FraudRuleTypeVisitorID, func(r *api.FraudRule) *string { return &r.VisitorID }, checkID(config.PrefixVisitorID),
		func(f *store.Fingerprint) string { return f.Fingerprints.VisitorID }},
	{api.FraudRuleTypeBrowserID, func(r *api.FraudRule) *string { return &r.BrowserID }, checkID(config.PrefixBrowserID),
		func(f *store.Fingerprint) string { return f.Fingerprints.BrowserID }},
	{api.FraudRuleTypeVisitorFingerprint, func(r *api.FraudRule) *string { return &r.VisitorFingerprint }, checkID(config.PrefixVisitorFingerprint),
		func(f *store.Fingerprint) string { return f.Fingerprints.VisitorFingerprint }},
	{api.FraudRuleTypeBrowserFingerprint, func(r *api.FraudRule) *string { return &r.BrowserFingerprint }, checkID(config.PrefixBrowserFingerprint),
		func(f *store.Fingerprint) string { return f.Fingerprints.BrowserFingerprint }},
	{api.FraudRuleTypeHardwareFingerprint, func(r *api.FraudRule) *string { return &r.HardwareFingerprint }, checkID(config.PrefixHardwareFingerprint),
		func(f *store.Fingerprint) string { return f.Fingerprints.HardwareFingerprint }},
	{api.FraudRuleTypeNetworkFingerprint, func(r *api.FraudRule) *string { return &r.NetworkFingerprint }, checkID(config.PrefixNetworkFingerprint),
		func(f *store.Fingerprint) string { return f.Fingerprints.NetworkFingerprint }},
	{api.FraudRuleTypeCIDRBlock, func(r *api.FraudRule) *string { return &r.CIDRBlock }, checkBlock,
		func(f *store.Fingerprint) string { return network(f).IPAddress }},
	{api.FraudRuleTypeASN, func(r *api.FraudRule) *string { return &r.ASN }, checkASN,
		func(f *store.Fingerprint) string { return network(f).ASN.ASN }},
	{api.FraudRuleTypeCountryCode, func(r *api.FraudRule) *string { return &r.CountryCode }, checkCountry,
		func(f *store.Fingerprint) string { return network(f).IPGeolocation.Country }},
}

func network(f *store.Fingerprint) api.FraudNetworkProperties {
	if f.Properties == nil {
		return api.FraudNetworkProperties{}
	}
	return f.Properties.NetworkProperties
}

func checkID(prefix string) func(*rule) error {
	return func(r *rule) error {
		if !config.IsDeviceID(prefix, r.identifier) {
			return apierror.Newf(api.ErrorTypeInvalidFingerprintOrID, "%q is not of the form %s<uuid>.", r.identifier, prefix)
		}
		return nil
	}
}

// checkBlock takes an IPv4 address as a block of its own.
func checkBlock(r *rule) error {
	text := r.identifier
	if !strings.Contains(text, "/") {
		text += "/32"
	}
	block, err := netip.ParsePrefix(text)
	switch {
	case err != nil || !block.Addr().Is4():
		return apierror.Newf(api.ErrorTypeInvalidCIDRBlock, "%q is neither an IPv4 address nor a CIDR block.", r.identifier)
	case block.Bits() < 16:
		return apierror.Newf(api.ErrorTypeCIDRBlockInvalidPrefix, "The prefix length of a CIDR block must be from 16 to 32.")
	}
	r.block = block.Masked()
	return nil
}

func checkASN(r *rule) error {
	if n, err := strconv.ParseUint(r.identifier, 10, 32); err != nil || strconv.FormatUint(n, 10) != r.identifier {
		return apierror.Newf(api.ErrorTypeInvalidASN, "asn must be an integer from 0 to 4294967295, as a string.")
	}
	return nil
}

func checkCountry(r *rule) error {
	if !config.IsCountry(r.identifier) {
		return apierror.Newf(api.ErrorTypeInvalidCountryCode, "%q is not a country code of ISO 3166-1 alpha-2, such as DE.", r.identifier)
	}
	return nil
}

// match returns the rule that decides about a device, or nil.
func (s *state) match(f *store.Fingerprint, now time.Time) *rule {
	s.expire(now)
	for _, kind := range kinds {
		value := kind.device(f)
		if value == "" {
			continue
		}
		var best *rule
		for _, r := range s.rules {
			if r.RuleType == kind.ruleType && r.matches(value) && (best == nil || r.decidesBefore(best)) {
				best = r
			}
		}
		if best != nil {
			return best
		}
	}
	return nil
}

func (r *rule) matches(value string) bool {
	if r.RuleType != api.FraudRuleTypeCIDRBlock {
		return r.identifier == value
	}
	addr, err := netip.ParseAddr(value)
	return err == nil && r.block.Contains(addr.Unmap())
}

// decidesBefore orders the rules of one kind that match: the smaller block, then the stricter action.
func (r *rule) decidesBefore(other *rule) bool {
	if r.block.Bits() != other.block.Bits() {
		return r.block.Bits() > other.block.Bits()
	}
	return severity[api.FraudVerdictAction(r.Action)] > severity[api.FraudVerdictAction(other.Action)]
}
