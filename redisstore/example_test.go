package redisstore_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/redistest"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/redisstore"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/webhooks"
)

// startServers starts an emulator and a Redis server for an example.
func startServers() (srv *stytchtest.Server, addr string, stop func()) {
	srv, err := stytchtest.Start()
	if err != nil {
		log.Fatal(err)
	}
	server, err := redistest.Run()
	if err != nil {
		log.Fatal(err)
	}
	return srv, server.Addr, func() {
		server.Stop()
		srv.Close()
	}
}

// Two replicas: a user logs out on one, and the other rejects the session.
func ExampleStore_Revocations() {
	srv, addr, stop := startServers()
	defer stop()
	replica := func() *stytch.Client {
		store, err := redisstore.New(&redis.UniversalOptions{Addrs: []string{addr}})
		if err != nil {
			log.Fatal(err)
		}
		revocations := store.Revocations()
		if err := revocations.Wait(context.Background()); err != nil {
			log.Fatal(err)
		}
		return srv.Client(stytch.WithRevocations(revocations))
	}
	a, b := replica(), replica()

	ctx := context.Background()
	login, err := a.Passwords.Create(ctx, passwords.CreateRequest{
		Email: "ada@example.com", Password: "correct horse battery staple 1815", SessionDurationMinutes: 60,
	})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := a.Sessions.Revoke(ctx, sessions.RevokeRequest{SessionID: login.Session.SessionID}); err != nil {
		log.Fatal(err)
	}
	for err == nil { // for some milliseconds
		_, err = b.Sessions.AuthenticateJWTLocal(ctx, login.SessionJWT)
	}
	fmt.Println("revoked:", errors.Is(err, sessions.ErrJWTRevoked))
	// Output: revoked: true
}

// An event that is delivered to two replicas is handled by one of them.
func ExampleStore_Events() {
	_, addr, stop := startServers()
	defer stop()
	replica := func(name string) http.Handler {
		store, err := redisstore.New(&redis.UniversalOptions{Addrs: []string{addr}})
		if err != nil {
			log.Fatal(err)
		}
		verifier, err := webhooks.NewVerifier(webhookSecret)
		if err != nil {
			log.Fatal(err)
		}
		return verifier.Handler(func(_ context.Context, event *webhooks.Event) error {
			fmt.Println(name, "handles", event.EventID)
			return nil
		}, webhooks.WithStore(store.Events()))
	}

	const body = `{"event_id":"webhook-event-test-1","action":"CREATE","object_type":"user","id":"user-test-1"}`
	for _, name := range []string{"a", "b"} {
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
		header, err := webhooks.Sign([]byte(body), "msg_1", time.Now(), webhookSecret)
		if err != nil {
			log.Fatal(err)
		}
		r.Header = header
		w := httptest.NewRecorder()
		replica(name).ServeHTTP(w, r)
		fmt.Println(w.Code)
	}
	// Output:
	// a handles webhook-event-test-1
	// 204
	// 204
}

// Two replicas have the same machine token, which one of them has fetched.
func ExampleStore_Tokens() {
	srv, addr, stop := startServers()
	defer stop()
	orders := srv.M2MClient(stytchtest.M2MClient{})
	var tokens []string
	for range 2 {
		store, err := redisstore.New(&redis.UniversalOptions{Addrs: []string{addr}})
		if err != nil {
			log.Fatal(err)
		}
		defer store.Close() //nolint:errcheck // the program ends
		request := m2m.TokenRequest{ClientID: orders.ClientID, ClientSecret: orders.ClientSecret}
		token, err := srv.Client().M2M.TokenSource(context.Background(), request, m2m.WithTokenStore(store.Tokens())).Token()
		if err != nil {
			log.Fatal(err)
		}
		tokens = append(tokens, token.AccessToken)
	}
	fmt.Println("same token:", tokens[0] == tokens[1])
	// Output: same token: true
}

// Without Redis, checks call the API instead of accepting a session that another replica may have revoked.
func ExampleWithFailClosed() {
	store, err := redisstore.New(&redis.UniversalOptions{Addrs: []string{"127.0.0.1:1"}}, redisstore.WithFailClosed())
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close() //nolint:errcheck // the program ends
	state := store.Revocations().Check("session-test-1", "user-test-1", time.Now())
	fmt.Println("the API is called:", state == sessions.Unconfirmed)
	// Output: the API is called: true
}

// A program that starts without Redis need not wait for it.
func ExampleRevocations_Wait() {
	store, err := redisstore.New(&redis.UniversalOptions{Addrs: []string{"127.0.0.1:1"}})
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close() //nolint:errcheck // the program ends
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	err = store.Revocations().Wait(ctx)
	fmt.Println("start anyway:", errors.Is(err, context.DeadlineExceeded))
	// Output: start anyway: true
}

func ExampleNew() {
	store, err := redisstore.New(&redis.UniversalOptions{Addrs: []string{"redis.internal:6379"}, Username: "stytch", Password: "..."})
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close() //nolint:errcheck // the program ends
	fmt.Println(store)
	// Output: redisstore.Store(stytch:)
}

func ExampleWithPrefix() {
	store, err := redisstore.New(&redis.UniversalOptions{}, redisstore.WithPrefix("shop:"))
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close() //nolint:errcheck // the program ends
	fmt.Println(store)
	// Output: redisstore.Store(shop:)
}

// If the server does not respond, no call waits longer than the timeout.
func ExampleWithTimeout() {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	defer silent.Close() //nolint:errcheck // the program ends
	store, err := redisstore.New(&redis.UniversalOptions{Addrs: []string{silent.Addr().String()}}, redisstore.WithTimeout(100*time.Millisecond))
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close() //nolint:errcheck // the program ends
	_, err = store.Events().Claim(context.Background(), "webhook-event-test-1", "owner", time.Minute)
	fmt.Println("failed:", err != nil)
	// Output: failed: true
}

func ExampleWithLogger() {
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(_ []string, attr slog.Attr) slog.Attr {
		if attr.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return attr
	}}))
	store, err := redisstore.New(&redis.UniversalOptions{Addrs: []string{"127.0.0.1:1"}}, redisstore.WithLogger(logger))
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close() //nolint:errcheck // the program ends
	_, _ = store.Tokens().Load(context.Background(), "key")
	// Output: level=WARN msg="tokens: Redis failed, so tokens may be fetched more often" error="dial tcp 127.0.0.1:1: connect: connection refused"
}

func ExampleStore_Close() {
	store, err := redisstore.New(&redis.UniversalOptions{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(store.Close(), store.Close())
	// Output: <nil> <nil>
}
