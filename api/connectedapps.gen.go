// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// ConnectedApp is a connected app: an application that users can authorize. Its secret is not
// included.
type ConnectedApp struct {
	// Custom audience of access tokens, in addition to the project ID. Null if there is none.
	AccessTokenCustomAudience string `json:"access_token_custom_audience,omitzero"`

	// Lifetime of access tokens in minutes.
	AccessTokenExpiryMinutes int `json:"access_token_expiry_minutes"`

	// Template of the custom claims in access tokens, as a JSON object in a string. Empty if there is
	// none.
	AccessTokenTemplateContent string `json:"access_token_template_content"`

	// Whether to skip asking the user for the scope `offline_access`. First-party apps only.
	BypassConsentForOfflineAccess bool `json:"bypass_consent_for_offline_access"`

	// Description of the app, for display.
	ClientDescription string `json:"client_description"`

	// ID of the app, `connected-app-<env>-<uuid>`.
	ClientID string `json:"client_id"`

	// URL of the app's OAuth client ID metadata document. Null if there is none.
	ClientIDMetadataURL string `json:"client_id_metadata_url,omitzero"`

	// Name of the app, shown to users on the consent page.
	ClientName string `json:"client_name"`

	// Last four characters of the secret. Null for a public app.
	ClientSecretLastFour string `json:"client_secret_last_four,omitzero"`

	// Whether the app is yours or someone else's, and whether it has a secret.
	ClientType ConnectedAppClientType `json:"client_type"`

	// How the app was created. Stytch does not document the values.
	CreationMethod string `json:"creation_method"`

	// Whether a token with the scope `full_access` can be exchanged for a session. First-party apps
	// only.
	FullAccessAllowed bool `json:"full_access_allowed"`

	// Template of the custom claims in ID tokens. Empty if there is none.
	IDTokenTemplateContent string `json:"id_token_template_content"`

	// URL of the app's logo. Null if it has none.
	LogoURL string `json:"logo_url,omitzero"`

	// Last four characters of the new secret. Null unless a rotation is in progress.
	NextClientSecretLastFour string `json:"next_client_secret_last_four,omitzero"`

	// URLs that the app can redirect users to after an OIDC logout.
	PostLogoutRedirectURLs []string `json:"post_logout_redirect_urls"`

	// URLs that the app can redirect users to after consent.
	RedirectURLs []string `json:"redirect_urls"`

	// State of the app. Stytch does not document the values.
	Status string `json:"status"`
}

// ConnectedAppWithClientSecret is a connected app and its secret. Only
// connected_apps.clients.create returns it.
type ConnectedAppWithClientSecret struct {
	// Custom audience of access tokens, in addition to the project ID. Null if there is none.
	AccessTokenCustomAudience string `json:"access_token_custom_audience,omitzero"`

	// Lifetime of access tokens in minutes.
	AccessTokenExpiryMinutes int `json:"access_token_expiry_minutes"`

	// Template of the custom claims in access tokens, as a JSON object in a string. Empty if there is
	// none.
	AccessTokenTemplateContent string `json:"access_token_template_content"`

	// Whether to skip asking the user for the scope `offline_access`. First-party apps only.
	BypassConsentForOfflineAccess bool `json:"bypass_consent_for_offline_access"`

	// Description of the app, for display.
	ClientDescription string `json:"client_description"`

	// ID of the app, `connected-app-<env>-<uuid>`.
	ClientID string `json:"client_id"`

	// URL of the app's OAuth client ID metadata document. Null if there is none.
	ClientIDMetadataURL string `json:"client_id_metadata_url,omitzero"`

	// Name of the app, shown to users on the consent page.
	ClientName string `json:"client_name"`

	// Secret of the app. Only this response contains it. Null for a public app.
	ClientSecret string `json:"client_secret,omitzero" secret:"true"`

	// Last four characters of the secret. Null for a public app.
	ClientSecretLastFour string `json:"client_secret_last_four,omitzero"`

	// Whether the app is yours or someone else's, and whether it has a secret.
	ClientType ConnectedAppClientType `json:"client_type"`

	// Whether a token with the scope `full_access` can be exchanged for a session. First-party apps
	// only.
	FullAccessAllowed bool `json:"full_access_allowed"`

	// Template of the custom claims in ID tokens. Empty if there is none.
	IDTokenTemplateContent string `json:"id_token_template_content"`

	// URL of the app's logo. Null if it has none.
	LogoURL string `json:"logo_url,omitzero"`

	// Last four characters of the new secret. Null unless a rotation is in progress.
	NextClientSecretLastFour string `json:"next_client_secret_last_four,omitzero"`

	// URLs that the app can redirect users to after an OIDC logout.
	PostLogoutRedirectURLs []string `json:"post_logout_redirect_urls"`

	// URLs that the app can redirect users to after consent.
	RedirectURLs []string `json:"redirect_urls"`

	// State of the app. Stytch does not document the values.
	Status string `json:"status"`
}

