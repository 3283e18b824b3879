package conformance_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/idp"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/emulator"
	"github.com/flymyai/stytch-go/internal/token/tokentest"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/sessions"
)

// kinds are the kinds of tokens that the keys of a project sign, as errors name them.
var kinds = []string{"session JWT", "M2M access token", "Connected Apps access token", "ID token"}

// verifiers are the local checks of the client, by the kind of token that they accept. None accepts ID tokens, which are
// for apps.
var verifiers = map[string]func(context.Context, *stytch.Client, string) error{
	"session JWT": func(ctx context.Context, c *stytch.Client, token string) error {
		return only(c.Sessions.AuthenticateJWTLocal(ctx, token))
	},
	"M2M access token": func(ctx context.Context, c *stytch.Client, token string) error {
		return only(c.M2M.AuthenticateToken(ctx, token))
	},
	"Connected Apps access token": func(ctx context.Context, c *stytch.Client, token string) error {
		return only(c.IDP.AuthenticateAccessToken(ctx, token))
	},
}

// madeTokens returns a token with the claims of each kind.
func madeTokens() map[string]string {
	return map[string]string{
		"session JWT":                 tokentest.Token(tokentest.Session()),
		"M2M access token":            tokentest.Token(tokentest.M2M()),
		"Connected Apps access token": tokentest.Token(tokentest.ConnectedApp()),
		"ID token":                    tokentest.Token(tokentest.ID()),
	}
}

// Each kind of genuine token is accepted by its own check alone, whichever check has seen it before, and the error of every
// other one names the kind.
func TestKindsAgainstVerifiers(t *testing.T) {
	t.Parallel()
	made := madeTokens()
	accepted, rejected := 0, 0
	for _, kind := range kinds {
		for first := range verifiers {
			client := clienttest.NewIssuer(t).Client // with nothing cached
			_ = verifiers[first](t.Context(), client, made[kind])
			a, r := checkKind(t, client, kind, made[kind])
			accepted, rejected = accepted+a, rejected+r
		}
	}
	if accepted != 3*3 || rejected != 9*3 {
		t.Errorf("%d accepted, %d rejected; want 3 and 9, after each of 3 checks", accepted, rejected)
	}
}

// The same with tokens that the emulator issues, except ID tokens.
func TestKindsOfTheEmulatorAgainstVerifiers(t *testing.T) {
	t.Parallel()
	fx := newFixture(t)
	machine, err := fx.client.M2M.Token(t.Context(), m2m.TokenRequest{ClientID: m2mClient, ClientSecret: m2mSecret})
	fx.must(err)
	app, err := fx.AccessToken(emulator.AccessToken{UserID: fx.ada.UserID, Scopes: "openid", Audience: "https://api.example.com"})
	fx.must(err)
	issued := map[string]string{
		"session JWT":                 fx.login().SessionJWT,
		"M2M access token":            machine.AccessToken,
		"Connected Apps access token": app,
	}
	for kind, token := range issued {
		if accepted, rejected := checkKind(t, fx.client, kind, token); accepted != 1 || rejected != 2 {
			t.Errorf("%s: %d accepted it, %d rejected it", kind, accepted, rejected)
		}
	}
	if _, err := fx.client.IDP.AuthenticateAccessToken(t.Context(), app, idp.WithAudience("https://api.example.com")); err != nil {
		t.Errorf("its audience: %v", err)
	}
}

// checkKind checks a token of a kind with every verifier, and counts the results.
func checkKind(t *testing.T, client *stytch.Client, kind, token string) (accepted, rejected int) {
	t.Helper()
	for name, verify := range verifiers {
		err := verify(t.Context(), client, token)
		if err == nil {
			accepted++
			if name != kind {
				t.Errorf("%s, checked as %s: accepted", kind, name)
			}
			continue
		}
		rejected++
		if !errors.Is(err, sessions.ErrJWTKind) || !strings.Contains(err.Error(), "wrong kind of token: "+kind+" of this project") {
			t.Errorf("%s, checked as %s: error %v does not name the kind", kind, name, err)
		}
	}
	return accepted, rejected
}

// A forged token of any kind is rejected by every check.
func TestForgedTokensOfAllKinds(t *testing.T) {
	t.Parallel()
	client := clienttest.NewIssuer(t).Client
	for kind, claims := range map[string]tokentest.Claims{
		"session JWT":                 tokentest.Session(),
		"M2M access token":            tokentest.M2M(),
		"Connected Apps access token": tokentest.ConnectedApp(),
		"ID token":                    tokentest.ID(),
	} {
		for _, attack := range tokentest.Attacks(claims) {
			for name, verify := range verifiers {
				err := verify(t.Context(), client, attack.Token)
				switch {
				case err == nil:
					t.Errorf("%s with %s, checked as %s: accepted", kind, attack.Name, name)
				case kind == name && !errors.Is(err, attack.Want):
					t.Errorf("%s with %s: got %v, want %v", kind, attack.Name, err, attack.Want)
				}
			}
		}
	}
}
