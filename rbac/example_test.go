package rbac_test

import (
	"context"
	"fmt"
	"log"

	"github.com/flymyai/stytch-go/rbac"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// List what each role may do.
func ExampleService_Policy() {
	srv, err := stytchtest.Start(stytchtest.WithRBACPolicy(rbac.Policy{
		Resources: []rbac.Resource{{ResourceID: "documents", Actions: []string{"read", "write"}}},
		Roles: []rbac.Role{{RoleID: "editor", Permissions: []rbac.Permission{
			{ResourceID: "documents", Actions: []string{"*"}},
		}}},
	}))
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv

	resp, err := client.RBAC.Policy(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	for _, role := range resp.Policy.Roles {
		for _, permission := range role.Permissions {
			fmt.Println(role.RoleID, permission.ResourceID, permission.Actions)
		}
	}
	// Output: editor documents [*]
}

// Ask what a user may do who has no session, for example in a job.
func ExampleService_RolesGrant() {
	srv, err := stytchtest.Start(stytchtest.WithRBACPolicy(rbac.Policy{
		Resources: []rbac.Resource{{ResourceID: "documents", Actions: []string{"read", "write"}}},
		Roles: []rbac.Role{{RoleID: "editor", Permissions: []rbac.Permission{
			{ResourceID: "documents", Actions: []string{"*"}},
		}}},
	}))
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	ctx := context.Background()
	created, err := client.Users.Create(ctx, users.CreateRequest{Email: "ada@example.com", Roles: []string{"editor"}})
	if err != nil {
		log.Fatal(err)
	}

	user, err := client.Users.Get(ctx, created.UserID)
	if err != nil {
		log.Fatal(err)
	}
	granted, err := client.RBAC.RolesGrant(ctx, user.Roles, rbac.AuthorizationCheck{ResourceID: "documents", Action: "write"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(user.Roles, granted)
	// Output: [stytch_user editor] true
}
