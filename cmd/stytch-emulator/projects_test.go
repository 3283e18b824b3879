package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The credentials of the other projects are derived from the given ones.
func TestProjects(t *testing.T) {
	t.Parallel()
	p := start(t, "-projects", "3", "-project-id", "project-test-22222222-2222-4222-8222-2222222222ff", "-secret", "secret-test-mine")
	want := []string{
		"STYTCH_PROJECT_ID=project-test-22222222-2222-4222-8222-2222222222ff",
		"STYTCH_SECRET=secret-test-mine",
		"STYTCH_PUBLIC_TOKEN=public-token-test-22222222-2222-4222-8222-2222222222ff",
		"STYTCH_ENV=test",
		"STYTCH_BASE_URL=" + p.variable(t, "STYTCH_BASE_URL"),
		"STYTCH_PROJECT_ID_1=project-test-22222222-2222-4222-8222-2222222222ff",
		"STYTCH_SECRET_1=secret-test-mine",
		"STYTCH_PUBLIC_TOKEN_1=public-token-test-22222222-2222-4222-8222-2222222222ff",
		"STYTCH_PROJECT_ID_2=project-test-22222222-2222-4222-8222-222222222300",
		"STYTCH_SECRET_2=secret-test-mine-2",
		"STYTCH_PUBLIC_TOKEN_2=public-token-test-22222222-2222-4222-8222-222222222300",
		"STYTCH_PROJECT_ID_3=project-test-22222222-2222-4222-8222-222222222301",
		"STYTCH_SECRET_3=secret-test-mine-3",
		"STYTCH_PUBLIC_TOKEN_3=public-token-test-22222222-2222-4222-8222-222222222301",
	}
	if diff := cmp.Diff(want, p.variables); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	// Each project signs up the same address. Within one project, that would fail.
	for _, number := range []string{"", "_2", "_3"} {
		client := command(t.Context(), t, roleClient)
		client.Env = append(client.Env, "STYTCH_BASE_URL="+p.variable(t, "STYTCH_BASE_URL"),
			"STYTCH_PROJECT_ID="+p.variable(t, "STYTCH_PROJECT_ID"+number), "STYTCH_SECRET="+p.variable(t, "STYTCH_SECRET"+number))
		if out, err := client.CombinedOutput(); err != nil || !strings.HasPrefix(string(out), "created ") {
			t.Errorf("project %s: %v: %s", number, err, out)
		}
	}
}

// Generated credentials differ.
func TestProjects_generated(t *testing.T) {
	t.Parallel()
	p := start(t, "-projects", "2")
	for _, name := range []string{"STYTCH_PROJECT_ID", "STYTCH_SECRET"} {
		if first, second := p.variable(t, name+"_1"), p.variable(t, name+"_2"); first == second || first != p.variable(t, name) {
			t.Errorf("%s is %s and %s", name, first, second)
		}
	}
}
