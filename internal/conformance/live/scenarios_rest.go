package live

import (
	"net/http"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/fraud"
	"github.com/flymyai/stytch-go/impersonation"
	"github.com/flymyai/stytch-go/internal/emulator"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/users"
)

func oauthScenario(r *Run) {
	u := r.user()
	_, err := r.OAuth.Attach(r.step("attach", setting("the provider is not set up for the project", api.ErrorTypeOAuthConfigNotFound)),
		oauth.AttachRequest{Provider: "google", UserID: u.UserID})
	r.ok(err)
	_, err = r.OAuth.Attach(r.step("attach to an unknown user"), oauth.AttachRequest{Provider: "google", UserID: unknownUser})
	r.fails(err)
	_, err = r.OAuth.Attach(r.step("attach an unknown provider"), oauth.AttachRequest{Provider: "friendster", UserID: u.UserID})
	r.fails(err)
	if !r.controls("oauth.authenticate", "a person has to log in with a provider") {
		return
	}
	token := r.clientSide(func() (string, error) {
		return r.project.Emulator.OAuthToken(emulator.OAuthLogin{Provider: "google", Email: u.Emails[0].Email})
	})
	_, err = r.OAuth.Authenticate(r.step("authenticate", choice("oauth-2")),
		oauth.AuthenticateRequest{Token: token, SessionDurationMinutes: 60})
	r.ok(err)
	_, err = r.OAuth.Authenticate(r.step("authenticate twice"), oauth.AuthenticateRequest{Token: token})
	r.fails(err)
}

func impersonationScenario(r *Run) {
	_, err := r.Impersonation.Authenticate(r.step("authenticate with an unknown token"),
		impersonation.AuthenticateRequest{ImpersonationToken: unknownToken})
	r.fails(err)
	if !r.controls("impersonation.authenticate", "an impersonation token comes from the dashboard") {
		return
	}
	u := r.user()
	token := r.clientSide(func() (string, error) {
		return r.project.Emulator.ImpersonationToken(emulator.Impersonation{UserID: u.UserID, ImpersonatorID: "admin-1", ImpersonatorEmail: seeded})
	})
	as, err := r.Impersonation.Authenticate(r.step("authenticate"), impersonation.AuthenticateRequest{ImpersonationToken: token})
	r.must(err)
	_, err = r.Sessions.Authenticate(r.step("extend the session", choice("impersonation-1")),
		sessions.AuthenticateRequest{SessionToken: as.SessionToken, SessionDurationMinutes: 120})
	r.fails(err)
}

// noFraud are the errors of a project without fraud protection.
var noFraud = setting("fraud protection is not enabled for the project", api.ErrorTypeUnauthorizedCredentialsError, api.ErrorTypeUnauthorizedAction,
	api.ErrorTypeEnterpriseEndpoint, api.ErrorTypeBillingNotVerified)

// virtualMachine is the reason that the scenario overrides.
const virtualMachine = "VIRTUAL_MACHINE"

// block is reserved for documentation (RFC 5737).
const block = "203.0.113.0/24"