// ConnectedAppWithNextClientSecret is a connected app and its new secret. Only
// connected_apps.clients.secrets.rotate_start returns it.
type ConnectedAppWithNextClientSecret struct {
	// Custom audience of access tokens, in addition to the project ID. Null if there is none.
	AccessTokenCustomAudience string `json:"access_token_custom_audience,omitzero"`

	// Lifetime of access tokens in minutes.
	AccessTokenExpiryMinutes int `json:"access_token_expiry_minutes"`

	// Template of the custom claims in access tokens, as a JSON object in a string. Empty if there is
	// none.
	AccessTokenTemplateContent string `json:"access_token_template_content"`

	// Whether to skip asking the user for the scope `offline_access`. First-party apps only.
	BypassConsentForOfflineAccess bool `json:"bypass_consent_for_offline_access"`

	// Description of the app, for display.
	ClientDescription string `json:"client_description"`

	// ID of the app, `connected-app-<env>-<uuid>`.
	ClientID string `json:"client_id"`

	// URL of the app's OAuth client ID metadata document. Null if there is none.
	ClientIDMetadataURL string `json:"client_id_metadata_url,omitzero"`

	// Name of the app, shown to users on the consent page.
	ClientName string `json:"client_name"`

	// Last four characters of the old secret.
	ClientSecretLastFour string `json:"client_secret_last_four"`

	// Whether the app is yours or someone else's, and whether it has a secret.
	ClientType ConnectedAppClientType `json:"client_type"`

	// Whether a token with the scope `full_access` can be exchanged for a session. First-party apps
	// only.
	FullAccessAllowed bool `json:"full_access_allowed"`

	// Template of the custom claims in ID tokens. Empty if there is none.
	IDTokenTemplateContent string `json:"id_token_template_content"`

	// URL of the app's logo. Null if it has none.
	LogoURL string `json:"logo_url,omitzero"`

	// New secret of the app. Only this response contains it. Until the rotation ends, the old secret is
	// also valid.
	NextClientSecret string `json:"next_client_secret" secret:"true"`

	// Last four characters of the new secret.
	NextClientSecretLastFour string `json:"next_client_secret_last_four,omitzero"`

	// URLs that the app can redirect users to after an OIDC logout.
	PostLogoutRedirectURLs []string `json:"post_logout_redirect_urls"`

	// URLs that the app can redirect users to after consent.
	RedirectURLs []string `json:"redirect_urls"`

	// State of the app. Stytch does not document the values.
	Status string `json:"status"`
}

// ConnectedAppsClientsCreateRequest is the request body of connected_apps.clients.create.
// `client_type` is required.
type ConnectedAppsClientsCreateRequest struct {
	// Custom audience of access tokens, in addition to the project ID.
	AccessTokenCustomAudience string `json:"access_token_custom_audience,omitzero"`

	// Lifetime of access tokens in minutes. Defaults to 60.
	AccessTokenExpiryMinutes int `json:"access_token_expiry_minutes,omitzero"`

	// Template of the custom claims in access tokens, as a JSON object in a string.
	AccessTokenTemplateContent string `json:"access_token_template_content,omitzero"`

	// Whether to skip asking the user for the scope `offline_access`. First-party apps only.
	BypassConsentForOfflineAccess bool `json:"bypass_consent_for_offline_access,omitzero"`

	// Description of the app, for display.
	ClientDescription string `json:"client_description,omitzero"`

	// Name of the app, shown to users on the consent page.
	ClientName string `json:"client_name,omitzero"`

	// Whether the app is yours or someone else's, and whether it has a secret. It cannot be changed
	// later.
	ClientType ConnectedAppClientType `json:"client_type"`

	// Whether a token with the scope `full_access` can be exchanged for a session. First-party apps
	// only.
	FullAccessAllowed bool `json:"full_access_allowed,omitzero"`

	// Template of the custom claims in ID tokens.
	IDTokenTemplateContent string `json:"id_token_template_content,omitzero"`

	// URL of the app's logo.
	LogoURL string `json:"logo_url,omitzero"`

	// URLs that the app can redirect users to after an OIDC logout.
	PostLogoutRedirectURLs []string `json:"post_logout_redirect_urls,omitzero"`

	// URLs that the app can redirect users to after consent.
	RedirectURLs []string `json:"redirect_urls,omitzero"`
}

