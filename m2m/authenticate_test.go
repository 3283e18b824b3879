package m2m_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/token/tokentest"
	"github.com/flymyai/stytch-go/m2m"
)

func TestAuthenticateToken(t *testing.T) {
	t.Parallel()
	i := clienttest.NewIssuer(t)
	jwt := tokentest.Token(tokentest.M2M().With(map[string]any{"team": "sales", "limits": map[string]any{"seats": 5}, "jti": "x"}))
	want := &m2m.AccessToken{
		ClientID:     "m2m-client-test-55555555-5555-4555-8555-555555555555",
		Scopes:       []string{"read:users", "write:users"},
		IssuedAt:     tokentest.Start,
		ExpiresAt:    tokentest.Start.Add(time.Hour),
		Issuer:       "stytch.com/" + tokentest.ProjectID,
		CustomClaims: map[string]any{"team": "sales", "limits": map[string]any{"seats": 5.0}},
	}
	for _, how := range []string{"verified", "cached"} {
		got, err := i.Client.M2M.AuthenticateToken(t.Context(), jwt)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", how, diff)
		}
		// The caller may change its token.
		got.Scopes[0] = "admin"
		got.CustomClaims["limits"].(map[string]any)["seats"] = 500.0
	}
	if got := i.Fetches.Load(); got != 1 {
		t.Errorf("%d key fetches, want 1", got)
	}

	got, err := i.Client.M2M.AuthenticateToken(t.Context(), jwt)
	if err != nil {
		t.Fatal(err)
	}
	type custom struct {
		Team   string `json:"team"`
		Limits struct {
			Seats int `json:"seats"`
		} `json:"limits"`
	}
	if c, err := m2m.Claims[custom](got); err != nil || c.Team != "sales" || c.Limits.Seats != 5 {
		t.Errorf("Claims = %+v, %v", c, err)
	}
	if _, err := m2m.Claims[struct {
		Team int `json:"team"`
	}](got); err == nil {
		t.Error("Claims into another type succeeded")
	}
}

