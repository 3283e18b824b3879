package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
)

const (
	initialize = `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}`

	// canary must not occur in an error: it could be a misplaced password.
	canary = "hunter2-hunter2"
)

// badMessages are messages that the server rejects, over every transport, with the code of the error and the ID
// of the response.
var badMessages = map[string]struct {
	message string
	code    int
	id      any
}{
	"no JSON":               {"hello " + canary, jsonrpc.CodeParseError, nil},
	"cut JSON":              {`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"` + canary, jsonrpc.CodeParseError, nil},
	"two messages":          {`{"jsonrpc":"2.0","id":1,"method":"ping"}{"jsonrpc":"2.0","id":2,"method":"ping"}`, jsonrpc.CodeParseError, nil},
	"nested 20,000 deep":    {`{"jsonrpc":"2.0","id":1,"method":"ping","params":` + strings.Repeat(`{"a":`, 20000) + "1" + strings.Repeat("}", 20001), jsonrpc.CodeParseError, nil},
	"an empty batch":        {`[]`, jsonrpc.CodeInvalidRequest, nil},
	"a batch":               {`[{"jsonrpc":"2.0","id":1,"method":"ping"}]`, jsonrpc.CodeInvalidRequest, nil},
	"a string":              {`"` + canary + `"`, jsonrpc.CodeInvalidRequest, nil},
	"null":                  {`null`, jsonrpc.CodeInvalidRequest, nil},
	"an object as id":       {`{"jsonrpc":"2.0","id":{"a":1},"method":"ping"}`, jsonrpc.CodeInvalidRequest, nil},
	"a fraction as id":      {`{"jsonrpc":"2.0","id":1.5,"method":"ping"}`, jsonrpc.CodeInvalidRequest, nil},
	"no version":            {`{"id":1,"method":"ping"}`, jsonrpc.CodeInvalidRequest, 1.0},
	"no method":             {`{"jsonrpc":"2.0","id":1}`, jsonrpc.CodeInvalidRequest, 1.0},
	"a number as method":    {`{"jsonrpc":"2.0","id":1,"method":7}`, jsonrpc.CodeInvalidRequest, 1.0},
	"a method of 1 MB":      {`{"jsonrpc":"2.0","id":1,"method":"` + strings.Repeat("x", 1<<20) + `"}`, jsonrpc.CodeInvalidRequest, 1.0},
	"a string as params":    {`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":"` + canary + `"}`, jsonrpc.CodeInvalidParams, 1.0},
	"a number as tool name": {`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":7,"arguments":{"password":"` + canary + `"}}}`, jsonrpc.CodeInvalidParams, 1.0},
	"a tool name of 1 MB":   {`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"` + strings.Repeat("x", 1<<20) + `"}}`, jsonrpc.CodeInvalidParams, 1.0},
	"longer than 4 MiB":     {`{"jsonrpc":"2.0","id":1,"method":"` + strings.Repeat("x", maxMessage) + `"}`, jsonrpc.CodeParseError, nil},
	"a prompt name of 1 MB": {`{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"` + strings.Repeat("x", 1<<20) + `"}}`, jsonrpc.CodeInvalidParams, 1.0},
	"a URI of 1 MB":         {`{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"x://` + strings.Repeat("x", 1<<20) + `"}}`, jsonrpc.CodeInvalidParams, 1.0},
	"logging/setLevel":      {`{"jsonrpc":"2.0","id":1,"method":"logging/setLevel","params":{"level":"debug"}}`, jsonrpc.CodeMethodNotFound, 1.0},
	"completion/complete":   {`{"jsonrpc":"2.0","id":1,"method":"completion/complete","params":{"ref":{"type":"ref/prompt","name":"x"},"argument":{"name":"a","value":"b"}}}`, jsonrpc.CodeMethodNotFound, 1.0},
	"resources/subscribe":   {`{"jsonrpc":"2.0","id":1,"method":"resources/subscribe","params":{"uri":"x://y"}}`, jsonrpc.CodeMethodNotFound, 1.0},
	"an unknown method":     {`{"jsonrpc":"2.0","id":1,"method":"tools/delete","params":{}}`, jsonrpc.CodeMethodNotFound, 1.0},
}

type response struct {
	Version string          `json:"jsonrpc"`
	ID      any             `json:"id"`
	Result  json.RawMessage `json:"result"`
	Error   *struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
	size int
}

func decodeResponse(t *testing.T, data []byte) response {
	t.Helper()
	r := response{size: len(data)}
	if err := json.Unmarshal(data, &r); err != nil || r.Version != "2.0" {
		t.Fatalf("not a JSON-RPC response: %v\n%.500s", err, data)
	}
	return r
}

// decodeResponses decodes the output of a server, which must contain responses to the first and the last message.
func decodeResponses(t *testing.T, out string) []response {
	t.Helper()
	var responses []response
	ids := map[any]bool{}
	for line := range strings.Lines(out) {
		r := decodeResponse(t, []byte(line))
		responses = append(responses, r)
		ids[r.ID] = true
	}
	if !ids[0.0] || !ids["after"] {
		t.Fatalf("a good message has no response:\n%.1000s", out)
	}
	return responses
}

// check checks the code and ID of an error response.
func (r *response) check(t *testing.T, code int, id any) {
	t.Helper()
	if r.Error == nil {
		t.Fatalf("no error, but %.500s", r.Result)
	}
	if r.Error.Code != code || r.ID != id {
		t.Errorf("code %d for id %v, want %d for %v: %.500s", r.Error.Code, r.ID, code, id, r.Error.Message)
	}
	if r.size > 1000 || strings.Contains(r.Error.Message, canary) {
		t.Errorf("the response quotes the message: %.500s", r.Error.Message)
	}
}
