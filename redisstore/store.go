package redisstore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

const (
	defaultPrefix  = "stytch:"
	defaultTimeout = time.Second
)

// Store is what replicas share on one Redis server, cluster or group of sentinels. It is safe for concurrent use.
type Store struct {
	redis   redis.UniversalClient
	prefix  string
	timeout time.Duration
	logger  *slog.Logger
	// failClosed is set by [WithFailClosed].
	failClosed bool
	closed     chan struct{}

	closing     sync.Once
	closeErr    error
	mu          sync.Mutex
	revocations *Revocations // once it is used
}

// Option configures a [Store].
type Option func(*Store) error

// WithPrefix sets the prefix of all keys. The default is "stytch:". Programs with the same prefix share everything, except
// that programs of different projects never share machine tokens.
func WithPrefix(prefix string) Option {
	return func(s *Store) error {
		if prefix == "" {
			return errors.New("WithPrefix: the prefix is empty")
		}
		s.prefix = prefix
		return nil
	}
}

// WithTimeout sets how long one exchange with Redis may take, including the time to connect. The default is 1 second.
// No call of this package waits longer, unless its documentation says otherwise.
func WithTimeout(timeout time.Duration) Option {
	return func(s *Store) error {
		if timeout <= 0 {
			return fmt.Errorf("WithTimeout: %v is not positive", timeout)
		}
		s.timeout = timeout
		return nil
	}
}

// WithLogger logs when the connection to Redis is lost and restored, and what could not be shared. Nothing is logged by
// default. Records contain IDs of events, and errors of Redis, which may quote IDs of sessions and users. They contain
// no tokens, except perhaps encrypted ones.
func WithLogger(logger *slog.Logger) Option {
	return func(s *Store) error {
		if logger == nil {
			return errors.New("WithLogger: the logger is nil; omit the option to disable logging")
		}
		s.logger = logger
		return nil
	}
}

// WithFailClosed makes checks of session JWTs call the API while Redis is unreachable. AuthenticateJWTLocal, which
// never calls the API, returns [sessions.ErrJWTUnconfirmed] instead. Every user request then costs an API call. Stytch
// may limit these calls, and requests fail while the API is unreachable too. By default, checks accept JWTs that are
// not known to be revoked, so a session that another process revokes in the meantime is accepted until its JWT expires,
// for up to 5 minutes.
func WithFailClosed() Option {
	return func(s *Store) error {
		s.failClosed = true
		return nil
	}
}

// New returns a store. The options of go-redis name the servers and the credentials. New replaces their timeouts and
// retries with those of this package: see [WithTimeout]. New does no I/O and starts no goroutine. It returns an error for
// an invalid option. Close the store when the program ends.
func New(options *redis.UniversalOptions, opts ...Option) (*Store, error) {
	s := &Store{prefix: defaultPrefix, timeout: defaultTimeout, logger: slog.New(slog.DiscardHandler), closed: make(chan struct{})}
	for _, opt := range opts {
		if err := opt(s); err != nil {
			return nil, fmt.Errorf("redisstore: %w", err)
		}
	}
	if options == nil {
		return nil, errors.New("redisstore: the options of Redis are nil")
	}
	own := *options
	own.ContextTimeoutEnabled = true // otherwise, go-redis ignores the deadlines below
	own.DialTimeout, own.ReadTimeout, own.WriteTimeout, own.PoolTimeout = s.timeout, s.timeout, s.timeout, s.timeout
	own.DialerRetries, own.MaxRetries = 1, 1 // a pooled connection may be dead
	own.MinRetryBackoff, own.MaxRetryBackoff = time.Millisecond, time.Millisecond
	if own.MaintNotificationsConfig == nil {
		own.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	}
	s.redis = redis.NewUniversalClient(&own)
	return s, nil
}

// Close stops the goroutine of the store and closes its connections. Calls in progress fail, and so do later calls that
// need Redis. [Revocations.Check] still works, but no longer learns what other processes revoke. It is safe to call Close
// more than once.
func (s *Store) Close() error {
	s.closing.Do(func() {
		close(s.closed)
		s.closeErr = s.redis.Close()
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.revocations != nil {
			<-s.revocations.ended
		}
	})
	return s.closeErr
}

// String names the store by its prefix, without the credentials of Redis.
func (s *Store) String() string { return "redisstore.Store(" + s.prefix + ")" }

// GoString returns the same as String, so that %#v shows no more.
func (s *Store) GoString() string { return s.String() }

// bounded returns a context that ends after the timeout of the store.
func (s *Store) bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, s.timeout)
}

// failed returns the error of an exchange with Redis.
func failed(what string, err error) error { return fmt.Errorf("redisstore: %s: %w", what, err) }
