package transport

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"regexp"
	"slices"
	"sync"
)

// attempt is one attempt of a call. It makes sure that its request goes on the wire at most once, and finds out whether
// the server can have handled it.
//
// net/http repeats requests by itself, without a limit and without backoff: after certain HTTP/2 resets, and when an idle
// connection turns out to be broken. What it does depends on the request, see [Client.newRequest], and on the trace
// below.
type attempt struct {
	// Context is that of the call with the timeout of the attempt.
	context.Context

	cancel context.CancelFunc
	op     *Operation

	mu sync.Mutex // guards what follows
	// host is the host of the last connection that net/http looked for. It stays empty if the RoundTripper is not
	// net/http's; then nothing is known about the request.
	host string
	// written are the hosts that a whole header may have reached. Before that, no server can handle the request. There
	// is more than one if a RoundTripper makes its own requests, such as for a token.
	written []string
	// stopped is set when net/http was about to write the request a second time.
	stopped bool
	// http2 is whether the connection negotiated HTTP/2.
	http2 bool
	// replayable is set if a RoundTripper added a header with which net/http repeats requests.
	replayable bool

	room [2]string // for written
}

func newAttempt(ctx context.Context, cancel context.CancelFunc, op *Operation) *attempt {
	a := &attempt{Context: ctx, cancel: cancel, op: op}
	a.written = a.room[:0]
	return a
}

// Value returns the operation for [FromContext].
func (a *attempt) Value(key any) any {
	if key == (operationKey{}) {
		return a.op
	}
	return a.Context.Value(key)
}

// traced returns the context to send with.
func (a *attempt) traced() context.Context {
	return httptrace.WithClientTrace(a, &httptrace.ClientTrace{
		GetConn: func(host string) {
			a.mu.Lock()
			defer a.mu.Unlock()
			a.host = host
			a.stopIfWritten()
		},
		GotConn: func(info httptrace.GotConnInfo) {
			a.mu.Lock()
			defer a.mu.Unlock()
			conn, ok := info.Conn.(*tls.Conn)
			a.http2 = ok && conn.ConnectionState().NegotiatedProtocol == "h2"
			// Over HTTP/2, net/http looks at the context once more between here and the first byte.
			a.stopIfWritten()
		},
		WroteHeaderField: func(name string, _ []string) {
			switch name {
			case "Idempotency-Key", "X-Idempotency-Key":
				a.mu.Lock()
				defer a.mu.Unlock()
				a.replayable = true
			case ":authority":
				// Over HTTP/2, net/http writes the header from here on, even if the attempt ends while the connection is
				// full.
				a.wrote()
			}
		},
		WroteHeaders: a.wrote,
	})
}

// wrote records that the header may have reached the host.
func (a *attempt) wrote() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !slices.Contains(a.written, a.host) {
		a.written = append(a.written, a.host)
	}
}

// stopIfWritten needs the lock.
func (a *attempt) stopIfWritten() {
	if slices.Contains(a.written, a.host) {
		a.stopped = true
		a.cancel()
	}
}

// errStopped is the error of an attempt whose request net/http was about to send again.
var errStopped error = &message{text: "the connection failed before a response arrived"}

// getBody is the GetBody of a request over HTTP/1.1. net/http calls it to repeat the request: a GET if the connection
// broke before a response, any other if nothing was written to a broken idle connection. The latter was not sent.
func (a *attempt) getBody(method string, body []byte) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		a.mu.Lock()
		defer a.mu.Unlock()
		if method == http.MethodGet || a.http2 || a.replayable {
			return nil, errStopped
		}
		a.written = slices.DeleteFunc(a.written, func(host string) bool { return host == a.host })
		return io.NopCloser(bytes.NewReader(body)), nil
	}
}

// fail returns the outcome of an attempt that ended in an error: what the error is, and whether the server provably
// did not handle the request, because its header was never written or because the server said so.
func (a *attempt) fail(err error) *outcome {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.stopped {
		err = errStopped
	}
	return &outcome{err: err, unsent: a.host != "" && (len(a.written) == 0 || refused(err))}
}

