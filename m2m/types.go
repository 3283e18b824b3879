package m2m

import "github.com/flymyai/stytch-go/api"

type (
	// TokenRequest is the request of [Service.Token] and [Service.TokenSource]. ClientID and ClientSecret are required.
	// GrantType is client_credentials if empty. Scope is a list separated by spaces.
	// See [api.M2MTokenRequest] for its fields.
	TokenRequest = api.M2MTokenRequest
	// TokenResponse is the response of [Service.Token]: an access token and the seconds until it expires.
	// See [api.M2MTokenResponse] for its fields.
	TokenResponse = api.M2MTokenResponse
	// ClientsGetResponse is the response of [ClientsService.Get]: the client.
	// See [api.M2MClientsGetResponse] for its fields.
	ClientsGetResponse = api.M2MClientsGetResponse
	// ClientsSearchRequest is the request of [ClientsService.Search]. No field is required. Create Query with [And] or [Or].
	// See [api.M2MClientsSearchRequest] for its fields.
	ClientsSearchRequest = api.M2MClientsSearchRequest
	// ClientsSearchResponse is the response of [ClientsService.Search]: one page of clients and the cursor of the next
	// page.
	// See [api.M2MClientsSearchResponse] for its fields.
	ClientsSearchResponse = api.M2MClientsSearchResponse
	// ClientsCreateRequest is the request of [ClientsService.Create]. Scopes is required.
	// See [api.M2MClientsCreateRequest] for its fields.
	ClientsCreateRequest = api.M2MClientsCreateRequest
	// ClientsCreateResponse is the response of [ClientsService.Create]: the client with its secret.
	// See [api.M2MClientsCreateResponse] for its fields.
	ClientsCreateResponse = api.M2MClientsCreateResponse
	// ClientsUpdateRequest is the request of [ClientsService.Update]. No field is required, and fields that are not set
	// stay unchanged.
	// See [api.M2MClientsUpdateRequest] for its fields.
	ClientsUpdateRequest = api.M2MClientsUpdateRequest
	// ClientsUpdateResponse is the response of [ClientsService.Update]: the updated client.
	// See [api.M2MClientsUpdateResponse] for its fields.
	ClientsUpdateResponse = api.M2MClientsUpdateResponse
	// ClientsDeleteResponse is the response of [ClientsService.Delete]: the ID of the deleted client.
	// See [api.M2MClientsDeleteResponse] for its fields.
	ClientsDeleteResponse = api.M2MClientsDeleteResponse
	// ClientsSecretsRotateStartResponse is the response of [SecretsService.RotateStart]: the client with its second
	// secret, in NextClientSecret.
	// See [api.M2MClientsSecretsRotateStartResponse] for its fields.
	ClientsSecretsRotateStartResponse = api.M2MClientsSecretsRotateStartResponse
	// ClientsSecretsRotateCancelResponse is the response of [SecretsService.RotateCancel]: the client.
	// See [api.M2MClientsSecretsRotateCancelResponse] for its fields.
	ClientsSecretsRotateCancelResponse = api.M2MClientsSecretsRotateCancelResponse
	// ClientsSecretsRotateResponse is the response of [SecretsService.Rotate]: the client.
	// See [api.M2MClientsSecretsRotateResponse] for its fields.
	ClientsSecretsRotateResponse = api.M2MClientsSecretsRotateResponse

	// Client is an M2M client without its secret: name, description, scopes, status and metadata.
	// See [api.M2MClient] for its fields.
	Client = api.M2MClient
)
