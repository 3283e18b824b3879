package stytch_test

import (
	"context"
	"fmt"
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// Traces by OpenTelemetry, with a span for each attempt, named after the operation. Metrics are labeled alike.
func ExampleOperationFromContext() {
	spans := tracetest.NewSpanRecorder()
	tracer := trace.NewTracerProvider(trace.WithSpanProcessor(spans))
	traced := otelhttp.NewTransport(http.DefaultTransport,
		otelhttp.WithTracerProvider(tracer),
		otelhttp.WithSpanNameFormatter(func(_ string, r *http.Request) string {
			name, _, _ := stytch.OperationFromContext(r.Context())
			return name
		}),
	)

	srv, err := stytchtest.Start()
	if err != nil {
		panic(err)
	}
	defer srv.Close()
	client := srv.Client(stytch.WithHTTPClient(&http.Client{Transport: traced}))

	ctx := context.Background()
	created, err := client.Users.Create(ctx, users.CreateRequest{Email: "ada@example.com"})
	if err != nil {
		panic(err)
	}
	if _, err := client.Users.Get(ctx, created.UserID); err != nil {
		panic(err)
	}
	for _, span := range spans.Ended() {
		fmt.Println(span.Name())
	}
	// Output:
	// users.create
	// users.get
}
