package tools

import (
	"context"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// effect is what a call of a tool may do to the project, and to people outside it.
type effect int

const (
	// reads changes nothing.
	reads effect = iota
	// adds makes something new or spends a single-use token: nothing that was there is lost.
	adds
	// sends is adds, and a message goes out.
	sends
	// overwrites changes or removes what is there. Doing it again has no further effect.
	overwrites
	// anything is the effect of a request that the caller writes.
	anything
)

func (e effect) destructive() bool { return e == overwrites || e == anything }

func (e effect) annotations(title string) *mcp.ToolAnnotations {
	return &mcp.ToolAnnotations{
		Title:           title,
		ReadOnlyHint:    e == reads,
		DestructiveHint: new(e.destructive()),
		IdempotentHint:  e == reads || e == overwrites,
		OpenWorldHint:   new(e == sends || e == anything),
	}
}

// spec is what a tool says about itself.
type spec struct {
	name, title, description string
	effect                   effect
	rules                    []rule
}

// tool is one tool of the server: its spec, its schemas and the function behind it.
type tool struct {
	spec
	input, output *jsonschema.Schema
	// call takes arguments that fit input and rules. It returns what fits output, and one line about it.
	call func(ctx context.Context, arguments object) (out any, summary string, err error)
}

// define makes a tool of a spec and a typed function, from whose types the schemas come.
func define[In, Out any](s spec, call func(context.Context, In) (Out, string, error)) *tool {
	return &tool{
		spec:   s,
		input:  inputSchema[In](),
		output: outputSchema[Out](),
		call: func(ctx context.Context, arguments object) (any, string, error) {
			var in In
			data, err := json.Marshal(arguments)
			if err == nil {
				err = json.Unmarshal(data, &in)
			}
			if err != nil {
				return nil, "", err
			}
			out, summary, err := call(ctx, in)
			return out, summary, err
		},
	}
}

// listing is the tool as tools/list shows it.
func (t *tool) listing() *mcp.Tool {
	description := []string{t.description}
	for _, rule := range t.rules {
		description = append(description, "Give "+rule.String()+".")
	}
	return &mcp.Tool{
		Name:         t.name,
		Description:  strings.Join(description, " "),
		InputSchema:  t.input,
		OutputSchema: t.output,
		Annotations:  t.effect.annotations(t.title),
	}
}

// rule says how many of some arguments a call takes.
type rule struct {
	least, most int
	names       []string
}

func exactlyOneOf(names ...string) rule { return rule{1, 1, names} }
func atMostOneOf(names ...string) rule  { return rule{0, 1, names} }
func atLeastOneOf(names ...string) rule { return rule{1, len(names), names} }

// String completes "Give ...".
func (r rule) String() string {
	count := "at most one"
	switch {
	case r.least == 1 && r.most == 1:
		count = "exactly one"
	case r.least == 1:
		count = "at least one"
	}
	last := len(r.names) - 1
	return count + " of " + strings.Join(r.names[:last], ", ") + " and " + r.names[last]
}

// check returns what is wrong with the arguments by this rule.
func (r rule) check(arguments object) []problem {
	var given []string
	for _, name := range r.names {
		// A switch that is off is as good as left out.
		if value, ok := arguments[name]; ok && value != false {
			given = append(given, name)
		}
	}
	switch {
	case len(given) < r.least:
		return []problem{{strings.Join(r.names, ", "), "missing: give " + r.String()}}
	case len(given) > r.most:
		return []problem{{strings.Join(given, ", "), "given together: give " + r.String()}}
	}
	return nil
}
