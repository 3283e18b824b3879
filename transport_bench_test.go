package stytch_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/users"
)

// The benchmarks below stand each beside their floor: bare net/http and encoding/json doing the same work.
// Compare the rows of one run:
//
//	go test -run '^$' -bench . -count 6 .

const oneUser = `{"user_id":"user-test-11111111-1111-4111-8111-111111111111","name":{"first_name":"Ada","middle_name":"","last_name":"Lovelace"},` +
	`"emails":[{"email_id":"email-test-1","email":"ada@example.com","verified":true}],"phone_numbers":[{"phone_id":"phone-number-test-1","phone_number":"+14155550123","verified":true}],` +
	`"status":"active","webauthn_registrations":[],"providers":[],"totps":[{"totp_id":"totp-test-1","verified":true}],"crypto_wallets":[],"biometric_registrations":[],` +
	`"is_locked":false,"roles":["stytch_user"],"created_at":"2026-01-02T03:04:05.678901Z","password":{"password_id":"password-test-1","requires_reset":false},` +
	`"trusted_metadata":{"plan":"pro","seats":5},"untrusted_metadata":{},"external_id":"customer-1"`

const oneAnswer = oneUser + `,"request_id":"request-id-test-1","status_code":200}`

func searchPage(n int, cursor string) []byte {
	var b bytes.Buffer
	b.WriteString(`{"request_id":"request-id-test-1","status_code":200,"results":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(oneUser + "}")
	}
	fmt.Fprintf(&b, `],"results_metadata":{"total":-1,"next_cursor":%q}}`, cursor)
	return b.Bytes()
}

// stub answers every request with the same body, without a network.
func stub(body []byte) *http.Client {
	header := http.Header{"Content-Type": {"application/json"}}
	return &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusOK, Header: header, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: r}, nil
	})}
}

func stubClient(b *testing.B, body []byte) *stytch.Client {
	b.Helper()
	client, err := stytch.New(projectID, secret, stytch.WithHTTPClient(stub(body)))
	if err != nil {
		b.Fatal(err)
	}
	return client
}

func BenchmarkGet(b *testing.B) {
	b.Run("floor", func(b *testing.B) {
		client := stub([]byte(oneAnswer))
		b.ReportAllocs()
		for b.Loop() {
			r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, "https://test.stytch.com/v1/users/user-test-11111111-1111-4111-8111-111111111111", nil)
			if err != nil {
				b.Fatal(err)
			}
			r.SetBasicAuth(projectID, secret)
			r.Header.Set("Accept", "application/json")
			r.Header.Set("User-Agent", "floor")
			resp, err := client.Do(r)
			if err != nil {
				b.Fatal(err)
			}
			body, err := io.ReadAll(resp.Body)
			if err != nil {
				b.Fatal(err)
			}
			_ = resp.Body.Close()
			var user api.UsersGetResponse
			if err := json.Unmarshal(body, &user); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("client", func(b *testing.B) {
		client := stubClient(b, []byte(oneAnswer))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := client.Users.Get(b.Context(), "user-test-11111111-1111-4111-8111-111111111111"); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkSearchPage(b *testing.B) {
	page := searchPage(1000, "")
	b.Run("floor", func(b *testing.B) {
		b.SetBytes(int64(len(page)))
		b.ReportAllocs()
		for b.Loop() {
			var resp api.UsersSearchResponse
			if err := json.Unmarshal(page, &resp); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("client", func(b *testing.B) {
		client := stubClient(b, page)
		b.SetBytes(int64(len(page)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := client.Users.Search(b.Context(), users.SearchRequest{Limit: 1000}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := stytch.New(projectID, secret, stytch.WithTimeout(time.Second)); err != nil {
			b.Fatal(err)
		}
	}
}

// TestBenchmarkBodiesDecode keeps the benchmarks honest: what they decode is all there.
func TestBenchmarkBodiesDecode(t *testing.T) {
	t.Parallel()
	client, err := stytch.New(projectID, secret, stytch.WithHTTPClient(stub(searchPage(3, "next"))))
	if err != nil {
		t.Fatal(err)
	}
	page, err := client.Users.Search(t.Context(), users.SearchRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Results) != 3 || page.ResultsMetadata.NextCursor != "next" || !strings.HasPrefix(page.Results[2].UserID, "user-test-") {
		t.Errorf("page = %+v", page)
	}
}
