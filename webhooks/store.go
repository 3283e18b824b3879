package webhooks

import (
	"context"
	"sync"
	"time"
)

// Store records which events have been handled, for [Verifier.Handler]. The default keeps the last 10,000 in the
// memory of one process. Replicas need a shared store that keeps them elsewhere. All programs that handle the events
// of one endpoint must share it.
//
// Svix retries for 28 hours. A store should keep an event for longer than that.
//
// Methods are called concurrently. The context of Complete and Release is independent of the request and ends after 5
// seconds.
type Store interface {
	// Claim reserves an event for owner and returns [Claimed]. It returns [InProgress] if another owner has claimed the
	// event, and [Handled] if the event was completed. A claim expires after lease, in case its owner has died.
	Claim(ctx context.Context, eventID, owner string, lease time.Duration) (State, error)
	// Complete records that the event is handled.
	Complete(ctx context.Context, eventID, owner string) error
	// Release ends the claim of an owner that failed to handle the event, so that the next delivery can claim it. It
	// does nothing if the claim has expired and another owner has claimed the event.
	Release(ctx context.Context, eventID, owner string) error
}

// State is the state of an event in a [Store].
type State int

// The states of an event.
const (
	// Claimed means that the caller now owns the event and must handle it.
	Claimed State = iota + 1
	// InProgress means that another delivery of the event is being handled.
	InProgress
	// Handled means that the event was handled.
	Handled
)

// memorySize is how many handled events a process remembers. An ID is some 60 bytes, so they fill about 2 MB.
const memorySize = 10_000

// memory is the default [Store]. Claims are as many as there are requests; handled events are bounded, and the
// oldest is forgotten first.
type memory struct {
	now func() time.Time

	mu      sync.Mutex
	claims  map[string]claim
	handled map[string]struct{}
	order   []string // of handled, a ring once it is full
	next    int      // the oldest of a full ring
	size    int
}

type claim struct {
	owner   string
	expires time.Time
}

func newMemory(size int, now func() time.Time) *memory {
	return &memory{now: now, claims: map[string]claim{}, handled: map[string]struct{}{}, size: size}
}

func (m *memory) Claim(_ context.Context, eventID, owner string, lease time.Duration) (State, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.handled[eventID]; ok {
		return Handled, nil
	}
	now := m.now()
	if c, ok := m.claims[eventID]; ok && now.Before(c.expires) {
		return InProgress, nil
	}
	m.claims[eventID] = claim{owner, now.Add(lease)}
	return Claimed, nil
}

func (m *memory) Complete(_ context.Context, eventID, _ string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.claims, eventID)
	if _, ok := m.handled[eventID]; ok {
		return nil
	}
	m.handled[eventID] = struct{}{}
	if len(m.order) < m.size {
		m.order = append(m.order, eventID)
		return nil
	}
	delete(m.handled, m.order[m.next])
	m.order[m.next] = eventID
	m.next = (m.next + 1) % m.size
	return nil
}

func (m *memory) Release(_ context.Context, eventID, owner string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.claims[eventID].owner == owner {
		delete(m.claims, eventID)
	}
	return nil
}
