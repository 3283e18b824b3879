package redisstore

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/flymyai/stytch-go/m2m"
)

// tokens is an [m2m.TokenStore] that processes share.
type tokens struct{ store *Store }

// Tokens returns the store of machine tokens, for m2m.WithTokenStore. Package m2m encrypts the tokens and hashes the
// names of their keys, so Redis sees neither tokens nor client IDs. While Redis is unreachable, each process fetches
// its own token.
func (s *Store) Tokens() m2m.TokenStore { return &tokens{s} }

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

func (t *tokens) valueKey(key string) string { return t.store.prefix + "token:" + key }

func (t *tokens) lockKey(key string) string { return t.store.prefix + "token-lock:" + key }

// Load returns a value, or nil.
func (t *tokens) Load(ctx context.Context, key string) ([]byte, error) {
	ctx, cancel := t.store.bounded(ctx)
	defer cancel()
	value, err := t.store.redis.Get(ctx, t.valueKey(key)).Bytes()
	if errors.Is(err, redis.Nil) {
		return nil, nil
	}
	return value, t.failed(err)
}

// Save sets a value.
func (t *tokens) Save(ctx context.Context, key string, value []byte, lifetime time.Duration) error {
	ctx, cancel := t.store.bounded(ctx)
	defer cancel()
	return t.failed(t.store.redis.Set(ctx, t.valueKey(key), value, max(lifetime, time.Millisecond)).Err())
}

// Lock gives the lock of a key to an owner.
func (t *tokens) Lock(ctx context.Context, key, owner string, lease time.Duration) (bool, error) {
	ctx, cancel := t.store.bounded(ctx)
	defer cancel()
	locked, err := lock.Run(ctx, t.store.redis, []string{t.lockKey(key)}, owner, max(lease.Milliseconds(), 1)).Bool()
	return locked, t.failed(err)
}

// Unlock takes the lock from an owner.
func (t *tokens) Unlock(ctx context.Context, key, owner string) error {
	ctx, cancel := t.store.bounded(ctx)
	defer cancel()
	return t.failed(unlock.Run(ctx, t.store.redis, []string{t.lockKey(key)}, owner).Err())
}

// failed logs an error, since whoever needs a token gets one without the store.
func (t *tokens) failed(err error) error {
	if err == nil {
		return nil
	}
	t.store.logger.Warn("tokens: Redis failed, so tokens may be fetched more often", slog.Any("error", err))
	return failed("tokens", err)
}
