package emulator

import (
	"crypto/subtle"
	"errors"
	"net/http"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/fraud"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
)

// authorize checks project ID and secret. The fraud host serves both environments, and returns one type of error for
// most failures.
func (s *Server) authorize(r *http.Request, host string) error {
	err := s.checkCredentials(r)
	if host != fraud.Host || err == nil {
		return err
	}
	failure, ok := errors.AsType[*apierror.Error](err)
	if !ok || failure.Type == api.ErrorTypeInvalidAuthorizationHeader || failure.Type == api.ErrorTypeInvalidProjectIDAuthentication {
		return err
	}
	return apierror.Newf(api.ErrorTypeUnauthorizedCredentialsError, "The project ID or the secret is wrong.")
}

func (s *Server) checkCredentials(r *http.Request) error {
	projectID, secret, ok := r.BasicAuth()
	if !ok {
		return apierror.Newf(api.ErrorTypeInvalidAuthorizationHeader, "The Authorization header must contain the project ID and the secret as Basic credentials.")
	}
	prefix, env, ok := ids.Parse(projectID)
	switch own := s.project.Env(); {
	case !ok || prefix != ids.Project:
		return apierror.Newf(api.ErrorTypeInvalidProjectIDAuthentication, "The project ID of the credentials is not of the form project-%s-<uuid>.", own)
	case env == config.EnvLive && own == config.EnvTest:
		return apierror.Newf(api.ErrorTypeUnauthorizedProjectIDLive, "A live project ID was sent to the test environment.")
	case env == config.EnvTest && own == config.EnvLive:
		return apierror.Newf(api.ErrorTypeUnauthorizedProjectIDTest, "A test project ID was sent to the live environment.")
	case secret == "":
		return apierror.Newf(api.ErrorTypeInvalidSecretAuthentication, "The credentials have no secret.")
	case projectID != s.project.ProjectID || subtle.ConstantTimeCompare([]byte(secret), []byte(s.project.Secret)) == 0:
		return apierror.Newf(api.ErrorTypeUnauthorizedCredentials, "The project ID or the secret is wrong.")
	}
	return nil
}
