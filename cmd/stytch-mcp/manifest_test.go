package main

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/internal/version"
)

// The description for the MCP registry and the manifest of the bundle name this version, and only flags and variables
// that the program has.
func TestManifests(t *testing.T) {
	t.Parallel()
	read := func(file string, into any) string {
		t.Helper()
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, into); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		return string(data)
	}
	var registry struct {
		Name, Version, Description string
		Packages                   []struct {
			Identifier           string
			EnvironmentVariables []struct{ Name string }
			PackageArguments     []struct{ Name string }
		}
	}
	var bundle struct {
		Version string
		Server  struct {
			MCPConfig struct {
				Args []string
				Env  map[string]string
			} `json:"mcp_config"`
		}
		UserConfig map[string]any `json:"user_config"`
	}
	read("server.json", &registry)
	manifest := read("mcpb/manifest.json", &bundle)
	if registry.Version != version.Version || bundle.Version != version.Version {
		t.Errorf("versions %s and %s, want %s", registry.Version, bundle.Version, version.Version)
	}
	if want := "ghcr.io/flymyai/stytch-mcp:" + version.Version; registry.Packages[0].Identifier != want {
		t.Errorf("the image is %s, want %s", registry.Packages[0].Identifier, want)
	}
	dockerfile, err := os.ReadFile("Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	if want := `LABEL io.modelcontextprotocol.server.name="` + registry.Name + `"`; !strings.Contains(string(dockerfile), want) {
		t.Errorf("the image has no %s, by which the registry knows its owner", want)
	}

	var help strings.Builder
	if _, err := parse([]string{"-h"}, &help); err == nil {
		t.Fatal("no help")
	}
	known := func(name string) bool {
		return strings.Contains(help.String(), "\n  "+name+" ") || strings.Contains(usage, name)
	}
	var names []string
	for _, variable := range registry.Packages[0].EnvironmentVariables {
		names = append(names, variable.Name)
	}
	for _, argument := range registry.Packages[0].PackageArguments {
		names = append(names, argument.Name)
	}
	for name := range bundle.Server.MCPConfig.Env {
		names = append(names, name)
	}
	for _, argument := range bundle.Server.MCPConfig.Args {
		if strings.HasPrefix(argument, "-") {
			names = append(names, argument)
		}
	}
	for _, name := range names {
		if !known(name) {
			t.Errorf("%s is neither a flag nor a variable", name)
		}
	}
	for _, match := range regexp.MustCompile(`\$\{user_config\.(\w+)\}`).FindAllStringSubmatch(manifest, -1) {
		if bundle.UserConfig[match[1]] == nil {
			t.Errorf("the manifest has no setting %s", match[1])
		}
	}
}
