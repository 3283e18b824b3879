package tools

import "github.com/flymyai/stytch-go/api"

func (b *toolbox) connectedApps() []*tool {
	return []*tool{
		endpointTool[pageInput](b, spec{
			name: "stytch_connected_app_search", title: "List connected apps", effect: reads,
			description: "List the connected apps of the project, one page per call.",
		}, "connected_apps.clients.search"),
		endpointTool[appIDInput](b, spec{
			name: "stytch_connected_app_get", title: "Get a connected app", effect: reads,
			description: "Get one connected app.",
		}, "connected_apps.clients.get"),
		endpointTool[appCreateInput](b, spec{
			name: "stytch_connected_app_create", title: "Create a connected app", effect: grants,
			description: "Create an app that users can connect. The secret of a confidential one is returned only once.",
		}, "connected_apps.clients.create"),
		endpointTool[appUpdateInput](b, spec{
			name: "stytch_connected_app_update", title: "Update a connected app", effect: overwrites,
			description: "Change the name, description, logo or redirect URLs of an app; omitted fields stay unchanged.",
			rules:       []rule{atLeastOneOf("client_name", "client_description", "logo_url", "redirect_urls")},
		}, "connected_apps.clients.update"),
		endpointTool[appIDInput](b, spec{
			name: "stytch_connected_app_delete", title: "Delete a connected app", effect: overwrites,
			description: "Delete an app. It cannot be undone, and its users are disconnected.",
		}, "connected_apps.clients.delete"),
		endpointTool[appIDInput](b, spec{
			name: "stytch_connected_app_secret_rotate_start", title: "Start rotating a secret", effect: grants,
			description: "Make a second secret for an app, returned only once. Both work until stytch_connected_app_secret_rotate or stytch_connected_app_secret_rotate_cancel.",
		}, "connected_apps.clients.secrets.rotate_start"),
		endpointTool[appIDInput](b, spec{
			name: "stytch_connected_app_secret_rotate", title: "Finish rotating a secret", effect: overwrites,
			description: "Make the second secret the only one. An app that uses the first one is locked out.",
		}, "connected_apps.clients.secrets.rotate"),
		endpointTool[appIDInput](b, spec{
			name: "stytch_connected_app_secret_rotate_cancel", title: "Cancel rotating a secret", effect: overwrites,
			description: "Discard the second secret.",
		}, "connected_apps.clients.secrets.rotate_cancel"),
		endpointTool[userAppsInput](b, spec{
			name: "stytch_user_connected_apps", title: "List apps of a user", effect: reads,
			description: "List the apps that a user has connected, with the scopes granted.",
		}, "users.connected_apps"),
		endpointTool[userAppInput](b, spec{
			name: "stytch_user_connected_app_revoke", title: "Disconnect an app from a user", effect: overwrites,
			description: "Revoke the access of an app to a user.",
		}, "users.revoke_connected_app"),
	}
}

type appIDInput struct {
	ClientID objectID `json:"client_id" jsonschema:"ID of the app, e.g. connected-app-test-9e3e6ba5"`
}

type appCreateInput struct {
	ClientType        api.ConnectedAppClientType `json:"client_type"`
	ClientName        label                      `json:"client_name,omitzero"`
	ClientDescription label                      `json:"client_description,omitzero"`
	LogoURL           redirectURL                `json:"logo_url,omitzero" jsonschema:"Logo that users see, e.g. https://app.example.com/logo.png"`
	RedirectURLs      redirectURLs               `json:"redirect_urls,omitzero"`
}

type appUpdateInput struct {
	ClientID          objectID     `json:"client_id" jsonschema:"ID of the app, e.g. connected-app-test-9e3e6ba5"`
	ClientName        label        `json:"client_name,omitzero"`
	ClientDescription label        `json:"client_description,omitzero"`
	LogoURL           redirectURL  `json:"logo_url,omitzero" jsonschema:"Logo that users see, e.g. https://app.example.com/logo.png"`
	RedirectURLs      redirectURLs `json:"redirect_urls,omitzero"`
}

type userAppsInput struct {
	UserID userID         `json:"user_id"`
	Fields responseFields `json:"fields,omitzero"`
}

type userAppInput struct {
	UserID         userID   `json:"user_id"`
	ConnectedAppID objectID `json:"connected_app_id" jsonschema:"ID of the app, e.g. connected-app-test-9e3e6ba5"`
}
