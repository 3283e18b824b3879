package bearer_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go/internal/bearer"
)

// An outage is logged once a second, and what is wrong with a token is not logged at all.
func TestFailureLog(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		failures := bearer.NewFailureLog(slog.New(slog.NewTextHandler(&log, nil)))
		responses := 0
		handler := failures.Wrap(bearer.StatusCode, func(http.ResponseWriter, *http.Request, error) { responses++ })
		reject := func(err error) { handler(nil, httptest.NewRequest(http.MethodGet, "/", nil), err) }
		for range 25 { // 2.4 seconds, after which a third warning follows
			reject(bearer.ErrNoToken)
			reject(errors.New("down"))
			time.Sleep(100 * time.Millisecond)
		}
		if n := strings.Count(log.String(), "level=WARN"); n != 3 || strings.Count(log.String(), "status=503 error=down") != 3 || responses != 50 {
			t.Errorf("%d warnings, %d responses:\n%s", n, responses, &log)
		}
	})
	var log bytes.Buffer
	ctx, leave := context.WithCancel(t.Context())
	leave()
	gone := httptest.NewRequestWithContext(ctx, http.MethodGet, "/", nil)
	bearer.NewFailureLog(slog.New(slog.NewTextHandler(&log, nil))).Wrap(bearer.StatusCode, bearer.WriteProblem)(httptest.NewRecorder(), gone, context.Canceled)
	if log.Len() > 0 {
		t.Errorf("a sender who has left is logged: %s", &log)
	}
	bearer.NewFailureLog(nil).Wrap(bearer.StatusCode, bearer.WriteProblem)(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil), errors.New("down"))
}
