package transport_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/net/http2"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/transport"
	"github.com/flymyai/stytch-go/magiclinks"
)

// operations are one of each kind: with a body and without, idempotent and not.
var sentOnceOperations = []struct {
	name       string
	idempotent bool
	// Not all refused requests without a body can be distinguished from requests that failed in another way.
	bodyless bool
	call     func(context.Context, *stytch.Client) error
}{
	{"POST, not idempotent", false, false, func(ctx context.Context, c *stytch.Client) error {
		_, err := c.MagicLinks.Email.LoginOrCreate(ctx, magiclinks.EmailLoginOrCreateRequest{Email: "ada@example.com"})
		return err
	}},
	{"GET", true, true, func(ctx context.Context, c *stytch.Client) error { _, err := c.Users.Get(ctx, "u"); return err }},
	{"DELETE", true, true, func(ctx context.Context, c *stytch.Client) error { _, err := c.Users.Delete(ctx, "u"); return err }},
	{"raw DELETE", false, true, func(ctx context.Context, c *stytch.Client) error {
		return c.Request(ctx, http.MethodDelete, "/v1/x", nil, nil)
	}},
	{"raw PATCH", false, false, func(ctx context.Context, c *stytch.Client) error {
		return c.Request(ctx, http.MethodPatch, "/v1/x", nil, nil)
	}},
}

// Whatever a server does to a stream, a request goes on the wire once per attempt, and only a request that the
// server has not handled gets another attempt if it is not idempotent.
func TestHTTP2RequestsAreSentOncePerAttempt(t *testing.T) {
	t.Parallel()
	type row struct {
		name string
		fail func(*clienttest.Stream)
		// refused is whether the server says that it has not handled the request. shown is whether the error of net/http
		// shows this even for a request without a body that is the first on its connection.
		refused, shown bool
	}
	var rows []row
	for code := http2.ErrCodeNo; code <= http2.ErrCodeHTTP11Required+1; code++ {
		rows = append(rows, row{"RST_STREAM " + code.String(), func(s *clienttest.Stream) { s.Reset(code) }, code == http2.ErrCodeRefusedStream, false})
		rows = append(rows, row{"GOAWAY below, " + code.String(), func(s *clienttest.Stream) { s.GoAway(s.ID-1, code) }, true, code != http2.ErrCodeNo})
	}
	rows = append(rows,
		row{"GOAWAY at the stream, then closed", func(s *clienttest.Stream) { s.GoAway(s.ID, http2.ErrCodeNo); s.Close() }, false, false},
		row{"GOAWAY far above, then closed", func(s *clienttest.Stream) { s.GoAway(1<<31-1, http2.ErrCodeNo); s.Close() }, false, false},
		row{"closed", func(s *clienttest.Stream) { s.Close() }, false, false},
	)
	for _, op := range sentOnceOperations {
		for _, row := range rows {
			for _, warm := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%s/warm=%v", op.name, row.name, warm), func(t *testing.T) {
					t.Parallel()
					synctest.Test(t, func(t *testing.T) {
						var sent atomic.Int32
						var failing atomic.Bool
						client := clienttest.ServeHTTP2(t, func(s *clienttest.Stream) {
							if !failing.Load() {
								s.Respond(200, "application/json", `{"request_id":"r","status_code":200}`)
								return
							}
							sent.Add(1)
							row.fail(s)
						})
						if warm {
							if err := op.call(t.Context(), client); err != nil {
								t.Fatal(err)
							}
						}
						failing.Store(true)
						err := op.call(t.Context(), client)
						want := int32(1)
						if op.idempotent || row.refused && (!op.bodyless || row.shown && !warm) {
							want = 3
						}
						e, _ := errors.AsType[*stytch.Error](err)
						if e == nil || e.StatusCode != 0 || e.Attempts != int(want) || sent.Load() != want {
							t.Errorf("sent %d times, want %d; error %v", sent.Load(), want, err)
						}
					})
				})
			}
		}
	}
}

