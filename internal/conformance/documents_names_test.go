package conformance_test

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
)

// Every method that the documentation names exists, and the migration guide covers every operation.
func TestDocumentsNameExistingMethods(t *testing.T) {
	t.Parallel()
	client, err := stytch.New(clienttest.ProjectID, clienttest.Secret)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{"client.Request": true}
	operations := map[string]bool{}
	for _, m := range methods(reflect.ValueOf(client), "client.") {
		known[m.name], operations[m.name] = true, true
	}
	for _, name := range []string{"Users.All", "Sessions.AuthenticateJWT", "Sessions.AuthenticateJWTLocal", "Sessions.Middleware",
		"Sessions.RevokeUser", "M2M.Clients.All", "M2M.TokenSource", "M2M.AuthenticateToken", "M2M.Middleware",
		"ConnectedApps.Clients.All", "Fraud.Rules.All", "RBAC.RolesGrant", "IDP.AuthenticateAccessToken", "IDP.Middleware", "IDP.ResourceMetadata"} {
		known["client."+name] = true
	}

	fenced := regexp.MustCompile("(?ms)^ *```.*?^ *```$")
	method := regexp.MustCompile("`(client(?:\\.[A-Z]\\w*)+)")
	for _, file := range documents(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		prose := fenced.ReplaceAllString(string(text), "")
		for _, match := range method.FindAllStringSubmatch(prose, -1) {
			if !known[match[1]] {
				t.Errorf("%s names %s, which does not exist", file, match[1])
			}
			if file == filepath.Join(root, "docs/migrating.md") {
				delete(operations, match[1])
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(operations)) {
		t.Errorf("docs/migrating.md leaves out %s", name)
	}
}
