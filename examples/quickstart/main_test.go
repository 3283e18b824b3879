package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/stytchtest"
)

// setKeys sets the variables that choose the stage.
func setKeys(t *testing.T, projectID, secret, env string) {
	t.Helper()
	t.Setenv("STYTCH_PROJECT_ID", projectID)
	t.Setenv("STYTCH_SECRET", secret)
	t.Setenv("STYTCH_ENV", env)
	t.Setenv("STYTCH_BASE_URL", "")
}

//nolint:paralleltest // sets environment variables
func TestWithoutKeys(t *testing.T) {
	setKeys(t, "", "", "")
	var out bytes.Buffer
	if err := run(t.Context(), &out); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	lines := regexp.MustCompile(`(?m)^ ?\d+  .* ms$`).FindAllString(out.String(), -1)
	if len(lines) != 23 || !strings.Contains(out.String(), "23 calls succeeded") {
		t.Errorf("%d lines:\n%s", len(lines), out.String())
	}
	for _, line := range lines {
		if len([]rune(line)) != len([]rune(lines[0])) {
			t.Errorf("not aligned: %q", line)
		}
	}
}

//nolint:paralleltest // sets environment variables
func TestKeysThatAreRefused(t *testing.T) {
	const live = "project-live-11111111-1111-4111-8111-111111111111"
	for _, test := range []struct{ name, projectID, secret, env, want string }{
		{"live", live, "secret-live-x", "live", "live keys"},
		{"live, not said", live, "secret-live-x", "", "STYTCH_ENV=live"},
		{"no secret", strings.Replace(live, "live", "test", 1), "", "", "STYTCH_SECRET"},
		{"no id", "", "secret-test-x", "", "STYTCH_PROJECT_ID"},
	} {
		t.Run(test.name, func(t *testing.T) {
			setKeys(t, test.projectID, test.secret, test.env)
			err := run(t.Context(), &bytes.Buffer{})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v, want %q in it", err, test.want)
			}
		})
	}
}

// With keys it goes to Stytch's test environment. None is in reach of a test, but the emulator knows the same
// sandbox values, by another address.
func TestWithKeys(t *testing.T) {
	srv := stytchtest.NewServer(t)
	setKeys(t, srv.ProjectID(), srv.Secret(), "test")
	t.Setenv("STYTCH_BASE_URL", srv.URL())
	var out bytes.Buffer
	if err := run(t.Context(), &out); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	if !strings.Contains(out.String(), "23 calls succeeded") || !strings.Contains(out.String(), sandboxEmail) {
		t.Error(out.String())
	}
}
