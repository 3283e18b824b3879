package main

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/internal/redistest"
	"github.com/flymyai/stytch-go/stytchtest"
)

// A user who logs out on one replica is logged out on the other, also with a copy of the session JWT.
func TestLogOutOnAnotherReplica(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	served := httptest.NewUnstartedServer(nil)
	baseURL := "https://" + served.Listener.Addr().String()
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	b := &backend{client: srv.Client(), emulator: srv}
	all, err := newReplicas(t.Context(), b, baseURL, "redis://"+redistest.Start(t).Addr, 2, log)
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
	for _, url := range []string{"redis://:planted@local host:6379", "redis://:planted/2@localhost:6379", "redis://:%zplanted@localhost:6379"} {
		if err := run(t.Context(), []string{"-addr", "localhost:0", "-redis", url}, t.Output(), t.Output()); err == nil || strings.Contains(err.Error(), "plan") {
			t.Errorf("%s: %v, want an error without the password", url, err)
		}
	}
}
