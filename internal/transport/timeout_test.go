package transport_test

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/m2m"
)

// An attempt takes no longer than WithTimeout allows. For what the client fetches in the background, the limit is 8 seconds
// if that is shorter, so that three attempts fit into the 30 seconds of such a fetch.
func TestTimeoutOfAnAttempt(t *testing.T) {
	t.Parallel()
	keySet := func(ctx context.Context, c *stytch.Client) error { _, err := c.Sessions.JWKS(ctx); return err }
	policy := func(ctx context.Context, c *stytch.Client) error { _, err := c.RBAC.Policy(ctx); return err }
	machine := func(ctx context.Context, c *stytch.Client) error {
		_, err := c.M2M.Token(ctx, m2m.TokenRequest{ClientID: "c", ClientSecret: "s"})
		return err
	}
	other := func(ctx context.Context, c *stytch.Client) error { _, err := c.Users.Get(ctx, "u"); return err }
	const initial = 31 * time.Second
	for name, test := range map[string]struct {
		call          func(context.Context, *stytch.Client) error
		timeout, want time.Duration
	}{
		"key set":                        {keySet, initial, 8 * time.Second},
		"key set, shorter WithTimeout":   {keySet, 3 * time.Second, 3 * time.Second},
		"policy":                         {policy, initial, 8 * time.Second},
		"policy, longer WithTimeout":     {policy, time.Minute, 8 * time.Second},
		"machine token":                  {machine, initial, 8 * time.Second},
		"another call":                   {other, initial, initial},
		"another call, long WithTimeout": {other, time.Minute, time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var calls atomic.Int32
				_, client := clienttest.Serve(t, script(&calls, stall), clienttest.Once, stytch.WithTimeout(test.timeout))
				began := time.Now()
				if err := test.call(t.Context(), client); err == nil || time.Since(began) != test.want {
					t.Errorf("took %v, want %v: %v", time.Since(began), test.want, err)
				}
			})
		})
	}
}
