package transport_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/otp"
)

// Rejections of very many addresses take bounded memory. Calls beyond it retry by themselves.
func TestRateLimit_manyAddresses(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := new(rejecting)
		s.reject.Store(true)
		_, client := clienttest.Serve(t, s.ServeHTTP, stytch.WithRateLimitWait(time.Second), stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 2}))
		send := func(i int) error {
			_, err := client.OTP.SMS.Send(t.Context(), otp.SMSSendRequest{PhoneNumber: fmt.Sprintf("+1415%07d", i)})
			return err
		}
		var wg sync.WaitGroup
		for i := range 1000 {
			wg.Go(func() {
				if err := send(i); err == nil {
					t.Error("a call succeeded")
				}
			})
		}
		wg.Wait()
		attempts := func() int32 {
			before := s.calls.Load()
			if err := send(1000); err == nil {
				t.Error("a call succeeded")
			}
			return s.calls.Load() - before
		}
		if n := attempts(); n > 2 {
			t.Errorf("%d attempts without a limit", n)
		}
		time.Sleep(15 * time.Minute) // the other limits are forgotten
		if n := attempts(); n <= 2 {
			t.Errorf("%d attempts with a limit", n)
		}
	})
}

func TestRateLimit_log(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		s := new(rejecting)
		_, client := clienttest.Serve(t, s.ServeHTTP, stytch.WithLogger(logger))
		meetLimit(t, s, client, getUser)
		before := log.String()
		if err := getUser(t.Context(), client); err != nil {
			t.Fatal(err)
		}
		if after := strings.TrimPrefix(log.String(), before); strings.Contains(before, "waited") || !strings.Contains(after, "waited_for_rate_limit=1m0s") {
			t.Errorf("log:\n%s", log.String())
		}
	})
}
