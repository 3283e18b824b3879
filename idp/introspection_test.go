package idp_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// Revoked access and deleted apps show at once, and only where the check asks.
func TestWithIntrospection(t *testing.T) {
	t.Parallel()
	revoke := func(t *testing.T, client *stytch.Client, userID, id string) {
		t.Helper()
		if _, err := client.Users.RevokeConnectedApp(t.Context(), userID, id); err != nil {
			t.Fatal(err)
		}
	}
	remove := func(t *testing.T, client *stytch.Client, _, id string) {
		t.Helper()
		if _, err := client.ConnectedApps.Clients.Delete(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	errSecret := errors.New("the vault is closed")
	tests := []struct {
		name       string
		clientType api.ConnectedAppClientType
		then       func(t *testing.T, client *stytch.Client, userID, id string)
		secret     func(right string) idp.ClientSecret
		opts       []idp.Option
		want       error
		status     int
		challenge  string
	}{
		{name: "a public app", clientType: api.ConnectedAppClientTypeThirdPartyPublic, status: 204},
		{name: "a confidential app", clientType: api.ConnectedAppClientTypeThirdParty, secret: is, status: 204},
		{name: "access revoked", clientType: api.ConnectedAppClientTypeThirdParty, secret: is, then: revoke, want: idp.ErrTokenRevoked, status: 401, challenge: "was revoked"},
		{name: "access of a public app revoked", clientType: api.ConnectedAppClientTypeThirdPartyPublic, then: revoke, want: idp.ErrTokenRevoked, status: 401, challenge: "was revoked"},
		{name: "the app deleted", clientType: api.ConnectedAppClientTypeThirdPartyPublic, then: remove, want: idp.ErrTokenClient, status: 401, challenge: "is invalid"},
		{name: "no secret of a confidential app", clientType: api.ConnectedAppClientTypeThirdParty, want: idp.ErrTokenClient, status: 401, challenge: "is invalid"},
		{name: "a wrong secret", clientType: api.ConnectedAppClientTypeThirdParty, want: idp.ErrTokenClient, status: 401, challenge: "is invalid",
			secret: func(string) idp.ClientSecret {
				return func(context.Context, string) (string, error) { return "planted-wrong-secret", nil }
			}},
		{name: "no access to the secret", clientType: api.ConnectedAppClientTypeThirdParty, want: errSecret, status: 503,
			secret: func(string) idp.ClientSecret {
				return func(context.Context, string) (string, error) { return "", errSecret }
			}},
		{name: "a scope missing comes first", clientType: api.ConnectedAppClientTypeThirdPartyPublic, then: revoke, opts: []idp.Option{idp.WithScopes("email")},
			want: idp.ErrInsufficientScope, status: 403, challenge: "lacks a required scope"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			srv := stytchtest.NewServer(t)
			client := srv.Client(stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1}))
			created, err := client.ConnectedApps.Clients.Create(t.Context(), connectedapps.ClientsCreateRequest{ClientType: test.clientType})
			if err != nil {
				t.Fatal(err)
			}
			ada, err := client.Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"})
			if err != nil {
				t.Fatal(err)
			}
			id := created.ConnectedApp.ClientID
			srv.ConnectApp(ada.UserID, api.UserConnectedApp{ConnectedAppID: id})
			jwt := srv.AccessToken(stytchtest.AccessToken{UserID: ada.UserID, ClientID: id, Scopes: "openid"})
			if test.then != nil {
				test.then(t, client, ada.UserID, id)
			}
			if _, err := client.IDP.AuthenticateAccessToken(t.Context(), jwt); err != nil {
				t.Errorf("the local check: %v", err)
			}
			var secret idp.ClientSecret
			if test.secret != nil {
				secret = test.secret(created.ConnectedApp.ClientSecret)
			}
			opts := append(test.opts, idp.WithIntrospection(secret))
			got, err := client.IDP.AuthenticateAccessToken(t.Context(), jwt, opts...)
			if !errors.Is(err, test.want) || (got == nil) != (test.want != nil) {
				t.Fatalf("got %v, %v; want %v", got, err, test.want)
			}
			if err != nil && (strings.Contains(err.Error(), jwt) || strings.Contains(err.Error(), "planted")) {
				t.Errorf("the error %q shows a secret", err)
			}
			middleware := make([]idp.MiddlewareOption, len(opts))
			for i := range opts {
				middleware[i] = opts[i]
			}
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", http.NoBody)
			r.Header.Set("Authorization", "Bearer "+jwt)
			w := httptest.NewRecorder()
			client.IDP.Middleware(middleware...)(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })).ServeHTTP(w, r)
			if header := w.Header().Get("WWW-Authenticate"); w.Code != test.status || !strings.Contains(header, test.challenge) {
				t.Errorf("status %d, WWW-Authenticate %q", w.Code, header)
			}
		})
	}
}

// is returns the secret of the only app.
func is(secret string) idp.ClientSecret {
	return func(context.Context, string) (string, error) { return secret, nil }
}

// The response about a revoked token may contain nothing else than that.
func TestWithIntrospection_bareResponse(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t, stytchtest.WithMiddleware(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/introspect") {
				w.Header().Set("Content-Type", "application/json")
				_, _ = w.Write([]byte(`{"active":false}`))
				return
			}
			next.ServeHTTP(w, r)
		})
	}))
	client := srv.Client()
	ada, err := client.Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	jwt := srv.AccessToken(stytchtest.AccessToken{UserID: ada.UserID, Scopes: "openid"})
	if _, err = client.IDP.AuthenticateAccessToken(t.Context(), jwt, idp.WithIntrospection(nil)); !errors.Is(err, idp.ErrTokenRevoked) {
		t.Errorf("got %v, want a revoked token", err)
	}
}

// A token that fails the local check is not sent anywhere, and an API that is down rejects nothing.
func TestWithIntrospection_calls(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	client := srv.Client(stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1}))
	ada, err := client.Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	jwt := srv.AccessToken(stytchtest.AccessToken{UserID: ada.UserID, Scopes: "openid"})
	srv.ResetRequests()
	if _, err := client.IDP.AuthenticateAccessToken(t.Context(), jwt+"A", idp.WithIntrospection(nil)); !errors.Is(err, idp.ErrTokenSignature) {
		t.Errorf("a forged token: %v", err)
	}
	for _, r := range srv.Requests() {
		if r.Operation != "sessions.jwks" {
			t.Errorf("a forged token was sent to %s", r.Operation)
		}
	}
	srv.Inject(stytchtest.Fault{Operation: "idp.introspect_token", Status: http.StatusServiceUnavailable})
	_, err = client.IDP.AuthenticateAccessToken(t.Context(), jwt, idp.WithIntrospection(nil))
	if e, ok := errors.AsType[*api.Error](err); !ok || e.StatusCode != http.StatusServiceUnavailable || idp.StatusCode(err) != http.StatusServiceUnavailable {
		t.Errorf("while the API is down: %v, status %d", err, idp.StatusCode(err))
	}
}
