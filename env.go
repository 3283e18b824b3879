package stytch

import (
	"fmt"
	"os"
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
