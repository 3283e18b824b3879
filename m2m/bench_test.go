package m2m_test

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/token/tokentest"
	"github.com/flymyai/stytch-go/m2m"
)

// BenchmarkAuthenticateToken stands beside its floor: what the signature alone costs. Compare the rows of one run.
//
//	go test -run '^$' -bench AuthenticateToken -count 6 ./m2m
func BenchmarkAuthenticateToken(b *testing.B) {
	jwt := tokentest.Token(tokentest.M2M())
	b.Run("floor", func(b *testing.B) {
		i := strings.LastIndexByte(jwt, '.')
		signature, err := base64.RawURLEncoding.DecodeString(jwt[i+1:])
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			digest := sha256.Sum256([]byte(jwt[:i]))
			if err := rsa.VerifyPKCS1v15(&tokentest.Keys[0]().PublicKey, crypto.SHA256, digest[:], signature); err != nil {
				b.Fatal(err)
			}
		}
	})
	for name, size := range map[string]int{"first": 0, "repeated": 4096} {
		b.Run(name, func(b *testing.B) {
			i := clienttest.NewIssuer(b, stytch.WithSessionCache(size))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := i.Client.M2M.AuthenticateToken(b.Context(), jwt, m2m.WithScopes("read:users")); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("repeated by many", func(b *testing.B) {
		i := clienttest.NewIssuer(b)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if _, err := i.Client.M2M.AuthenticateToken(b.Context(), jwt, m2m.WithScopes("read:users")); err != nil {
					b.Error(err)
				}
			}
		})
	})
}

// BenchmarkTokenSource stands beside the source of golang.org/x/oauth2/clientcredentials, which calls the endpoint while
// it holds its lock: all callers wait at each expiry. Here it has a token all the time.
//
//	go test -run '^$' -bench TokenSource -cpu 1,2,8 -count 6 ./m2m
func BenchmarkTokenSource(b *testing.B) {
	srv := httptest.NewServer(clienttest.Respond(http.StatusOK, "application/json", `{"access_token":"x","token_type":"bearer","expires_in":3600,"status_code":200}`))
	b.Cleanup(srv.Close)
	client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, stytch.WithBaseURL(srv.URL))
	if err != nil {
		b.Fatal(err)
	}
	config := clientcredentials.Config{ClientID: "c", ClientSecret: "s", TokenURL: srv.URL, AuthStyle: oauth2.AuthStyleInParams}
	for name, source := range map[string]oauth2.TokenSource{
		"this":              client.M2M.TokenSource(b.Context(), tokenRequest),
		"clientcredentials": config.TokenSource(b.Context()),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					if _, err := source.Token(); err != nil {
						b.Error(err)
					}
				}
			})
		})
	}
}
