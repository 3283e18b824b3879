package project_test

import (
	"context"
	"fmt"
	"log"
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/project"
	"github.com/flymyai/stytch-go/stytchtest"
)

// How many users a project has.
func ExampleService_Metrics() {
	srv, err := stytchtest.Start(stytchtest.WithUsers(
		stytchtest.User{User: api.User{Emails: []api.UserEmail{{Email: "ada@example.com"}}}},
		stytchtest.User{User: api.User{Emails: []api.UserEmail{{Email: "grace@example.com"}}}},
	))
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv

	resp, err := client.Project.Metrics(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	users := slices.IndexFunc(resp.Metrics, func(m project.Metric) bool { return m.MetricType == api.ProjectMetricTypeUserCount })
	fmt.Println(resp.Metrics[users].Count, "users")
	// Output: 2 users
}
