package live

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
	"golang.org/x/time/rate"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
)

// The limits of a whole run at Stytch. Sends to the sandbox address and number deliver nothing.
const (
	// MaxEmails is how many emails the caller's address gets at most.
	MaxEmails = 8
	// MaxSandboxSends is how many sends go to the sandbox address and number at most.
	MaxSandboxSends = 12
)

// sends are the operations that send a message.
var sends = map[string]bool{
	"magic_links.email.send": true, "magic_links.email.login_or_create": true, "magic_links.email.invite": true,
	"otp.email.send": true, "otp.email.login_or_create": true,
	"otp.sms.send": true, "otp.sms.login_or_create": true,
	"otp.whatsapp.send": true, "otp.whatsapp.login_or_create": true,
	"passwords.email.reset_start": true,
}

// errRecipient is the error of a send to somebody else.
var errRecipient = errors.New("the scenarios send messages only to the sandbox and to the address of the caller")

// Guard keeps the promises of a run: who gets messages, how many, and how fast. One guard serves all scenarios of a run.
// It also keeps a list of what was created.
type Guard struct {
	project Project
	created ledger

	mu                    sync.Mutex
	emails, sandboxedSend int
}

// NewGuard returns the guard of a run.
func NewGuard(p Project) *Guard { return &Guard{project: p} }

// Sends returns how many emails the caller's address got, and how many sends went to the sandbox.
func (g *Guard) Sends() (emails, sandboxed int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.emails, g.sandboxedSend
}

// Check reports whether the project accepts its keys.
func (g *Guard) Check(ctx context.Context) error {
	client, err := g.client()
	if err != nil {
		return err
	}
	_, err = client.Debug.Whoami(ctx)
	return err
}

// client returns a client of the project that retries, for calls that are not recorded.
func (g *Guard) client() (*stytch.Client, error) {
	opts := []stytch.Option{stytch.WithHTTPClient(&http.Client{Transport: g})}
	if g.project.BaseURL != "" {
		opts = append(opts, stytch.WithBaseURL(g.project.BaseURL))
	}
	return stytch.New(g.project.ID, g.project.Secret, opts...)
}

// RoundTrip sends a request, if it keeps the promises.
func (g *Guard) RoundTrip(r *http.Request) (*http.Response, error) {
	operation, _, _ := stytch.OperationFromContext(r.Context())
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
		_ = r.Body.Close()
	}
	// A raw request has no operation of the list, so the path decides.
	if sends[operation] || isSend(r.URL.Path) {
		if err := g.allow(body); err != nil {
			return nil, err
		}
		if err := wait(r.Context(), g.project.Messages); err != nil {
			return nil, err
		}
	}
	for attempt := 1; ; attempt++ {
		if err := wait(r.Context(), g.project.Pace); err != nil {
			return nil, err
		}
		out := r.Clone(r.Context())
		out.Body = io.NopCloser(bytes.NewReader(body))
		out.ContentLength = int64(len(body))
		g.created.attempt(operation, body)
		resp, err := g.project.Transport.RoundTrip(out)
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if err != nil {
			return nil, err
		}
		resp.Body = io.NopCloser(bytes.NewReader(text))
		if resp.StatusCode == http.StatusTooManyRequests && attempt < rateLimitAttempts && bytes.Contains(text, []byte(`"too_many_requests"`)) {
			if err := pause(r.Context(), time.Duration(attempt*attempt)*rateLimitPause); err != nil {
				return nil, err
			}
			continue
		}
		g.created.note(operation, resp.StatusCode, text)
		return resp, nil
	}
}

// Wait for a rate limit of Stytch, up to three times.
const (
	rateLimitAttempts = 4
	rateLimitPause    = 2 * time.Second
)

// isSend reports whether a path is that of an operation that sends a message.
func isSend(path string) bool {
	for _, suffix := range []string{"/send", "/login_or_create", "/invite", "/reset/start"} {
		if strings.HasSuffix(path, suffix) {
			return true
		}
	}
	return false
}

// allow counts a message, and rejects one that the run does not promise.
func (g *Guard) allow(body []byte) error {
	var to struct {
		Email string `json:"email"`
		Phone string `json:"phone_number"`
	}
	if err := json.Unmarshal(body, &to); err != nil {
		return fmt.Errorf("%w: the body is not JSON", errRecipient)
	}
	local, domain, _ := strings.Cut(g.project.Email, "@")
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case to.Email == sandbox.Email && to.Phone == "", to.Phone == sandbox.Phone && to.Email == "":
		if g.sandboxedSend++; g.sandboxedSend > MaxSandboxSends {
			return fmt.Errorf("a run sends at most %d messages to the sandbox", MaxSandboxSends)
		}
	case g.project.Email != "" && to.Phone == "" && strings.HasPrefix(to.Email, local+"+stytch-go-") && strings.HasSuffix(to.Email, "@"+domain):
		if g.emails++; g.emails > MaxEmails {
			return fmt.Errorf("a run sends at most %d emails", MaxEmails)
		}
	default:
		return errRecipient
	}
	return nil
}

// wait waits for a limiter.
func wait(ctx context.Context, limiter *rate.Limiter) error {
	if limiter == nil {
		return nil
	}
	return limiter.Wait(ctx)
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
