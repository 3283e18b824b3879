package store

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"slices"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/api"
)

// The actions of changes.
const (
	ActionCreate = "CREATE"
	ActionUpdate = "UPDATE"
	ActionDelete = "DELETE"
)

// Change is a change of a user by a call.
type Change struct {
	Action string
	// User is the user after the change, or before it when deleted. It shares metadata and lists with the state.
	User api.User
	// At is the time of the call.
	At time.Time
}

// Watch calls a function for each user that a call has changed, with the store locked, in the order in which the users were
// created. The function must not call the store. It is not called for users that exist already until they change.
func (s *Store) Watch(watch func(Change)) {
	s.report()
	s.watch = watch
	s.markReported()
}

// Unlock ends a call, and tells the watcher which users the call has changed.
func (s *Store) Unlock() {
	s.report()
	s.Mutex.Unlock()
}

// Outside runs a function of the project's owner during a call, with the store unlocked: the function may be slow, or may
// call this server. The state may have changed afterwards.
func (s *Store) Outside(f func()) {
	s.Unlock()
	defer s.Lock()
	f()
}

// touch notes that a user may have changed.
func (s *Store) touch(u *User) {
	if s.watch != nil && !slices.Contains(s.touched, u) {
		s.touched = append(s.touched, u)
	}
}

// report reports the users that differ from what was last reported of them.
func (s *Store) report() {
	if len(s.touched) == 0 {
		return
	}
	slices.SortFunc(s.touched, func(a, b *User) int { return cmp.Compare(a.Seq, b.Seq) })
	for _, u := range s.touched {
		change := Change{Action: ActionUpdate, User: s.View(u), At: s.now}
		digest := digestOf(change.User)
		switch {
		case u.Deleted && u.reported == nil: // nobody ever saw the user
			continue
		case u.Deleted:
			change.Action = ActionDelete
		case s.byID[u.ID] != u: // the sandbox user
			continue
		case u.reported == nil:
			change.Action = ActionCreate
		case bytes.Equal(digest, u.reported):
			continue
		}
		u.reported = digest
		if u.Deleted {
			u.reported = nil
		}
		s.watch(change)
	}
	s.touched = nil
}

// markReported marks the current state of all users as reported.
func (s *Store) markReported() {
	s.touched = nil
	if s.watch == nil {
		return
	}
	for _, u := range s.users {
		u.reported = digestOf(s.View(u))
	}
}

// digestOf returns a hash of a user, which differs for different states of the user.
func digestOf(u api.User) []byte {
	hash := sha256.New()
	if err := json.MarshalWrite(hash, u, json.Deterministic(true), jsontext.AllowInvalidUTF8(true)); err != nil {
		panic("emulator: " + err.Error()) // all of it came as JSON
	}
	return hash.Sum(nil)
}
