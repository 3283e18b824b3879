package conformance_test

import (
	"errors"
	"sync/atomic"
	"testing"

	"golang.org/x/net/http2"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/testsize"
)

// streamFault is what happens to a stream of HTTP/2. handle lets the API handle its request.
type streamFault struct {
	name  string
	serve func(s *clienttest.Stream, handle func())
	// refused is whether the server says that it has not handled the request.
	refused bool
}

// streamFaults are the resets with every error code and one more, the forms of GOAWAY, and the end of a connection.
func streamFaults() []streamFault {
	var list []streamFault
	for code := http2.ErrCodeNo; code <= http2.ErrCodeHTTP11Required+1; code++ {
		if code == http2.ErrCodeRefusedStream {
			list = append(list, streamFault{"RST_STREAM " + code.String(), func(s *clienttest.Stream, _ func()) { s.Reset(code) }, true})
			continue
		}
		list = append(list, streamFault{"RST_STREAM " + code.String(), func(s *clienttest.Stream, handle func()) {
			handle()
			s.Reset(code)
		}, false})
	}
	for _, code := range []http2.ErrCode{http2.ErrCodeNo, http2.ErrCodeEnhanceYourCalm} {
		list = append(list,
			streamFault{"GOAWAY below the stream " + code.String(), func(s *clienttest.Stream, _ func()) { s.GoAway(s.ID-1, code) }, true},
			streamFault{"GOAWAY below the stream and closed " + code.String(), func(s *clienttest.Stream, _ func()) {
				s.GoAway(s.ID-1, code)
				s.Close()
			}, true},
			streamFault{"GOAWAY at the stream and closed " + code.String(), func(s *clienttest.Stream, handle func()) {
				handle()
				s.GoAway(s.ID, code)
				s.Close()
			}, false},
			streamFault{"GOAWAY above and reset " + code.String(), func(s *clienttest.Stream, handle func()) {
				handle()
				s.GoAway(1<<31-1, code)
				s.Reset(http2.ErrCodeProtocol)
			}, false})
	}
	return append(list,
		streamFault{"closed before it was handled", func(s *clienttest.Stream, _ func()) { s.Close() }, false},
		streamFault{"closed after it was handled", func(s *clienttest.Stream, handle func()) { handle(); s.Close() }, false})
}

// Every operation meets every fault of a stream, on a new connection and on a used one, once and every time.
func TestFaultMatrixHTTP2(t *testing.T) {
	t.Parallel()
	type row struct {
		streamFault

		warm, always bool
	}
	var rows []row
	var names []string
	for _, f := range streamFaults() {
		for _, warm := range []bool{false, true} {
			for _, always := range []bool{false, true} {
				if testsize.All() && !testsize.Large() && (warm || !always) {
					continue // a quarter of the matrix: the race detector makes it ten times slower
				}
				name := f.name
				if warm {
					name += ", used connection"
				}
				if always {
					name += ", every time"
				}
				rows, names = append(rows, row{f, warm, always}), append(names, name)
			}
		}
	}
	m := &matrix{name: "HTTP/2 fault matrix"}
	m.run(t, names, func(t *testing.T, operation string, idempotent bool, i int, scenario scenario) int32 {
		row := rows[i]
		fx := newFixture(t)
		call := scenario(fx)
		var failing atomic.Bool
		var attempts, succeeded atomic.Int32
		count := countSuccess(fx, &succeeded)
		client := clienttest.ServeHTTP2(t, func(s *clienttest.Stream) {
			if !failing.Load() {
				s.Serve(fx)
				return
			}
			if n := attempts.Add(1); n > 1 && !row.always {
				s.Serve(count)
				return
			}
			row.serve(s, func() { s.Handle(count) })
		})
		if row.warm {
			var whoami map[string]any
			if err := client.Request(t.Context(), "GET", "/v1/debug/whoami", nil, &whoami); err != nil {
				t.Fatal(err)
			}
		}
		failing.Store(true)
		err := call(t.Context(), client)

		again := idempotent || row.refused
		want := int32(1)
		switch {
		case again && row.always:
			want = 3
		case again:
			want = 2
		}
		e, _ := errors.AsType[*stytch.Error](err)
		if attempts.Load() != want || (e != nil && e.Attempts != int(want)) {
			t.Errorf("sent %d times, want %d (listed in idempotentOperations: %t); error %v", attempts.Load(), want, idempotent, err)
		}
		check(t, operation, fault{name: row.name}, again && !row.always, err)
		if !idempotent && succeeded.Load() > 1 {
			t.Errorf("handled %d times", succeeded.Load())
			return succeeded.Load() - 1
		}
		return 0
	})
}
