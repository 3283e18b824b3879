package conformance_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
)

// fault is what goes wrong with the first attempt of a call.
type fault struct {
	name string
	// serve handles the attempt instead of the API, which is next; nil for the API itself.
	serve func(w http.ResponseWriter, r *http.Request, next http.Handler)
	// dial fails the first connection.
	dial error
	// cancel is when the caller cancels the context.
	cancel when
	// idempotent and others are whether idempotent and other operations are retried after the fault.
	idempotent, others bool
	// status and errorType are those of the error if the operation is not retried.
	status    int
	errorType api.ErrorType
	cause     error
	// keeps is whether the connection is used again.
	keeps bool
}

// when is the moment at which a context is cancelled.
type when int

const (
	never when = iota
	beforehand
	whileDialing
	whileWaiting
	whileReading
	betweenAttempts
)

func respond(status int, header map[string]string, body string) func(http.ResponseWriter, *http.Request, http.Handler) {
	return func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		for name, value := range header {
			w.Header().Set(name, value)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// handled lets the API handle the request, and lets respond write what the client gets instead of the response.
func handled(respond func(w http.ResponseWriter, r *http.Request, body string)) func(http.ResponseWriter, *http.Request, http.Handler) {
	return func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		kept := httptest.NewRecorder()
		next.ServeHTTP(kept, r)
		w.Header().Set("Content-Type", "application/json")
		respond(w, r, kept.Body.String())
	}
}

var asJSON = map[string]string{"Content-Type": "application/json"}

// faults are the faults of the matrix. They run in a synctest bubble, so they take no time.
var faults = []fault{
	{name: "none", status: 0, keeps: true},
	{name: "connection refused", dial: &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}, idempotent: true, others: true},
	{name: "DNS failure", dial: &net.DNSError{Err: "no such host", Name: "test.stytch.com", IsNotFound: true}, idempotent: true, others: true},
	{name: "TLS handshake cut", dial: io.EOF, idempotent: true, others: true},
	{name: "TLS certificate of a stranger", dial: errStranger, cause: errStranger},
	{name: "cut before the request is written", dial: clienttest.ErrDeadConn, idempotent: true},
	{name: "cut before it was handled", serve: func(http.ResponseWriter, *http.Request, http.Handler) { panic(http.ErrAbortHandler) }, idempotent: true},
	{name: "cut after it was handled", serve: handled(func(http.ResponseWriter, *http.Request, string) { panic(http.ErrAbortHandler) }), idempotent: true},
	{name: "cut in mid-body", serve: handled(func(w http.ResponseWriter, _ *http.Request, body string) {
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = io.WriteString(w, body[:len(body)/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}), idempotent: true, status: 200, cause: io.ErrUnexpectedEOF},
	{name: "stalled headers", serve: handled(func(_ http.ResponseWriter, r *http.Request, _ string) { <-r.Context().Done() }), idempotent: true, cause: context.DeadlineExceeded},
	{name: "stalled body", serve: handled(func(w http.ResponseWriter, r *http.Request, body string) {
		_, _ = io.WriteString(w, body[:len(body)/2])
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}), idempotent: true, status: 200, cause: context.DeadlineExceeded},
	{name: "429", serve: respond(429, asJSON, `{"error_type":"too_many_requests"}`), idempotent: true, others: true, keeps: true},
	{name: "429 with Retry-After", serve: respond(429, map[string]string{"Content-Type": "application/json", "Retry-After": "2"}, `{"error_type":"too_many_requests"}`), idempotent: true, others: true, keeps: true},
	{name: "429 lock", serve: respond(429, asJSON, `{"error_type":"user_lock_limit_reached"}`), status: 429, errorType: api.ErrorTypeUserLockLimitReached, keeps: true},
	{name: "500", serve: handled(func(w http.ResponseWriter, r *http.Request, _ string) {
		clienttest.Fail(500, "internal_server_error")(w, r)
	}), idempotent: true, status: 500, errorType: api.ErrorTypeInternalServerError, keeps: true},
	{name: "502 HTML", serve: respond(502, map[string]string{"Content-Type": "text/html"}, "<h1>Bad gateway</h1>"), idempotent: true, status: 502, keeps: true},
	{name: "503", serve: respond(503, asJSON, `{"error_type":"server_unavailable"}`), idempotent: true, status: 503, errorType: api.ErrorTypeServerUnavailable, keeps: true},
	{name: "504", serve: handled(func(w http.ResponseWriter, r *http.Request, _ string) {
		clienttest.Respond(504, "text/plain", "upstream")(w, r)
	}), idempotent: true, status: 504, keeps: true},
	{name: "truncated JSON", serve: handled(func(w http.ResponseWriter, _ *http.Request, body string) {
		_, _ = io.WriteString(w, body[:len(body)/2])
	}), status: 200, cause: io.ErrUnexpectedEOF, keeps: true},
	{name: "not JSON", serve: handled(func(w http.ResponseWriter, _ *http.Request, _ string) { _, _ = io.WriteString(w, "garbage") }), status: 200, keeps: true},
	{name: "empty", serve: handled(func(http.ResponseWriter, *http.Request, string) {}), status: 200, keeps: true},
	{name: "wrong content type", serve: handled(func(w http.ResponseWriter, _ *http.Request, body string) {
		w.Header().Set("Content-Type", "text/plain")
		_, _ = io.WriteString(w, body)
	}), status: 200, keeps: true},
	{name: "302 to another host", serve: respond(302, map[string]string{"Location": "https://evil.example/"}, ""), status: 302, keeps: true},
	{name: "307 to another host", serve: respond(307, map[string]string{"Location": "https://evil.example/"}, ""), status: 307, keeps: true},
	{name: "100 MB body", serve: handled(func(w http.ResponseWriter, _ *http.Request, _ string) {
		chunk := make([]byte, 4<<20)
		for range 25 {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	}), status: 200},
	{name: "cancelled beforehand", cancel: beforehand, cause: context.Canceled},
	{name: "cancelled while dialing", cancel: whileDialing, dial: clienttest.ErrSlowDial, cause: context.Canceled},
	{name: "cancelled while waiting", cancel: whileWaiting, serve: handled(func(_ http.ResponseWriter, r *http.Request, _ string) { <-r.Context().Done() }), cause: context.Canceled},
	{name: "cancelled while reading", cancel: whileReading, serve: handled(func(w http.ResponseWriter, r *http.Request, body string) {
		_, _ = io.WriteString(w, body[:1])
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}), status: 200, cause: context.Canceled},
	{name: "cancelled between attempts", cancel: betweenAttempts, serve: respond(429, map[string]string{"Content-Type": "application/json", "Retry-After": "9"}, `{"error_type":"too_many_requests"}`),
		status: 429, errorType: api.ErrorTypeTooManyRequests, cause: context.Canceled, keeps: true},
}

var (
	errStranger = &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}
)
