package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/redisstore"
)

// replicas serves requests in turn by copies of the application, as a load balancer does. Each has a client and a
// connection to Redis of its own, and they have nothing in common but Stytch and Redis. So they can as well be programs on
// different machines: run several with -redis.
type replicas struct {
	handlers []http.Handler
	stores   []*redisstore.Store
	next     atomic.Uint64
}

// newReplicas returns n replicas that share revoked sessions on Redis.
func newReplicas(ctx context.Context, b *backend, baseURL, redisURL string, n int, log *slog.Logger) (*replicas, error) {
	parsed, err := redis.ParseURL(redisURL)
	if err != nil {
		// The error may quote a part of the password.
		return nil, errors.New("-redis must be a URL such as redis://:PASSWORD@localhost:6379/0, with special characters of the password escaped")
	}
	all := &replicas{}
	for i := range n {
		log := log.With(slog.Int("replica", i+1))
		store, err := redisstore.New(&redis.UniversalOptions{
			Addrs: []string{parsed.Addr}, Username: parsed.Username, Password: parsed.Password, DB: parsed.DB, TLSConfig: parsed.TLSConfig,
		}, redisstore.WithLogger(log))
		if err != nil {
			all.close()
			return nil, err
		}
		all.stores = append(all.stores, store)
		revocations := store.Revocations()
		if err := wait(ctx, revocations); err != nil {
			all.close()
			return nil, err
		}
		own := *b
		if own.client, err = b.newClient(stytch.WithRevocations(revocations)); err != nil {
			all.close()
			return nil, err
		}
		all.handlers = append(all.handlers, newApp(&own, baseURL, log).handler())
	}
	return all, nil
}

// wait waits until a replica knows what was revoked before it started.
func wait(ctx context.Context, revocations *redisstore.Revocations) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	return revocations.Wait(ctx)
}

// ServeHTTP lets the next replica respond. A header says which one it was.
func (all *replicas) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n := (all.next.Add(1) - 1) % uint64(len(all.handlers))
	w.Header().Set("Replica", strconv.FormatUint(n+1, 10))
	all.handlers[n].ServeHTTP(w, r)
}

func (all *replicas) close() {
	for _, store := range all.stores {
		_ = store.Close() // the program ends
	}
}
