package m2m

import (
	"net/http"
	"slices"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/bearer"
	"github.com/flymyai/stytch-go/internal/token"
)

// Option changes how an access token is checked, by [Service.AuthenticateToken] and [Service.Middleware]. If an option
// is given twice, the last one counts.
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
	times      token.Times
	scopes     []string
	scopeCheck func(held, required []string) bool
	onError    func(http.ResponseWriter, *http.Request, error) // nil for the default
}

// newOptions returns the defaults changed by opts, or the error of the first invalid one.
func newOptions[O MiddlewareOption](opts []O) (*options, error) {
	o := &options{times: token.Times{Skew: token.DefaultClockSkew}, scopeCheck: hasScopes}
	for _, opt := range opts {
		if err := opt.apply(o); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// invalidOption returns the error for an option that would check nothing, or not what it seems to.
func invalidOption(name, problem string) error {
	return &api.ArgumentError{Operation: "m2m", Argument: name, Problem: problem}
}

// WithScopes requires all of these scopes, by Stytch's rule: a scope such as "read:users" consists of an action and,
// after the first colon, a resource. A token with "read:*" has every scope whose action is "read", with or without a
// resource. Actions have no wildcard. An empty scope is invalid, and so is one with a space.
func WithScopes(scopes ...string) Option {
	return option{func(o *options) error {
		if problem := bearer.ScopesProblem(scopes); problem != "" {
			return invalidOption("WithScopes", problem)
		}
		o.scopes = slices.Clone(scopes)
		return nil
	}}
}

// WithScopeCheck replaces Stytch's rule for scopes. The function gets the scopes of the token and those of
// [WithScopes], if any, and reports whether the token is sufficient. It must not change them.
func WithScopeCheck(check func(held, required []string) bool) Option {
	return option{func(o *options) error {
		if check == nil {
			return invalidOption("WithScopeCheck", "is nil")
		}
		o.scopeCheck = check
		return nil
	}}
}

// WithMaxTokenAge rejects tokens that were issued longer ago than age, even if they have not expired. A token of
// exactly that age is accepted. A token is valid for an hour, even if its client is deactivated or deleted in the
// meantime. With a smaller bound, such a change takes effect sooner, but callers must request a new token before theirs
// reaches that age. A [Service.TokenSource] does not know the bound: it renews a token shortly before the token
// expires.
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
// error is one of those of [Service.AuthenticateToken], [ErrNoToken] or [ErrBadRequest]; [StatusCode] returns the matching
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
