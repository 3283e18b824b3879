package op

import (
	"net/http"
	"net/url"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/httpapi"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Page is what a person's browser gets.
type Page = httpapi.Page

// Pages defines what a person opens in a browser, without credentials, and the form on it, which is sent to the same
// URL. Its errors are those of the API, as at Stytch.
func Pages(name, path string, show func(*Call) (*Page, error), submit func(*Call, url.Values) (*Page, error)) []Operation {
	return []Operation{
		page(name, http.MethodGet, path, show),
		page(name, http.MethodPost, path, func(c *Call) (*Page, error) {
			// Browsers report the origin of a form. Only the page itself has one.
			if c.request.CrossSite() {
				return nil, apierror.Newf(api.ErrorTypeBadRequest, "The form was sent by a page of another origin.")
			}
			form, err := url.ParseQuery(string(c.request.Body))
			if err != nil {
				return nil, apierror.Newf(api.ErrorTypeBadRequest, "The body is not a form.")
			}
			return submit(c, form)
		}),
	}
}

func page(name, method, path string, serve func(*Call) (*Page, error)) Operation {
	return Operation{
		Name: name, Method: method, Path: path, Public: true,
		ServePage: func(s *store.Store, r *httpapi.Request) (*Page, error) {
			s.Lock()
			defer s.Unlock()
			s.Begin()
			return serve(&Call{Store: s, Project: s.Project, Now: s.Now(), request: r})
		},
	}
}

// QueryValues returns the whole query.
func (c *Call) QueryValues() url.Values { return c.request.Query }
