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
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/internal/clienttest"
)

// fault is what goes wrong with the first attempt of a call.
type fault struct {
	name string
	// serve answers the attempt in place of the API, which next is; nil leaves it be.
	serve func(w http.ResponseWriter, r *http.Request, next http.Handler)
	// dial fails the first connection.
	dial error
	// cancel ends the caller's context meanwhile.
	cancel when
	// idempotent and others say which operations are retried after it.
	idempotent, others bool
	// status and errorType are of the error where no attempt follows.
	status    int
	errorType api.ErrorType
	cause     error
	// keeps says that the connection serves on.
	keeps bool
}

// when a context is cancelled.
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

// handled lets the API handle the request first, and answer goes wrong then.
func handled(answer func(w http.ResponseWriter, r *http.Request, body string)) func(http.ResponseWriter, *http.Request, http.Handler) {
	return func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		kept := httptest.NewRecorder()
		next.ServeHTTP(kept, r)
		w.Header().Set("Content-Type", "application/json")
		answer(w, r, kept.Body.String())
	}
}

var asJSON = map[string]string{"Content-Type": "application/json"}

// faults are those of the matrix. They run in a synctest bubble, so that no time passes.
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

// gone are the operations that find nothing when they are repeated after they were handled.
func gone(operation string) bool {
	return strings.HasPrefix(operation, "users.delete") && operation != "users.delete_external_id" ||
		slices.Contains([]string{"users.exchange_primary_factor", "users.revoke_connected_app", "sessions.revoke", "magic_links.email.revoke_invite"}, operation)
}

// matrix runs every operation against every fault and counts what happens.
type matrix struct {
	name                             string
	pairs, duplicates, panics, leaks atomic.Int32
}

// run calls try for each pair in a synctest bubble of its own. It returns how often the operation was handled too
// often.
func (m *matrix) run(t *testing.T, faults []string, try func(t *testing.T, operation string, idempotent bool, fault int, scenario scenario) int32) {
	classes := operationClasses(t)
	t.Cleanup(func() {
		t.Logf("%s: %d pairs tried, %d duplicates, %d panics, %d leaks", m.name, m.pairs.Load(), m.duplicates.Load(), m.panics.Load(), m.leaks.Load())
		if want := int32(len(classes) * len(faults)); !t.Failed() && m.pairs.Load() != want {
			t.Errorf("%d pairs tried, want %d", m.pairs.Load(), want)
		}
	})
	profileKey()
	for operation, idempotent := range classes {
		scenario, ok := scenarios[operation]
		if !ok {
			t.Errorf("no scenario for %s", operation)
			continue
		}
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			for i, fault := range faults {
				t.Run(fault, func(t *testing.T) {
					m.pairs.Add(1)
					// A goroutine that stays behind makes the bubble panic.
					defer func() {
						if p := recover(); p != nil {
							m.leaks.Add(1)
							t.Errorf("leak: %v", p)
						}
					}()
					synctest.Test(t, func(t *testing.T) {
						defer func() {
							if p := recover(); p != nil {
								m.panics.Add(1)
								t.Errorf("panic: %v", p)
							}
						}()
						m.duplicates.Add(try(t, operation, idempotent, i, scenario))
					})
				})
			}
		})
	}
}

// Every operation meets every fault. Where the operation is not idempotent, it is never handled twice, whatever
// goes wrong.
func TestFaultMatrix(t *testing.T) {
	t.Parallel()
	var names []string
	for _, f := range faults {
		names = append(names, f.name)
	}
	m := &matrix{name: "fault matrix"}
	m.run(t, names, func(t *testing.T, operation string, idempotent bool, fault int, scenario scenario) int32 {
		return tryFault(t, operation, idempotent, faults[fault], scenario)
	})
}

// operationClasses maps the operations of the seven domains to whether they are idempotent.
func operationClasses(t *testing.T) map[string]bool {
	t.Helper()
	idempotent := map[string]bool{}
	for _, op := range apidoc.Operations(t, apidoc.Load(t, "../../api/openapi.yaml")) {
		if slices.Contains(apidoc.Domains, op.Tag) {
			idempotent[op.ID] = slices.Contains(idempotentOperations, op.ID)
		}
	}
	return idempotent
}

