package webhooks_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/webhooks"
)

// The process remembers the last 10,000 events, and no more.
func TestHandlerForgetsTheOldest(t *testing.T) {
	t.Parallel()
	calls := 0
	handler := newVerifier(t).Handler(func(context.Context, *webhooks.Event) error { calls++; return nil })
	for i := range 10_001 {
		deliver(t, handler, eventBody(i))
	}
	for _, test := range []struct{ event, calls int }{{10_000, 10_001}, {1, 10_001}, {0, 10_002}, {1, 10_003}, {3, 10_003}} {
		deliver(t, handler, eventBody(test.event))
		if calls != test.calls {
			t.Errorf("event %d: handled %d in all, want %d", test.event, calls, test.calls)
		}
	}
}

// scripted is a store with fixed results that records its calls.
type scripted struct {
	state                    webhooks.State
	claim, complete, release error
	calls                    []string
	owners                   map[string]bool
}

func (s *scripted) Claim(_ context.Context, id, owner string, lease time.Duration) (webhooks.State, error) {
	s.record("claim", id, owner)
	if lease < 15*time.Second {
		return 0, fmt.Errorf("the lease of %v ends before Svix gives up", lease)
	}
	return s.state, s.claim
}

func (s *scripted) Complete(ctx context.Context, id, owner string) error {
	s.record("complete", id, owner)
	return cmp.Or(ctx.Err(), s.complete)
}

func (s *scripted) Release(ctx context.Context, id, owner string) error {
	s.record("release", id, owner)
	if deadline, ok := ctx.Deadline(); !ok || time.Until(deadline) > 5*time.Second {
		return errors.New("no deadline")
	}
	return cmp.Or(ctx.Err(), s.release)
}

func (s *scripted) record(call, id, owner string) {
	s.calls = append(s.calls, call+" "+id)
	s.owners[owner] = true
}

func TestHandlerStore(t *testing.T) {
	t.Parallel()
	down := errors.New("store down")
	tests := []struct {
		name      string
		store     scripted
		err       error
		want      int
		wantCalls string
		wantLog   string
	}{
		{"claimed", scripted{state: webhooks.Claimed}, nil, 204, "claim E complete E", ""},
		{"claimed, not handled", scripted{state: webhooks.Claimed}, errors.New("no"), 500, "claim E release E", "not handled"},
		{"handled before", scripted{state: webhooks.Handled}, nil, 204, "claim E", ""},
		{"in progress", scripted{state: webhooks.InProgress}, nil, 409, "claim E", ""},
		{"a store that is down", scripted{claim: down}, nil, 503, "claim E", "store down"},
		{"a store that fails and says claimed", scripted{state: webhooks.Claimed, claim: down}, nil, 503, "claim E", "store down"},
		{"an unknown state", scripted{state: 7}, nil, 503, "claim E", "state=7"},
		{"handled and not recorded", scripted{state: webhooks.Claimed, complete: down}, nil, 204, "claim E complete E", "store down"},
		{"not handled and not recorded", scripted{state: webhooks.Claimed, release: down}, errors.New("no"), 500, "claim E release E", "store down"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.store.owners = map[string]bool{}
			var logged bytes.Buffer
			handler := newVerifier(t).Handler(func(context.Context, *webhooks.Event) error { return test.err },
				webhooks.WithStore(&test.store), webhooks.WithLogger(slog.New(slog.NewTextHandler(&logged, nil))))
			w := deliver(t, handler, `{"event_id":"E"}`)
			if got := strings.Join(test.store.calls, " "); w.Code != test.want || got != test.wantCalls || len(test.store.owners) != 1 {
				t.Errorf("got %d, calls %q, owners %v; want %d, %q", w.Code, got, test.store.owners, test.want, test.wantCalls)
			}
			if (test.wantLog == "") != (logged.Len() == 0) || !strings.Contains(logged.String(), test.wantLog) {
				t.Errorf("logged %q, want %q", &logged, test.wantLog)
			}
			deliver(t, handler, `{"event_id":"E"}`)
			if len(test.store.owners) != 2 {
				t.Errorf("two deliveries are of %d owners", len(test.store.owners))
			}
		})
	}
}

// A nil argument panics in Handler, not in the first request.
func TestHandlerNilArguments(t *testing.T) {
	t.Parallel()
	handle := func(context.Context, *webhooks.Event) error { return nil }
	for name, wrong := range map[string]func(*webhooks.Verifier){
		"no function":    func(v *webhooks.Verifier) { v.Handler(nil) },
		"no store":       func(v *webhooks.Verifier) { v.Handler(handle, webhooks.WithStore(nil)) },
		"no logger":      func(v *webhooks.Verifier) { v.Handler(handle, webhooks.WithLogger(nil)) },
		"no revocations": func(v *webhooks.Verifier) { v.Handler(handle, webhooks.WithRevocations(nil)) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			wrong(newVerifier(t))
		}()
	}
}
