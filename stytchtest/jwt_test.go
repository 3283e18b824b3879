package stytchtest_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

func TestJWT_claims(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithRBACPolicy(policy))
	id := w.user(ada)
	_, err := w.Users.Update(w.ctx, id, users.UpdateRequest{Roles: []string{"editor"}})
	w.ok(err)
	_, err = w.MagicLinks.Email.Send(w.ctx, magiclinks.EmailSendRequest{Email: ada})
	w.ok(err)
	login, err := w.MagicLinks.Authenticate(w.ctx, magiclinks.AuthenticateRequest{
		Token: w.srv.LastMessage(ada).Token, SessionDurationMinutes: 60, SessionCustomClaims: map[string]any{"plan": "pro", "n": 1},
		Attributes: api.Attributes{IPAddress: "192.0.2.1", UserAgent: "Test"},
	})
	w.ok(err)

	header, claims := w.verifyJWT(login.SessionJWT)
	w.same(header.Algorithm, "RS256")
	w.same(header.ExtraHeaders["typ"], any("JWT"))
	now := login.Session.LastAccessedAt.Truncate(time.Second)
	stamp := func(t time.Time) string { return t.Truncate(time.Second).Format(time.RFC3339) }
	w.same(claims, map[string]any{
		"iss": "stytch.com/" + w.srv.ProjectID(), "aud": []any{w.srv.ProjectID()}, "sub": id,
		"iat": float64(now.Unix()), "nbf": float64(now.Unix()), "exp": float64(now.Unix() + 300),
		"plan": "pro", "n": 1.0,
		"https://stytch.com/session": map[string]any{
			"id": login.Session.SessionID, "started_at": stamp(now), "last_accessed_at": stamp(now), "expires_at": stamp(login.Session.ExpiresAt),
			"attributes": map[string]any{"ip_address": "192.0.2.1", "user_agent": "Test"},
			"roles":      []any{"stytch_user", "editor"},
			"authentication_factors": []any{map[string]any{
				"type": "magic_link", "delivery_method": "email", "email_factor": map[string]any{"email_id": login.MethodID, "email_address": ada},
				"created_at": stamp(now), "last_authenticated_at": stamp(now), "updated_at": stamp(now),
			}},
		},
	})
}

func TestJWT_clientsUseTheServersClock(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	w.srv.Advance(24 * time.Hour)
	login := w.login(ada)
	got, err := w.Sessions.AuthenticateJWTLocal(w.ctx, login.SessionJWT)
	w.ok(err)
	w.same(got.SessionID, login.Session.SessionID)
	w.srv.Advance(6 * time.Minute)
	if _, err := w.Sessions.AuthenticateJWTLocal(w.ctx, login.SessionJWT); err == nil {
		t.Error("an expired JWT was accepted")
	}
}

func TestJWT_rotation(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	old := w.login(ada)
	kids := func() []string {
		set, err := w.Sessions.JWKS(w.ctx)
		w.ok(err)
		var kids []string
		for _, k := range set.Keys {
			w.same([]string{k.Kty, k.Use, k.Alg}, []string{"RSA", "sig", "RS256"})
			w.same(k.KeyOps, []string{"verify"})
			kids = append(kids, k.Kid)
		}
		return kids
	}
	before := kids()
	w.srv.RotateKeys()
	after := kids()
	w.same(len(after), 2)
	w.same(after[1:], before)
	fresh := w.login(ada)
	header, _ := w.verifyJWT(fresh.SessionJWT)
	w.same(header.KeyID, after[0])
	header, _ = w.verifyJWT(old.SessionJWT)
	w.same(header.KeyID, after[1])
	_, err := w.Sessions.Authenticate(w.ctx, sessions.AuthenticateRequest{SessionJWT: old.SessionJWT})
	w.ok(err)

	w.srv.DropOldKeys()
	w.same(kids(), after[:1])
	_, err = w.Sessions.Authenticate(w.ctx, sessions.AuthenticateRequest{SessionJWT: old.SessionJWT})
	w.fails(err, api.ErrorTypeUnableToParseSessionJWT)
	w.ok(w.alive(old.SessionToken)) // the session itself lives on

	w.srv.RotateKeys()
	w.srv.Advance(30*24*time.Hour - time.Minute)
	w.same(len(kids()), 2)
	w.srv.Advance(time.Minute)
	w.same(len(kids()), 1)
}

