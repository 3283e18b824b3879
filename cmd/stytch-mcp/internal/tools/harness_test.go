package tools

import (
	"context"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/stytchtest"
)

// emptyInbox is the inbox of an emulator that has sent nothing.
func emptyInbox() []stytchtest.Message { return nil }

var update = flag.Bool("update", false, "write the files in testdata anew")

// person answers the questions of a server.
type person = func(context.Context, *mcp.ElicitRequest) (*mcp.ElicitResult, error)

// harness holds an emulator, a server that calls it and a client's session with that server.
type harness struct {
	t        *testing.T
	emulator *stytchtest.Server
	session  *mcp.ClientSession
	// outputs holds the output schemas that the client sees.
	outputs map[string]any
}

func newHarness(t *testing.T, opts Options, emulator ...stytchtest.Option) *harness {
	t.Helper()
	srv := stytchtest.NewServer(t, emulator...)
	if opts.Inbox == nil {
		opts.Inbox = srv.Messages
	}
	return connect(t, srv, srv.Client(), opts)
}

func connect(t *testing.T, srv *stytchtest.Server, client *stytch.Client, opts Options) *harness {
	t.Helper()
	return connectAs(t, srv, client, opts, nil, "")
}

// connectAs connects a client that speaks a version of the protocol, or the newest if version is empty. The client
// calls person with the questions of the server; if person is nil, it does not support questions.
func connectAs(t *testing.T, srv *stytchtest.Server, client *stytch.Client, opts Options, person person, version string) *harness {
	t.Helper()
	server, err := New(client, opts)
	if err != nil {
		t.Fatal(err)
	}
	here, there := mcp.NewInMemoryTransports()
	serving, err := server.Connect(t.Context(), there, nil)
	if err != nil {
		t.Fatal(err)
	}
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, &mcp.ClientOptions{ElicitationHandler: person}).
		Connect(t.Context(), here, &mcp.ClientSessionOptions{ProtocolVersion: version})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = session.Close()
		_ = serving.Wait()
	})
	h := &harness{t: t, emulator: srv, session: session, outputs: map[string]any{}}
	for _, tool := range h.list() {
		h.outputs[tool.Name] = tool.OutputSchema
	}
	return h
}

func (h *harness) list() []*mcp.Tool {
	h.t.Helper()
	list, err := h.session.ListTools(h.t.Context(), nil)
	if err != nil {
		h.t.Fatal(err)
	}
	return list.Tools
}

// call calls a tool. The call may fail, but not with a protocol error.
func (h *harness) call(tool string, arguments any) *mcp.CallToolResult {
	h.t.Helper()
	result, err := h.session.CallTool(h.t.Context(), &mcp.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		h.t.Fatalf("%s: error of the protocol: %v", tool, err)
	}
	return result
}

// ok calls a tool that must succeed and returns its structured content. The content must have only fields of the
// output schema, and must equal the text.
func (h *harness) ok(tool string, arguments any) map[string]any {
	h.t.Helper()
	result := h.call(tool, arguments)
	if result.IsError {
		h.t.Fatalf("%s: %s", tool, textOf(result))
	}
	out, ok := result.StructuredContent.(map[string]any)
	if !ok {
		h.t.Fatalf("%s: structured content is %T", tool, result.StructuredContent)
	}
	if unknown := unknownFields(h.outputs[tool], out, ""); len(unknown) > 0 {
		h.t.Errorf("%s: the output schema does not know %v", tool, unknown)
	}
	if len(result.Content) != 2 {
		h.t.Fatalf("%s: %d blocks of text, want 2", tool, len(result.Content))
	}
	if summary := result.Content[0].(*mcp.TextContent).Text; summary == "" || strings.Contains(summary, "\n") {
		h.t.Errorf("%s: the summary is not one line: %q", tool, summary)
	}
	var fromText map[string]any
	if err := json.Unmarshal([]byte(result.Content[1].(*mcp.TextContent).Text), &fromText); err != nil || len(fromText) != len(out) {
		h.t.Errorf("%s: the second block is not the structured content: %v", tool, err)
	}
	return out
}

// fails calls a tool that must fail and returns the text of the result.
func (h *harness) fails(tool string, arguments any) string {
	h.t.Helper()
	result := h.call(tool, arguments)
	if !result.IsError {
		h.t.Fatalf("%s succeeded: %s", tool, textOf(result))
	}
	if result.StructuredContent != nil {
		h.t.Errorf("%s: a failure has structured content, which cannot fit the output schema", tool)
	}
	return textOf(result)
}

func textOf(result *mcp.CallToolResult) string {
	var texts []string
	for _, content := range result.Content {
		texts = append(texts, content.(*mcp.TextContent).Text)
	}
	return strings.Join(texts, "\n")
}

// unknownFields returns the paths of the fields of a value that a schema does not list.
func unknownFields(schema, value any, path string) []string {
	s, _ := schema.(map[string]any)
	var unknown []string
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			unknown = append(unknown, unknownFields(s["items"], item, path+"[]")...)
		}
	case map[string]any:
		properties, ok := s["properties"].(map[string]any)
		if !ok {
			return nil // free-form
		}
		for _, name := range slices.Sorted(maps.Keys(value)) {
			property, ok := properties[name]
			if !ok {
				unknown = append(unknown, path+"."+name)
			}
			unknown = append(unknown, unknownFields(property, value[name], path+"."+name)...)
		}
	}
	return unknown
}

// golden compares a text with a file in testdata, which -update writes.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s has changed; if that is intended, run go test with -update (-want +got):\n%s", file, diff)
	}
}
