package stytchtest_test

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// errorBody is the body of an error.
type errorBody struct {
	StatusCode   int           `json:"status_code"`
	RequestID    string        `json:"request_id"`
	ErrorType    api.ErrorType `json:"error_type"`
	ErrorMessage string        `json:"error_message"`
	ErrorURL     string        `json:"error_url"`
}

// send makes a plain HTTP call and returns the status and the body.
func send(t *testing.T, srv *stytchtest.Server, method, path, body string, change func(*http.Request)) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, srv.URL()+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.SetBasicAuth(srv.ProjectID(), srv.Secret())
	if change != nil {
		change(r)
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	response, err := io.ReadAll(resp.Body)
	if err := errors.Join(err, resp.Body.Close()); err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(response)
}

// rejected makes a call that returns an error.
func rejected(t *testing.T, srv *stytchtest.Server, method, path, body string, change func(*http.Request)) errorBody {
	t.Helper()
	status, raw := send(t, srv, method, path, body, change)
	var response errorBody
	if err := json.Unmarshal([]byte(raw), &response); err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	if status != response.StatusCode || status < 400 {
		t.Fatalf("got status %d, and %d in the body %s", status, response.StatusCode, raw)
	}
	return response
}

func TestRequests_checksInOrder(t *testing.T) {
	t.Parallel()
	srv := newServer(t)
	const other = "project-test-22222222-2222-4222-8222-222222222222"
	as := func(id, secret string) func(*http.Request) {
		return func(r *http.Request) { r.SetBasicAuth(id, secret) }
	}
	header := func(value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("Authorization", value) }
	}
	tests := []struct {
		name, method, path, body string
		change                   func(*http.Request)
		status                   int
		want                     api.ErrorType
	}{
		// Credentials come first, whatever else is wrong.
		{"no credentials", "POST", "/v1/nowhere", "{", func(r *http.Request) { r.Header.Del("Authorization") }, 400, api.ErrorTypeInvalidAuthorizationHeader},
		{"another scheme", "POST", "/v1/users", "{}", header("Bearer x"), 400, api.ErrorTypeInvalidAuthorizationHeader},
		{"no base64", "POST", "/v1/users", "{}", header("Basic !"), 400, api.ErrorTypeInvalidAuthorizationHeader},
		{"malformed project ID", "POST", "/v1/nowhere", "{", as("project", srv.Secret()), 400, api.ErrorTypeInvalidProjectIDAuthentication},
		{"no secret", "POST", "/v1/users", "{}", as(srv.ProjectID(), ""), 400, api.ErrorTypeInvalidSecretAuthentication},
		{"wrong secret", "POST", "/v1/nowhere", "{", as(srv.ProjectID(), "secret-test-x"), 401, api.ErrorTypeUnauthorizedCredentials},
		{"another project", "POST", "/v1/users", "{}", as(other, srv.Secret()), 401, api.ErrorTypeUnauthorizedCredentials},
		{"a live project", "POST", "/v1/users", "{}", as(strings.Replace(other, "test", "live", 1), srv.Secret()), 401, api.ErrorTypeUnauthorizedProjectIDLive},
		// Then path and method.
		{"no such path", "POST", "/v1/nowhere", "{", nil, 404, api.ErrorTypeRouteNotFound},
		{"trailing slash", "POST", "/v1/users/", "{}", nil, 404, api.ErrorTypeRouteNotFound},
		{"a path of B2B", "POST", "/v1/b2b/organizations", "{}", nil, 400, api.ErrorTypeInvalidB2BEndpoint},
		{"no such method", "DELETE", "/v1/users", "{", nil, 405, api.ErrorTypeMethodNotAllowed},
		{"no such method of a parameter", "POST", "/v1/users/user-test-1", "{}", nil, 405, api.ErrorTypeMethodNotAllowed},
		// Then the body.
		{"no body", "POST", "/v1/users", "", nil, 400, api.ErrorTypeBadRequest},
		{"broken JSON", "POST", "/v1/users", `{"email": `, nil, 400, api.ErrorTypeBadRequest},
		{"no object", "POST", "/v1/users", `["email"]`, nil, 400, api.ErrorTypeBadRequest},
		{"null", "POST", "/v1/users", `null`, nil, 400, api.ErrorTypeBadRequest},
		{"a member twice", "POST", "/v1/users", `{"email": "a", "email": "b"}`, nil, 400, api.ErrorTypeBadRequest},
		{"more than one value", "POST", "/v1/users", `{} {}`, nil, 400, api.ErrorTypeBadRequest},
		{"too large", "POST", "/v1/users", `{"email": "` + strings.Repeat("x", 1<<20) + `"}`, nil, 400, api.ErrorTypeBadRequest},
		{"wrong type", "POST", "/v1/users", `{"email": 1}`, nil, 400, api.ErrorTypeInvalidRequestValue},
		{"wrong type inside", "POST", "/v1/users", `{"email": "no address", "name": {"first_name": []}}`, nil, 400, api.ErrorTypeInvalidRequestValue},
		{"unknown field", "POST", "/v1/users", `{"email": "no address", "mail": "x"}`, nil, 400, api.ErrorTypeInvalidArgument},
		{"unknown field of a filter", "POST", "/v1/users/search", `{"query": {"operands": [{"filter_name": "status", "filter_value": "active", "not": true}]}}`, nil, 400, api.ErrorTypeInvalidArgument},
		{"unknown field inside", "POST", "/v1/users", `{"name": {"nick": "x"}}`, nil, 400, api.ErrorTypeInvalidArgument},
		{"metadata is no object", "POST", "/v1/users", `{"trusted_metadata": []}`, nil, 400, api.ErrorTypeMetadataInvalidFormat},
		// Then the fields, then the state.
		{"field", "POST", "/v1/users", `{"email": "no address"}`, nil, 400, api.ErrorTypeInvalidEmail},
		{"field before state", "POST", "/v1/otps/authenticate", `{"method_id": "email-test-11111111-1111-4111-8111-111111111111", "code": "12"}`, nil, 400, api.ErrorTypeInvalidCode},
		{"state", "GET", "/v1/users/user-test-11111111-1111-4111-8111-111111111111", "", nil, 404, api.ErrorTypeUserNotFound},
		// The key set takes no credentials.
		{"malformed project", "GET", "/v1/sessions/jwks/project", "", as("", ""), 400, api.ErrorTypeInvalidProjectID},
		{"unknown project", "GET", "/v1/sessions/jwks/" + other, "", as("", ""), 404, api.ErrorTypeProjectNotFound},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := rejected(t, srv, test.method, test.path, test.body, test.change)
			if got.StatusCode != test.status || got.ErrorType != test.want {
				t.Errorf("got %+v, want %d %s", got, test.status, test.want)
			}
			if !regexp.MustCompile(`^request-id-test-[0-9a-f-]{36}$`).MatchString(got.RequestID) {
				t.Errorf("got request id %q", got.RequestID)
			}
			if !strings.HasSuffix(got.ErrorURL, "#"+string(test.want)) {
				t.Errorf("got error URL %q", got.ErrorURL)
			}
		})
	}
}

