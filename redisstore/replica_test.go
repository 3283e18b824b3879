package redisstore_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/testsize"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/redisstore"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/webhooks"
)

// asReplica turns the test binary into a replica of a program, configured by the variable's value. It serves HTTP on the
// address that it prints, until its standard input ends.
const asReplica = "REDISSTORE_TEST_REPLICA"

func TestMain(m *testing.M) {
	cfg := os.Getenv(asReplica)
	if cfg == "" {
		if _, err := exec.LookPath("redis-server"); err != nil && !testsize.All() {
			fmt.Println("the examples are skipped:", err)
			_ = flag.Set("test.skip", "^Example")
		}
		os.Exit(m.Run())
	}
	if err := serveReplica(cfg); err != nil {
		fmt.Fprintln(os.Stderr, "replica:", err)
		os.Exit(1)
	}
}

// replicaConfig configures a replica.
type replicaConfig struct {
	Redis      string `json:"redis"`
	URL        string `json:"url"`
	ProjectID  string `json:"project_id"`
	Secret     string `json:"secret"`
	FailClosed bool   `json:"fail_closed"`
	// Clock is how far the clock of the replica is ahead.
	Clock time.Duration `json:"clock"`
	// Journal is a file to which handled webhooks are appended, and Crash is how often a handler crashes.
	Journal string  `json:"journal"`
	Crash   float64 `json:"crash"`
	// ClientID and ClientSecret are of an M2M client to get tokens for.
	ClientID     string `json:"client_id"`
	ClientSecret string `json:"client_secret"`
}

const webhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

// replica is what runs in the process of a replica.
type replica struct {
	cfg    replicaConfig
	client *stytch.Client
	// ahead is how far the clock is ahead.
	ahead atomic.Int64
	// recording is held from the moment an event is handled until the store has recorded that.
	recording sync.RWMutex
	watch     watch
}

func serveReplica(encoded string) error {
	r := &replica{watch: watch{seen: map[string]*sighting{}}}
	if err := json.Unmarshal([]byte(encoded), &r.cfg); err != nil {
		return err
	}
	r.ahead.Store(int64(r.cfg.Clock))
	var opts []redisstore.Option
	if r.cfg.FailClosed {
		opts = append(opts, redisstore.WithFailClosed())
	}
	store, err := redisstore.New(&redis.UniversalOptions{Addrs: []string{r.cfg.Redis}}, opts...)
	if err != nil {
		return err
	}
	defer store.Close() //nolint:errcheck // the process ends
	revocations := store.Revocations()
	r.client, err = stytch.New(r.cfg.ProjectID, r.cfg.Secret, stytch.WithBaseURL(r.cfg.URL), stytch.WithRevocations(revocations),
		stytch.WithClock(func() time.Time { return time.Now().Add(time.Duration(r.ahead.Load())) }))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := revocations.Wait(ctx); err != nil {
		return err
	}
	verifier, err := webhooks.NewVerifier(webhookSecret)
	if err != nil {
		return err
	}
	source := r.client.M2M.TokenSource(context.Background(), m2m.TokenRequest{ClientID: r.cfg.ClientID, ClientSecret: r.cfg.ClientSecret}, m2m.WithTokenStore(store.Tokens()))

	mux := http.NewServeMux()
	mux.Handle("POST /webhook", r.recorded(verifier.Handler(r.handleEvent, webhooks.WithStore(shortLease{store.Events()}))))
	handle(mux, "check", func(ctx context.Context, jwt string) (string, error) { return r.check(ctx, jwt), nil })
	handle(mux, "authenticate", func(ctx context.Context, jwt string) (int, error) {
		_, err := r.client.Sessions.AuthenticateJWT(ctx, jwt)
		if err != nil {
			return sessions.StatusCode(err), nil
		}
		return http.StatusOK, nil
	})
	handle(mux, "revoke", r.revoke)
	handle(mux, "revoke-user", func(ctx context.Context, userID string) (bool, error) {
		return true, r.client.Sessions.RevokeUser(ctx, userID)
	})
	handle(mux, "watch", r.startWatch)
	handle(mux, "sightings", func(context.Context, bool) (map[string]*sighting, error) { return r.watch.stop(), nil })
	handle(mux, "clock", func(_ context.Context, ahead time.Duration) (bool, error) {
		r.ahead.Store(int64(ahead))
		return true, nil
	})
	handle(mux, "token", func(context.Context, bool) (string, error) {
		token, err := source.Token()
		if err != nil {
			return "", err
		}
		return token.AccessToken, nil
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: patience, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, 0)}
	go func() { _ = server.Serve(listener) }()
	fmt.Println("http://" + listener.Addr().String())
	_, _ = io.Copy(io.Discard, os.Stdin)
	return server.Close()
}

