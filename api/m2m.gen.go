// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// M2MClient is a machine-to-machine client, without its secret.
type M2MClient struct {
	// Description of the client, for people.
	ClientDescription string `json:"client_description"`

	// Id of the client, `m2m-client-<env>-<uuid>` or the one it was created with.
	ClientID string `json:"client_id"`

	// Name of the client, for people.
	ClientName string `json:"client_name"`

	// Last four characters of the secret, to tell it from others.
	ClientSecretLastFour string `json:"client_secret_last_four"`

	// Last four characters of the new secret. Null unless a rotation is under way.
	NextClientSecretLastFour string `json:"next_client_secret_last_four,omitzero"`

	// Scopes the client may ask for.
	Scopes []string `json:"scopes"`

	// Whether the client may get tokens.
	Status M2MClientStatus `json:"status"`

	// Data of the application, kept with the client.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`
}

// M2MClientStatus is a status of an M2M client. Other values may come and must be accepted.
type M2MClientStatus string

// Known values of [M2MClientStatus]. Others may come; they decode like any string.
const (
	// The client may get tokens.
	M2MClientStatusActive M2MClientStatus = "active"
	// The client may not get tokens.
	M2MClientStatusInactive M2MClientStatus = "inactive"
)

// M2MClientWithClientSecret is a machine-to-machine client with its secret, as only
// m2m.clients.create returns it.
type M2MClientWithClientSecret struct {
	// Description of the client, for people.
	ClientDescription string `json:"client_description"`

	// Id of the client, `m2m-client-<env>-<uuid>` or the one it was created with.
	ClientID string `json:"client_id"`

	// Name of the client, for people.
	ClientName string `json:"client_name"`

	// Secret of the client, shown this once.
	ClientSecret string `json:"client_secret" secret:"true"`

	// Last four characters of the secret, to tell it from others.
	ClientSecretLastFour string `json:"client_secret_last_four"`

	// Last four characters of the new secret. Null unless a rotation is under way.
	NextClientSecretLastFour string `json:"next_client_secret_last_four,omitzero"`

	// Scopes the client may ask for.
	Scopes []string `json:"scopes"`

	// Whether the client may get tokens.
	Status M2MClientStatus `json:"status"`

	// Data of the application, kept with the client.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`
}

// M2MClientWithNextClientSecret is a machine-to-machine client with its new secret, as only
// m2m.clients.secrets.rotate_start returns it.
type M2MClientWithNextClientSecret struct {
	// Description of the client, for people.
	ClientDescription string `json:"client_description"`

	// Id of the client, `m2m-client-<env>-<uuid>` or the one it was created with.
	ClientID string `json:"client_id"`

	// Name of the client, for people.
	ClientName string `json:"client_name"`

	// Last four characters of the old secret.
	ClientSecretLastFour string `json:"client_secret_last_four"`

	// New secret of the client, shown this once. It is valid beside the old one until the rotation
	// ends.
	NextClientSecret string `json:"next_client_secret" secret:"true"`

	// Last four characters of the new secret.
	NextClientSecretLastFour string `json:"next_client_secret_last_four,omitzero"`

	// Scopes the client may ask for.
	Scopes []string `json:"scopes"`

	// Whether the client may get tokens.
	Status M2MClientStatus `json:"status"`

	// Data of the application, kept with the client.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`
}

// M2MClientsCreateRequest is the body of m2m.clients.create. `scopes` is needed.
type M2MClientsCreateRequest struct {
	// Description of the client, for people.
	ClientDescription string `json:"client_description,omitzero"`

	// Id of the client, unique in the project. Left out, Stytch makes one, `m2m-client-<env>-<uuid>`.
	ClientID string `json:"client_id,omitzero"`

	// Name of the client, for people.
	ClientName string `json:"client_name,omitzero"`

	// Secret of the client, at least 8 characters and hard to guess. Left out, Stytch makes one.
	ClientSecret string `json:"client_secret,omitzero" secret:"true"`

	// Scopes the client may ask for.
	Scopes []string `json:"scopes"`

	// Data of the application to keep with the client: at most 20 keys at top level, 4 KB in all.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`
}

