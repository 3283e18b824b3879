package stytchtest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/stytchtest"
)

const machineSecret = "machine-secret-1815"

var machine = stytchtest.M2MClient{ClientID: "machine", ClientSecret: machineSecret, ClientName: "Machine", Scopes: []string{"read:users", "write:users"}}

func newMachine(t *testing.T, opts ...stytchtest.Option) *harness {
	t.Helper()
	return newHarness(t, append([]stytchtest.Option{stytchtest.WithM2MClients(machine)}, opts...)...)
}

func (w *harness) machineToken(secret string) (*m2m.TokenResponse, error) {
	return w.M2M.Token(w.ctx, m2m.TokenRequest{ClientID: "machine", ClientSecret: secret})
}

func TestM2M_clients(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	created, err := w.M2M.Clients.Create(w.ctx, m2m.ClientsCreateRequest{
		ClientName: "Orders", ClientDescription: "takes orders", Scopes: []string{"read:users", "read:users", "write:orders"},
		TrustedMetadata: map[string]any{"team": "sales", "level": 3},
	})
	w.ok(err)
	c := created.M2MClient
	if !strings.HasPrefix(c.ClientID, "m2m-client-test-") || len(c.ClientSecret) != 44 {
		t.Errorf("created %s with a secret of %d characters", c.ClientID, len(c.ClientSecret))
	}
	want := m2m.Client{
		ClientID: c.ClientID, ClientName: "Orders", ClientDescription: "takes orders", Status: api.M2MClientStatusActive,
		Scopes: []string{"read:users", "write:orders"}, ClientSecretLastFour: c.ClientSecret[40:],
		TrustedMetadata: map[string]any{"team": "sales", "level": 3.0},
	}
	get := func() m2m.Client {
		t.Helper()
		got, err := w.M2M.Clients.Get(w.ctx, c.ClientID)
		w.ok(err)
		return got.M2MClient
	}
	w.same(get(), want)

	updated, err := w.M2M.Clients.Update(w.ctx, c.ClientID, m2m.ClientsUpdateRequest{
		ClientName: new(""), Scopes: []string{"read:orders"}, TrustedMetadata: map[string]any{"level": nil, "city": "Paris"},
	})
	w.ok(err)
	want.ClientName, want.Scopes, want.TrustedMetadata = "", []string{"read:orders"}, map[string]any{"team": "sales", "city": "Paris"}
	w.same(updated.M2MClient, want)
	_, err = w.M2M.Clients.Update(w.ctx, c.ClientID, m2m.ClientsUpdateRequest{Scopes: []string{}, Status: "asleep"})
	w.fails(err, api.ErrorTypeInvalidM2MClientStatus)
	w.same(get(), want)

	deleted, err := w.M2M.Clients.Delete(w.ctx, c.ClientID)
	w.ok(err)
	w.same(deleted.ClientID, c.ClientID)
	_, err = w.M2M.Clients.Get(w.ctx, c.ClientID)
	w.fails(err, api.ErrorTypeM2MClientNotFound)
	// The ID is free again.
	_, err = w.M2M.Clients.Create(w.ctx, m2m.ClientsCreateRequest{ClientID: c.ClientID})
	w.ok(err)
}

// Missing values are null, and missing scopes are an empty list.
func TestM2M_nulls(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	var body []byte
	w.ok(w.Request(w.ctx, "POST", "/v1/m2m/clients", map[string]any{"scopes": []string{}}, &body))
	for _, part := range []string{`"next_client_secret_last_four":null`, `"scopes":[]`, `"trusted_metadata":{}`, `"client_name":""`} {
		if !strings.Contains(string(body), part) {
			t.Errorf("no %s in %s", part, body)
		}
	}
}

func TestM2M_search(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	for i := range 5 {
		_, err := w.M2M.Clients.Create(w.ctx, m2m.ClientsCreateRequest{
			ClientID: fmt.Sprintf("c%d", i), ClientName: fmt.Sprintf("name %d", i%2), Scopes: []string{fmt.Sprintf("read:%d", i), "write"},
		})
		w.ok(err)
	}
	tests := []struct {
		query m2m.Query
		want  string
	}{
		{m2m.Query{}, "c4 c3 c2 c1 c0"},
		{m2m.And(), "c4 c3 c2 c1 c0"},
		{m2m.Or(), "c4 c3 c2 c1 c0"},
		{m2m.And(m2m.ClientID("c1", "c3", "x")), "c3 c1"},
		{m2m.And(m2m.ClientID()), ""},
		{m2m.And(m2m.ClientName("name 0")), "c4 c2 c0"},
		{m2m.And(m2m.ClientName("name")), ""},
		{m2m.And(m2m.Scopes("read:1", "read:2")), "c2 c1"},
		{m2m.And(m2m.Scopes("write"), m2m.ClientName("name 1")), "c3 c1"},
		{m2m.Or(m2m.ClientID("c0"), m2m.ClientName("name 1")), "c3 c1 c0"},
	}
	for _, test := range tests {
		var got []string
		for c, err := range w.M2M.Clients.All(w.ctx, m2m.ClientsSearchRequest{Query: test.query, Limit: 2}) {
			w.ok(err)
			got = append(got, c.ClientID)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%+v: got %v, want %s", test.query, got, test.want)
		}
	}

	// A client that is added or deleted between two pages does not shift the pages.
	page, err := w.M2M.Clients.Search(w.ctx, m2m.ClientsSearchRequest{Limit: 2})
	w.ok(err)
	w.same(page.ResultsMetadata.Total, 5)
	_, err = w.M2M.Clients.Create(w.ctx, m2m.ClientsCreateRequest{ClientID: "c5"})
	w.ok(err)
	_, err = w.M2M.Clients.Delete(w.ctx, "c3")
	w.ok(err)
	page, err = w.M2M.Clients.Search(w.ctx, m2m.ClientsSearchRequest{Limit: 3, Cursor: page.ResultsMetadata.NextCursor})
	w.ok(err)
	w.same([]string{page.M2MClients[0].ClientID, page.M2MClients[1].ClientID, page.M2MClients[2].ClientID, page.ResultsMetadata.NextCursor}, []string{"c2", "c1", "c0", ""})
}

