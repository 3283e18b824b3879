package stytchtest_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/fraud"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/stytchtest"
)

func TestFraud_emailRisk(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithInactiveEmails("bounced@example.com"))
	for _, tt := range []struct {
		address, normalized string
		action              api.FraudVerdictAction
		score, tumbling     int
	}{
		{"Ada@Example.com", "ada@example.com", api.FraudVerdictActionAllow, 0, 0},
		{"ada.lovelace@example.com", "adalovelace@example.com", api.FraudVerdictActionAllow, 0, 1},
		{"a.d.a+x.y@example.com", "ada@example.com", api.FraudVerdictActionChallenge, 30, 4},
		{"info+1@example.com", "info@example.com", api.FraudVerdictActionAllow, 20, 1},
		{"ada@mailinator.com", "ada@mailinator.com", api.FraudVerdictActionBlock, 80, 0},
		{"ada@mx.mailinator.com", "ada@mx.mailinator.com", api.FraudVerdictActionBlock, 80, 0},
		{"ada@notmailinator.com", "ada@notmailinator.com", api.FraudVerdictActionAllow, 0, 0},
		{"bounced@example.com", "bounced@example.com", api.FraudVerdictActionBlock, 80, 0},
		{"ada@example.invalid", "ada@example.invalid", api.FraudVerdictActionBlock, 100, 0},
		{"not an address", "not an address", api.FraudVerdictActionBlock, 100, 0},
	} {
		risk, err := w.Fraud.Email.Risk(w.ctx, fraud.EmailRiskRequest{EmailAddress: tt.address})
		w.ok(err)
		got := risk.AddressInformation
		if got.NormalizedEmail != tt.normalized || got.TumblingCharacterCount != tt.tumbling || risk.Action != tt.action || risk.RiskScore != tt.score {
			t.Errorf("%s: %+v, want %+v", tt.address, risk, tt)
		}
		if got.HasValidSyntax != strings.Contains(tt.address, "@") || got.HasKnownBounces != (tt.address == "bounced@example.com") || got.IsSuspectedRoleAddress != strings.HasPrefix(tt.address, "info") {
			t.Errorf("%s: %+v", tt.address, got)
		}
		domain := risk.DomainInformation
		if domain.IsDisposableDomain != (tt.score == 80 && !got.HasKnownBounces) || domain.HasMXOrARecord != (tt.score != 100) {
			t.Errorf("%s: %+v", tt.address, domain)
		}
	}
}

// A telemetry ID at a login shows what is new about the device for the user.
func TestUserDevice(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	w.password(ada)
	w.password(grace)
	login := func(email, telemetryID string) *api.DeviceInfo {
		w.Helper()
		resp, err := w.Passwords.Authenticate(w.ctx, passwords.AuthenticateRequest{Email: email, Password: strong, TelemetryID: telemetryID})
		w.ok(err)
		return resp.UserDevice
	}
	device := inNetwork("203.0.113.7")
	home := w.srv.Fingerprint(device)
	first := login(ada, home.TelemetryID)
	w.same([]string{first.VisitorID, first.IPAddress, first.IPGeoCity, first.IPGeoRegion, first.IPGeoCountry},
		[]string{home.Fingerprints.VisitorID, "203.0.113.7", "Berlin", "Berlin", "DE"})
	w.same([]bool{first.VisitorIDDetails.IsNew, first.IPAddressDetails.IsNew, first.IPGeoCountryDetails.IsNew}, []bool{true, true, true})

	w.srv.Advance(time.Hour)
	moved := inNetwork("203.0.113.8")
	moved.Fingerprints = home.Fingerprints
	second := login(ada, w.srv.Fingerprint(moved).TelemetryID)
	w.same([]bool{second.VisitorIDDetails.IsNew, second.IPAddressDetails.IsNew, second.IPGeoCountryDetails.IsNew}, []bool{false, true, false})
	w.same(second.VisitorIDDetails.FirstSeenAt, first.VisitorIDDetails.FirstSeenAt)
	if !second.VisitorIDDetails.LastSeenAt.After(second.VisitorIDDetails.FirstSeenAt) {
		t.Errorf("%+v", second.VisitorIDDetails)
	}
	w.same(login(grace, home.TelemetryID).VisitorIDDetails.IsNew, true)

	bare := login(ada, w.srv.Fingerprint(stytchtest.Fingerprint{}).TelemetryID)
	w.same([]any{bare.IPAddress, bare.IPAddressDetails == nil}, []any{"", true})
	if login(ada, "made up") != nil || login(ada, "") != nil {
		t.Error("a device without a fingerprint")
	}
}

