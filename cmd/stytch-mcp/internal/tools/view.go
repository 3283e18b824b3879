package tools

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// toolset holds the tools for one part of the API.
type toolset struct {
	name  string
	tools []*tool
	optIn bool // served only if named
}

// toolsets are all tools. With getOnly, stytch_request is the one that can only GET.
func (b *toolbox) toolsets(getOnly bool) []toolset {
	sets := []toolset{
		{name: "users", tools: b.users()},
		{name: "magic_links", tools: b.magicLinks()},
		{name: "otp", tools: b.otp()},
		{name: "passwords", tools: b.passwords()},
		{name: "sessions", tools: b.sessions()},
		{name: "totp", tools: b.totp()},
		{name: "oauth", tools: b.oauth()},
		{name: "request", tools: b.request(getOnly)},
		{name: "passkeys", tools: b.passkeys(), optIn: true},
		{name: "m2m", tools: b.m2m(), optIn: true},
		{name: "connected_apps", tools: b.connectedApps(), optIn: true},
		{name: "fraud", tools: b.fraud(), optIn: true},
	}
	if b.inbox != nil {
		sets = append(sets, toolset{name: "emulator", tools: b.emulator()})
	}
	return sets
}

// permission determines which tools a view has, and whether they have their guarded arguments.
type permission struct {
	reads, destructive bool
}

var harmless = permission{}

func everything(readOnly bool) permission { return permission{reads: readOnly, destructive: !readOnly} }

// view holds the tools that a client sees.
type view struct {
	tools   map[string]*tool
	missing map[string]bool // whether a tool that exists is not in the view
	listing []*mcp.Tool
}

// newView returns the view with the tools of the given names, as far as they are permitted.
func newView(b *toolbox, names []string, p permission) (*view, error) {
	sets := b.toolsets(!p.destructive)
	chosen, err := choose(sets, names)
	if err != nil {
		return nil, err
	}
	v := &view{tools: map[string]*tool{}, missing: map[string]bool{}}
	for _, t := range chosen {
		if (p.reads && t.effect != reads) || (!p.destructive && t.effect.destructive()) {
			continue
		}
		if !p.destructive {
			t = t.restricted()
		}
		v.tools[t.name] = t
	}
	for _, set := range sets {
		for _, t := range set.tools {
			v.missing[t.name] = v.tools[t.name] == nil
		}
	}
	for _, name := range slices.Sorted(maps.Keys(v.tools)) {
		v.listing = append(v.listing, v.tools[name].listing())
	}
	return v, nil
}

// The names of all tools, and of those that are served by default.
const (
	defaultTools = "default"
	everyTool    = "all"
)

// choose returns the tools with the given names, which can be names of tools or toolsets.
func choose(sets []toolset, names []string) ([]*tool, error) {
	known := map[string][]*tool{}
	var setNames []string
	for _, set := range sets {
		setNames = append(setNames, set.name)
		known[set.name] = set.tools
		known[everyTool] = append(known[everyTool], set.tools...)
		if !set.optIn {
			known[defaultTools] = append(known[defaultTools], set.tools...)
		}
		for _, t := range set.tools {
			known[t.name] = []*tool{t}
		}
	}
	if len(names) == 0 {
		names = []string{defaultTools}
	}
	var chosen []*tool
	for _, name := range names {
		tools, ok := known[name]
		if !ok {
			return nil, fmt.Errorf("unknown tool or toolset %q; the toolsets are %s; %s stands for the usual ones, and %s for all",
				name, strings.Join(setNames, ", "), defaultTools, everyTool)
		}
		chosen = append(chosen, tools...)
	}
	// A client that can send through the emulator must be able to read the messages.
	return append(chosen, known["emulator"]...), nil
}

// failed returns the result of a failed call. It has no structured content, which would have to match the tool's
// output schema.
func (v *view) failed(f *failure) *mcp.CallToolResult {
	return &mcp.CallToolResult{
		IsError: true,
		Content: []mcp.Content{&mcp.TextContent{Text: v.markMissing(f.String())}},
	}
}

// markMissing marks the tools in a text that the client does not see.
func (v *view) markMissing(text string) string {
	return toolNames.ReplaceAllStringFunc(text, func(name string) string {
		if v.missing[name] {
			return name + " (not enabled on this server)"
		}
		return name
	})
}
