package sessions_test

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/token/tokentest"
	"github.com/flymyai/stytch-go/sessions"
)

func TestSessionFromClaims(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	jwt := token(map[string]any{
		"jti": "x", "plan": "pro", "limits": map[string]any{"seats": 5}, "https://stytch.com/other": "theirs",
	})
	want := &sessions.Session{
		SessionID: sessionID, UserID: userID,
		StartedAt:      time.Date(2026, 1, 2, 3, 0, 0, 0, time.UTC),
		LastAccessedAt: start,
		ExpiresAt:      time.Date(2026, 1, 2, 5, 0, 0, 0, time.UTC),
		Attributes:     api.Attributes{IPAddress: "10.0.0.1", UserAgent: "Test"},
		AuthenticationFactors: []api.AuthenticationFactor{{
			Type: api.AuthenticationFactorTypeOTP, DeliveryMethod: api.DeliveryMethodEmail,
			LastAuthenticatedAt: time.Date(2026, 1, 2, 3, 0, 0, 0, time.UTC),
			EmailFactor:         &api.EmailFactor{EmailID: "email-1", EmailAddress: "ada@example.com"},
		}},
		Roles:        []string{"stytch_user", "editor"},
		CustomClaims: map[string]any{"plan": "pro", "limits": map[string]any{"seats": 5.0}},
	}
	for _, how := range []string{"verified", "cached"} {
		got, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), jwt)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s session (-want +got):\n%s", how, diff)
		}
		// The caller may change its session.
		got.Roles[0] = "admin"
		got.CustomClaims["plan"] = "free"
		got.CustomClaims["limits"].(map[string]any)["seats"] = 500.0
		got.AuthenticationFactors[0].Type = "none"
	}
	i.want(t, 1, 0)

	session, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), jwt)
	if err != nil {
		t.Fatal(err)
	}
	type custom struct {
		Plan   string `json:"plan"`
		Limits struct {
			Seats int `json:"seats"`
		} `json:"limits"`
	}
	if c, err := sessions.Claims[custom](session); err != nil || c.Plan != "pro" || c.Limits.Seats != 5 {
		t.Errorf("Claims = %+v, %v", c, err)
	}
	if _, err := sessions.Claims[struct {
		Plan int `json:"plan"`
	}](session); err == nil {
		t.Error("Claims into another type succeeded")
	}
}

func TestClaims_largeInteger(t *testing.T) {
	t.Parallel()
	type custom struct {
		Tenant int64 `json:"tenant"`
	}
	session, err := newIssuer(t).client.Sessions.AuthenticateJWTLocal(t.Context(), token(map[string]any{"tenant": int64(9007199254740993)}))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := sessions.Claims[custom](session); err == nil {
		t.Errorf("the JWT says tenant 9007199254740993, and Claims returns %d", got.Tenant)
	}
}

// Tokens that are unusual and valid.
func TestGoodTokens(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	for name, changes := range map[string]map[string]any{
		"audience as a string":        {"aud": projectID},
		"one of several audiences":    {"aud": []any{"other", projectID}},
		"issued for the base URL":     {"iss": i.url},
		"no nbf":                      {"nbf": nil},
		"a clock a little ahead":      {"iat": start.Unix() + 5, "nbf": start.Unix() + 5},
		"a clock a little behind":     {"exp": start.Unix() - 4},
		"session claim without roles": {"https://stytch.com/session": map[string]any{"id": sessionID}},
	} {
		session, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), token(changes))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if session.SessionID != sessionID || session.ExpiresAt.IsZero() {
			t.Errorf("%s: session = %+v", name, session)
		}
	}
}

