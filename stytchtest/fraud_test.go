package stytchtest_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/fraud"
	"github.com/flymyai/stytch-go/stytchtest"
)

// verdict looks a fingerprint up.
func (w *harness) verdict(telemetryID string) api.FraudVerdict {
	w.Helper()
	lookup, err := w.Fraud.Fingerprint.Lookup(w.ctx, fraud.FingerprintLookupRequest{TelemetryID: telemetryID})
	w.ok(err)
	return lookup.Verdict
}

// rule sets a rule.
func (w *harness) rule(req fraud.RulesSetRequest) *fraud.RulesSetResponse {
	w.Helper()
	set, err := w.Fraud.Rules.Set(w.ctx, req)
	w.ok(err)
	return set
}

// inNetwork is a device with an address in AS 64500 in Germany.
func inNetwork(ip string) stytchtest.Fingerprint {
	return stytchtest.Fingerprint{Properties: &api.FraudProperties{NetworkProperties: api.FraudNetworkProperties{
		IPAddress:     ip,
		ASN:           api.FraudASNProperties{ASN: "64500", Name: "Example", Network: "203.0.113.0/24"},
		IPGeolocation: api.FraudIPGeoProperties{City: "Berlin", Region: "Berlin", Country: "DE"},
	}}}
}

func TestFraud_lookup(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	added := w.srv.Fingerprint(stytchtest.Fingerprint{
		Reasons: []string{"USER_AGENT_DECEPTION", "VIRTUAL_MACHINE"}, Deceptive: true, DetectedDeviceType: "MACOS",
		Properties: inNetwork("203.0.113.7").Properties, RawSignals: map[string]any{"screen": "small"}, ExpiresIn: time.Hour,
	})
	for id, prefix := range map[string]string{
		added.Fingerprints.VisitorID: "visitor-", added.Fingerprints.BrowserID: "browser-id-",
		added.Fingerprints.VisitorFingerprint: "visitor-fingerprint-", added.Fingerprints.BrowserFingerprint: "browser-fingerprint-",
		added.Fingerprints.HardwareFingerprint: "hardware-fingerprint-", added.Fingerprints.NetworkFingerprint: "network-fingerprint-",
	} {
		if rest, ok := strings.CutPrefix(id, prefix); !ok || len(rest) != 36 {
			t.Errorf("%s is not %s<uuid>", id, prefix)
		}
	}
	lookup, err := w.Fraud.Fingerprint.Lookup(w.ctx, fraud.FingerprintLookupRequest{
		TelemetryID: added.TelemetryID, ExternalMetadata: api.FraudMetadata{ExternalID: "customer-1", UserAction: "login"},
	})
	w.ok(err)
	if !strings.HasPrefix(lookup.RequestID, "request-id-fraud-") {
		t.Errorf("request ID %s", lookup.RequestID)
	}
	w.same(lookup.Verdict, api.FraudVerdict{
		Action: api.FraudVerdictActionBlock, Reasons: []string{"USER_AGENT_DECEPTION", "VIRTUAL_MACHINE"}, DetectedDeviceType: "MACOS",
	})
	w.same([]any{lookup.Fingerprints, *lookup.Properties, lookup.RawSignals}, []any{added.Fingerprints, *added.Properties, added.RawSignals})
	w.same(lookup.ExpiresAt.Sub(lookup.CreatedAt), time.Hour)

	again, err := w.Fraud.Fingerprint.Lookup(w.ctx, fraud.FingerprintLookupRequest{TelemetryID: added.TelemetryID, ExternalMetadata: api.FraudMetadata{OrganizationID: "o"}})
	w.ok(err)
	w.same(again.ExternalMetadata, api.FraudMetadata{ExternalID: "customer-1", UserAction: "login", OrganizationID: "o"})

	w.srv.Advance(time.Hour)
	_, err = w.Fraud.Fingerprint.Lookup(w.ctx, fraud.FingerprintLookupRequest{TelemetryID: added.TelemetryID})
	w.fails(err, api.ErrorTypeTelemetryIDNotFound)
}

// A fingerprint that does not say when it expires lasts ten years.
func TestFraud_lifetime(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	device := w.srv.Fingerprint(stytchtest.Fingerprint{})
	w.srv.Advance(10*365*24*time.Hour - time.Minute)
	w.verdict(device.TelemetryID)
	w.srv.Advance(time.Minute)
	_, err := w.Fraud.Fingerprint.Lookup(w.ctx, fraud.FingerprintLookupRequest{TelemetryID: device.TelemetryID})
	w.fails(err, api.ErrorTypeTelemetryIDNotFound)
	if hint := failure(t, err).Hint(); !strings.HasPrefix(hint, "block the device") {
		t.Errorf("the hint is %q", hint)
	}
}

