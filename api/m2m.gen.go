// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// M2MClient is a machine-to-machine client, without its secret.
type M2MClient struct {
	// Description of the client, for display.
	ClientDescription string `json:"client_description"`

	// ID of the client, `m2m-client-<env>-<uuid>`, or the ID it was created with.
	ClientID string `json:"client_id"`

	// Name of the client, for display.
	ClientName string `json:"client_name"`

	// Last four characters of the secret.
	ClientSecretLastFour string `json:"client_secret_last_four"`

	// Last four characters of the new secret. Null unless a rotation is in progress.
	NextClientSecretLastFour string `json:"next_client_secret_last_four,omitzero"`

	// Scopes that the client can request.
	Scopes []string `json:"scopes"`

	// Whether the client can get tokens.
	Status M2MClientStatus `json:"status"`

	// Application data stored with the client.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`
}

// M2MClientStatus is the status of an M2M client. Responses can contain other values.
type M2MClientStatus string

// The known values of [M2MClientStatus]. Other values pass through unchanged.
const (
	// The client can get tokens.
	M2MClientStatusActive M2MClientStatus = "active"
	// The client cannot get tokens.
	M2MClientStatusInactive M2MClientStatus = "inactive"
)

// M2MClientWithClientSecret is a machine-to-machine client with its secret. Only m2m.clients.create
// returns it.
type M2MClientWithClientSecret struct {
	// Description of the client, for display.
	ClientDescription string `json:"client_description"`

	// ID of the client, `m2m-client-<env>-<uuid>`, or the ID it was created with.
	ClientID string `json:"client_id"`

	// Name of the client, for display.
	ClientName string `json:"client_name"`

	// Secret of the client. Only this response contains it.
	ClientSecret string `json:"client_secret" secret:"true"`

	// Last four characters of the secret.
	ClientSecretLastFour string `json:"client_secret_last_four"`

	// Last four characters of the new secret. Null unless a rotation is in progress.
	NextClientSecretLastFour string `json:"next_client_secret_last_four,omitzero"`

	// Scopes that the client can request.
	Scopes []string `json:"scopes"`

	// Whether the client can get tokens.
	Status M2MClientStatus `json:"status"`

	// Application data stored with the client.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`
}

// M2MClientWithNextClientSecret is a machine-to-machine client with its new secret. Only
// m2m.clients.secrets.rotate_start returns it.
type M2MClientWithNextClientSecret struct {
	// Description of the client, for display.
	ClientDescription string `json:"client_description"`

	// ID of the client, `m2m-client-<env>-<uuid>`, or the ID it was created with.
	ClientID string `json:"client_id"`

	// Name of the client, for display.
	ClientName string `json:"client_name"`

	// Last four characters of the old secret.
	ClientSecretLastFour string `json:"client_secret_last_four"`

	// New secret of the client. Only this response contains it. Until the rotation ends, the old secret
	// is also valid.
	NextClientSecret string `json:"next_client_secret" secret:"true"`

	// Last four characters of the new secret.
	NextClientSecretLastFour string `json:"next_client_secret_last_four,omitzero"`

	// Scopes that the client can request.
	Scopes []string `json:"scopes"`

	// Whether the client can get tokens.
	Status M2MClientStatus `json:"status"`

	// Application data stored with the client.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`
}

// M2MClientsCreateRequest is the request body of m2m.clients.create. `scopes` is required.
type M2MClientsCreateRequest struct {
	// Description of the client, for display.
	ClientDescription string `json:"client_description,omitzero"`

	// ID of the client, unique in the project. If omitted, Stytch generates one,
	// `m2m-client-<env>-<uuid>`.
	ClientID string `json:"client_id,omitzero"`

	// Name of the client, for display.
	ClientName string `json:"client_name,omitzero"`

	// Secret of the client, at least 8 characters and hard to guess. If omitted, Stytch generates one.
	ClientSecret string `json:"client_secret,omitzero" secret:"true"`

	// Scopes that the client can request.
	Scopes []string `json:"scopes"`

	// Application data to store with the client: at most 20 top-level keys, 4 KB in total.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`
}

