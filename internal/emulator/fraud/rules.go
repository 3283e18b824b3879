package fraud

import (
	"slices"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/field"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// The limits of a page of rules, and what its cursor starts with.
const (
	defaultRules = 10
	maxRules     = 100
	cursorPrefix = "rules:"
)

// maxRuleMinutes is the longest life of a rule that ends, a hundred years.
const maxRuleMinutes = 100 * 365 * 24 * 60

func setRule(c *op.Call, req *api.FraudRulesSetRequest) (*api.FraudRulesSetResponse, error) {
	r, err := readRule(req)
	if err != nil {
		return nil, err
	}
	switch {
	case req.Action != api.FraudActionNone && !isAction(req.Action):
		return nil, apierror.Newf(api.ErrorTypeInvalidActionForRules, "action must be ALLOW, CHALLENGE, BLOCK or NONE.")
	case req.Action == api.FraudActionAllow && req.CountryCode != "":
		return nil, apierror.Newf(api.ErrorTypeInvalidCountryCodeAllowRule, "A rule for a country cannot have the action ALLOW.")
	case req.ExpiresInMinutes < 0 || req.ExpiresInMinutes > maxRuleMinutes:
		return nil, apierror.Newf(api.ErrorTypeInvalidArgument, "expires_in_minutes must be from 1 to %d.", maxRuleMinutes)
	}
	s := store.Part[state](c.Store)
	s.expire(c.Now)
	r.Action, r.Description, r.CreatedAt = req.Action, req.Description, c.Now
	if req.ExpiresInMinutes > 0 {
		r.ExpiresAt = c.Now.Add(time.Duration(req.ExpiresInMinutes) * time.Minute)
	}
	s.put(r)
	return &api.FraudRulesSetResponse{
		Action: r.Action, ExpiresAt: r.ExpiresAt,
		VisitorID: r.VisitorID, BrowserID: r.BrowserID, VisitorFingerprint: r.VisitorFingerprint, BrowserFingerprint: r.BrowserFingerprint,
		HardwareFingerprint: r.HardwareFingerprint, NetworkFingerprint: r.NetworkFingerprint,
		CIDRBlock: r.CIDRBlock, ASN: r.ASN, CountryCode: r.CountryCode,
	}, nil
}

// isAction reports whether an action can be that of a verdict.
func isAction(action api.FraudAction) bool {
	_, ok := severity[api.FraudVerdictAction(action)]
	return ok
}

// put adds a rule, changes the one with the same identifier, or deletes it.
func (s *state) put(r *rule) {
	i := slices.IndexFunc(s.rules, func(old *rule) bool { return old.RuleType == r.RuleType && old.identifier == r.identifier })
	switch {
	case r.Action == api.FraudActionNone:
		if i >= 0 {
			s.rules = slices.Delete(s.rules, i, i+1)
		}
	case i >= 0:
		old := s.rules[i]
		r.seq, r.CreatedAt, r.LastUpdatedAt = old.seq, old.CreatedAt, r.CreatedAt
		s.rules[i] = r
	default:
		s.lastSeq++
		r.seq = s.lastSeq
		s.rules = append(s.rules, r)
	}
}

// expire removes the rules that have expired.
func (s *state) expire(now time.Time) {
	s.rules = slices.DeleteFunc(s.rules, func(r *rule) bool { return !r.ExpiresAt.IsZero() && !now.Before(r.ExpiresAt) })
}

func listRules(c *op.Call, req *api.FraudRulesListRequest) (*api.FraudRulesListResponse, error) {
	limit := req.Limit
	switch {
	case limit == 0:
		limit = defaultRules
	case limit < 0 || limit > maxRules:
		return nil, apierror.Newf(api.ErrorTypeInvalidArgument, "limit must be from 1 to %d.", maxRules)
	}
	after, err := field.ParseCursor(cursorPrefix, req.Cursor, api.ErrorTypeDFPRuleInvalidCursor)
	if err != nil {
		return nil, err
	}
	s := store.Part[state](c.Store)
	s.expire(c.Now)
	resp := &api.FraudRulesListResponse{Rules: []api.FraudRule{}}
	for _, r := range s.rules {
		switch {
		case r.seq <= after:
		case len(resp.Rules) == limit:
			resp.NextCursor = field.Cursor(cursorPrefix, after)
			return resp, nil
		default:
			resp.Rules = append(resp.Rules, r.FraudRule)
			after = r.seq
		}
	}
	return resp, nil
}