func TestFraud_verdict(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	for name, tt := range map[string]struct {
		device stytchtest.Fingerprint
		want   api.FraudVerdictAction
	}{
		"nothing":                  {stytchtest.Fingerprint{}, api.FraudVerdictActionAllow},
		"one that challenges":      {stytchtest.Fingerprint{Reasons: []string{"VIRTUAL_MACHINE"}}, api.FraudVerdictActionChallenge},
		"the strictest of several": {stytchtest.Fingerprint{Reasons: []string{"VIRTUAL_MACHINE", "HEADLESS_BROWSER_AUTOMATION", "JAILBROKEN_DEVICE"}}, api.FraudVerdictActionBlock},
		"an unknown reason":        {stytchtest.Fingerprint{Reasons: []string{"TOO_GOOD_TO_BE_TRUE"}}, api.FraudVerdictActionChallenge},
		"as ordered":               {stytchtest.Fingerprint{Action: api.FraudVerdictActionBlock}, api.FraudVerdictActionBlock},
		"ordered against a reason": {stytchtest.Fingerprint{Reasons: []string{"VIRTUAL_MACHINE"}, Action: api.FraudVerdictActionAllow}, api.FraudVerdictActionAllow},
	} {
		got := w.verdict(w.srv.Fingerprint(tt.device).TelemetryID)
		if got.Action != tt.want || len(got.Reasons) != len(tt.device.Reasons) || got.RuleMatchType != "" || !got.IsAuthenticDevice {
			t.Errorf("%s: %+v, want %s", name, got, tt.want)
		}
	}
}

func TestFraud_overrides(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	both := w.srv.Fingerprint(stytchtest.Fingerprint{Reasons: []string{"VIRTUAL_MACHINE", "HEADLESS_BROWSER_AUTOMATION", "OF_THIS_TEST"}, Action: api.FraudVerdictActionAllow})
	override := func(reason string, action api.FraudAction) api.FraudVerdictReasonAction {
		w.Helper()
		resp, err := w.Fraud.VerdictReasons.Override(w.ctx, fraud.VerdictReasonsOverrideRequest{VerdictReason: reason, OverrideAction: action, OverrideDescription: "why"})
		w.ok(err)
		return resp.VerdictReasonAction
	}
	got := override("HEADLESS_BROWSER_AUTOMATION", api.FraudActionAllow)
	w.same([]any{got.DefaultAction, got.OverrideAction, got.OverrideDescription, got.OverrideCreatedAt.IsZero()},
		[]any{api.FraudVerdictActionBlock, api.FraudVerdictActionAllow, "why", false})
	verdict := w.verdict(both.TelemetryID)
	w.same(verdict.Action, api.FraudVerdictActionChallenge)
	w.same(verdict.VerdictReasonOverrides, []api.FraudVerdictReasonOverride{{VerdictReason: "HEADLESS_BROWSER_AUTOMATION", OverrideAction: api.FraudVerdictActionAllow}})
	override("OF_THIS_TEST", api.FraudActionBlock)
	w.same(w.verdict(both.TelemetryID).Action, api.FraudVerdictActionBlock)

	list := func(only bool) (names []string) {
		w.Helper()
		resp, err := w.Fraud.VerdictReasons.List(w.ctx, fraud.VerdictReasonsListRequest{OverridesOnly: only})
		w.ok(err)
		for _, r := range resp.VerdictReasonActions {
			names = append(names, r.VerdictReason)
		}
		return names
	}
	w.same(list(true), []string{"HEADLESS_BROWSER_AUTOMATION", "OF_THIS_TEST"})
	w.same(list(false), []string{"HEADLESS_BROWSER_AUTOMATION", "JAILBROKEN_DEVICE", "OF_THIS_TEST", "SMART_RATE_LIMIT_WARNING", "USER_AGENT_DECEPTION", "VIRTUAL_MACHINE"})

	cleared := override("OF_THIS_TEST", api.FraudActionNone)
	w.same([]any{cleared.OverrideAction, cleared.OverrideCreatedAt.IsZero()}, []any{api.FraudVerdictAction(""), true})
	override("HEADLESS_BROWSER_AUTOMATION", api.FraudActionNone)
	w.same(w.verdict(both.TelemetryID).Action, api.FraudVerdictActionAllow)
	w.same(len(list(true)), 0)
}

