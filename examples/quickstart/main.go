// Command quickstart plays a whole login story with 23 calls: sign up, magic link, codes, password, authenticator
// app, OAuth, sessions, and the end of them.
//
// Without keys it runs against stytchtest, a Stytch inside this process. With STYTCH_PROJECT_ID and STYTCH_SECRET
// set it runs against Stytch's test environment, with the sandbox values Stytch documents.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "quickstart:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer) error {
	where, closeStage, err := newStage()
	if err != nil {
		return err
	}
	defer closeStage()
	fmt.Fprintf(out, "%s\n\n", where.about)

	tale := &story{stage: where}
	failed := 0
	start := time.Now()
	scenes := tale.scenes()
	for i, scene := range scenes {
		begin := time.Now()
		outcome, err := scene.play(ctx)
		took := time.Since(begin)
		if err != nil {
			failed++
			outcome = "FAILED: " + err.Error()
		}
		fmt.Fprintf(out, "%2d  %-32s %-58s %7.1f ms\n", i+1, scene.call, outcome, float64(took.Microseconds())/1000)
	}
	tale.cleanUp(ctx)

	if failed > 0 {
		return fmt.Errorf("%d of %d calls failed", failed, len(scenes))
	}
	fmt.Fprintf(out, "\n%d calls succeeded in %v.\n", len(scenes), time.Since(start).Round(time.Millisecond))
	return nil
}
