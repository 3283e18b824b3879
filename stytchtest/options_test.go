package stytchtest_test

import (
	"bytes"
	"crypto"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

func TestOptions_credentials(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithProjectID("project-test-11111111-1111-4111-8111-111111111111"), stytchtest.WithSecret("secret-test-mine"))
	w.same([]string{w.srv.ProjectID(), w.srv.Secret()}, []string{"project-test-11111111-1111-4111-8111-111111111111", "secret-test-mine"})
	w.user(ada)
	if a, b := newServer(t), newServer(t); a.ProjectID() == b.ProjectID() || a.Secret() == b.Secret() {
		t.Error("two servers have the same credentials")
	}
}

func TestOptions_deterministicIDs(t *testing.T) {
	t.Parallel()
	play := func() []string {
		w := newHarness(t, stytchtest.WithDeterministicIDs(7))
		login := w.login(ada)
		sent := w.sendSMS(phone)
		keys, err := w.Sessions.JWKS(w.ctx)
		w.ok(err)
		return []string{
			w.srv.ProjectID(), w.srv.Secret(), login.RequestID, login.UserID, login.SessionToken, login.Session.SessionID,
			sent.PhoneID, w.srv.LastMessage(phone).Code, keys.Keys[0].Kid,
		}
	}
	w := newHarness(t)
	w.same(play(), play())
}

func TestOptions_invalid(t *testing.T) {
	t.Parallel()
	user := func(u api.User) stytchtest.Option { return stytchtest.WithUsers(stytchtest.User{User: u}) }
	twice := stytchtest.User{User: api.User{Emails: []api.UserEmail{{Email: ada}}}}
	for name, opt := range map[string]stytchtest.Option{
		"project ID":          stytchtest.WithProjectID("project"),
		"secret":              stytchtest.WithSecret("a b"),
		"address":             stytchtest.WithAddr("nowhere:x"),
		"LUDS length":         stytchtest.WithPasswordPolicy(stytchtest.PasswordPolicy{LUDS: true, MinLength: -1}),
		"LUDS complexity":     stytchtest.WithPasswordPolicy(stytchtest.PasswordPolicy{LUDS: true, MinComplexity: 5}),
		"redirect URL":        stytchtest.WithRedirectURLs("app.example.com"),
		"redirect purpose":    stytchtest.WithRedirectURL("https://example.com", "nothing"),
		"session duration":    stytchtest.WithMaxSessionDuration(time.Minute),
		"session of seconds":  stytchtest.WithMaxSessionDuration(30 * time.Second),
		"no session duration": stytchtest.WithMaxSessionDuration(0),
		"user lock":           stytchtest.WithUserLock(101, time.Hour),
		"no failures":         stytchtest.WithUserLock(0, time.Hour),
		"no lock duration":    stytchtest.WithUserLock(3, 0),
		"user without factor": user(api.User{}),
		"user's email":        user(api.User{Emails: []api.UserEmail{{Email: "ada"}}}),
		"user's id":           user(api.User{UserID: "ada", Emails: []api.UserEmail{{Email: ada}}}),
		"user's phone":        user(api.User{PhoneNumbers: []api.UserPhoneNumber{{PhoneNumber: "1"}}}),
		"user's provider":     user(api.User{Providers: []api.UserOAuthProvider{{ProviderType: "nobody"}}}),
		"user's role":         user(api.User{Roles: []string{"boss"}, Emails: []api.UserEmail{{Email: ada}}}),
		"duration in JSON":    user(api.User{Emails: []api.UserEmail{{Email: ada}}, TrustedMetadata: map[string]any{"ttl": time.Minute}}),
		"NaN in JSON":         user(api.User{Emails: []api.UserEmail{{Email: ada}}, UntrustedMetadata: map[string]any{"score": math.NaN()}}),
		"a client's metadata": stytchtest.WithM2MClients(stytchtest.M2MClient{TrustedMetadata: map[string]any{"score": math.NaN()}}),
		"a user twice":        stytchtest.WithUsers(twice, twice),
		"TOTP secret":         stytchtest.WithUsers(stytchtest.User{User: api.User{Emails: []api.UserEmail{{Email: ada}}}, TOTPSecret: "1"}),
		"password of nobody": stytchtest.WithUsers(stytchtest.User{
			User: api.User{PhoneNumbers: []api.UserPhoneNumber{{PhoneNumber: phone}}}, PlainPassword: strong,
		}),
	} {
		if srv, err := stytchtest.Start(opt); err == nil {
			srv.Close()
			t.Errorf("%s: no error", name)
		} else if !strings.HasPrefix(err.Error(), "stytchtest: ") {
			t.Errorf("%s: got error %v", name, err)
		}
	}
}

func TestOptions_users(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithUsers(everything))
	u := w.get(everything.UserID)
	w.same([]int{len(u.Emails), len(u.PhoneNumbers), len(u.Providers), len(u.TOTPs)}, []int{2, 1, 1, 1})
	_, err := w.enterPassword(ada, strong)
	w.ok(err)
	login, err := w.oauth(stytchtest.OAuthLogin{Provider: "google", Subject: "g-1"})
	w.ok(err)
	w.same(login.UserID, everything.UserID)
	w.same(w.srv.Messages(), []stytchtest.Message(nil))
}

