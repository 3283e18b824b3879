package idp_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/token/tokentest"
)

const resource = "https://api.example.com"

// appToken returns an access token of an app for the resource, with changes.
func appToken(changes map[string]any) string {
	return tokentest.Token(tokentest.ConnectedApp().With(map[string]any{
		"aud": []any{tokentest.ProjectID, resource}, "scope": "openid read:documents",
	}).With(changes))
}

// policy lets a scope read documents.
func policy() *api.RBACPolicy {
	return &api.RBACPolicy{
		// Roles do not count: the token says nothing about those of its user.
		Roles: []api.RBACPolicyRole{{RoleID: "openid", Permissions: []api.RBACPermission{{ResourceID: "documents", Actions: []string{"*"}}}}},
		Scopes: []api.RBACPolicyScope{
			{Scope: "read:documents", Permissions: []api.RBACPermission{{ResourceID: "documents", Actions: []string{"read"}}}},
			{Scope: "write:documents", Permissions: []api.RBACPermission{{ResourceID: "documents", Actions: []string{"write"}}}},
		},
	}
}

func TestAuthenticateAccessToken(t *testing.T) {
	t.Parallel()
	i := clienttest.NewIssuer(t)
	jwt := appToken(map[string]any{"team": "sales", "limits": map[string]any{"seats": 5}})
	want := &idp.AccessToken{
		ID:           "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		UserID:       "user-test-44444444-4444-4444-8444-444444444444",
		ClientID:     "connected-app-test-66666666-6666-4666-8666-666666666666",
		Scopes:       []string{"openid", "read:documents"},
		Audience:     []string{tokentest.ProjectID, resource},
		IssuedAt:     tokentest.Start,
		ExpiresAt:    tokentest.Start.Add(time.Hour),
		Issuer:       "stytch.com/" + tokentest.ProjectID,
		CustomClaims: map[string]any{"team": "sales", "limits": map[string]any{"seats": 5.0}},
	}
	for _, how := range []string{"verified", "cached"} {
		got, err := i.Client.IDP.AuthenticateAccessToken(t.Context(), jwt)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", how, diff)
		}
		// The caller may change its token.
		got.Scopes[0], got.Audience[0] = "admin", "other"
		got.CustomClaims["limits"].(map[string]any)["seats"] = 500.0
	}
	if got := i.Fetches.Load(); got != 1 {
		t.Errorf("%d key fetches, want 1", got)
	}
}

// Every attack is rejected for the given reason, and so is a token that looks almost like one of an app.
func TestAuthenticateAccessTokenAttacks(t *testing.T) {
	t.Parallel()
	attacks := append(tokentest.Attacks(tokentest.ConnectedApp()),
		tokentest.Attack{Name: "session JWT with the claims of an app", Token: tokentest.Token(tokentest.Session().With(map[string]any{"scope": "openid", "client_id": "x"})), Want: idp.ErrTokenKind},
		tokentest.Attack{Name: "M2M token of a client with a user's ID", Token: tokentest.Token(tokentest.M2M().With(map[string]any{"sub": "user-test-44444444-4444-4444-8444-444444444444"})), Want: idp.ErrTokenKind},
		tokentest.Attack{Name: "ID token for the project too", Token: tokentest.Token(tokentest.ID().With(map[string]any{"aud": []any{"x", tokentest.ProjectID}})), Want: idp.ErrTokenMalformed},
		tokentest.Attack{Name: "no client_id and no scope", Token: appToken(map[string]any{"scope": nil, "client_id": nil}), Want: idp.ErrTokenMalformed},
		tokentest.Attack{Name: "no scope", Token: appToken(map[string]any{"scope": nil}), Want: idp.ErrTokenMalformed},
		tokentest.Attack{Name: "scope as a list", Token: appToken(map[string]any{"scope": []any{"openid"}}), Want: idp.ErrTokenMalformed},
		tokentest.Attack{Name: "client_id of another type", Token: appToken(map[string]any{"client_id": 1}), Want: idp.ErrTokenMalformed},
		tokentest.Attack{Name: "for the resource alone", Token: appToken(map[string]any{"aud": []any{resource}}), Want: idp.ErrTokenAudience},
	)
	for _, test := range attacks {
		t.Run(test.Name, func(t *testing.T) {
			t.Parallel()
			i := clienttest.NewIssuer(t)
			for range 2 {
				got, err := i.Client.IDP.AuthenticateAccessToken(t.Context(), test.Token)
				if !errors.Is(err, test.Want) || got != nil {
					t.Errorf("got %v, %v; want %v", got, err, test.Want)
				}
				if idp.StatusCode(err) != http.StatusUnauthorized {
					t.Errorf("status %d for %v", idp.StatusCode(err), err)
				}
				if len(test.Token) > 20 && strings.Contains(err.Error(), test.Token[len(test.Token)-20:]) {
					t.Errorf("error %q shows the token", err)
				}
			}
			if got := i.Fetches.Load(); got > 1 {
				t.Errorf("%d key fetches", got)
			}
		})
	}
}

