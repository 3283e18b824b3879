package tools

import "github.com/flymyai/stytch-go/api"

func (b *toolbox) m2m() []*tool {
	return []*tool{
		endpointTool[pageInput](b, spec{
			name: "stytch_m2m_client_search", title: "List M2M clients", effect: reads,
			description: "List the machine-to-machine clients, one page per call.",
		}, "m2m.clients.search"),
		endpointTool[clientIDInput](b, spec{
			name: "stytch_m2m_client_get", title: "Get an M2M client", effect: reads,
			description: "Get one machine-to-machine client.",
		}, "m2m.clients.get"),
		endpointTool[m2mCreateInput](b, spec{
			name: "stytch_m2m_client_create", title: "Create an M2M client", effect: grants,
			description: "Create a machine-to-machine client. Its secret is returned only once.",
		}, "m2m.clients.create"),
		endpointTool[m2mUpdateInput](b, spec{
			name: "stytch_m2m_client_update", title: "Update an M2M client", effect: overwrites,
			description: "Change the name, scopes, status or metadata of a client; omitted fields stay unchanged.",
			rules:       []rule{atLeastOneOf("client_name", "client_description", "scopes", "status", "trusted_metadata")},
		}, "m2m.clients.update"),
		endpointTool[clientIDInput](b, spec{
			name: "stytch_m2m_client_delete", title: "Delete an M2M client", effect: overwrites,
			description: "Delete a client. It cannot be undone; access tokens stay valid until they expire.",
		}, "m2m.clients.delete"),
		endpointTool[clientIDInput](b, spec{
			name: "stytch_m2m_secret_rotate_start", title: "Start rotating a secret", effect: grants,
			description: "Make a second secret for a client, returned only once. Both work until stytch_m2m_secret_rotate or stytch_m2m_secret_rotate_cancel.",
		}, "m2m.clients.secrets.rotate_start"),
		endpointTool[clientIDInput](b, spec{
			name: "stytch_m2m_secret_rotate", title: "Finish rotating a secret", effect: overwrites,
			description: "Make the second secret the only one. Whoever uses the first one is locked out.",
		}, "m2m.clients.secrets.rotate"),
		endpointTool[clientIDInput](b, spec{
			name: "stytch_m2m_secret_rotate_cancel", title: "Cancel rotating a secret", effect: overwrites,
			description: "Discard the second secret.",
		}, "m2m.clients.secrets.rotate_cancel"),
	}
}

// pageInput selects one page of a list of the API.
type pageInput struct {
	Limit  apiPageSize    `json:"limit,omitzero"`
	Cursor cursor         `json:"cursor,omitzero"`
	Fields responseFields `json:"fields,omitzero"`
}

type clientIDInput struct {
	ClientID objectID `json:"client_id" jsonschema:"ID of the client, e.g. m2m-client-test-d731954d"`
}

type m2mCreateInput struct {
	ClientName        label    `json:"client_name,omitzero"`
	ClientDescription label    `json:"client_description,omitzero"`
	Scopes            scopes   `json:"scopes"`
	TrustedMetadata   metadata `json:"trusted_metadata,omitzero" jsonschema:"Your data: at most 4 KB, e.g. {\"team\":\"billing\"}"`
}

type m2mUpdateInput struct {
	ClientID          objectID            `json:"client_id" jsonschema:"ID of the client, e.g. m2m-client-test-d731954d"`
	ClientName        label               `json:"client_name,omitzero"`
	ClientDescription label               `json:"client_description,omitzero"`
	Scopes            scopes              `json:"scopes,omitzero"`
	Status            api.M2MClientStatus `json:"status,omitzero"`
	TrustedMetadata   metadata            `json:"trusted_metadata,omitzero" jsonschema:"Your data: at most 4 KB, e.g. {\"team\":\"billing\"}"`
}