// A test can change the values of its options for the next server.
func TestOptions_areCopied(t *testing.T) {
	t.Parallel()
	plan := map[string]any{"name": "pro"}
	user := stytchtest.User{User: api.User{UserID: "user-test-11111111-1111-4111-8111-111111111111", Emails: []api.UserEmail{{Email: ada}}, TrustedMetadata: map[string]any{"plan": plan}}}
	own := api.RBACPolicy{Roles: []api.RBACPolicyRole{{RoleID: "stytch_user", Permissions: []api.RBACPermission{{ResourceID: "documents", Actions: []string{"read"}}}}}}
	denied := []string{grace}
	keys := map[string]crypto.PublicKey{"k1": trustedKey.Public()}
	w := newHarness(t, stytchtest.WithUsers(user), stytchtest.WithRBACPolicy(own), stytchtest.WithDeniedEmails(denied...),
		stytchtest.WithTrustedTokenProfile(stytchtest.TrustedTokenProfile{ID: "profile-1", Issuer: "https://idp.example.com", Audience: "stytch", Keys: keys}))
	delete(keys, "k1")
	plan["name"], user.Emails[0].Email, own.Roles[0].Permissions[0].Actions[0], denied[0] = "free", grace, "write", ada
	w.srv.Reset() // adds the user again
	page, err := w.Users.Search(w.ctx, users.SearchRequest{})
	w.ok(err)
	w.same([]any{page.Results[0].Emails[0].Email, page.Results[0].TrustedMetadata["plan"]}, []any{ada, map[string]any{"name": "pro"}})
	got, err := w.RBAC.Policy(w.ctx)
	w.ok(err)
	w.same(got.Policy.Roles[0].Permissions[0].Actions, []string{"read"})
	w.sendLink(ada)
	_, err = w.Users.Create(w.ctx, users.CreateRequest{Email: "employee@example.com", ExternalID: "employee-1"})
	w.ok(err)
	_, err = w.attest(nil)
	w.ok(err)
}

func TestOptions_redirectURLs(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithRedirectURLs("https://app.example.com/auth", "https://*.example.org/*/done", "https://app.example.com/query?a=1"))
	try := func(url string) error {
		_, err := w.MagicLinks.Email.LoginOrCreate(w.ctx, magiclinks.EmailLoginOrCreateRequest{Email: ada, LoginMagicLinkURL: url, SignupMagicLinkURL: url})
		return err
	}
	for url, want := range map[string]api.ErrorType{
		"":                                  "",
		"https://app.example.com/auth":      "",
		"https://x.example.org/y/done":      "",
		"https://x.example.org/y/z/done":    api.ErrorTypeNoMatchForProvidedMagicLinkURL,
		"https://app.example.com/query?a=1": "",
		"https://app.example.com/query?a=2": api.ErrorTypeQueryParamsDoNotMatch,
		"https://app.example.com/auth?x":    api.ErrorTypeQueryParamsDoNotMatch,
		"https://app.example.com/auth/":     api.ErrorTypeNoMatchForProvidedMagicLinkURL,
		"http://app.example.com/auth":       api.ErrorTypeNoMatchForProvidedMagicLinkURL,
		"ftp://app.example.com/auth":        api.ErrorTypeInvalidMagicLinkURL,
		"app.example.com":                   api.ErrorTypeInvalidLoginMagicLinkURL,
	} {
		if err := try(url); want == "" {
			w.ok(err)
		} else {
			w.fails(err, want)
		}
	}
	w.ok(try(""))
	w.contains(w.srv.LastMessage(ada).URL, "https://app.example.com/auth?")
}

func TestOptions_anyRedirectURL(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	w.sendLink(ada)
	w.contains(w.srv.LastMessage(ada).URL, "http://localhost:3000/authenticate?")
	_, err := w.MagicLinks.Email.LoginOrCreate(w.ctx, magiclinks.EmailLoginOrCreateRequest{Email: ada, SignupMagicLinkURL: "http://anywhere:1/x", LoginMagicLinkURL: "http://anywhere:1/x"})
	w.ok(err)
}

func TestOptions_rateLimits(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithRateLimits(), stytchtest.WithTime(time.Date(2026, time.May, 1, 0, 0, 0, 0, time.UTC)))
	w.Client = w.srv.Client(unretried)
	link := func(email string) error {
		_, err := w.MagicLinks.Email.LoginOrCreate(w.ctx, magiclinks.EmailLoginOrCreateRequest{Email: email})
		return err
	}
	w.ok(link(ada))
	w.ok(link(grace))
	w.fails(link(ada), api.ErrorTypeTooManyRequests)
	_, err := w.MagicLinks.Email.Send(w.ctx, magiclinks.EmailSendRequest{Email: ada})
	w.fails(err, api.ErrorTypeTooManyRequests)
	w.srv.Advance(time.Second)
	w.ok(link(ada))

	for range 150 {
		_, err := w.Users.Search(w.ctx, users.SearchRequest{Limit: 1})
		w.ok(err)
	}
	_, err = w.Users.Search(w.ctx, users.SearchRequest{Limit: 1})
	w.fails(err, api.ErrorTypeTooManyRequests)
	w.srv.Advance(time.Minute)
	_, err = w.Users.Search(w.ctx, users.SearchRequest{Limit: 1})
	w.ok(err)
}

