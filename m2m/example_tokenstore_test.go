package m2m_test

import (
	"context"
	"fmt"
	"log"

	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/stytchtest"
)

// Two processes share a token. The store, here in memory, sees it encrypted; package redisstore has one for Redis.
func ExampleWithTokenStore() {
	srv, err := stytchtest.Start()
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	orders := srv.M2MClient(stytchtest.M2MClient{})
	store := newTokenStore()
	for range 2 {
		source := srv.Client().M2M.TokenSource(context.Background(),
			m2m.TokenRequest{ClientID: orders.ClientID, ClientSecret: orders.ClientSecret}, m2m.WithTokenStore(store))
		if _, err := source.Token(); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println("requests:", len(srv.Requests()))
	// Output: requests: 1
}
