package stytchtest_test

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/oauth"
	"github.com/flymyai/stytch-go/stytchtest"
)

const (
	oauthLoginURL  = "https://app.example/login"
	oauthSignupURL = "https://app.example/signup"
)

// providerPage is the page that a browser sees in place of a provider's.
type providerPage struct {
	*testing.T
	srv *stytchtest.Server
	url string
}

// openProvider returns the page of a start URL. The parameters come in pairs, and replace those of a good URL.
func openProvider(t *testing.T, srv *stytchtest.Server, params ...string) *providerPage {
	t.Helper()
	query := url.Values{
		"public_token": {srv.PublicToken()}, "login_redirect_url": {oauthLoginURL}, "signup_redirect_url": {oauthSignupURL},
	}
	provider := "google"
	for i := 0; i < len(params); i += 2 {
		if params[i] == "provider" {
			provider = params[i+1]
			continue
		}
		query.Set(params[i], params[i+1])
	}
	return &providerPage{t, srv, srv.URL() + "/v1/public/oauth/" + provider + "/start?" + query.Encode()}
}

// pageResponse is a response without its body.
type pageResponse struct {
	StatusCode int
	Status     string
	Header     http.Header
}

// do sends a request as a browser does, without following redirects.
func (p *providerPage) do(method string, form url.Values, headers ...string) (pageResponse, string) {
	p.Helper()
	r, err := http.NewRequestWithContext(p.Context(), method, p.url, strings.NewReader(form.Encode()))
	if err != nil {
		p.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := (&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(r)
	if err != nil {
		p.Fatal(err)
	}
	defer resp.Body.Close() //nolint:errcheck // it is read to its end
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		p.Fatal(err)
	}
	return pageResponse{resp.StatusCode, resp.Status, resp.Header}, string(body)
}

// submit sends the form, and returns the token that the browser brings to the application.
func (p *providerPage) submit(wantURL string, form ...string) string {
	p.Helper()
	values := url.Values{}
	for i := 0; i < len(form); i += 2 {
		values.Set(form[i], form[i+1])
	}
	resp, body := p.do(http.MethodPost, values)
	to, err := url.Parse(resp.Header.Get("Location"))
	if err != nil || resp.StatusCode != http.StatusSeeOther {
		p.Fatalf("%v: %s %s", err, resp.Status, body)
	}
	query := to.Query()
	to.RawQuery = ""
	if to.String() != wantURL || query.Get("stytch_token_type") != "oauth" || len(query.Get("token")) != 44 {
		p.Fatalf("the browser goes to %s with %v, want %s", to, query, wantURL)
	}
	return query.Get("token")
}

// A new user signs up with an account that a person types. Afterwards the page offers the account, which logs in.
func TestOAuthStart(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	page := openProvider(t, w.srv, "custom_scopes", "openid https://www.googleapis.com/auth/calendar", "provider_login_hint", "ada@example.com")
	resp, body := page.do(http.MethodGet, nil)
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("%s %s", resp.Status, body)
	}
	for _, want := range []string{"<h1>Continue with Google</h1>", `value="ada@example.com"`, "<code>https://www.googleapis.com/auth/calendar</code>"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s in\n%s", want, body)
		}
	}
	policy := resp.Header.Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none'; style-src 'sha256-") || strings.Contains(body, "<script") || strings.Contains(body, "ZgotmplZ") {
		t.Errorf("policy %s of\n%s", policy, body)
	}

	token := page.submit(oauthSignupURL, "email", "ada@example.com", "first_name", "Ada", "last_name", "Lovelace")
	signUp, err := w.OAuth.Authenticate(w.ctx, oauth.AuthenticateRequest{Token: token, SessionDurationMinutes: 60})
	w.ok(err)
	w.same(signUp.User.Name, api.Name{FirstName: "Ada", LastName: "Lovelace"})
	w.same(signUp.User.Emails[0].Verified, true)
	w.same(signUp.ProviderValues.Scopes, []string{"openid", "email", "profile", "https://www.googleapis.com/auth/calendar"})

	_, body = page.do(http.MethodGet, nil)
	account := regexp.MustCompile(`name="subject" value="([^"]+)"[^>]*>ada@example\.com<`).FindStringSubmatch(body)
	if account == nil || account[1] != signUp.ProviderSubject {
		t.Fatalf("the page does not offer the account %s:\n%s", signUp.ProviderSubject, body)
	}
	for _, form := range [][]string{{"subject", account[1]}, {"email", "ADA@example.com"}} {
		login, err := w.OAuth.Authenticate(w.ctx, oauth.AuthenticateRequest{Token: page.submit(oauthLoginURL, form...)})
		w.ok(err)
		w.same([]string{login.UserID, login.ProviderSubject}, []string{signUp.UserID, signUp.ProviderSubject})
		w.same(len(login.User.Providers), 1)
	}
	// Another provider does not know the account, but the address has a user.
	github := openProvider(t, w.srv, "provider", "github")
	if _, body := github.do(http.MethodGet, nil); strings.Contains(body, "ada@example.com") {
		t.Error("Github offers an account of Google")
	}
	login, err := w.OAuth.Authenticate(w.ctx, oauth.AuthenticateRequest{Token: github.submit(oauthLoginURL, "email", "ada@example.com")})
	w.ok(err)
	w.same([]string{login.UserID, login.ProviderType}, []string{signUp.UserID, "Github"})
	// An address that the provider has not verified proves nothing.
	stranger := openProvider(t, w.srv, "provider", "discord")
	login, err = w.OAuth.Authenticate(w.ctx, oauth.AuthenticateRequest{
		Token: stranger.submit(oauthSignupURL, "email", "ada@example.com", "email_unverified", "on"),
	})
	w.ok(err)
	if login.UserID == signUp.UserID {
		t.Error("an unverified address logs in as its user")
	}
}

