package redisstore_test

import (
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/internal/redistest"
	"github.com/flymyai/stytch-go/stytchtest"
)

// 50 processes that start at the same time make one token call, and one more for each of five expiries. Redis sees neither
// the token nor whose it is.
func TestTokensAreFetchedOnce(t *testing.T) {
	t.Parallel()
	redis := redistest.Start(t)
	srv := stytchtest.NewServer(t)
	client := srv.M2MClient(stytchtest.M2MClient{})
	cfg := replicaConfig{Redis: redis.Addr, ClientID: client.ClientID, ClientSecret: client.ClientSecret}
	heavy.Lock()
	defer heavy.Unlock()
	replicas := 50 / share()
	processes := make([]*process, replicas)
	for i := range processes {
		processes[i] = startReplica(t, srv, cfg)
	}
	calls := func() (n int) {
		for _, r := range srv.Requests() {
			if r.Operation == "m2m.token" {
				n++
			}
		}
		return n
	}
	tokens := func() map[string]bool {
		all := make(chan string, replicas)
		each(processes, func(p *process) { all <- call[string](p, "token", true) })
		close(all)
		different := map[string]bool{}
		for token := range all {
			different[token] = true
		}
		return different
	}
	var last string
	for expiry := range 6 {
		different := tokens()
		if len(different) != 1 || calls() != expiry+1 || different[last] {
			t.Fatalf("after %d expiries: %d different tokens, %d calls", expiry, len(different), calls())
		}
		for token := range different {
			last = token
		}
		srv.Advance(time.Hour)
		each(processes, func(p *process) { call[bool](p, "clock", time.Duration(expiry+1)*time.Hour) })
	}

	store := redis.Client(t)
	keys, err := store.Keys(t.Context(), "*").Result()
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, key := range keys {
		value := ""
		if strings.HasPrefix(key, "stytch:token:") {
			found++
			if value, err = store.Get(t.Context(), key).Result(); err != nil {
				t.Fatal(err)
			}
		}
		for _, secret := range []string{last, client.ClientID, client.ClientSecret, srv.Secret()} {
			if strings.Contains(key, secret) || strings.Contains(value, secret) {
				t.Errorf("Redis has a secret in %s", key)
			}
		}
	}
	if found != 1 {
		t.Errorf("keys %q, want one token", keys)
	}
}