func TestOptions_logger(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	srv := stytchtest.NewServer(t, stytchtest.WithLogger(slog.New(slog.NewJSONHandler(&out, nil))))
	w := &harness{T: t, Client: srv.Client(), srv: srv, ctx: t.Context()}
	_, err := w.Passwords.Create(w.ctx, passwords.CreateRequest{Email: ada, Password: strong})
	w.ok(err)
	_, err = w.Users.Get(w.ctx, "nobody")
	w.fails(err, api.ErrorTypeUserNotFound)
	w.srv.Close() // and with it the last record
	w.contains(out.String(), `"operation":"passwords.create"`)
	w.contains(out.String(), `"error_type":"user_not_found"`)
	for _, secret := range []string{strong, w.srv.Secret(), ada} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
}

func TestReset(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithUsers(everything))
	w.Client = w.srv.Client(unretried)
	login := w.login("new@example.com")
	w.srv.Inject(stytchtest.Fault{Status: 500, Times: -1})
	w.srv.Advance(time.Hour)
	before := w.srv.Now()
	w.srv.Reset()
	w.same(len(w.srv.Messages())+len(w.srv.Requests())+len(w.srv.Webhooks()), 0)
	_, err := w.Users.Get(w.ctx, login.UserID)
	w.fails(err, api.ErrorTypeUserNotFound)
	w.get(everything.UserID)
	w.same(w.srv.Now().Before(before), false)
	w.verifyJWT(login.SessionJWT)
}

func TestClose(t *testing.T) {
	t.Parallel()
	srv, err := stytchtest.Start()
	if err != nil {
		t.Fatal(err)
	}
	client := srv.Client(unretried)
	if _, err := client.Users.Search(t.Context(), users.SearchRequest{}); err != nil {
		t.Fatal(err)
	}
	srv.Close()
	srv.Close()
	if _, err := client.Users.Search(t.Context(), users.SearchRequest{}); err == nil {
		t.Error("a closed server responses")
	}
}

func TestHandler(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/v1/debug/whoami", nil)
	r.SetBasicAuth(srv.ProjectID(), srv.Secret())
	response := httptest.NewRecorder()
	srv.Handler().ServeHTTP(response, r)
	if response.Code != http.StatusOK {
		t.Errorf("got %d %s", response.Code, response.Body)
	}
}

func TestMistakesPanic(t *testing.T) {
	t.Parallel()
	srv, err := stytchtest.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(srv.Close)
	for name, call := range map[string]func(){
		"client option":  func() { srv.Client(stytch.WithBaseURL("nowhere")) },
		"no message":     func() { srv.LastMessage(ada) },
		"OAuth provider": func() { srv.OAuthToken(stytchtest.OAuthLogin{Provider: "nobody"}) },
		"OAuth email":    func() { srv.OAuthToken(stytchtest.OAuthLogin{Provider: "google", Email: "ada"}) },
		"access token":   func() { srv.AccessToken(stytchtest.AccessToken{UserID: "nobody"}) },
		"connected app":  func() { srv.ConnectApp("nobody", api.UserConnectedApp{}) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			call()
		}()
	}
}

func TestOptions_senders(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithAllowedEmails("example.com", "one@example.org"), stytchtest.WithDeniedEmails("eve@example.com"))
	for email, want := range map[string]api.ErrorType{
		ada:               "",
		"one@example.org": "",
		"two@example.org": api.ErrorTypeEmailNotInAllowlist,
		"eve@example.com": api.ErrorTypeEmailInDenylist,
	} {
		_, err := w.OTP.Email.LoginOrCreate(w.ctx, otp.EmailLoginOrCreateRequest{Email: email})
		if want == "" {
			w.ok(err)
		} else {
			w.fails(err, want)
		}
	}
}

// A user in a response of the API lacks its secrets. WithUsers rejects a user that needs them.
func TestStart_invalidUsers(t *testing.T) {
	t.Parallel()
	emails := []api.UserEmail{{Email: ada}}
	for want, user := range map[string]stytchtest.User{
		"users[0].status":    {User: api.User{Emails: emails, Status: "actve"}},
		"users[0].is_locked": {User: api.User{Emails: emails, IsLocked: true}},
		"users[0].password":  {User: api.User{Emails: emails, Password: &api.UserPassword{}}},
		"users[0].totps":     {User: api.User{Emails: emails, TOTPs: []api.UserTOTP{{Verified: true}}}},
	} {
		srv, err := stytchtest.Start(stytchtest.WithUsers(user))
		if err == nil {
			srv.Close()
			t.Errorf("%s: started", want)
		} else if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q lacks %q", err, want)
		}
	}
}
