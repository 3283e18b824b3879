// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

// ConnectedApp is an application that users may authorize, without its secret.
type ConnectedApp struct {
	// Custom audience of access tokens. Null if there is none.
	AccessTokenCustomAudience string `json:"access_token_custom_audience,omitzero"`

	// Minutes until an access token expires.
	AccessTokenExpiryMinutes int `json:"access_token_expiry_minutes"`

	// Template of the custom claims of access tokens, a JSON object in a string. Empty if there is
	// none.
	AccessTokenTemplateContent string `json:"access_token_template_content"`

	// Whether the user need not be asked for the scope `offline_access`. First-party apps only.
	BypassConsentForOfflineAccess bool `json:"bypass_consent_for_offline_access"`

	// Description of the app, for people.
	ClientDescription string `json:"client_description"`

	// Id of the app, `connected-app-<env>-<uuid>`.
	ClientID string `json:"client_id"`

	// URL of the app's OAuth client id metadata document. Null if it has none.
	ClientIDMetadataURL string `json:"client_id_metadata_url,omitzero"`

	// Name of the app, shown to users on the consent page.
	ClientName string `json:"client_name"`

	// Last four characters of the secret. Null for a public app.
	ClientSecretLastFour string `json:"client_secret_last_four,omitzero"`

	// Whose the app is and whether it can keep a secret.
	ClientType ConnectedAppClientType `json:"client_type"`

	// How the app was created. The values are not documented.
	CreationMethod string `json:"creation_method"`

	// Whether a token with the scope `full_access` can be traded for a session. First-party apps only.
	FullAccessAllowed bool `json:"full_access_allowed"`

	// Template of the custom claims of ID tokens. Empty if there is none.
	IDTokenTemplateContent string `json:"id_token_template_content"`

	// URL of the app's logo. Null if it has none.
	LogoURL string `json:"logo_url,omitzero"`

	// Last four characters of the new secret. Null unless a rotation is under way.
	NextClientSecretLastFour string `json:"next_client_secret_last_four,omitzero"`

	// URLs that a user may be sent to after an OIDC logout.
	PostLogoutRedirectURLs []string `json:"post_logout_redirect_urls"`

	// URLs that a user may be sent to after consent.
	RedirectURLs []string `json:"redirect_urls"`

	// State of the app. The values are not documented.
	Status string `json:"status"`
}

// ConnectedAppWithClientSecret is an application that users may authorize, with its secret, as only
// connected_apps.clients.create returns it.
type ConnectedAppWithClientSecret struct {
	// Custom audience of access tokens. Null if there is none.
	AccessTokenCustomAudience string `json:"access_token_custom_audience,omitzero"`

	// Minutes until an access token expires.
	AccessTokenExpiryMinutes int `json:"access_token_expiry_minutes"`

	// Template of the custom claims of access tokens, a JSON object in a string. Empty if there is
	// none.
	AccessTokenTemplateContent string `json:"access_token_template_content"`

	// Whether the user need not be asked for the scope `offline_access`. First-party apps only.
	BypassConsentForOfflineAccess bool `json:"bypass_consent_for_offline_access"`

	// Description of the app, for people.
	ClientDescription string `json:"client_description"`

	// Id of the app, `connected-app-<env>-<uuid>`.
	ClientID string `json:"client_id"`

	// URL of the app's OAuth client id metadata document. Null if it has none.
	ClientIDMetadataURL string `json:"client_id_metadata_url,omitzero"`

	// Name of the app, shown to users on the consent page.
	ClientName string `json:"client_name"`

	// Secret of the app, shown this once. Null for a public app.
	ClientSecret string `json:"client_secret,omitzero" secret:"true"`

	// Last four characters of the secret. Null for a public app.
	ClientSecretLastFour string `json:"client_secret_last_four,omitzero"`

	// Whose the app is and whether it can keep a secret.
	ClientType ConnectedAppClientType `json:"client_type"`

	// Whether a token with the scope `full_access` can be traded for a session. First-party apps only.
	FullAccessAllowed bool `json:"full_access_allowed"`

	// Template of the custom claims of ID tokens. Empty if there is none.
	IDTokenTemplateContent string `json:"id_token_template_content"`

	// URL of the app's logo. Null if it has none.
	LogoURL string `json:"logo_url,omitzero"`

	// Last four characters of the new secret. Null unless a rotation is under way.
	NextClientSecretLastFour string `json:"next_client_secret_last_four,omitzero"`

	// URLs that a user may be sent to after an OIDC logout.
	PostLogoutRedirectURLs []string `json:"post_logout_redirect_urls"`

	// URLs that a user may be sent to after consent.
	RedirectURLs []string `json:"redirect_urls"`

	// State of the app. The values are not documented.
	Status string `json:"status"`
}

