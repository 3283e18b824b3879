// Package apidoc reads the API document for tests that compare the code with it.
package apidoc

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// Domains are the tags of the document that have their own package.
var Domains = []string{"Users", "MagicLinks", "OTP", "Passwords", "Sessions", "TOTP", "OAuth", "M2M", "WebAuthn",
	"ConnectedApps", "CryptoWallets", "Fraud", "Impersonation", "RBAC", "Project", "Debug", "IDP"}

// Operation is one operation of the document.
type Operation struct {
	ID, Tag, Method, Path string
	// Query contains the names of the query parameters.
	Query []string
	// Request and Response are the schemas of the bodies. A schema is nil without a body.
	Request, Response *openapi3.SchemaRef
	// ContentType is the content type of the request body.
	ContentType string
	// Status is the HTTP status of a successful call.
	Status int
	// Failure is the description of the default response.
	Failure string
	// Public reports whether the operation takes no credentials.
	Public bool
}

// documents are those that were loaded, as functions by path.
var documents sync.Map

// Load reads and validates the document, once for all tests. Treat it as read-only.
func Load(tb testing.TB, path string) *openapi3.T {
	tb.Helper()
	load, _ := documents.LoadOrStore(path, sync.OnceValues(func() (*openapi3.T, error) {
		doc, err := openapi3.NewLoader().LoadFromFile(path)
		if err != nil {
			return nil, err
		}
		return doc, doc.Validate(context.Background())
	}))
	doc, err := load.(func() (*openapi3.T, error))()
	if err != nil {
		tb.Fatal(err)
	}
	return doc
}

// Operations returns all operations, sorted by ID.
func Operations(tb testing.TB, doc *openapi3.T) []Operation {
	tb.Helper()
	var list []Operation
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			o := Operation{
				ID: op.OperationID, Tag: op.Tags[0], Method: method, Path: path,
				Public: op.Security != nil && len(*op.Security) == 0,
			}
			for _, p := range op.Parameters {
				if p.Value.In == "query" {
					o.Query = append(o.Query, p.Value.Name)
				}
			}
			if op.RequestBody != nil {
				for contentType, media := range op.RequestBody.Value.Content {
					o.ContentType, o.Request = contentType, media.Schema
				}
			}
			for code, resp := range op.Responses.Map() {
				if code == "default" {
					o.Failure = *resp.Value.Description
					continue
				}
				if _, err := fmt.Sscan(code, &o.Status); err != nil {
					tb.Fatalf("%s: response %q: %v", o.ID, code, err)
				}
				o.Response = resp.Value.Content.Get("application/json").Schema
			}
			list = append(list, o)
		}
	}
	slices.SortFunc(list, func(a, b Operation) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// Name returns the name of a schema, or "" if it has none.
func Name(ref *openapi3.SchemaRef) string {
	if ref == nil {
		return ""
	}
	return strings.TrimPrefix(ref.Ref, "#/components/schemas/")
}

// Full returns a JSON value of a schema with every field set. No two strings are equal.
func Full(ref *openapi3.SchemaRef) any {
	n := 0
	return sample(ref.Value, func(*openapi3.Schema) (any, bool) { return nil, false }, "", &n)
}

// Nulls is like Full, but with null in every nullable field or, if all is set, in every field.
func Nulls(ref *openapi3.SchemaRef, all bool) any {
	n := 0
	return sample(ref.Value, func(field *openapi3.Schema) (any, bool) { return nil, all || field.Nullable }, "", &n)
}

// sample returns a value of a schema. The function replace can provide the value of a field.
func sample(schema *openapi3.Schema, replace func(*openapi3.Schema) (any, bool), name string, n *int) any {
	switch {
	case len(schema.AllOf) == 1:
		return sample(schema.AllOf[0].Value, replace, name, n)
	case len(schema.AllOf) > 1:
		whole := map[string]any{}
		for _, part := range schema.AllOf {
			maps.Copy(whole, sample(part.Value, replace, name, n).(map[string]any))
		}
		return whole
	case len(schema.Enum) > 0:
		return schema.Enum[len(schema.Enum)-1]
	}
	*n++
	switch {
	case schema.Type.Is("object"):
		object := map[string]any{}
		for _, key := range slices.Sorted(maps.Keys(schema.Properties)) {
			field := schema.Properties[key]
			if value, ok := replace(field.Value); ok {
				object[key] = value
			} else {
				object[key] = sample(field.Value, replace, key, n)
			}
		}
		if len(schema.Properties) == 0 {
			object["key"] = map[string]any{"nested": []any{"value", 1.5, true, nil}}
		}
		return object
	case schema.Type.Is("array"):
		return []any{sample(schema.Items.Value, replace, name, n)}
	case schema.Type.Is("boolean"):
		return true
	case schema.Type.Is("integer"):
		if schema.Max != nil {
			return *schema.Max
		}
		return float64(100 + *n)
	case schema.Format == "date-time":
		return fmt.Sprintf("2026-01-02T03:04:05.%06d789Z", *n)
	default:
		return fmt.Sprintf("%s %d <&> é", name, *n)
	}
}
