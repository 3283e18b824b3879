// Package grpcexample authenticates gRPC calls between services with Stytch's machine tokens. Copy its code. It is a
// separate module, so that importing the client does not add gRPC.
package grpcexample

import (
	"context"
	"log/slog"
	"net/http"
	"strings"

	"golang.org/x/oauth2"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/oauth"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/flymyai/stytch-go/m2m"
)

// WithTokens makes a client send an access token with each call. gRPC sends tokens over TLS only.
func WithTokens(source oauth2.TokenSource) grpc.DialOption {
	return grpc.WithPerRPCCredentials(oauth.TokenSource{TokenSource: source})
}

// UnaryAuthenticator returns an interceptor that lets only calls with a valid access token pass, and puts the token into
// their context, for [FromContext].
func UnaryAuthenticator(service *m2m.Service, opts ...m2m.Option) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		ctx, err := authenticate(ctx, service, opts)
		if err != nil {
			return nil, err
		}
		return handler(ctx, req)
	}
}

// StreamAuthenticator is [UnaryAuthenticator] for streams. A token is checked when its stream begins.
func StreamAuthenticator(service *m2m.Service, opts ...m2m.Option) grpc.StreamServerInterceptor {
	return func(srv any, stream grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		ctx, err := authenticate(stream.Context(), service, opts)
		if err != nil {
			return err
		}
		return handler(srv, authenticated{stream, ctx})
	}
}

type authenticated struct {
	grpc.ServerStream
	ctx context.Context
}

func (s authenticated) Context() context.Context { return s.ctx }

type contextKey struct{}

// FromContext returns the access token that an interceptor found for a call.
func FromContext(ctx context.Context) (*m2m.AccessToken, bool) {
	token, ok := ctx.Value(contextKey{}).(*m2m.AccessToken)
	return token, ok
}

// authenticate checks the token of a call. What is wrong with a token goes to the log, not to the caller.
func authenticate(ctx context.Context, service *m2m.Service, opts []m2m.Option) (context.Context, error) {
	md, _ := metadata.FromIncomingContext(ctx)
	values := md.Get("authorization")
	if len(values) != 1 {
		return nil, status.Error(codes.Unauthenticated, "an access token is needed")
	}
	scheme, bearer, _ := strings.Cut(values[0], " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return nil, status.Error(codes.Unauthenticated, "an access token is needed")
	}
	token, err := service.AuthenticateToken(ctx, bearer, opts...)
	if err == nil {
		return context.WithValue(ctx, contextKey{}, token), nil
	}
	code, level := m2m.StatusCode(err), slog.LevelInfo
	if code >= http.StatusInternalServerError { // no fault of the caller
		level = slog.LevelWarn
	}
	slog.Log(ctx, level, "gRPC call rejected", "error", err)
	switch code {
	case http.StatusUnauthorized:
		return nil, status.Error(codes.Unauthenticated, "the access token is invalid")
	case http.StatusForbidden:
		return nil, status.Error(codes.PermissionDenied, "the access token lacks a required scope")
	case http.StatusInternalServerError:
		return nil, status.Error(codes.Internal, "the server is not set up correctly")
	}
	return nil, status.Error(codes.Unavailable, "the access token cannot be checked at the moment")
}
