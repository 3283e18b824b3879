package m2m_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/m2m"
)

func TestFilters(t *testing.T) {
	t.Parallel()
	for want, query := range map[string]m2m.Query{
		`{"operator":"AND","operands":[{"filter_name":"client_id","filter_value":["a","b"]}]}`:         m2m.And(m2m.ClientID("a", "b")),
		`{"operator":"OR","operands":[{"filter_name":"client_name","filter_value":["a"]}]}`:            m2m.Or(m2m.ClientName("a")),
		`{"operator":"AND","operands":[{"filter_name":"scopes","filter_value":[]}]}`:                   m2m.And(m2m.Scopes()),
		`{"operator":"AND","operands":[{"filter_name":"of_tomorrow","filter_value":{"any":"value"}}]}`: m2m.And(m2m.Filter{FilterName: "of_tomorrow", FilterValue: map[string]any{"any": "value"}}),
	} {
		var got, wanted any
		body, err := json.Marshal(query)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(json.Unmarshal(body, &got), json.Unmarshal([]byte(want), &wanted)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(wanted, got); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
}

const (
	firstPage = `{"m2m_clients":[{"client_id":"a"},{"client_id":"b"}],"results_metadata":{"total":3,"next_cursor":"1"},"status_code":200,"request_id":"r"}`
	lastPage  = `{"m2m_clients":[{"client_id":"c"}],"results_metadata":{"total":3,"next_cursor":null},"status_code":200,"request_id":"r"}`
)

func TestAll(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		req       m2m.ClientsSearchRequest
		responses []string
		stop      int // after so many clients
		want      string
		wantErr   string
		sent      string
	}{
		{"all pages", m2m.ClientsSearchRequest{}, []string{firstPage, lastPage}, 0, "a b c", "", `{"limit":1000} {"cursor":"1","limit":1000}`},
		{"a limit and a cursor", m2m.ClientsSearchRequest{Limit: 2, Cursor: "0"}, []string{firstPage, lastPage}, 0, "a b c", "", `{"cursor":"0","limit":2} {"cursor":"1","limit":2}`},
		{"until the caller stops", m2m.ClientsSearchRequest{}, []string{firstPage}, 2, "a b", "", `{"limit":1000}`},
		{"an error on the way", m2m.ClientsSearchRequest{}, []string{firstPage, `{"error_type":"m2m_search_missing_filter_name"}`}, 0, "a b", "m2m_search_missing_filter_name", `{"limit":1000} {"cursor":"1","limit":1000}`},
		{"a cursor that stands still", m2m.ClientsSearchRequest{Cursor: "1"}, []string{firstPage}, 0, "a b", "m2m.clients.search: the cursor did not advance [r]", `{"cursor":"1","limit":1000}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client, sent := clienttest.Script(t, test.responses...)
			var got []string
			var failed error
			for c, err := range client.M2M.Clients.All(t.Context(), test.req) {
				if failed != nil {
					t.Fatal("the iteration went on after an error")
				}
				if failed = err; err != nil {
					if !cmp.Equal(c, api.M2MClient{}) {
						t.Errorf("client %+v with error %v", c, err)
					}
					continue
				}
				if got = append(got, c.ClientID); len(got) == test.stop {
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
