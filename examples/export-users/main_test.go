package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/stytchtest"
)

// setKeys sets the environment variables that select the source.
func setKeys(t *testing.T, projectID, secret, env, baseURL string) {
	t.Helper()
	t.Setenv("STYTCH_PROJECT_ID", projectID)
	t.Setenv("STYTCH_SECRET", secret)
	t.Setenv("STYTCH_ENV", env)
	t.Setenv("STYTCH_BASE_URL", baseURL)
}

//nolint:paralleltest // sets environment variables
func TestRun_withoutKeys(t *testing.T) {
	setKeys(t, "", "", "", "")
	path := filepath.Join(t.TempDir(), "users.csv")
	var messages bytes.Buffer
	if err := run(t.Context(), []string{"-o", path, "-rate", "1000000"}, &messages, false); err != nil {
		t.Fatal(err)
	}
	if got := messages.String(); !strings.Contains(got, "sample users") || !strings.Contains(got, "Done: 25000 users") {
		t.Error(got)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if lines := bytes.Count(data, []byte("\r\n")); lines != 1+sampleUsers {
		t.Errorf("%d lines", lines)
	}
}

// Each run has its own emulator, with the same users.
//
//nolint:paralleltest // sets environment variables
func TestRun_withoutKeysResumes(t *testing.T) {
	setKeys(t, "", "", "", "")
	first, err := newSource(false)
	if err != nil {
		t.Fatal(err)
	}
	defer first.close()
	e := newExport(t, first.client, newPath(t))
	e.pageSize = maxPage
	interrupt(t, e)
	second, err := newSource(false)
	if err != nil {
		t.Fatal(err)
	}
	defer second.close()
	e.client = second.client
	got := mustRun(t, e)
	if n := bytes.Count(got, []byte(`"user_id":"user-test-`)); n != sampleUsers {
		t.Errorf("%d users", n)
	}
}

func TestRun_invalid(t *testing.T) {
	const live = "project-live-11111111-1111-4111-8111-111111111111"
	srv := stytchtest.NewServer(t)
	for _, test := range []struct {
		name, projectID, secret, env string
		args                         []string
		want                         string
	}{
		{"live keys", live, "secret-live-x", "live", nil, "add -live"},
		{"live keys without STYTCH_ENV", live, "secret-live-x", "", []string{"-live"}, "STYTCH_ENV=live"},
		{"test keys", srv.ProjectID(), srv.Secret(), "", []string{"-live"}, "test keys"},
		{"no keys", "", "", "", []string{"-live"}, "-live requires STYTCH_PROJECT_ID"},
		{"no secret", srv.ProjectID(), "", "", nil, "STYTCH_SECRET"},
		{"format", "", "", "", []string{"-o", "users.xlsx"}, `unknown format "xlsx"`},
		{"no format", "", "", "", []string{"-o", "users"}, `unknown format ""`},
		{"rate", "", "", "", []string{"-rate", "0"}, "greater than 0"},
		{"flag", "", "", "", []string{"-output", "users.csv"}, errUsage.Error()},
		{"argument", "", "", "", []string{"users.csv"}, "unexpected argument"},
		{"query", "", "", "", []string{"-query", `{"operands":[{"filter":"status"}]}`}, `unknown field "filter"`},
		{"two queries", "", "", "", []string{"-query", `{}{}`}, "after the query"},
		{"operator", "", "", "", []string{"-query", `{"operator":"NOT"}`}, "AND or OR"},
		{"unknown filter", srv.ProjectID(), srv.Secret(), "", []string{"-query", `{"operands":[{"filter_name":"name","filter_value":"x"}]}`}, "user_search_filter_name_not_recognized"},
	} {
		t.Run(test.name, func(t *testing.T) {
			setKeys(t, test.projectID, test.secret, test.env, srv.URL())
			t.Chdir(t.TempDir())
			err := run(t.Context(), test.args, t.Output(), false)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v, want %q in it", err, test.want)
			}
		})
	}
	if err := run(t.Context(), []string{"-help"}, t.Output(), false); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("-help: %v", err)
	}
}
