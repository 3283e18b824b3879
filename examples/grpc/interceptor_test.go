package grpcexample_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/oauth2"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/health"
	health_v1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/flymyai/stytch-go"
	grpcexample "github.com/flymyai/stytch-go/examples/grpc"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/stytchtest"
)

// server is the service that is called: the one that gRPC brings along, which also says who called.
type server struct {
	*health.Server
	calledBy string
}

func (s *server) Check(ctx context.Context, req *health_v1.HealthCheckRequest) (*health_v1.HealthCheckResponse, error) {
	token, ok := grpcexample.FromContext(ctx)
	if !ok {
		return nil, status.Error(codes.Internal, "no token in the context")
	}
	s.calledBy = token.ClientID
	return s.Server.Check(ctx, req)
}

func (s *server) Watch(req *health_v1.HealthCheckRequest, stream grpc.ServerStreamingServer[health_v1.HealthCheckResponse]) error {
	if _, ok := grpcexample.FromContext(stream.Context()); !ok {
		return status.Error(codes.Internal, "no token in the context")
	}
	return s.Server.Watch(req, stream)
}

// serve starts the service over TLS, and returns its address and who trusts it.
func serve(client *stytch.Client) (s *server, address string, trusted *x509.CertPool, stop func()) {
	certificate, trusted := certificate()
	transport := grpc.NewServer(
		grpc.Creds(credentials.NewServerTLSFromCert(&certificate)),
		grpc.UnaryInterceptor(grpcexample.UnaryAuthenticator(client.M2M, m2m.WithScopes("read:health"))),
		grpc.StreamInterceptor(grpcexample.StreamAuthenticator(client.M2M, m2m.WithScopes("read:health"))),
	)
	s = &server{Server: health.NewServer()}
	health_v1.RegisterHealthServer(transport, s)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	go func() { _ = transport.Serve(listener) }()
	return s, listener.Addr().String(), trusted, transport.Stop
}

// certificate returns the certificate of package httptest, and who trusts it.
func certificate() (tls.Certificate, *x509.CertPool) {
	srv := httptest.NewTLSServer(nil)
	defer srv.Close()
	trusted := x509.NewCertPool()
	trusted.AddCert(srv.Certificate())
	return srv.TLS.Certificates[0], trusted
}

// One service calls another.
func Example() {
	srv, err := stytchtest.Start(stytchtest.WithM2MClients(stytchtest.M2MClient{
		ClientID: "monitor", ClientSecret: "monitor-secret-1815", Scopes: []string{"read:*"},
	}))
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv
	service, address, trusted, stop := serve(client)
	defer stop()

	ctx := context.Background()
	source := client.M2M.TokenSource(ctx, m2m.TokenRequest{ClientID: "monitor", ClientSecret: "monitor-secret-1815"})
	conn, err := grpc.NewClient(address,
		grpc.WithTransportCredentials(credentials.NewClientTLSFromCert(trusted, "example.com")),
		grpcexample.WithTokens(source),
	)
	if err != nil {
		log.Fatal(err)
	}
	resp, err := health_v1.NewHealthClient(conn).Check(ctx, &health_v1.HealthCheckRequest{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(resp.Status, "for", service.calledBy)
	_ = conn.Close()
	// Output: SERVING for monitor
}

func TestAuthenticators(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t, stytchtest.WithM2MClients(
		stytchtest.M2MClient{ClientID: "monitor", ClientSecret: "monitor-secret-1815", Scopes: []string{"read:*"}},
		stytchtest.M2MClient{ClientID: "orders", ClientSecret: "orders-secret-1815", Scopes: []string{"write:orders"}},
	))
	client := srv.Client()
	_, address, trusted, stop := serve(client)
	t.Cleanup(stop)
	tests := map[string]struct {
		source oauth2.TokenSource // none if nil
		want   codes.Code
	}{
		"a good token":        {client.M2M.TokenSource(t.Context(), m2m.TokenRequest{ClientID: "monitor", ClientSecret: "monitor-secret-1815"}), codes.OK},
		"a scope too few":     {client.M2M.TokenSource(t.Context(), m2m.TokenRequest{ClientID: "orders", ClientSecret: "orders-secret-1815"}), codes.PermissionDenied},
		"no token":            {nil, codes.Unauthenticated},
		"a malformed token":   {oauth2.StaticTokenSource(&oauth2.Token{AccessToken: "x"}), codes.Unauthenticated},
		"another scheme":      {oauth2.StaticTokenSource(&oauth2.Token{AccessToken: "x", TokenType: "Basic"}), codes.Unauthenticated},
		"a source that fails": {failing{}, codes.Unauthenticated},
	}
	for name, test := range tests {
		options := []grpc.DialOption{grpc.WithTransportCredentials(credentials.NewClientTLSFromCert(trusted, "example.com"))}
		if test.source != nil {
			options = append(options, grpcexample.WithTokens(test.source))
		}
		conn, err := grpc.NewClient(address, options...)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
		caller := health_v1.NewHealthClient(conn)
		if _, err := caller.Check(t.Context(), &health_v1.HealthCheckRequest{}); status.Code(err) != test.want {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
		stream, err := caller.Watch(t.Context(), &health_v1.HealthCheckRequest{})
		if err == nil {
			_, err = stream.Recv()
		}
		if status.Code(err) != test.want {
			t.Errorf("%s: stream: %v, want %v", name, err, test.want)
		}
	}
}

type failing struct{}

func (failing) Token() (*oauth2.Token, error) { return nil, errors.New("down") }

// Why a token cannot be checked, or is rejected, is logged with the default logger.
func TestRejectionsAreLogged(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	t.Cleanup(func() { slog.SetDefault(before) })
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	srv := stytchtest.NewServer(t)
	intercept := grpcexample.UnaryAuthenticator(srv.Client(stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1})).M2M)
	call := func(token string) codes.Code {
		ctx := metadata.NewIncomingContext(t.Context(), metadata.Pairs("authorization", "Bearer "+token))
		_, err := intercept(ctx, nil, nil, func(context.Context, any) (any, error) { return nil, nil })
		return status.Code(err)
	}
	if got := call("forged"); got != codes.Unauthenticated || !strings.Contains(log.String(), "level=INFO") {
		t.Errorf("a forged token: %v, log %q", got, &log)
	}
	srv.Inject(stytchtest.Fault{Status: http.StatusServiceUnavailable, Times: -1})
	if got := call("eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ.eyJzdWIiOiJ1In0.AAAA"); got != codes.Unavailable || !strings.Contains(log.String(), "level=WARN") {
		t.Errorf("without keys: %v, log %q", got, &log)
	}
}
