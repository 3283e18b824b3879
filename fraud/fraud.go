// Package fraud assesses devices and email addresses with Stytch's Device Fingerprinting, and sets the rules for it. The
// client exposes it as client.Fraud.
//
//	lookup, err := client.Fraud.Fingerprint.Lookup(ctx, fraud.FingerprintLookupRequest{TelemetryID: telemetryID})
//	switch {
//	case errors.Is(err, api.ErrorTypeTelemetryIDNotFound):
//		return errBlocked // the ID is made up or has expired
//	case err != nil:
//		return err
//	}
//	switch lookup.Verdict.Action {
//	case api.FraudVerdictActionBlock:
//		return errBlocked
//	case api.FraudVerdictActionChallenge: ...
//	}
//
// A telemetry ID comes from the browser, so an attacker can send any text. Treat an ID that is not found like a BLOCK
// verdict.
//
// These calls go to Stytch's fraud host, telemetry.stytch.com, which serves test and live projects. The errors of
// this host have types of their own, such as [api.ErrorTypeUnauthorizedCredentialsError] for wrong keys, and its
// request IDs start with request-id-fraud. All methods are idempotent and retried.
//
// API reference: https://stytch.com/docs/api-reference/fraud/api/fingerprint-lookup
package fraud

import (
	"context"

	"github.com/flymyai/stytch-go/internal/transport"
)

var (
	emailRisk              = transport.Post("fraud.email.risk", "/v1/email/risk").Idempotent()
	fingerprintLookup      = transport.Post("fraud.fingerprint.lookup", "/v1/fingerprint/lookup").Idempotent()
	rulesSet               = transport.Post("fraud.rules.set", "/v1/rules/set").Idempotent()
	rulesList              = transport.Post("fraud.rules.list", "/v1/rules/list").Idempotent()
	verdictReasonsOverride = transport.Post("fraud.verdict_reasons.override", "/v1/verdict_reasons/override").Idempotent()
	verdictReasonsList     = transport.Post("fraud.verdict_reasons.list", "/v1/verdict_reasons/list").Idempotent()
)

// Service groups the fraud endpoints by topic.
type Service struct {
	// Email assesses email addresses.
	Email *Email
	// Fingerprint looks up device fingerprints.
	Fingerprint *Fingerprint
	// Rules sets and lists rules for devices and networks.
	Rules *Rules
	// VerdictReasons overrides the actions of verdict reasons.
	VerdictReasons *VerdictReasons
}

// New is called by stytch.New. Programs use client.Fraud instead, since the transport is internal to this module.
func New(t *transport.Client) *Service {
	return &Service{Email: &Email{t}, Fingerprint: &Fingerprint{t}, Rules: &Rules{t}, VerdictReasons: &VerdictReasons{t}}
}

// Email assesses email addresses. Use it as client.Fraud.Email.
type Email struct {
	transport *transport.Client
}

// Risk estimates how likely an email address is to be invalid or fraudulent (POST /v1/email/risk). Stytch sends nothing
// to the address.
//
// Errors include [api.ErrorTypeUnauthorizedCredentialsError].
func (s *Email) Risk(ctx context.Context, req EmailRiskRequest) (*EmailRiskResponse, error) {
	return transport.Call[EmailRiskResponse](ctx, s.transport, emailRisk, req)
}

// Fingerprint looks up device fingerprints. Use it as client.Fraud.Fingerprint.
type Fingerprint struct {
	transport *transport.Client
}

// Lookup returns the fingerprint that Stytch's script recorded under a telemetry ID, with a verdict on the device (POST
// /v1/fingerprint/lookup). The verdict is a recommendation: the caller has to act on it. ExternalMetadata, such as your
// own user ID, is stored with the fingerprint.
//
// Errors include [api.ErrorTypeTelemetryIDNotFound] if the telemetry ID is unknown or has expired. Treat that error
// like a BLOCK verdict: otherwise an attacker can pass with an invented ID.
func (s *Fingerprint) Lookup(ctx context.Context, req FingerprintLookupRequest) (*FingerprintLookupResponse, error) {
	return transport.Call[FingerprintLookupResponse](ctx, s.transport, fingerprintLookup, req)
}

// Rules sets and lists rules for devices and networks. Use it as client.Fraud.Rules.
type Rules struct {
	transport *transport.Client
}

// Set sets the action for all devices or networks that match an identifier (POST /v1/rules/set). The verdict then has
// this action instead of its own. Exactly one identifier is required. The action NONE deletes the rule. If several
// rules match, the one whose identifier comes first in this order applies: visitor ID, browser ID, visitor fingerprint,
// browser fingerprint, hardware fingerprint, network fingerprint, CIDR block, ASN, country. Many people can share a
// browser, hardware or network fingerprint.
//
// Errors include [api.ErrorTypeInvalidFingerprintOrID], [api.ErrorTypeInvalidCIDRBlock], [api.ErrorTypeInvalidASN],
// [api.ErrorTypeInvalidCountryCode] and [api.ErrorTypeInvalidActionForRules].
func (s *Rules) Set(ctx context.Context, req RulesSetRequest) (*RulesSetResponse, error) {
	return transport.Call[RulesSetResponse](ctx, s.transport, rulesSet, req)
}

// List returns one page of the rules (POST /v1/rules/list). A page holds 10 rules by default and up to 100 with Limit. To
// get the next page, set Cursor to NextCursor of the response, which is empty on the last page.
//
// Errors include [api.ErrorTypeDFPRuleInvalidCursor].
func (s *Rules) List(ctx context.Context, req RulesListRequest) (*RulesListResponse, error) {
	return transport.Call[RulesListResponse](ctx, s.transport, rulesList, req)
}

// VerdictReasons overrides the actions of verdict reasons. Use it as client.Fraud.VerdictReasons.
type VerdictReasons struct {
	transport *transport.Client
}

// Override sets the action of a verdict reason for the whole project, in place of its default
// (POST /v1/verdict_reasons/override). The reason RULE_MATCH cannot be overridden; change the rule instead.
func (s *VerdictReasons) Override(ctx context.Context, req VerdictReasonsOverrideRequest) (*VerdictReasonsOverrideResponse, error) {
	return transport.Call[VerdictReasonsOverrideResponse](ctx, s.transport, verdictReasonsOverride, req)
}

// List returns the verdict reasons with their default actions and overrides (POST /v1/verdict_reasons/list).
func (s *VerdictReasons) List(ctx context.Context, req VerdictReasonsListRequest) (*VerdictReasonsListResponse, error) {
	return transport.Call[VerdictReasonsListResponse](ctx, s.transport, verdictReasonsList, req)
}
