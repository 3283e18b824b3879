package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
)

// importDirect imports a file on a simulated clock through a handler, and returns what is printed.
func importDirect(t *testing.T, srv *stytchtest.Server, handler http.Handler, args ...string) (printed string, err error) {
	t.Helper()
	var messages strings.Builder
	s, err := parse(args, &messages)
	if err != nil {
		t.Fatal(err)
	}
	client := srv.Client(stytch.WithHTTPClient(direct(handler)), stytch.WithRateLimitWait(patience))
	err = s.run(t.Context(), func(*settings) (*target, error) { return &target{client, s.journal, "Importing.", func() {}}, nil })
	t.Log(messages.String(), err)
	return messages.String(), err
}

// Searches may not find a new user at once. A lost response is cleared up anyway.
func TestLag(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		blind int32 // searches
		want  string
		fails bool
	}{
		{"a few searches", 3, "1 of the users created were found after a lost response or a killed program", false},
		{"all searches", 1000, "1 records were rejected", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			srv := stytchtest.NewServer(t)
			path := writeRows(t, row(1))
			synctest.Test(t, func(t *testing.T) {
				var creates, searches atomic.Int32
				printed, err := importDirect(t, srv, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					switch {
					case r.URL.Path == "/v1/users" && creates.Add(1) == 1:
						srv.Handler().ServeHTTP(httptest.NewRecorder(), r)
						w.WriteHeader(http.StatusInternalServerError)
					case r.URL.Path == "/v1/users/search" && searches.Add(1) <= test.blind:
						w.Header().Set("Content-Type", "application/json")
						_, _ = w.Write([]byte(`{"status_code":200,"request_id":"r","results":[],"results_metadata":{"total":0}}`))
					default:
						srv.Handler().ServeHTTP(w, r)
					}
				}), path)
				if (err != nil) != test.fails || !strings.Contains(printed, test.want) {
					t.Errorf("error = %v", err)
				}
			})
			if found := len(all(t, srv)); found != 1 {
				t.Errorf("%d users", found)
			}
			if test.fails && !strings.Contains(readFile(t, rejectsPath(path)+".reasons"), "a search does not find it") {
				t.Error("the reason is missing")
			}
		})
	}
}

// A long outage ends the import, without rejecting anybody, and the next run resumes.
func TestOutage(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	path := writeRows(t, rows(300)...)
	synctest.Test(t, func(t *testing.T) {
		var calls atomic.Int32
		start := time.Now()
		_, err := importDirect(t, srv, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if calls.Add(1) > 150 {
				srv.Inject(stytchtest.Fault{ErrorType: api.ErrorTypeServerUnavailable})
			}
			srv.Handler().ServeHTTP(w, r)
		}), path)
		if took := time.Since(start); err == nil || !strings.Contains(err.Error(), "Stytch does not respond") || !strings.Contains(err.Error(), "run the same command again") || took < 30*time.Second || took > 5*time.Minute {
			t.Errorf("after %v: %v", took, err)
		}
	})
	srv.ClearFaults()
	printed, err := importInto(t, srv, path)
	if err != nil {
		t.Fatal(err)
	}
	checkImported(t, srv, 300)
	checkReport(t, printed, 300)
}
