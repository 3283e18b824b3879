// Package m2m authenticates services to one another: it manages M2M (machine-to-machine) clients, gets access tokens for
// them, and verifies these tokens. The client exposes it as client.M2M.
//
// A service that calls another service sends an access token:
//
//	source := client.M2M.TokenSource(ctx, m2m.TokenRequest{ClientID: id, ClientSecret: secret, Scope: "read:users"})
//	resp, err := oauth2.NewClient(ctx, source).Get("https://users.internal/users")
//
// The service that is called verifies the token:
//
//	mux.Handle("GET /users", client.M2M.Middleware(m2m.WithScopes("read:users"))(handler))
//
// Create and RotateStart return a secret that Stytch never shows again. They, and the other two methods that rotate a
// secret, are retried only when Stytch provably did not handle the request. All other methods are idempotent and
// retried. If a response is lost, the retry of a delete may return a not-found error.
//
// API reference: https://stytch.com/docs/api-reference/consumer/api/m2m/token/get-access-token
package m2m

import (
	"cmp"
	"context"
	"iter"
	"net/url"
	"strings"
	"unicode"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/bearer"
	"github.com/flymyai/stytch-go/internal/pages"
	"github.com/flymyai/stytch-go/internal/refresh"
	"github.com/flymyai/stytch-go/internal/token"
	"github.com/flymyai/stytch-go/internal/transport"
)

var (
	getToken     = transport.Post("m2m.token", "/v1/public/{project_id}/oauth2/token").Idempotent().AttemptTimeout(refresh.AttemptTimeout)
	get          = transport.Get("m2m.clients.get", "/v1/m2m/clients/{client_id}").Idempotent()
	search       = transport.Post("m2m.clients.search", "/v1/m2m/clients/search").Idempotent()
	create       = transport.Post("m2m.clients.create", "/v1/m2m/clients")
	update       = transport.Put("m2m.clients.update", "/v1/m2m/clients/{client_id}").Idempotent()
	deleteClient = transport.Delete("m2m.clients.delete", "/v1/m2m/clients/{client_id}").Idempotent()
	rotateStart  = transport.Post("m2m.clients.secrets.rotate_start", "/v1/m2m/clients/{client_id}/secrets/rotate/start")
	rotateCancel = transport.Post("m2m.clients.secrets.rotate_cancel", "/v1/m2m/clients/{client_id}/secrets/rotate/cancel")
	rotate       = transport.Post("m2m.clients.secrets.rotate", "/v1/m2m/clients/{client_id}/secrets/rotate")
)

// Service calls the M2M endpoints.
type Service struct {
	// Clients manages M2M clients.
	Clients *ClientsService

	transport *transport.Client
	verifier  *token.Verifier
	failures  *bearer.FailureLog
}

// New is called by stytch.New. Programs use client.M2M instead. The verifier and the log are those that all services of the
// client share.
func New(t *transport.Client, v *token.Verifier, failures *bearer.FailureLog) *Service {
	return &Service{
		Clients:   &ClientsService{Secrets: &SecretsService{t}, transport: t},
		transport: t,
		verifier:  v,
		failures:  failures,
	}
}

// Token returns an access token for a client's ID and secret (POST /v1/public/{project_id}/oauth2/token, the client
// credentials grant of RFC 6749, section 4.4). Programs that call other services use [Service.TokenSource], which
// caches the token and renews it before it expires. The project's secret is not sent.
//
// The token has the scopes of Scope, or all scopes of the client if Scope is empty. GrantType may be left empty. A
// retry can leave an unused token behind, which expires.
//
// Errors include [api.ErrorTypeOAuth2InvalidClient] for a wrong ID or secret and for an inactive client, and
// [api.ErrorTypeOAuth2InvalidScope] for a scope that the client does not have. An empty ID or secret, or a secret with a
// line break or another control character, returns an [*api.ArgumentError].
func (s *Service) Token(ctx context.Context, req TokenRequest) (*TokenResponse, error) {
	if err := checkCredentials(req); err != nil {
		return nil, err
	}
	form := url.Values{
		"client_id":     {req.ClientID},
		"client_secret": {req.ClientSecret},
		"grant_type":    {string(cmp.Or(req.GrantType, api.M2MGrantTypeClientCredentials))},
	}
	if req.Scope != "" {
		form.Set("scope", req.Scope)
	}
	resp, err := transport.Call[withToken](ctx, s.transport, getToken, form, s.transport.ProjectID())
	if err != nil {
		return nil, err
	}
	return &resp.TokenResponse, nil
}

