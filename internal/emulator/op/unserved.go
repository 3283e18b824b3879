package op

import (
	"cmp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/httpapi"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// NotServed defines an operation that the API has and the emulator has not. Its error says so, since a path with a typing
// error would look the same otherwise.
func NotServed(name, method, path string) Operation {
	return Operation{Name: name, Method: method, Path: path, Serve: func(*store.Store, *httpapi.Request) ([]byte, error) {
		return nil, apierror.Newf(api.ErrorTypeRouteNotFound, "Stytch has %s, but the emulator does not serve it yet.", cmp.Or(name, method+" "+path))
	}}
}

// NotServedOAuth2 defines such an operation among those of OAuth 2.0, which take no credentials of the project.
func NotServedOAuth2(name, method, path string) Operation {
	o := NotServed(name, method, path)
	o.Public, o.OAuth2 = true, true
	return o
}