func TestRequests_idsOfTheOtherEnvironment(t *testing.T) {
	t.Parallel()
	const uuid = "11111111-1111-4111-8111-111111111111"
	for env, want := range map[string]api.ErrorType{
		"test": api.ErrorTypeLiveIDUsedInTestEnvironment,
		"live": api.ErrorTypeTestIDUsedInLiveEnvironment,
	} {
		srv := newServer(t, stytchtest.WithProjectID("project-"+env+"-"+uuid))
		foreign := map[string]string{"test": "live", "live": "test"}[env] + "-" + uuid
		for _, call := range [][3]string{
			{"GET", "/v1/users/user-" + foreign, ""},
			{"DELETE", "/v1/users/emails/email-" + foreign, ""},
			{"DELETE", "/v1/users/totps/totp-" + foreign, ""},
			{"POST", "/v1/otps/authenticate", `{"method_id": "phone-number-` + foreign + `", "code": "123456"}`},
			{"POST", "/v1/sessions/revoke", `{"session_id": "session-` + foreign + `"}`},
			{"POST", "/v1/users/search", `{"query": {"operator": "AND", "operands": [{"filter_name": "user_id", "filter_value": ["user-` + foreign + `"]}]}}`},
		} {
			if got := rejected(t, srv, call[0], call[1], call[2], nil); got.ErrorType != want {
				t.Errorf("%s %s: got %s, want %s", env, call[1], got.ErrorType, want)
			}
		}
	}
}

