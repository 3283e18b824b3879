package connectedapps_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
	"github.com/flymyai/stytch-go/stytchtest"
)

// start starts a server with one app, and returns a client and the ID of the app.
func start() (*stytch.Client, string, func()) {
	srv, err := stytchtest.Start()
	if err != nil {
		log.Fatal(err)
	}
	client := srv.Client() // in a program, from stytch.NewFromEnv
	created, err := client.ConnectedApps.Clients.Create(context.Background(), connectedapps.ClientsCreateRequest{
		ClientType: api.ConnectedAppClientTypeThirdParty, ClientName: "Calendar", RedirectURLs: []string{"https://calendar.example.com/callback"},
	})
	if err != nil {
		log.Fatal(err)
	}
	return client, created.ConnectedApp.ClientID, srv.Close
}

// A confidential app has a secret, which only this response contains. A public one has none.
func ExampleClientsService_Create() {
	client, _, stop := start()
	defer stop()

	for _, clientType := range []api.ConnectedAppClientType{api.ConnectedAppClientTypeThirdParty, api.ConnectedAppClientTypeThirdPartyPublic} {
		created, err := client.ConnectedApps.Clients.Create(context.Background(), connectedapps.ClientsCreateRequest{
			ClientType: clientType, ClientName: "Notes", RedirectURLs: []string{"https://notes.example.com/callback"},
		})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(clientType, created.ConnectedApp.ClientSecret != "")
	}
	// Output:
	// third_party true
	// third_party_public false
}

func ExampleClientsService_Get() {
	client, id, stop := start()
	defer stop()

	got, err := client.ConnectedApps.Clients.Get(context.Background(), id)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(got.ConnectedApp.ClientName, got.ConnectedApp.AccessTokenExpiryMinutes)
	// Output: Calendar 60
}

func ExampleClientsService_Search() {
	client, _, stop := start()
	defer stop()

	page, err := client.ConnectedApps.Clients.Search(context.Background(), connectedapps.ClientsSearchRequest{Limit: 10})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(page.ConnectedApps), "of", page.ResultsMetadata.Total)
	// Output: 1 of 1
}

func ExampleClientsService_All() {
	client, _, stop := start()
	defer stop()

	for app, err := range client.ConnectedApps.Clients.All(context.Background(), connectedapps.ClientsSearchRequest{}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(app.ClientName)
	}
	// Output: Calendar
}

// Fields that are not set stay unchanged.
func ExampleClientsService_Update() {
	client, id, stop := start()
	defer stop()

	minutes := 10
	updated, err := client.ConnectedApps.Clients.Update(context.Background(), id, connectedapps.ClientsUpdateRequest{AccessTokenExpiryMinutes: &minutes})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(updated.ConnectedApp.ClientName, updated.ConnectedApp.AccessTokenExpiryMinutes)

	allowed := true
	_, err = client.ConnectedApps.Clients.Update(context.Background(), id, connectedapps.ClientsUpdateRequest{FullAccessAllowed: &allowed})
	fmt.Println(errors.Is(err, api.ErrorTypeThirdPartyClientsCannotUseFullAccess))
	// Output:
	// Calendar 10
	// true
}

func ExampleClientsService_Delete() {
	client, id, stop := start()
	defer stop()

	if _, err := client.ConnectedApps.Clients.Delete(context.Background(), id); err != nil {
		log.Fatal(err)
	}
	_, err := client.ConnectedApps.Clients.Get(context.Background(), id)
	fmt.Println(errors.Is(err, api.ErrorTypeConnectedAppNotFound))
	// Output: true
}

// Both secrets are valid until the rotation ends. The app moves to the second one meanwhile.
func ExampleSecretsService_RotateStart() {
	client, id, stop := start()
	defer stop()

	started, err := client.ConnectedApps.Clients.Secrets.RotateStart(context.Background(), id)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(started.ConnectedApp.NextClientSecret != "")
	// Output: true
}

func ExampleSecretsService_RotateCancel() {
	client, id, stop := start()
	defer stop()
	ctx := context.Background()

	if _, err := client.ConnectedApps.Clients.Secrets.RotateStart(ctx, id); err != nil {
		log.Fatal(err)
	}
	canceled, err := client.ConnectedApps.Clients.Secrets.RotateCancel(ctx, id)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(canceled.ConnectedApp.NextClientSecretLastFour == "")
	// Output: true
}

func ExampleSecretsService_Rotate() {
	client, id, stop := start()
	defer stop()
	ctx := context.Background()

	started, err := client.ConnectedApps.Clients.Secrets.RotateStart(ctx, id)
	if err != nil {
		log.Fatal(err)
	}
	rotated, err := client.ConnectedApps.Clients.Secrets.Rotate(ctx, id)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(rotated.ConnectedApp.ClientSecretLastFour == started.ConnectedApp.NextClientSecretLastFour)
	_, err = client.ConnectedApps.Clients.Secrets.Rotate(ctx, id)
	fmt.Println(errors.Is(err, api.ErrorTypeConnectedAppNotRotatingSecret))
	// Output:
	// true
	// true
}
