package control_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/fraud"
	"github.com/flymyai/stytch-go/impersonation"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

func TestFingerprints(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	var added stytchtest.Fingerprint
	h.call(http.MethodPost, "/_emulator/fingerprints", `{"reasons": ["VIRTUAL_MACHINE"], "properties": {"network_properties": {"ip_address": "203.0.113.7"}}}`, &added)
	lookup, err := h.Fraud.Fingerprint.Lookup(t.Context(), fraud.FingerprintLookupRequest{TelemetryID: added.TelemetryID})
	h.try(err)
	if lookup.Verdict.Action != api.FraudVerdictActionChallenge || lookup.Fingerprints != added.Fingerprints || lookup.Properties.NetworkProperties.IPAddress != "203.0.113.7" {
		t.Errorf("%+v, want what was added: %+v", lookup, added)
	}
	for body, want := range map[string]string{
		`{"telemetry_id": "x"}`:    `"x" is not a UUID`,
		`{"reasons": "X"}`:         "/reasons: must be an array",
		`{"verdict": "BLOCK"}`:     "/verdict: unknown field",
		`{"reasons": ["not one"]}`: "UPPER_CASE",
	} {
		if got := h.rejected(http.StatusBadRequest, http.MethodPost, "/_emulator/fingerprints", body); !strings.Contains(got, want) {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
}

func TestImpersonationTokens(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	created, err := h.Users.Create(t.Context(), users.CreateRequest{Email: ada})
	h.try(err)
	var made struct {
		Token string `json:"token"`
	}
	h.call(http.MethodPost, "/_emulator/impersonation_tokens", `{"user_id": "`+created.UserID+`", "impersonator_id": "admin-1", "impersonator_email_address": "grace@example.com"}`, &made)
	login, err := h.Impersonation.Authenticate(t.Context(), impersonation.AuthenticateRequest{ImpersonationToken: made.Token})
	h.try(err)
	if got := login.Session.AuthenticationFactors[0].ImpersonatedFactor; login.UserID != created.UserID || *got != (api.ImpersonatedFactor{ImpersonatorID: "admin-1", ImpersonatorEmailAddress: "grace@example.com"}) {
		t.Errorf("%s as %+v", login.UserID, got)
	}
	if got := h.rejected(http.StatusBadRequest, http.MethodPost, "/_emulator/impersonation_tokens", `{"user_id": "nobody"}`); !strings.Contains(got, "user_not_found") {
		t.Errorf("a token for nobody: %s", got)
	}
}
