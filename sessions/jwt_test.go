package sessions_test

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
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
	attacker := keys[1]()
	publicDER, err := x509.MarshalPKIXPublicKey(&keys[0]().PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	publicPEM := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: publicDER})
	good := token(nil)
	var b64 = base64.RawURLEncoding

	rs512 := encode(header(map[string]any{"alg": "RS512"})) + "." + encode(claims(nil))
	digest512 := crypto.SHA512.New()
	digest512.Write([]byte(rs512))
	signature512, err := rsa.SignPKCS1v15(nil, keys[0](), crypto.SHA512, digest512.Sum(nil))
	if err != nil {
		t.Fatal(err)
	}
	ps256 := encode(header(map[string]any{"alg": "PS256"})) + "." + encode(claims(nil))
	digest256 := sha256.Sum256([]byte(ps256))
	signaturePSS, err := rsa.SignPSS(rand.Reader, keys[0](), crypto.SHA256, digest256[:], nil)
	if err != nil {
		t.Fatal(err)
	}
	pssAsRS256 := part(good, 0) + "." + part(good, 1)
	digestGood := sha256.Sum256([]byte(pssAsRS256))
	signaturePSSGood, err := rsa.SignPSS(rand.Reader, keys[0](), crypto.SHA256, digestGood[:], nil)
	if err != nil {
		t.Fatal(err)
	}
	raw := func(payload string) string { return sign(goodHeader(), payload, keys[0]()) }
	payload := func(changes string) string {
		return `{"iss":"stytch.com/` + projectID + `","aud":"` + projectID + `","sub":"u","iat":1767323045,"exp":1767323345,` +
			`"https://stytch.com/session":{"id":"s"}` + changes + `}`
	}
	if _, err := newIssuer(t).client.Sessions.AuthenticateJWTLocal(t.Context(), raw(payload(""))); err != nil {
		t.Fatalf("the payload that the attacks change is not good: %v", err)
	}

	for _, test := range []struct {
		name, token string
		want        error
	}{
		{"alg none", encode(header(map[string]any{"alg": "none"})) + "." + encode(claims(nil)) + ".", sessions.ErrJWTAlgorithm},
		{"alg none in odd case", encode(header(map[string]any{"alg": "nOnE"})) + "." + encode(claims(nil)) + ".", sessions.ErrJWTAlgorithm},
		{"alg none with a signature", encode(header(map[string]any{"alg": "none"})) + "." + part(good, 1) + "." + part(good, 2), sessions.ErrJWTAlgorithm},
		{"HS256 with the public key as PEM", signHMAC(header(map[string]any{"alg": "HS256"}), claims(nil), publicPEM), sessions.ErrJWTAlgorithm},
		{"HS256 with the public key as DER", signHMAC(header(map[string]any{"alg": "HS256"}), claims(nil), publicDER), sessions.ErrJWTAlgorithm},
		{"HS256 with the modulus", signHMAC(header(map[string]any{"alg": "HS256"}), claims(nil), keys[0]().N.Bytes()), sessions.ErrJWTAlgorithm},
		{"alg missing", sign(header(map[string]any{"alg": nil}), claims(nil), keys[0]()), sessions.ErrJWTAlgorithm},
		{"alg of another type", sign(header(map[string]any{"alg": []any{"RS256"}}), claims(nil), keys[0]()), sessions.ErrJWTMalformed},
		{"alg in lower case", sign(header(map[string]any{"alg": "rs256"}), claims(nil), keys[0]()), sessions.ErrJWTAlgorithm},
		{"kid missing", sign(header(map[string]any{"kid": nil}), claims(nil), keys[0]()), sessions.ErrJWTMalformed},
		{"kid with a path", sign(header(map[string]any{"kid": "../../../dev/null"}), claims(nil), attacker), sessions.ErrJWTUnknownKey},
		{"kid with a URL", sign(header(map[string]any{"kid": "https://evil.example/jwks.json"}), claims(nil), attacker), sessions.ErrJWTUnknownKey},
		{"kid with SQL", sign(header(map[string]any{"kid": "x' UNION SELECT 'key"}), claims(nil), attacker), sessions.ErrJWTUnknownKey},
		{"jku header", sign(header(map[string]any{"jku": "https://evil.example/jwks.json"}), claims(nil), attacker), sessions.ErrJWTSignature},
		{"x5u header", sign(header(map[string]any{"x5u": "https://evil.example/cert.pem"}), claims(nil), attacker), sessions.ErrJWTSignature},
		{"embedded jwk", sign(header(map[string]any{"jwk": jwk(keyID, attacker)}), claims(nil), attacker), sessions.ErrJWTSignature},
		{"crit header", sign(header(map[string]any{"crit": []any{"exp"}}), claims(nil), keys[0]()), sessions.ErrJWTMalformed},
		{"unencoded payload", sign(header(map[string]any{"b64": false, "crit": []any{"b64"}}), claims(nil), keys[0]()), sessions.ErrJWTMalformed},
		{"RS512 under an RS256 key", rs512 + "." + b64.EncodeToString(signature512), sessions.ErrJWTAlgorithm},
		{"PS256 under an RS256 key", ps256 + "." + b64.EncodeToString(signaturePSS), sessions.ErrJWTAlgorithm},
		{"PSS signature called RS256", pssAsRS256 + "." + b64.EncodeToString(signaturePSSGood), sessions.ErrJWTSignature},
		{"signature stripped", part(good, 0) + "." + part(good, 1) + ".", sessions.ErrJWTSignature},
		{"signature cut off", part(good, 0) + "." + part(good, 1), sessions.ErrJWTMalformed},
		{"signature of another token", part(good, 0) + "." + part(good, 1) + "." + part(token(map[string]any{"sub": "other"}), 2), sessions.ErrJWTSignature},
		{"signature of another key", sign(goodHeader(), claims(nil), attacker), sessions.ErrJWTSignature},
		{"payload of another token", part(good, 0) + "." + part(token(map[string]any{"sub": "other"}), 1) + "." + part(good, 2), sessions.ErrJWTSignature},
		{"signature with a bit flipped", part(good, 0) + "." + part(good, 1) + "." + flip(part(good, 2)), sessions.ErrJWTSignature},
		{"signature with padding", good + "==", sessions.ErrJWTMalformed},
		{"signature with a line break", good + "\n", sessions.ErrJWTMalformed},
		{"signature with loose bits", loosen(good), sessions.ErrJWTMalformed},
		{"a fourth part", good + "." + part(good, 2), sessions.ErrJWTMalformed},
		{"JWE of five parts", "a.b.c.d.e", sessions.ErrJWTMalformed},
		{"a space before", " " + good, sessions.ErrJWTMalformed},
		{"duplicated claims", raw(payload(`,"sub":"admin"`)), sessions.ErrJWTMalformed},
		{"duplicated custom claims", raw(payload(`,"role":"a","role":"b"`)), sessions.ErrJWTMalformed},
		{"duplicated claims by escapes", raw(payload(`,"s\u0075b":"admin"`)), sessions.ErrJWTMalformed},
		{"duplicated header", sign(`{"alg":"RS256","kid":"`+keyID+`","kid":"x"}`, claims(nil), keys[0]()), sessions.ErrJWTMalformed},
		{"wrong aud as a string", token(map[string]any{"aud": "project-test-other"}), sessions.ErrJWTAudience},
		{"wrong aud as an array", token(map[string]any{"aud": []any{"a", "b"}}), sessions.ErrJWTAudience},
		{"aud of a prefix", token(map[string]any{"aud": projectID[:20]}), sessions.ErrJWTAudience},
		{"aud missing", token(map[string]any{"aud": nil}), sessions.ErrJWTAudience},
		{"aud empty", token(map[string]any{"aud": []any{}}), sessions.ErrJWTAudience},
		{"aud of another type", token(map[string]any{"aud": map[string]any{"0": projectID}}), sessions.ErrJWTMalformed},
		{"another project's issuer", token(map[string]any{"iss": "stytch.com/project-test-99999999-9999-4999-8999-999999999999"}), sessions.ErrJWTIssuer},
		{"an issuer that looks alike", token(map[string]any{"iss": "stytch.com/" + projectID + "/"}), sessions.ErrJWTIssuer},
		{"an issuer with a host before", token(map[string]any{"iss": "evil.example/stytch.com/" + projectID}), sessions.ErrJWTIssuer},
		{"issuer missing", token(map[string]any{"iss": nil}), sessions.ErrJWTIssuer},
		{"iat absent", token(map[string]any{"iat": nil}), sessions.ErrJWTMalformed},
		{"iat in the future", token(map[string]any{"iat": start.Unix() + 3600}), sessions.ErrJWTNotYetValid},
		{"nbf in the future", token(map[string]any{"nbf": start.Unix() + 3600}), sessions.ErrJWTNotYetValid},
		{"exp absent", token(map[string]any{"exp": nil}), sessions.ErrJWTMalformed},
		{"exp negative", token(map[string]any{"exp": -1}), sessions.ErrJWTMalformed},
		{"exp as a float", raw(strings.Replace(payload(""), "1767323345", "1767323345.5", 1)), sessions.ErrJWTMalformed},
		{"exp as a great float", raw(strings.Replace(payload(""), "1767323345", "1e300", 1)), sessions.ErrJWTMalformed},
		{"exp as a string", token(map[string]any{"exp": "1767323345"}), sessions.ErrJWTMalformed},
		{"exp beyond 64 bits", raw(strings.Replace(payload(""), "1767323345", "99999999999999999999", 1)), sessions.ErrJWTMalformed},
		{"exp that overflows", token(map[string]any{"exp": int64(math.MaxInt64)}), sessions.ErrJWTMalformed},
		{"exp beyond the year 9999", token(map[string]any{"exp": int64(253402300800)}), sessions.ErrJWTMalformed},
		{"iat that overflows", token(map[string]any{"iat": int64(math.MaxInt64)}), sessions.ErrJWTMalformed},
		{"iat that almost overflows", token(map[string]any{"iat": int64(math.MaxInt64) - 62135596800}), sessions.ErrJWTMalformed},
		{"nbf that overflows", token(map[string]any{"nbf": int64(math.MaxInt64)}), sessions.ErrJWTMalformed},
		{"nbf far in the future", token(map[string]any{"nbf": int64(253402300799)}), sessions.ErrJWTNotYetValid},
		{"nbf that is the least number", token(map[string]any{"nbf": int64(math.MinInt64)}), sessions.ErrJWTMalformed},
		{"exp in the past", token(map[string]any{"exp": start.Unix() - 3600}), sessions.ErrJWTExpired},
		{"sub missing", token(map[string]any{"sub": nil}), sessions.ErrJWTMalformed},
		{"session claim missing", token(map[string]any{"https://stytch.com/session": nil}), sessions.ErrJWTMalformed},
		{"a machine's token", token(map[string]any{"https://stytch.com/session": nil, "scope": "read:users"}), sessions.ErrJWTKind},
		{"10 MB token", part(good, 0) + "." + strings.Repeat("A", 10<<20) + "." + part(good, 2), sessions.ErrJWTMalformed},
		{"invalid UTF-8", raw(payload(`,"name":"` + "\xff\xfe" + `"`)), sessions.ErrJWTMalformed},
		{"deep nesting", raw(payload(`,"deep":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000))), sessions.ErrJWTMalformed},
		{"payload null", raw(`null`), sessions.ErrJWTMalformed},
		{"payload an array", raw(`[]`), sessions.ErrJWTMalformed},
		{"header null", sign(`null`, claims(nil), keys[0]()), sessions.ErrJWTMalformed},
		{"two payloads", raw(payload("") + payload("")), sessions.ErrJWTMalformed},
		{"empty", "", sessions.ErrJWTMalformed},
		{"dots", "..", sessions.ErrJWTMalformed},
		{"no base64", "%%%.%%%.%%%", sessions.ErrJWTMalformed},
		{"an opaque session token", "WJtR5BCy38Szd5AfoDpf0iqFKEt4EE5JhjlWUY7l3FtY", sessions.ErrJWTMalformed},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			i := newIssuer(t)
			for range 2 {
				session, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), test.token)
				if !errors.Is(err, test.want) || session != nil {
					t.Errorf("AuthenticateJWTLocal = %v, %v; want %v", session, err, test.want)
				}
				for _, other := range []error{sessions.ErrJWTMalformed, sessions.ErrJWTAlgorithm, sessions.ErrJWTUnknownKey, sessions.ErrJWTSignature,
					sessions.ErrJWTIssuer, sessions.ErrJWTAudience, sessions.ErrJWTNotYetValid, sessions.ErrJWTExpired, sessions.ErrJWTTooOld} {
					if !errors.Is(other, test.want) && errors.Is(err, other) {
						t.Errorf("error %v is %v too", err, other)
					}
				}
				if len(test.token) > 20 && strings.Contains(err.Error(), test.token[len(test.token)-20:]) {
					t.Errorf("error %q shows the token", err)
				}
			}
			_, _ = i.client.Sessions.AuthenticateJWT(t.Context(), test.token)
			wantCalls := int32(0)
			if errors.Is(test.want, sessions.ErrJWTExpired) {
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

// flip changes one bit of a signature.
func flip(signature string) string {
	data, err := base64.RawURLEncoding.DecodeString(signature)
	if err != nil {
		panic(err)
	}
	data[10] ^= 1
	return base64.RawURLEncoding.EncodeToString(data)
}

// loosen changes the bits of the last character that encode nothing.
func loosen(token string) string {
	last := token[len(token)-1]
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	return token[:len(token)-1] + string(alphabet[strings.IndexByte(alphabet, last)^1])
}

func TestForgedTokensCostNothing(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	forged := sign(goodHeader(), claims(nil), keys[1]())
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
		old := sign(goodHeader(), claims(map[string]any{"exp": start.Unix() + 86400}), keys[0]())
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

func TestKeysUnavailable(t *testing.T) {
	t.Parallel()
	client, err := stytch.New(projectID, "secret", stytch.WithBaseURL("http://127.0.0.1:1"), stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1}))
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.Sessions.AuthenticateJWT(t.Context(), token(nil))
	if _, ok := errors.AsType[*stytch.Error](err); !ok || !errors.Is(err, sessions.ErrUnavailable) {
		t.Errorf("error = %v, want ErrUnavailable with the reason", err)
	}
	huge := newIssuer(t)
	for len(huge.jwks) < 4000 {
		huge.jwks = append(huge.jwks, huge.jwks[0])
	}
	if _, err := huge.client.Sessions.AuthenticateJWT(t.Context(), token(nil)); !errors.Is(err, sessions.ErrUnavailable) {
		t.Errorf("a key set of megabytes: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	i := newIssuer(t)
	if _, err := i.client.Sessions.AuthenticateJWT(ctx, token(nil)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestAuthorizationCheck(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	i.policy = `{"status_code":200,"request_id":"r","policy":{"resources":[],"scopes":[],"roles":[
		{"role_id":"stytch_user","permissions":[{"resource_id":"documents","actions":["read"]}]},
		{"role_id":"editor","permissions":[{"resource_id":"documents","actions":["*"]},{"resource_id":"*","actions":["list"]}]},
		{"role_id":"admin","permissions":[{"resource_id":"users","actions":["delete"]}]}]}}`
	reader := map[string]any{}
	maps.Copy(reader, claims(nil)["https://stytch.com/session"].(map[string]any))
	reader["roles"] = []any{"stytch_user"}
	for _, test := range []struct {
		jwt, resource, action string
		want                  error
	}{
		{token(nil), "documents", "read", nil},
		{token(nil), "documents", "delete", nil},
		{token(nil), "users", "delete", sessions.ErrNotAuthorized},
		{token(nil), "folders", "list", sessions.ErrNotAuthorized},
		{token(map[string]any{"https://stytch.com/session": reader}), "documents", "read", nil},
		{token(map[string]any{"https://stytch.com/session": reader}), "documents", "delete", sessions.ErrNotAuthorized},
	} {
		_, err := i.client.Sessions.AuthenticateJWT(t.Context(), test.jwt,
			sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{ResourceID: test.resource, Action: test.action}))
		if !errors.Is(err, test.want) {
			t.Errorf("%s on %s: %v, want %v", test.action, test.resource, err, test.want)
		}
	}
	i.want(t, 1, 0)
	if got := i.policyFetches.Load(); got != 1 {
		t.Errorf("%d policy fetches, want 1", got)
	}
}
