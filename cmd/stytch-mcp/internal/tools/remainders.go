package tools

import (
	"crypto/rand"
	"strings"
	"sync"
	"time"

	"github.com/flymyai/stytch-go"
)

// remainderPrefix tells the cursors of this server from those of the API.
const remainderPrefix = "rest-"

const (
	keepRemainders = 10 * time.Minute
	maxRemainders  = 50
)

// remainders keep for a while what did not fit into results, to continue with.
type remainders struct {
	mu   sync.Mutex
	list []*remainder // the oldest first
}

// remainder is a result with the items that are left.
type remainder struct {
	id, tool string
	value    object
	until    time.Time
}

// put keeps a result and returns the cursor for it.
func (r *remainders) put(tool string, value object) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.list) == maxRemainders {
		r.list = r.list[1:]
	}
	kept := &remainder{remainderPrefix + strings.ToLower(rand.Text()), tool, value, time.Now().Add(keepRemainders)}
	r.list = append(r.list, kept)
	return kept.id
}

// next returns a copy of the result that a cursor continues with. It may be continued more than once.
func (r *remainders) next(tool, cursor string) (value any, summary string, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, kept := range r.list {
		if kept.id == cursor && kept.tool == tool && time.Now().Before(kept.until) {
			return deepCopy(kept.value), "The result continues.", nil
		}
	}
	return nil, "", &stytch.ArgumentError{
		Operation: tool, Argument: "cursor",
		Problem: "is unknown, or older than 10 minutes: start over without it",
	}
}
