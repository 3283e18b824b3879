package clienttest

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go"
)

// Script returns a client whose requests get the given bodies as responses, one after another, and the bodies of these
// requests. A response with an error_type has the status 400. A request for which no response is left fails the test.
func Script(tb testing.TB, responses ...string) (client *stytch.Client, requests *[]string) {
	tb.Helper()
	requests = new([]string)
	client = New(tb, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		*requests = append(*requests, string(body))
		if len(*requests) > len(responses) {
			tb.Errorf("request %d was not expected", len(*requests))
			return
		}
		response := responses[len(*requests)-1]
		status := http.StatusOK
		if strings.Contains(response, `"error_type"`) {
			status = http.StatusBadRequest
		}
		Respond(status, "application/json", response)(w, r)
	})
	return client, requests
}