// Two devices can be made of one variable that the test changes in between.
func TestFingerprint_isCopied(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	w.rule(fraud.RulesSetRequest{CountryCode: "DE", Action: api.FraudActionBlock})
	device := stytchtest.Fingerprint{Properties: &api.FraudProperties{}}
	first := w.srv.Fingerprint(device)
	device.Properties.NetworkProperties.IPGeolocation.Country = "DE"
	second := w.srv.Fingerprint(device)
	w.same(w.verdict(first.TelemetryID).Action, api.FraudVerdictActionAllow)
	w.same(w.verdict(second.TelemetryID).Action, api.FraudVerdictActionBlock)
	second.Properties.NetworkProperties.IPGeolocation.Country = "US" // what the server returns is a copy, too
	w.same(w.verdict(second.TelemetryID).Action, api.FraudVerdictActionBlock)
}

// Fingerprints of the start are there again after a reset; others and rules are not.
func TestFraud_reset(t *testing.T) {
	t.Parallel()
	seeded := stytchtest.Fingerprint{TelemetryID: uuid, Reasons: []string{"VIRTUAL_MACHINE"}}
	w := newHarness(t, stytchtest.WithFingerprints(seeded))
	other := w.srv.Fingerprint(stytchtest.Fingerprint{})
	w.rule(fraud.RulesSetRequest{VisitorID: "visitor-" + uuid, Action: api.FraudActionBlock})
	w.srv.Reset()
	w.same(w.verdict(uuid).Action, api.FraudVerdictActionChallenge)
	_, err := w.Fraud.Fingerprint.Lookup(w.ctx, fraud.FingerprintLookupRequest{TelemetryID: other.TelemetryID})
	w.fails(err, api.ErrorTypeTelemetryIDNotFound)
	page, err := w.Fraud.Rules.List(w.ctx, fraud.RulesListRequest{})
	w.ok(err)
	w.same(len(page.Rules), 0)
}

func TestFingerprint_malformed(t *testing.T) {
	t.Parallel()
	for want, f := range map[string]stytchtest.Fingerprint{
		"telemetry ID":         {TelemetryID: "telemetry-1"},
		"UPPER_CASE":           {Reasons: []string{"virtual machine"}},
		"comes from a rule":    {Reasons: []string{"RULE_MATCH"}},
		"action":               {Action: "SHRUG"},
		"IP address":           inNetwork("home"),
		"country":              {Properties: &api.FraudProperties{NetworkProperties: api.FraudNetworkProperties{IPGeolocation: api.FraudIPGeoProperties{Country: "Germany"}}}},
		"cannot expire before": {ExpiresIn: -time.Second},
	} {
		_, err := stytchtest.Start(stytchtest.WithFingerprints(f))
		if err == nil || !strings.Contains(err.Error(), "fingerprints[0]: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", f, err, want)
		}
	}
}

// Errors of the fraud host have its types, request IDs and documents.
func TestFraud_errors(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	for name, tt := range map[string]struct {
		change func(*http.Request)
		status int
		want   api.ErrorType
	}{
		"no credentials":      {func(r *http.Request) { r.Header.Del("Authorization") }, 400, api.ErrorTypeInvalidAuthorizationHeader},
		"a malformed project": {func(r *http.Request) { r.SetBasicAuth("x", "y") }, 400, api.ErrorTypeInvalidProjectIDAuthentication},
		"a wrong secret":      {func(r *http.Request) { r.SetBasicAuth(w.srv.ProjectID(), "y") }, 401, api.ErrorTypeUnauthorizedCredentialsError},
		"no secret":           {func(r *http.Request) { r.SetBasicAuth(w.srv.ProjectID(), "") }, 401, api.ErrorTypeUnauthorizedCredentialsError},
		"a live project":      {func(r *http.Request) { r.SetBasicAuth("project-live-"+uuid, "y") }, 401, api.ErrorTypeUnauthorizedCredentialsError},
		"no telemetry ID":     {func(*http.Request) {}, 404, api.ErrorTypeTelemetryIDNotFound},
	} {
		got := rejected(t, w.srv, http.MethodPost, "/v1/fingerprint/lookup", `{"telemetry_id": ""}`, tt.change)
		if got.StatusCode != tt.status || got.ErrorType != tt.want || !strings.HasPrefix(got.RequestID, "request-id-fraud-") ||
			got.ErrorURL != fmt.Sprintf("https://stytch.com/docs/fraud/api/errors/%d#%s", tt.status, tt.want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
