package progress_test

import (
	"bytes"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/examples/internal/progress"
)

// showPages shows six pages, one every five seconds, of a program that resumes after 1,000 users.
func showPages(t *testing.T, terminal bool, total int) (printed string) {
	t.Helper()
	synctest.Test(t, func(*testing.T) {
		var out bytes.Buffer
		p := &progress.Progress{Out: &out, Terminal: terminal}
		p.Begin(1000)
		for page := range 6 {
			p.Show(2000+1000*page, total, "")
			time.Sleep(5 * time.Second)
		}
		p.Wait(15 * time.Second)
		p.End()
		printed = out.String()
	})
	return printed
}

func TestProgress(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		terminal bool
		total    int
		want     string
	}{
		{"log", false, 10_000, "Resuming after 1000 users.\n" +
			"4000 of 10000 users, 200/s, 30s left\n" +
			"6000 of 10000 users, 200/s, 20s left\n" +
			"Stytch's rate limit is reached, waiting 15s\n"},
		{"log, no total", false, -1, "Resuming after 1000 users.\n" +
			"4000 users, 200/s\n" +
			"6000 users, 200/s\n" +
			"Stytch's rate limit is reached, waiting 15s\n"},
		{"terminal", true, 6_000, "Resuming after 1000 users.\n" +
			"\r[##########....................] 2000 of 6000 users\x1b[K" +
			"\r[###############...............] 3000 of 6000 users, 200/s, 15s left\x1b[K" +
			"\r[####################..........] 4000 of 6000 users, 200/s, 10s left\x1b[K" +
			"\r[#########################.....] 5000 of 6000 users, 200/s, 5s left\x1b[K" +
			"\r[##############################] 6000 of 6000 users, 200/s\x1b[K" +
			"\r[##############################] 7000 of 6000 users, 200/s\x1b[K" +
			"\rStytch's rate limit is reached, waiting 15s\x1b[K\r\x1b[K"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, showPages(t, test.terminal, test.total)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
