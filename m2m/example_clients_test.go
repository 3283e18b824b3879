package m2m_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/stytchtest"
)

// start starts a Stytch project with two M2M clients, in place of the real one.
func start(opts ...stytchtest.Option) *stytchtest.Server {
	all := append([]stytchtest.Option{stytchtest.WithM2MClients(
		stytchtest.M2MClient{ClientID: "orders", ClientName: "Orders", ClientSecret: "orders-secret-1815", Scopes: []string{"read:users", "write:orders"}},
		stytchtest.M2MClient{ClientID: "reports", ClientName: "Reports", ClientSecret: "reports-secret-1815", Scopes: []string{"read:*"}},
	)}, opts...)
	srv, err := stytchtest.Start(all...)
	if err != nil {
		log.Fatal(err)
	}
	return srv
}

// A deployment creates a client and stores its secret, which is shown only once.
func ExampleClientsService_Create() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv

	created, err := client.M2M.Clients.Create(context.Background(), m2m.ClientsCreateRequest{
		ClientName: "Billing",
		Scopes:     []string{"read:orders"},
	})
	if errors.Is(err, api.ErrorTypeTooManyM2MClientsForBillingTier) {
		log.Fatal("upgrade first")
	}
	if err != nil {
		log.Fatal(err)
	}
	secret := created.M2MClient.ClientSecret // for the secret store
	fmt.Println(len(secret), "characters, last four match:", secret[40:] == created.M2MClient.ClientSecretLastFour)
	fmt.Println(created.M2MClient.Status, created.M2MClient.Scopes)
	// Output:
	// 44 characters, last four match: true
	// active [read:orders]
}

func ExampleClientsService_Get() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv

	got, err := client.M2M.Clients.Get(context.Background(), "orders")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(got.M2MClient.ClientName, got.M2MClient.Scopes)

	_, err = client.M2M.Clients.Get(context.Background(), "nobody")
	fmt.Println(errors.Is(err, api.ErrorTypeM2MClientNotFound))
	// Output:
	// Orders [read:users write:orders]
	// true
}

// One page, of the clients that have a scope.
func ExampleClientsService_Search() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv

	page, err := client.M2M.Clients.Search(context.Background(), m2m.ClientsSearchRequest{
		Query: m2m.And(m2m.Scopes("read:users")),
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, c := range page.M2MClients {
		fmt.Println(c.ClientID)
	}
	fmt.Println("of", page.ResultsMetadata.Total)
	// Output:
	// orders
	// of 1
}

// All clients whose secret is being rotated.
func ExampleClientsService_All() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()
	if _, err := client.M2M.Clients.Secrets.RotateStart(ctx, "reports"); err != nil {
		log.Fatal(err)
	}

	for c, err := range client.M2M.Clients.All(ctx, m2m.ClientsSearchRequest{}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(c.ClientID, "rotating:", c.NextClientSecretLastFour != "")
	}
	// Output:
	// reports rotating: true
	// orders rotating: false
}

// The filters of a search: some clients by name, and whoever may write orders.
func ExampleFilter() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv

	for _, query := range []m2m.Query{
		m2m.Or(m2m.ClientName("Reports"), m2m.Scopes("write:orders")),
		m2m.And(m2m.ClientID("orders", "reports"), m2m.ClientName("Orders")),
	} {
		for c, err := range client.M2M.Clients.All(context.Background(), m2m.ClientsSearchRequest{Query: query}) {
			if err != nil {
				log.Fatal(err)
			}
			fmt.Println(query.Operator, c.ClientID)
		}
	}
	// Output:
	// OR reports
	// OR orders
	// AND orders
}

// And requires every filter to match. Or requires at least one.
func ExampleQuery() {
	fmt.Println(m2m.And(m2m.ClientID("orders"), m2m.Scopes("read:users")).Operator)
	fmt.Println(m2m.Or(m2m.ClientID("orders"), m2m.Scopes("read:users")).Operator)
	// Output:
	// AND
	// OR
}

// A client that misbehaves gets no more tokens. Those that it has expire within an hour.
func ExampleClientsService_Update() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()

	updated, err := client.M2M.Clients.Update(ctx, "orders", m2m.ClientsUpdateRequest{Status: api.M2MClientStatusInactive})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(updated.M2MClient.Status)
	_, err = client.M2M.Token(ctx, m2m.TokenRequest{ClientID: "orders", ClientSecret: "orders-secret-1815"})
	fmt.Println(errors.Is(err, api.ErrorTypeOAuth2InvalidClient))
	// Output:
	// inactive
	// true
}

func ExampleClientsService_Delete() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv

	for range 2 {
		_, err := client.M2M.Clients.Delete(context.Background(), "orders")
		fmt.Println("gone already:", errors.Is(err, api.ErrorTypeM2MClientNotFound))
	}
	// Output:
	// gone already: false
	// gone already: true
}

// A rotation without an outage: both secrets work until Rotate ends it.
func ExampleSecretsService_Rotate() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()
	works := func(secret string) bool {
		_, err := client.M2M.Token(ctx, m2m.TokenRequest{ClientID: "orders", ClientSecret: secret})
		return err == nil
	}
	old := "orders-secret-1815"

	started, err := client.M2M.Clients.Secrets.RotateStart(ctx, "orders")
	if err != nil {
		log.Fatal(err)
	}
	next := started.M2MClient.NextClientSecret // deploy it everywhere
	fmt.Println("old:", works(old), "next:", works(next))

	if _, err := client.M2M.Clients.Secrets.Rotate(ctx, "orders"); err != nil {
		log.Fatal(err)
	}
	fmt.Println("old:", works(old), "next:", works(next))
	// Output:
	// old: true next: true
	// old: false next: true
}

// Starting twice is an error: the first new secret may be in use.
func ExampleSecretsService_RotateStart() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv

	for range 2 {
		_, err := client.M2M.Clients.Secrets.RotateStart(context.Background(), "orders")
		fmt.Println("already rotating:", errors.Is(err, api.ErrorTypeM2MClientAlreadyRotatingSecret))
	}
	// Output:
	// already rotating: false
	// already rotating: true
}

// The response of RotateStart was lost, and with it the new secret. Cancel and start again.
func ExampleSecretsService_RotateCancel() {
	srv := start()
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()
	srv.Inject(stytchtest.Fault{Operation: "m2m.clients.secrets.rotate_start", CutAfter: true})

	if _, err := client.M2M.Clients.Secrets.RotateStart(ctx, "orders"); err == nil {
		log.Fatal("expected an error")
	}
	_, err := client.M2M.Clients.Secrets.RotateCancel(ctx, "orders")
	if err != nil && !errors.Is(err, api.ErrorTypeM2MClientNotRotatingSecret) {
		log.Fatal(err)
	}
	_, err = client.M2M.Clients.Secrets.RotateStart(ctx, "orders")
	fmt.Println(err)
	// Output: <nil>
}