// The page offers the accounts of the users that the project begins with.
func TestOAuthStart_seeded(t *testing.T) {
	t.Parallel()
	srv := newServer(t, stytchtest.WithUsers(stytchtest.User{User: api.User{
		Emails:    []api.UserEmail{{Email: ada, Verified: true}},
		Providers: []api.UserOAuthProvider{{ProviderType: "Google", ProviderSubject: "1815"}},
	}}))
	page := openProvider(t, srv)
	if _, body := page.do(http.MethodGet, nil); !strings.Contains(body, `name="subject" value="1815"`) {
		t.Errorf("no account 1815 in\n%s", body)
	}
	login, err := srv.Client().OAuth.Authenticate(t.Context(), oauth.AuthenticateRequest{Token: page.submit(oauthLoginURL, "subject", "1815")})
	if err != nil || login.User.Emails[0].Email != ada {
		t.Errorf("%+v, %v", login, err)
	}
}

// The code challenge and the attach token of the start URL apply to the token.
func TestOAuthStart_parameters(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	const verifier, challenge = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM" // RFC 7636, appendix B
	token := openProvider(t, w.srv, "code_challenge", challenge).submit(oauthSignupURL, "email", ada)
	_, err := w.OAuth.Authenticate(w.ctx, oauth.AuthenticateRequest{Token: token})
	w.fails(err, api.ErrorTypePKCEExpectedCodeVerifier)
	login, err := w.OAuth.Authenticate(w.ctx, oauth.AuthenticateRequest{Token: token, CodeVerifier: verifier})
	w.ok(err)

	attach, err := w.OAuth.Attach(w.ctx, oauth.AttachRequest{Provider: "google", UserID: login.UserID})
	w.ok(err)
	token = openProvider(t, w.srv, "oauth_attach_token", attach.OAuthAttachToken).submit(oauthLoginURL, "email", grace)
	attached, err := w.OAuth.Authenticate(w.ctx, oauth.AuthenticateRequest{Token: token})
	w.ok(err)
	w.same(attached.UserID, login.UserID)
}

