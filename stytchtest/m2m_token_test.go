package stytchtest_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/stytchtest"
)

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

// The function of the claims may belong to a program that calls the server meanwhile.
func TestM2M_claimsWhileTheyCallBack(t *testing.T) {
	t.Parallel()
	var w *harness
	w = newHarness(t, stytchtest.WithM2MClaims(func(client api.M2MClient, _ map[string]any) map[string]any {
		ctx, cancel := context.WithTimeout(w.ctx, 10*time.Second)
		defer cancel()
		if _, err := w.M2M.Clients.Delete(ctx, client.ClientID); err != nil {
			return map[string]any{"failed": err.Error()}
		}
		return map[string]any{"messages": len(w.srv.Messages())}
	}))
	service := w.srv.M2MClient(stytchtest.M2MClient{})
	token, err := w.M2M.Token(w.ctx, m2m.TokenRequest{ClientID: service.ClientID, ClientSecret: service.ClientSecret})
	w.ok(err)
	_, claims := w.verifyJWT(token.AccessToken)
	w.same([]any{claims["messages"], claims["failed"]}, []any{0.0, nil})
	_, err = w.M2M.Token(w.ctx, m2m.TokenRequest{ClientID: service.ClientID, ClientSecret: service.ClientSecret})
	w.fails(err, api.ErrorTypeOAuth2InvalidClient)
}

// What the function of the claims changes in its arguments is neither saved nor shared with other requests.
func TestM2M_claimsAreOfACopy(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithM2MClaims(func(client api.M2MClient, _ map[string]any) map[string]any {
		client.TrustedMetadata["tenant"] = "acme"
		return client.TrustedMetadata
	}))
	service := w.srv.M2MClient(stytchtest.M2MClient{TrustedMetadata: map[string]any{"plan": "pro"}})
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 20 {
				if _, err := w.M2M.Token(w.ctx, m2m.TokenRequest{ClientID: service.ClientID, ClientSecret: service.ClientSecret}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	got, err := w.M2M.Clients.Get(w.ctx, service.ClientID)
	w.ok(err)
	w.same(got.M2MClient.TrustedMetadata, map[string]any{"plan": "pro"})
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

// newMachineUnchecked starts a server that does not check requests against the API document. The document only has forms with
// the credentials in the body.
func newMachineUnchecked(t *testing.T) *harness {
	t.Helper()
	srv := stytchtest.NewServer(t, stytchtest.WithM2MClients(machine))
	return &harness{T: t, Client: srv.Client(), srv: srv, ctx: t.Context()}
}

// The token endpoint takes forms and JSON, and credentials in the body or, without those, in the header.
func TestM2M_tokenEndpoint(t *testing.T) {
	t.Parallel()
	w := newMachineUnchecked(t)
	const form, jsonType = "application/x-www-form-urlencoded", "application/json"
	ask := func(contentType, body string, basic ...string) (status int, response map[string]any) {
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
		w.ok(json.Unmarshal(text, &response))
		return resp.StatusCode, response
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
		status, response := ask(test.contentType, test.body, test.basic...)
		name, _ := response["error"].(string)
		if status != test.status || name != test.want || response["status_code"] != float64(status) {
			t.Errorf("%s: got %d %v, want %d %s", test.name, status, response, test.status, test.want)
		}
		for _, member := range []string{"request_id", "error_description", "error_uri"} {
			if text, _ := response[member].(string); text == "" && (test.want != "" || member == "request_id") {
				t.Errorf("%s: no %s in %v", test.name, member, response)
			}
		}
	}
	// Errors for another project, and injected errors, have the same form.
	_, err := w.M2M.Token(w.ctx, m2m.TokenRequest{ClientID: "machine", ClientSecret: machineSecret})
	w.ok(err)
	resp, err := http.PostForm(w.srv.URL()+"/v1/public/project-test-"+uuid+"/oauth2/token", url.Values{})
	w.ok(err)
	w.same(resp.StatusCode, 404)
	_ = resp.Body.Close()
	w.srv.Inject(stytchtest.Fault{Operation: "m2m.token", Status: 503})
	status, response := ask(form, in)
	w.same([]any{status, response["error"]}, []any{503, "server_unavailable"})
}

// The usual Go library for this works with the emulator.
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