// Every attack is rejected without a call of the API, for the given reason. The subtests name the attacks.
func TestAttacks(t *testing.T) {
	t.Parallel()
	attacks := append(tokentest.Attacks(tokentest.Session()),
		tokentest.Attack{Name: "session claim missing", Token: token(map[string]any{"https://stytch.com/session": nil}), Want: sessions.ErrJWTMalformed},
		tokentest.Attack{Name: "a machine's token", Token: tokentest.Token(tokentest.M2M()), Want: sessions.ErrJWTKind},
		tokentest.Attack{Name: "an app's token", Token: tokentest.Token(tokentest.ConnectedApp()), Want: sessions.ErrJWTKind},
		tokentest.Attack{Name: "an ID token", Token: tokentest.Token(tokentest.ID()), Want: sessions.ErrJWTKind},
	)
	for _, test := range attacks {
		t.Run(test.Name, func(t *testing.T) {
			t.Parallel()
			i := newIssuer(t)
			for range 2 {
				session, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), test.Token)
				if !errors.Is(err, test.Want) || session != nil {
					t.Errorf("AuthenticateJWTLocal = %v, %v; want %v", session, err, test.Want)
				}
				for _, other := range []error{sessions.ErrJWTMalformed, sessions.ErrJWTAlgorithm, sessions.ErrJWTUnknownKey, sessions.ErrJWTSignature,
					sessions.ErrJWTIssuer, sessions.ErrJWTAudience, sessions.ErrJWTNotYetValid, sessions.ErrJWTExpired, sessions.ErrJWTTooOld} {
					if !errors.Is(other, test.Want) && errors.Is(err, other) {
						t.Errorf("error %v is %v too", err, other)
					}
				}
				if len(test.Token) > 20 && strings.Contains(err.Error(), test.Token[len(test.Token)-20:]) {
					t.Errorf("error %q shows the token", err)
				}
			}
			_, _ = i.client.Sessions.AuthenticateJWT(t.Context(), test.Token)
			wantCalls := int32(0)
			if errors.Is(test.Want, sessions.ErrJWTExpired) {
				wantCalls = 1
			}
			if got := i.apiCalls.Load(); got != wantCalls {
				t.Errorf("%d API calls, want %d", got, wantCalls)
			}
			if got := i.keyFetches.Load(); got > 1 {
				t.Errorf("%d key fetches", got)
			}
		})
	}
}

func TestForgedTokensCostNothing(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	forged := sign(header(nil), claims(nil), keys[1]())
	for n := range 1000 {
		h := encode(header(map[string]any{"kid": fmt.Sprint("jwk-test-", n)}))
		_, err := i.client.Sessions.AuthenticateJWT(t.Context(), h+"."+part(forged, 1)+"."+part(forged, 2))
		if !errors.Is(err, sessions.ErrJWTUnknownKey) {
			t.Fatal(err)
		}
	}
	i.want(t, 1, 0)
}

func TestColdStart(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	jwt := token(nil)
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			if _, err := i.client.Sessions.AuthenticateJWT(t.Context(), jwt); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	i.want(t, 1, 0)
}

func TestCachedTokens(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	local := func(i *issuer, jwt string, opts ...sessions.LocalOption) error {
		_, err := i.client.Sessions.AuthenticateJWTLocal(ctx, jwt, opts...)
		return err
	}
	for _, size := range []int{0, 1, 100} {
		t.Run(fmt.Sprint("size ", size), func(t *testing.T) {
			t.Parallel()
			i := newIssuer(t, stytch.WithSessionCache(size))
			jwt := token(nil)
			if err := local(i, jwt); err != nil {
				t.Fatal(err)
			}
			// The times of a cached token count, and so do the bounds of each caller.
			i.advance(100 * time.Second)
			if err := local(i, jwt); err != nil {
				t.Error(err)
			}
			if err := local(i, jwt, sessions.WithMaxTokenAge(99*time.Second)); !errors.Is(err, sessions.ErrJWTTooOld) {
				t.Errorf("older than allowed: %v", err)
			}
			if err := local(i, jwt, sessions.WithMaxTokenAge(100*time.Second)); err != nil {
				t.Errorf("just as old as allowed: %v", err)
			}
			i.advance(200 * time.Second)
			if err := local(i, jwt, sessions.WithClockSkew(0)); !errors.Is(err, sessions.ErrJWTExpired) {
				t.Errorf("at its expiry: %v", err)
			}
			if err := local(i, jwt); err != nil {
				t.Errorf("within the skew: %v", err)
			}
			i.advance(5 * time.Second)
			if err := local(i, jwt); !errors.Is(err, sessions.ErrJWTExpired) {
				t.Errorf("after its expiry: %v", err)
			}
		})
	}
	t.Run("a cached token after rotation", func(t *testing.T) {
		t.Parallel()
		i := newIssuer(t)
		old := sign(header(nil), claims(map[string]any{"exp": start.Unix() + 86400}), keys[0]())
		if err := local(i, old); err != nil {
			t.Fatal(err)
		}
		i.mu.Lock()
		i.jwks = []map[string]any{jwk("jwk-test-new", keys[2]())}
		i.mu.Unlock()
		renewed := sign(header(map[string]any{"kid": "jwk-test-new"}), claims(nil), keys[2]())
		if err := local(i, renewed); err != nil {
			t.Fatal(err)
		}
		if err := local(i, old); !errors.Is(err, sessions.ErrJWTUnknownKey) {
			t.Errorf("token of a key that left the set: %v", err)
		}
	})
	t.Run("a key replaced under its id", func(t *testing.T) {
		t.Parallel()
		i := newIssuer(t)
		old := token(nil)
		if err := local(i, old); err != nil {
			t.Fatal(err)
		}
		i.mu.Lock()
		i.jwks = []map[string]any{jwk(keyID, keys[2]()), jwk("jwk-test-new", keys[2]())}
		i.mu.Unlock()
		if err := local(i, sign(header(map[string]any{"kid": "jwk-test-new"}), claims(nil), keys[2]())); err != nil {
			t.Fatal(err)
		}
		if err := local(i, old); !errors.Is(err, sessions.ErrJWTSignature) {
			t.Errorf("token of the replaced key: %v", err)
		}
	})
}

