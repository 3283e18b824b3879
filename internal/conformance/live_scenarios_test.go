package conformance_test

import (
	"context"
	"errors"
	"net/http"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/connectedapps"
	"github.com/flymyai/stytch-go/fraud"
	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/internal/conformance/live"
	"github.com/flymyai/stytch-go/internal/emulator"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/users"
)

// Each scenario does at the emulator what it expects, leaves nothing behind, and does the same again from its cassette
// without the network.
func TestScenarios(t *testing.T) {
	t.Parallel()
	for _, control := range []bool{true, false} {
		for _, s := range live.Scenarios {
			t.Run(s.Name, func(t *testing.T) {
				t.Parallel()
				server, project := emulated(t, control)
				cassettes := live.InMemory(mustVocabulary(t))
				recorded, err := cassettes.Record(t.Context(), s, live.NewGuard(project))
				if err != nil {
					t.Fatal(err)
				}
				checkResult(t, "emulator", recorded)
				checkEmpty(t, server)
				requests := len(server.Requests())
				replayed, err := cassettes.Replay(t.Context(), s, project)
				if err != nil {
					t.Fatal(err)
				}
				checkResult(t, "replay", replayed)
				if diff := cmp.Diff(names(recorded), names(replayed)); diff != "" {
					t.Errorf("steps (-recorded +replayed):\n%s", diff)
				}
				if n := len(server.Requests()); n != requests {
					t.Errorf("the replay sent %d requests", n-requests)
				}
			})
		}
	}
}

func names(r *live.Result) []string {
	list := make([]string, len(r.Steps))
	for i, s := range r.Steps {
		list[i] = s.Name
	}
	return list
}

// checkEmpty fails the test if the project has more than it had at the start.
func checkEmpty(t *testing.T, server *emulator.Server) {
	t.Helper()
	client, err := stytch.New(live.EmulatorProjectID, live.EmulatorSecret, stytch.WithBaseURL("http://127.0.0.1"),
		stytch.WithHTTPClient(&http.Client{Transport: live.Emulated(server, "", false).Transport}))
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	all, err := client.Users.Search(ctx, users.SearchRequest{})
	if err != nil || len(all.Results) != 2 {
		t.Errorf("users are left, beside the 2 seeded ones: %v, %v", all, err)
	}
	clients, err := client.M2M.Clients.Search(ctx, m2m.ClientsSearchRequest{})
	if err != nil || len(clients.M2MClients) != 0 {
		t.Errorf("M2M clients are left: %v, %v", clients, err)
	}
	apps, err := client.ConnectedApps.Clients.Search(ctx, connectedapps.ClientsSearchRequest{})
	if err != nil || len(apps.ConnectedApps) != 0 {
		t.Errorf("connected apps are left: %v, %v", apps, err)
	}
	rules, err := client.Fraud.Rules.List(ctx, fraud.RulesListRequest{})
	if err != nil || len(rules.Rules) != 0 {
		t.Errorf("fraud rules are left: %v, %v", rules, err)
	}
	reasons, err := client.Fraud.VerdictReasons.List(ctx, fraud.VerdictReasonsListRequest{OverridesOnly: true})
	if err != nil || len(reasons.VerdictReasonActions) != 0 {
		t.Errorf("overrides are left: %v, %v", reasons, err)
	}
}

// If the emulator does what a person does, every operation succeeds. At Stytch, every operation succeeds or is skipped by
// name.
func TestScenariosCallEachOperation(t *testing.T) {
	t.Parallel()
	all := apidoc.Operations(t, apidoc.Load(t, filepath.Join(root, "api/openapi.yaml")))
	for name, control := range map[string]bool{"with a person": true, "at Stytch": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			succeeded, skipped := map[string]bool{}, map[string]string{}
			emails, sandboxed := 0, 0
			for _, s := range live.Scenarios {
				run, err := emulation(t, control)(s)
				if err != nil {
					t.Fatal(err)
				}
				emails, sandboxed = emails+run.Emails, sandboxed+run.Sandboxed
				for _, skip := range run.Skips {
					skipped[skip.Operation] = skip.Reason
				}
				for _, call := range run.Calls {
					if call.Status < http.StatusMultipleChoices {
						succeeded[call.Operation] = true
					}
				}
			}
			if emails > live.MaxEmails || sandboxed > live.MaxSandboxSends {
				t.Errorf("a run sends %d emails and %d messages to the sandbox, more than it promises", emails, sandboxed)
			}
			for _, op := range all {
				if !succeeded[op.ID] && skipped[op.ID] == "" {
					t.Errorf("%s is neither called with success nor skipped", op.ID)
				}
				if control && skipped[op.ID] != "" {
					t.Errorf("%s is skipped at the emulator: %s", op.ID, skipped[op.ID])
				}
			}
		})
	}
}

// Whatever is created is deleted, even if the response of its creation is lost and the context ends.
func TestScenariosCleanUpAfterFailures(t *testing.T) {
	t.Parallel()
	for _, s := range live.Scenarios {
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			for lost := 1; ; lost++ {
				server, project := emulated(t, false)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				dropped := &lossy{next: project.Transport, lost: lost}
				if lost%2 == 0 { // as after Ctrl-C
					dropped.cancel = cancel
				}
				project.Transport = dropped
				if _, err := live.InMemory(mustVocabulary(t)).Record(ctx, s, live.NewGuard(project)); err != nil {
					t.Fatal(err)
				}
				checkEmpty(t, server)
				if dropped.creations < lost {
					return
				}
			}
		})
	}
}

// lossy loses the response of one request that can create something.
type lossy struct {
	next            http.RoundTripper
	lost, creations int
	cancel          func()
}

func (l *lossy) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := l.next.RoundTrip(r)
	if err != nil || live.StepFromContext(r.Context()) == "" || r.Method == http.MethodGet || resp.StatusCode >= http.StatusMultipleChoices {
		return resp, err
	}
	operation, _, _ := stytch.OperationFromContext(r.Context())
	if creates[operation] {
		if l.creations++; l.creations == l.lost {
			if l.cancel != nil {
				l.cancel()
			}
			return nil, errors.New("the response is lost")
		}
	}
	return resp, nil
}

// creates are the operations that create something.
var creates = map[string]bool{
	"users.create": true, "passwords.create": true, "passwords.migrate": true, "m2m.clients.create": true, "connected_apps.clients.create": true,
	"magic_links.email.invite": true, "magic_links.email.login_or_create": true, "otp.email.login_or_create": true,
	"crypto_wallets.authenticate_start": true, "fraud.rules.set": true, "fraud.verdict_reasons.override": true,
}
