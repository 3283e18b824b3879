package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"net/http"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// maxMessage bounds one message of a client, in bytes. It is the SDK's own limit for an HTTP body.
const maxMessage = mcp.DefaultMaxRequestBodyBytes

// longestMethod is far above the longest method of the protocol.
const longestMethod = 128

// declared are the methods that the capabilities of the server declare. The SDK also serves the methods of
// capabilities that a server does not declare.
var declared = map[string]bool{
	"initialize":               true,
	"ping":                     true,
	"server/discover":          true,
	"tools/call":               true,
	"tools/list":               true,
	"prompts/get":              true,
	"prompts/list":             true,
	"resources/list":           true,
	"resources/read":           true,
	"resources/templates/list": true,
	// In the newest version of the protocol, clients subscribe to lists this way. The lists of this server never
	// change.
	"subscriptions/listen": true,
}

// rejection is a JSON-RPC error response to a message that does not reach the server. The SDK (go-sdk v1.8.0)
// ends the whole connection on such a message over stdio, responds in plain text over HTTP, and quotes
// malformed params, which may hold a password, in its errors.
type rejection struct {
	Version string        `json:"jsonrpc"`
	ID      any           `json:"id"` // null if the message has no usable ID
	Error   jsonrpc.Error `json:"error"`
}

func (r *rejection) encode() []byte {
	data, err := json.Marshal(r)
	if err != nil {
		panic(fmt.Sprintf("encoding %v: %v", r.Error.Code, err)) // an ID is a string, a number or null
	}
	return data
}

// status is the HTTP status of the rejection. A request that is well-formed fails with status 200, as the requests
// that reach the server do; version 2026-07-28 of the protocol requires 404 for an unknown method.
func (r *rejection) status(protocolVersion string) int {
	switch {
	case r.Error.Code == jsonrpc.CodeMethodNotFound && protocolVersion >= "2026-07-28":
		return http.StatusNotFound
	case r.Error.Code == jsonrpc.CodeMethodNotFound, r.Error.Code == jsonrpc.CodeInvalidParams:
		return http.StatusOK
	default:
		return http.StatusBadRequest
	}
}

// decodeMessage decodes one message of a client, or returns why it is rejected. The rejection does not quote the
// message.
func decodeMessage(data []byte) (jsonrpc.Message, *rejection) {
	reject := func(id any, code int64, message string) (jsonrpc.Message, *rejection) {
		return nil, &rejection{Version: "2.0", ID: id, Error: jsonrpc.Error{Code: code, Message: message}}
	}
	if !json.Valid(data) {
		return reject(nil, jsonrpc.CodeParseError, "the message is not valid JSON, or is nested too deeply")
	}
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("[")) {
		return reject(nil, jsonrpc.CodeInvalidRequest, "batches are not supported: send one message at a time")
	}
	var envelope struct {
		ID     any             `json:"id"`
		Method json.RawMessage `json:"method"`
		Params json.RawMessage `json:"params"`
	}
	if err := json.Unmarshal(data, &envelope); err != nil {
		return reject(nil, jsonrpc.CodeInvalidRequest, "the message is not a JSON-RPC object")
	}
	switch id := envelope.ID.(type) {
	case nil, string:
	case float64:
		if id != math.Trunc(id) || math.Abs(id) > 1<<53 {
			return reject(nil, jsonrpc.CodeInvalidRequest, "the ID must be a string or an integer")
		}
	default:
		return reject(nil, jsonrpc.CodeInvalidRequest, "the ID must be a string or an integer")
	}
	if len(envelope.Method) > longestMethod {
		return reject(envelope.ID, jsonrpc.CodeInvalidRequest, "the method is not a method of the protocol")
	}
	message, err := jsonrpc.DecodeMessage(data)
	response, ok := message.(*jsonrpc.Response)
	if err != nil || (ok && response.Result == nil && response.Error == nil) {
		return reject(envelope.ID, jsonrpc.CodeInvalidRequest,
			`the message is not a JSON-RPC request or response: it must have "jsonrpc": "2.0", and either a string "method" or a "result" or "error"`)
	}
	request, ok := message.(*jsonrpc.Request)
	if ok && request.IsCall() && !declared[request.Method] {
		return reject(envelope.ID, jsonrpc.CodeMethodNotFound, "method not found")
	}
	if ok && !validParams(request) {
		return reject(envelope.ID, jsonrpc.CodeInvalidParams, "the params are missing or malformed")
	}
	return message, nil
}

// validParams reports whether the params of a request decode as those of its method.
func validParams(request *jsonrpc.Request) bool {
	if len(request.Params) == 0 {
		return true // the SDK rejects missing params
	}
	var params any
	switch request.Method {
	case "initialize":
		params = &mcp.InitializeParams{}
	case "tools/call":
		params = &mcp.CallToolParamsRaw{}
	case "tools/list", "prompts/list", "resources/list", "resources/templates/list":
		params = &mcp.ListToolsParams{}
	case "prompts/get":
		params = &mcp.GetPromptParams{}
	case "resources/read":
		params = &mcp.ReadResourceParams{}
	default:
		params = &map[string]any{}
	}
	return json.Unmarshal(request.Params, params) == nil
}
