package conformance_test

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/fraud"
	"github.com/flymyai/stytch-go/internal/emulator"
)

var fraudScenarios = map[string]scenario{
	"fraud.email.risk": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Fraud.Email.Risk(ctx, fraud.EmailRiskRequest{EmailAddress: ada}))
		}
	},
	"fraud.fingerprint.lookup": func(fx *fixture) step {
		device, err := fx.AddFingerprint(emulator.Fingerprint{})
		fx.must(err)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Fraud.Fingerprint.Lookup(ctx, fraud.FingerprintLookupRequest{TelemetryID: device.TelemetryID}))
		}
	},
	"fraud.rules.set": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Fraud.Rules.Set(ctx, fraud.RulesSetRequest{CIDRBlock: "203.0.113.0/24", Action: api.FraudActionBlock}))
		}
	},
	"fraud.rules.list": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Fraud.Rules.List(ctx, fraud.RulesListRequest{}))
		}
	},
	"fraud.verdict_reasons.override": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Fraud.VerdictReasons.Override(ctx, fraud.VerdictReasonsOverrideRequest{
				VerdictReason: "VIRTUAL_MACHINE", OverrideAction: api.FraudActionBlock,
			}))
		}
	},
	"fraud.verdict_reasons.list": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Fraud.VerdictReasons.List(ctx, fraud.VerdictReasonsListRequest{}))
		}
	},
}

// projectScenarios read what belongs to the project.
var projectScenarios = map[string]scenario{
	"rbac.policy": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error { return only(c.RBAC.Policy(ctx)) }
	},
	"project.metrics": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error { return only(c.Project.Metrics(ctx)) }
	},
	"debug.whoami": func(*fixture) step {
		return func(ctx context.Context, c *stytch.Client) error { return only(c.Debug.Whoami(ctx)) }
	},
}