// Strict clients require a certificate of each key, though nobody verifies by it.
func TestJWKS_certificates(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	w.srv.RotateKeys()
	keys, err := w.Sessions.JWKS(w.ctx)
	w.ok(err)
	w.same(len(keys.Keys), 2)
	seen := map[string]bool{}
	for _, key := range keys.Keys {
		w.same(len(key.X5C), 1)
		der, err := base64.StdEncoding.DecodeString(key.X5C[0])
		w.ok(err)
		certificate, err := x509.ParseCertificate(der)
		w.ok(err)
		w.ok(certificate.CheckSignature(certificate.SignatureAlgorithm, certificate.RawTBSCertificate, certificate.Signature))
		public, ok := certificate.PublicKey.(*rsa.PublicKey)
		w.same(ok, true)
		w.same(base64.RawURLEncoding.EncodeToString(public.N.Bytes()), key.N)
		sum := sha256.Sum256(der)
		w.same(base64.RawURLEncoding.EncodeToString(sum[:]), key.X5TS256)
		w.same(certificate.NotBefore.Before(w.srv.Now().AddDate(-10, 0, 0)), true) // whatever clock a client has
		w.same(certificate.NotAfter.After(w.srv.Now().AddDate(10, 0, 0)), true)
		seen[key.X5C[0]] = true
	}
	w.same(len(seen), 2)
	// Libraries that read the members check that they belong together.
	status, body := send(t, w.srv, http.MethodGet, "/v1/sessions/jwks/"+w.srv.ProjectID(), "", nil)
	w.same(status, http.StatusOK)
	var set jose.JSONWebKeySet
	w.ok(json.Unmarshal([]byte(body), &set))
	w.same(len(set.Keys), 2)
	w.same(len(set.Keys[0].Certificates), 1)
}

func TestJWT_forged(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithDeterministicIDs(1), stytchtest.WithProjectID("project-test-11111111-1111-4111-8111-111111111111"))
	login := w.login(ada)
	header, claims := w.verifyJWT(login.SessionJWT)
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	w.ok(err)
	sign := func(alg jose.SignatureAlgorithm, key any) string {
		t.Helper()
		signer, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: jose.JSONWebKey{Key: key, KeyID: header.KeyID}}, nil)
		w.ok(err)
		token, err := jwt.Signed(signer).Claims(claims).Serialize()
		w.ok(err)
		return token
	}
	// The other project has the very same key, by the same id.
	other := newHarness(t, stytchtest.WithDeterministicIDs(1), stytchtest.WithProjectID("project-test-22222222-2222-4222-8222-222222222222"))
	foreign := other.login(ada)
	foreignHeader, _ := other.verifyJWT(foreign.SessionJWT)
	w.same(foreignHeader.KeyID, header.KeyID)
	for name, token := range map[string]string{
		"another key":     sign(jose.RS256, key),
		"HMAC":            sign(jose.HS256, []byte("0123456789abcdef0123456789abcdef")),
		"another project": foreign.SessionJWT,
		"unsigned":        "eyJhbGciOiJub25lIn0.e30.",
		"no JWT":          "x.y.z",
		"an access token": w.srv.AccessToken(stytchtest.AccessToken{UserID: login.UserID}),
	} {
		_, err := w.Sessions.Authenticate(w.ctx, sessions.AuthenticateRequest{SessionJWT: token})
		t.Log(name)
		w.fails(err, api.ErrorTypeUnableToParseSessionJWT)
	}
}