func TestRequests_liveEnvironment(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithProjectID("project-live-11111111-1111-4111-8111-111111111111"))
	created, err := w.Users.Create(w.ctx, users.CreateRequest{Email: ada})
	w.ok(err)
	for prefix, id := range map[string]string{"user": created.UserID, "email": created.EmailID, "request-id": created.RequestID} {
		if !strings.HasPrefix(id, prefix+"-live-") {
			t.Errorf("got id %s", id)
		}
	}
	got := rejected(t, w.srv, "GET", "/v1/debug/whoami", "", func(r *http.Request) {
		r.SetBasicAuth("project-test-11111111-1111-4111-8111-111111111111", w.srv.Secret())
	})
	w.same(got.ErrorType, api.ErrorTypeUnauthorizedProjectIDTest)
}

// Official clients repeat path parameters in the body, send {} with DELETE, and nulls for what is unset.
func TestRequests_asOtherClientsSendThem(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id := w.user(ada)
	for _, call := range [][3]string{
		{"PUT", "/v1/users/" + id, `{"user_id": "` + id + `", "name": {"first_name": "Ada"}}`},
		{"POST", "/v1/magic_links/email/send", `{"email": "` + ada + `", "attributes": {"ip_address": null, "user_agent": "Test"}}`},
		{"GET", "/v1/sessions?user_id=" + id, ""},
		{"GET", "/v1/users/" + id + "?user_id=" + id, "{}"},
		{"DELETE", "/v1/users/" + id, `{}`},
	} {
		if status, response := send(t, w.srv, call[0], call[1], call[2], nil); status != http.StatusOK {
			t.Errorf("%s %s: got %d %s", call[0], call[1], status, response)
		}
	}
	grace := w.user(grace)
	for _, body := range []string{"", "{}", `{"user_id": "x", "connected_app_id": "y"}`} {
		app := w.srv.ConnectApp(grace, api.UserConnectedApp{Name: "Calendar"})
		if status, response := send(t, w.srv, "POST", "/v1/users/"+grace+"/connected_apps/"+app.ConnectedAppID+"/revoke", body, nil); status != http.StatusOK {
			t.Errorf("body %q: got %d %s", body, status, response)
		}
	}
}

// A request without a password is no attempt to log in, so it does not count towards a lock.
func TestRequests_missingPassword(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithUserLock(1, time.Hour))
	w.password(ada)
	for path, body := range map[string]string{
		"/v1/passwords/authenticate":            `{"email": "ada@example.com"}`,
		"/v1/passwords/existing_password/reset": `{"email": "ada@example.com", "new_password": "` + stronger + `"}`,
	} {
		got := rejected(t, w.srv, "POST", path, body, nil)
		w.same(got.ErrorType, api.ErrorTypeInvalidArgument)
	}
	_, err := w.enterPassword(ada, strong)
	w.ok(err)
}

func TestRequests_idsAreUnescaped(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	created, err := w.Users.Create(w.ctx, users.CreateRequest{Email: ada, ExternalID: "a|b"})
	w.ok(err)
	w.same(w.get("a|b").UserID, created.UserID)
	status, _ := send(t, w.srv, "GET", "/v1/users/a%7Cb", "", nil)
	w.same(status, http.StatusOK)
	got := rejected(t, w.srv, "GET", "/v1/users/a%2Fb", "", nil)
	w.same(got.ErrorType, api.ErrorTypeInvalidUserID)
}

func TestRequests_whoami(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	var who api.DebugWhoamiResponse
	w.ok(w.Request(w.ctx, http.MethodGet, "/v1/debug/whoami", nil, &who))
	w.same([]string{who.ProjectID, who.Name}, []string{w.srv.ProjectID(), "Stytch emulator"})
}

func TestRequests_TLS(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithTLS())
	w.user(ada)
	pool := x509.NewCertPool()
	w.same(pool.AppendCertsFromPEM(w.srv.CACertificate()), true)
	client := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}}
	t.Cleanup(client.CloseIdleConnections)
	for _, host := range []string{"127.0.0.1", "localhost"} {
		resp, err := client.Get(strings.Replace(w.srv.URL(), "127.0.0.1", host, 1) + "/v1/sessions/jwks/" + w.srv.ProjectID())
		w.ok(err)
		w.ok(resp.Body.Close())
		w.same(resp.StatusCode, http.StatusOK)
	}
}
