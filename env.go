package stytch

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// The environment variables that NewFromEnv reads.
const (
	envProjectID = "STYTCH_PROJECT_ID"
	envSecret    = "STYTCH_SECRET"
	envEnv       = "STYTCH_ENV"
	envBaseURL   = "STYTCH_BASE_URL"
)

// NewFromEnv returns a client configured by environment variables:
//
//   - STYTCH_PROJECT_ID: the project ID, project-test-<uuid> or project-live-<uuid>
//   - STYTCH_SECRET: a secret of that project and environment
//   - STYTCH_ENV: test or live; the default is test
//   - STYTCH_BASE_URL: an address other than Stytch's, as for [WithBaseURL]; optional
//
// STYTCH_ENV must match the project ID. A live project ID requires STYTCH_ENV=live, so that no test run reaches live
// users by mistake. Options take precedence over variables.
func NewFromEnv(opts ...Option) (*Client, error) {
	env := Env(os.Getenv(envEnv))
	switch env {
	case "":
		env = EnvTest
	case EnvTest, EnvLive:
	default:
		return nil, fmt.Errorf("stytch: %s is %s: set it to test or live", envEnv, quoteEnv(env, "set to something else"))
	}
	defaults := []Option{WithEnv(env)}
	if baseURL := os.Getenv(envBaseURL); baseURL != "" {
		if _, err := checkBaseURL(baseURL); err != nil {
			return nil, fmt.Errorf("stytch: %s: %w", envBaseURL, err)
		}
		defaults = append(defaults, WithBaseURL(baseURL))
	}
	return New(os.Getenv(envProjectID), os.Getenv(envSecret), append(defaults, opts...)...)
}

var (
	projectIDs = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^project-(test|live)-[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
	})
	errNoKeys      = errors.New("the keys are missing: set " + envProjectID + " and " + envSecret + "; both are on the API keys page of Stytch's dashboard")
	errNoProjectID = errors.New("the project ID is empty: set " + envProjectID + " to the project ID on the API keys page of Stytch's dashboard")
	errNoSecret    = errors.New("the secret is empty: set " + envSecret + " to a secret from the API keys page of Stytch's dashboard")
)

// checkKeys returns the environment that a project ID and a secret belong to, or what is wrong with them. The error
// shows neither of them: a value in the wrong place may be a secret.
func checkKeys(projectID, secret string) (Env, error) {
	switch {
	case projectID == "" && secret == "":
		return "", errNoKeys
	case projectID == "":
		return "", errNoProjectID
	case strings.HasPrefix(projectID, "secret-"):
		return "", errors.New("the project ID is a secret: " + envProjectID + " takes the value that starts with project-")
	case strings.HasPrefix(secret, "project-"):
		return "", errors.New("the secret is a project ID: " + envSecret + " takes the value that starts with secret-")
	}
	match := projectIDs().FindStringSubmatch(projectID)
	if match == nil {
		return "", errors.New("the project ID is malformed: " + envProjectID + " must look like project-test-<uuid> or project-live-<uuid>, without spaces or quotes; copy it again")
	}
	env := Env(match[1])
	switch {
	case secret == "":
		return "", errNoSecret
	case strings.Trim(secret, `"'`) != secret:
		return "", errors.New("the secret is in quotes: set " + envSecret + " without them, which docker run --env-file would keep")
	case strings.ContainsFunc(secret, func(r rune) bool { return r <= ' ' || r > '~' }):
		return "", errors.New("the secret contains a space, a line break or another invalid character: copy " + envSecret + " again")
	}
	for _, other := range []Env{EnvTest, EnvLive} {
		if other != env && strings.HasPrefix(secret, "secret-"+string(other)+"-") {
			return "", fmt.Errorf("the project ID is %s and the secret is %s: copy %s and %s from the same environment of the dashboard", env, other, envProjectID, envSecret)
		}
	}
	return env, nil
}

// quoteEnv quotes an unknown environment if it is a short word. Anything else may be a secret that was set in the wrong
// place, and is replaced.
func quoteEnv(env Env, replacement string) string {
	if len(env) > len("development") || strings.ContainsFunc(string(env), func(r rune) bool { return !unicode.IsLetter(r) }) {
		return replacement
	}
	return strconv.Quote(string(env))
}

// checkEnv returns an error if a project ID belongs to an environment other than the stated one.
func checkEnv(projectID string, env, stated Env) error {
	if stated == "" || stated == env {
		return nil
	}
	option := "EnvTest"
	if env == EnvLive {
		option = "EnvLive"
	}
	return fmt.Errorf("%s is a %s project ID and needs %s=%s or WithEnv(%s); to use the %s environment, use its keys",
		projectID, env, envEnv, env, option, stated)
}
