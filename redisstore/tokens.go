package redisstore

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/redis/go-redis/v9"
)

// Tokens is an m2m.TokenStore that processes share. [Store.Tokens] returns it. It is safe for concurrent use.
type Tokens struct{ store *Store }

// Tokens returns the store of machine tokens, for m2m.WithTokenStore. Package m2m encrypts the tokens and hashes the
// names of their keys, so Redis sees neither a token nor whose it is. While Redis is unreachable, each process
// fetches its own token.
func (s *Store) Tokens() *Tokens { return &Tokens{s} }

var (
	lock = redis.NewScript(`
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`)

	unlock = redis.NewScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 'OK'`)
)

func (t *Tokens) valueKey(key string) string { return t.store.prefix + "token:" + key }

func (t *Tokens) lockKey(key string) string { return t.store.prefix + "token-lock:" + key }

// Load implements m2m.TokenStore.
func (t *Tokens) Load(ctx context.Context, key string) ([]byte, error) {
	ctx, cancel := t.store.bounded(ctx)
	defer cancel()
	value, err := t.store.redis.Get(ctx, t.valueKey(key)).Bytes()
	if errors.Is(err, redis.Nil) {
		return nil, nil
	}
	return value, t.failed(err)
}

// Save implements m2m.TokenStore.
func (t *Tokens) Save(ctx context.Context, key string, value []byte, lifetime time.Duration) error {
	ctx, cancel := t.store.bounded(ctx)
	defer cancel()
	return t.failed(t.store.redis.Set(ctx, t.valueKey(key), value, max(lifetime, time.Millisecond)).Err())
}

// Lock implements m2m.TokenStore.
func (t *Tokens) Lock(ctx context.Context, key, owner string, lease time.Duration) (bool, error) {
	ctx, cancel := t.store.bounded(ctx)
	defer cancel()
	locked, err := lock.Run(ctx, t.store.redis, []string{t.lockKey(key)}, owner, max(lease.Milliseconds(), 1)).Bool()
	return locked, t.failed(err)
}

// Unlock implements m2m.TokenStore.
func (t *Tokens) Unlock(ctx context.Context, key, owner string) error {
	ctx, cancel := t.store.bounded(ctx)
	defer cancel()
	return t.failed(unlock.Run(ctx, t.store.redis, []string{t.lockKey(key)}, owner).Err())
}

// failed logs an error, since whoever needs a token gets one without the store.
func (t *Tokens) failed(err error) error {
	if err == nil {
		return nil
	}
	t.store.logger.Warn("tokens: Redis failed, so tokens may be fetched more often", slog.Any("error", err))
	return failed("tokens", err)
}
