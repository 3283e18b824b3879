package webhooks

import (
	"testing"
	"time"
)

// A claim ends by itself, and who held it cannot end the next one's.
func TestMemoryLease(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	m := newMemory(10, func() time.Time { return now })
	claim := func(owner string, want State) {
		t.Helper()
		if state, err := m.Claim(t.Context(), "e", owner, time.Minute); state != want || err != nil {
			t.Fatalf("%s got %v, %v; want %v", owner, state, err, want)
		}
	}
	claim("a", Claimed)
	claim("b", InProgress)
	now = now.Add(time.Minute - 1)
	claim("b", InProgress)
	now = now.Add(1)
	claim("b", Claimed)
	if err := m.Release(t.Context(), "e", "a"); err != nil {
		t.Fatal(err)
	}
	claim("c", InProgress)
	if err := m.Release(t.Context(), "e", "b"); err != nil {
		t.Fatal(err)
	}
	claim("c", Claimed)
	// a has succeeded after all.
	if err := m.Complete(t.Context(), "e", "a"); err != nil {
		t.Fatal(err)
	}
	claim("d", Handled)
	if err := m.Complete(t.Context(), "e", "c"); err != nil {
		t.Fatal(err)
	}
	if len(m.order) != 1 || len(m.claims) != 0 {
		t.Errorf("remembers %v, claims %v", m.order, m.claims)
	}
}
