package api

// UsersGetResponse is the response body of users.get: the fields of the user, together with those of the call.
// The API returns them in one object.
type UsersGetResponse struct {
	User

	// ID of this call, "request-id-<env>-<uuid>". Include it when you contact Stytch support.
	RequestID string `json:"request_id"`
	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}