// handle serves a function that takes and returns JSON.
func handle[In, Out any](mux *http.ServeMux, name string, call func(context.Context, In) (Out, error)) {
	mux.HandleFunc("POST /"+name, func(w http.ResponseWriter, r *http.Request) {
		var in In
		err := json.NewDecoder(r.Body).Decode(&in)
		var out Out
		if err == nil {
			out, err = call(r.Context(), in)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(out)
	})
}

// check returns the outcome of a local check.
func (r *replica) check(ctx context.Context, jwt string) string {
	_, err := r.client.Sessions.AuthenticateJWTLocal(ctx, jwt)
	switch {
	case err == nil:
		return "accepted"
	case errors.Is(err, sessions.ErrJWTRevoked):
		return "revoked"
	case errors.Is(err, sessions.ErrJWTUnconfirmed):
		return "unconfirmed"
	default:
		return err.Error()
	}
}

// revoke revokes sessions one by one and returns when each call returned.
func (r *replica) revoke(ctx context.Context, ids []string) (map[string]time.Time, error) {
	revoked := map[string]time.Time{}
	for _, id := range ids {
		if _, err := r.client.Sessions.Revoke(ctx, sessions.RevokeRequest{SessionID: id}); err != nil {
			return nil, err
		}
		revoked[id] = time.Now()
		time.Sleep(rand.N(80 * time.Millisecond))
	}
	return revoked, nil
}

// shortLease shortens the lease of a minute, so that a test need not wait that long after a crash.
type shortLease struct{ webhooks.Store }

func (s shortLease) Claim(ctx context.Context, eventID, owner string, _ time.Duration) (webhooks.State, error) {
	return s.Store.Claim(ctx, eventID, owner, 3*time.Second)
}

// handleEvent appends the ID of an event to the journal. It may crash before or fail after.
func (r *replica) handleEvent(ctx context.Context, event *webhooks.Event) error {
	if rand.Float64() < r.cfg.Crash {
		r.recording.Lock()
		os.Exit(3)
	}
	if rand.Float64() < r.cfg.Crash {
		return errors.New("the handler fails")
	}
	if rand.Float64() < r.cfg.Crash {
		panic(http.ErrAbortHandler)
	}
	journal, err := os.OpenFile(r.cfg.Journal, os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer journal.Close() //nolint:errcheck // the write below is what counts
	r.recording.RLock()
	*ctx.Value(handledKey{}).(*bool) = true
	_, err = fmt.Fprintln(journal, event.EventID)
	return err
}

type handledKey struct{}

// recorded keeps the process from crashing between the handling of an event and the record of it. No store can close this
// gap: after such a crash, the next delivery handles the event again.
func (r *replica) recorded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		handled := false
		defer func() {
			if handled {
				r.recording.RUnlock()
			}
		}()
		next.ServeHTTP(w, req.WithContext(context.WithValue(req.Context(), handledKey{}, &handled)))
	})
}

// process is a replica as the test sees it.
type process struct {
	*testing.T
	url string
	cmd *exec.Cmd
	// exited is closed when the process has ended.
	exited chan struct{}
}

// startReplica starts a replica of a program that uses an emulator. It ends with the test.
func startReplica(t *testing.T, srv *stytchtest.Server, cfg replicaConfig) *process {
	t.Helper()
	cfg.URL, cfg.ProjectID, cfg.Secret = srv.URL(), srv.ProjectID(), srv.Secret()
	encoded, err := json.Marshal(cfg)
	if err != nil {
		t.Fatal(err)
	}
	p := &process{T: t, cmd: exec.Command(os.Args[0]), exited: make(chan struct{})}
	p.cmd.Env = append(os.Environ(), asReplica+"="+string(encoded))
	p.cmd.Stderr = os.Stderr
	stdin, err := p.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	go func() {
		defer close(p.exited)
		_ = p.cmd.Wait()
	}()
	t.Cleanup(func() {
		_ = stdin.Close()
		<-p.exited
	})
	if err != nil {
		t.Fatalf("the replica does not start: %v", err)
	}
	p.url = line[:len(line)-1]
	return p
}

// call calls a function of the replica and ends the test on an error.
func call[Out any](p *process, name string, in any) (out Out) {
	p.Helper()
	body, err := json.Marshal(in)
	if err != nil {
		p.Fatal(err)
	}
	resp, err := http.Post(p.url+"/"+name, "application/json", bytes.NewReader(body))
	if err != nil {
		p.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", resp.Status, data)
	}
	if err == nil {
		err = json.Unmarshal(data, &out)
	}
	if err != nil {
		p.Errorf("%s: %v", name, err)
	}
	return out
}