func TestAuthenticateJWTCallsTheAPIOnlyForOldTokens(t *testing.T) {
	t.Parallel()
	const response = `{"status_code":200,"request_id":"r","session_token":"planted-token","session_jwt":"planted-jwt",
		"session":{"session_id":"` + sessionID + `","user_id":"` + userID + `"},"user":{"user_id":"` + userID + `"}}`
	for _, test := range []struct {
		name string
		age  time.Duration
		opts []sessions.JWTOption
		want bool // called
	}{
		{"fresh", time.Minute, nil, false},
		{"expired", time.Hour, nil, true},
		{"too old", 2 * time.Minute, []sessions.JWTOption{sessions.WithMaxTokenAge(time.Minute)}, true},
		{"any age too old", time.Second, []sessions.JWTOption{sessions.WithMaxTokenAge(0)}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			i := newIssuer(t)
			i.status, i.body = 200, response
			i.advance(test.age)
			jwt := token(nil)
			resp, err := i.client.Sessions.AuthenticateJWT(t.Context(), jwt, test.opts...)
			if err != nil {
				t.Fatal(err)
			}
			wantJWT := jwt
			if test.want {
				wantJWT = "planted-jwt"
			}
			if resp.SessionJWT != wantJWT || resp.Session.UserID != userID || (resp.Remote != nil) != test.want || (i.apiCalls.Load() == 1) != test.want {
				t.Errorf("called %d times, response %+v", i.apiCalls.Load(), resp)
			}
			var logged strings.Builder
			slog.New(slog.NewJSONHandler(&logged, nil)).Info("x", "value", *resp, "pointer", resp)
			if shown := logged.String() + fmt.Sprintf("%v %+v %#v %s", resp, *resp, *resp, resp); strings.Contains(shown, "planted") || strings.Contains(shown, jwt) {
				t.Errorf("shows a secret: %s", shown)
			}
		})
	}
	t.Run("session over", func(t *testing.T) {
		t.Parallel()
		i := newIssuer(t)
		i.advance(time.Hour)
		resp, err := i.client.Sessions.AuthenticateJWT(t.Context(), token(nil))
		if !errors.Is(err, api.ErrorTypeSessionNotFound) || resp != nil {
			t.Errorf("AuthenticateJWT = %v, %v", resp, err)
		}
	})
}

// With a maximum age of 0, the API is called even for a token that was just issued, or by a clock ahead of ours.
func TestMaxTokenAgeZero(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	for _, ahead := range []int64{0, 4} {
		_, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), token(map[string]any{"iat": start.Unix() + ahead}), sessions.WithMaxTokenAge(0))
		if !errors.Is(err, sessions.ErrJWTTooOld) {
			t.Errorf("issued %d seconds ahead: %v", ahead, err)
		}
	}
}
