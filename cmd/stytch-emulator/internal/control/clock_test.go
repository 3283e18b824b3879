package control_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/users"
)

type clock struct {
	Now time.Time `json:"now"`
}

func TestClock(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	_, err := h.MagicLinks.Email.LoginOrCreate(t.Context(), magiclinks.EmailLoginOrCreateRequest{Email: ada, SignupExpirationMinutes: 5})
	h.try(err)
	var before, read, after clock
	h.call(http.MethodGet, "/_emulator/clock", "", &before)
	h.call(http.MethodPost, "/_emulator/clock", "", &read)
	if moved := read.Now.Sub(before.Now); moved < 0 || moved > time.Minute {
		t.Errorf("reading moves the clock by %v", moved)
	}
	h.call(http.MethodPost, "/_emulator/clock", `{"advance": "5m"}`, &after)
	if moved := after.Now.Sub(before.Now); moved < 5*time.Minute || moved > 6*time.Minute {
		t.Errorf("the clock moved by %v", moved)
	}
	_, err = h.MagicLinks.Authenticate(t.Context(), magiclinks.AuthenticateRequest{Token: h.emulator.Messages()[0].Token})
	if !errors.Is(err, api.ErrorTypeUnableToAuthMagicLink) {
		t.Errorf("the link has not expired: %v", err)
	}
}

func TestClock_errors(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	var before, after clock
	h.call(http.MethodGet, "/_emulator/clock", "", &before)
	for body, want := range map[string]string{
		`{"advance": "-1s"}`:     "/advance: the clock cannot go back",
		`{"advance": "900000h"}`: "/advance: the clock cannot be more than 100 years ahead",
		`{"advance": 60}`:        `/advance: must be a duration such as "90s" or "1h30m"`,
		`{"advance": "an hour"}`: `/advance: must be a duration such as "90s" or "1h30m"`,
		`{"by": "1h"}`:           "/by: unknown field",
		`[]`:                     "must be an object",
		`advance=1h`:             "not valid JSON: invalid character 'a' at start of value",
		`{"advance": "` + strings.Repeat(" ", 1<<20): "the body is larger than 1 MiB",
	} {
		status := http.StatusBadRequest
		if len(body) > 1<<20 {
			status = http.StatusRequestEntityTooLarge
		}
		if got := h.rejected(status, http.MethodPost, "/_emulator/clock", body); got != want {
			t.Errorf("%.30s: %s, want %s", body, got, want)
		}
	}
	h.call(http.MethodGet, "/_emulator/clock", "", &after)
	if moved := after.Now.Sub(before.Now); moved > time.Minute {
		t.Errorf("a rejected request moves the clock by %v", moved)
	}
}

// The clock cannot pass 100 years, even in several steps.
func TestClock_steps(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	const half = `{"advance": "438000h"}`
	h.call(http.MethodPost, "/_emulator/clock", half, &clock{})
	h.rejected(http.StatusBadRequest, http.MethodPost, "/_emulator/clock", `{"advance": "438001h"}`)
}

func TestReset(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	_, err := h.MagicLinks.Email.LoginOrCreate(t.Context(), magiclinks.EmailLoginOrCreateRequest{Email: ada})
	h.try(err)
	h.rejected(http.StatusBadRequest, http.MethodPost, "/_emulator/reset", `{"users": false}`)
	if len(h.emulator.Messages()) != 1 {
		t.Error("a rejected request resets")
	}
	var ahead, after clock
	h.call(http.MethodPost, "/_emulator/clock", `{"advance": "24h"}`, &ahead)
	h.call(http.MethodPost, "/_emulator/reset", "", &after)
	if after.Now.Before(ahead.Now) {
		t.Errorf("a reset moves the clock from %v to %v", ahead.Now, after.Now)
	}
	h.call(http.MethodPost, "/_emulator/reset", `{"clock": true}`, &after)
	if off := time.Since(after.Now); off < 0 || off > time.Minute {
		t.Errorf("the clock is %v slow", off)
	}
	if n := len(h.emulator.Messages()); n > 0 {
		t.Errorf("%d messages are left", n)
	}
	page, err := h.Users.Search(t.Context(), users.SearchRequest{})
	h.try(err)
	if len(page.Results) > 0 {
		t.Errorf("%d users are left", len(page.Results))
	}
}
