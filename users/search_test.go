package users_test

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/users"
)

func TestFilters(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 1, 2, 3, 4, 5, 600_000_000, time.FixedZone("CET", 3600))
	for name, test := range map[string]struct {
		filter users.Filter
		value  any
	}{
		"created_at_greater_than":         {users.CreatedAfter(at), "2026-01-02T02:04:05.6Z"},
		"created_at_less_than":            {users.CreatedBefore(at), "2026-01-02T02:04:05.6Z"},
		"created_at_between":              {users.CreatedBetween(at, at.Add(time.Hour)), map[string]any{"greater_than": "2026-01-02T02:04:05.6Z", "less_than": "2026-01-02T03:04:05.6Z"}},
		"status":                          {users.Status(api.UserStatusPending), "pending"},
		"user_id":                         {users.UserID("a", "b"), []any{"a", "b"}},
		"full_name_fuzzy":                 {users.FullNameFuzzy("ada"), "ada"},
		"phone_number":                    {users.PhoneNumber("+14155550123"), []any{"+14155550123"}},
		"phone_id":                        {users.PhoneID("a"), []any{"a"}},
		"phone_verified":                  {users.PhoneVerified(true), true},
		"phone_number_fuzzy":              {users.PhoneNumberFuzzy("415"), "415"},
		"email_address":                   {users.EmailAddress("ada@example.com"), []any{"ada@example.com"}},
		"email_id":                        {users.EmailID(), []any{}},
		"email_verified":                  {users.EmailVerified(false), false},
		"email_address_fuzzy":             {users.EmailAddressFuzzy("example"), "example"},
		"oauth_provider":                  {users.OAuthProvider("google"), []any{"google"}},
		"webauthn_registration_id":        {users.WebAuthnRegistrationID("a"), []any{"a"}},
		"webauthn_registration_verified":  {users.WebAuthnRegistrationVerified(true), true},
		"biometric_registration_id":       {users.BiometricRegistrationID("a"), []any{"a"}},
		"biometric_registration_verified": {users.BiometricRegistrationVerified(true), true},
		"totp_id":                         {users.TOTPID("a"), []any{"a"}},
		"totp_verified":                   {users.TOTPVerified(true), true},
		"crypto_wallet_id":                {users.CryptoWalletID("a"), []any{"a"}},
		"crypto_wallet_address":           {users.CryptoWalletAddress("0x"), []any{"0x"}},
		"crypto_wallet_verified":          {users.CryptoWalletVerified(true), true},
		"password_exists":                 {users.PasswordExists(true), true},
		"email_domain_of_tomorrow":        {users.Filter{FilterName: "email_domain_of_tomorrow", FilterValue: "x"}, "x"},
	} {
		body, err := json.Marshal(users.SearchRequest{Query: users.Or(test.filter)})
		if err != nil {
			t.Fatal(err)
		}
		var got any
		if err := json.Unmarshal(body, &got); err != nil {
			t.Fatal(err)
		}
		want := map[string]any{"query": map[string]any{"operator": "OR", "operands": []any{
			map[string]any{"filter_name": name, "filter_value": test.value},
		}}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

const (
	first  = `{"results":[{"user_id":"a"},{"user_id":"b"}],"results_metadata":{"total":3,"next_cursor":"2"}}`
	second = `{"results":[{"user_id":"c"}],"results_metadata":{"total":3,"next_cursor":null}}`
	stuck  = `{"results":[{"user_id":"c"}],"results_metadata":{"total":-1,"next_cursor":"2"}}`
)

func TestAll(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name      string
		responses []string
		req       users.SearchRequest
		limit     int // number of users to read
		want      []string
		requests  []string
		wantErr   string // part of the error
	}{
		{"every page", []string{first, second}, users.SearchRequest{Query: users.And(users.PasswordExists(true)), Limit: 2}, 9, []string{"a", "b", "c"},
			[]string{
				`{"limit":2,"query":{"operands":[{"filter_name":"password_exists","filter_value":true}],"operator":"AND"}}`,
				`{"cursor":"2","limit":2,"query":{"operands":[{"filter_name":"password_exists","filter_value":true}],"operator":"AND"}}`,
			}, ""},
		{"from a cursor", []string{second}, users.SearchRequest{Cursor: "2"}, 9, []string{"c"}, []string{`{"cursor":"2","limit":1000}`}, ""},
		{"no more than wanted", []string{first}, users.SearchRequest{}, 1, []string{"a"}, []string{`{"limit":1000}`}, ""},
		{"none", []string{`{"results":[],"results_metadata":{"total":0}}`}, users.SearchRequest{}, 9, nil, []string{`{"limit":1000}`}, ""},
		{"a failure", []string{first, `{"error_type":"user_search_invalid_cursor"}`}, users.SearchRequest{}, 9, []string{"a", "b"},
			[]string{`{"limit":1000}`, `{"cursor":"2","limit":1000}`}, "user_search_invalid_cursor"},
		{"a cursor that does not move", []string{first, stuck}, users.SearchRequest{}, 9, []string{"a", "b", "c"},
			[]string{`{"limit":1000}`, `{"cursor":"2","limit":1000}`}, "the cursor did not advance"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client, requests := clienttest.Script(t, test.responses...)
			var got []string
			var failed error
			for user, err := range client.Users.All(t.Context(), test.req) {
				if err != nil {
					failed = err
					continue
				}
				if got = append(got, user.UserID); len(got) == test.limit {
					break
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("users (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.requests, *requests); diff != "" {
				t.Errorf("searches (-want +got):\n%s", diff)
			}
			if (test.wantErr == "") != (failed == nil) || (failed != nil && !strings.Contains(failed.Error(), test.wantErr)) {
				t.Errorf("error = %v, want %q", failed, test.wantErr)
			}
		})
	}
}

// Ranging over the sequence a second time starts again from the first page.
func TestAllTwice(t *testing.T) {
	t.Parallel()
	client, _ := clienttest.Script(t, first, second, first, second)
	all := client.Users.All(t.Context(), users.SearchRequest{})
	for range 2 {
		n := 0
		for _, err := range all {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		if n != 3 {
			t.Errorf("%d users, want 3", n)
		}
	}
}

// While the loop works on a page, the next one is fetched. When the loop ends, nothing is left.
func TestAllFetchesAhead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const n, takes = 20, 100 * time.Millisecond
		var searches atomic.Int32
		_, client := clienttest.Serve(t, func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			var req users.SearchRequest
			if err := json.Unmarshal(body, &req); err != nil {
				t.Error(err)
			}
			searches.Add(1)
			time.Sleep(takes)
			page, _ := strconv.Atoi(req.Cursor)
			next := ""
			if page+1 < n {
				next = strconv.Itoa(page + 1)
			}
			w.Header().Set("Content-Type", "application/json")
			_, _ = fmt.Fprintf(w, `{"results":[{"user_id":"%d-1"},{"user_id":"%[1]d-2"}],"results_metadata":{"next_cursor":%q}}`, page, next)
		})
		var got, want []string
		start := time.Now()
		for user, err := range client.Users.All(t.Context(), users.SearchRequest{}) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, user.UserID)
			time.Sleep(takes / 2)
		}
		for page := range n {
			want = append(want, strconv.Itoa(page)+"-1", strconv.Itoa(page)+"-2")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if took, sum := time.Since(start), 2*n*takes; took.Seconds() > 0.55*sum.Seconds() || searches.Load() != n {
			t.Errorf("%d searches in %v, %.3f of the sum", searches.Load(), took, took.Seconds()/sum.Seconds())
		}
	})
}

// Room is made for the users that a body seems to have. A body that only looks like a page is none, and one that says
// little about its users is decoded anyway.
func TestSearchMakesRoom(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		body    string
		users   int
		wantErr bool
	}{
		{`{"results":[{"user_id":"a"},{"user_id":"b"}]}`, 2, false},
		{`{"results":[{"user_id" : "a"}]}`, 1, false},
		{`{"results":[{"user_id":"a","trusted_metadata":{"user_id":"x"}}]}`, 1, false},
		{`{"results":[]}`, 0, false},
		{`{"request_id":"r","user_id":"a"}`, 0, false},
		{`{"user_id":"a"}`, 0, true},
		{`{"users":[{"user_id":"a"}]}`, 0, true},
		{`{}`, 0, true},
	} {
		client := clienttest.New(t, clienttest.Respond(http.StatusOK, "application/json", test.body))
		page, err := client.Users.Search(t.Context(), users.SearchRequest{})
		if (err != nil) != test.wantErr || err == nil && len(page.Results) != test.users {
			t.Errorf("%s: %+v, %v", test.body, page, err)
		}
	}
}