func TestAuthenticateAccessTokenOptions(t *testing.T) {
	t.Parallel()
	const hour = time.Hour
	can := func(resource, action string) idp.Option {
		return idp.WithAuthorizationCheck(idp.AuthorizationCheck{ResourceID: resource, Action: action})
	}
	tests := []struct {
		name string
		age  time.Duration // of the token
		opts []idp.Option
		want error
	}{
		{"a scope", 0, []idp.Option{idp.WithScopes("read:documents")}, nil},
		{"both scopes", 0, []idp.Option{idp.WithScopes("read:documents", "openid")}, nil},
		{"a scope too many", 0, []idp.Option{idp.WithScopes("openid", "write:documents")}, idp.ErrInsufficientScope},
		{"a part of a scope", 0, []idp.Option{idp.WithScopes("read")}, idp.ErrInsufficientScope},
		{"another case", 0, []idp.Option{idp.WithScopes("OpenID")}, idp.ErrInsufficientScope},
		{"the last option counts", 0, []idp.Option{idp.WithScopes("write:documents"), idp.WithScopes("openid")}, nil},
		{"the resource", 0, []idp.Option{idp.WithAudience(resource)}, nil},
		{"another resource", 0, []idp.Option{idp.WithAudience("https://other.example.com")}, idp.ErrTokenAudience},
		{"the resource with a slash", 0, []idp.Option{idp.WithAudience(resource + "/")}, idp.ErrTokenAudience},
		{"a prefix of the resource", 0, []idp.Option{idp.WithAudience(resource[:12])}, idp.ErrTokenAudience},
		{"a granted action", 0, []idp.Option{can("documents", "read")}, nil},
		{"an action of another scope", 0, []idp.Option{can("documents", "write")}, idp.ErrNotAuthorized},
		{"an action on another resource", 0, []idp.Option{can("folders", "read")}, idp.ErrNotAuthorized},
		{"a wildcard is no action", 0, []idp.Option{can("documents", "*")}, idp.ErrNotAuthorized},
		{"everything", 0, []idp.Option{idp.WithScopes("openid"), idp.WithAudience(resource), can("documents", "read")}, nil},
		{"the audience comes before the scopes", 0, []idp.Option{idp.WithScopes("x"), idp.WithAudience("x")}, idp.ErrTokenAudience},
		{"expires with the skew", hour + 5*time.Second - 1, nil, nil},
		{"expired", hour + 5*time.Second, nil, idp.ErrTokenExpired},
		{"expired without skew", hour, []idp.Option{idp.WithClockSkew(0)}, idp.ErrTokenExpired},
		{"from the future", -6 * time.Second, nil, idp.ErrTokenNotYetValid},
		{"exactly as old as allowed", 10 * time.Minute, []idp.Option{idp.WithMaxTokenAge(10 * time.Minute)}, nil},
		{"too old", 10*time.Minute + 1, []idp.Option{idp.WithMaxTokenAge(10 * time.Minute)}, idp.ErrTokenTooOld},
	}
	jwt := appToken(nil)
	for _, test := range tests {
		i := clienttest.NewIssuer(t)
		i.Policy.Store(policy())
		i.Advance(test.age)
		got, err := i.Client.IDP.AuthenticateAccessToken(t.Context(), jwt, test.opts...)
		if !errors.Is(err, test.want) || (got == nil) != (test.want != nil) {
			t.Errorf("%s: got %v, %v; want %v", test.name, got, err, test.want)
		}
	}
}

