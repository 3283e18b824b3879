package webauthn

import (
	"slices"
	"time"

	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

const (
	// lifetime is how long a challenge is valid. The browser is told the same.
	lifetime = 5 * time.Minute
	// retention is how long an expired challenge is kept, so that the error of a late response names the reason.
	retention = time.Hour
	// maxCeremonies bounds the ceremonies that are kept. The oldest are discarded first.
	maxCeremonies = 10_000
	// challengeSize is in bytes. Stytch's challenges are 44 characters of base64url.
	challengeSize = 33
)

// kind is what a ceremony is for.
type kind string

const (
	registrations kind = "register"
	logins        kind = "authenticate"
)

// ceremony is a registration or a login under way: what its start has told the browser.
type ceremony struct {
	kind      kind
	challenge string
	expiresAt time.Time
	done      bool
	domain    string
	// user is nil for a login that lets the authenticator choose the user.
	user *store.User

	// allowed are the credentials that a user can log in with.
	allowed []*credential

	// handle, authenticatorType and userAgent go into the new registration.
	handle            []byte
	authenticatorType string
	userAgent         string
}

func (cer *ceremony) expired(now time.Time) bool { return !now.Before(cer.expiresAt) }

// allows reports whether a login can use a credential. A login without a user can use any credential of the domain.
func (cer *ceremony) allows(cred *credential) bool {
	return cer.user == nil || slices.Contains(cer.allowed, cred)
}

// starter identifies ceremonies that replace each other: those of the same kind, for the same user and domain.
type starter struct {
	kind   kind
	user   *store.User
	domain string
}

// state is what the domain keeps.
type state struct {
	byChallenge map[string]*ceremony
	latest      map[starter]*ceremony
	// started are all ceremonies that are kept, in the order of their start. Some are done.
	started []*ceremony
	// credentials are the registered ones by ID, as raw bytes.
	credentials map[string]*credential
	// byUser has the same credentials by user, in the order of their registration.
	byUser map[*store.User][]*credential
}

// begin starts a ceremony with a new challenge. It replaces the last one of the same kind, for the same user and domain.
func begin(c *op.Call, k kind, cer *ceremony) {
	cer.kind = k
	cer.challenge = encode(c.Store.Random.Bytes(challengeSize), true)
	cer.expiresAt = c.Now.Add(lifetime)
	s := store.Part[state](c.Store)
	if s.byChallenge == nil {
		s.byChallenge, s.latest = map[string]*ceremony{}, map[starter]*ceremony{}
	}
	for len(s.started) > 0 && (len(s.started) >= maxCeremonies || !c.Now.Before(s.started[0].expiresAt.Add(retention))) {
		s.finish(s.started[0])
		s.started[0] = nil
		s.started = s.started[1:]
	}
	if cer.user != nil {
		if last := s.latest[cer.starter()]; last != nil {
			s.finish(last)
		}
		s.latest[cer.starter()] = cer
	}
	s.byChallenge[cer.challenge] = cer
	s.started = append(s.started, cer)
}

func (cer *ceremony) starter() starter { return starter{cer.kind, cer.user, cer.domain} }

// find returns the ceremony of a challenge, or nil.
func (s *state) find(k kind, challenge string) *ceremony {
	if cer := s.byChallenge[challenge]; cer != nil && cer.kind == k {
		return cer
	}
	return nil
}

// hasStarted reports whether a user has started a ceremony and not finished it.
func (s *state) hasStarted(k kind, u *store.User) bool {
	return slices.ContainsFunc(s.started, func(cer *ceremony) bool { return cer.kind == k && cer.user == u && !cer.done })
}

// finish makes the challenge of a ceremony invalid.
func (s *state) finish(cer *ceremony) {
	cer.done = true
	delete(s.byChallenge, cer.challenge)
	if cer.user != nil && s.latest[cer.starter()] == cer {
		delete(s.latest, cer.starter())
	}
}

// keep adds a credential, and discards those of the user that were deleted.
func (s *state) keep(st *store.Store, cred *credential) {
	if s.credentials == nil {
		s.credentials, s.byUser = map[string]*credential{}, map[*store.User][]*credential{}
	}
	kept := slices.DeleteFunc(s.byUser[cred.user], func(old *credential) bool {
		if old.registered(st) {
			return false
		}
		if s.credentials[string(old.id)] == old {
			delete(s.credentials, string(old.id))
		}
		return true
	})
	s.byUser[cred.user] = append(kept, cred)
	s.credentials[string(cred.id)] = cred
}

// find returns the registered credential of an ID, or nil.
func find(st *store.Store, id []byte) *credential {
	if cred := store.Part[state](st).credentials[string(id)]; cred != nil && cred.registered(st) {
		return cred
	}
	return nil
}

// credentialsOf returns the registered credentials of a user for a domain, the oldest first.
func credentialsOf(st *store.Store, u *store.User, domain string) []*credential {
	var list []*credential
	for _, cred := range store.Part[state](st).byUser[u] {
		if cred.domain == domain && cred.registered(st) {
			list = append(list, cred)
		}
	}
	return list
}
