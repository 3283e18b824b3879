package debug

import "github.com/flymyai/stytch-go/api"

// WhoamiResponse is the response of [Service.Whoami]: the project of the client's keys.
// See [api.DebugWhoamiResponse] for its fields.
type WhoamiResponse = api.DebugWhoamiResponse
