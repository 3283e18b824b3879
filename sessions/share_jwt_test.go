package sessions_test

import (
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// AuthenticateJWT shares calls too, and each caller gets its own values.
func TestParallelAuthenticateJWT(t *testing.T) {
	t.Parallel()
	jwt := expiredToken("x")
	synctest.Test(t, func(t *testing.T) {
		i := newIssuerInBubble(t)
		i.status, i.body = 200, responseWithFactors(factor("password", time.Minute))
		i.block = make(chan struct{})
		var wg sync.WaitGroup
		for n := range 50 {
			wg.Go(func() {
				resp, err := i.client.Sessions.AuthenticateJWT(t.Context(), jwt)
				if err != nil || resp.SessionJWT != "new-jwt" || resp.Remote.SessionJWT != "new-jwt" || len(resp.Session.AuthenticationFactors) != 1 {
					t.Errorf("AuthenticateJWT = %v, %v", resp, err)
					return
				}
				resp.Session.AuthenticationFactors[0].Type = api.AuthenticationFactorType(strconv.Itoa(n))
				resp.Remote.SessionJWT = "mine"
				resp.Remote.Session.AuthenticationFactors[0].Type = "mine"
			})
		}
		synctest.Wait()
		close(i.block)
		wg.Wait()
		resp, err := i.client.Sessions.AuthenticateJWT(t.Context(), jwt) // from the same call
		if err != nil || resp.Remote.SessionJWT != "new-jwt" {
			t.Fatalf("AuthenticateJWT = %v, %v", resp, err)
		}
		for name, session := range map[string]api.Session{"Session": resp.Session, "Remote": resp.Remote.Session} {
			if got := session.AuthenticationFactors[0].Type; got != api.AuthenticationFactorTypePassword {
				t.Errorf("%s has the factor %q of another caller", name, got)
			}
		}
		i.want(t, 1, 1)
	})
}
