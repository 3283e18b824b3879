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
	"iter"

	"github.com/flymyai/stytch-go/internal/pages"
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

// maxPage is the largest page of rules.
const maxPage = 100

// Service groups the fraud endpoints by topic.
type Service struct {
	// Email assesses email addresses.
	Email *EmailService
	// Fingerprint looks up device fingerprints.
	Fingerprint *FingerprintService
	// Rules sets and lists rules for devices and networks.
	Rules *RulesService
	// VerdictReasons overrides the actions of verdict reasons.
	VerdictReasons *VerdictReasonsService
}

// New is called by stytch.New. Programs use client.Fraud instead, since the transport is internal to this module.
func New(t *transport.Client) *Service {
	return &Service{Email: &EmailService{t}, Fingerprint: &FingerprintService{t}, Rules: &RulesService{t}, VerdictReasons: &VerdictReasonsService{t}}
}

// EmailService assesses email addresses. Use it as client.Fraud.Email.
type EmailService struct {
	transport *transport.Client
}

// Risk estimates how likely an email address is to be invalid or fraudulent (POST /v1/email/risk). Stytch sends nothing
// to the address.
//
// Errors include [api.ErrorTypeUnauthorizedCredentialsError].
func (s *EmailService) Risk(ctx context.Context, req EmailRiskRequest) (*EmailRiskResponse, error) {
	return transport.Call[EmailRiskResponse](ctx, s.transport, emailRisk, req)
}

// FingerprintService looks up device fingerprints. Use it as client.Fraud.Fingerprint.
type FingerprintService struct {
	transport *transport.Client
}

// Lookup returns the fingerprint that Stytch's script recorded under a telemetry ID, with a verdict on the device (POST
// /v1/fingerprint/lookup). The verdict is a recommendation: the caller has to act on it. ExternalMetadata, such as your
// own user ID, is stored with the fingerprint.
//
// Errors include [api.ErrorTypeTelemetryIDNotFound] if the telemetry ID is unknown or has expired. Treat that error
// like a BLOCK verdict: otherwise an attacker can pass with an invented ID.
func (s *FingerprintService) Lookup(ctx context.Context, req FingerprintLookupRequest) (*FingerprintLookupResponse, error) {
	return transport.Call[FingerprintLookupResponse](ctx, s.transport, fingerprintLookup, req)
}

// RulesService sets and lists rules for devices and networks. Use it as client.Fraud.Rules.
type RulesService struct {
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
func (s *RulesService) Set(ctx context.Context, req RulesSetRequest) (*RulesSetResponse, error) {
	return transport.Call[RulesSetResponse](ctx, s.transport, rulesSet, req)
}

// List returns one page of the rules (POST /v1/rules/list). A page holds 10 rules by default and up to 100 with Limit. To
// get the next page, set Cursor to NextCursor of the response, which is empty on the last page. [RulesService.All] does
// this for you.
//
// Errors include [api.ErrorTypeDFPRuleInvalidCursor].
func (s *RulesService) List(ctx context.Context, req RulesListRequest) (*RulesListResponse, error) {
	return transport.Call[RulesListResponse](ctx, s.transport, rulesList, req)
}

// All iterates over all rules. It starts at req.Cursor. req.Limit is the size of a page, 100 by default. While the loop
// works on a page, All fetches the next one. A loop that stops early therefore makes at most one unneeded call.
//
// If a call fails, All yields the rules before the failure, then the error with a zero rule, and stops. When ctx ends,
// All yields an error instead of the next rule, and stops.
func (s *RulesService) All(ctx context.Context, req RulesListRequest) iter.Seq2[Rule, error] {
	if req.Limit == 0 {
		req.Limit = maxPage
	}
	return pages.All(ctx, rulesList.Name, req.Cursor, func(ctx context.Context, cursor string) (pages.Page[Rule], error) {
		req := req
		req.Cursor = cursor
		resp, err := s.List(ctx, req)
		if err != nil {
			return pages.Page[Rule]{}, err
		}
		return pages.Page[Rule]{Items: resp.Rules, Next: resp.NextCursor, RequestID: resp.RequestID}, nil
	})
}

// VerdictReasonsService overrides the actions of verdict reasons. Use it as client.Fraud.VerdictReasons.
type VerdictReasonsService struct {
	transport *transport.Client
}

// Override sets the action of a verdict reason for the whole project, in place of its default
// (POST /v1/verdict_reasons/override). The reason RULE_MATCH cannot be overridden; change the rule instead.
func (s *VerdictReasonsService) Override(ctx context.Context, req VerdictReasonsOverrideRequest) (*VerdictReasonsOverrideResponse, error) {
	return transport.Call[VerdictReasonsOverrideResponse](ctx, s.transport, verdictReasonsOverride, req)
}

// List returns the verdict reasons with their default actions and overrides (POST /v1/verdict_reasons/list).
func (s *VerdictReasonsService) List(ctx context.Context, req VerdictReasonsListRequest) (*VerdictReasonsListResponse, error) {
	return transport.Call[VerdictReasonsListResponse](ctx, s.transport, verdictReasonsList, req)
}
