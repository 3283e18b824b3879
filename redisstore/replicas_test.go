package redisstore_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/redistest"
	"github.com/flymyai/stytch-go/internal/testsize"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// logIns starts sessions of different users and returns their JWTs by session ID.
func logIns(t *testing.T, srv *stytchtest.Server, n int) map[string]string {
	t.Helper()
	client := srv.Client(stytch.WithRateLimitWait(time.Minute))
	jwts := map[string]string{}
	created, err := client.Passwords.Create(t.Context(), passwords.CreateRequest{
		Email: "ada@example.com", Password: "correct horse battery staple 1815", SessionDurationMinutes: 60,
	})
	if err != nil {
		t.Fatal(err)
	}
	jwts[created.Session.SessionID] = created.SessionJWT
	for len(jwts) < n {
		login, err := client.MagicLinks.Create(t.Context(), magiclinks.CreateRequest{UserID: created.UserID})
		if err != nil {
			t.Fatal(err)
		}
		id, jwt := redeem(t, client, login.Token)
		jwts[id] = jwt
	}
	return jwts
}

// 8 replicas check 1,000 sessions all the time, and each logs 125 of them out. Every other replica rejects a session
// within a second of the call that ended it, and usually within milliseconds.
func TestLogoutsAreSeenEverywhere(t *testing.T) {
	t.Parallel()
	redis := redistest.Start(t)
	srv := stytchtest.NewServer(t)
	heavy.Lock()
	defer heavy.Unlock()
	const replicas = 8
	logouts := replicas * (125 / share())
	jwts := logIns(t, srv, logouts)
	var processes []*process
	for range replicas {
		processes = append(processes, startReplica(t, srv, replicaConfig{Redis: redis.Addr}))
	}
	each(processes, func(p *process) {
		if accepted := call[int](p, "watch", jwts); accepted != logouts {
			t.Errorf("%d sessions are accepted at first, want %d", accepted, logouts)
		}
	})
	ids := make([]string, 0, logouts)
	for id := range jwts {
		ids = append(ids, id)
	}
	var mu sync.Mutex
	revoked := map[string]time.Time{}
	each(processes, func(p *process) {
		i := slices.Index(processes, p)
		for id, at := range call[map[string]time.Time](p, "revoke", ids[i*logouts/replicas:(i+1)*logouts/replicas]) {
			mu.Lock()
			revoked[id] = at
			mu.Unlock()
		}
	})
	time.Sleep(2 * time.Second) // longer than anything may be accepted
	var delays []time.Duration
	for _, p := range processes {
		for id, s := range call[map[string]*sighting](p, "sightings", true) {
			if s.FirstRejected.IsZero() || s.LastAccepted.Sub(revoked[id]) > time.Second {
				t.Errorf("%s: revoked at %v, last accepted at %v, first rejected at %v", id, revoked[id], s.LastAccepted, s.FirstRejected)
			}
			delays = append(delays, max(0, s.FirstRejected.Sub(revoked[id])))
		}
	}
	if len(delays) != replicas*logouts {
		t.Fatalf("%d delays, want %d", len(delays), replicas*logouts)
	}
	slices.Sort(delays)
	t.Logf("from the end of the logout to the first rejection: median %v, 99th percentile %v, maximum %v",
		delays[len(delays)/2], delays[len(delays)*99/100], delays[len(delays)-1])
}

// share is the part of the load that runs here: a tenth, unless a test may be large.
func share() int {
	if testsize.Large() {
		return 1
	}
	return 10
}

// heavy lets one test at a time use all of the machine.
var heavy sync.Mutex

// each runs a function for all replicas at once.
func each(processes []*process, f func(*process)) {
	var wg sync.WaitGroup
	for _, p := range processes {
		wg.Go(func() { f(p) })
	}
	wg.Wait()
}

// Clocks that differ by 5 seconds from Stytch's, in either direction, change nothing: what was revoked is rejected or
// confirmed, and the next login is accepted.
func TestClockSkew(t *testing.T) {
	t.Parallel()
	redis := redistest.Start(t)
	srv := stytchtest.NewServer(t)
	var processes []*process
	for _, ahead := range []time.Duration{-5 * time.Second, 0, 5 * time.Second} {
		processes = append(processes, startReplica(t, srv, replicaConfig{Redis: redis.Addr, Clock: ahead}))
	}
	client := srv.Client()
	for i, revoking := range processes {
		created, err := client.Users.Create(t.Context(), users.CreateRequest{Email: id("ada", i) + "@example.com"})
		if err != nil {
			t.Fatal(err)
		}
		login := func() (id, jwt string) {
			link, err := client.MagicLinks.Create(t.Context(), magiclinks.CreateRequest{UserID: created.UserID})
			if err != nil {
				t.Fatal(err)
			}
			return redeem(t, client, link.Token)
		}
		_, everywhere := login()
		ended, byID := login()
		call[map[string]time.Time](revoking, "revoke", []string{ended})
		for _, p := range processes {
			eventually(t, "a session is revoked", func() bool { return call[string](p, "check", byID) == "revoked" })
			if got := call[int](p, "authenticate", everywhere); got != 200 {
				t.Errorf("the other session: %d", got)
			}
		}
		call[bool](revoking, "revoke-user", created.UserID)
		for _, p := range processes {
			eventually(t, "the user is logged out", func() bool { return call[string](p, "check", everywhere) != "accepted" })
			if got := call[int](p, "authenticate", everywhere); got != 401 {
				t.Errorf("after the user was logged out everywhere: %d", got)
			}
		}
		_, again := login()
		for _, p := range processes {
			if got := call[int](p, "authenticate", again); got != 200 {
				t.Errorf("after the next login: %d", got)
			}
		}
	}
}