// Both secrets are valid while one is rotated.
func TestM2M_rotation(t *testing.T) {
	t.Parallel()
	w := newMachine(t)
	valid := func(secrets ...string) (valid []bool) {
		for _, secret := range secrets {
			_, err := w.machineToken(secret)
			if err != nil {
				w.fails(err, api.ErrorTypeOAuth2InvalidClient)
			}
			valid = append(valid, err == nil)
		}
		return valid
	}
	_, err := w.M2M.Clients.Secrets.Rotate(w.ctx, "machine")
	w.fails(err, api.ErrorTypeM2MClientNotRotatingSecret)
	_, err = w.M2M.Clients.Secrets.RotateCancel(w.ctx, "machine")
	w.fails(err, api.ErrorTypeM2MClientNotRotatingSecret)

	started, err := w.M2M.Clients.Secrets.RotateStart(w.ctx, "machine")
	w.ok(err)
	first := started.M2MClient.NextClientSecret
	w.same(started.M2MClient.NextClientSecretLastFour, first[len(first)-4:])
	w.same(started.M2MClient.ClientSecretLastFour, "1815")
	w.same(valid(machineSecret, first), []bool{true, true})
	_, err = w.M2M.Clients.Secrets.RotateStart(w.ctx, "machine")
	w.fails(err, api.ErrorTypeM2MClientAlreadyRotatingSecret)
	canceled, err := w.M2M.Clients.Secrets.RotateCancel(w.ctx, "machine")
	w.ok(err)
	w.same(canceled.M2MClient.NextClientSecretLastFour, "")
	w.same(valid(machineSecret, first), []bool{true, false})

	started, err = w.M2M.Clients.Secrets.RotateStart(w.ctx, "machine")
	w.ok(err)
	second := started.M2MClient.NextClientSecret
	rotated, err := w.M2M.Clients.Secrets.Rotate(w.ctx, "machine")
	w.ok(err)
	w.same(rotated.M2MClient.ClientSecretLastFour, second[len(second)-4:])
	w.same(rotated.M2MClient.NextClientSecretLastFour, "")
	w.same(valid(machineSecret, first, second), []bool{false, false, true})
}

func TestM2M_seed(t *testing.T) {
	t.Parallel()
	w := newMachine(t)
	added := w.srv.M2MClient(stytchtest.M2MClient{Scopes: []string{"a"}, Status: api.M2MClientStatusInactive})
	w.same(added.Status, api.M2MClientStatusInactive)
	_, err := w.M2M.Token(w.ctx, m2m.TokenRequest{ClientID: added.ClientID, ClientSecret: added.ClientSecret})
	w.fails(err, api.ErrorTypeOAuth2InvalidClient)

	w.srv.Reset()
	var left []string
	for c, err := range w.M2M.Clients.All(w.ctx, m2m.ClientsSearchRequest{}) {
		w.ok(err)
		left = append(left, c.ClientID)
	}
	w.same(left, []string{"machine"})

	for name, clients := range map[string][]stytchtest.M2MClient{
		"m2m_clients[1]: duplicate_m2m_client_id":                {machine, machine},
		"m2m_clients[0]: insecure_m2m_client_secret":             {{ClientSecret: "short"}},
		"m2m_clients[0]: invalid_m2m_client_status":              {{Status: "asleep"}},
		"m2m_clients[0]: client_secret is missing":               {{ClientSecretLastFour: "1815"}},
		"m2m_clients[0]: invalid_m2m_client_scope: The scope \"": {{Scopes: []string{"a b"}}},
	} {
		if _, err := stytchtest.Start(stytchtest.WithM2MClients(clients...)); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("got %v, want %s", err, name)
		}
	}
}