// refusals are the errors of net/http for an HTTP/2 stream that the server did not handle (RFC 9113, section 8.7): one
// that it refused, and one above the last stream of its GOAWAY. net/http has no types for them. The first form is for a
// request that net/http would have repeated if it had a GetBody.
var refusals = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:http2: Transport: cannot retry err \[(?:` +
		`stream error: stream ID \d+; REFUSED_STREAM; received from peer|` +
		`http2: Transport received Server's graceful shutdown GOAWAY` +
		`)\] after Request\.Body was written; define Request\.GetBody to avoid this error|` +
		`http2: Transport received GOAWAY from server ErrCode:[A-Za-z0-9_ ]+)$`)
})

func refused(err error) bool {
	for ; err != nil; err = errors.Unwrap(err) {
		if refusals().MatchString(err.Error()) {
			return true
		}
	}
	return false
}

// attempt sends a call once and reads the response whole.
func (c *Client) attempt(ctx context.Context, call *call) *outcome {
	ctx, cancel := context.WithTimeout(ctx, min(c.timeout, cmp.Or(call.op.attemptTimeout, c.timeout)))
	defer cancel()
	a := newAttempt(ctx, cancel, &call.op)
	resp, err := c.send(c.newRequest(a, call))
	if err != nil {
		return a.fail(err)
	}
	defer resp.Body.Close() //nolint:errcheck // the body was read to its end, or is given up
	// The next request most likely uses the same protocol, see newRequest.
	c.http1.Store(resp.ProtoMajor == 1)
	got := &outcome{status: resp.StatusCode, header: resp.Header}
	limit := cmp.Or(call.op.maxBody, maxBody)
	switch {
	case resp.StatusCode == http.StatusSwitchingProtocols:
		return got // the body is the connection itself, which no context ends
	case resp.StatusCode >= 300:
		limit = maxErrorBody
	}
	got.readBody(resp, limit)
	return got
}

// newRequest builds the HTTP request of one attempt.
//
// Over HTTP/1.1, GetBody lets net/http replace a broken idle connection before anything was written, and keeps it from
// repeating a GET. That requires a body, which may be empty. Over HTTP/2 there must be no GetBody: only then does
// net/http report why it would have repeated a request, and an empty body would be an extra frame. The protocol of the
// last response tells which to expect. A wrong guess costs a retry, but never sends a request twice.
func (c *Client) newRequest(a *attempt, call *call) *http.Request {
	r := (&http.Request{
		Method:     call.op.Method,
		URL:        call.url,
		Host:       call.url.Host,
		Proto:      "HTTP/1.1",
		ProtoMajor: 1,
		ProtoMinor: 1,
		Header:     c.header(call.contentType, call.public),
	}).WithContext(a.traced())
	http1 := c.http1.Load()
	if call.body == nil && !http1 {
		return r
	}
	r.Body = io.NopCloser(bytes.NewReader(call.body))
	r.ContentLength = int64(len(call.body))
	if http1 {
		r.GetBody = a.getBody(call.op.Method, call.body)
	}
	return r
}

// send does what [http.Client] does, except that it does not follow redirects: that would send the credentials or the
// body to another address.
func (c *Client) send(r *http.Request) (*http.Response, error) {
	if c.jar != nil {
		for _, cookie := range c.jar.Cookies(r.URL) {
			r.AddCookie(cookie)
		}
	}
	resp, err := c.roundTripper.RoundTrip(r)
	switch {
	case err != nil:
		return nil, err
	case resp == nil:
		return nil, &message{text: "the RoundTripper returned neither a response nor an error"}
	case resp.Body == nil:
		resp.Body = http.NoBody
	}
	if c.jar != nil {
		if cookies := resp.Cookies(); len(cookies) > 0 {
			c.jar.SetCookies(r.URL, cookies)
		}
	}
	return resp, nil
}
