package idp

import (
	"net/http"
	"slices"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/bearer"
	"github.com/flymyai/stytch-go/internal/token"
)

// Option changes how an access token is checked, by [Service.AuthenticateAccessToken] and [Service.Middleware]. If an
// option is given twice, the last one counts, except that a second [WithAuthorizationCheck] is rejected.
type Option interface {
	MiddlewareOption
	check()
}

// MiddlewareOption configures [Service.Middleware]. Every [Option] is also a MiddlewareOption.
type MiddlewareOption interface {
	apply(*options) error
}

type middlewareOption func(*options) error

func (set middlewareOption) apply(o *options) error { return set(o) }

type option struct{ middlewareOption }

func (option) check() {}

type options struct {
	projectID string
	times     token.Times
	scopes    []string
	audience  string
	check     AuthorizationCheck
	// introspect is nil for a local check.
	introspect ClientSecret

	resourceMetadata string
	onError          func(http.ResponseWriter, *http.Request, error) // nil for the default
}

// newOptions returns the defaults changed by opts, or the error of the first invalid one.
func newOptions[O MiddlewareOption](projectID string, opts []O) (*options, error) {
	o := &options{projectID: projectID, times: token.Times{Skew: token.DefaultClockSkew}}
	for _, opt := range opts {
		if err := opt.apply(o); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// invalidOption returns the error for an option that would check nothing, or not what it seems to.
func invalidOption(name, problem string) error {
	return &api.ArgumentError{Operation: "idp", Argument: name, Problem: problem}
}

// WithScopes requires all of these OAuth scopes. Scopes are compared exactly: unlike those of M2M clients, they have no
// wildcard. An empty scope is invalid, and so is one with a space.
func WithScopes(scopes ...string) Option {
	return option{func(o *options) error {
		if problem := bearer.ScopesProblem(scopes); problem != "" {
			return invalidOption("WithScopes", problem)
		}
		o.scopes = slices.Clone(scopes)
		return nil
	}}
}

// WithAudience requires a token to be for a resource, such as "https://api.example.com": a resource indicator that the
// app requested (RFC 8707), or the custom audience of the app. It is compared exactly. Without this option, any token
// for the project is accepted, whichever of your APIs it was issued for. The project ID is invalid here, because every
// token is for the project.
func WithAudience(resource string) Option {
	return option{func(o *options) error {
		switch resource {
		case "":
			return invalidOption("WithAudience", "is empty")
		case o.projectID:
			return invalidOption("WithAudience", "is the project ID, which every token has; pass the URL of the resource")
		}
		o.audience = resource
		return nil
	}}
}

// WithAuthorizationCheck requires that a scope of the token grants an action on a resource, according to the project's
// RBAC policy. The policy is fetched on first use and cached for 5 minutes. A scope grants an action that it lists by
// name, and every action of a resource if it lists "*". Resources have no wildcard, and scopes that the policy does not
// define grant nothing. A check without a resource ID or without an action is invalid, and so are two checks. To check
// two actions, use two middlewares.
func WithAuthorizationCheck(check AuthorizationCheck) Option {
	return option{func(o *options) error {
		switch {
		case check.ResourceID == "" || check.Action == "":
			return invalidOption("WithAuthorizationCheck", "needs both a ResourceID and an Action")
		case o.check != AuthorizationCheck{}:
			return invalidOption("WithAuthorizationCheck", "is given twice; wrap the handler in two middlewares instead")
		}
		o.check = check
		return nil
	}}
}

// WithMaxTokenAge rejects tokens that were issued longer ago than age, even if they have not expired. A token of
// exactly that age is accepted. A token is valid for an hour unless its app has another setting, even if the user
// revokes the app's access in the meantime. With a smaller bound, a revocation takes effect sooner, but apps must
// refresh their tokens more often.
func WithMaxTokenAge(age time.Duration) Option {
	return option{func(o *options) error {
		if age <= 0 {
			return invalidOption("WithMaxTokenAge", "is not positive")
		}
		o.times.MaxAge = &age
		return nil
	}}
}

// WithClockSkew sets how far the clock of this machine may differ from Stytch's. The default is 5 seconds. A negative
// skew is invalid.
func WithClockSkew(skew time.Duration) Option {
	return option{func(o *options) error {
		if skew < 0 {
			return invalidOption("WithClockSkew", "is negative")
		}
		o.times.Skew = skew
		return nil
	}}
}

// WithErrorHandler sets the handler for requests that [Service.Middleware] rejects. The default is [WriteProblem]. The
// error is one of those of [Service.AuthenticateAccessToken], [ErrNoToken] or [ErrBadRequest]; [StatusCode] returns the matching
// HTTP status. The WWW-Authenticate header is already set when the handler runs.
//
// Without this option, a status of 500 or more is also logged as a warning, as stytch.WithLogger describes. A handler of
// your own logs what it wants.
func WithErrorHandler(handler func(w http.ResponseWriter, r *http.Request, err error)) MiddlewareOption {
	return middlewareOption(func(o *options) error {
		if handler == nil {
			return invalidOption("WithErrorHandler", "is nil")
		}
		o.onError = handler
		return nil
	})
}