// Tokens that are unusual and valid.
func TestAuthenticateTokenAccepts(t *testing.T) {
	t.Parallel()
	i := clienttest.NewIssuer(t)
	for name, changes := range map[string]map[string]any{
		"a client with its own ID":     {"sub": "billing"},
		"a client with a user's ID":    {"sub": "user-test-44444444-4444-4444-8444-444444444444"},
		"no scopes":                    {"scope": ""},
		"spaces between scopes":        {"scope": "  read:users   write:users "},
		"audience as a string":         {"aud": tokentest.ProjectID},
		"a clock a little behind":      {"exp": tokentest.Start.Unix() - 4},
		"a claim like that of a user":  {"email": "ada@example.com"},
		"a claim in Stytch's own name": {"https://stytch.com/other": "x"},
	} {
		got, err := i.Client.M2M.AuthenticateToken(t.Context(), tokentest.Token(tokentest.M2M().With(changes)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(got.Scopes) != 2 && name != "no scopes" || got.CustomClaims["https://stytch.com/other"] != nil {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

// Every attack is rejected for the given reason, and so is each other kind of genuine token.
func TestAuthenticateTokenAttacks(t *testing.T) {
	t.Parallel()
	attacks := append(tokentest.Attacks(tokentest.M2M()),
		tokentest.Attack{Name: "session JWT", Token: tokentest.Token(tokentest.Session()), Want: m2m.ErrTokenKind},
		tokentest.Attack{Name: "session JWT with a scope", Token: tokentest.Token(tokentest.Session().With(map[string]any{"scope": "read:users"})), Want: m2m.ErrTokenKind},
		tokentest.Attack{Name: "access token of an app", Token: tokentest.Token(tokentest.ConnectedApp()), Want: m2m.ErrTokenKind},
		tokentest.Attack{Name: "access token of an app with a machine's scope", Token: tokentest.Token(tokentest.ConnectedApp().With(map[string]any{"scope": "read:users"})), Want: m2m.ErrTokenKind},
		tokentest.Attack{Name: "ID token", Token: tokentest.Token(tokentest.ID()), Want: m2m.ErrTokenKind},
		tokentest.Attack{Name: "no scope", Token: tokentest.Token(tokentest.M2M().With(map[string]any{"scope": nil})), Want: m2m.ErrTokenMalformed},
		tokentest.Attack{Name: "scope as a list", Token: tokentest.Token(tokentest.M2M().With(map[string]any{"scope": []any{"read:users"}})), Want: m2m.ErrTokenMalformed},
	)
	for _, test := range attacks {
		t.Run(test.Name, func(t *testing.T) {
			t.Parallel()
			i := clienttest.NewIssuer(t)
			for range 2 {
				got, err := i.Client.M2M.AuthenticateToken(t.Context(), test.Token)
				if !errors.Is(err, test.Want) || got != nil {
					t.Errorf("got %v, %v; want %v", got, err, test.Want)
				}
				if m2m.StatusCode(err) != http.StatusUnauthorized {
					t.Errorf("status %d for %v", m2m.StatusCode(err), err)
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

func TestAuthenticateTokenOptions(t *testing.T) {
	t.Parallel()
	const hour = time.Hour
	tests := []struct {
		name string
		age  time.Duration // of the token
		opts []m2m.Option
		want error
	}{
		{"a scope", 0, []m2m.Option{m2m.WithScopes("read:users")}, nil},
		{"both scopes", 0, []m2m.Option{m2m.WithScopes("write:users", "read:users")}, nil},
		{"a scope too many", 0, []m2m.Option{m2m.WithScopes("read:users", "delete:users")}, m2m.ErrInsufficientScope},
		{"the last option counts", 0, []m2m.Option{m2m.WithScopes("delete:users"), m2m.WithScopes("read:users")}, nil},
		{"a check that accepts", 0, []m2m.Option{m2m.WithScopes("delete:users"), m2m.WithScopeCheck(func(held, required []string) bool {
			return cmp.Equal(held, []string{"read:users", "write:users"}) && cmp.Equal(required, []string{"delete:users"})
		})}, nil},
		{"a check that rejects", 0, []m2m.Option{m2m.WithScopeCheck(func([]string, []string) bool { return false })}, m2m.ErrInsufficientScope},
		{"expires with the skew", hour + 5*time.Second - 1, nil, nil},
		{"expired", hour + 5*time.Second, nil, m2m.ErrTokenExpired},
		{"expired without skew", hour, []m2m.Option{m2m.WithClockSkew(0)}, m2m.ErrTokenExpired},
		{"a great skew", hour + time.Minute - 1, []m2m.Option{m2m.WithClockSkew(time.Minute)}, nil},
		{"from the future, within the skew", -5 * time.Second, nil, nil},
		{"from the future", -6 * time.Second, nil, m2m.ErrTokenNotYetValid},
		{"exactly as old as allowed", 10 * time.Minute, []m2m.Option{m2m.WithMaxTokenAge(10 * time.Minute)}, nil},
		{"too old", 10*time.Minute + 1, []m2m.Option{m2m.WithMaxTokenAge(10 * time.Minute)}, m2m.ErrTokenTooOld},
		{"too old, and without the scope", 11 * time.Minute, []m2m.Option{m2m.WithMaxTokenAge(10 * time.Minute), m2m.WithScopes("x")}, m2m.ErrTokenTooOld},
	}
	jwt := tokentest.Token(tokentest.M2M())
	for _, test := range tests {
		i := clienttest.NewIssuer(t)
		i.Advance(test.age)
		got, err := i.Client.M2M.AuthenticateToken(t.Context(), jwt, test.opts...)
		if !errors.Is(err, test.want) || (got == nil) != (test.want != nil) {
			t.Errorf("%s: got %v, %v; want %v", test.name, got, err, test.want)
		}
	}
}

func TestScopeError(t *testing.T) {
	t.Parallel()
	i := clienttest.NewIssuer(t)
	_, err := i.Client.M2M.AuthenticateToken(t.Context(), tokentest.Token(tokentest.M2M()), m2m.WithScopes("delete:users", "read:users"))
	scope, ok := errors.AsType[*m2m.ScopeError](err)
	if !ok || !cmp.Equal(scope.Required, []string{"delete:users", "read:users"}) || !cmp.Equal(scope.Held, []string{"read:users", "write:users"}) {
		t.Fatalf("got %#v", err)
	}
	if want := `stytch: M2M access token: insufficient scope: needs "delete:users read:users", has "read:users write:users"`; err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	for want, e := range map[string]*m2m.ScopeError{
		`insufficient scope: needs "a", has none`: {Required: []string{"a"}},
		`insufficient scope: has "b"`:             {Held: []string{"b"}},
	} {
		if e.Error() != want {
			t.Errorf("got %v, want %s", e, want)
		}
	}
}

// Options that would check nothing, or not what they seem to, are an error of the call and a panic of the middleware.
func TestInvalidOptions(t *testing.T) {
	t.Parallel()
	i := clienttest.NewIssuer(t)
	for name, opt := range map[string]m2m.MiddlewareOption{
		"WithScopes: names no scope":           m2m.WithScopes(),
		"WithScopes: has an empty scope":       m2m.WithScopes("a", ""),
		"WithScopes: has a scope with a space": m2m.WithScopes("read:users write:users"),
		"WithScopes: has a scope with a":       m2m.WithScopes(`read"`),
		"WithScopeCheck: is nil":               m2m.WithScopeCheck(nil),
		"WithMaxTokenAge: is not positive":     m2m.WithMaxTokenAge(0),
		"WithClockSkew: is negative":           m2m.WithClockSkew(-1),
		"WithErrorHandler: is nil":             m2m.WithErrorHandler(nil),
	} {
		option, problem, _ := strings.Cut(name, ": ")
		invalid := func(err error) bool {
			e, ok := errors.AsType[*api.ArgumentError](err)
			return ok && e.Argument == option && strings.HasPrefix(e.Problem, problem)
		}
		if local, ok := opt.(m2m.Option); ok {
			if _, err := i.Client.M2M.AuthenticateToken(t.Context(), tokentest.Token(tokentest.M2M()), local); !invalid(err) || m2m.StatusCode(err) != 500 {
				t.Errorf("%s: error %v", name, err)
			}
		}
		func() {
			defer func() {
				if err, ok := recover().(error); !ok || !invalid(err) {
					t.Errorf("%s: panicked with %v", name, err)
				}
			}()
			i.Client.M2M.Middleware(opt)
		}()
	}
}

// Without keys nothing is known of a token.
func TestKeysUnavailable(t *testing.T) {
	t.Parallel()
	i := clienttest.NewIssuer(t)
	i.Down.Store(true)
	got, err := i.Client.M2M.AuthenticateToken(t.Context(), tokentest.Token(tokentest.M2M()))
	if got != nil || !errors.Is(err, m2m.ErrUnavailable) || m2m.StatusCode(err) != http.StatusServiceUnavailable {
		t.Errorf("got %v, %v, status %d", got, err, m2m.StatusCode(err))
	}
	if e, ok := errors.AsType[*api.Error](err); !ok || e.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("error %v does not wrap the API's", err)
	}
	for err, want := range map[error]int{nil: 503, errors.New("x"): 503, fmt.Errorf("x: %w", m2m.ErrNoToken): 401, m2m.ErrBadRequest: 400} {
		if got := m2m.StatusCode(err); got != want {
			t.Errorf("status of %v: %d, want %d", err, got, want)
		}
	}
}
