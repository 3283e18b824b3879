package fraud

import (
	"cmp"
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// defaultActions are those of the reasons that Stytch's public pages name. The list is not complete there.
var defaultActions = map[string]api.FraudVerdictAction{
	"HEADLESS_BROWSER_AUTOMATION": api.FraudVerdictActionBlock,
	"USER_AGENT_DECEPTION":        api.FraudVerdictActionBlock,
	"VIRTUAL_MACHINE":             api.FraudVerdictActionChallenge,
	"SMART_RATE_LIMIT_WARNING":    api.FraudVerdictActionChallenge,
	"JAILBROKEN_DEVICE":           api.FraudVerdictActionChallenge,
}

// reason is a verdict reason with its override.
type reason api.FraudVerdictReasonAction

func (r reason) action() api.FraudVerdictAction { return cmp.Or(r.OverrideAction, r.DefaultAction) }

// reasons are the reasons with an override.
type reasons struct{ overridden map[string]reason }

// get returns a reason. The default action of an unknown reason is CHALLENGE.
func (rs *reasons) get(name string) reason {
	if r, ok := rs.overridden[name]; ok {
		return r
	}
	return reason{VerdictReason: name, DefaultAction: cmp.Or(defaultActions[name], api.FraudVerdictActionChallenge)}
}

// isKnown reports whether a reason is one of Stytch's, or of a fingerprint.
func isKnown(s *store.Store, name string) bool {
	return defaultActions[name] != "" || slices.Contains(s.VerdictReasons(), name)
}

func overrideReason(c *op.Call, req *api.FraudVerdictReasonsOverrideRequest) (*api.FraudVerdictReasonsOverrideResponse, error) {
	switch {
	case req.VerdictReason == config.RuleMatch:
		return nil, apierror.Newf(api.ErrorTypeInvalidArgument, "RULE_MATCH cannot be overridden: change the rule.")
	case !isKnown(c.Store, req.VerdictReason):
		return nil, apierror.Newf(api.ErrorTypeInvalidArgument, "There is no verdict reason %q.", req.VerdictReason)
	}
	s := store.Part[state](c.Store)
	if req.OverrideAction == api.FraudActionNone {
		delete(s.reasons.overridden, req.VerdictReason)
		return &api.FraudVerdictReasonsOverrideResponse{VerdictReasonAction: api.FraudVerdictReasonAction(s.reasons.get(req.VerdictReason))}, nil
	}
	if !isAction(req.OverrideAction) {
		return nil, apierror.Newf(api.ErrorTypeInvalidArgument, "override_action must be ALLOW, CHALLENGE, BLOCK or NONE.")
	}
	r := s.reasons.get(req.VerdictReason)
	r.OverrideAction, r.OverrideDescription, r.OverrideCreatedAt = api.FraudVerdictAction(req.OverrideAction), req.OverrideDescription, c.Now
	if s.reasons.overridden == nil {
		s.reasons.overridden = map[string]reason{}
	}
	s.reasons.overridden[req.VerdictReason] = r
	return &api.FraudVerdictReasonsOverrideResponse{VerdictReasonAction: api.FraudVerdictReasonAction(r)}, nil
}

func listReasons(c *op.Call, req *api.FraudVerdictReasonsListRequest) (*api.FraudVerdictReasonsListResponse, error) {
	names := c.Store.VerdictReasons()
	for name := range defaultActions {
		names = append(names, name)
	}
	slices.Sort(names)
	list := []api.FraudVerdictReasonAction{}
	s := store.Part[state](c.Store)
	for _, name := range slices.Compact(names) {
		if r := s.reasons.get(name); r.OverrideAction != "" || !req.OverridesOnly {
			list = append(list, api.FraudVerdictReasonAction(r))
		}
	}
	return &api.FraudVerdictReasonsListResponse{VerdictReasonActions: list}, nil
}
