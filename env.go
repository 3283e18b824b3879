package stytch

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"sync"
)

// The variables NewFromEnv reads.
const (
	envProjectID = "STYTCH_PROJECT_ID"
	envSecret    = "STYTCH_SECRET"
	envEnv       = "STYTCH_ENV"
	envBaseURL   = "STYTCH_BASE_URL"
)

// NewFromEnv returns a client configured by the environment variables:
//
//   - STYTCH_PROJECT_ID: the project id, project-test-<uuid> or project-live-<uuid>
//   - STYTCH_SECRET: a secret of that project and environment
//   - STYTCH_ENV: test or live; test when unset
//   - STYTCH_BASE_URL: another address than Stytch's, as for [WithBaseURL]; optional
//
// STYTCH_ENV is taken as the word of whoever set it: a live project id without STYTCH_ENV=live is
// refused, so that no test run reaches live users by mistake. Options win over variables.
func NewFromEnv(opts ...Option) (*Client, error) {
	env := Env(os.Getenv(envEnv))
	switch env {
	case "":
		env = EnvTest
	case EnvTest, EnvLive:
	default:
		return nil, fmt.Errorf("stytch: %s is %q: set it to test or live", envEnv, string(env))
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
	errNoKeys      = errors.New("there are no keys: set " + envProjectID + " and " + envSecret + " to those of the dashboard's API keys page")
	errNoProjectID = errors.New("the project id is empty: set " + envProjectID + " to the project id of the dashboard's API keys page")
	errNoSecret    = errors.New("the secret is empty: set " + envSecret + " to a secret of the dashboard's API keys page")
)

// checkKeys returns the environment that a project id and a secret belong to, or what is wrong with
// them. It shows neither where it cannot know that the value is no secret.
func checkKeys(projectID, secret string) (Env, error) {
	switch {
	case projectID == "" && secret == "":
		return "", errNoKeys
	case projectID == "":
		return "", errNoProjectID
	case strings.HasPrefix(projectID, "secret-"):
		return "", errors.New("a secret was given as the project id: " + envProjectID + " takes the value that starts with project-")
	case strings.HasPrefix(secret, "project-"):
		return "", errors.New("a project id was given as the secret: " + envSecret + " takes the value that starts with secret-")
	}
	match := projectIDs().FindStringSubmatch(projectID)
	if match == nil {
		return "", errors.New("the project id is malformed: " + envProjectID + " looks like project-test-<uuid> or project-live-<uuid>, without spaces or quotes; copy it again")
	}
	env := Env(match[1])
	switch {
	case secret == "":
		return "", errNoSecret
	case strings.ContainsFunc(secret, func(r rune) bool { return r <= ' ' || r > '~' }):
		return "", errors.New("the secret holds a space, a line break or another character no secret has: copy " + envSecret + " again")
	}
	for _, other := range []Env{EnvTest, EnvLive} {
		if other != env && strings.HasPrefix(secret, "secret-"+string(other)+"-") {
			return "", fmt.Errorf("the project id is %s and the secret is %s: take %s and %s from the same environment of the dashboard", env, other, envProjectID, envSecret)
		}
	}
	return env, nil
}

// checkEnv refuses a project id of another environment than stated.
func checkEnv(projectID string, env, stated Env) error {
	if stated == "" || stated == env {
		return nil
	}
	return fmt.Errorf("%s is a %s project id and needs %s=%s; for the %s environment, use its own keys",
		projectID, env, envEnv, env, stated)
}