// ConnectedAppWithNextClientSecret is an application that users may authorize, with its new secret,
// as only connected_apps.clients.secrets.rotate_start returns it.
type ConnectedAppWithNextClientSecret struct {
	// Custom audience of access tokens. Null if there is none.
	AccessTokenCustomAudience string `json:"access_token_custom_audience,omitzero"`

	// Minutes until an access token expires.
	AccessTokenExpiryMinutes int `json:"access_token_expiry_minutes"`

	// Template of the custom claims of access tokens, a JSON object in a string. Empty if there is
	// none.
	AccessTokenTemplateContent string `json:"access_token_template_content"`

	// Whether the user need not be asked for the scope `offline_access`. First-party apps only.
	BypassConsentForOfflineAccess bool `json:"bypass_consent_for_offline_access"`

	// Description of the app, for people.
	ClientDescription string `json:"client_description"`

	// Id of the app, `connected-app-<env>-<uuid>`.
	ClientID string `json:"client_id"`

	// URL of the app's OAuth client id metadata document. Null if it has none.
	ClientIDMetadataURL string `json:"client_id_metadata_url,omitzero"`

	// Name of the app, shown to users on the consent page.
	ClientName string `json:"client_name"`

	// Last four characters of the old secret.
	ClientSecretLastFour string `json:"client_secret_last_four"`

	// Whose the app is and whether it can keep a secret.
	ClientType ConnectedAppClientType `json:"client_type"`

	// Whether a token with the scope `full_access` can be traded for a session. First-party apps only.
	FullAccessAllowed bool `json:"full_access_allowed"`

	// Template of the custom claims of ID tokens. Empty if there is none.
	IDTokenTemplateContent string `json:"id_token_template_content"`

	// URL of the app's logo. Null if it has none.
	LogoURL string `json:"logo_url,omitzero"`

	// New secret of the app, shown this once. It is valid beside the old one until the rotation ends.
	NextClientSecret string `json:"next_client_secret" secret:"true"`

	// Last four characters of the new secret.
	NextClientSecretLastFour string `json:"next_client_secret_last_four,omitzero"`

	// URLs that a user may be sent to after an OIDC logout.
	PostLogoutRedirectURLs []string `json:"post_logout_redirect_urls"`

	// URLs that a user may be sent to after consent.
	RedirectURLs []string `json:"redirect_urls"`

	// State of the app. The values are not documented.
	Status string `json:"status"`
}

// ConnectedAppsClientsCreateRequest is the body of connected_apps.clients.create. `client_type` is
// needed.
type ConnectedAppsClientsCreateRequest struct {
	// Custom audience of access tokens.
	AccessTokenCustomAudience string `json:"access_token_custom_audience,omitzero"`

	// Minutes until an access token expires. Default 60.
	AccessTokenExpiryMinutes int `json:"access_token_expiry_minutes,omitzero"`

	// Template of the custom claims of access tokens, a JSON object in a string.
	AccessTokenTemplateContent string `json:"access_token_template_content,omitzero"`

	// Whether the user need not be asked for the scope `offline_access`. First-party apps only.
	BypassConsentForOfflineAccess bool `json:"bypass_consent_for_offline_access,omitzero"`

	// Description of the app, for people.
	ClientDescription string `json:"client_description,omitzero"`

	// Name of the app, shown to users on the consent page.
	ClientName string `json:"client_name,omitzero"`

	// Whose the app is and whether it can keep a secret. It cannot be changed later.
	ClientType ConnectedAppClientType `json:"client_type"`

	// Whether a token with the scope `full_access` can be traded for a session. First-party apps only.
	FullAccessAllowed bool `json:"full_access_allowed,omitzero"`

	// Template of the custom claims of ID tokens.
	IDTokenTemplateContent string `json:"id_token_template_content,omitzero"`

	// URL of the app's logo.
	LogoURL string `json:"logo_url,omitzero"`

	// URLs that a user may be sent to after an OIDC logout.
	PostLogoutRedirectURLs []string `json:"post_logout_redirect_urls,omitzero"`

	// URLs that a user may be sent to after consent.
	RedirectURLs []string `json:"redirect_urls,omitzero"`
}

