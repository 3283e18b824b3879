package stytchtest_test

import (
	"testing"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
)

// The metrics count what is there.
func TestProject_metrics(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	counted := func() map[api.ProjectMetricType]int {
		w.Helper()
		resp, err := w.Project.Metrics(w.ctx)
		w.ok(err)
		w.same(resp.ProjectID, w.srv.ProjectID())
		counts := map[api.ProjectMetricType]int{}
		for _, m := range resp.Metrics {
			counts[m.MetricType] = m.Count
		}
		return counts
	}
	w.same(counted(), map[api.ProjectMetricType]int{api.ProjectMetricTypeUserCount: 0, api.ProjectMetricTypeM2MClientCount: 0})
	id := w.user(ada)
	w.user(grace)
	created, err := w.M2M.Clients.Create(w.ctx, m2m.ClientsCreateRequest{Scopes: []string{"read:users"}})
	w.ok(err)
	w.same(counted(), map[api.ProjectMetricType]int{api.ProjectMetricTypeUserCount: 2, api.ProjectMetricTypeM2MClientCount: 1})
	_, err = w.Users.Delete(w.ctx, id)
	w.ok(err)
	_, err = w.M2M.Clients.Delete(w.ctx, created.M2MClient.ClientID)
	w.ok(err)
	w.same(counted(), map[api.ProjectMetricType]int{api.ProjectMetricTypeUserCount: 1, api.ProjectMetricTypeM2MClientCount: 0})
	_, err = w.startWallet(stytchtest.NewSolanaWallet(), nil) // makes a pending user
	w.ok(err)
	w.same(counted()[api.ProjectMetricTypeUserCount], 2)
}

// Checks of sessions use the policy that client.RBAC.Policy fetched, and do not fetch it again.
func TestRBAC_oneFetch(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithRBACPolicy(policy), stytchtest.WithUsers(everything))
	fetched, err := w.RBAC.Policy(w.ctx)
	w.ok(err)
	w.same(*fetched.Policy, policy)
	login, err := w.enterPassword(ada, strong)
	w.ok(err)
	w.srv.ResetRequests()
	_, err = w.Sessions.AuthenticateJWTLocal(w.ctx, login.SessionJWT, sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{ResourceID: "documents", Action: "read"}))
	w.ok(err)
	for _, r := range w.srv.Requests() {
		if r.Operation == "rbac.policy" {
			t.Error("the policy was fetched twice")
		}
	}
}
