package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/time/rate"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/examples/internal/progress"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// roundTripper is a function as an http.RoundTripper.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// directClient returns a client that calls an emulator without a network, and calls before for each request.
func directClient(srv *stytchtest.Server, before func(r *http.Request)) *stytch.Client {
	return srv.Client(stytch.WithHTTPClient(&http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		before(r)
		if err := r.Context().Err(); err != nil {
			return nil, err
		}
		recorder := httptest.NewRecorder()
		srv.Handler().ServeHTTP(recorder, r)
		return recorder.Result(), nil
	})}))
}

const smallPage = 5

// newExport returns an export with small pages and no rate limit.
func newExport(t *testing.T, client *stytch.Client, path string) *export {
	t.Helper()
	return &export{
		client:   client,
		format:   "ndjson",
		path:     path,
		pageSize: smallPage,
		limiter:  rate.NewLimiter(rate.Inf, 1),
		progress: &progress.Progress{Out: t.Output()},
	}
}

func newPath(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "users.ndjson")
}

// mustRun runs an export that must succeed, and returns the content of the file.
func mustRun(t *testing.T, e *export) []byte {
	t.Helper()
	if err := e.run(t.Context()); err != nil {
		t.Fatal(err)
	}
	checkComplete(t, e.path)
	data, err := os.ReadFile(e.path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// interrupt runs an export for two pages.
func interrupt(t *testing.T, e *export) {
	t.Helper()
	// The limiter fails at once when the next search would come after the deadline.
	e.limiter = rate.NewLimiter(rate.Every(24*time.Hour), 2)
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	want := fmt.Sprintf("the first %d users are in", 2*e.pageSize)
	if err := e.run(ctx); err == nil || !strings.Contains(err.Error(), want) {
		t.Fatalf("error = %v, want %q in it", err, want)
	}
	e.limiter = rate.NewLimiter(rate.Inf, 1)
}

func TestExport_interruptedAtEachPage(t *testing.T) {
	t.Parallel()
	const n, pages = 23, 5
	srv := newServer(t, n)
	for at := 1; at <= pages; at++ {
		for _, torn := range []string{"", "{", `{"user_id":"x"}` + "\n", strings.Repeat("x", 1<<20)} {
			t.Run(fmt.Sprintf("%d and %d bytes", at, len(torn)), func(t *testing.T) {
				t.Parallel()
				path := newPath(t)
				ctx, cancel := context.WithCancel(t.Context())
				searches := 0
				client := directClient(srv, func(*http.Request) {
					if searches++; searches == at {
						cancel()
					}
				})
				err := newExport(t, client, path).run(ctx)
				if want := fmt.Sprintf("stopped after %d users", (at-1)*smallPage); err == nil || !strings.Contains(err.Error(), want) {
					t.Fatalf("error = %v, want %q in it", err, want)
				}
				appendTo(t, path, torn)
				mustRun(t, newExport(t, client, path))
				checkUsers(t, path, n)
			})
		}
	}
}

// A failed export can be resumed too.
func TestExport_resumesAfterFailure(t *testing.T) {
	t.Parallel()
	srv := newServer(t, 12)
	path := newPath(t)
	searches := 0
	client := directClient(srv, func(*http.Request) {
		if searches++; searches == 3 {
			srv.Inject(stytchtest.Fault{ErrorType: api.ErrorTypeUnauthorizedCredentials})
		}
	})
	err := newExport(t, client, path).run(t.Context())
	if err == nil || !strings.Contains(err.Error(), "the first 10 users are in") {
		t.Errorf("error = %v", err)
	}
	mustRun(t, newExport(t, client, path))
	checkUsers(t, path, 12)
}

func TestExport_sameCursorTwice(t *testing.T) {
	t.Parallel()
	const page = `{"status_code":200,"request_id":"request-id-test-1","results":[],"results_metadata":{"total":9,"next_cursor":"same"}}`
	srv := newServer(t, 0)
	client := srv.Client(stytch.WithHTTPClient(&http.Client{Transport: roundTripper(func(*http.Request) (*http.Response, error) {
		recorder := httptest.NewRecorder()
		recorder.Header().Set("Content-Type", "application/json")
		recorder.Body.WriteString(page)
		return recorder.Result(), nil
	})}))
	err := newExport(t, client, newPath(t)).run(t.Context())
	if err == nil || !strings.Contains(err.Error(), "the same cursor twice") {
		t.Errorf("error = %v", err)
	}
}

func TestExport_expiredCursor(t *testing.T) {
	t.Parallel()
	srv := newServer(t, 12)
	path := newPath(t)
	interrupt(t, newExport(t, srv.Client(), path))
	srv.Inject(stytchtest.Fault{ErrorType: api.ErrorTypeUserSearchInvalidCursor})
	err := newExport(t, srv.Client(), path).run(t.Context())
	if err == nil || !strings.Contains(err.Error(), "start again") {
		t.Errorf("error = %v", err)
	}
}

// A line holds a user as the API returns it, without the fields that are null.
func TestExport_isComplete(t *testing.T) {
	t.Parallel()
	full := testUser(21)
	full.Providers = []api.UserOAuthProvider{{ProviderType: "github", ProviderSubject: "1", ProfilePictureURL: "https://example.com/?a=1&b=2", Locale: "en"}}
	full.WebAuthnRegistrations = []api.UserWebAuthnRegistration{{Domain: "example.com", UserAgent: "<b>", Name: "key", Verified: true}}
	full.CryptoWallets = []api.UserCryptoWallet{{CryptoWalletAddress: "0x6df2", CryptoWalletType: "ethereum", Verified: true}}
	srv := stytchtest.NewServer(t, stytchtest.WithUsers(
		stytchtest.User{User: full, PlainPassword: "correct horse battery staple", TOTPSecret: "JBSWY3DPEHPK3PXP"},
		stytchtest.User{User: testUser(2)},
	))
	got := mustRun(t, newExport(t, srv.Client(), newPath(t)))

	var page struct {
		Results []map[string]any `json:"results"`
	}
	var body []byte
	if err := srv.Client().Request(t.Context(), http.MethodPost, "/v1/users/search", users.SearchRequest{}, &body); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(body, &page); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(bytes.NewReader(got))
	for i := 0; lines.Scan(); i++ {
		var line map[string]any
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		want := page.Results[i]
		maps.DeleteFunc(want, func(_ string, value any) bool { return value == nil })
		if diff := cmp.Diff(want, line); diff != "" {
			t.Error(diff)
		}
	}
}

func TestExport_query(t *testing.T) {
	t.Parallel()
	e := newExport(t, newServer(t, 30).Client(), newPath(t))
	query, err := parseQuery(`{"operands":[{"filter_name":"status","filter_value":"pending"}]}`)
	if err != nil {
		t.Fatal(err)
	}
	e.query = query
	got := mustRun(t, e)
	if n := bytes.Count(got, []byte("\n")); n != 5 || bytes.Count(got, []byte(`"status":"pending"`)) != n {
		t.Errorf("got %d users:\n%s", n, got)
	}
}

func TestExport_noUsers(t *testing.T) {
	t.Parallel()
	srv := newServer(t, 0)
	for format, want := range map[string]string{"ndjson": "", "csv": string(csvHeader())} {
		e := newExport(t, srv.Client(), newPath(t))
		e.format = format
		if got := mustRun(t, e); string(got) != want {
			t.Errorf("%s: got %q, want %q", format, got, want)
		}
	}
}

func TestExport_csv(t *testing.T) {
	t.Parallel()
	const n = 23
	e := newExport(t, newServer(t, n).Client(), newPath(t))
	e.format = "csv"
	rows, err := csv.NewReader(bytes.NewReader(mustRun(t, e))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != n+1 {
		t.Fatalf("%d rows, want %d", len(rows), n+1)
	}
	for i, row := range rows[1:] {
		user := testUser(n - 1 - i) // the emulator lists the newest first
		for j, column := range columns {
			want := strings.ReplaceAll(column.value(user), "\r\n", "\n") // csv.Reader does the same
			if got := unescape(row[j]); rows[0][j] != column.name || got != want {
				t.Errorf("%s of %s is %q in the column %s, want %q", column.name, user.UserID, got, rows[0][j], want)
			}
		}
	}
}
