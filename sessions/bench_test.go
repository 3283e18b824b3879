package sessions_test

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"
	josejwt "github.com/go-jose/go-jose/v4/jwt"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/sessions"
)

// BenchmarkAuthenticateJWTLocal measures a check beside its floor, the cost of the signature alone. Compare the rows of one
// run.
//
//	go test -run '^$' -bench AuthenticateJWTLocal -count 6 ./sessions
func BenchmarkAuthenticateJWTLocal(b *testing.B) {
	jwt := token(nil)
	key := &keys[0]().PublicKey

	i := strings.LastIndexByte(jwt, '.')
	signature, err := base64.RawURLEncoding.DecodeString(jwt[i+1:])
	if err != nil {
		b.Fatal(err)
	}
	signed := []byte(jwt[:i])
	floor := func() {
		digest := sha256.Sum256(signed)
		if err := rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature); err != nil {
			b.Fatal(err)
		}
	}

	b.Run("floor", func(b *testing.B) {
		for b.Loop() {
			floor()
		}
	})
	for name, size := range map[string]int{"first": 0, "repeated": 4096} {
		b.Run(name, func(b *testing.B) {
			i := newIssuer(b, stytch.WithSessionCache(size))
			ctx := b.Context()
			check := func() {
				if _, err := i.client.Sessions.AuthenticateJWTLocal(ctx, jwt); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportAllocs()
			for b.Loop() {
				check()
			}
			b.StopTimer()
			b.ReportMetric(clienttest.Ratio(min(b.N, 20_000), check, floor), "x-floor")
			if got := i.keyFetches.Load(); got != 1 {
				b.Errorf("%d key fetches", got)
			}
		})
	}
	// The same with 10,000 sessions revoked in the last minutes, and without revocations.
	b.Run("repeated, with revocations", func(b *testing.B) {
		list := sessions.NewRevocationList()
		for n := range 10_000 {
			if err := list.Add(sessions.Revocation{SessionID: "session-test-" + strconv.Itoa(n)}); err != nil {
				b.Fatal(err)
			}
		}
		check := func(opts ...stytch.Option) func() {
			i := newIssuer(b, opts...)
			return func() {
				if _, err := i.client.Sessions.AuthenticateJWTLocal(b.Context(), jwt); err != nil {
					b.Fatal(err)
				}
			}
		}
		with, without := check(stytch.WithRevocations(list)), check()
		b.ReportAllocs()
		for b.Loop() {
			with()
		}
		b.StopTimer()
		b.ReportMetric(clienttest.Ratio(min(b.N, 20_000), with, without), "x-without")
	})
	// For comparison, go-jose: signature and claims, without a session.
	b.Run("go-jose", func(b *testing.B) {
		var out map[string]any
		for b.Loop() {
			parsed, err := josejwt.ParseSigned(jwt, []jose.SignatureAlgorithm{jose.RS256})
			if err != nil {
				b.Fatal(err)
			}
			if err := parsed.Claims(key, &out); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("repeated by many", func(b *testing.B) {
		i := newIssuer(b)
		b.SetParallelism(8)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if _, err := i.client.Sessions.AuthenticateJWTLocal(b.Context(), jwt); err != nil {
					b.Error(err)
				}
			}
		})
	})
	b.Run("forged", func(b *testing.B) {
		i := newIssuer(b)
		n := 0
		for b.Loop() {
			n++
			forged := encode(header(map[string]any{"kid": strconv.Itoa(n)})) + jwt[strings.IndexByte(jwt, '.'):]
			if _, err := i.client.Sessions.AuthenticateJWT(b.Context(), forged); err == nil {
				b.Fatal("a forged token passed")
			}
		}
	})
}