// withToken is a response that has a token.
type withToken struct{ TokenResponse }

// Missing implements [transport.Essential].
func (r *withToken) Missing() string {
	if r.AccessToken == "" {
		return "access_token"
	}
	return ""
}

// checkCredentials returns an error for credentials that cannot be right. Most of them come from an unset variable, or
// from a file that ends with a line break.
func checkCredentials(req TokenRequest) error {
	invalid := func(argument, problem string) error {
		return &api.ArgumentError{Operation: getToken.Name, Argument: argument, Problem: problem}
	}
	switch {
	case req.ClientID == "":
		return invalid("client_id", "is empty")
	case req.ClientSecret == "":
		return invalid("client_secret", "is empty")
	case strings.ContainsFunc(req.ClientSecret, unicode.IsControl):
		return invalid("client_secret", "contains a line break or another control character: copy it again")
	}
	return nil
}

// ClientsService manages M2M clients.
type ClientsService struct {
	// Secrets rotates the secrets of clients.
	Secrets *SecretsService

	transport *transport.Client
}

// Get returns the client with the given client ID, without its secret (GET /v1/m2m/clients/{client_id}).
//
// Errors include [api.ErrorTypeM2MClientNotFound] and [api.ErrorTypeInvalidClientID].
func (s *ClientsService) Get(ctx context.Context, clientID string) (*ClientsGetResponse, error) {
	return transport.Call[ClientsGetResponse](ctx, s.transport, get, nil, clientID)
}

// Search returns one page of the clients that match a query (POST /v1/m2m/clients/search). An empty query matches all
// clients. A page holds 100 clients by default and up to 1,000 with Limit. To get the next page, set Cursor to
// ResultsMetadata.NextCursor of the response, which is empty on the last page. [ClientsService.All] does this for you.
//
// Errors include [api.ErrorTypeM2MSearchFilterNameNotRecognized] and [api.ErrorTypeM2MSearchExpectedArrayOfStrings].
func (s *ClientsService) Search(ctx context.Context, req ClientsSearchRequest) (*ClientsSearchResponse, error) {
	return transport.Call[ClientsSearchResponse](ctx, s.transport, search, req)
}

// All iterates over the clients that match a query, or over all clients if the query is empty. It starts at req.Cursor.
// req.Limit is the size of a page, 1,000 by default. While the loop works on a page, All fetches the next one. A loop
// that stops early therefore makes at most one unneeded search.
//
// If a search fails, All yields the clients before the failure, then the error with a zero client, and stops. When
// ctx ends, All yields an error instead of the next client, and stops.
//
//	for c, err := range client.M2M.Clients.All(ctx, m2m.ClientsSearchRequest{Query: m2m.And(m2m.Scopes("read:users"))}) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(c.ClientID)
//	}
func (s *ClientsService) All(ctx context.Context, req ClientsSearchRequest) iter.Seq2[Client, error] {
	if req.Limit == 0 {
		req.Limit = pages.Max
	}
	return pages.All(ctx, search.Name, req.Cursor, func(ctx context.Context, cursor string) (pages.Page[Client], error) {
		req := req
		req.Cursor = cursor
		resp, err := s.Search(ctx, req)
		if err != nil {
			return pages.Page[Client]{}, err
		}
		return pages.Page[Client]{Items: resp.M2MClients, Next: resp.ResultsMetadata.NextCursor, RequestID: resp.RequestID}, nil
	})
}

