package httpapi

import (
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// encode renders a response of an operation.
func encode[Resp any](t *testing.T, resp *Resp) string {
	t.Helper()
	body, err := EncoderOf[Resp]().Encode(resp, "request-id-test-1", 200)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestEncode_nulls(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, got, want string }{
		{
			"no session", encode(t, &api.SessionsAttestResponse{}),
			`"status_code":200,"user":{"biometric_registrations":[],"crypto_wallets":[],"emails":[],"is_locked":false,"phone_numbers":[],"providers":[],"roles":[],"status":"","totps":[],"user_id":"","webauthn_registrations":[]},"user_id":"","session":null,"user_device":null}`,
		},
		{
			"attributes of a session", encode(t, &api.SessionsGetResponse{Sessions: []api.Session{{SessionID: "a"}, {Attributes: api.Attributes{UserAgent: "x"}}}}),
			`"sessions":[{"authentication_factors":[],"roles":[],"session_id":"a","user_id":"","attributes":null},{"authentication_factors":[],"roles":[],"session_id":"","user_id":"","attributes":{"user_agent":"x"}}],"status_code":200}`,
		},
		{
			"the last cursor", encode(t, &api.UsersSearchResponse{ResultsMetadata: api.ResultsMetadata{Total: 1}}),
			`"results":[],"results_metadata":{"total":1,"next_cursor":null},"status_code":200}`,
		},
		{
			"another cursor", encode(t, &api.UsersSearchResponse{ResultsMetadata: api.ResultsMetadata{Total: 1, NextCursor: "c"}}),
			`"results":[],"results_metadata":{"total":1,"next_cursor":"c"},"status_code":200}`,
		},
		{"an embedded user", encode(t, &api.UsersGetResponse{User: api.User{UserID: "u"}}), `"status":"","totps":[],"user_id":"u","webauthn_registrations":[],"request_id":"request-id-test-1","status_code":200}`},
	}
	for _, test := range tests {
		if n := len(test.got) - len(test.want); n < 0 || test.got[n:] != test.want {
			t.Errorf("%s: got %s, want it to end in %s", test.name, test.got, test.want)
		}
	}
}

// Timestamps have 0, 6 or 9 fractional digits, as those of Stytch do.
func TestEncode_timestamps(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.FixedZone("", 3600))
	for fraction, want := range map[time.Duration]string{
		0:                      "2026-03-01T11:00:00Z",
		100 * time.Millisecond: "2026-03-01T11:00:00.100000Z",
		120 * time.Microsecond: "2026-03-01T11:00:00.000120Z",
		120:                    "2026-03-01T11:00:00.000000120Z",
	} {
		for _, got := range []string{
			encode(t, &api.UsersGetResponse{User: api.User{CreatedAt: at.Add(fraction)}}),
			encode(t, &api.FraudRulesSetResponse{ExpiresAt: at.Add(fraction)}), // with a marshaler of its own
			encode(t, &api.FraudVerdictReasonsListResponse{VerdictReasonActions: []api.FraudVerdictReasonAction{{OverrideCreatedAt: at.Add(fraction)}}}),
		} {
			if !strings.Contains(got, `_at":"`+want+`"`) {
				t.Errorf("%s does not contain %s", got, want)
			}
		}
	}
}
