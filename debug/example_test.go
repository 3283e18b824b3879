package debug_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/debug"
	"github.com/flymyai/stytch-go/stytchtest"
)

// Check the keys when a program starts.
func ExampleService_Whoami() {
	srv, err := stytchtest.Start()
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv

	check := func() (*debug.WhoamiResponse, error) {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		return client.Debug.Whoami(ctx)
	}
	whoami, err := check()
	if errors.Is(err, api.ErrorTypeUnauthorizedCredentials) {
		log.Fatal("the project ID or the secret is wrong")
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(whoami.ProjectID == client.ProjectID())
	// Output: true
}
