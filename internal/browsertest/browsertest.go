// Package browsertest starts Chromium for tests.
package browsertest

import (
	"context"
	"os/exec"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/flymyai/stytch-go/internal/testsize"
)

// Start starts a browser for a test and returns its context, for package chromedp. The browser stops when the test or ctx
// ends. Without Chromium or Chrome, the test is skipped, or fails if nothing may be skipped.
func Start(ctx context.Context, t *testing.T) context.Context {
	t.Helper()
	path := find()
	if path == "" {
		const missing = "no Chromium or Chrome is installed"
		if testsize.All() {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.NoSandbox, // the sandbox does not work for root, as in containers; the pages are our own
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
	)
	ctx, stop := chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting %s: %v", path, err)
	}
	return ctx
}

// find returns the path of a browser, or an empty string.
func find() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}
