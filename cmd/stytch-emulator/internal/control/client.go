package control

import (
	"errors"
	"net/http"
	"net/http/httptest"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// newClient returns a client that calls the emulator in-process, without a network connection. It does not
// retry, so that a person sees the injected fault.
func newClient(srv *emulator.Server) (*stytch.Client, error) {
	return stytch.New(srv.ProjectID(), srv.Secret(),
		stytch.WithBaseURL("http://localhost"),
		stytch.WithHTTPClient(&http.Client{Transport: direct{srv}}),
		stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1}))
}

// direct is a transport that passes requests to a handler.
type direct struct{ handler http.Handler }

var errCut = errors.New("the connection was cut")

// RoundTrip implements [http.RoundTripper].
func (d direct) RoundTrip(r *http.Request) (resp *http.Response, err error) {
	defer func() {
		switch cause := recover(); cause {
		case nil:
		case http.ErrAbortHandler: // a fault closes the connection this way
			resp, err = nil, errCut
		default:
			panic(cause)
		}
	}()
	recorder := httptest.NewRecorder()
	d.handler.ServeHTTP(recorder, r)
	return recorder.Result(), nil
}
