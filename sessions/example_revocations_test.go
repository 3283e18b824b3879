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

// Once a role has been removed, the next check no longer finds it, because the check calls the API.
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

// This list is for one process. To share revocations, embed the list and add what other processes have revoked.
func ExampleNewRevocationList() {
	srv, _ := startServer()
	defer srv.Close()
	client := srv.Client(stytch.WithRevocations(sessions.NewRevocationList()))
	ctx := context.Background()
	login := logIn(client)

	if _, err := client.Sessions.Revoke(ctx, sessions.RevokeRequest{SessionJWT: login.SessionJWT}); err != nil {
		log.Fatal(err)
	}
	_, err := client.Sessions.AuthenticateJWT(ctx, login.SessionJWT)
	fmt.Println("revoked:", errors.Is(err, sessions.ErrJWTRevoked))
	// Output: revoked: true
}

// Add what another process has revoked.
func ExampleRevocationList_Add() {
	list := sessions.NewRevocationList()
	if err := list.Add(sessions.Revocation{SessionID: "session-test-1"}); err != nil {
		log.Fatal(err)
	}
	fmt.Println("revoked:", list.Check("session-test-1", "user-test-1", time.Now()) == sessions.Revoked)
	// Output: revoked: true
}

// A user was deleted without this client, such as in the dashboard.
func ExampleService_UserDeleted() {
	srv, _ := startServer()
	defer srv.Close()
	client := srv.Client(stytch.WithRevocations(sessions.NewRevocationList()))
	ctx := context.Background()
	login := logIn(client)

	if err := client.Sessions.UserDeleted(ctx, login.UserID); err != nil {
		log.Fatal(err)
	}
	_, err := client.Sessions.AuthenticateJWTLocal(ctx, login.SessionJWT)
	fmt.Println("revoked:", errors.Is(err, sessions.ErrJWTRevoked))
	// Output: revoked: true
}
