package sessions_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
)

// Keys rotate while 8 goroutines check new and old JWTs. All of them stay valid.
func TestKeyRotationUnderLoad(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	client := srv.Client(stytch.WithClock(srv.Now))
	login, err := client.Passwords.Create(t.Context(), passwords.CreateRequest{
		Email: "ada@example.com", Password: "correct horse battery staple 1815", SessionDurationMinutes: 60,
	})
	if err != nil {
		t.Fatal(err)
	}
	const workers, checks, rotations = 8, 60, 3
	var done atomic.Int32
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			jwt := login.SessionJWT
			for range checks {
				old := jwt
				fresh, err := client.Sessions.Authenticate(t.Context(), sessions.AuthenticateRequest{SessionToken: login.SessionToken})
				if err != nil {
					t.Error(err)
					return
				}
				jwt = fresh.SessionJWT
				for _, token := range []string{jwt, old, jwt} {
					if _, err := client.Sessions.AuthenticateJWTLocal(t.Context(), token); err != nil {
						t.Error(err)
						return
					}
				}
				done.Add(1)
			}
		})
	}
	wg.Go(func() {
		for n := range int32(rotations) {
			for done.Load() < (n+1)*workers*checks/(rotations+1) && !t.Failed() {
				time.Sleep(time.Millisecond) // until enough JWTs are checked
			}
			srv.Advance(31 * time.Second) // an unknown key ID triggers at most two fetches a minute
			srv.RotateKeys()
		}
	})
	wg.Wait()
	fetches := 0
	for _, r := range srv.Requests() {
		if r.Operation == "sessions.jwks" {
			fetches++
		}
	}
	if fetches != 1+rotations {
		t.Errorf("%d key fetches for %d rotations", fetches, rotations)
	}
}
