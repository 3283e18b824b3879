// Command compose stands in for an app that runs in a container. It signs up a user in the project that its environment
// variables name, and exits. compose.yaml starts it once the emulator is healthy.
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/users"
)

func main() {
	client, err := stytch.NewFromEnv()
	if err != nil {
		log.Fatal(err)
	}
	created, err := client.Users.Create(context.Background(), users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("signed up", created.UserID)
}
