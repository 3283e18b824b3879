package tools

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// Before a destructive call on a live project, the server asks a person through the client (MCP elicitation), if the
// client supports it. In version 2026-07-28 of the protocol, a result contains the question and the client repeats
// the call with the decision. In older versions, the server sends a request.

const (
	// askTimeout is how long a person may take to decide.
	askTimeout = 2 * time.Minute
	// resultsAsk is the first version of the protocol in which a result contains the question.
	resultsAsk = "2026-07-28"

	confirmation = "confirm" // the name of the question
)

// canAsk reports whether the client of a session can show a question to a person.
func canAsk(session *mcp.ServerSession) bool {
	if session == nil {
		return false
	}
	params := session.InitializeParams()
	if params == nil || params.Capabilities == nil || params.Capabilities.Elicitation == nil {
		return false
	}
	// A client that declares neither mode supports forms, the only mode of older versions.
	modes := params.Capabilities.Elicitation
	return modes.Form != nil || modes.URL == nil
}

// destroys reports whether a call needs confirmation.
func (t *tool) destroys(arguments object) bool {
	if t.harmless != nil && t.harmless(arguments) {
		return false
	}
	for _, guard := range t.guards {
		if _, given := arguments[guard.argument]; given {
			return true
		}
	}
	return t.effect.destructive()
}

// confirm asks a person about a call. It returns a result with the question if the client must ask first, or a
// failure if the call must not proceed.
func (s *server) confirm(ctx context.Context, req *mcp.CallToolRequest, t *tool, arguments object) (question *mcp.CallToolResult, f *failure) {
	byResult := req.Session.InitializeParams().ProtocolVersion >= resultsAsk
	if byResult && req.Params.InputResponses != nil {
		if !s.seal.opens(req.Params.RequestState, t.name, arguments, time.Now()) {
			return nil, notConfirmed("The question is older than 2 minutes, or was about another call.")
		}
		answer, _ := req.Params.InputResponses[confirmation].(*mcp.ElicitResult)
		return nil, unlessAccepted(answer)
	}
	message, err := s.question(ctx, t, arguments)
	if err != nil {
		return nil, failureOf(t, err)
	}
	ask := &mcp.ElicitParams{
		Mode:            "form",
		Message:         message,
		RequestedSchema: &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{}},
	}
	if byResult {
		return &mcp.CallToolResult{
			InputRequests: mcp.InputRequestMap{confirmation: ask},
			RequestState:  s.seal.close(t.name, arguments, time.Now().Add(askTimeout)),
		}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	answer, err := req.Session.Elicit(ctx, ask)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return nil, notConfirmed("Nobody answered the question within 2 minutes.")
	case err != nil:
		return nil, notConfirmed("The client could not ask a person.")
	}
	return nil, unlessAccepted(answer)
}

// unlessAccepted returns nil if the person accepted, and an error otherwise.
func unlessAccepted(answer *mcp.ElicitResult) *failure {
	switch {
	case answer == nil:
		return notConfirmed("The client did not say what the person answered.")
	case answer.Action == "accept":
		return nil
	case answer.Action == "decline":
		return notConfirmed("The person declined.")
	default:
		return notConfirmed("The person closed the question without an answer.")
	}
}

func notConfirmed(why string) *failure {
	return &failure{
		kind:    kindNotConfirmed,
		message: why + " Nothing has changed.",
		next:    "Do not call again unless the person asks for it.",
	}
}

// seal binds a decision to the call that the question was about, so that a client cannot use it for another one.
type seal []byte

func newSeal() seal {
	key := make([]byte, sha256.Size)
	_, _ = rand.Read(key) // never fails
	return key
}

// close returns a state that is valid for this call until a time.
func (k seal) close(tool string, arguments object, until time.Time) string {
	state := []byte(until.UTC().Format(time.RFC3339))
	return base64.RawURLEncoding.EncodeToString(append(state, k.sum(state, tool, arguments)...))
}

// opens reports whether a state is valid for this call.
func (k seal) opens(state, tool string, arguments object, now time.Time) bool {
	data, err := base64.RawURLEncoding.DecodeString(state)
	if err != nil || len(data) < sha256.Size {
		return false
	}
	until, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if !hmac.Equal(sum, k.sum(until, tool, arguments)) {
		return false
	}
	end, err := time.Parse(time.RFC3339, string(until))
	return err == nil && !now.After(end)
}

func (k seal) sum(until []byte, tool string, arguments object) []byte {
	data, err := json.Marshal([]any{tool, arguments}, json.Deterministic(true))
	if err != nil {
		return nil // arguments were decoded from JSON
	}
	mac := hmac.New(sha256.New, k)
	mac.Write(until)
	mac.Write(data)
	return mac.Sum(nil)
}
