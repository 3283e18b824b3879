package httpapi

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/go-chi/chi/v5"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// Router finds operations by method and path. It uses chi because, unlike [http.ServeMux], chi allows paths of which
// neither is more specific, such as /v1/users/{user_id}/external_id and /v1/users/emails/{email_id}: the one whose
// literals come first wins.
type Router[S any] struct {
	mux        *chi.Mux
	operations map[endpoint]*Operation[S]
	// names are those of the operations.
	names map[string]bool
}

// endpoint is a method with a path as the API document writes it.
type endpoint struct{ method, path string }

// NewRouter returns a router of operations.
func NewRouter[S any](operations []Operation[S]) *Router[S] {
	r := &Router[S]{mux: chi.NewMux(), operations: make(map[endpoint]*Operation[S], len(operations)), names: map[string]bool{}}
	for i := range operations {
		o := &operations[i]
		key := endpoint{o.Method, o.Path}
		if other := r.operations[key]; other != nil {
			panic("emulator: " + o.Name + " and " + other.Name + " have the same path")
		}
		r.operations[key], r.names[o.Name] = o, true
		r.mux.MethodFunc(o.Method, o.Path, func(http.ResponseWriter, *http.Request) {}) // it is found, never called
	}
	return r
}

// Find returns the operation of a request and the parameters of its path, or the error of an unknown path or method.
func (r *Router[S]) Find(method, escapedPath string) (*Operation[S], Params, error) {
	if o, params, ok := r.match(method, escapedPath); ok {
		return o, params, nil
	}
	for _, other := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete} {
		if _, _, ok := r.match(other, escapedPath); ok {
			return nil, nil, apierror.Newf(api.ErrorTypeMethodNotAllowed, "%s is not allowed for this path.", method)
		}
	}
	if strings.HasPrefix(escapedPath, "/v1/b2b/") {
		return nil, nil, apierror.Newf(api.ErrorTypeInvalidB2BEndpoint, "This is a Consumer project; the path belongs to the B2B API.")
	}
	return nil, nil, apierror.Newf(api.ErrorTypeRouteNotFound, "The API has no such path.")
}

func (r *Router[S]) match(method, escapedPath string) (*Operation[S], Params, bool) {
	found := chi.NewRouteContext()
	path := r.mux.Find(found, method, escapedPath)
	o := r.operations[endpoint{method, path}]
	if o == nil {
		return nil, nil, false
	}
	var params Params
	for i, name := range found.URLParams.Keys {
		value, err := url.PathUnescape(found.URLParams.Values[i])
		if err != nil || value == "" {
			return nil, nil, false
		}
		params = append(params, Param{name, value})
	}
	return o, params, true
}
