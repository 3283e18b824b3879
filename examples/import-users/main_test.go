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

// setKeys sets the environment variables that select the target.
func setKeys(t *testing.T, projectID, secret, env, baseURL string) {
	t.Helper()
	t.Setenv("STYTCH_PROJECT_ID", projectID)
	t.Setenv("STYTCH_SECRET", secret)
	t.Setenv("STYTCH_ENV", env)
	t.Setenv("STYTCH_BASE_URL", baseURL)
}

// The samples of all formats can be imported without keys.
func TestRun_withoutKeys(t *testing.T) {
	setKeys(t, "", "", "", "")
	for name, test := range map[string]struct {
		args    []string
		created string
	}{
		"users.csv":     {nil, "3 users created"},
		"auth0.json":    {[]string{"-format", "auth0"}, "2 users created"},
		"firebase.json": {[]string{"-format", "firebase", "-drop-hashes"}, "2 users created"},
		"cognito.json":  {[]string{"-format", "cognito"}, "1 users created"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMPDIR", t.TempDir())
			path := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(path, []byte(readFile(t, filepath.Join("testdata", name))), 0o600); err != nil {
				t.Fatal(err)
			}
			var messages bytes.Buffer
			err := run(t.Context(), append(test.args, path), &messages, false)
			if got := messages.String(); err != nil || !strings.Contains(got, "in-process Stytch emulator") || !strings.Contains(got, test.created) {
				t.Errorf("error = %v\n%s", err, got)
			}
			for _, dir := range []string{os.Getenv("TMPDIR"), filepath.Dir(path)} {
				if left, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(left) > 1 {
					t.Errorf("it left %v, %v", left, err)
				}
			}
		})
	}
}

// Users with a password of Firebase are not imported by accident without it.
//
//nolint:paralleltest // sets environment variables
func TestRun_firebasePasswords(t *testing.T) {
	setKeys(t, "", "", "", "")
	var messages bytes.Buffer
	err := run(t.Context(), []string{"-format", "firebase", filepath.Join("testdata", "firebase.json")}, &messages, false)
	if err == nil || !strings.Contains(err.Error(), "nothing was imported") || !strings.Contains(messages.String(), "2  the password is hashed with Firebase's own version of scrypt") {
		t.Errorf("error = %v\n%s", err, messages.String())
	}
}

func TestRun_invalid(t *testing.T) {
	const live = "project-live-11111111-1111-4111-8111-111111111111"
	srv := stytchtest.NewServer(t)
	path := writeRows(t, row(0))
	for _, test := range []struct {
		name, projectID, secret, env string
		args                         []string
		want                         string
	}{
		{"live keys", live, "secret-live-x", "live", []string{path}, "add -live"},
		{"live keys without STYTCH_ENV", live, "secret-live-x", "", []string{"-live", path}, "STYTCH_ENV=live"},
		{"test keys", srv.ProjectID(), srv.Secret(), "", []string{"-live", path}, "test keys"},
		{"no keys", "", "", "", []string{"-live", path}, "-live requires STYTCH_PROJECT_ID"},
		{"no secret", srv.ProjectID(), "", "", []string{path}, "STYTCH_SECRET"},
		{"no file", "", "", "", nil, "one file to import, not 0"},
		{"two files", "", "", "", []string{path, path}, "one file to import, not 2"},
		{"missing file", "", "", "", []string{"users.csv"}, "no such file"},
		{"format", "", "", "", []string{"-format", "xlsx", path}, `unknown format "xlsx"`},
		{"existing", "", "", "", []string{"-existing", "delete", path}, "leave or update"},
		{"workers", "", "", "", []string{"-workers", "0", path}, "-workers"},
		{"rate", "", "", "", []string{"-rate", "-1", path}, "-rate"},
		{"flag", "", "", "", []string{"-o", path}, errUsage.Error()},
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
	if len(srv.Requests()) > 0 {
		t.Errorf("%d requests", len(srv.Requests()))
	}
}

// An export of export-users can be imported into another project.
func TestImport_export(t *testing.T) {
	t.Parallel()
	from := stytchtest.NewServer(t)
	if _, err := importInto(t, from, writeRows(t, rows(30)...)); err != nil {
		t.Fatal(err)
	}
	var lines []map[string]any
	for _, user := range all(t, from) {
		lines = append(lines, asMap(t, user))
	}
	to := stytchtest.NewServer(t)
	printed, err := importInto(t, to, "-format", "stytch", writeRows(t, lines...))
	if err != nil || !strings.Contains(printed, "15 users have a password, which Stytch does not export") {
		t.Errorf("error = %v", err)
	}
	copied := all(t, to)
	for email, user := range all(t, from) {
		got := copied[email]
		if got.ExternalID != user.ExternalID || got.Name != user.Name || len(got.PhoneNumbers) != len(user.PhoneNumbers) || len(got.TrustedMetadata) != 2 {
			t.Errorf("%s became %+v", email, got)
		}
	}
}