func TestOAuthStart_errors(t *testing.T) {
	t.Parallel()
	srv := newServer(t,
		stytchtest.WithOAuthProviders("google", "github"),
		stytchtest.WithRedirectURL(oauthLoginURL, stytchtest.RedirectLogin), stytchtest.WithRedirectURL(oauthSignupURL, stytchtest.RedirectSignup))
	open := newServer(t)
	for _, test := range []struct {
		srv    *stytchtest.Server
		params []string
		want   api.ErrorType
		status int
	}{
		{srv, []string{"provider", "myspace"}, api.ErrorTypeInvalidOAuthProvider, 400},
		{srv, []string{"provider", "slack"}, api.ErrorTypeOAuthConfigNotFound, 400},
		{srv, []string{"public_token", ""}, api.ErrorTypePublicTokenNotFound, 404},
		{srv, []string{"public_token", "public-token-test-11111111-1111-4111-8111-111111111111"}, api.ErrorTypePublicTokenNotFound, 404},
		{srv, []string{"login_redirect_url", "/login"}, api.ErrorTypeInvalidLoginOAuthURL, 400},
		{srv, []string{"login_redirect_url", oauthSignupURL}, api.ErrorTypeNoMatchForProvidedOAuthURL, 400},
		{srv, []string{"login_redirect_url", ""}, api.ErrorTypeNoDefaultLoginRedirectURLSet, 400},
		{srv, []string{"signup_redirect_url", "javascript:alert(1)"}, api.ErrorTypeInvalidSignupOAuthURL, 400},
		{srv, []string{"signup_redirect_url", "https://evil.example"}, api.ErrorTypeNoMatchForProvidedOAuthURL, 400},
		{srv, []string{"signup_redirect_url", oauthSignupURL + "?next=x"}, api.ErrorTypeQueryParamsDoNotMatch, 400},
		{srv, []string{"code_challenge", "x"}, api.ErrorTypeInvalidPKCECodeChallenge, 400},
		{srv, []string{"oauth_attach_token", "x"}, api.ErrorTypeInvalidOAuthAttachToken, 400},
		{open, []string{"login_redirect_url", "ftp://app.example"}, api.ErrorTypeInvalidLoginOAuthURL, 400},
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			resp, body := openProvider(t, test.srv, test.params...).do(method, url.Values{"email": {ada}})
			if got := errorTypeIn(t, body); resp.StatusCode != test.status || got != test.want {
				t.Errorf("%s with %v: %s %s, want %s", method, test.params, resp.Status, got, test.want)
			}
		}
	}
}

// What a person types wrongly shows the form again; canceling, and forms of other web pages, end the login.
func TestOAuthStart_forms(t *testing.T) {
	t.Parallel()
	srv := newServer(t)
	page := openProvider(t, srv)
	for _, form := range []url.Values{{}, {"email": {`"><b>`}}, {"subject": {"nobody"}}} {
		resp, body := page.do(http.MethodPost, form)
		if resp.StatusCode != http.StatusBadRequest || !strings.Contains(body, `role="alert"`) || strings.Contains(body, "<b>") {
			t.Errorf("%v: %s %s", form, resp.Status, body)
		}
	}
	_, body := page.do(http.MethodPost, url.Values{"cancel": {"1"}})
	if got := errorTypeIn(t, body); got != api.ErrorTypeOAuthFlowCallbackError {
		t.Errorf("canceling gets %s", got)
	}
	_, body = page.do(http.MethodPost, url.Values{"email": {ada}}, "Sec-Fetch-Site", "cross-site")
	if got := errorTypeIn(t, body); got != api.ErrorTypeBadRequest {
		t.Errorf("a form of another web page gets %s", got)
	}
	if n := len(srv.Requests()); n != 5 {
		t.Errorf("%d requests are recorded", n)
	}
}

func errorTypeIn(t *testing.T, body string) api.ErrorType {
	t.Helper()
	var failure struct {
		ErrorType api.ErrorType `json:"error_type"`
	}
	if err := json.Unmarshal([]byte(body), &failure); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	return failure.ErrorType
}
