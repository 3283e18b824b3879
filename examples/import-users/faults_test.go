package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/flymyai/stytch-go/stytchtest"
)

// faults makes some calls fail, before or after they are handled.
type faults struct {
	next  http.Handler
	share float64

	mu   sync.Mutex
	rand *rand.Rand
	n    int
}

// faultyServer returns an emulator in which a share of the calls fails.
func faultyServer(t *testing.T, share float64, seed uint64) (*stytchtest.Server, *faults) {
	t.Helper()
	f := &faults{share: share, rand: rand.New(rand.NewPCG(seed, seed))}
	return stytchtest.NewServer(t, stytchtest.WithMiddleware(func(next http.Handler) http.Handler {
		f.next = next
		return f
	})), f
}

func (f *faults) pick() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.rand.Float64() >= f.share {
		return -1
	}
	f.n++
	return f.n % 5 // every kind equally often
}

func (f *faults) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.n
}

func (f *faults) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	fail := func(status int, body string) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
	const internal, unavailable = `{"status_code":500,"error_type":"internal_server_error"}`, `{"status_code":503,"error_type":"server_unavailable"}`
	switch f.pick() {
	case 0:
		fail(http.StatusServiceUnavailable, unavailable)
	case 1:
		f.next.ServeHTTP(httptest.NewRecorder(), r)
		fail(http.StatusInternalServerError, internal)
	case 2:
		panic(http.ErrAbortHandler) // cut
	case 3:
		f.next.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	case 4:
		f.next.ServeHTTP(httptest.NewRecorder(), r)
		fail(http.StatusOK, `{"user_id":`)
	default:
		f.next.ServeHTTP(w, r)
	}
}

// With faults, every user is there once, and the report counts every one as created: those whose response was lost too.
func TestFaults(t *testing.T) {
	t.Parallel()
	for name, share := range map[string]float64{"1 percent": 0.01, "30 percent": 0.3} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := 2000
			if share > 0.1 {
				n = 200
			}
			srv, f := faultyServer(t, share, 1)
			path := writeRows(t, rows(n)...)
			printed, err := importInto(t, srv, path)
			if err != nil {
				t.Fatal(err)
			}
			f.mu.Lock()
			f.share = 0
			f.mu.Unlock()
			checkImported(t, srv, n)
			checkReport(t, printed, n)
			if f.count() < 10 {
				t.Errorf("only %d faults", f.count())
			}
		})
	}
}

// checkReport checks that a report says that all of n users were created.
func checkReport(t *testing.T, printed string, n int) {
	t.Helper()
	for _, want := range []string{fmt.Sprintf("%d of %d records are done", n, n), fmt.Sprintf("%d users created", n)} {
		if !strings.Contains(printed, want) {
			t.Errorf("the report does not say %q:\n%s", want, printed)
		}
	}
	for _, not := range []string{"updated", "left as they are", "rejected", "invalid"} {
		if strings.Contains(printed, not) {
			t.Errorf("the report says %q:\n%s", not, printed)
		}
	}
}
