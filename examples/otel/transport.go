// Package otelexample traces the calls of a client with OpenTelemetry. Copy its code. It is a separate module, so that
// importing the client does not add OpenTelemetry.
package otelexample

import (
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/trace"

	"github.com/flymyai/stytch-go"
)

// Traced returns a transport that starts a span for each attempt of a call, named after the operation. Wrap the transport of
// the HTTP client that stytch.WithHTTPClient gets.
func Traced(next http.RoundTripper, tracer trace.TracerProvider) http.RoundTripper {
	return otelhttp.NewTransport(next,
		otelhttp.WithTracerProvider(tracer),
		otelhttp.WithSpanNameFormatter(func(_ string, r *http.Request) string {
			name, _, _ := stytch.OperationFromContext(r.Context())
			return name
		}),
	)
}
