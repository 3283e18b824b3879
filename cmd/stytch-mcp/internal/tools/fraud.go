package tools

import "github.com/flymyai/stytch-go/api"

func (b *toolbox) fraud() []*tool {
	return []*tool{
		endpointTool[emailRiskInput](b, spec{
			name: "stytch_fraud_email_risk", title: "Assess an email address", effect: reads,
			description: "Estimate how likely an email address is invalid or fraudulent. Nothing is sent to it.",
		}, "fraud.email.risk"),
		endpointTool[fingerprintInput](b, spec{
			name: "stytch_fraud_fingerprint_lookup", title: "Look up a device fingerprint", effect: reads,
			description: "Get the fingerprint and the verdict that Stytch recorded for a telemetry ID.",
		}, "fraud.fingerprint.lookup"),
		endpointTool[pageInput](b, spec{
			name: "stytch_fraud_rule_list", title: "List fraud rules", effect: reads,
			description: "List the rules that override verdicts, one page per call.",
		}, "fraud.rules.list"),
		endpointTool[ruleSetInput](b, spec{
			name: "stytch_fraud_rule_set", title: "Set a fraud rule", effect: overwrites,
			description: "Allow, challenge or block what a rule matches. Action NONE removes the rule.",
			rules:       []rule{exactlyOneOf("visitor_id", "browser_id", "visitor_fingerprint", "browser_fingerprint", "hardware_fingerprint", "network_fingerprint", "cidr_block", "country_code", "asn")},
		}, "fraud.rules.set"),
		endpointTool[reasonListInput](b, spec{
			name: "stytch_fraud_verdict_reason_list", title: "List verdict reasons", effect: reads,
			description: "List the reasons for verdicts with their actions.",
		}, "fraud.verdict_reasons.list"),
		endpointTool[reasonOverrideInput](b, spec{
			name: "stytch_fraud_verdict_reason_override", title: "Override a verdict reason", effect: overwrites,
			description: "Change the action that a reason leads to. The effect of NONE is not documented.",
		}, "fraud.verdict_reasons.override"),
	}
}

type emailRiskInput struct {
	EmailAddress emailAddress `json:"email_address"`
}

type fingerprintInput struct {
	TelemetryID token          `json:"telemetry_id" jsonschema:"Telemetry ID from the browser, e.g. 026ac93b-8cdf-4fcb-bfa6-36a31cfecac1"`
	Fields      responseFields `json:"fields,omitzero"`
}

type ruleSetInput struct {
	Action              api.FraudAction `json:"action"`
	VisitorID           token           `json:"visitor_id,omitzero" jsonschema:"Visitor, e.g. visitor-6139cbcc-4dda-4b1f-b1c0-13c08ec64d72"`
	BrowserID           token           `json:"browser_id,omitzero" jsonschema:"Browser, e.g. browser-id-a8c0a4e8"`
	VisitorFingerprint  token           `json:"visitor_fingerprint,omitzero" jsonschema:"Fingerprint, e.g. visitor-fingerprint-5d6a7d62"`
	BrowserFingerprint  token           `json:"browser_fingerprint,omitzero" jsonschema:"Fingerprint, e.g. browser-fingerprint-1d7b0e76"`
	HardwareFingerprint token           `json:"hardware_fingerprint,omitzero" jsonschema:"Fingerprint, e.g. hardware-fingerprint-4af7a05d"`
	NetworkFingerprint  token           `json:"network_fingerprint,omitzero" jsonschema:"Fingerprint, e.g. network-fingerprint-c1f6a8c2"`
	CIDRBlock           token           `json:"cidr_block,omitzero" jsonschema:"Addresses, e.g. 203.0.113.0/24"`
	CountryCode         token           `json:"country_code,omitzero" jsonschema:"ISO 3166-1 country code, e.g. US"`
	ASN                 token           `json:"asn,omitzero" jsonschema:"Autonomous system, e.g. 64496"`
	Description         label           `json:"description,omitzero" jsonschema:"Why the rule exists, e.g. Load test"`
	ExpiresInMinutes    ruleMinutes     `json:"expires_in_minutes,omitzero"`
}

type reasonListInput struct {
	OverridesOnly bool `json:"overrides_only,omitzero" jsonschema:"Whether to list only reasons that are overridden."`
}

type reasonOverrideInput struct {
	VerdictReason       token           `json:"verdict_reason" jsonschema:"Reason to override, e.g. VIRTUAL_MACHINE"`
	OverrideAction      api.FraudAction `json:"override_action"`
	OverrideDescription label           `json:"override_description,omitzero" jsonschema:"Why, e.g. Our testers use virtual machines"`
}