// Of the rules that match, the one for the most specific identifier decides, whatever its action.
func TestFraud_precedence(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	device := inNetwork("203.0.113.7")
	device.Reasons = []string{"HEADLESS_BROWSER_AUTOMATION"}
	device = w.srv.Fingerprint(device)
	ids := device.Fingerprints
	// From the last to the first in the order of precedence.
	for i, r := range []struct {
		ruleType api.FraudRuleType
		req      fraud.RulesSetRequest
		id       string
	}{
		{api.FraudRuleTypeCountryCode, fraud.RulesSetRequest{CountryCode: "DE"}, "DE"},
		{api.FraudRuleTypeASN, fraud.RulesSetRequest{ASN: "64500"}, "64500"},
		{api.FraudRuleTypeCIDRBlock, fraud.RulesSetRequest{CIDRBlock: "203.0.113.0/24"}, "203.0.113.0/24"},
		{api.FraudRuleTypeNetworkFingerprint, fraud.RulesSetRequest{NetworkFingerprint: ids.NetworkFingerprint}, ids.NetworkFingerprint},
		{api.FraudRuleTypeHardwareFingerprint, fraud.RulesSetRequest{HardwareFingerprint: ids.HardwareFingerprint}, ids.HardwareFingerprint},
		{api.FraudRuleTypeBrowserFingerprint, fraud.RulesSetRequest{BrowserFingerprint: ids.BrowserFingerprint}, ids.BrowserFingerprint},
		{api.FraudRuleTypeVisitorFingerprint, fraud.RulesSetRequest{VisitorFingerprint: ids.VisitorFingerprint}, ids.VisitorFingerprint},
		{api.FraudRuleTypeBrowserID, fraud.RulesSetRequest{BrowserID: ids.BrowserID}, ids.BrowserID},
		{api.FraudRuleTypeVisitorID, fraud.RulesSetRequest{VisitorID: ids.VisitorID}, ids.VisitorID},
	} {
		r.req.Action = []api.FraudAction{api.FraudActionBlock, api.FraudActionChallenge}[i%2]
		if r.ruleType == api.FraudRuleTypeVisitorID {
			r.req.Action = api.FraudActionAllow // over all the others, and over the reason
		}
		w.rule(r.req)
		got := w.verdict(device.TelemetryID)
		w.same([]any{got.RuleMatchType, got.RuleMatchIdentifier, string(got.Action)}, []any{r.ruleType, r.id, string(r.req.Action)})
		w.same(got.Reasons, []string{"HEADLESS_BROWSER_AUTOMATION", "RULE_MATCH"})
	}
	w.same(w.verdict(w.srv.Fingerprint(stytchtest.Fingerprint{}).TelemetryID).RuleMatchType, api.FraudRuleType(""))
}

// Of several blocks, the smallest decides; of several spellings of one, the strictest.
func TestFraud_blocks(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	device := w.srv.Fingerprint(inNetwork("203.0.113.7"))
	outside := w.srv.Fingerprint(inNetwork("203.0.114.7"))
	action := func(f stytchtest.Fingerprint) string { return string(w.verdict(f.TelemetryID).Action) }
	w.rule(fraud.RulesSetRequest{CIDRBlock: "203.0.113.0/24", Action: api.FraudActionAllow})
	w.rule(fraud.RulesSetRequest{CIDRBlock: "203.0.0.0/16", Action: api.FraudActionBlock})
	w.same([]string{action(device), action(outside)}, []string{"ALLOW", "BLOCK"})
	w.rule(fraud.RulesSetRequest{CIDRBlock: "203.0.113.99/24", Action: api.FraudActionChallenge})
	w.same(action(device), "CHALLENGE")
	w.rule(fraud.RulesSetRequest{CIDRBlock: "203.0.113.98/24", Action: api.FraudActionBlock})
	w.same(action(device), "BLOCK")
	w.rule(fraud.RulesSetRequest{CIDRBlock: "203.0.113.7", Action: api.FraudActionAllow})
	w.same(action(device), "ALLOW")
	mapped := w.srv.Fingerprint(inNetwork("::ffff:203.0.114.9"))
	w.same(action(mapped), "BLOCK")
}

