// Package store keeps the state of one project: users with their factors, sessions, links and codes, messages, locks
// and rate limits. Data that belongs together changes together here, so that no domain can make it inconsistent.
//
// A call locks the store, begins, and unlocks it when its response is encoded:
//
//	s.Lock()
//	defer s.Unlock()
//	s.Begin()
//
// Unlock reports the users that the call has changed, see [Store.Watch].
//
// All methods but Clock need the lock. Metadata, claims, roles and lists of factors are replaced, never changed in place.
package store

import (
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/signing"
)

// Store is the state of a project. Its lock guards everything in it but Project, Random and the clock.
type Store struct {
	sync.Mutex

	Project *config.Project
	Random  *ids.Source
	// Keys sign the tokens of the project. They outlast a reset.
	Keys *signing.KeySet

	offset atomic.Int64 // how far the clock is ahead, as a time.Duration
	now    time.Time
	watch  func(Change) // nil without a watcher
	state
}

// state is what a reset clears.
type state struct {
	// users are in the order of their creation.
	users   []*User
	lastSeq uint64
	// touched are the users that the call may have changed. It stays empty while nobody watches.
	touched []*User

	byID       map[string]*User
	byExternal map[string]*User
	// contacts finds email addresses, in lower case, and phone numbers; contactIDs finds them by ID.
	contacts   map[string]*Contact
	contactIDs map[string]*Contact
	// factors finds the user of every other factor by its ID.
	factors map[string]*User
	// registrations finds the user of an OAuth login by provider and subject.
	registrations map[registration]*User
	// wallets finds the user of a crypto wallet.
	wallets map[string]*User
	// unconfirmed are the contacts that are removed unless they are verified in time.
	unconfirmed map[*Contact]struct{}

	sessions      map[string]*Session
	sessionTokens map[string]*Session
	magicLinks    map[string]*Ticket

	// apps are in the order of their creation.
	apps       []*App
	lastAppSeq uint64
	// m2mClients are in the order of their creation.
	m2mClients []*M2MClient
	lastM2MSeq uint64
	// The access tokens are found by their IDs. A consent is kept as long as a code or token issued for it.
	codes         recent[*Code]
	refreshTokens recent[*RefreshToken]
	accessTokens  recent[*AccessToken]

	fingerprints     map[string]*Fingerprint
	deviceProperties map[deviceProperty]api.DeviceAttributeDetails

	messages []sentMessage
	windows  map[window]int
	parts    map[reflect.Type]any
}

// New returns the store of a project, with its first users.
func New(project *config.Project, random *ids.Source) (*Store, error) {
	s := &Store{Project: project, Random: random}
	s.ResetClock()
	s.Keys = signing.New(project.Issuer(), project.ProjectID, func() string { return s.NewID(ids.JWK) })
	return s, s.Reset()
}

// Reset clears the state and adds the initial users of the project again. It keeps the clock and the keys.
func (s *Store) Reset() error {
	s.state = state{
		byID:             map[string]*User{},
		byExternal:       map[string]*User{},
		contacts:         map[string]*Contact{},
		contactIDs:       map[string]*Contact{},
		factors:          map[string]*User{},
		registrations:    map[registration]*User{},
		wallets:          map[string]*User{},
		unconfirmed:      map[*Contact]struct{}{},
		sessions:         map[string]*Session{},
		sessionTokens:    map[string]*Session{},
		magicLinks:       map[string]*Ticket{},
		fingerprints:     map[string]*Fingerprint{},
		deviceProperties: map[deviceProperty]api.DeviceAttributeDetails{},
		windows:          map[window]int{},
		parts:            map[reflect.Type]any{},
	}
	s.Begin()
	for i, f := range s.Project.Fingerprints {
		if _, err := s.AddFingerprint(f); err != nil {
			return fmt.Errorf("fingerprints[%d]: %w", i, err)
		}
	}
	if err := s.seedApps(s.Project.ConnectedApps); err != nil {
		return err
	}
	if err := s.seed(s.Project.Users); err != nil {
		return err
	}
	if err := s.seedM2MClients(s.Project.M2MClients); err != nil {
		return err
	}
	s.markReported()
	return nil
}

// Begin starts a call: it sets the time of the call, and removes what has not been confirmed by then.
func (s *Store) Begin() {
	s.now = s.Clock()
	s.dropUnconfirmed()
}

// Now returns the time of the call in progress. It does not change during a call.
func (s *Store) Now() time.Time { return s.now }

// Clock reads the time to the microsecond, as the API writes it.
func (s *Store) Clock() time.Time {
	return time.Now().Add(time.Duration(s.offset.Load())).UTC().Truncate(time.Microsecond)
}

// ResetClock sets the clock as at the start: to the project's time, or to the true one.
func (s *Store) ResetClock() {
	offset := time.Duration(0)
	if !s.Project.Start.IsZero() {
		offset = time.Until(s.Project.Start)
	}
	s.offset.Store(int64(offset))
}

// Advance moves the clock.
func (s *Store) Advance(d time.Duration) { s.offset.Add(int64(d)) }

// NewID makes an ID of the project's environment.
func (s *Store) NewID(prefix string) string { return s.Random.ID(prefix, s.Project.Env()) }

// Part returns the state that one domain alone needs, such as its pending logins: a struct of a type of its own, zero
// at first and after a reset.
func Part[T any](s *Store) *T {
	key := reflect.TypeFor[T]()
	if part, ok := s.parts[key].(*T); ok {
		return part
	}
	part := new(T)
	s.parts[key] = part
	return part
}