// A request that the server refused is sent again, and its response arrives.
func TestRefusedStreamsAreRetried(t *testing.T) {
	t.Parallel()
	for name, fail := range map[string]func(*clienttest.Stream){
		"RST_STREAM": func(s *clienttest.Stream) { s.Reset(http2.ErrCodeRefusedStream) },
		"GOAWAY":     func(s *clienttest.Stream) { s.GoAway(0, http2.ErrCodeNo) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var sent atomic.Int32
				client := clienttest.ServeHTTP2(t, func(s *clienttest.Stream) {
					if sent.Add(1) == 1 {
						fail(s)
						return
					}
					s.Respond(200, "application/json", `{"request_id":"r","user_id":"u"}`)
				})
				resp, err := client.MagicLinks.Email.LoginOrCreate(t.Context(), magiclinks.EmailLoginOrCreateRequest{Email: "ada@example.com"})
				if err != nil || resp.UserID != "u" || sent.Load() != 2 {
					t.Errorf("sent %d times, response %v, error %v; want success at the second try", sent.Load(), resp, err)
				}
			})
		})
	}
}

// The same over TLS, with connections of the kind that a client makes by itself.
func TestDefaultTransportSendsOnce(t *testing.T) {
	t.Parallel()
	for _, op := range sentOnceOperations {
		t.Run(op.name, func(t *testing.T) {
			t.Parallel()
			var sent atomic.Int32
			url, trust := clienttest.ListenHTTP2(t, func(s *clienttest.Stream) {
				sent.Add(1)
				s.Reset(http2.ErrCodeProtocol)
			})
			tr := transport.DefaultTransport(time.Minute)
			tr.TLSClientConfig = trust
			t.Cleanup(tr.CloseIdleConnections)
			client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, stytch.WithBaseURL(url),
				stytch.WithHTTPClient(&http.Client{Transport: tr}), stytch.WithRetry(stytch.RetryPolicy{BaseDelay: time.Millisecond}))
			if err != nil {
				t.Fatal(err)
			}
			want := int32(1)
			if op.idempotent {
				want = 3
			}
			if err := op.call(t.Context(), client); err == nil || sent.Load() != want {
				t.Errorf("sent %d times, want %d; error %v", sent.Load(), want, err)
			}
		})
	}
}

// Over HTTP/1.1, net/http repeats what it sent on an idle connection that breaks.
func TestHTTP1RequestsAreSentOncePerAttempt(t *testing.T) {
	t.Parallel()
	key := func(next http.RoundTripper) http.RoundTripper {
		return clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
			r = r.Clone(r.Context())
			r.Header.Set("Idempotency-Key", "k")
			return next.RoundTrip(r)
		})
	}
	expect := func(next http.RoundTripper) http.RoundTripper {
		return clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
			r = r.Clone(r.Context())
			r.Header.Set("Expect", "100-continue")
			return next.RoundTrip(r)
		})
	}
	for _, op := range sentOnceOperations {
		for _, row := range []struct {
			name string
			wrap func(http.RoundTripper) http.RoundTripper
			fail http.HandlerFunc
			// responds is set if the server sends the header of a response before it fails.
			responds bool
		}{
			{"closed after the request", nil, cut, false},
			{"closed in mid-response", nil, breakOff, true},
			{"closed, with Idempotency-Key", key, cut, false},
			{"closed, with Expect", expect, cut, false},
			{"417", expect, clienttest.Respond(417, "text/plain", ""), true},
			{"421", nil, clienttest.Respond(421, "text/plain", ""), true},
			{"505", nil, clienttest.Respond(505, "text/plain", ""), true},
			{"408", nil, clienttest.Respond(408, "text/plain", ""), true},
		} {
			for _, warm := range []int{0, 1, 5} {
				t.Run(fmt.Sprintf("%s/%s/%d warm", op.name, row.name, warm), func(t *testing.T) {
					t.Parallel()
					synctest.Test(t, func(t *testing.T) {
						var sent atomic.Int32
						var failing atomic.Bool
						_, client := clienttest.ServeVia(t, row.wrap, func(w http.ResponseWriter, r *http.Request) {
							_, _ = io.ReadAll(r.Body)
							if !failing.Load() {
								time.Sleep(time.Second) // so that each warm connection carries one request
								clienttest.Respond(200, "application/json", `{"request_id":"r","status_code":200}`)(w, r)
								return
							}
							sent.Add(1)
							row.fail(w, r)
						})
						var group sync.WaitGroup
						for range warm {
							group.Go(func() {
								if err := op.call(t.Context(), client); err != nil {
									t.Error(err)
								}
							})
						}
						group.Wait()
						failing.Store(true)
						err := op.call(t.Context(), client)
						want := int32(1)
						if op.idempotent && (!row.responds || row.name == "closed in mid-response") {
							want = 3
						}
						if e, _ := errors.AsType[*stytch.Error](err); e == nil || e.Attempts != int(want) || sent.Load() != want {
							t.Errorf("sent %d times, want %d; error %v", sent.Load(), want, err)
						}
					})
				})
			}
		}
	}
}