func TestFraud_ruleLife(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	device := w.srv.Fingerprint(inNetwork("203.0.113.7"))
	list := func() []api.FraudRule {
		w.Helper()
		page, err := w.Fraud.Rules.List(w.ctx, fraud.RulesListRequest{})
		w.ok(err)
		return page.Rules
	}
	set := w.rule(fraud.RulesSetRequest{ASN: "64500", Action: api.FraudActionBlock, ExpiresInMinutes: 10, Description: "for now"})
	w.same([]any{set.ASN, set.ExpiresAt.Sub(w.srv.Now()) > 9*time.Minute}, []any{"64500", true})
	first := list()[0]
	w.same([]any{first.Description, first.RuleType, first.LastUpdatedAt.IsZero()}, []any{"for now", api.FraudRuleTypeASN, true})

	w.srv.Advance(5 * time.Minute)
	w.rule(fraud.RulesSetRequest{ASN: "64500", Action: api.FraudActionChallenge, ExpiresInMinutes: 10})
	changed := list()
	w.same(len(changed), 1)
	w.same([]any{changed[0].CreatedAt, changed[0].LastUpdatedAt.After(first.CreatedAt), changed[0].Description}, []any{first.CreatedAt, true, ""})
	w.srv.Advance(9 * time.Minute)
	w.same(w.verdict(device.TelemetryID).Action, api.FraudVerdictActionChallenge)
	w.srv.Advance(time.Minute)
	w.same(w.verdict(device.TelemetryID).Action, api.FraudVerdictActionAllow)
	w.same(len(list()), 0)

	w.rule(fraud.RulesSetRequest{CountryCode: "DE", Action: api.FraudActionBlock})
	w.srv.Advance(365 * 24 * time.Hour)
	w.same(w.verdict(device.TelemetryID).Action, api.FraudVerdictActionBlock)
	deleted := w.rule(fraud.RulesSetRequest{CountryCode: "DE", Action: api.FraudActionNone})
	w.same(deleted.Action, api.FraudActionNone)
	w.rule(fraud.RulesSetRequest{CountryCode: "DE", Action: api.FraudActionNone}) // there is none any more
	w.same(w.verdict(device.TelemetryID).Action, api.FraudVerdictActionAllow)
}

func TestFraud_pages(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	for i := range 25 {
		w.rule(fraud.RulesSetRequest{ASN: strconv.Itoa(i), Action: api.FraudActionBlock})
	}
	var seen []string
	req := fraud.RulesListRequest{}
	for _, want := range []int{10, 10, 5} {
		page, err := w.Fraud.Rules.List(w.ctx, req)
		w.ok(err)
		w.same(len(page.Rules), want)
		for _, r := range page.Rules {
			seen = append(seen, r.ASN)
		}
		if len(seen) == 10 { // a rule that goes does not shift the pages
			w.rule(fraud.RulesSetRequest{ASN: "3", Action: api.FraudActionNone})
		}
		req.Cursor = page.NextCursor
	}
	w.same(req.Cursor, "")
	for i, asn := range seen {
		w.same(asn, strconv.Itoa(i))
	}
	all, err := w.Fraud.Rules.List(w.ctx, fraud.RulesListRequest{Limit: 100})
	w.ok(err)
	w.same([]any{len(all.Rules), all.NextCursor}, []any{24, ""})
}

// Identifiers that a rule does not have are sent as empty strings, and what is unset as null.
func TestFraud_wire(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	w.rule(fraud.RulesSetRequest{ASN: "64500", Action: api.FraudActionBlock})
	var body []byte
	w.ok(w.Request(w.ctx, http.MethodPost, "/v1/rules/list", map[string]any{}, &body))
	for _, want := range []string{`"visitor_id":""`, `"country_code":""`, `"asn":"64500"`, `"expires_at":null`, `"last_updated_at":null`, `"next_cursor":""`} {
		if !strings.Contains(string(body), want) {
			t.Errorf("no %s in %s", want, body)
		}
	}
	w.ok(w.Request(w.ctx, http.MethodPost, "/v1/verdict_reasons/list", map[string]any{}, &body))
	for _, want := range []string{`"override_action":null`, `"override_description":null`, `"override_created_at":null`} {
		if !strings.Contains(string(body), want) {
			t.Errorf("no %s in %s", want, body)
		}
	}
}

const rulesPath = "/v1/rules/set"

