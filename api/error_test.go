package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"strings"
	"testing"
	"time"
)

// Every verb prints an error without what its text leaves out.
func TestErrorFormats(t *testing.T) {
	t.Parallel()
	err := &Error{
		StatusCode: 400, Type: ErrorTypeBadRequest, Message: "No.", RequestID: "request-id-test-1",
		Operation: "users.create", Attempts: 2, Cause: context.Canceled,
	}
	const text = "stytch: users.create: 400 bad_request after 2 attempts: No.: context canceled [request-id-test-1]"
	for _, test := range []struct {
		format string
		value  any
		want   string
	}{
		{"%v", err, text},
		{"%s", err, text},
		{"%+v", err, text},
		{"%q", err, `"` + text + `"`},
		{"%.6s", err, "stytch"},
		{"%v", *err, text},
		{"%v", fmt.Errorf("sign up: %w", err), "sign up: " + text},
		{"%v", []any{err}, "[" + text + "]"},
		{"%v", (*Error)(nil), "<nil>"},
	} {
		if got := fmt.Sprintf(test.format, test.value); got != test.want {
			t.Errorf("%s prints %s, want %s", test.format, got, test.want)
		}
	}
	got := fmt.Sprintf("%#v", err)
	if !strings.HasPrefix(got, `&api.Error{StatusCode:400, Type:"bad_request", Message:"No.", `) || !strings.Contains(got, "Attempts:2") {
		t.Errorf("%%#v prints %s", got)
	}
}

// Whoever reads a log cannot see the header that says how long to wait.
func TestErrorSaysHowLongToWait(t *testing.T) {
	t.Parallel()
	for wait, want := range map[time.Duration]string{
		24 * time.Hour:         "24h0m0s",
		400 * time.Millisecond: "1s", // of a Retry-After with a date
		math.MaxInt64:          "2562047h47m16s",
		0:                      "",
	} {
		err := &Error{StatusCode: 429, Type: ErrorTypeTooManyRequests, Message: "Slow down.", RetryAfter: wait}
		text := "stytch: 429 too_many_requests"
		if want != "" {
			text += ", retry after " + want
		}
		if got := err.Error(); !strings.HasPrefix(got, text+": Slow down. (hint: ") {
			t.Errorf("error says %q, want %q", got, text)
		}
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Error("failed", "err", err)
		if got := log.String(); strings.Contains(got, "err.retry_after=") != (want != "") || !strings.Contains(got, want) {
			t.Errorf("log record %s, want retry_after %q", got, want)
		}
	}
	unsent := &Error{Type: ErrorTypeTooManyRequests, RetryAfter: time.Minute, Cause: errors.New("the call would wait 1m0s")}
	if got, want := unsent.Error(), "stytch: not sent: the call would wait 1m0s"; got != want {
		t.Errorf("error says %q, want %q", got, want)
	}
}

// A type that this version does not list may be a secret that somebody sends back, and is not shown where secrets were
// sent. Programs can match it all the same.
func TestUnlistedTypes(t *testing.T) {
	t.Parallel()
	const sent = "correct_horse"
	err := &Error{StatusCode: 400, Type: sent, Withheld: true}
	var output bytes.Buffer
	slog.New(slog.NewJSONHandler(&output, nil)).Error("failed", "err", err, "wrapped", fmt.Errorf("sign up: %w", err))
	fmt.Fprintf(&output, "%v %+v %#v %s %q %#v %v", err, err, err, err, err, *err, []error{err})
	if strings.Contains(output.String(), sent) {
		t.Errorf("the type shows in %s", &output)
	}
	if !strings.Contains(err.Error(), "400 (unlisted type)") {
		t.Errorf("error = %v", err)
	}
	if !errors.Is(err, ErrorType(sent)) {
		t.Error("errors.Is does not find the type")
	}
	if err.Withheld = false; !strings.Contains(err.Error(), "400 correct_horse") {
		t.Errorf("error = %v, want the type where no secret was sent", err)
	}
	if err = (&Error{StatusCode: 400, Type: ErrorTypeWeakPassword, Withheld: true}); !strings.Contains(err.Error(), "400 weak_password") {
		t.Errorf("error = %v, want the type that the document lists", err)
	}
}

// Every type of the document has a description, without the status that begins it there.
func TestDescriptions(t *testing.T) {
	t.Parallel()
	for typ, want := range map[ErrorType]string{"invalid_client": "The client is unknown or its secret is wrong.", "no_such_type": ""} {
		if got := typ.Description(); got != want {
			t.Errorf("%s: %q, want %q", typ, got, want)
		}
	}
	for typ := range hints {
		if got := typ.Description(); got == "" || got[0] >= '0' && got[0] <= '9' {
			t.Errorf("%s: %q", typ, got)
		}
	}
}