// A connection that broke while it was idle takes no bytes. Any request is then sent on another connection.
func TestBrokenIdleConnectionCostsNothing(t *testing.T) {
	t.Parallel()
	for _, op := range sentOnceOperations {
		t.Run(op.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var handled atomic.Int32
				n, client := clienttest.Serve(t, func(w http.ResponseWriter, r *http.Request) {
					handled.Add(1)
					clienttest.Respond(200, "application/json", `{"request_id":"r","status_code":200}`)(w, r)
				})
				if err := op.call(t.Context(), client); err != nil {
					t.Fatal(err)
				}
				n.BreakWrites()
				err := op.call(t.Context(), client)
				if err != nil || handled.Load() != 2 || n.Dials() != 2 {
					t.Errorf("handled %d times over %d connections, error %v", handled.Load(), n.Dials(), err)
				}
			})
		})
	}
}

// A RoundTripper may make requests of its own with the context that it gets.
func TestRoundTripperWithRequestsOfItsOwn(t *testing.T) {
	t.Parallel()
	tokens := httptest.NewServer(clienttest.Respond(200, "text/plain", "token"))
	defer tokens.Close()
	var calls atomic.Int32
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		if r.Header.Get("Proxy-Token") != "token" {
			t.Error("the request has no token")
		}
		clienttest.Respond(200, "application/json", `{"request_id":"r","status_code":200}`)(w, r)
	}))
	defer api.Close()
	tr := &http.Transport{}
	defer tr.CloseIdleConnections()
	client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, stytch.WithBaseURL(api.URL), stytch.WithHTTPClient(&http.Client{
		Transport: clienttest.RoundTripper(func(r *http.Request) (*http.Response, error) {
			ask, err := http.NewRequestWithContext(r.Context(), http.MethodGet, tokens.URL, nil)
			if err != nil {
				return nil, err
			}
			resp, err := tr.RoundTrip(ask)
			if err != nil {
				return nil, err
			}
			defer func() { _ = resp.Body.Close() }()
			token, err := io.ReadAll(resp.Body)
			if err != nil {
				return nil, err
			}
			r = r.Clone(r.Context())
			r.Header.Set("Proxy-Token", string(token))
			return tr.RoundTrip(r)
		}),
	}))
	if err != nil {
		t.Fatal(err)
	}
	for _, op := range sentOnceOperations {
		if err := op.call(t.Context(), client); err != nil {
			t.Errorf("%s: %v", op.name, err)
		}
	}
	if int(calls.Load()) != len(sentOnceOperations) {
		t.Errorf("%d calls, want %d", calls.Load(), len(sentOnceOperations))
	}
}

// A RoundTripper that retries by itself is kept from it as far as net/http allows.
func TestRetryingRoundTripperSendsOnce(t *testing.T) {
	t.Parallel()
	for _, op := range sentOnceOperations {
		t.Run(op.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var sent atomic.Int32
				retrying := func(next http.RoundTripper) http.RoundTripper {
					return clienttest.RoundTripper(func(r *http.Request) (resp *http.Response, err error) {
						for range 5 {
							if resp, err = next.RoundTrip(r); err == nil {
								break
							}
						}
						return resp, err
					})
				}
				client := clienttest.ServeHTTP2Via(t, retrying, func(s *clienttest.Stream) {
					sent.Add(1)
					s.Reset(http2.ErrCodeInternal)
				}, clienttest.Once)
				if err := op.call(t.Context(), client); err == nil || sent.Load() != 1 {
					t.Errorf("sent %d times, want once; error %v", sent.Load(), err)
				}
			})
		})
	}
}