// The errors of a valid token that is not sufficient say what it lacks.
func TestInsufficientTokens(t *testing.T) {
	t.Parallel()
	i := clienttest.NewIssuer(t)
	i.Policy.Store(policy())
	check := idp.AuthorizationCheck{ResourceID: "documents", Action: "write"}
	held := []string{"openid", "read:documents"}
	tests := []struct {
		opt  idp.Option
		want error
		text string
	}{
		{idp.WithScopes("admin", "openid"), &idp.ScopeError{Required: []string{"admin", "openid"}, Held: held},
			`insufficient scope: needs "admin openid", has "openid read:documents"`},
		{idp.WithAudience("urn:x"), &idp.AudienceError{Required: "urn:x", Held: []string{tokentest.ProjectID, resource}},
			`wrong audience: needs "urn:x", has "` + tokentest.ProjectID + ` ` + resource + `"`},
		{idp.WithAuthorizationCheck(check), &idp.PermissionError{Check: check, Held: held},
			`the scopes of the token do not grant this: needs "write on documents", has "openid read:documents"`},
	}
	for _, test := range tests {
		_, err := i.Client.IDP.AuthenticateAccessToken(t.Context(), appToken(nil), test.opt)
		if got := errors.Unwrap(err); !cmp.Equal(test.want, got) {
			t.Errorf("got %#v, want %#v", got, test.want)
		}
		if want := "stytch: Connected Apps access token: " + test.text; err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// Options that would check nothing, or not what they seem to, are an error of the call and a panic of the middleware.
func TestInvalidOptions(t *testing.T) {
	t.Parallel()
	i := clienttest.NewIssuer(t)
	for name, opt := range map[string]idp.MiddlewareOption{
		"WithScopes: names no scope":                        idp.WithScopes(),
		"WithScopes: has an empty scope":                    idp.WithScopes("a", ""),
		"WithScopes: has a scope with a space":              idp.WithScopes("read:users write:users"),
		"WithScopes: has a scope with a":                    idp.WithScopes(`read"`),
		"WithAudience: is empty":                            idp.WithAudience(""),
		"WithAudience: is the project ID":                   idp.WithAudience(tokentest.ProjectID),
		"WithAuthorizationCheck: needs both":                idp.WithAuthorizationCheck(idp.AuthorizationCheck{ResourceID: "documents"}),
		"WithMaxTokenAge: is not positive":                  idp.WithMaxTokenAge(0),
		"WithClockSkew: is negative":                        idp.WithClockSkew(-1),
		"WithErrorHandler: is nil":                          idp.WithErrorHandler(nil),
		"WithResourceMetadata: needs the result of":         idp.WithResourceMetadata(nil),
		"WithResourceMetadata: needs the result of Service": idp.WithResourceMetadata(&idp.ResourceMetadata{}),
	} {
		option, problem, _ := strings.Cut(name, ": ")
		invalid := func(err error) bool {
			e, ok := errors.AsType[*api.ArgumentError](err)
			return ok && e.Argument == option && strings.HasPrefix(e.Problem, problem)
		}
		if local, ok := opt.(idp.Option); ok {
			if _, err := i.Client.IDP.AuthenticateAccessToken(t.Context(), appToken(nil), local); !invalid(err) || idp.StatusCode(err) != 500 {
				t.Errorf("%s: error %v", name, err)
			}
		}
		func() {
			defer func() {
				if err, ok := recover().(error); !ok || !invalid(err) {
					t.Errorf("%s: panicked with %v", name, err)
				}
			}()
			i.Client.IDP.Middleware(opt)
		}()
	}
	check := idp.WithAuthorizationCheck(idp.AuthorizationCheck{ResourceID: "documents", Action: "read"})
	if _, err := i.Client.IDP.AuthenticateAccessToken(t.Context(), appToken(nil), check, check); idp.StatusCode(err) != 500 {
		t.Errorf("two checks: %v", err)
	}
}

// Without keys nothing is known of a token, and without a policy nothing of its permissions.
func TestUnavailable(t *testing.T) {
	t.Parallel()
	i := clienttest.NewIssuer(t)
	i.Down.Store(true)
	got, err := i.Client.IDP.AuthenticateAccessToken(t.Context(), appToken(nil))
	if got != nil || !errors.Is(err, idp.ErrUnavailable) || idp.StatusCode(err) != http.StatusServiceUnavailable {
		t.Errorf("without keys: got %v, %v, status %d", got, err, idp.StatusCode(err))
	}

	i = clienttest.NewIssuer(t)
	if _, err := i.Client.IDP.AuthenticateAccessToken(t.Context(), appToken(nil)); err != nil {
		t.Fatal(err)
	}
	i.Down.Store(true)
	check := idp.WithAuthorizationCheck(idp.AuthorizationCheck{ResourceID: "documents", Action: "read"})
	got, err = i.Client.IDP.AuthenticateAccessToken(t.Context(), appToken(nil), check)
	if e, ok := errors.AsType[*api.Error](err); got != nil || !ok || e.StatusCode != http.StatusServiceUnavailable || idp.StatusCode(err) != http.StatusServiceUnavailable {
		t.Errorf("without a policy: got %v, %v, status %d", got, err, idp.StatusCode(err))
	}
}

// Tokens that apps fetched from the domain of the project have its URL as their issuer.
func TestIssuer(t *testing.T) {
	t.Parallel()
	with := clienttest.NewIssuer(t, stytch.WithIssuer(domain+"/"), stytch.WithIssuer("https://login.example.com"))
	without := clienttest.NewIssuer(t)
	for issuer, want := range map[string]error{
		domain:                      nil,
		"https://login.example.com": nil,
		domain + "/":                idp.ErrTokenIssuer,
		"https://evil.example.com":  idp.ErrTokenIssuer,
	} {
		jwt := appToken(map[string]any{"iss": issuer})
		if got, err := with.Client.IDP.AuthenticateAccessToken(t.Context(), jwt); !errors.Is(err, want) || (err == nil && got.Issuer != issuer) {
			t.Errorf("%s: got %v, %v; want %v", issuer, got, err, want)
		}
		if _, err := without.Client.IDP.AuthenticateAccessToken(t.Context(), jwt); !errors.Is(err, idp.ErrTokenIssuer) {
			t.Errorf("%s, without the option: got %v", issuer, err)
		}
	}
}
