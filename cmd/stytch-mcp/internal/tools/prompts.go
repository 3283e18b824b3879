package tools

import (
	"context"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/flymyai/stytch-go/cmd/stytch-mcp/internal/endpoints"
)

// prompt is a task that a person can start from the menu of a host.
type prompt struct {
	name, title, description string
	argument, about          string
	text                     string // contains {argument} in place of its value
}

var prompts = []prompt{
	{
		name: "cannot_log_in", title: "A user cannot log in: find out why",
		description: "Find out why a user cannot log in, and what would help, without changing anything.",
		argument:    "user", about: "Email address, phone number or ID of the user",
		text: `Find out why the user {user} cannot log in. Change nothing and send nothing.

1. Find the user with stytch_user_search (email_address or phone_number), or with stytch_user_get if that is an ID. No result: the user does not exist, or has another address. Say so and stop.
2. Look with stytch_user_get for:
   - lock_expires_at: locked after too many failures, until then.
   - status pending: never finished the first login; the sign-up message may be unused.
   - the address or number they use: is it there, and is it verified?
   - password.requires_reset: only a reset helps. No password: they log in another way (oauth_providers, passkeys, links or codes).
   - totps with verified true: the application may also ask for a code from the app.
3. List the sessions with stytch_session_get. An active one means that the login works, and the application may be at fault.
4. Report what you found, what the cause most likely is, and which one tool would help. Ask before you use it.`,
	},
	{
		name: "onboard_user", title: "Onboard a user",
		description: "Create a user, send the first login message and check that the login worked.",
		argument:    "contact", about: "Email address, or phone number in E.164, of the new user",
		text: `Onboard the user with the contact {contact}.

1. Check with stytch_user_search (email_address or phone_number) that the user does not exist. If the user does, say so and ask how to proceed.
2. Send the first message: for an email address stytch_magic_link_email_login_or_create, for a phone number stytch_otp_sms_send with create_user true. Both create the user.
3. Ask for the token of the link, or the code, that the user got. On an emulator, stytch_emulator_messages has it.
4. Pass it to stytch_magic_link_authenticate, or to stytch_otp_authenticate with the phone_id as method_id. Give session_duration_minutes only if a session is wanted.
5. Confirm with stytch_user_get that the user is active and the contact verified, and report the user_id. Never repeat tokens.`,
	},
}

// addPrompts adds the prompts, and marks the tools in them that this server does not offer.
func (s *server) addPrompts(server *mcp.Server) {
	for _, p := range prompts {
		server.AddPrompt(&mcp.Prompt{
			Name: p.name, Title: p.title, Description: p.description,
			Arguments: []*mcp.PromptArgument{{Name: p.argument, Description: p.about, Required: true}},
		}, func(_ context.Context, req *mcp.GetPromptRequest) (*mcp.GetPromptResult, error) {
			value := strings.TrimSpace(bounded(req.Params.Arguments[p.argument]))
			if value == "" {
				return nil, &jsonrpc.Error{Code: jsonrpc.CodeInvalidParams, Message: "the argument " + p.argument + " is missing"}
			}
			text := s.viewOf(req.Session).markMissing(p.text)
			return &mcp.GetPromptResult{
				Description: p.description,
				Messages: []*mcp.PromptMessage{{
					Role:    "user",
					Content: &mcp.TextContent{Text: strings.ReplaceAll(text, "{"+p.argument+"}", value)},
				}},
			}, nil
		})
	}
}

const endpointsURI = "stytch://endpoints"

// addResources adds the index of the API's endpoints.
func addResources(server *mcp.Server) {
	server.AddResource(&mcp.Resource{
		URI: endpointsURI, Name: "endpoints", Title: "Endpoints of Stytch's Consumer API", MIMEType: "text/plain",
		Description: "Method, path and purpose of each endpoint. stytch_request with find describes one.",
	}, func(context.Context, *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
		lines := make([]string, len(endpoints.All))
		for i, e := range endpoints.All {
			lines[i] = e.String()
		}
		return &mcp.ReadResourceResult{
			Contents: []*mcp.ResourceContents{{URI: endpointsURI, MIMEType: "text/plain", Text: strings.Join(lines, "\n") + "\n"}},
		}, nil
	})
}