// ConnectedAppsClientsCreateResponse is the answer to connected_apps.clients.create. On success the
// app exists, and its secret, if it has one, is shown this once.
type ConnectedAppsClientsCreateResponse struct {
	// The new app, with its secret if it has one.
	ConnectedApp ConnectedAppWithClientSecret `json:"connected_app"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// ConnectedAppsClientsDeleteResponse is the answer to connected_apps.clients.delete. On success the
// app no longer exists.
type ConnectedAppsClientsDeleteResponse struct {
	// Id of the app that was deleted.
	ClientID string `json:"client_id"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// ConnectedAppsClientsGetResponse is the answer to connected_apps.clients.get. On success it holds
// the app.
type ConnectedAppsClientsGetResponse struct {
	// The app.
	ConnectedApp ConnectedApp `json:"connected_app"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// ConnectedAppsClientsSearchRequest is the body of connected_apps.clients.search. No field is
// required; an empty body asks for the first 100 apps.
type ConnectedAppsClientsSearchRequest struct {
	// `next_cursor` of the page before. Left out, the first page.
	Cursor string `json:"cursor,omitzero"`

	// Results on a page, at most 1000. Default 100.
	Limit int `json:"limit,omitzero"`
}

// ConnectedAppsClientsSearchResponse is the answer to connected_apps.clients.search. On success it
// holds one page of apps, maybe an empty one.
type ConnectedAppsClientsSearchResponse struct {
	// Apps on this page.
	ConnectedApps []ConnectedApp `json:"connected_apps"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// The total and the cursor of the next page.
	ResultsMetadata ResultsMetadata `json:"results_metadata"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// ConnectedAppsClientsSecretsRotateCancelResponse is the answer to
// connected_apps.clients.secrets.rotate_cancel. On success only the old secret is valid.
type ConnectedAppsClientsSecretsRotateCancelResponse struct {
	// The app after the call.
	ConnectedApp ConnectedApp `json:"connected_app"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// ConnectedAppsClientsSecretsRotateResponse is the answer to connected_apps.clients.secrets.rotate.
// On success only the new secret is valid.
type ConnectedAppsClientsSecretsRotateResponse struct {
	// The app after the call.
	ConnectedApp ConnectedApp `json:"connected_app"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// ConnectedAppsClientsSecretsRotateStartResponse is the answer to
// connected_apps.clients.secrets.rotate_start. On success both secrets are valid, and the new one
// is shown this once.
type ConnectedAppsClientsSecretsRotateStartResponse struct {
	// The app, with its new secret.
	ConnectedApp ConnectedAppWithNextClientSecret `json:"connected_app"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// ConnectedAppsClientsUpdateRequest is the body of connected_apps.clients.update. No field is
// required, and a field left out keeps its value.
type ConnectedAppsClientsUpdateRequest struct {
	// Custom audience of access tokens.
	AccessTokenCustomAudience *string `json:"access_token_custom_audience,omitzero"`

	// Minutes until an access token expires. A new app has 60.
	AccessTokenExpiryMinutes *int `json:"access_token_expiry_minutes,omitzero"`

	// Template of the custom claims of access tokens, a JSON object in a string.
	AccessTokenTemplateContent *string `json:"access_token_template_content,omitzero"`

	// Whether the user need not be asked for the scope `offline_access`. First-party apps only.
	BypassConsentForOfflineAccess *bool `json:"bypass_consent_for_offline_access,omitzero"`

	// New description of the app, for people.
	ClientDescription *string `json:"client_description,omitzero"`

	// New name of the app, shown to users on the consent page.
	ClientName *string `json:"client_name,omitzero"`

	// Whether a token with the scope `full_access` can be traded for a session. First-party apps only.
	FullAccessAllowed *bool `json:"full_access_allowed,omitzero"`

	// Template of the custom claims of ID tokens.
	IDTokenTemplateContent *string `json:"id_token_template_content,omitzero"`

	// URL of the app's logo.
	LogoURL *string `json:"logo_url,omitzero"`

	// All URLs from now on that a user may be sent to after an OIDC logout.
	PostLogoutRedirectURLs []string `json:"post_logout_redirect_urls,omitzero"`

	// All URLs from now on that a user may be sent to after consent.
	RedirectURLs []string `json:"redirect_urls,omitzero"`
}

// ConnectedAppsClientsUpdateResponse is the answer to connected_apps.clients.update. On success the
// changes are stored.
type ConnectedAppsClientsUpdateResponse struct {
	// The app after the call.
	ConnectedApp ConnectedApp `json:"connected_app"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}
