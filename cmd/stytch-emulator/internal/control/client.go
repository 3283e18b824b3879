package control

import (
	"errors"
	"net/http"
	"net/http/httptest"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// newClient returns a client that calls the emulator without a connection, as an app would with one. It
// tries once, so that a person sees the fault that was injected.
func newClient(srv *emulator.Server) (*stytch.Client, error) {
	return stytch.New(srv.ProjectID(), srv.Secret(),
		stytch.WithBaseURL("http://localhost"),
		stytch.WithHTTPClient(&http.Client{Transport: direct{srv}}),
		stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1}))
}

// direct hands requests to a handler.
type direct struct{ handler http.Handler }

var errCut = errors.New("the connection was cut")

// RoundTrip implements [http.RoundTripper].
func (d direct) RoundTrip(r *http.Request) (resp *http.Response, err error) {
	defer func() {
		switch cause := recover(); cause {
		case nil:
		case http.ErrAbortHandler: // how a fault cuts a connection
			resp, err = nil, errCut
		default:
			panic(cause)
		}
	}()
	recorder := httptest.NewRecorder()
	d.handler.ServeHTTP(recorder, r)
	return recorder.Result(), nil
}
