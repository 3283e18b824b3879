package webhook

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

// app is an application without a network: it responds with the status that the function returns.
type app func(*http.Request) (int, error)

func (a app) RoundTrip(r *http.Request) (*http.Response, error) {
	status, err := a(r)
	if err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("")), Request: r}, nil
}

// newSender returns a sender to an application. Its clock is that of the bubble.
func newSender(t *testing.T, a app) *Sender {
	t.Helper()
	s := New(Options{
		ProjectID: "project-test-1", Env: "test", Random: ids.NewSource(nil, 0), Clock: time.Now,
		Transport: a, Logger: slog.New(slog.DiscardHandler),
	})
	if err := s.Add("https://app.example/hook", secret); err != nil {
		t.Fatal(err)
	}
	return s
}

// Timestamps have 0, 6 or 9 fractional digits, as Stytch's have.
func TestEncode_timestamps(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 1, 1, 0, 0, 0, 120_000_000, time.UTC)
	locked := api.User{IsLocked: true, LockCreatedAt: at, LockExpiresAt: at.Add(time.Hour), CreatedAt: at}
	body := encode(store.Change{Action: store.ActionUpdate, At: at, User: locked}, "event-1", "project-test-1")
	for _, want := range []string{
		`"timestamp":"2026-01-01T00:00:00.120000000Z"`, `"created_at":"2026-01-01T00:00:00Z"`,
		`"lock_created_at":"2026-01-01T00:00:00.120000Z"`, `"lock_expires_at":"2026-01-01T01:00:00.120000Z"`,
	} {
		if !bytes.Contains(body, []byte(want)) {
			t.Errorf("%s lacks %s", body, want)
		}
	}
}

func change(userID string) store.Change {
	return store.Change{Action: store.ActionUpdate, User: api.User{UserID: userID}, At: time.Now()}
}

// Without anybody moving the clock, the attempts are made when Svix makes them. A sender that is closed leaves no
// goroutine behind: the bubble would not end.
func TestSender_schedule(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var after []time.Duration
		s := newSender(t, func(*http.Request) (int, error) {
			after = append(after, time.Since(start))
			return 0, errors.New("connection refused")
		})
		defer s.Close()
		s.Changed(change("user-test-1"))
		time.Sleep(72 * time.Hour) // of the bubble
		synctest.Wait()
		want := []time.Duration{0, 5 * time.Second}
		for _, wait := range []time.Duration{5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour, 10 * time.Hour} {
			want = append(want, want[len(want)-1]+wait)
		}
		if diff := cmp.Diff(want, after); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		d := s.Webhooks()[0].Deliveries[0]
		if d.State != StateFailed || d.Attempts[7].Error != "connection refused" || !d.Due.IsZero() {
			t.Errorf("got %+v", d)
		}
	})
}

// Events of the same moment arrive in the order in which they happened, and so do their retries.
func TestSender_order(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var got []string
		s := newSender(t, func(r *http.Request) (int, error) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				return 0, err
			}
			for _, id := range []string{"user-test-1", "user-test-2", "user-test-3"} {
				if bytes.Contains(body, []byte(id)) {
					got = append(got, id)
				}
			}
			return http.StatusServiceUnavailable, nil
		})
		defer s.Close()
		for _, id := range []string{"user-test-1", "user-test-2", "user-test-3"} {
			s.Changed(change(id))
		}
		time.Sleep(5 * time.Second) // of the bubble
		synctest.Wait()
		if diff := cmp.Diff([]string{"user-test-1", "user-test-2", "user-test-3", "user-test-1", "user-test-2", "user-test-3"}, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
}

// An endpoint that does not respond is given up after 15 seconds, and delays no other endpoint.
func TestSender_timeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		s := newSender(t, func(r *http.Request) (int, error) {
			if r.URL.Host == "app.example" {
				<-r.Context().Done()
				return 0, r.Context().Err()
			}
			return http.StatusOK, nil
		})
		defer s.Close()
		if err := s.Add("https://other.example/hook", secret); err != nil {
			t.Fatal(err)
		}
		s.Changed(change("user-test-1"))
		synctest.Wait()
		if other := s.Webhooks()[0].Deliveries[1]; other.State != StateDelivered {
			t.Errorf("the other endpoint waits: %+v", other)
		}
		time.Sleep(attemptTimeout) // of the bubble
		synctest.Wait()
		slow := s.Webhooks()[0].Deliveries[0]
		if slow.State != StatePending || slow.Attempts[0].Error != "no response within 15s" || !slow.Attempts[0].Time.Equal(start) {
			t.Errorf("got %+v", slow)
		}
	})
}

