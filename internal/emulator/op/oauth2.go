package op

import (
	"net/http"
	"net/url"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/httpapi"
)

// PostOAuth2 defines an endpoint of OAuth 2.0 below /v1/public/{project_id}. It takes a form or JSON, without the
// credentials of the project, and its errors have the form of RFC 6749.
func PostOAuth2[Resp any](name, path string, handle Handler[httpapi.Form, Resp]) Operation {
	return Operation{
		Name: name, Method: http.MethodPost, Path: path, Status: http.StatusOK, Public: true, OAuth2: true,
		Serve: serve(httpapi.DecodeForm,
			func(project *config.Project, form *httpapi.Form) (struct{}, error) {
				return struct{}{}, checkProject(project, form.ProjectID)
			},
			func(c *Call, form *httpapi.Form, _ struct{}) (*Resp, error) { return handle(c, form) },
		),
	}
}

func checkProject(project *config.Project, id string) error {
	if id != project.ProjectID {
		return apierror.Newf(api.ErrorTypeProjectNotFound, "The project in the path is another one than the emulator's.")
	}
	return nil
}

// ClientCredentials returns the ID and the secret that a client authenticates with (RFC 6749, section 2.3.1): those of
// the form, or else those of the Authorization header. SDKs send the project's credentials in the header, too.
func (c *Call) ClientCredentials(form *httpapi.Form) (id, secret string) {
	if id = form.Text("client_id"); id != "" {
		return id, form.Text("client_secret")
	}
	id, secret, _ = (&http.Request{Header: c.request.Header}).BasicAuth()
	return unescaped(id), unescaped(secret)
}

// unescaped undoes the encoding that the RFC wants in the header and not everybody does.
func unescaped(s string) string {
	if decoded, err := url.QueryUnescape(s); err == nil {
		return decoded
	}
	return s
}
