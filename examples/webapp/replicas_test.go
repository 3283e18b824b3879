package main

import (
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/internal/testsize"
	"github.com/flymyai/stytch-go/stytchtest"
)

// redisServer starts a Redis server and returns its URL.
func redisServer(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		if testsize.All() {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := listener.Addr().String()
	_, port, _ := net.SplitHostPort(addr)
	_ = listener.Close()
	server := exec.CommandContext(t.Context(), "redis-server", "--bind", "127.0.0.1", "--port", port, "--save", "", "--dir", t.TempDir())
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	for range 1000 {
		if conn, err := net.Dial("tcp", addr); err == nil {
			_ = conn.Close()
			return "redis://" + addr
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("redis-server does not start")
	return ""
}

// A user who logs out on one replica is logged out on the other, also with a copy of the session JWT.
func TestLogOutOnAnotherReplica(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	served := httptest.NewUnstartedServer(nil)
	baseURL := "https://" + served.Listener.Addr().String()
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	b := &backend{client: srv.Client(), emulator: srv}
	all, err := newReplicas(t.Context(), b, baseURL, redisServer(t), 2, log)
	if err != nil {
		t.Fatal(err)
	}
	served.Config.Handler = all
	served.StartTLS()
	t.Cleanup(func() {
		served.Close()
		all.close()
	})
	s := &site{t, srv, served}

	user, thief := s.visitor(), s.visitor()
	user.want(user.byCode(ada), http.StatusOK, "/account")
	jwt := user.cookies()[cookies.JWTName]
	thief.plant(map[string]string{cookies.JWTName: jwt})
	for range 2 {
		thief.want(thief.get("/"), http.StatusOK, "/")
	}
	user.want(user.post("/logout"), http.StatusOK, "/login")
	srv.ResetRequests()

	// Both replicas reject the copy, the one that logged the user out at once.
	rejected := map[string]bool{}
	for deadline := time.Now().Add(10 * time.Second); len(rejected) < 2 && time.Now().Before(deadline); {
		thief.plant(map[string]string{cookies.JWTName: jwt})
		thief.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		got := thief.get("/")
		if got.status == http.StatusSeeOther && got.header.Get("Location") == "/login" {
			rejected[got.header.Get("Replica")] = true
		}
	}
	if len(rejected) != 2 {
		t.Errorf("only these replicas reject a session that has ended: %v", rejected)
	}
	for _, r := range srv.Requests() {
		t.Errorf("a replica called %s to reject the copy", r.Operation)
	}
}

func TestReplicas_invalid(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"-replicas", "2"}, {"-replicas", "0", "-redis", "redis://localhost"}, {"-addr", "localhost:0", "-redis", "nonsense"}} {
		if err := run(t.Context(), args, t.Output(), t.Output()); err == nil {
			t.Errorf("%q: no error", args)
		}
	}
}
