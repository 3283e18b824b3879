package conformance_test

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/conformance/live"
	"github.com/flymyai/stytch-go/internal/testsize"
)

// failsOnceHandled reports whether a retry of an operation returns an error once the operation was handled, because its
// object no longer exists.
func failsOnceHandled(operation string) bool {
	return strings.HasPrefix(operation, "users.delete") && operation != "users.delete_external_id" ||
		slices.Contains([]string{"users.exchange_primary_factor", "users.revoke_connected_app", "sessions.revoke", "magic_links.email.revoke_invite", "m2m.clients.delete", "connected_apps.clients.delete"}, operation)
}

// matrix runs every operation against every fault, or against one in four as in [testsize.Sampled], and counts what happens.
type matrix struct {
	name                             string
	pairs, duplicates, panics, leaks atomic.Int32
}

// run calls try for each pair in a separate synctest bubble. try returns how many times too many the operation was
// handled.
func (m *matrix) run(t *testing.T, faults []string, try func(t *testing.T, operation string, idempotent bool, fault int, scenario scenario) int32) {
	classes := operationClasses(t)
	want := int32(0)
	t.Cleanup(func() {
		t.Logf("%s: %d pairs tried, %d duplicates, %d panics, %d leaks", m.name, m.pairs.Load(), m.duplicates.Load(), m.panics.Load(), m.leaks.Load())
		if !t.Failed() && m.pairs.Load() != want {
			t.Errorf("%d pairs tried, want %d", m.pairs.Load(), want)
		}
	})
	live.TrustedProfile() // generates its key
	for i, operation := range slices.Sorted(maps.Keys(classes)) {
		idempotent := classes[operation]
		var tried []int
		for j := range faults {
			if testsize.Sampled(i, j) {
				tried = append(tried, j)
			}
		}
		want += int32(len(tried))
		scenario, ok := scenarios[operation]
		if !ok {
			t.Errorf("no scenario for %s", operation)
			continue
		}
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			for _, j := range tried {
				t.Run(faults[j], func(t *testing.T) {
					m.pairs.Add(1)
					// A goroutine that is still running makes the bubble panic.
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
						m.duplicates.Add(try(t, operation, idempotent, j, scenario))
					})
				})
			}
		})
	}
}

// Every operation meets every fault. An operation that is not idempotent is never handled twice, whatever goes wrong.
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

// operationClasses maps the operations of the domains to whether they are idempotent.
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
	"m2m.token", "m2m.clients.get", "m2m.clients.search", "m2m.clients.update", "m2m.clients.delete",
	"connected_apps.clients.get", "connected_apps.clients.search", "connected_apps.clients.update", "connected_apps.clients.delete",
	"webauthn.update", "webauthn.list_credentials",
	"fraud.email.risk", "fraud.fingerprint.lookup", "fraud.rules.set", "fraud.rules.list", "fraud.verdict_reasons.override",
	"fraud.verdict_reasons.list", "rbac.policy", "project.metrics", "debug.whoami",
	"idp.introspect_token", "idp.oauth.authorize_start",
}

// tryFault runs one pair of the matrix and returns how many times too many the operation was handled.
func tryFault(t *testing.T, operation string, idempotent bool, f fault, scenario scenario) (duplicates int32) {
	fx := newFixture(t)
	call := scenario(fx)

	// The first attempt meets the fault, and later ones reach the API.
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
		tried++ // this attempt did not reach the server
	}
	if f.dial != nil && errors.Is(f.dial, clienttest.ErrSlowDial) {
		tried = 1
	}
	want := int32(1)
	if again {
		want = 2
	}
	if tried != want || (e != nil && int32(e.Attempts) != want) {
		t.Errorf("%d attempts, %d by the error %v; want %d (listed in idempotentOperations: %t)", tried, attemptsOf(e), err, want, idempotent)
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

// check compares the outcome of a call with what the fault should lead to.
func check(t *testing.T, operation string, f fault, again bool, err error) {
	t.Helper()
	if f.name == "none" || again {
		if err == nil {
			return
		}
		// The first attempt was handled, so the second no longer finds the object.
		e, ok := errors.AsType[*stytch.Error](err)
		if again && ok && failsOnceHandled(operation) && e.StatusCode >= 400 && e.StatusCode < 500 && e.Type != "" {
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
		status = e.StatusCode // 200 or 201, depending on how the fault was served
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

// statusRecorder records the status of a response.
type statusRecorder struct {
	http.ResponseWriter
	status int
}

func (r *statusRecorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Write records status 200 if there was no WriteHeader.
func (r *statusRecorder) Write(p []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(p)
}
