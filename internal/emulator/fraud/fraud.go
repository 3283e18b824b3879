// Package fraud serves device fingerprints with their verdicts, rules, and the risk of email addresses. Whoever adds
// a fingerprint to the store stands in for the script that takes fingerprints in a browser.
package fraud

import (
	"cmp"
	"regexp"
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Host is the host that serves the domain at Stytch.
const Host = "fraud"

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.On(Host, op.Post("fraud.email.risk", "/v1/email/risk", emailRisk)),
		op.On(Host, op.Post("fraud.fingerprint.lookup", "/v1/fingerprint/lookup", lookup)),
		op.On(Host, op.Post("fraud.rules.set", "/v1/rules/set", setRule)),
		op.On(Host, op.Post("fraud.rules.list", "/v1/rules/list", listRules)),
		op.On(Host, op.Post("fraud.verdict_reasons.override", "/v1/verdict_reasons/override", overrideReason)),
		op.On(Host, op.Post("fraud.verdict_reasons.list", "/v1/verdict_reasons/list", listReasons)),
	}
}

// state is the state of the domain.
type state struct {
	// rules are in the order of their creation. Expired ones are removed when they are next looked at.
	rules   []*rule
	lastSeq uint64
	reasons reasons
}

var metadataPattern = regexp.MustCompile(`^[A-Za-z0-9_+.@-]{0,65}$`)

func lookup(c *op.Call, req *api.FraudFingerprintLookupRequest) (*api.FraudFingerprintLookupResponse, error) {
	m := req.ExternalMetadata
	for name, value := range map[string]string{"external_id": m.ExternalID, "organization_id": m.OrganizationID, "user_action": m.UserAction} {
		if !metadataPattern.MatchString(value) {
			return nil, apierror.Newf(api.ErrorTypeInvalidExternalMetadata, "%s can have at most 65 letters, digits and the characters _ + . @ -.", name)
		}
	}
	f := c.Store.Fingerprint(req.TelemetryID)
	if f == nil {
		return nil, apierror.Newf(api.ErrorTypeTelemetryIDNotFound, "The telemetry_id is unknown or has expired.")
	}
	// Values that a later lookup omits stay stored.
	f.Metadata = api.FraudMetadata{
		ExternalID:     cmp.Or(m.ExternalID, f.Metadata.ExternalID),
		OrganizationID: cmp.Or(m.OrganizationID, f.Metadata.OrganizationID),
		UserAction:     cmp.Or(m.UserAction, f.Metadata.UserAction),
	}
	return &api.FraudFingerprintLookupResponse{
		TelemetryID: f.TelemetryID, CreatedAt: f.CreatedAt, ExpiresAt: f.ExpiresAt,
		ExternalMetadata: f.Metadata, Fingerprints: f.Fingerprints, Properties: f.Properties, RawSignals: f.RawSignals,
		Verdict: verdict(store.Part[state](c.Store), c, f),
	}, nil
}

// severity orders the actions of verdicts.
var severity = map[api.FraudVerdictAction]int{
	api.FraudVerdictActionAllow: 0, api.FraudVerdictActionChallenge: 1, api.FraudVerdictActionBlock: 2,
}

func strictest(a, b api.FraudVerdictAction) api.FraudVerdictAction {
	if severity[b] > severity[a] {
		return b
	}
	return a
}

// verdict judges a device. A rule takes precedence over overrides of reasons, and these over the action of the
// fingerprint.
func verdict(s *state, c *op.Call, f *store.Fingerprint) api.FraudVerdict {
	v := api.FraudVerdict{
		Action:             f.Action,
		DetectedDeviceType: f.DetectedDeviceType, IsAuthenticDevice: !f.Deceptive,
		Reasons:                append([]string{}, f.Reasons...),
		VerdictReasonOverrides: []api.FraudVerdictReasonOverride{},
	}
	ofReasons := api.FraudVerdictActionAllow
	for _, name := range f.Reasons {
		r := s.reasons.get(name)
		ofReasons = strictest(ofReasons, r.action())
		if r.OverrideAction != "" {
			v.VerdictReasonOverrides = append(v.VerdictReasonOverrides, api.FraudVerdictReasonOverride{VerdictReason: name, OverrideAction: r.OverrideAction})
		}
	}
	if v.Action == "" || len(v.VerdictReasonOverrides) > 0 {
		v.Action = ofReasons
	}
	if r := s.match(f, c.Now); r != nil {
		v.Action = api.FraudVerdictAction(r.Action)
		v.Reasons = append(v.Reasons, config.RuleMatch)
		v.RuleMatchType, v.RuleMatchIdentifier = r.RuleType, r.identifier
	}
	slices.Sort(v.Reasons)
	v.Reasons = slices.Compact(v.Reasons)
	return v
}