// A redirect is a response like any other, whether or not it leads anywhere. Where it leads may be secret.
func TestSender_redirect(t *testing.T) {
	t.Parallel()
	for _, location := range []string{"", "https://app.example/hook?key=planted", "https://[::1?key=planted", "%zz?key=planted"} {
		t.Run(location, func(t *testing.T) {
			t.Parallel()
			var requests atomic.Int32
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				requests.Add(1)
				if location != "" {
					w.Header().Set("Location", location)
				}
				w.WriteHeader(http.StatusPermanentRedirect)
			}))
			defer srv.Close()
			var out bytes.Buffer
			s := New(Options{
				ProjectID: "project-test-1", Env: "test", Random: ids.NewSource(nil, 0), Clock: time.Now,
				Transport: NewTransport(), Logger: slog.New(slog.NewJSONHandler(&out, nil)),
			})
			defer s.Close()
			if err := s.Add(srv.URL, secret); err != nil {
				t.Fatal(err)
			}
			s.Changed(change("user-test-1"))
			s.Wait()
			got := s.Webhooks()[0].Deliveries[0]
			if n := requests.Load(); n != 1 || got.State != StatePending || got.Attempts[0].Status != http.StatusPermanentRedirect || got.Attempts[0].Error != "" {
				t.Errorf("%d requests, %+v", n, got)
			}
			if strings.Contains(out.String(), "planted") {
				t.Errorf("logged %s", &out)
			}
		})
	}
}

// The newest webhooks are kept, sent or not.
func TestSender_bounds(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		user api.User
		sent int
	}{
		{"many", api.User{}, maxWebhooks * 5 / 4},
		{"large", api.User{TrustedMetadata: map[string]any{"a": strings.Repeat("x", 256<<10)}}, 160},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newSender(t, func(r *http.Request) (int, error) {
					<-r.Context().Done() // all but the first stay queued
					return 0, r.Context().Err()
				})
				defer s.Close()
				s.Changed(change("the first"))
				synctest.Wait()
				for range test.sent {
					s.Changed(store.Change{Action: store.ActionUpdate, User: test.user, At: time.Now()})
				}
				s.Changed(change("the last"))
				kept := s.Webhooks()
				size := 0
				for _, w := range kept {
					size += len(w.Body)
				}
				if n := len(kept); n < 50 || n > maxWebhooks || size > maxBytes || n == test.sent+2 {
					t.Errorf("%d webhooks of %d bytes are kept", n, size)
				}
				if first, last := kept[0], kept[len(kept)-1]; first.UserID == "the first" || last.UserID != "the last" {
					t.Errorf("those from %s to %s are kept", first.UserID, last.UserID)
				}
				if n := len(s.endpoints[0].pending); n != len(kept) {
					t.Errorf("%d deliveries are pending, %d webhooks are kept", n, len(kept))
				}
			})
		})
	}
}

// Reset and Close end an attempt that is under way. What was discarded meanwhile is not retried.
func TestSender_resetEndsAttempts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		attempts := 0
		s := newSender(t, func(r *http.Request) (int, error) {
			attempts++
			<-r.Context().Done()
			return 0, r.Context().Err()
		})
		s.Changed(change("user-test-1"))
		synctest.Wait()
		s.Reset()
		s.Wait() // for nothing
		s.Changed(change("user-test-2"))
		synctest.Wait()
		s.Close()
		s.Close()
		s.Changed(change("user-test-3"))
		time.Sleep(time.Hour) // of the bubble
		got := s.Webhooks()
		if attempts != 2 || len(got) != 1 || got[0].Deliveries[0].Attempts[0].Error != "the emulator stopped waiting" {
			t.Errorf("%d attempts, %+v", attempts, got)
		}
	})
}

// The log holds neither the event, which is personal, nor the secret, nor the query of the endpoint.
func TestSender_log(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		s := newSender(t, func(*http.Request) (int, error) { return http.StatusBadGateway, nil })
		defer s.Close()
		s.Logger = slog.New(slog.NewJSONHandler(&out, nil))
		if err := s.Add("https://other.example/hook?key=planted", secret); err != nil {
			t.Fatal(err)
		}
		c := change("user-test-1")
		c.User.Emails = []api.UserEmail{{Email: "ada@example.com"}}
		s.Changed(c)
		s.Wait()
		for _, want := range []string{`"type":"direct.user.update"`, `"status":502`, `"attempt":1`, `"url":"https://other.example/hook"`} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s is not in %s", want, &out)
			}
		}
		for _, planted := range []string{"planted", secret, "ada@"} {
			if strings.Contains(out.String(), planted) {
				t.Errorf("%s is in %s", planted, &out)
			}
		}
	})
}
