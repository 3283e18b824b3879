package fraud_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/fraud"
	"github.com/flymyai/stytch-go/stytchtest"
)

// Judge a device by the telemetry ID that the browser sent. An unknown ID is treated like a BLOCK verdict.
func ExampleFingerprintService_Lookup() {
	srv, client := startServer()
	defer srv.Close()

	judge := func(telemetryID string) (api.FraudVerdictAction, error) {
		lookup, err := client.Fraud.Fingerprint.Lookup(context.Background(), fraud.FingerprintLookupRequest{TelemetryID: telemetryID})
		if errors.Is(err, api.ErrorTypeTelemetryIDNotFound) {
			return api.FraudVerdictActionBlock, nil
		}
		if err != nil {
			return "", err
		}
		return lookup.Verdict.Action, nil
	}

	// These stand for browsers with Stytch's script.
	visitor := srv.Fingerprint(stytchtest.Fingerprint{})
	machine := srv.Fingerprint(stytchtest.Fingerprint{Reasons: []string{"VIRTUAL_MACHINE"}})
	for _, telemetryID := range []string{visitor.TelemetryID, machine.TelemetryID, "made up"} {
		action, err := judge(telemetryID)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(action)
	}
	// Output:
	// ALLOW
	// CHALLENGE
	// BLOCK
}

// Block a network for a day. The rule decides even if the device shows nothing suspicious.
func ExampleRulesService_Set() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	if _, err := client.Fraud.Rules.Set(ctx, fraud.RulesSetRequest{
		CIDRBlock: "203.0.113.0/24", Action: api.FraudActionBlock, ExpiresInMinutes: 24 * 60,
	}); err != nil {
		log.Fatal(err)
	}

	// This stands for a browser in that network.
	visitor := srv.Fingerprint(stytchtest.Fingerprint{Properties: &api.FraudProperties{
		NetworkProperties: api.FraudNetworkProperties{IPAddress: "203.0.113.7"},
	}})
	lookup, err := client.Fraud.Fingerprint.Lookup(ctx, fraud.FingerprintLookupRequest{TelemetryID: visitor.TelemetryID})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(lookup.Verdict.Action, lookup.Verdict.Reasons, lookup.Verdict.RuleMatchIdentifier)
	// Output: BLOCK [RULE_MATCH] 203.0.113.0/24
}

// List the two oldest rules.
func ExampleRulesService_List() {
	client, stop := startWithRules()
	defer stop()

	page, err := client.Fraud.Rules.List(context.Background(), fraud.RulesListRequest{Limit: 2})
	if err != nil {
		log.Fatal(err)
	}
	for _, rule := range page.Rules {
		fmt.Println(rule.RuleType, rule.CountryCode, rule.Action)
	}
	fmt.Println("more:", page.NextCursor != "")
	// Output:
	// COUNTRY_CODE DE CHALLENGE
	// COUNTRY_CODE FR CHALLENGE
	// more: true
}

// Go through all rules.
func ExampleRulesService_All() {
	client, stop := startWithRules()
	defer stop()

	for rule, err := range client.Fraud.Rules.All(context.Background(), fraud.RulesListRequest{}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(rule.RuleType, rule.CountryCode, rule.Action)
	}
	// Output:
	// COUNTRY_CODE DE CHALLENGE
	// COUNTRY_CODE FR CHALLENGE
	// COUNTRY_CODE IT CHALLENGE
}

// Allow virtual machines, which Stytch challenges by default.
func ExampleVerdictReasonsService_Override() {
	srv, client := startServer()
	defer srv.Close()

	resp, err := client.Fraud.VerdictReasons.Override(context.Background(), fraud.VerdictReasonsOverrideRequest{
		VerdictReason:       "VIRTUAL_MACHINE",
		OverrideAction:      api.FraudActionAllow,
		OverrideDescription: "many of our users have one",
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(resp.VerdictReasonAction.DefaultAction, "becomes", resp.VerdictReasonAction.OverrideAction)
	// Output: CHALLENGE becomes ALLOW
}

// List only the verdict reasons whose default action is overridden.
func ExampleVerdictReasonsService_List() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	if _, err := client.Fraud.VerdictReasons.Override(ctx, fraud.VerdictReasonsOverrideRequest{
		VerdictReason: "VIRTUAL_MACHINE", OverrideAction: api.FraudActionBlock,
	}); err != nil {
		log.Fatal(err)
	}

	list, err := client.Fraud.VerdictReasons.List(ctx, fraud.VerdictReasonsListRequest{OverridesOnly: true})
	if err != nil {
		log.Fatal(err)
	}
	for _, reason := range list.VerdictReasonActions {
		fmt.Println(reason.VerdictReason, reason.OverrideAction)
	}
	// Output: VIRTUAL_MACHINE BLOCK
}

// Assess an address before a user signs up with it.
func ExampleEmailService_Risk() {
	srv, client := startServer()
	defer srv.Close()

	for _, address := range []string{"ada@example.com", "a.d.a+7@mailinator.com"} {
		risk, err := client.Fraud.Email.Risk(context.Background(), fraud.EmailRiskRequest{EmailAddress: address})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(risk.AddressInformation.NormalizedEmail, risk.Action, risk.DomainInformation.IsDisposableDomain)
	}
	// Output:
	// ada@example.com ALLOW false
	// ada@mailinator.com BLOCK true
}

// startServer starts a server in place of Stytch. In a program, the client comes from stytch.NewFromEnv.
func startServer() (*stytchtest.Server, *stytch.Client) {
	srv, err := stytchtest.Start()
	if err != nil {
		log.Fatal(err)
	}
	return srv, srv.Client()
}

// startWithRules starts a server in place of Stytch, and sets a rule for each of three countries.
func startWithRules() (client *stytch.Client, stop func()) {
	srv, client := startServer()
	for _, country := range []string{"DE", "FR", "IT"} {
		req := fraud.RulesSetRequest{CountryCode: country, Action: api.FraudActionChallenge}
		if _, err := client.Fraud.Rules.Set(context.Background(), req); err != nil {
			log.Fatal(err)
		}
	}
	return client, srv.Close
}