// M2MClientsCreateResponse is the response body of m2m.clients.create. On success, the client
// exists. Only this response contains its secret.
type M2MClientsCreateResponse struct {
	// The new client, with its secret.
	M2MClient M2MClientWithClientSecret `json:"m2m_client"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// M2MClientsDeleteResponse is the response body of m2m.clients.delete. On success, the client no
// longer exists.
type M2MClientsDeleteResponse struct {
	// ID of the deleted client.
	ClientID string `json:"client_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// M2MClientsGetResponse is the response body of m2m.clients.get. On success, it contains the
// client.
type M2MClientsGetResponse struct {
	// The client.
	M2MClient M2MClient `json:"m2m_client"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// M2MClientsSearchRequest is the request body of m2m.clients.search. No field is required. An empty
// body returns the first 100 of all clients.
type M2MClientsSearchRequest struct {
	// The `next_cursor` of the previous page, with the same query. Omit it for the first page.
	Cursor string `json:"cursor,omitzero"`

	// Number of results on a page, up to 1000. Defaults to 100.
	Limit int `json:"limit,omitzero"`

	// Which clients to return. If omitted, all clients.
	Query M2MSearchQuery `json:"query,omitzero"`
}

// M2MClientsSearchResponse is the response body of m2m.clients.search. On success, it contains one
// page of clients, which can be empty.
type M2MClientsSearchResponse struct {
	// The clients on this page.
	M2MClients []M2MClient `json:"m2m_clients"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// The total number of results and the cursor of the next page.
	ResultsMetadata ResultsMetadata `json:"results_metadata"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// M2MClientsSecretsRotateCancelResponse is the response body of m2m.clients.secrets.rotate_cancel.
// On success, only the old secret is valid.
type M2MClientsSecretsRotateCancelResponse struct {
	// The updated client.
	M2MClient M2MClient `json:"m2m_client"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// M2MClientsSecretsRotateResponse is the response body of m2m.clients.secrets.rotate. On success,
// only the new secret is valid.
type M2MClientsSecretsRotateResponse struct {
	// The updated client.
	M2MClient M2MClient `json:"m2m_client"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// M2MClientsSecretsRotateStartResponse is the response body of m2m.clients.secrets.rotate_start. On
// success, both secrets are valid. Only this response contains the new one.
type M2MClientsSecretsRotateStartResponse struct {
	// The client, with its new secret.
	M2MClient M2MClientWithNextClientSecret `json:"m2m_client"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// M2MClientsUpdateRequest is the request body of m2m.clients.update. No field is required, and
// omitted fields stay unchanged.
type M2MClientsUpdateRequest struct {
	// New description of the client.
	ClientDescription *string `json:"client_description,omitzero"`

	// New name of the client.
	ClientName *string `json:"client_name,omitzero"`

	// All scopes of the client. They replace the current ones.
	Scopes []string `json:"scopes,omitzero"`

	// Whether the client can get tokens.
	Status M2MClientStatus `json:"status,omitzero"`

	// Keys to set or, with null, delete. Other keys stay unchanged. The merged metadata is limited to
	// 20 top-level keys and 4 KB in total.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`
}

// M2MClientsUpdateResponse is the response body of m2m.clients.update. On success, the changes are
// stored.
type M2MClientsUpdateResponse struct {
	// The updated client.
	M2MClient M2MClient `json:"m2m_client"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// M2MGrantType is the OAuth 2.0 grant type of m2m.token. Stytch supports only `client_credentials`.
type M2MGrantType string

// The known values of [M2MGrantType]. Other values pass through unchanged.
const (
	// The client acts on its own behalf, with its own ID and secret.
	M2MGrantTypeClientCredentials M2MGrantType = "client_credentials"
)

// M2MSearchOperand is a filter for M2M clients. Each filter takes a list of strings:
//
//   - `client_id`: matches clients with any of these IDs
//   - `client_name`: matches clients with any of these names, exactly
//   - `scopes`: matches clients by their scopes. Stytch does not document whether one of several
//     scopes is enough.
type M2MSearchOperand struct {
	// Name of the filter.
	FilterName string `json:"filter_name"`

	// Value of the filter, a list of strings.
	FilterValue any `json:"filter_value"`
}

// M2MSearchQuery is a query for M2M clients. Without operands, it matches all clients.
type M2MSearchQuery struct {
	// The filters.
	Operands []M2MSearchOperand `json:"operands,omitzero"`

	// Whether all operands must match (`AND`) or any of them (`OR`).
	Operator SearchOperator `json:"operator,omitzero"`
}

// M2MTokenRequest holds the form fields of m2m.token. The endpoint requires all of them except
// `scope`.
type M2MTokenRequest struct {
	// ID of the M2M client.
	ClientID string `json:"client_id"`

	// Secret of the M2M client. During a rotation, both secrets work.
	ClientSecret string `json:"client_secret" secret:"true"`

	// Always `client_credentials`.
	GrantType M2MGrantType `json:"grant_type"`

	// Requested scopes, separated by spaces. Defaults to all scopes of the client.
	Scope string `json:"scope,omitzero"`
}

// M2MTokenResponse is the response body of m2m.token. On success, it contains a new access token.
// Earlier tokens stay valid.
type M2MTokenResponse struct {
	// Access token to send as a bearer token. It is a JWT.
	AccessToken string `json:"access_token" secret:"true"`

	// Lifetime of the token in seconds: 3600.
	ExpiresIn int64 `json:"expires_in"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id,omitzero"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code,omitzero"`

	// How to send the token: `bearer`.
	TokenType string `json:"token_type"`
}
