package sessions_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/users"
)

// "Log out everywhere", for a user who has lost a phone.
func ExampleService_RevokeUser() {
	srv, _ := startServer()
	defer srv.Close()
	client := srv.Client(stytch.WithRevocations(sessions.NewRevocationList()))
	ctx := context.Background()
	phone, laptop := logIn(client), logIn(client)
	srv.Advance(time.Minute)

	if err := client.Sessions.RevokeUser(ctx, phone.UserID); err != nil {
		log.Fatal(err)
	}
	for _, jwt := range []string{phone.SessionJWT, laptop.SessionJWT} {
		_, err := client.Sessions.AuthenticateJWTLocal(ctx, jwt)
		fmt.Println("revoked:", errors.Is(err, sessions.ErrJWTRevoked))
	}
	// Output:
	// revoked: true
	// revoked: true
}

// A role that was taken away has no effect from the next check on, because the API confirms the JWT.
func ExampleService_UserChanged() {
	srv, client := startServerWithRoles()
	defer srv.Close()
	ctx := context.Background()
	checking := srv.Client(stytch.WithRevocations(sessions.NewRevocationList()))
	login := logIn(client)

	if _, err := client.Users.Update(ctx, login.UserID, users.UpdateRequest{Roles: []string{}}); err != nil {
		log.Fatal(err)
	}
	if err := checking.Sessions.UserChanged(ctx, login.UserID, srv.Now()); err != nil {
		log.Fatal(err)
	}
	checked, err := checking.Sessions.AuthenticateJWT(ctx, login.SessionJWT)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("confirmed:", checked.Remote != nil, "roles:", checked.Session.Roles)
	// Output: confirmed: true roles: [stytch_user]
}
