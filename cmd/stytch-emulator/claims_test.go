package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
)

func TestClaimsOf(t *testing.T) {
	t.Parallel()
	client := api.M2MClient{ClientID: "orders", Scopes: []string{"read"}, TrustedMetadata: map[string]any{"plan": map[string]any{"seats": 3.0}}}
	got := claimsOf(map[string]any{
		"fixed":  "acme",
		"number": 1.0,
		"tenant": "{{ request.tenant }}",
		"client": "{{client.client_id}}",
		"seats":  "{{ client.trusted_metadata.plan.seats }}",
		"scopes": "{{ client.scopes }}",
		"text":   "{{ request.tenant }}/{{ client.client_id }}/{{ request.none }}",
		"none":   "{{ request.none.deeper }}",
		"nested": map[string]any{"list": []any{"{{ request.tenant }}", "x", 2.0}},
	})(client, map[string]any{"tenant": "acme-1"})
	want := map[string]any{
		"fixed": "acme", "number": 1.0, "tenant": "acme-1", "client": "orders", "seats": 3.0, "scopes": []any{"read"},
		"text": "acme-1/orders/", "nested": map[string]any{"list": []any{"acme-1", "x", 2.0}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
