package sessions_test

import (
	"fmt"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go/sessions"
)

func TestRevocationList(t *testing.T) {
	t.Parallel()
	const (
		accepted    = sessions.NotRevoked
		unconfirmed = sessions.Unconfirmed
		revoked     = sessions.Revoked
	)
	now := time.Now()
	at := func(seconds int) time.Time { return now.Add(time.Duration(seconds) * time.Second) }
	user := func(before int, except string) sessions.Revocation {
		return sessions.Revocation{UserID: "U", IssuedBefore: at(before), Except: except}
	}
	tests := []struct {
		name        string
		revocations []sessions.Revocation
		// session is the session of user U that the JWT is for, and issued when it was issued.
		session string
		issued  int
		want    sessions.RevocationState
	}{
		{"nothing", nil, "A", 0, accepted},
		{"another session", []sessions.Revocation{{SessionID: "B"}}, "A", 0, accepted},
		{"another user", []sessions.Revocation{{UserID: "V"}}, "A", 0, accepted},
		{"a user ID that is the ID of a session", []sessions.Revocation{{UserID: "A"}, {SessionID: "U"}}, "A", 0, accepted},
		{"the session", []sessions.Revocation{{SessionID: "A"}}, "A", 0, revoked},
		{"the session, issued later", []sessions.Revocation{{SessionID: "A"}}, "A", 1000, revoked},
		{"the user", []sessions.Revocation{{UserID: "U"}}, "A", 1000, revoked},
		{"the user, issued long before", []sessions.Revocation{user(0, "")}, "A", -11, revoked},
		{"the user, issued just before", []sessions.Revocation{user(0, "")}, "A", -9, unconfirmed},
		{"the user, issued just after", []sessions.Revocation{user(0, "")}, "A", 9, unconfirmed},
		{"the user, issued after", []sessions.Revocation{user(0, "")}, "A", 11, accepted},
		{"the user, except this session", []sessions.Revocation{user(0, "A")}, "A", -11, accepted},
		{"the user, except another session", []sessions.Revocation{user(0, "B")}, "A", -11, revoked},
		{"two revocations of the user, the second later", []sessions.Revocation{user(0, ""), user(30, "")}, "A", 15, revoked},
		{"two revocations of the user, the first later", []sessions.Revocation{user(30, ""), user(0, "")}, "A", 15, revoked},
		{"left by the first, ended by the second", []sessions.Revocation{user(0, "A"), user(30, "B")}, "A", -11, revoked},
		{"the same, in another order", []sessions.Revocation{user(30, "B"), user(0, "A")}, "A", -11, revoked},
		{"left by the second", []sessions.Revocation{user(0, "A"), user(30, "B")}, "B", 0, accepted},
		{"left by one of two at about the same time", []sessions.Revocation{user(0, "A"), user(2, "B")}, "A", 0, unconfirmed},
		{"deleted after another revocation", []sessions.Revocation{user(0, "A"), {UserID: "U"}}, "A", 1000, revoked},
		{"deleted before another revocation", []sessions.Revocation{{UserID: "U"}, user(0, "A")}, "A", 1000, revoked},
		{"revoked twice without a time, except different sessions", []sessions.Revocation{{UserID: "U", Except: "B"}, {UserID: "U", Except: "A"}}, "A", 0, revoked},
		{"revoked twice without a time, except the same session", []sessions.Revocation{{UserID: "U", Except: "A"}, {UserID: "U", Except: "A"}}, "A", 0, accepted},
		{"deleted twice", []sessions.Revocation{{UserID: "U"}, {UserID: "U"}}, "A", 1000, revoked},
		{"changed, issued before", []sessions.Revocation{{UserID: "U", IssuedBefore: now, Confirm: true}}, "A", -100, unconfirmed},
		{"changed, issued after", []sessions.Revocation{{UserID: "U", IssuedBefore: now, Confirm: true}}, "A", 11, accepted},
		{"changed, without a time", []sessions.Revocation{{UserID: "U", Confirm: true}}, "A", 1000, unconfirmed},
		{"changed, and the session revoked", []sessions.Revocation{{UserID: "U", Confirm: true}, {SessionID: "A"}}, "A", 0, revoked},
		{"changed after it was revoked", []sessions.Revocation{{SessionID: "A"}, {SessionID: "A", IssuedBefore: now, Confirm: true}}, "A", 0, revoked},
		{"may be revoked", []sessions.Revocation{{SessionID: "A", IssuedBefore: now, Confirm: true}}, "A", 0, unconfirmed},
		{"may be revoked, issued later", []sessions.Revocation{{SessionID: "A", IssuedBefore: now, Confirm: true}}, "A", 11, accepted},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			list := sessions.NewRevocationList()
			for _, r := range test.revocations {
				if err := list.Revoke(t.Context(), r); err != nil {
					t.Fatal(err)
				}
			}
			if got := list.Check(test.session, "U", at(test.issued)); got != test.want {
				t.Errorf("got %d, want %d", got, test.want)
			}
		})
	}
}

// A revocation that names nothing, or two things, is rejected and has no effect.
func TestRevocationListRejects(t *testing.T) {
	t.Parallel()
	list := sessions.NewRevocationList()
	for _, r := range []sessions.Revocation{{}, {Confirm: true}, {SessionID: "A", UserID: "U"}} {
		if err := list.Add(r); err == nil {
			t.Errorf("%+v was accepted", r)
		}
	}
	if got := list.Check("A", "U", time.Now()); got != sessions.NotRevoked {
		t.Errorf("got %d", got)
	}
}

