package connectedapps

import "github.com/flymyai/stytch-go/api"

type (
	// ClientsGetResponse is the response of [ClientsService.Get]: the app.
	// See [api.ConnectedAppsClientsGetResponse] for its fields.
	ClientsGetResponse = api.ConnectedAppsClientsGetResponse
	// ClientsSearchRequest is the request of [ClientsService.Search]. No field is required.
	// See [api.ConnectedAppsClientsSearchRequest] for its fields.
	ClientsSearchRequest = api.ConnectedAppsClientsSearchRequest
	// ClientsSearchResponse is the response of [ClientsService.Search]: one page of apps and the cursor of the next page.
	// See [api.ConnectedAppsClientsSearchResponse] for its fields.
	ClientsSearchResponse = api.ConnectedAppsClientsSearchResponse
	// ClientsCreateRequest is the request of [ClientsService.Create]. ClientType is required.
	// See [api.ConnectedAppsClientsCreateRequest] for its fields.
	ClientsCreateRequest = api.ConnectedAppsClientsCreateRequest
	// ClientsCreateResponse is the response of [ClientsService.Create]: the app with its secret.
	// See [api.ConnectedAppsClientsCreateResponse] for its fields.
	ClientsCreateResponse = api.ConnectedAppsClientsCreateResponse
	// ClientsUpdateRequest is the request of [ClientsService.Update]. No field is required, and fields that are not set stay
	// unchanged.
	// See [api.ConnectedAppsClientsUpdateRequest] for its fields.
	ClientsUpdateRequest = api.ConnectedAppsClientsUpdateRequest
	// ClientsUpdateResponse is the response of [ClientsService.Update]: the updated app.
	// See [api.ConnectedAppsClientsUpdateResponse] for its fields.
	ClientsUpdateResponse = api.ConnectedAppsClientsUpdateResponse
	// ClientsDeleteResponse is the response of [ClientsService.Delete]: the client ID of the deleted app.
	// See [api.ConnectedAppsClientsDeleteResponse] for its fields.
	ClientsDeleteResponse = api.ConnectedAppsClientsDeleteResponse
	// ClientsSecretsRotateStartResponse is the response of [SecretsService.RotateStart]: the app with its second secret, in
	// NextClientSecret.
	// See [api.ConnectedAppsClientsSecretsRotateStartResponse] for its fields.
	ClientsSecretsRotateStartResponse = api.ConnectedAppsClientsSecretsRotateStartResponse
	// ClientsSecretsRotateCancelResponse is the response of [SecretsService.RotateCancel]: the app.
	// See [api.ConnectedAppsClientsSecretsRotateCancelResponse] for its fields.
	ClientsSecretsRotateCancelResponse = api.ConnectedAppsClientsSecretsRotateCancelResponse
	// ClientsSecretsRotateResponse is the response of [SecretsService.Rotate]: the app.
	// See [api.ConnectedAppsClientsSecretsRotateResponse] for its fields.
	ClientsSecretsRotateResponse = api.ConnectedAppsClientsSecretsRotateResponse

	// Client is an app without its secret: name, type, redirect URLs and settings of its tokens.
	// See [api.ConnectedApp] for its fields.
	Client = api.ConnectedApp
)
