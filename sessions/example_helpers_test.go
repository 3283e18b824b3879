package sessions_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"log"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// startServer starts an emulator with one user, Ada, and returns a client for it. A program gets its client from
// stytch.NewFromEnv. The examples use Ada's external ID, customer-1, as her user ID.
func startServer(opts ...stytchtest.Option) (*stytchtest.Server, *stytch.Client) {
	srv, err := stytchtest.Start(append(opts, stytchtest.WithUsers(ada()))...)
	if err != nil {
		log.Fatal(err)
	}
	return srv, srv.Client(stytch.WithRetry(stytch.RetryPolicy{BaseDelay: time.Millisecond}))
}

func ada() stytchtest.User {
	return stytchtest.User{
		User: api.User{
			ExternalID: "customer-1",
			Name:       api.Name{FirstName: "Ada", LastName: "Lovelace"},
			Emails:     []api.UserEmail{{Email: "ada@example.com", Verified: true}},
		},
		PlainPassword: "correct horse battery staple 1815",
		TOTPSecret:    authenticatorSecret,
	}
}

// startServerWithRoles starts an emulator in which Ada is an editor, and editors may do anything with documents.
func startServerWithRoles() (*stytchtest.Server, *stytch.Client) {
	srv, client := startServer(stytchtest.WithRBACPolicy(api.RBACPolicy{
		Resources: []api.RBACPolicyResource{
			{ResourceID: "documents", Actions: []string{"create", "read"}},
			{ResourceID: "invoices", Actions: []string{"create", "send"}},
		},
		Roles: []api.RBACPolicyRole{{
			RoleID:      "editor",
			Permissions: []api.RBACPermission{{ResourceID: "documents", Actions: []string{"*"}}},
		}},
	}))
	_, err := client.Users.Update(context.Background(), "customer-1", users.UpdateRequest{Roles: []string{"editor"}})
	if err != nil {
		log.Fatal(err)
	}
	return srv, client
}

// logIn stands for any login. Ada's session lasts an hour.
func logIn(client *stytch.Client) *passwords.AuthenticateResponse {
	login, err := client.Passwords.Authenticate(context.Background(), passwords.AuthenticateRequest{
		Email: "ada@example.com", Password: "correct horse battery staple 1815", SessionDurationMinutes: 60,
	})
	if err != nil {
		log.Fatal(err)
	}
	return login
}

// portal is a system that signs JWTs for its users.
type portal struct{ key *ecdsa.PrivateKey }

func newPortal() portal {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		log.Fatal(err)
	}
	return portal{key}
}

func (p portal) profile() stytchtest.TrustedTokenProfile {
	return stytchtest.TrustedTokenProfile{
		ID: "trusted-token-profile-portal", Issuer: "https://portal.example.com", Audience: "app",
		Keys: map[string]crypto.PublicKey{"key-1": &p.key.PublicKey},
	}
}

func (p portal) token(user string) string {
	signer, err := jose.NewSigner(
		jose.SigningKey{Algorithm: jose.ES256, Key: p.key},
		(&jose.SignerOptions{}).WithHeader("kid", "key-1"),
	)
	if err != nil {
		log.Fatal(err)
	}
	token, err := jwt.Signed(signer).Claims(jwt.Claims{
		Issuer: "https://portal.example.com", Audience: jwt.Audience{"app"}, Subject: user, ID: rand.Text(),
		Expiry: jwt.NewNumericDate(time.Now().Add(time.Minute)),
	}).Serialize()
	if err != nil {
		log.Fatal(err)
	}
	return token
}
