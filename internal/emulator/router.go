package emulator

import (
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/flymyai/stytch-go/api"
)

// operation is one endpoint of the API.
type operation struct {
	name, method, path string
	// public operations take no credentials.
	public bool
	// status of success.
	status int
	// serve decodes the body, runs the handler and encodes its answer.
	serve func(c *call, body []byte) ([]byte, error)
}

// op makes an operation of a handler. The handler runs with the state locked, so that each call happens
// at once; whatever it changes, it changes after its last check.
func op[Req, Resp any](name, method, path string, handle func(*call, *Req) (*Resp, error)) operation {
	answer := answerTypeOf(reflect.TypeFor[Resp]())
	return operation{name: name, method: method, path: path, status: http.StatusOK, serve: func(c *call, body []byte) ([]byte, error) {
		req := new(Req)
		if method != http.MethodGet && method != http.MethodDelete {
			if err := decode(body, req, c.params); err != nil {
				return nil, err
			}
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		c.begin()
		resp, err := handle(c, req)
		if err != nil {
			return nil, err
		}
		// The answer shares maps with the state: it is encoded before another call can run.
		return answer.encode(resp, c.requestID, c.op.status)
	}}
}

// public marks an operation that takes no credentials.
func public(o operation) operation {
	o.public = true
	return o
}

// created marks an operation that answers 201.
func created(o operation) operation {
	o.status = http.StatusCreated
	return o
}

// routes is the routing table: the operations of every domain, each in the file of its own.
var routes = sync.OnceValue(func() *router {
	return newRouter(slices.Concat(
		userOperations(),
		magicLinkOperations(),
		otpOperations(),
		passwordOperations(),
		sessionOperations(),
		totpOperations(),
		oauthOperations(),
		walletOperations(),
		impersonationOperations(),
		projectOperations(),
	))
})

// param is a parameter of a path.
type param struct{ name, value string }

// route is an operation with its path in segments.
type route struct {
	operation

	segments []string
}

// router finds operations by method and path. Unlike [http.ServeMux] it allows paths of which neither is
// more specific, such as /v1/users/{user_id}/external_id and /v1/users/emails/{email_id}: the one whose
// literals come first wins.
type router struct {
	// bySize holds the routes by their number of segments, the most specific first.
	bySize map[int][]route
}

func newRouter(operations []operation) *router {
	r := &router{bySize: map[int][]route{}}
	for _, o := range operations {
		segments := strings.Split(o.path, "/")[1:]
		r.bySize[len(segments)] = append(r.bySize[len(segments)], route{o, segments})
	}
	for _, list := range r.bySize {
		slices.SortStableFunc(list, func(a, b route) int { return slices.CompareFunc(a.segments, b.segments, bySpecificity) })
	}
	return r
}

// bySpecificity puts literal segments before parameters.
func bySpecificity(a, b string) int {
	switch aParam, bParam := isParam(a), isParam(b); {
	case aParam == bParam:
		return 0
	case aParam:
		return 1
	default:
		return -1
	}
}

func isParam(segment string) bool { return strings.HasPrefix(segment, "{") }

// find returns the operation of a request and the parameters of its path, or why there is none.
func (r *router) find(method, escapedPath string) (*operation, []param, error) {
	segments := strings.Split(strings.TrimPrefix(escapedPath, "/"), "/")
	found := false
	for i := range r.bySize[len(segments)] {
		candidate := &r.bySize[len(segments)][i]
		params, ok := candidate.match(segments)
		if !ok {
			continue
		}
		if candidate.method == method {
			return &candidate.operation, params, nil
		}
		found = true
	}
	switch {
	case found:
		return nil, nil, refuse(api.ErrorTypeMethodNotAllowed, "%s is not allowed for this path.", method)
	case len(segments) > 1 && segments[1] == "b2b":
		return nil, nil, refuse(api.ErrorTypeInvalidB2BEndpoint, "This is a Consumer project; the path belongs to the B2B API.")
	}
	return nil, nil, refuse(api.ErrorTypeRouteNotFound, "The API has no such path, or the emulator does not serve it.")
}

// match compares the segments of a path with those of a route and takes out the parameters.
func (r *route) match(segments []string) ([]param, bool) {
	var params []param
	for i, want := range r.segments {
		if !isParam(want) {
			if segments[i] != want {
				return nil, false
			}
			continue
		}
		value, err := url.PathUnescape(segments[i])
		if err != nil || value == "" {
			return nil, false
		}
		params = append(params, param{strings.Trim(want, "{}"), value})
	}
	return params, true
}
