package stytchtest_test

import (
	"github.com/flymyai/stytch-go/api"
)

// inSession posts a body with the token of a new session.
func inSession(path string, body map[string]any) func(w *harness) error {
	return func(w *harness) error {
		body["session_token"] = w.login("x@example.com").SessionToken
		_, err := w.post(path, body)
		return err
	}
}

// attested expects an error for a trusted token with some claims replaced.
func attested(want api.ErrorType, claims map[string]any) errorCase {
	return when(want, func(w *harness) error {
		_, err := w.attest(claims)
		return err
	}, trustedProfile)
}
