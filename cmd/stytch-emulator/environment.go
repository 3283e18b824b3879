package main

import (
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/flymyai/stytch-go/internal/emulator"
)

// variable is an environment variable for the programs that call the emulator.
type variable struct{ name, value string }

// environment returns the variables that [stytch.NewFromEnv] reads and the public token, for the first project. With
// several projects, each also has its ID, secret and public token in variables that end in its number.
func environment(projects []*emulator.Server, base *url.URL) []variable {
	first := projects[0]
	env := "test"
	if strings.HasPrefix(first.ProjectID(), "project-live-") {
		env = "live"
	}
	variables := []variable{
		{"STYTCH_PROJECT_ID", first.ProjectID()},
		{"STYTCH_SECRET", first.Secret()},
		{"STYTCH_PUBLIC_TOKEN", first.PublicToken()},
		{"STYTCH_ENV", env},
		{"STYTCH_BASE_URL", base.String()},
	}
	if len(projects) == 1 {
		return variables
	}
	for i, project := range projects {
		number := strconv.Itoa(i + 1)
		variables = append(variables,
			variable{"STYTCH_PROJECT_ID_" + number, project.ProjectID()},
			variable{"STYTCH_SECRET_" + number, project.Secret()},
			variable{"STYTCH_PUBLIC_TOKEN_" + number, project.PublicToken()})
	}
	return variables
}

// authorityVariables returns the variables that make programs trust a certificate authority: for Node, for Go,
// Ruby and other programs that follow OpenSSL, and for Python's requests.
func authorityVariables(file string) []variable {
	return []variable{
		{"NODE_EXTRA_CA_CERTS", file},
		{"SSL_CERT_FILE", file},
		{"REQUESTS_CA_BUNDLE", file},
	}
}

// printVariables writes lines for a shell or a .env file. It writes them all at once, so that a program that waits
// for the first line can read every line.
func printVariables(w io.Writer, variables []variable) {
	var lines strings.Builder
	for _, v := range variables {
		fmt.Fprintf(&lines, "export %s=%s\n", v.name, quote(v.value))
	}
	fmt.Fprint(w, lines.String())
}

var plain = regexp.MustCompile(`^[A-Za-z0-9_./:@%+=,\[\]-]+$`)

// quote quotes a value for a shell.
func quote(value string) string {
	if plain.MatchString(value) {
		return value
	}
	return "'" + strings.ReplaceAll(value, "'", `'\''`) + "'"
}
