// Package connectedapps manages connected apps: other applications, to which users can grant access to their accounts.
// The project is the OAuth 2.0 authorization server and OpenID Connect provider of these apps. The client exposes the
// package as client.ConnectedApps.
//
//	created, err := client.ConnectedApps.Clients.Create(ctx, connectedapps.ClientsCreateRequest{
//		ClientType:   api.ConnectedAppClientTypeThirdParty,
//		ClientName:   "Difference Engine",
//		RedirectURLs: []string{"https://engine.example.com/callback"},
//	})
//
// Create and RotateStart return a secret that Stytch never shows again. They, and the other two methods that rotate a
// secret, are retried only when Stytch provably did not handle the request. All other methods are idempotent and
// retried. If a response is lost, the retry of a delete may return a not-found error.
//
// Package idp lets users authorize apps, and verifies the tokens of apps.
//
// API reference: https://stytch.com/docs/api/overview
package connectedapps

import (
	"context"
	"iter"

	"github.com/flymyai/stytch-go/internal/pages"
	"github.com/flymyai/stytch-go/internal/transport"
)

var (
	get          = transport.Get("connected_apps.clients.get", "/v1/connected_apps/clients/{client_id}").Idempotent()
	search       = transport.Post("connected_apps.clients.search", "/v1/connected_apps/clients/search").Idempotent()
	create       = transport.Post("connected_apps.clients.create", "/v1/connected_apps/clients")
	update       = transport.Put("connected_apps.clients.update", "/v1/connected_apps/clients/{client_id}").Idempotent()
	deleteClient = transport.Delete("connected_apps.clients.delete", "/v1/connected_apps/clients/{client_id}").Idempotent()
	rotateStart  = transport.Post("connected_apps.clients.secrets.rotate_start",
		"/v1/connected_apps/clients/{client_id}/secrets/rotate/start")
	rotateCancel = transport.Post("connected_apps.clients.secrets.rotate_cancel",
		"/v1/connected_apps/clients/{client_id}/secrets/rotate/cancel")
	rotate = transport.Post("connected_apps.clients.secrets.rotate", "/v1/connected_apps/clients/{client_id}/secrets/rotate")
)

// Service calls the Connected Apps endpoints.
type Service struct {
	// Clients manages the apps.
	Clients *ClientsService
}

// New is called by stytch.New. Programs use client.ConnectedApps instead.
func New(t *transport.Client) *Service {
	return &Service{Clients: &ClientsService{Secrets: &SecretsService{t}, transport: t}}
}

// ClientsService manages apps. Use it as client.ConnectedApps.Clients.
type ClientsService struct {
	// Secrets rotates the secrets of apps.
	Secrets *SecretsService

	transport *transport.Client
}

// Get returns the app with the given client ID, without its secret (GET /v1/connected_apps/clients/{client_id}).
//
// Errors include [api.ErrorTypeConnectedAppNotFound].
func (s *ClientsService) Get(ctx context.Context, clientID string) (*ClientsGetResponse, error) {
	return transport.Call[ClientsGetResponse](ctx, s.transport, get, nil, clientID)
}

// Search returns one page of all apps (POST /v1/connected_apps/clients/search). The API has no filters yet. A page holds
// 100 apps by default and up to 1,000 with Limit. To get the next page, set Cursor to ResultsMetadata.NextCursor of the
// response, which is empty on the last page. [ClientsService.All] does this for you.
func (s *ClientsService) Search(ctx context.Context, req ClientsSearchRequest) (*ClientsSearchResponse, error) {
	return transport.Call[ClientsSearchResponse](ctx, s.transport, search, req)
}

// All iterates over all apps. It starts at req.Cursor. req.Limit is the size of a page, 1,000 by default. While the
// loop works on a page, All fetches the next one. A loop that stops early therefore makes at most one unneeded search.
//
// If a search fails, All yields the apps before the failure, then the error with a zero app, and stops. When ctx
// ends, All yields an error instead of the next app, and stops.
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
		return pages.Page[Client]{Items: resp.ConnectedApps, Next: resp.ResultsMetadata.NextCursor, RequestID: resp.RequestID}, nil
	})
}

// Create adds an app (POST /v1/connected_apps/clients). ClientType is required and cannot be changed later. The response
// contains the secret, unless the app is public, and Stytch never shows it again.
//
// If the response is lost, the app may exist with a secret that nobody knows: find it with [ClientsService.Search], and
// delete it or rotate its secret.
//
// Errors include [api.ErrorTypeThirdPartyClientsCannotUseFullAccess],
// [api.ErrorTypeThirdPartyClientsRequireConsentForOfflineAccess] and one type for each kind of invalid redirect URL.
func (s *ClientsService) Create(ctx context.Context, req ClientsCreateRequest) (*ClientsCreateResponse, error) {
	return transport.Call[ClientsCreateResponse](ctx, s.transport, create, req)
}

// Update changes the fields that are set and leaves the others unchanged (PUT /v1/connected_apps/clients/{client_id}).
// RedirectURLs replaces the app's redirect URLs. Update cannot change the type, the ID or the secret.
//
// Errors include [api.ErrorTypeConnectedAppNotFound].
func (s *ClientsService) Update(ctx context.Context, clientID string, req ClientsUpdateRequest) (*ClientsUpdateResponse, error) {
	return transport.Call[ClientsUpdateResponse](ctx, s.transport, update, req, clientID)
}

// Delete deletes an app (DELETE /v1/connected_apps/clients/{client_id}). The app gets no new tokens, and Stytch no
// longer accepts those that it has. A service that verifies access tokens locally accepts them until they expire.
//
// Errors include [api.ErrorTypeConnectedAppNotFound].
func (s *ClientsService) Delete(ctx context.Context, clientID string) (*ClientsDeleteResponse, error) {
	return transport.Call[ClientsDeleteResponse](ctx, s.transport, deleteClient, nil, clientID)
}

// SecretsService rotates the secrets of apps. Use it as client.ConnectedApps.Clients.Secrets.
type SecretsService struct {
	transport *transport.Client
}

// RotateStart adds a second secret to an app and returns it; Stytch never shows it again
// (POST /v1/connected_apps/clients/{client_id}/secrets/rotate/start). Both secrets are valid until
// [SecretsService.Rotate] or [SecretsService.RotateCancel] ends the rotation.
//
// Errors include [api.ErrorTypeConnectedAppAlreadyRotatingSecret] and
// [api.ErrorTypePublicConnectedAppsDoNotHaveSecrets].
func (s *SecretsService) RotateStart(ctx context.Context, clientID string) (*ClientsSecretsRotateStartResponse, error) {
	return transport.Call[ClientsSecretsRotateStartResponse](ctx, s.transport, rotateStart, nil, clientID)
}

// RotateCancel removes the second secret (POST /v1/connected_apps/clients/{client_id}/secrets/rotate/cancel).
//
// Errors include [api.ErrorTypeConnectedAppNotRotatingSecret].
func (s *SecretsService) RotateCancel(ctx context.Context, clientID string) (*ClientsSecretsRotateCancelResponse, error) {
	return transport.Call[ClientsSecretsRotateCancelResponse](ctx, s.transport, rotateCancel, nil, clientID)
}

// Rotate makes the second secret the only one (POST /v1/connected_apps/clients/{client_id}/secrets/rotate).
//
// Errors include [api.ErrorTypeConnectedAppNotRotatingSecret].
func (s *SecretsService) Rotate(ctx context.Context, clientID string) (*ClientsSecretsRotateResponse, error) {
	return transport.Call[ClientsSecretsRotateResponse](ctx, s.transport, rotate, nil, clientID)
}
