package tools

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/google/jsonschema-go/jsonschema"
	validation "github.com/santhosh-tekuri/jsonschema/v6"
)

// newValidator returns a function that compiles a schema on its first call. It panics if the schema is invalid, which
// any test would reveal.
func newValidator(s *jsonschema.Schema) func() *validation.Schema {
	return sync.OnceValue(func() *validation.Schema {
		const name = "input.json"
		c := validation.NewCompiler()
		c.AssertFormat()
		c.RegisterFormat(&validation.Format{Name: "email", Validate: formatOf(isEmail)})
		c.RegisterFormat(&validation.Format{Name: "uri", Validate: formatOf(isURL)})
		data, err := json.Marshal(s)
		var document any
		if err == nil {
			document, err = validation.UnmarshalJSON(bytes.NewReader(data))
		}
		if err == nil {
			err = c.AddResource(name, document)
		}
		if err != nil {
			panic(fmt.Sprintf("compiling a schema: %v", err))
		}
		return c.MustCompile(name)
	})
}

var errFormat = errors.New("of another format")

// formatOf returns the format that a predicate defines.
func formatOf(valid func(string) bool) func(any) error {
	return func(value any) error {
		if text, ok := value.(string); ok && !valid(text) {
			return errFormat
		}
		return nil
	}
}

// isEmail and isURL reject only obvious mistakes. The API validates the rest.
func isEmail(value string) bool {
	at := strings.LastIndexByte(value, '@')
	return at > 0 && at < len(value)-1 && !strings.ContainsAny(value, " \t\r\n<>,")
}

func isURL(value string) bool {
	u, err := url.Parse(value)
	return err == nil && u.Scheme != "" && u.Host != ""
}
