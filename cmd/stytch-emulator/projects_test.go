package main

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/users"
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

// With -time and -deterministic-ids, two starts print the same and have the same users. The projects differ.
func TestProjects_deterministic(t *testing.T) {
	t.Parallel()
	var ids []string
	for range 2 {
		p := start(t, "-projects", "2", "-deterministic-ids", "18", "-time", "2030-01-02T03:04:05Z")
		ids = append(ids, p.variable(t, "STYTCH_PROJECT_ID_1"), p.variable(t, "STYTCH_PROJECT_ID_2"))
		client, err := stytch.New(p.variable(t, "STYTCH_PROJECT_ID"), p.variable(t, "STYTCH_SECRET"), stytch.WithBaseURL(p.variable(t, "STYTCH_BASE_URL")))
		if err != nil {
			t.Fatal(err)
		}
		created, err := client.Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"})
		if err != nil {
			t.Fatal(err)
		}
		ada, err := client.Users.Get(t.Context(), created.UserID)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
		if ada.CreatedAt.Before(start) || ada.CreatedAt.After(start.Add(patience)) {
			t.Errorf("she was created at %v", ada.CreatedAt)
		}
		ids = append(ids, ada.UserID)
	}
	if diff := cmp.Diff(ids[:3], ids[3:]); diff != "" || ids[0] == ids[1] {
		t.Errorf("the starts differ, or the projects do not: %q", ids)
	}
}