// idempotentOperations are those whose second call has no further effect.
var idempotentOperations = []string{
	"users.get", "users.search", "users.update", "users.delete", "users.exchange_primary_factor", "users.delete_email",
	"users.delete_phone_number", "users.delete_webauthn_registration", "users.delete_biometric_registration", "users.delete_totp",
	"users.delete_crypto_wallet", "users.delete_password", "users.delete_oauth_registration", "users.delete_external_id",
	"users.connected_apps", "users.revoke_connected_app", "magic_links.email.revoke_invite", "passwords.strength_check",
	"sessions.get", "sessions.authenticate", "sessions.revoke", "sessions.jwks", "totp.recovery_codes",
}

// tryFault runs one pair of the matrix and returns how often the operation was handled too often.
func tryFault(t *testing.T, operation string, idempotent bool, f fault, scenario scenario) (duplicates int32) {
	fx := newFixture(t)
	call := scenario(fx)

	// The network in between: the first attempt meets the fault, later ones the API.
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var attempts, succeeded atomic.Int32
	count := countSuccess(fx, &succeeded)
	n, client := clienttest.Serve(t, func(w http.ResponseWriter, r *http.Request) {
		if attempts.Add(1) == 1 && f.serve != nil {
			f.serve(w, r, count)
			return
		}
		count.ServeHTTP(w, r)
	}, stytch.WithTimeout(5*time.Second))
	n.Fail(f.dial)
	switch f.cancel {
	case beforehand:
		cancel()
	case whileDialing, whileWaiting, whileReading, betweenAttempts:
		time.AfterFunc(time.Second, cancel)
	case never:
	}

	err := call(ctx, client)
	again := f.idempotent && idempotent || f.others
	check(t, operation, f, again, err)
	e, _ := errors.AsType[*stytch.Error](err)
	tried := attempts.Load()
	if f.dial != nil && !errors.Is(f.dial, clienttest.ErrSlowDial) || f.cancel == beforehand && e != nil {
		tried++ // an attempt that reached nobody
	}
	if f.dial != nil && errors.Is(f.dial, clienttest.ErrSlowDial) {
		tried = 1
	}
	want := int32(1)
	if again {
		want = 2
	}
	if tried != want || (e != nil && int32(e.Attempts) != want) {
		t.Errorf("%d attempts, %d by the error %v; want %d", tried, attemptsOf(e), err, want)
	}
	if !idempotent && succeeded.Load() > 1 {
		t.Errorf("handled %d times", succeeded.Load())
		duplicates = succeeded.Load() - 1
	}
	if f.keeps && n.Dials() != 1 {
		t.Errorf("%d connections for %d attempts, want 1", n.Dials(), tried)
	}
	return duplicates
}

func attemptsOf(e *stytch.Error) int {
	if e == nil {
		return 0
	}
	return e.Attempts
}

// check holds the outcome of a call against what the fault should make of it.
func check(t *testing.T, operation string, f fault, again bool, err error) {
	t.Helper()
	if f.name == "none" || again {
		if err == nil {
			return
		}
		// The first attempt was handled, so that the second finds the thing gone.
		e, ok := errors.AsType[*stytch.Error](err)
		if again && ok && gone(operation) && e.StatusCode >= 400 && e.StatusCode < 500 && e.Type != "" {
			return
		}
		t.Errorf("error = %v, want success", err)
		return
	}
	e, ok := errors.AsType[*stytch.Error](err)
	if !ok {
		t.Errorf("error = %v, want a *stytch.Error", err)
		return
	}
	status := f.status
	if status == 200 && operation == "users.create" {
		status = e.StatusCode // 200 or 201, by how the fault was served
	}
	if e.Operation != operation || e.StatusCode != status || e.Type != f.errorType {
		t.Errorf("error of %s with %d %s, want %d %s: %v", e.Operation, e.StatusCode, e.Type, status, f.errorType, err)
	}
	if f.cause != nil && !errors.Is(err, f.cause) {
		t.Errorf("error %v does not wrap %v", err, f.cause)
	}
}

// countSuccess lets the API handle requests and counts those that succeed.
func countSuccess(api http.Handler, succeeded *atomic.Int32) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		kept := &statusRecorder{ResponseWriter: w}
		api.ServeHTTP(kept, r)
		if kept.status < 300 {
			succeeded.Add(1)
		}
	})
}

// statusRecorder keeps the status of an answer.
type statusRecorder struct {
	http.ResponseWriter
	status int
}

func (r *statusRecorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Write is for answers without WriteHeader.
func (r *statusRecorder) Write(p []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(p)
}
