package tools

func (b *toolbox) passkeys() []*tool {
	return []*tool{
		endpointTool[passkeyListInput](b, spec{
			name: "stytch_passkey_list", title: "List passkeys of a user", effect: reads,
			description: "List the passkeys of a user for a domain.",
		}, "webauthn.list_credentials"),
		endpointTool[passkeyRegisterStartInput](b, spec{
			name: "stytch_passkey_register_start", title: "Start registering a passkey", effect: grants,
			description: "Get the options that the user's browser passes to navigator.credentials.create.",
		}, "webauthn.register_start"),
		endpointTool[passkeyRegisterInput](b, spec{
			name: "stytch_passkey_register", title: "Register a passkey", effect: grants,
			description: "Finish the registration with what the browser returned. The user can then log in with the passkey.",
		}, "webauthn.register"),
		endpointTool[passkeyAuthenticateStartInput](b, spec{
			name: "stytch_passkey_authenticate_start", title: "Start a passkey login", effect: adds,
			description: "Get the options that the user's browser passes to navigator.credentials.get.",
		}, "webauthn.authenticate_start"),
		endpointTool[passkeyAuthenticateInput](b, spec{
			name: "stytch_passkey_authenticate", title: "Authenticate a passkey", effect: adds, rules: []rule{oneSession}, guards: joinsSession,
			description: "Log a user in with what the browser returned.",
		}, "webauthn.authenticate"),
		endpointTool[passkeyRenameInput](b, spec{
			name: "stytch_passkey_rename", title: "Rename a passkey", effect: overwrites,
			description: "Give a passkey another name. To remove one, use stytch_user_update with remove_factors.",
		}, "webauthn.update"),
	}
}

type passkeyListInput struct {
	UserID userID         `json:"user_id"`
	Domain domain         `json:"domain"`
	Fields responseFields `json:"fields,omitzero"`
}

type passkeyRegisterStartInput struct {
	UserID                         userID `json:"user_id"`
	Domain                         domain `json:"domain"`
	ReturnPasskeyCredentialOptions bool   `json:"return_passkey_credential_options,omitzero" jsonschema:"Whether to return options for a discoverable passkey."`
}

type passkeyRegisterInput struct {
	UserID              userID     `json:"user_id"`
	PublicKeyCredential credential `json:"public_key_credential"`
}

type passkeyAuthenticateStartInput struct {
	Domain                         domain `json:"domain"`
	UserID                         userID `json:"user_id,omitzero"`
	ReturnPasskeyCredentialOptions bool   `json:"return_passkey_credential_options,omitzero" jsonschema:"Whether to return options for a discoverable passkey."`
}

type passkeyAuthenticateInput struct {
	PublicKeyCredential credential `json:"public_key_credential"`
	joinArguments
	Fields responseFields `json:"fields,omitzero"`
}

type passkeyRenameInput struct {
	WebAuthnRegistrationID objectID   `json:"webauthn_registration_id" jsonschema:"ID of the passkey, e.g. webauthn-registration-test-5c44cc6a"`
	Name                   personName `json:"name" jsonschema:"New name, e.g. Work laptop"`
}
