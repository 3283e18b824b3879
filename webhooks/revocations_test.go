package webhooks_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/webhooks"
)

// recorder records what it learns of users.
type recorder struct {
	calls []string
	err   error
}

func (r *recorder) UserDeleted(_ context.Context, userID string) error {
	r.calls = append(r.calls, "deleted "+userID)
	return r.err
}

func (r *recorder) UserChanged(_ context.Context, userID string, at time.Time) error {
	r.calls = append(r.calls, "changed "+userID+" "+at.UTC().Format(time.RFC3339))
	return r.err
}

func TestHandlerRevocations(t *testing.T) {
	t.Parallel()
	down := errors.New("store down")
	tests := []struct {
		name, body string
		err        error
		want       []string
		status     int
	}{
		{"deleted", `{"event_id":"E","action":"DELETE","object_type":"user","id":"U","timestamp":"2026-01-02T03:04:05Z"}`, nil, []string{"deleted U", "handled"}, 204},
		{"updated", `{"event_id":"E","action":"UPDATE","object_type":"user","id":"U","timestamp":"2026-01-02T03:04:05Z"}`, nil, []string{"changed U 2026-01-02T03:04:05Z", "handled"}, 204},
		{
			"updated, without a time", `{"event_id":"E","action":"UPDATE","object_type":"user","id":"U"}`, nil,
			[]string{"changed U " + sent.UTC().Format(time.RFC3339), "handled"}, 204,
		},
		{"created", `{"event_id":"E","action":"CREATE","object_type":"user","id":"U"}`, nil, []string{"handled"}, 204},
		{"another object", `{"event_id":"E","action":"DELETE","object_type":"organization","id":"U"}`, nil, []string{"handled"}, 204},
		{"no ID", `{"event_id":"E","action":"DELETE","object_type":"user"}`, nil, []string{"handled"}, 204},
		{"revocations that fail", `{"event_id":"E","action":"DELETE","object_type":"user","id":"U"}`, down, []string{"deleted U"}, 500},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := &recorder{err: test.err}
			handler := newVerifier(t).Handler(func(context.Context, *webhooks.Event) error {
				r.calls = append(r.calls, "handled")
				return nil
			}, webhooks.WithRevocations(r))
			if w := deliver(t, handler, test.body); w.Code != test.status {
				t.Errorf("status %d, want %d", w.Code, test.status)
			}
			if diff := cmp.Diff(test.want, r.calls); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			// An event that was handled is not reported again; one that was not, is.
			r.calls = nil
			deliver(t, handler, test.body)
			if test.err == nil && r.calls != nil || test.err != nil && len(r.calls) != 1 {
				t.Errorf("second delivery: %q", r.calls)
			}
		})
	}
}
