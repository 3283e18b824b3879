package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/cmd/stytch-mcp/internal/tools"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

const slowCall = `{"jsonrpc":"2.0","id":"slow","method":"tools/call","params":{"name":"stytch_user_get","arguments":{"user_id":"customer-1"}}}`

// slowStytch returns an emulator with one user, customer-1, that delays its next response.
func slowStytch(t *testing.T, delay time.Duration) (srv *stytchtest.Server, called <-chan struct{}) {
	t.Helper()
	arrived := make(chan struct{}, 1)
	srv = stytchtest.NewServer(t, stytchtest.WithMiddleware(func(api http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/v1/users/customer-1" {
				arrived <- struct{}{}
				select {
				case <-time.After(delay):
				case <-r.Context().Done():
				}
			}
			api.ServeHTTP(w, r)
		})
	}))
	if _, err := srv.Client().Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com", ExternalID: "customer-1"}); err != nil {
		t.Fatal(err)
	}
	return srv, arrived
}

// After a signal, a call that ends in time still gets its response. A slower one delays the exit by at most
// shutdownTimeout.
func TestSignalDuringCall(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		delay    time.Duration
		response bool
	}{
		"a call of a second": {time.Second, true},
		"a call of a minute": {time.Minute, false},
	} {
		t.Run("stdio, "+name, func(t *testing.T) {
			t.Parallel()
			srv, called := slowStytch(t, test.delay)
			cmd := command(t.Context(), keysOf(srv), "-log-level", "error")
			stdin, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = stdin.Close() }()
			var out strings.Builder
			cmd.Stdout = &out
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			_, _ = fmt.Fprintln(stdin, initialize)
			_, _ = fmt.Fprintln(stdin, slowCall)
			<-called
			ended := endsInTime(t, func() error { return cmd.Process.Signal(syscall.SIGTERM) }, cmd.Wait)
			if ended != nil {
				t.Errorf("the program did not exit cleanly: %v", ended)
			}
			if strings.Contains(out.String(), `"id":"slow","result"`) != test.response {
				t.Errorf("response %t, want %t:\n%s", !test.response, test.response, out.String())
			}
		})
		t.Run("HTTP, "+name, func(t *testing.T) {
			t.Parallel()
			srv, called := slowStytch(t, test.delay)
			server, err := tools.New(srv.Client(), tools.Options{})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			addresses := make(addresses, 1)
			ended := make(chan error, 1)
			go func() { ended <- serveHTTP(ctx, "127.0.0.1:0", bearerToken(""), server, slogTo(addresses)) }()
			url := <-addresses
			answer := make(chan string, 1)
			go func() { answer <- post(t.Context(), url, slowCall) }()
			<-called
			if err := endsInTime(t, func() error { cancel(); return nil }, func() error { return <-ended }); err != nil {
				t.Errorf("the server did not shut down cleanly: %v", err)
			}
			if got := <-answer; strings.Contains(got, `"id":"slow","result"`) != test.response {
				t.Errorf("response %t, want %t: %s", !test.response, test.response, got)
			}
		})
	}
}

// endsInTime calls stop and wait. Wait must return within about shutdownTimeout.
func endsInTime(t *testing.T, stop, wait func() error) error {
	t.Helper()
	start := time.Now()
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	err := wait()
	if took := time.Since(start); took > shutdownTimeout+3*time.Second {
		t.Errorf("the end took %v", took)
	}
	return err
}

// post sends a message over HTTP and returns the response, or the error as text.
func post(ctx context.Context, url, message string) string {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader(message))
	if err != nil {
		return err.Error()
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json, text/event-stream")
	resp, err := new(http.Client).Do(r)
	if err != nil {
		return err.Error()
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err.Error()
	}
	return string(body)
}

// A client that does not read its responses cannot keep the program running.
func TestSignalWithoutReader(t *testing.T) {
	t.Parallel()
	cmd := command(t.Context(), nil, "-emulator", "-log-level", "error")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stdin.Close() }()
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = fmt.Fprintln(stdin, initialize)
	if _, err := bufio.NewReader(stdout).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	for i := range 20 { // 20 lists of 35 KB are more than a pipe holds
		_, _ = fmt.Fprintf(stdin, `{"jsonrpc":"2.0","id":"list-%d","method":"tools/list","params":{}}`+"\n", i)
	}
	if err := endsInTime(t, func() error { return cmd.Process.Signal(syscall.SIGTERM) }, cmd.Wait); err != nil {
		t.Errorf("the program did not exit cleanly: %v", err)
	}
}

// A client that hangs up cancels its call, whatever version of the protocol it speaks.
func TestDisconnectCancels(t *testing.T) {
	t.Parallel()
	canceled := make(chan struct{})
	called := make(chan struct{})
	api := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(called)
		<-r.Context().Done()
		close(canceled)
	}))
	t.Cleanup(api.Close)
	client, err := stytch.New(testProject, "secret", stytch.WithBaseURL(api.URL))
	if err != nil {
		t.Fatal(err)
	}
	server, err := tools.New(client, tools.Options{})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(handler(t.Context(), server, access{}, discard))
	t.Cleanup(web.Close)
	ctx, hangUp := context.WithCancel(t.Context())
	go post(ctx, web.URL+"/mcp", slowCall)
	<-called
	hangUp()
	select {
	case <-canceled:
	case <-time.After(10 * time.Second):
		t.Error("the call goes on after its client has hung up")
	}
}

// Over HTTP, bad messages are rejected with the same JSON-RPC errors as over stdio.
func TestBadMessagesOverHTTP(t *testing.T) {
	t.Parallel()
	url, _ := serve(t, "")
	for name, test := range badMessages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := post(t.Context(), url+"/mcp", test.message)
			if name == "longer than 4 MiB" {
				if want := "the request body is larger than 4 MiB\n"; got != want {
					t.Errorf("%q, want %q", got, want)
				}
				return
			}
			r := decodeResponse(t, []byte(got))
			r.check(t, test.code, test.id)
		})
	}
}
