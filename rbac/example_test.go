package rbac_test

import (
	"context"
	"fmt"
	"log"

	"github.com/flymyai/stytch-go/rbac"
	"github.com/flymyai/stytch-go/stytchtest"
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