func fraudScenario(r *Run) {
	_, err := r.Fraud.Rules.List(r.step("list the rules", noFraud, ignore("rules", "next_cursor")),
		fraud.RulesListRequest{Limit: 1})
	if err != nil {
		r.ok(err)
		return
	}
	_, err = r.Fraud.Rules.List(r.step("list with a limit of 101", choice("fraud-5")), fraud.RulesListRequest{Limit: 101})
	r.fails(err)
	_, err = r.Fraud.Rules.Set(r.step("set a rule"),
		fraud.RulesSetRequest{CIDRBlock: block, Action: api.FraudActionChallenge, ExpiresInMinutes: 60})
	r.ok(err)
	_, err = r.Fraud.Rules.Set(r.step("set a rule without an identifier", choice("fraud-4")),
		fraud.RulesSetRequest{Action: api.FraudActionBlock})
	r.fails(err)
	_, err = r.Fraud.Rules.Set(r.step("delete the rule", choice("fraud-4")),
		fraud.RulesSetRequest{CIDRBlock: block, Action: api.FraudActionNone})
	r.ok(err)
	_, err = r.Fraud.Rules.Set(r.step("delete the rule twice", choice("fraud-4")),
		fraud.RulesSetRequest{CIDRBlock: block, Action: api.FraudActionNone})
	r.ok(err)
	_, err = r.Fraud.Email.Risk(r.step("assess an address", choice("fraud-7")),
		fraud.EmailRiskRequest{EmailAddress: "info@example.com"})
	r.ok(err)
	_, err = r.Fraud.Fingerprint.Lookup(r.step("look up an unknown fingerprint"),
		fraud.FingerprintLookupRequest{TelemetryID: "00000000-0000-4000-8000-000000000000"})
	r.fails(err)
	reasons, err := r.Fraud.VerdictReasons.List(r.step("list the reasons", ignore("verdict_reason_actions")),
		fraud.VerdictReasonsListRequest{})
	r.must(err)
	for _, action := range reasons.VerdictReasonActions {
		if action.VerdictReason == virtualMachine && action.OverrideAction != "" && string(action.OverrideAction) != string(api.FraudActionNone) {
			r.skip("fraud.verdict_reasons.override", "the project overrides "+virtualMachine+", and the run changes no setting that it did not make")
			return
		}
	}
	_, err = r.Fraud.VerdictReasons.Override(r.step("override a reason", choice("fraud-3")),
		fraud.VerdictReasonsOverrideRequest{VerdictReason: virtualMachine, OverrideAction: api.FraudActionAllow})
	r.ok(err)
	_, err = r.Fraud.VerdictReasons.Override(r.step("delete the override", choice("fraud-3")),
		fraud.VerdictReasonsOverrideRequest{VerdictReason: virtualMachine, OverrideAction: api.FraudActionNone})
	r.ok(err)
	_, err = r.Fraud.VerdictReasons.Override(r.step("override an unknown reason", choice("fraud-3")),
		fraud.VerdictReasonsOverrideRequest{VerdictReason: "NO_SUCH_REASON", OverrideAction: api.FraudActionBlock})
	r.fails(err)
	if r.controls("fraud.fingerprint.lookup", "a browser has to run Stytch's fingerprinting script") {
		id := r.clientSide(func() (string, error) {
			device, err := r.project.Emulator.AddFingerprint(emulator.Fingerprint{})
			return device.TelemetryID, err
		})
		_, err = r.Fraud.Fingerprint.Lookup(r.step("look up a fingerprint", choice("fraud-6")),
			fraud.FingerprintLookupRequest{TelemetryID: id})
		r.ok(err)
	}
}

func projectScenario(r *Run) {
	_, err := r.RBAC.Policy(r.step("get the policy", ignore("policy.roles", "policy.resources", "policy.scopes")))
	r.ok(err)
	_, err = r.Project.Metrics(r.step("get the metrics", ignore("metrics.*.count")))
	r.ok(err)
	_, err = r.Debug.Whoami(r.step("who am I"))
	r.ok(err)
}

func requestsScenario(r *Run) {
	raw := func(ctx string, path string, body any, opts ...StepOption) error {
		return r.Request(r.step(ctx, opts...), http.MethodPost, path, body, nil)
	}
	r.fails(raw("a number instead of a string", "/v1/users", map[string]any{"email": 1}, choice("requests-1")))
	r.fails(raw("an unknown field", "/v1/users", map[string]any{"email": r.email(), "shoe_size": 42}, choice("requests-1")))
	r.fails(raw("an unknown path", "/v1/teapots", map[string]any{}))
	r.fails(raw("two problems", "/v1/passwords/authenticate", map[string]any{"email": "ada", "session_duration_minutes": 1}, choice("requests-3")))
	err := r.Request(r.step("an unknown method"), http.MethodDelete, "/v1/users", nil, nil)
	r.fails(err)
	created, err := r.Passwords.Create(r.step("log in with an unknown telemetry ID", choice("requests-5")),
		passwords.CreateRequest{
			Email: r.email(), Password: password, TelemetryID: "ffffffff-ffff-4fff-8fff-ffffffffffff",
		})
	if r.ok(err) {
		r.want(created.UserDevice == nil, "no device")
	}
	r.fails(raw("a duration of 0", "/v1/sessions/authenticate", map[string]any{"session_duration_minutes": 0}, choice("requests-2")))
}

func credentialsScenario(r *Run) {
	_, err := r.wrongSecret.Debug.Whoami(r.step("a wrong secret"))
	r.rejects(err, api.ErrorTypeUnauthorizedCredentials)
	_, err = r.wrongSecret.Users.Create(r.step("a wrong secret and no fields"), users.CreateRequest{})
	r.rejects(err, api.ErrorTypeUnauthorizedCredentials)
	_, err = r.wrongSecret.Fraud.Rules.List(r.step("a wrong secret at the fraud host", choice("fraud-1")), fraud.RulesListRequest{})
	r.rejects(err, api.ErrorTypeUnauthorizedCredentialsError)
	_, err = r.wrongSecret.Sessions.JWKS(r.step("the key set needs no secret", ignore("keys")))
	r.ok(err)
}