// ConnectedAppsClientsCreateResponse is the response body of connected_apps.clients.create. On
// success, the app has been created. Only this response contains its secret, if it has one.
type ConnectedAppsClientsCreateResponse struct {
	// The new app, with its secret if it has one.
	ConnectedApp ConnectedAppWithClientSecret `json:"connected_app"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// ConnectedAppsClientsDeleteResponse is the response body of connected_apps.clients.delete. On
// success, the app no longer exists.
type ConnectedAppsClientsDeleteResponse struct {
	// ID of the deleted app.
	ClientID string `json:"client_id"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// ConnectedAppsClientsGetResponse is the response body of connected_apps.clients.get. On success,
// it contains the app.
type ConnectedAppsClientsGetResponse struct {
	// The app.
	ConnectedApp ConnectedApp `json:"connected_app"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// ConnectedAppsClientsSearchRequest is the request body of connected_apps.clients.search. No field
// is required. An empty body returns the first 100 apps.
type ConnectedAppsClientsSearchRequest struct {
	// The `next_cursor` of the previous page. Omit it for the first page.
	Cursor string `json:"cursor,omitzero"`

	// Number of results on a page, up to 1000. Defaults to 100.
	Limit int `json:"limit,omitzero"`
}

// ConnectedAppsClientsSearchResponse is the response body of connected_apps.clients.search. On
// success, it contains one page of apps, which can be empty.
type ConnectedAppsClientsSearchResponse struct {
	// The apps on this page.
	ConnectedApps []ConnectedApp `json:"connected_apps"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// The total number of results and the cursor of the next page.
	ResultsMetadata ResultsMetadata `json:"results_metadata"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// ConnectedAppsClientsSecretsRotateCancelResponse is the response body of
// connected_apps.clients.secrets.rotate_cancel. On success, only the old secret is valid.
type ConnectedAppsClientsSecretsRotateCancelResponse struct {
	// The updated app.
	ConnectedApp ConnectedApp `json:"connected_app"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// ConnectedAppsClientsSecretsRotateResponse is the response body of
// connected_apps.clients.secrets.rotate. On success, only the new secret is valid.
type ConnectedAppsClientsSecretsRotateResponse struct {
	// The updated app.
	ConnectedApp ConnectedApp `json:"connected_app"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// ConnectedAppsClientsSecretsRotateStartResponse is the response body of
// connected_apps.clients.secrets.rotate_start. On success, both secrets are valid. Only this
// response contains the new one.
type ConnectedAppsClientsSecretsRotateStartResponse struct {
	// The app, with its new secret.
	ConnectedApp ConnectedAppWithNextClientSecret `json:"connected_app"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// ConnectedAppsClientsUpdateRequest is the request body of connected_apps.clients.update. No field
// is required, and omitted fields stay unchanged.
type ConnectedAppsClientsUpdateRequest struct {
	// Custom audience of access tokens, in addition to the project ID.
	AccessTokenCustomAudience *string `json:"access_token_custom_audience,omitzero"`

	// Lifetime of access tokens in minutes. It is 60 unless you set another value.
	AccessTokenExpiryMinutes *int `json:"access_token_expiry_minutes,omitzero"`

	// Template of the custom claims in access tokens, as a JSON object in a string.
	AccessTokenTemplateContent *string `json:"access_token_template_content,omitzero"`

	// Whether to skip asking the user for the scope `offline_access`. First-party apps only.
	BypassConsentForOfflineAccess *bool `json:"bypass_consent_for_offline_access,omitzero"`

	// New description of the app, for display.
	ClientDescription *string `json:"client_description,omitzero"`

	// New name of the app, shown to users on the consent page.
	ClientName *string `json:"client_name,omitzero"`

	// Whether a token with the scope `full_access` can be exchanged for a session. First-party apps
	// only.
	FullAccessAllowed *bool `json:"full_access_allowed,omitzero"`

	// Template of the custom claims in ID tokens.
	IDTokenTemplateContent *string `json:"id_token_template_content,omitzero"`

	// URL of the app's logo.
	LogoURL *string `json:"logo_url,omitzero"`

	// All URLs that the app can redirect users to after an OIDC logout. They replace the current ones.
	PostLogoutRedirectURLs []string `json:"post_logout_redirect_urls,omitzero"`

	// All URLs that the app can redirect users to after consent. They replace the current ones.
	RedirectURLs []string `json:"redirect_urls,omitzero"`
}

// ConnectedAppsClientsUpdateResponse is the response body of connected_apps.clients.update. On
// success, the changes are stored.
type ConnectedAppsClientsUpdateResponse struct {
	// The updated app.
	ConnectedApp ConnectedApp `json:"connected_app"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}