// Create adds a client and returns it with its secret, which Stytch never shows again (POST /v1/m2m/clients). Scopes is
// required. Stytch generates the ID and the secret unless they are set.
//
// If the response is lost, the client may exist with a secret that nobody knows: find it with [ClientsService.Search],
// and delete it or rotate its secret. A client that you create with a ClientID of your own can be found by that ID.
//
// Errors include [api.ErrorTypeDuplicateM2MClientID], [api.ErrorTypeInsecureM2MClientSecret] for a secret that is too
// short or too easy to guess, [api.ErrorTypeInvalidM2MClientScope] and
// [api.ErrorTypeTooManyM2MClientsForBillingTier].
func (s *ClientsService) Create(ctx context.Context, req ClientsCreateRequest) (*ClientsCreateResponse, error) {
	return transport.Call[ClientsCreateResponse](ctx, s.transport, create, req)
}

// Update changes the fields that are set and leaves the others unchanged (PUT /v1/m2m/clients/{client_id}). Scopes
// replaces the client's scopes. TrustedMetadata is merged at the top level, and a key set to nil is removed. An
// inactive client gets no new tokens. Tokens that it already has stay valid until they expire.
//
// Errors include [api.ErrorTypeM2MClientNotFound], [api.ErrorTypeInvalidM2MClientScope] and
// [api.ErrorTypeM2MClientInvalidStatus].
func (s *ClientsService) Update(ctx context.Context, clientID string, req ClientsUpdateRequest) (*ClientsUpdateResponse, error) {
	return transport.Call[ClientsUpdateResponse](ctx, s.transport, update, req, clientID)
}

// Delete deletes a client (DELETE /v1/m2m/clients/{client_id}). It cannot be undone. Tokens that the client already
// has stay valid until they expire.
//
// Errors include [api.ErrorTypeM2MClientNotFound].
func (s *ClientsService) Delete(ctx context.Context, clientID string) (*ClientsDeleteResponse, error) {
	return transport.Call[ClientsDeleteResponse](ctx, s.transport, deleteClient, nil, clientID)
}

// SecretsService rotates the secrets of M2M clients. Call RotateStart, move every program to the new secret, then call
// Rotate.
type SecretsService struct {
	transport *transport.Client
}

// RotateStart gives a client a second secret and returns it; Stytch never shows it again
// (POST /v1/m2m/clients/{client_id}/secrets/rotate/start). Both secrets are valid until [SecretsService.Rotate] or
// [SecretsService.RotateCancel] ends the rotation.
//
// If the response is lost, cancel the rotation and start again.
//
// Errors include [api.ErrorTypeM2MClientAlreadyRotatingSecret] and [api.ErrorTypeM2MClientNotFound].
func (s *SecretsService) RotateStart(ctx context.Context, clientID string) (*ClientsSecretsRotateStartResponse, error) {
	return transport.Call[ClientsSecretsRotateStartResponse](ctx, s.transport, rotateStart, nil, clientID)
}

// RotateCancel ends a rotation and discards the new secret (POST /v1/m2m/clients/{client_id}/secrets/rotate/cancel).
//
// Errors include [api.ErrorTypeM2MClientNotRotatingSecret] and [api.ErrorTypeM2MClientNotFound].
func (s *SecretsService) RotateCancel(ctx context.Context, clientID string) (*ClientsSecretsRotateCancelResponse, error) {
	return transport.Call[ClientsSecretsRotateCancelResponse](ctx, s.transport, rotateCancel, nil, clientID)
}

// Rotate ends a rotation: the new secret becomes the client's secret, and the old one stops working at once
// (POST /v1/m2m/clients/{client_id}/secrets/rotate).
//
// Errors include [api.ErrorTypeM2MClientNotRotatingSecret] and [api.ErrorTypeM2MClientNotFound].
func (s *SecretsService) Rotate(ctx context.Context, clientID string) (*ClientsSecretsRotateResponse, error) {
	return transport.Call[ClientsSecretsRotateResponse](ctx, s.transport, rotate, nil, clientID)
}
