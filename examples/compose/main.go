// Command compose stands for an app in a container: it signs up a user at the Stytch that its environment names, and
// exits. compose.yaml starts it beside the emulator, once that is healthy.
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
