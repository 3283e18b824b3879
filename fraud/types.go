package fraud

import "github.com/flymyai/stytch-go/api"

type (
	// EmailRiskRequest is the request of [EmailService.Risk]. EmailAddress is required.
	// See [api.FraudEmailRiskRequest] for its fields.
	EmailRiskRequest = api.FraudEmailRiskRequest
	// EmailRiskResponse is the response of [EmailService.Risk]: the recommended action, a score and what it is based on.
	// See [api.FraudEmailRiskResponse] for its fields.
	EmailRiskResponse = api.FraudEmailRiskResponse
	// FingerprintLookupRequest is the request of [FingerprintService.Lookup]. TelemetryID is required.
	// See [api.FraudFingerprintLookupRequest] for its fields.
	FingerprintLookupRequest = api.FraudFingerprintLookupRequest
	// FingerprintLookupResponse is the response of [FingerprintService.Lookup]: the fingerprint and the verdict.
	// See [api.FraudFingerprintLookupResponse] for its fields.
	FingerprintLookupResponse = api.FraudFingerprintLookupResponse
	// RulesSetRequest is the request of [RulesService.Set]. Action and exactly one identifier are required.
	// See [api.FraudRulesSetRequest] for its fields.
	RulesSetRequest = api.FraudRulesSetRequest
	// RulesSetResponse is the response of [RulesService.Set]: the rule.
	// See [api.FraudRulesSetResponse] for its fields.
	RulesSetResponse = api.FraudRulesSetResponse
	// RulesListRequest is the request of [RulesService.List]. No field is required.
	// See [api.FraudRulesListRequest] for its fields.
	RulesListRequest = api.FraudRulesListRequest
	// RulesListResponse is the response of [RulesService.List]: a page of rules.
	// See [api.FraudRulesListResponse] for its fields.
	RulesListResponse = api.FraudRulesListResponse
	// VerdictReasonsOverrideRequest is the request of [VerdictReasonsService.Override]. VerdictReason and OverrideAction
	// are required.
	// See [api.FraudVerdictReasonsOverrideRequest] for its fields.
	VerdictReasonsOverrideRequest = api.FraudVerdictReasonsOverrideRequest
	// VerdictReasonsOverrideResponse is the response of [VerdictReasonsService.Override]: the reason with its override.
	// See [api.FraudVerdictReasonsOverrideResponse] for its fields.
	VerdictReasonsOverrideResponse = api.FraudVerdictReasonsOverrideResponse
	// VerdictReasonsListRequest is the request of [VerdictReasonsService.List]. No field is required.
	// See [api.FraudVerdictReasonsListRequest] for its fields.
	VerdictReasonsListRequest = api.FraudVerdictReasonsListRequest
	// VerdictReasonsListResponse is the response of [VerdictReasonsService.List]: the reasons and their actions.
	// See [api.FraudVerdictReasonsListResponse] for its fields.
	VerdictReasonsListResponse = api.FraudVerdictReasonsListResponse

	// Verdict is the recommended action for a device, with the reasons.
	// See [api.FraudVerdict] for its fields.
	Verdict = api.FraudVerdict
	// Rule is the action for all devices or networks that match an identifier. See [api.FraudRule] for its fields.
	Rule = api.FraudRule
	// Metadata contains IDs from your own system that are stored with a fingerprint.
	// See [api.FraudMetadata] for its fields.
	Metadata = api.FraudMetadata
)
