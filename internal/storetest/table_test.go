package storetest_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/internal/storetest"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/webhooks"
)

// table stands for a table of a database: each row has a key, an owner, a value and a time to live.
type table struct {
	mu   sync.Mutex
	rows map[string]row
	log  []sessions.Revocation // an append-only table, read in order
}

type row struct {
	owner   string
	value   []byte
	expires time.Time
}

// put inserts a row, or replaces it if it has expired or belongs to the owner. It reports false otherwise.
func (t *table) put(key string, r row) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if old, ok := t.rows[key]; ok && old.owner != r.owner && time.Now().Before(old.expires) {
		return false
	}
	t.rows[key] = r
	return true
}

func (t *table) get(key string) row {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.rows[key]
}

func (t *table) remove(key, owner string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.rows[key].owner == owner {
		delete(t.rows, key)
	}
}

// The types below are all that a store on such a database needs.

type revocations struct {
	*sessions.RevocationList
	*table
}

func (r revocations) Revoke(_ context.Context, revocation sessions.Revocation) error {
	if err := r.Add(revocation); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.log = append(r.log, revocation)
	return nil
}

func (r revocations) poll(ctx context.Context) {
	for read := 0; ctx.Err() == nil; time.Sleep(10 * time.Millisecond) {
		r.mu.Lock()
		for _, revocation := range r.log[read:] {
			_ = r.Add(revocation)
		}
		read = len(r.log)
		r.mu.Unlock()
	}
}

type events struct{ *table }

func (e events) Claim(_ context.Context, id, owner string, lease time.Duration) (webhooks.State, error) {
	switch {
	case e.put(id, row{owner: owner, expires: time.Now().Add(lease)}):
		return webhooks.Claimed, nil
	case e.get(id).owner == "handled":
		return webhooks.Handled, nil
	}
	return webhooks.InProgress, nil
}

func (e events) Complete(_ context.Context, id, owner string) error {
	e.remove(id, owner)
	e.put(id, row{owner: "handled", expires: time.Now().Add(72 * time.Hour)})
	return nil
}

func (e events) Release(_ context.Context, id, owner string) error { e.remove(id, owner); return nil }

type tokens struct{ *table }

func (t tokens) Load(_ context.Context, key string) ([]byte, error) { return t.get(key).value, nil }

func (t tokens) Save(_ context.Context, key string, value []byte, lifetime time.Duration) error {
	t.put(key, row{value: value, expires: time.Now().Add(lifetime)})
	return nil
}

func (t tokens) Lock(_ context.Context, key, owner string, lease time.Duration) (bool, error) {
	return t.put("lock "+key, row{owner: owner, expires: time.Now().Add(lease)}), nil
}

func (t tokens) Unlock(_ context.Context, key, owner string) error {
	t.remove("lock "+key, owner)
	return nil
}

func newTable() *table { return &table{rows: map[string]row{}} }

func TestAnotherStore(t *testing.T) {
	t.Parallel()
	t.Run("revocations", func(t *testing.T) {
		t.Parallel()
		shared := newTable()
		join := func() sessions.Revocations {
			r := revocations{sessions.NewRevocationList(), shared}
			go r.poll(t.Context())
			return r
		}
		storetest.Revocations(t, join(), join(), join)
	})
	t.Run("events", func(t *testing.T) {
		t.Parallel()
		storetest.Events(t, events{newTable()})
	})
	t.Run("tokens", func(t *testing.T) {
		t.Parallel()
		storetest.Tokens(t, tokens{newTable()})
	})
}
