package otelexample_test

import (
	"context"
	"fmt"
	"log"
	"net/http"

	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/flymyai/stytch-go"
	otelexample "github.com/flymyai/stytch-go/examples/otel"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

func ExampleTraced() {
	spans := tracetest.NewSpanRecorder()
	tracer := trace.NewTracerProvider(trace.WithSpanProcessor(spans))
	traced := otelexample.Traced(http.DefaultTransport, tracer)

	srv, err := stytchtest.Start()
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	client := srv.Client(stytch.WithHTTPClient(&http.Client{Transport: traced}))

	ctx := context.Background()
	created, err := client.Users.Create(ctx, users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := client.Users.Get(ctx, created.UserID); err != nil {
		log.Fatal(err)
	}
	for _, span := range spans.Ended() {
		fmt.Println(span.Name())
	}
	// Output:
	// users.create
	// users.get
}