// An entry lives for as long as a JWT that was issued before it, and no longer once others are added.
func TestRevocationListExpires(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		list := sessions.NewRevocationList()
		add := func(id string) {
			for _, r := range []sessions.Revocation{{SessionID: id}, {UserID: id}} {
				if err := list.Add(r); err != nil {
					t.Fatal(err)
				}
			}
		}
		states := func() string {
			check := func(id string) string {
				return fmt.Sprint(list.Check(id, "", time.Now()), list.Check("", id, time.Now()))
			}
			return check("once") + " " + check("twice")
		}
		add("once")
		add("twice")
		time.Sleep(5 * time.Minute)
		add("twice")
		time.Sleep(5 * time.Minute)
		add("other")
		if got, want := states(), "3 3 3 3"; got != want {
			t.Errorf("after 10 minutes: %s, want %s", got, want)
		}
		time.Sleep(time.Second)
		add("other")
		if got, want := states(), "1 1 3 3"; got != want {
			t.Errorf("after more: %s, want %s", got, want)
		}
		time.Sleep(10 * time.Minute)
		add("other")
		if got, want := states(), "1 1 1 1"; got != want {
			t.Errorf("at the end: %s, want %s", got, want)
		}
	})
}

// An entry expires even if no other is added. Otherwise, a user without a time limit could never log in again.
func TestRevocationListExpiresByItself(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		list := sessions.NewRevocationList()
		for _, r := range []sessions.Revocation{{UserID: "changed", Confirm: true}, {UserID: "revoked"}, {SessionID: "session"}} {
			if err := list.Add(r); err != nil {
				t.Fatal(err)
			}
		}
		states := func() string {
			now := time.Now()
			return fmt.Sprint(list.Check("new", "changed", now), list.Check("new", "revoked", now), list.Check("session", "user", now))
		}
		time.Sleep(sessions.RevocationLifetime)
		if got, want := states(), "2 3 3"; got != want {
			t.Errorf("after the lifetime: %s, want %s", got, want)
		}
		time.Sleep(time.Nanosecond)
		if got, want := states(), "1 1 1"; got != want {
			t.Errorf("just after: %s, want %s", got, want)
		}
	})
}

// An entry that has expired and is not yet discarded does not add its effect to that of a new one.
func TestRevocationListAddedAfterItExpired(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		list := sessions.NewRevocationList()
		add := func(r sessions.Revocation) {
			if err := list.Add(r); err != nil {
				t.Fatal(err)
			}
		}
		add(sessions.Revocation{UserID: "U"})
		time.Sleep(5 * time.Minute)
		add(sessions.Revocation{UserID: "U"}) // until minute 15
		time.Sleep(4 * time.Minute)
		add(sessions.Revocation{UserID: "V"}) // until minute 19
		time.Sleep(2 * time.Minute)
		add(sessions.Revocation{UserID: "W"}) // moves U behind V
		time.Sleep(5 * time.Minute)
		add(sessions.Revocation{UserID: "U", IssuedBefore: time.Now()})
		if got := list.Check("new", "U", time.Now().Add(time.Minute)); got != sessions.NotRevoked {
			t.Errorf("got %d", got)
		}
	})
}

// A revocation that is added over and over, as after each of many reconnections, takes no more memory, and is kept for its
// whole lifetime after the last time.
func TestRevocationListAddedAgain(t *testing.T) { //nolint:paralleltest // it measures the heap
	synctest.Test(t, func(t *testing.T) {
		l := sessions.NewRevocationList()
		heap := func() int64 {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			return int64(m.HeapAlloc)
		}
		add := func() {
			if err := l.Add(sessions.Revocation{SessionID: "s"}); err != nil {
				t.Fatal(err)
			}
		}
		add()
		before := heap()
		for range 200_000 {
			add()
		}
		if grown := heap() - before; grown > 1<<20 {
			t.Errorf("one revocation takes %d bytes more after it was added again", grown)
		}
		for range 5 {
			time.Sleep(sessions.RevocationLifetime - time.Second)
			if got := l.Check("s", "u", time.Now()); got != sessions.Revoked {
				t.Errorf("got %d before it expires", got)
			}
			add()
		}
		time.Sleep(2 * sessions.RevocationLifetime)
		if err := l.Add(sessions.Revocation{SessionID: "other"}); err != nil {
			t.Fatal(err)
		}
		if got := l.Check("s", "u", time.Now()); got != sessions.NotRevoked {
			t.Errorf("got %d after it expired", got)
		}
	})
}

func TestRevocationListParallel(t *testing.T) {
	t.Parallel()
	list := sessions.NewRevocationList()
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			for i := range 1000 {
				id := fmt.Sprint(n, " ", i)
				if list.Check(id, id, time.Now()) != sessions.NotRevoked {
					t.Error("revoked too early")
				}
				if err := list.Add(sessions.Revocation{SessionID: id}); err != nil {
					t.Error(err)
				}
				if list.Check(id, id, time.Now()) != sessions.Revoked {
					t.Error("not revoked")
				}
			}
		})
	}
	wg.Wait()
}
