package api

// UsersGetResponse is the answer of users.get: the user itself, beside the id and status of the call.
// The API sends them side by side in one object.
type UsersGetResponse struct {
	User

	// Id of this call, "request-id-<env>-<uuid>". Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`
	// The HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}
