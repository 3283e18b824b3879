package stytchtest_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/stytchtest"
)

const machineSecret = "machine-secret-1815"

var machine = stytchtest.M2MClient{ClientID: "machine", ClientSecret: machineSecret, ClientName: "Machine", Scopes: []string{"read:users", "write:users"}}

func newMachine(t *testing.T, opts ...stytchtest.Option) *world {
	t.Helper()
	return newWorld(t, append([]stytchtest.Option{stytchtest.WithM2MClients(machine)}, opts...)...)
}

func (w *world) machineToken(secret string) (*m2m.TokenResponse, error) {
	return w.M2M.Token(w.ctx, m2m.TokenRequest{ClientID: "machine", ClientSecret: secret})
}

func TestM2M_clients(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
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

// The members that are null when there is nothing, and that no scopes are a list.
func TestM2M_nulls(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
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
	w := newWorld(t)
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

	// A client that comes or goes between two pages moves nothing.
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

// What an access token says.
func TestM2M_token(t *testing.T) {
	t.Parallel()
	w := newMachine(t, stytchtest.WithTime(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)), stytchtest.WithM2MClaims(
		func(client api.M2MClient, request map[string]any) map[string]any {
			return map[string]any{
				"name": client.ClientName, "scope": "admin", "sub": "root", "client_id": "x", "https://stytch.com/session": 1,
				"asked": request["scope"],
			}
		}))
	got, err := w.M2M.Token(w.ctx, m2m.TokenRequest{ClientID: "machine", ClientSecret: machineSecret, Scope: "write:users"})
	w.ok(err)
	w.same([]any{got.TokenType, got.ExpiresIn}, []any{"bearer", int64(3600)})
	header, claims := w.verifyJWT(got.AccessToken)
	w.same([]any{header.Algorithm, header.ExtraHeaders["typ"]}, []any{"RS256", "JWT"})
	iat := claims["iat"].(float64)
	w.same(claims, map[string]any{
		"iss": "stytch.com/" + w.srv.ProjectID(), "aud": []any{w.srv.ProjectID()}, "sub": "machine", "iat": iat, "nbf": iat, "exp": iat + 3600,
		"scope": "write:users", "name": "Machine", "asked": "write:users",
	})
	checked, err := w.M2M.AuthenticateToken(w.ctx, got.AccessToken)
	w.ok(err)
	w.same(checked.Scopes, []string{"write:users"})

	all, err := w.machineToken(machineSecret)
	w.ok(err)
	checked, err = w.M2M.AuthenticateToken(w.ctx, all.AccessToken)
	w.ok(err)
	w.same(checked.Scopes, machine.Scopes)

	// A client that is deactivated or deleted gets no new tokens, and those it has stay valid.
	_, err = w.M2M.Clients.Update(w.ctx, "machine", m2m.ClientsUpdateRequest{Status: api.M2MClientStatusInactive})
	w.ok(err)
	_, err = w.machineToken(machineSecret)
	w.fails(err, api.ErrorTypeOAuth2InvalidClient)
	_, err = w.M2M.AuthenticateToken(w.ctx, got.AccessToken)
	w.ok(err)
	_, err = w.M2M.Clients.Update(w.ctx, "machine", m2m.ClientsUpdateRequest{Status: api.M2MClientStatusActive})
	w.ok(err)
	_, err = w.machineToken(machineSecret)
	w.ok(err)
	_, err = w.M2M.Clients.Delete(w.ctx, "machine")
	w.ok(err)
	_, err = w.machineToken(machineSecret)
	w.fails(err, api.ErrorTypeOAuth2InvalidClient)
	_, err = w.M2M.AuthenticateToken(w.ctx, got.AccessToken)
	w.ok(err)
}

// Each kind of token that the emulator issues passes its own verifier, and the other names its kind.
func TestM2M_kinds(t *testing.T) {
	t.Parallel()
	w := newMachine(t)
	machineToken, err := w.machineToken(machineSecret)
	w.ok(err)
	login := w.login(ada)
	app := w.srv.AccessToken(stytchtest.AccessToken{UserID: login.UserID, Scopes: "read:users full_access"})
	tests := []struct {
		name, jwt, kind         string
		asMachine, asUserOfHere bool
	}{
		{"machine", machineToken.AccessToken, "M2M access token", true, false},
		{"session", login.SessionJWT, "session JWT", false, true},
		{"app", app, "Connected Apps access token", false, false},
	}
	for _, test := range tests {
		_, asMachine := w.M2M.AuthenticateToken(w.ctx, test.jwt)
		_, asUser := w.Sessions.AuthenticateJWTLocal(w.ctx, test.jwt)
		for _, check := range []struct {
			err  error
			want bool
		}{{asMachine, test.asMachine}, {asUser, test.asUserOfHere}} {
			if check.want != (check.err == nil) {
				t.Errorf("%s: %v", test.name, check.err)
			}
			if check.err != nil && (!errors.Is(check.err, m2m.ErrTokenKind) || !strings.Contains(check.err.Error(), test.kind)) {
				t.Errorf("%s: error %v does not name the kind", test.name, check.err)
			}
		}
	}
}

// newMachineUnchecked does not hold requests against the document, which has forms with credentials alone.
func newMachineUnchecked(t *testing.T) *world {
	t.Helper()
	srv := stytchtest.NewServer(t, stytchtest.WithM2MClients(machine))
	return &world{T: t, Client: srv.Client(), srv: srv, ctx: t.Context()}
}

// The token endpoint takes forms and JSON, and credentials in the body or, without those, in the header.
func TestM2M_tokenEndpoint(t *testing.T) {
	t.Parallel()
	w := newMachineUnchecked(t)
	const form, jsonType = "application/x-www-form-urlencoded", "application/json"
	ask := func(contentType, body string, basic ...string) (status int, answer map[string]any) {
		t.Helper()
		r, err := http.NewRequestWithContext(w.ctx, http.MethodPost, w.srv.URL()+"/v1/public/"+w.srv.ProjectID()+"/oauth2/token", strings.NewReader(body))
		w.ok(err)
		r.Header.Set("Content-Type", contentType)
		if basic != nil {
			r.SetBasicAuth(basic[0], basic[1])
		}
		resp, err := (&http.Client{}).Do(r)
		w.ok(err)
		text, err := io.ReadAll(resp.Body)
		w.ok(err)
		w.ok(resp.Body.Close())
		w.ok(json.Unmarshal(text, &answer))
		return resp.StatusCode, answer
	}
	in := "client_id=machine&client_secret=" + machineSecret + "&grant_type=client_credentials"
	tests := []struct {
		name, contentType, body string
		basic                   []string
		status                  int
		want                    string // error
	}{
		{"a form", form, in, nil, 200, ""},
		{"a form with a charset", form + "; charset=utf-8", in, nil, 200, ""},
		{"JSON", jsonType, `{"client_id":"machine","client_secret":"` + machineSecret + `","grant_type":"client_credentials"}`, nil, 200, ""},
		{"unknown parameters", jsonType, `{"client_id":"machine","client_secret":"` + machineSecret + `","grant_type":"client_credentials","tenant":{"id":1}}`, nil, 200, ""},
		{"credentials in the header", form, "grant_type=client_credentials", []string{"machine", machineSecret}, 200, ""},
		{"the project's credentials in the header", form, in, []string{w.srv.ProjectID(), w.srv.Secret()}, 200, ""},
		{"one scope", form, in + "&scope=read:users", nil, 200, ""},
		{"an empty scope", form, in + "&scope=", nil, 200, ""},

		{"no grant type", form, "client_id=machine&client_secret=" + machineSecret, nil, 400, "invalid_request"},
		{"another grant type", form, strings.Replace(in, "client_credentials", "password", 1), nil, 400, "unsupported_grant_type"},
		{"a wrong secret", form, strings.Replace(in, machineSecret, "guessed-1815", 1), []string{"machine", machineSecret}, 401, "invalid_client"},
		{"another client", form, strings.Replace(in, "machine", "nobody", 1), nil, 401, "invalid_client"},
		{"no credentials", form, "grant_type=client_credentials", nil, 401, "invalid_client"},
		{"the project's credentials alone", form, "grant_type=client_credentials", []string{w.srv.ProjectID(), w.srv.Secret()}, 401, "invalid_client"},
		{"a wrong secret in the header", form, "grant_type=client_credentials", []string{"machine", "x"}, 401, "invalid_client"},
		{"a number for a secret", jsonType, `{"client_id":"machine","client_secret":1815,"grant_type":"client_credentials"}`, nil, 401, "invalid_client"},
		{"a scope that the client does not have", form, in + "&scope=read:users+admin", nil, 400, "invalid_scope"},
		{"a parameter twice", form, in + "&scope=a&scope=b", nil, 400, "invalid_request"},
		{"no form", form, "%zz", nil, 400, "invalid_request"},
		{"no JSON", jsonType, "grant_type", nil, 400, "invalid_request"},
		{"null", jsonType, "null", nil, 400, "invalid_request"},
		{"XML", "text/xml", "<x/>", nil, 400, "invalid_request"},
	}
	for _, test := range tests {
		status, answer := ask(test.contentType, test.body, test.basic...)
		name, _ := answer["error"].(string)
		if status != test.status || name != test.want || answer["status_code"] != float64(status) {
			t.Errorf("%s: got %d %v, want %d %s", test.name, status, answer, test.status, test.want)
		}
		for _, member := range []string{"request_id", "error_description", "error_uri"} {
			if text, _ := answer[member].(string); text == "" && (test.want != "" || member == "request_id") {
				t.Errorf("%s: no %s in %v", test.name, member, answer)
			}
		}
	}
	// Of another project, and by fault: in the same form.
	_, err := w.M2M.Token(w.ctx, m2m.TokenRequest{ClientID: "machine", ClientSecret: machineSecret})
	w.ok(err)
	resp, err := http.PostForm(w.srv.URL()+"/v1/public/project-test-"+uuid+"/oauth2/token", url.Values{})
	w.ok(err)
	w.same(resp.StatusCode, 404)
	_ = resp.Body.Close()
	w.srv.Inject(stytchtest.Fault{Operation: "m2m.token", Status: 503})
	status, answer := ask(form, in)
	w.same([]any{status, answer["error"]}, []any{503, "server_unavailable"})
}

// The usual Go library for this takes the emulator for an authorization server.
func TestM2M_clientcredentials(t *testing.T) {
	t.Parallel()
	w := newMachineUnchecked(t)
	for _, style := range []oauth2.AuthStyle{oauth2.AuthStyleInParams, oauth2.AuthStyleInHeader, oauth2.AuthStyleAutoDetect} {
		config := clientcredentials.Config{
			ClientID: "machine", ClientSecret: machineSecret, Scopes: []string{"read:users"}, AuthStyle: style,
			TokenURL: w.srv.URL() + "/v1/public/" + w.srv.ProjectID() + "/oauth2/token",
		}
		token, err := config.Token(w.ctx)
		w.ok(err)
		checked, err := w.M2M.AuthenticateToken(w.ctx, token.AccessToken)
		w.ok(err)
		w.same(checked.ClientID, "machine")
	}
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
		"m2m_clients[0]: there is no client_secret beside":       {{ClientSecretLastFour: "1815"}},
		"m2m_clients[0]: invalid_m2m_client_scope: The scope \"": {{Scopes: []string{"a b"}}},
	} {
		if _, err := stytchtest.Start(stytchtest.WithM2MClients(clients...)); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("got %v, want %s", err, name)
		}
	}
}

var m2mRefusals = []refusal{
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
	when(api.ErrorTypeInvalidM2MClientStatus, func(w *world) error {
		_, err := w.M2M.Clients.Update(w.ctx, "machine", m2m.ClientsUpdateRequest{Status: "asleep"})
		return err
	}, stytchtest.WithM2MClients(machine)),
	when(api.ErrorTypeM2MClientNotRotatingSecret, func(w *world) error {
		_, err := w.M2M.Clients.Secrets.Rotate(w.ctx, "machine")
		return err
	}, stytchtest.WithM2MClients(machine)),
	when(api.ErrorTypeM2MClientAlreadyRotatingSecret, func(w *world) error {
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