// A replica that starts late rejects what was revoked before, from its first request on.
func TestLateReplica(t *testing.T) {
	t.Parallel()
	redis := redistest.Start(t)
	srv := stytchtest.NewServer(t)
	jwts := logIns(t, srv, 20)
	first := startReplica(t, srv, replicaConfig{Redis: redis.Addr})
	for id := range jwts {
		call[map[string]time.Time](first, "revoke", []string{id})
	}
	late := startReplica(t, srv, replicaConfig{Redis: redis.Addr, FailClosed: true})
	for _, jwt := range jwts {
		if got := call[string](late, "check", jwt); got != "revoked" {
			t.Errorf("got %s", got)
		}
	}
	// Without Redis, it continues: the API confirms what it does not know.
	redis.Kill()
	other := logInAgain(t, srv)
	eventually(t, "the loss is noticed", func() bool { return call[string](late, "check", other) == "unconfirmed" })
	if got := call[int](late, "authenticate", other); got != 200 {
		t.Errorf("an active session, confirmed by the API: %d", got)
	}
}

// logInAgain returns the JWT of a new session.
func logInAgain(t *testing.T, srv *stytchtest.Server) string {
	t.Helper()
	login, err := srv.Client().Passwords.Authenticate(t.Context(), passwords.AuthenticateRequest{
		Email: "ada@example.com", Password: "correct horse battery staple 1815", SessionDurationMinutes: 60,
	})
	if err != nil {
		t.Fatal(err)
	}
	return login.SessionJWT
}

// redeem logs a user in with a magic link.
func redeem(t *testing.T, client *stytch.Client, token string) (sessionID, sessionJWT string) {
	t.Helper()
	login, err := client.MagicLinks.Authenticate(t.Context(), magiclinks.AuthenticateRequest{Token: token, SessionDurationMinutes: 60})
	if err != nil {
		t.Fatal(err)
	}
	return login.Session.SessionID, login.SessionJWT
}

// Without Redis, a session that another replica revokes is accepted for no longer than the bound: until its JWT expires, or
// until the loss is noticed with FailClosed.
func TestBoundWithoutRedis(t *testing.T) {
	t.Parallel()
	redis := redistest.Start(t)
	srv := stytchtest.NewServer(t)
	var id, jwt string
	for id, jwt = range logIns(t, srv, 1) {
	}
	fast, slow := 5*time.Second, -5*time.Second
	open1 := startReplica(t, srv, replicaConfig{Redis: redis.Addr, Clock: fast})
	open2 := startReplica(t, srv, replicaConfig{Redis: redis.Addr, Clock: slow})
	closed := startReplica(t, srv, replicaConfig{Redis: redis.Addr, FailClosed: true})
	revoking := startReplica(t, srv, replicaConfig{Redis: redis.Addr})
	redis.Kill()
	eventually(t, "the loss is noticed", func() bool { return call[string](closed, "check", jwt) == "unconfirmed" })
	call[map[string]time.Time](revoking, "revoke", []string{id})
	if got := call[int](closed, "authenticate", jwt); got != 401 {
		t.Errorf("fail closed: %d", got)
	}
	if got := call[string](revoking, "check", jwt); got != "revoked" {
		t.Errorf("the replica that revokes: %s", got)
	}
	for p, ahead := range map[*process]time.Duration{open1: fast, open2: slow} {
		if got := call[string](p, "check", jwt); got != "accepted" {
			t.Errorf("fail open, at once: %s", got)
		}
		// The JWT lives for 5 minutes, and the check allows a clock skew of 5 seconds.
		call[bool](p, "clock", 5*time.Minute+10*time.Second+max(ahead, 0))
		if got := call[int](p, "authenticate", jwt); got != 401 {
			t.Errorf("fail open, after 5 minutes: %d", got)
		}
	}
}
