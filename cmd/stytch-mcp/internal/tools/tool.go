package tools

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	validation "github.com/santhosh-tekuri/jsonschema/v6"
)

// effect is what a call of a tool may do to the project and to people outside it.
type effect int

const (
	// reads changes nothing.
	reads effect = iota
	// adds creates something or spends a single-use token. Nothing that existed is lost.
	adds
	// sends is adds, and a message goes out.
	sends
	// overwrites changes or removes something that exists. Repeating the call has no further effect.
	overwrites
	// grants gives someone new access, such as another way to log in as an existing user.
	grants
	// anything is the effect of a request that the caller composes.
	anything
)

func (e effect) destructive() bool { return e == overwrites || e == grants || e == anything }

// spec describes a tool.
type spec struct {
	name, title, description string
	effect                   effect
	rules                    []rule
	guards                   []guard
	shape                    shape
	// harmless reports whether a call with these arguments changes nothing, although the tool can. It may be nil.
	harmless func(arguments object) bool
}

// guard is an argument that can do more harm than the effect of its tool indicates. A server that does not allow
// destructive calls serves the tool without it.
type guard struct {
	argument string
	// does describes what the argument does. It completes "because it ...".
	does string
	// description is the part of the tool's description about the argument. It may be empty.
	description string
}

// tool is one tool of the server: its spec, its schemas and the function behind it.
type tool struct {
	spec
	input, output *jsonschema.Schema
	validator     func() *validation.Schema // of input
	endpoint      string                    // the ID of the endpoint, if the tool only calls one
	// withheld are the guarded arguments that this server does not accept.
	withheld []guard
	// call takes arguments that match input and rules. It returns a value that matches output and one line
	// about it.
	call func(ctx context.Context, arguments object) (out any, summary string, err error)
}

// define returns a tool for a spec and a typed function. The schemas are inferred from the function's types.
func define[In, Out any](s spec, call func(context.Context, In) (Out, string, error)) *tool {
	return newTool[In](s, func(ctx context.Context, arguments object) (out Out, summary string, err error) {
		var in In
		data, err := json.Marshal(arguments)
		if err == nil {
			err = json.Unmarshal(data, &in)
		}
		if err != nil {
			return out, "", err
		}
		return call(ctx, in)
	})
}

// newTool returns a tool whose arguments are the fields of In, and whose function takes them as they are.
func newTool[In, Out any](s spec, call func(context.Context, object) (Out, string, error)) *tool {
	input := schemaFor[In]()
	return &tool{
		spec:      s,
		input:     input,
		output:    outputSchema[Out](),
		validator: newValidator(input),
		call: func(ctx context.Context, arguments object) (any, string, error) {
			out, summary, err := call(ctx, arguments)
			return out, summary, err
		},
	}
}

// restricted returns the tool without its guarded arguments.
func (t *tool) restricted() *tool {
	if len(t.guards) == 0 {
		return t
	}
	guarded := func(name string) bool {
		return slices.ContainsFunc(t.guards, func(g guard) bool { return g.argument == name })
	}
	r := *t
	r.guards, r.withheld = nil, t.guards
	input := *t.input
	input.Properties = maps.Clone(input.Properties)
	maps.DeleteFunc(input.Properties, func(name string, _ *jsonschema.Schema) bool { return guarded(name) })
	input.PropertyOrder = slices.DeleteFunc(slices.Clone(input.PropertyOrder), guarded)
	r.input, r.validator = &input, newValidator(&input)
	r.rules = nil
	for _, rule := range t.rules {
		rule.names = slices.DeleteFunc(slices.Clone(rule.names), guarded)
		if len(rule.names) > 1 {
			r.rules = append(r.rules, rule)
		}
	}
	return &r
}

// listing returns the tool as tools/list shows it.
func (t *tool) listing() *mcp.Tool {
	description := []string{t.description}
	for _, guard := range t.guards {
		if guard.description != "" {
			description = append(description, guard.description)
		}
	}
	for _, rule := range t.rules {
		description = append(description, "Give "+rule.String()+".")
	}
	return &mcp.Tool{
		Name:         t.name,
		Description:  strings.Join(description, " "),
		InputSchema:  withoutLengths(t.input),
		OutputSchema: t.output,
		Annotations: &mcp.ToolAnnotations{
			Title:           t.title,
			ReadOnlyHint:    t.effect == reads,
			DestructiveHint: new(t.effect.destructive() || len(t.guards) > 0),
			IdempotentHint:  t.effect == reads || t.effect == overwrites,
			OpenWorldHint:   new(t.effect == sends || t.effect == anything),
		},
	}
}

// rule states how many of some arguments a call takes.
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

// check returns what is wrong with the arguments under this rule.
func (r rule) check(arguments object) []problem {
	var given []string
	for _, name := range r.names {
		// A false boolean counts as left out.
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