// M2MClientsCreateResponse is the answer to m2m.clients.create. On success the client exists, and
// its secret is shown this once.
type M2MClientsCreateResponse struct {
	// The new client, with its secret.
	M2MClient M2MClientWithClientSecret `json:"m2m_client"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// M2MClientsDeleteResponse is the answer to m2m.clients.delete. On success the client no longer
// exists.
type M2MClientsDeleteResponse struct {
	// Id of the client that was deleted.
	ClientID string `json:"client_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// M2MClientsGetResponse is the answer to m2m.clients.get. On success it holds the client.
type M2MClientsGetResponse struct {
	// The client.
	M2MClient M2MClient `json:"m2m_client"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// M2MClientsSearchRequest is the body of m2m.clients.search. No field is required; an empty body
// asks for the first 100 of all clients.
type M2MClientsSearchRequest struct {
	// `next_cursor` of the page before, sent with the same query. Left out, the first page.
	Cursor string `json:"cursor,omitzero"`

	// Results on a page, at most 1000. Default 100.
	Limit int `json:"limit,omitzero"`

	// Which clients to return. Left out, all.
	Query M2MSearchQuery `json:"query,omitzero"`
}

// M2MClientsSearchResponse is the answer to m2m.clients.search. On success it holds one page of
// clients, maybe an empty one.
type M2MClientsSearchResponse struct {
	// Clients on this page.
	M2MClients []M2MClient `json:"m2m_clients"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// The total and the cursor of the next page.
	ResultsMetadata ResultsMetadata `json:"results_metadata"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// M2MClientsSecretsRotateCancelResponse is the answer to m2m.clients.secrets.rotate_cancel. On
// success only the old secret is valid.
type M2MClientsSecretsRotateCancelResponse struct {
	// The client after the call.
	M2MClient M2MClient `json:"m2m_client"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// M2MClientsSecretsRotateResponse is the answer to m2m.clients.secrets.rotate. On success only the
// new secret is valid.
type M2MClientsSecretsRotateResponse struct {
	// The client after the call.
	M2MClient M2MClient `json:"m2m_client"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// M2MClientsSecretsRotateStartResponse is the answer to m2m.clients.secrets.rotate_start. On
// success both secrets are valid, and the new one is shown this once.
type M2MClientsSecretsRotateStartResponse struct {
	// The client, with its new secret.
	M2MClient M2MClientWithNextClientSecret `json:"m2m_client"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// M2MClientsUpdateRequest is the body of m2m.clients.update. No field is required, and a field left
// out keeps its value.
type M2MClientsUpdateRequest struct {
	// New description of the client.
	ClientDescription *string `json:"client_description,omitzero"`

	// New name of the client.
	ClientName *string `json:"client_name,omitzero"`

	// All scopes of the client from now on.
	Scopes []string `json:"scopes,omitzero"`

	// Whether the client may get tokens.
	Status M2MClientStatus `json:"status,omitzero"`

	// Keys to set or, with null, to delete; others stay. At most 20 keys at top level and 4 KB after
	// the merge.
	TrustedMetadata map[string]any `json:"trusted_metadata,omitzero"`
}

// M2MClientsUpdateResponse is the answer to m2m.clients.update. On success the changes are stored.
type M2MClientsUpdateResponse struct {
	// The client after the call.
	M2MClient M2MClient `json:"m2m_client"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// M2MGrantType is a grant type of OAuth 2.0. Other values may be added, and are passed on as they
// are.
type M2MGrantType string

// Known values of [M2MGrantType]. Others may come; they decode like any string.
const (
	// The client acts for itself, with its own id and secret.
	M2MGrantTypeClientCredentials M2MGrantType = "client_credentials"
)

// M2MSearchOperand is a filter on M2M clients: a name and the value it is to match. Each takes a
// list of strings and matches any of them:
//
//   - `client_id`: ids of clients
//   - `client_name`: names of clients
//   - `scopes`: scopes of clients
type M2MSearchOperand struct {
	// Name of the filter.
	FilterName string `json:"filter_name"`

	// Value to match, a list of strings.
	FilterValue any `json:"filter_value"`
}

// M2MSearchQuery is a query for M2M clients. Without operands it matches all of them.
type M2MSearchQuery struct {
	// Filters to apply.
	Operands []M2MSearchOperand `json:"operands,omitzero"`

	// Whether all operands must match or any one.
	Operator SearchOperator `json:"operator,omitzero"`
}

// M2MTokenRequest is the form of m2m.token. All but `scope` are needed.
type M2MTokenRequest struct {
	// Id of the M2M client.
	ClientID string `json:"client_id"`

	// Secret of the M2M client. During a rotation either secret will do.
	ClientSecret string `json:"client_secret" secret:"true"`

	// Always `client_credentials`.
	GrantType M2MGrantType `json:"grant_type"`

	// Scopes wanted, separated by spaces. Left out, all that the client has.
	Scope string `json:"scope,omitzero"`
}

// M2MTokenResponse is the answer to m2m.token. On success it holds a new access token; earlier ones
// stay valid.
type M2MTokenResponse struct {
	// JWT to send as bearer token.
	AccessToken string `json:"access_token" secret:"true"`

	// Seconds until the token expires, 3600.
	ExpiresIn int64 `json:"expires_in"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id,omitzero"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code,omitzero"`

	// How to send the token: `bearer`.
	TokenType string `json:"token_type"`
}
