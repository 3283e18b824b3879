package transport_test

import (
	"bytes"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/transport"
	"github.com/flymyai/stytch-go/users"
)

// Each benchmark below is beside its floor: bare net/http and encoding/json doing the same work. Compare the rows of
// one run:
//
//	go test -run '^$' -bench . -count 6 ./internal/transport

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

// stub responds to every request with the same body, without a network.
func stub(body []byte) *http.Client {
	header := http.Header{"Content-Type": {"application/json"}}
	return &http.Client{Transport: clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusOK, Header: header, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: r}, nil
	})}
}

func stubClient(b *testing.B, body []byte) *stytch.Client {
	b.Helper()
	client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, stytch.WithHTTPClient(stub(body)))
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
			r.SetBasicAuth(clienttest.ProjectID, clienttest.Secret)
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
	floor := func() {
		var resp api.UsersSearchResponse
		if err := json.Unmarshal(page, &resp); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("floor", func(b *testing.B) {
		b.SetBytes(int64(len(page)))
		b.ReportAllocs()
		for b.Loop() {
			floor()
		}
	})
	b.Run("client", func(b *testing.B) {
		client := stubClient(b, page)
		search := func() {
			if _, err := client.Users.Search(b.Context(), users.SearchRequest{Limit: 1000}); err != nil {
				b.Fatal(err)
			}
		}
		b.SetBytes(int64(len(page)))
		b.ReportAllocs()
		for b.Loop() {
			search()
		}
		b.StopTimer()
		b.ReportMetric(clienttest.Ratio(min(b.N, 200), search, floor), "x-floor")
	})
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := stytch.New(clienttest.ProjectID, clienttest.Secret, stytch.WithTimeout(time.Second)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkConnections sends 4,000 calls from 64 goroutines over TLS and HTTP/1.1 to a server that takes 2 ms for
// each. The floor is the same client over the settings of http.DefaultTransport, which keep 2 idle connections.
func BenchmarkConnections(b *testing.B) {
	const workers, calls = 64, 4000
	for _, name := range []string{"floor", "client"} {
		b.Run(name, func(b *testing.B) {
			var connections atomic.Int32
			srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				time.Sleep(2 * time.Millisecond)
				w.Header().Set("Content-Type", "application/json")
				_, _ = io.WriteString(w, oneAnswer)
			}))
			srv.Config.ConnState = func(_ net.Conn, state http.ConnState) {
				if state == http.StateNew {
					connections.Add(1)
				}
			}
			srv.StartTLS()
			defer srv.Close()
			roots := srv.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
			total := 0
			for b.Loop() {
				tr := transport.DefaultTransport(time.Minute)
				if name == "floor" {
					tr = http.DefaultTransport.(*http.Transport).Clone() //nolint:forbidigo // its settings are the floor
				}
				tr.ForceAttemptHTTP2 = false
				tr.TLSClientConfig = &tls.Config{RootCAs: roots}
				client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, stytch.WithBaseURL(srv.URL), stytch.WithHTTPClient(&http.Client{Transport: tr}))
				if err != nil {
					b.Fatal(err)
				}
				var wg sync.WaitGroup
				for range workers {
					wg.Go(func() {
						for range calls / workers {
							if _, err := client.Users.Get(b.Context(), "u"); err != nil {
								b.Error(err)
								return
							}
						}
					})
				}
				wg.Wait()
				tr.CloseIdleConnections()
				total += calls
			}
			b.ReportMetric(float64(connections.Load())/float64(b.N), "connections")
			b.ReportMetric(float64(total)/b.Elapsed().Seconds(), "calls/s")
		})
	}
}

// pageStub responds to searches with pages of 1,000 users until all are sent. The pages differ only in the cursor and
// are made once, so the memory of the stub does not count as the client's.
func pageStub(all int) *http.Client {
	const cursor = "0000000000"
	before, after, _ := bytes.Cut(searchPage(1000, cursor), []byte(cursor))
	sent := 0
	return &http.Client{Transport: clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
		sent += 1000
		next := ""
		if sent < all {
			next = strconv.Itoa(sent)
		}
		body := io.MultiReader(bytes.NewReader(before), strings.NewReader(next), bytes.NewReader(after))
		return &http.Response{
			StatusCode: http.StatusOK, Body: io.NopCloser(body), Request: r,
			ContentLength: int64(len(before) + len(next) + len(after)),
		}, nil
	})}
}

// BenchmarkAll goes through 1,000,000 users and reports the most that the heap held meanwhile.
func BenchmarkAll(b *testing.B) {
	const all = 1_000_000
	var most uint64
	for b.Loop() {
		client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, stytch.WithHTTPClient(pageStub(all)))
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for _, err := range client.Users.All(b.Context(), users.SearchRequest{}) {
			if err != nil {
				b.Fatal(err)
			}
			if n++; n%1000 == 0 {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		}
		if n != all {
			b.Fatalf("%d users", n)
		}
	}
	b.ReportMetric(float64(most)/(1<<20), "heap-MiB")
}

// TestBenchmarkBodiesDecode keeps the benchmarks honest: what they decode is all there.
func TestBenchmarkBodiesDecode(t *testing.T) {
	t.Parallel()
	client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, stytch.WithHTTPClient(stub(searchPage(3, "next"))))
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
