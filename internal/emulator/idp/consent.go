package idp

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the page
	"encoding/base64"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// parseRequest reads the authorization request in the query. After an error, nothing is sent to the redirect URI of the
// request, which may be an attacker's. If problem is not empty, the caller must redirect to it: it is the redirect URI with
// an error for the app.
func parseRequest(c *op.Call) (r *request, problem string, err error) {
	if own := c.Project.AuthorizationEndpoint; own != "" {
		return nil, "", apierror.Newf(api.ErrorTypeRouteNotFound, "The authorization endpoint of the project is %s.", own)
	}
	query := c.QueryValues()
	r = &request{
		redirectURI: query.Get("redirect_uri"), responseType: query.Get("response_type"), scopes: strings.Fields(query.Get("scope")),
		prompt: query.Get("prompt"), state: query.Get("state"), nonce: query.Get("nonce"), challenge: query.Get("code_challenge"),
		resources: query["resource"],
	}
	if err := r.check(c, query.Get("client_id")); err != nil {
		return nil, "", err
	}
	for name, values := range query {
		if len(values) > 1 && name != "resource" {
			return r, r.fail(c, "invalid_request", "A parameter is sent twice"), nil
		}
	}
	method := query.Get("code_challenge_method")
	switch {
	case r.responseType != "code":
		problem = r.fail(c, "unsupported_response_type", "response_type must be code")
	case r.checkChallenge() != nil:
		problem = r.fail(c, "invalid_request", "code_challenge is missing or malformed")
	case r.challenge != "" && method != "S256":
		problem = r.fail(c, "invalid_request", "code_challenge_method must be S256")
	case slices.Contains(strings.Fields(r.prompt), "none"):
		problem = r.fail(c, "login_required", "The user must log in")
	}
	return r, problem, nil
}

// showConsent shows the page on which a person logs in and grants an app access.
func showConsent(c *op.Call) (*op.Page, error) {
	r, problem, err := parseRequest(c)
	if err != nil {
		return nil, err
	}
	if problem != "" {
		return seeOther(problem), nil
	}
	return r.page(c, http.StatusOK, "", "")
}

// finishConsent redirects to the app with what the person decided.
func finishConsent(c *op.Call, form url.Values) (*op.Page, error) {
	r, problem, err := parseRequest(c)
	if err != nil {
		return nil, err
	}
	switch {
	case problem != "":
		return seeOther(problem), nil
	case form.Get("decision") == "deny":
		return seeOther(r.fail(c, "access_denied", "The user has denied access")), nil
	case form.Get("decision") != "allow":
		return r.page(c, http.StatusBadRequest, "", "Choose whether to allow access.")
	}
	r.scopes = slices.DeleteFunc(r.scopes, func(scope string) bool { return !slices.Contains(form["scope"], scope) })
	u, typed, problem := chosenUser(c, form)
	if problem != "" {
		return r.page(c, http.StatusBadRequest, typed, problem)
	}
	if missing := r.ungrantable(c, u); len(missing) > 0 {
		return r.page(c, http.StatusBadRequest, typed, "This user cannot grant "+strings.Join(missing, ", ")+".")
	}
	if u == nil {
		u = c.Store.NewUser()
		c.Store.AddContact(u, typed, true)
	}
	to, _ := r.grant(c, u, true)
	return seeOther(to), nil
}

func seeOther(location string) *op.Page {
	return &op.Page{Status: http.StatusSeeOther, Location: location}
}

// chosenUser returns the user that a person chose or typed, nil for a new one with the address that was typed.
func chosenUser(c *op.Call, form url.Values) (u *store.User, typed, problem string) {
	typed = strings.TrimSpace(form.Get("email"))
	if id := form.Get("user_id"); id != "" && typed == "" {
		if u := c.Store.UserByID(id); u != nil {
			return u, "", ""
		}
		return nil, "", "This user no longer exists. Enter an email address."
	}
	if c.Project.CheckEmail(typed) != nil {
		return nil, typed, "Choose a user, or enter an email address such as ada@example.com."
	}
	if email := c.Store.Contact(typed); email != nil {
		return email.User, typed, ""
	}
	return nil, typed, ""
}

// maxUsers is how many users the page offers.
const maxUsers = 20

// consentPage is the data of the page.
type consentPage struct {
	Style   template.CSS
	Problem string
	Client  api.ConnectedApp
	// Host is where the person is sent afterwards.
	Host   string
	Scopes []api.IDPScopeResult
	Users  []pageUser
	// More is how many users the page leaves out.
	More  int
	Typed string
}

// pageUser is a user that the page offers.
type pageUser struct {
	ID, Name string
	Chosen   bool
}

func (r *request) page(c *op.Call, status int, typed, problem string) (*op.Page, error) {
	all := c.Store.Users()
	to, err := url.Parse(r.redirectURI)
	if err != nil {
		return nil, err // it was checked before
	}
	data := consentPage{
		Style: template.CSS(consentStyle), Problem: problem, Client: r.app.Fields, Host: to.Host, //nolint:gosec // our own style sheet
		More: max(0, len(all)-maxUsers), Typed: typed,
	}
	for i, u := range all[:min(len(all), maxUsers)] {
		data.Users = append(data.Users, pageUser{ID: u.ID, Name: u.Account(), Chosen: i == 0 && typed == ""})
	}
	for _, scope := range r.scopes {
		// Whether custom scopes can be granted depends on the user, whom nobody knows yet.
		result := scopeResult(c.Project, r.app, &store.User{}, scope)
		if result.Description == "" {
			result.Description = scope
		}
		data.Scopes = append(data.Scopes, result)
	}
	var html bytes.Buffer
	if err := consentTemplate.Execute(&html, data); err != nil {
		return nil, err
	}
	return &op.Page{Status: status, HTML: html.Bytes(), Policy: consentPolicy}, nil
}

var (
	//go:embed consent.html
	consentHTML     string
	consentTemplate = template.Must(template.New("consent").Parse(consentHTML))
	//go:embed consent.css
	consentStyle string
)

// consentPolicy allows the style sheet of the page, and forms. Browsers apply form-action to the redirect that follows a
// form, too, and an app may redirect once more, so every web address is allowed there. No page may frame this one.
var consentPolicy = func() string {
	sum := sha256.Sum256([]byte(consentStyle))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; " +
		"form-action http: https:; base-uri 'none'; frame-ancestors 'none'"
}()
