package oauth

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the page of the provider
	"encoding/base64"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/pkce"
	"github.com/flymyai/stytch-go/internal/emulator/providers"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Pages lists the pages of the domain: the start of a login in a browser, which shows a page in place of the provider's.
func Pages() []op.Operation {
	return op.Pages("oauth.start", "/v1/public/oauth/{provider}/start", showProvider, finishProvider)
}

// start is a login with a provider that has begun in a browser.
type start struct {
	provider                   *providers.Provider
	loginURL, signupURL        string
	scopes                     []string
	codeChallenge, attachToken string
	loginHint                  string
}

// newStart checks the parameters of a start URL.
func newStart(c *op.Call) (*start, error) {
	provider, err := c.Project.OAuthProvider(c.Param("provider"))
	if err != nil {
		return nil, err
	}
	if given := c.Query("public_token"); given != c.Project.PublicToken {
		return nil, apierror.Newf(api.ErrorTypePublicTokenNotFound, "The public_token %q is not the project's, which is %s.", given, c.Project.PublicToken)
	}
	s := &start{
		provider:      provider,
		codeChallenge: c.Query("code_challenge"),
		attachToken:   c.Query("oauth_attach_token"),
		loginHint:     c.Query("provider_login_hint"),
	}
	if s.loginURL, err = c.Project.OAuthRedirect(c.Query("login_redirect_url"), config.RedirectLogin); err != nil {
		return nil, err
	}
	if s.signupURL, err = c.Project.OAuthRedirect(c.Query("signup_redirect_url"), config.RedirectSignup); err != nil {
		return nil, err
	}
	if err := pkce.CheckChallenge(s.codeChallenge); err != nil {
		return nil, err
	}
	if s.attachToken != "" {
		if _, err := findAttach(c.Store, s.attachToken, provider); err != nil {
			return nil, err
		}
	}
	s.scopes = slices.Clone(defaultScopes)
	for scope := range strings.FieldsSeq(c.Query("custom_scopes")) {
		if !slices.Contains(s.scopes, scope) {
			s.scopes = append(s.scopes, scope)
		}
	}
	return s, nil
}

// showProvider shows the page in place of the provider's.
func showProvider(c *op.Call) (*op.Page, error) {
	s, err := newStart(c)
	if err != nil {
		return nil, err
	}
	return s.page(c.Store, http.StatusOK, account{Email: s.loginHint}, "")
}

// finishProvider redirects to the application with the token of a login.
func finishProvider(c *op.Call, form url.Values) (*op.Page, error) {
	s, err := newStart(c)
	if err != nil {
		return nil, err
	}
	if form.Has("cancel") {
		return nil, apierror.Newf(api.ErrorTypeOAuthFlowCallbackError, "The user has canceled the login at %s.", s.provider.Type)
	}
	chosen, problem := s.choose(c, form)
	if problem != "" {
		return s.page(c.Store, http.StatusBadRequest, chosen, problem)
	}
	l := Login{
		Provider: s.provider.Type, Subject: chosen.Subject, Email: chosen.Email, EmailUnverified: chosen.EmailUnverified, Name: chosen.Name,
		Scopes: s.scopes, AttachToken: s.attachToken, CodeChallenge: s.codeChallenge,
	}
	token, err := NewToken(c.Store, l)
	if err != nil {
		return nil, err
	}
	u, _, err := findUser(c.Store, pending(c.Store).tokens[token])
	if err != nil {
		return nil, err
	}
	to := s.loginURL
	if u == nil {
		to = s.signupURL
	}
	return &op.Page{Status: http.StatusSeeOther, Location: store.LinkURL(to, "oauth", token)}, nil
}

// choose returns the account that a person chose or typed, or what is wrong with it.
func (s *start) choose(c *op.Call, form url.Values) (chosen account, problem string) {
	existing := accountsAt(c.Store, s.provider)
	if subject := form.Get("subject"); subject != "" {
		i := slices.IndexFunc(existing, func(a account) bool { return a.Subject == subject })
		if i < 0 {
			return account{}, "This account no longer exists. Enter its email address."
		}
		return existing[i], ""
	}
	typed := account{
		Email:           strings.TrimSpace(form.Get("email")),
		EmailUnverified: form.Has("email_unverified"),
		Name:            api.Name{FirstName: strings.TrimSpace(form.Get("first_name")), LastName: strings.TrimSpace(form.Get("last_name"))},
	}
	if c.Project.CheckEmail(typed.Email) != nil {
		return typed, "Enter an email address such as ada@example.com."
	}
	// Whoever types the address of an account means that account.
	if i := slices.IndexFunc(existing, func(a account) bool { return strings.EqualFold(a.Email, typed.Email) }); i >= 0 {
		typed.Subject = existing[i].Subject
	}
	return typed, ""
}

// maxAccounts is how many accounts a page offers.
const maxAccounts = 20

// providerPage is the data of the page.
type providerPage struct {
	Provider string
	Style    template.CSS
	Problem  string
	Scopes   []string
	Accounts []account
	// More is how many accounts the page leaves out.
	More  int
	Typed account
}

func (s *start) page(st *store.Store, status int, typed account, problem string) (*op.Page, error) {
	accounts := accountsAt(st, s.provider)
	shown := accounts[:min(len(accounts), maxAccounts)]
	var html bytes.Buffer
	err := startTemplate.Execute(&html, providerPage{
		Provider: s.provider.Type, Style: template.CSS(startStyle), //nolint:gosec // our own style sheet
		Problem: problem, Scopes: s.scopes, Accounts: shown, More: len(accounts) - len(shown), Typed: typed,
	})
	if err != nil {
		return nil, err
	}
	return &op.Page{Status: status, HTML: html.Bytes(), Policy: startPolicy}, nil
}

var (
	//go:embed start.html
	startHTML     string
	startTemplate = template.Must(template.New("start").Parse(startHTML))
	//go:embed start.css
	startStyle string
)

// startPolicy allows the style sheet of the page, and forms. Browsers apply form-action to the redirect that follows a
// form, too, and an application may redirect once more, so every web address is allowed there.
var startPolicy = func() string {
	sum := sha256.Sum256([]byte(startStyle))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; " +
		"form-action http: https:; base-uri 'none'; frame-ancestors 'none'"
}()