var m2mErrors = []errorCase{
	post(api.ErrorTypeDuplicateM2MClientID, "/v1/m2m/clients", `{"client_id": "machine", "scopes": []}`, stytchtest.WithM2MClients(machine)),
	post(api.ErrorTypeM2MClientInvalidClientID, "/v1/m2m/clients", `{"client_id": "a/b", "scopes": []}`),
	post(api.ErrorTypeM2MClientInvalidClientID, "/v1/m2m/clients", `{"client_id": "`+strings.Repeat("x", 129)+`", "scopes": []}`),
	post(api.ErrorTypeInsecureM2MClientSecret, "/v1/m2m/clients", `{"client_secret": "1234567", "scopes": []}`),
	post(api.ErrorTypeInsecureM2MClientSecret, "/v1/m2m/clients", `{"client_secret": "`+strings.Repeat("x", 40)+`", "scopes": []}`),
	post(api.ErrorTypeClientSecretTooLong, "/v1/m2m/clients", `{"client_secret": "`+strings.Repeat("abcde", 26)+`", "scopes": []}`),
	post(api.ErrorTypeM2MClientInvalidClientSecret, "/v1/m2m/clients", `{"client_secret": "with a space in it", "scopes": []}`),
	post(api.ErrorTypeInvalidM2MClientScope, "/v1/m2m/clients", `{}`),
	post(api.ErrorTypeInvalidM2MClientScope, "/v1/m2m/clients", `{"scopes": [""]}`),
	post(api.ErrorTypeInvalidM2MClientScope, "/v1/m2m/clients", `{"scopes": ["read users"]}`),
	post(api.ErrorTypeTooManyM2MClientScopes, "/v1/m2m/clients", `{"scopes": [`+strings.Join(slices.Collect(scopes(101)), ",")+`]}`),
	post(api.ErrorTypeMetadataTooManyKeys, "/v1/m2m/clients", `{"scopes": [], "trusted_metadata": {`+keys(21)+`}}`),
	request(api.ErrorTypeM2MClientNotFound, "GET", "/v1/m2m/clients/nobody", ""),
	request(api.ErrorTypeM2MClientNotFound, "PUT", "/v1/m2m/clients/nobody", "{}"),
	request(api.ErrorTypeM2MClientNotFound, "DELETE", "/v1/m2m/clients/nobody", ""),
	request(api.ErrorTypeM2MClientNotFound, "POST", "/v1/m2m/clients/nobody/secrets/rotate/start", "{}"),
	request(api.ErrorTypeM2MClientNotFound, "POST", "/v1/m2m/clients/nobody/secrets/rotate/cancel", "{}"),
	request(api.ErrorTypeM2MClientNotFound, "POST", "/v1/m2m/clients/nobody/secrets/rotate", "{}"),
	when(api.ErrorTypeInvalidM2MClientStatus, func(w *harness) error {
		_, err := w.M2M.Clients.Update(w.ctx, "machine", m2m.ClientsUpdateRequest{Status: "asleep"})
		return err
	}, stytchtest.WithM2MClients(machine)),
	when(api.ErrorTypeM2MClientNotRotatingSecret, func(w *harness) error {
		_, err := w.M2M.Clients.Secrets.Rotate(w.ctx, "machine")
		return err
	}, stytchtest.WithM2MClients(machine)),
	when(api.ErrorTypeM2MClientAlreadyRotatingSecret, func(w *harness) error {
		if _, err := w.M2M.Clients.Secrets.RotateStart(w.ctx, "machine"); err != nil {
			return err
		}
		_, err := w.M2M.Clients.Secrets.RotateStart(w.ctx, "machine")
		return err
	}, stytchtest.WithM2MClients(machine)),
	post(api.ErrorTypeInvalidRequestValue, "/v1/m2m/clients/search", `{"limit": 1001}`),
	post(api.ErrorTypeInvalidRequestValue, "/v1/m2m/clients/search", `{"cursor": "x"}`),
	post(api.ErrorTypeInvalidRequestValue, "/v1/m2m/clients/search", `{"query": {"operator": "XOR"}}`),
	post(api.ErrorTypeM2MSearchMissingFilterName, "/v1/m2m/clients/search", `{"query": {"operands": [{"filter_value": []}]}}`),
	post(api.ErrorTypeM2MSearchFilterNameMustBeString, "/v1/m2m/clients/search", `{"query": {"operands": [{"filter_name": 1, "filter_value": []}]}}`),
	post(api.ErrorTypeM2MSearchFilterNameNotRecognized, "/v1/m2m/clients/search", `{"query": {"operands": [{"filter_name": "secret", "filter_value": []}]}}`),
	post(api.ErrorTypeM2MSearchMissingFilterValue, "/v1/m2m/clients/search", `{"query": {"operands": [{"filter_name": "scopes"}]}}`),
	post(api.ErrorTypeM2MSearchExpectedArrayOfStrings, "/v1/m2m/clients/search", `{"query": {"operands": [{"filter_name": "scopes", "filter_value": "a"}]}}`),
	post(api.ErrorTypeM2MSearchExpectedArrayOfStrings, "/v1/m2m/clients/search", `{"query": {"operands": [{"filter_name": "scopes", "filter_value": [1]}]}}`),
}

// scopes yields quoted scopes.
func scopes(n int) func(func(string) bool) {
	return func(yield func(string) bool) {
		for i := range n {
			if !yield(fmt.Sprintf(`"read:%d"`, i)) {
				return
			}
		}
	}
}