var fraudErrors = []errorCase{
	raw(api.ErrorTypeUnauthorizedCredentialsError, "POST", rulesPath, `{"action": "BLOCK"}`, func(r *http.Request) { r.SetBasicAuth("project-test-"+uuid, "y") }),
	post(api.ErrorTypeTelemetryIDNotFound, "/v1/fingerprint/lookup", `{"telemetry_id": "`+uuid+`"}`),
	post(api.ErrorTypeInvalidExternalMetadata, "/v1/fingerprint/lookup", `{"telemetry_id": "`+uuid+`", "external_metadata": {"external_id": "a b"}}`),
	post(api.ErrorTypeInvalidExternalMetadata, "/v1/fingerprint/lookup", `{"telemetry_id": "`+uuid+`", "external_metadata": {"user_action": "`+strings.Repeat("x", 66)+`"}}`),
	post(api.ErrorTypeInvalidFingerprintOrID, rulesPath, `{"action": "BLOCK"}`),
	post(api.ErrorTypeInvalidFingerprintOrID, rulesPath, `{"action": "BLOCK", "asn": "1", "country_code": "DE"}`),
	post(api.ErrorTypeInvalidFingerprintOrID, rulesPath, `{"action": "BLOCK", "visitor_id": "browser-id-`+uuid+`"}`),
	post(api.ErrorTypeInvalidFingerprintOrID, rulesPath, `{"action": "BLOCK", "visitor_id": "visitor-fingerprint-`+uuid+`"}`),
	post(api.ErrorTypeInvalidActionForRules, rulesPath, `{"action": "SHRUG", "asn": "1"}`),
	post(api.ErrorTypeInvalidActionForRules, rulesPath, `{"asn": "1"}`),
	post(api.ErrorTypeInvalidASN, rulesPath, `{"action": "BLOCK", "asn": "AS1"}`),
	post(api.ErrorTypeInvalidASN, rulesPath, `{"action": "BLOCK", "asn": "4294967296"}`),
	post(api.ErrorTypeInvalidASN, rulesPath, `{"action": "BLOCK", "asn": "01"}`),
	post(api.ErrorTypeInvalidCIDRBlock, rulesPath, `{"action": "BLOCK", "cidr_block": "203.0.113"}`),
	post(api.ErrorTypeInvalidCIDRBlock, rulesPath, `{"action": "BLOCK", "cidr_block": "2001:db8::/32"}`),
	post(api.ErrorTypeCIDRBlockInvalidPrefix, rulesPath, `{"action": "BLOCK", "cidr_block": "203.0.0.0/15"}`),
	post(api.ErrorTypeInvalidCountryCode, rulesPath, `{"action": "BLOCK", "country_code": "XX"}`),
	post(api.ErrorTypeInvalidCountryCode, rulesPath, `{"action": "BLOCK", "country_code": "de"}`),
	post(api.ErrorTypeInvalidCountryCode, rulesPath, `{"action": "BLOCK", "country_code": "EU"}`),
	post(api.ErrorTypeInvalidCountryCodeAllowRule, rulesPath, `{"action": "ALLOW", "country_code": "DE"}`),
	post(api.ErrorTypeInvalidArgument, rulesPath, `{"action": "BLOCK", "asn": "1", "expires_in_minutes": -1}`),
	post(api.ErrorTypeInvalidArgument, rulesPath, `{"action": "BLOCK", "asn": "1", "expires_in_minutes": 2147483647}`),
	post(api.ErrorTypeInvalidArgument, "/v1/rules/list", `{"limit": 101}`),
	post(api.ErrorTypeInvalidArgument, "/v1/rules/list", `{"limit": -1}`),
	post(api.ErrorTypeDFPRuleInvalidCursor, "/v1/rules/list", `{"cursor": "x"}`),
	post(api.ErrorTypeInvalidArgument, "/v1/verdict_reasons/override", `{"verdict_reason": "RULE_MATCH", "override_action": "ALLOW"}`),
	post(api.ErrorTypeInvalidArgument, "/v1/verdict_reasons/override", `{"verdict_reason": "MADE_UP", "override_action": "ALLOW"}`),
	post(api.ErrorTypeInvalidArgument, "/v1/verdict_reasons/override", `{"verdict_reason": "VIRTUAL_MACHINE", "override_action": "SHRUG"}`),
	post(api.ErrorTypeInvalidEmail, "/v1/email/risk", `{}`),
}
