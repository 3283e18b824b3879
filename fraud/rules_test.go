package fraud_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/fraud"
	"github.com/flymyai/stytch-go/internal/clienttest"
)

const (
	firstPage = `{"rules":[{"country_code":"DE"},{"country_code":"FR"}],"next_cursor":"2","status_code":200,"request_id":"r"}`
	lastPage  = `{"rules":[{"country_code":"IT"}],"next_cursor":null,"status_code":200,"request_id":"r"}`
)

func TestRulesAll(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		req       fraud.RulesListRequest
		responses []string
		stop      int // after so many rules
		want      string
		wantErr   string
		sent      string
	}{
		{"all pages", fraud.RulesListRequest{}, []string{firstPage, lastPage}, 0, "DE FR IT", "", `{"limit":100} {"cursor":"2","limit":100}`},
		{"a limit and a cursor", fraud.RulesListRequest{Limit: 2, Cursor: "0"}, []string{firstPage, lastPage}, 0, "DE FR IT", "", `{"cursor":"0","limit":2} {"cursor":"2","limit":2}`},
		{"until the caller stops", fraud.RulesListRequest{}, []string{firstPage}, 1, "DE", "", `{"limit":100}`},
		{"an error on the way", fraud.RulesListRequest{}, []string{firstPage, `{"error_type":"dfp_rule_invalid_cursor"}`}, 0, "DE FR", "dfp_rule_invalid_cursor", `{"limit":100} {"cursor":"2","limit":100}`},
		{"a cursor that stands still", fraud.RulesListRequest{Cursor: "2"}, []string{firstPage}, 0, "DE FR", "fraud.rules.list: the cursor did not advance [r]", `{"cursor":"2","limit":100}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client, sent := clienttest.Script(t, test.responses...)
			var got []string
			var failed error
			for rule, err := range client.Fraud.Rules.All(t.Context(), test.req) {
				if failed != nil {
					t.Fatal("the iteration went on after an error")
				}
				if failed = err; err != nil {
					if !cmp.Equal(rule, fraud.Rule{}) {
						t.Errorf("rule %+v with error %v", rule, err)
					}
					continue
				}
				if got = append(got, rule.CountryCode); len(got) == test.stop {
					break
				}
			}
			if strings.Join(got, " ") != test.want || strings.Join(*sent, " ") != test.sent {
				t.Errorf("got %v, sent %v; want %s, %s", got, *sent, test.want, test.sent)
			}
			if (failed != nil) != (test.wantErr != "") || failed != nil && !strings.Contains(failed.Error(), test.wantErr) {
				t.Errorf("error %v, want %s", failed, test.wantErr)
			}
		})
	}
}
