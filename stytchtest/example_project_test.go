package stytchtest_test

import (
	"crypto"
	"crypto/ed25519"
	"errors"
	"fmt"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

func ExampleWithRBACPolicy() {
	srv := stytchtest.NewServer(t, stytchtest.WithRBACPolicy(api.RBACPolicy{
		Resources: []api.RBACPolicyResource{{ResourceID: "documents", Actions: []string{"read", "write"}}},
		Roles:     []api.RBACPolicyRole{{RoleID: "editor", Permissions: []api.RBACPermission{{ResourceID: "documents", Actions: []string{"*"}}}}},
	}))
	created, err := srv.Client().Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com", Roles: []string{"editor"}})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(created.User.Roles)
	// Output: [stytch_user editor]
}

func ExampleWithUserInfo() {
	srv := stytchtest.NewServer(t, stytchtest.WithUserInfo(func(token string) (string, error) {
		if token != "a session of the former provider" {
			return "", errors.New("unknown token")
		}
		return "ada@example.com", nil
	}))
	client := srv.Client()
	if _, err := client.Users.Create(t.Context(), users.CreateRequest{Email: "ada@example.com"}); err != nil {
		t.Fatal(err)
	}
	login, err := client.Sessions.Migrate(t.Context(), sessions.MigrateRequest{
		SessionToken: "a session of the former provider", SessionDurationMinutes: 60,
	})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(login.Session.AuthenticationFactors[0].Type)
	// Output: imported
}

func ExampleWithTrustedTokenProfile() {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	srv := stytchtest.NewServer(t,
		stytchtest.WithTrustedTokenProfile(stytchtest.TrustedTokenProfile{
			ID: "our-idp", Issuer: "https://idp.example.com", Audience: "stytch", Keys: map[string]crypto.PublicKey{"k1": public},
		}),
		stytchtest.WithUsers(stytchtest.User{User: api.User{ExternalID: "employee-1", Emails: []api.UserEmail{{Email: "ada@example.com"}}}}),
	)

	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.EdDSA, Key: jose.JSONWebKey{Key: private, KeyID: "k1"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	token, err := jwt.Signed(signer).Claims(jwt.Claims{
		Issuer: "https://idp.example.com", Audience: jwt.Audience{"stytch"}, Subject: "employee-1", ID: "token-1",
		Expiry: jwt.NewNumericDate(srv.Now().Add(time.Minute)),
	}).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	login, err := srv.Client().Sessions.Attest(t.Context(), sessions.AttestRequest{ProfileID: "our-idp", Token: token})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(login.User.ExternalID)
	// Output: employee-1
}

func ExampleWithM2MClients() {
	srv := stytchtest.NewServer(t, stytchtest.WithM2MClients(stytchtest.M2MClient{
		ClientID: "orders", ClientSecret: "orders-secret-1815", Scopes: []string{"read:users"},
	}))
	token, err := srv.Client().M2M.Token(t.Context(), m2m.TokenRequest{ClientID: "orders", ClientSecret: "orders-secret-1815"})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(token.ExpiresIn)
	// Output: 3600
}

func ExampleWithM2MClaims() {
	srv := stytchtest.NewServer(t,
		stytchtest.WithM2MClients(stytchtest.M2MClient{ClientID: "orders", ClientSecret: "orders-secret-1815", TrustedMetadata: map[string]any{"team": "sales"}}),
		stytchtest.WithM2MClaims(func(client api.M2MClient, _ map[string]any) map[string]any {
			return map[string]any{"team": client.TrustedMetadata["team"]}
		}))
	client := srv.Client()
	got, err := client.M2M.Token(t.Context(), m2m.TokenRequest{ClientID: "orders", ClientSecret: "orders-secret-1815"})
	if err != nil {
		t.Fatal(err)
	}
	token, err := client.M2M.AuthenticateToken(t.Context(), got.AccessToken)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(token.CustomClaims["team"])
	// Output: sales
}
