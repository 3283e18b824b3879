package sessions

import (
	"net/http"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/token"
)

// LocalOption changes how a session JWT is checked. Every call that checks one accepts it:
// [Service.AuthenticateJWTLocal], [Service.AuthenticateJWT] and [Service.Middleware].
//
// If an option is given twice, the last one counts, except that every [WithRequiredFactor] must be satisfied and a
// second [WithAuthorizationCheck] is rejected.
type LocalOption interface {
	JWTOption
	local()
}

// JWTOption changes a check that may call the API: [Service.AuthenticateJWT] and [Service.Middleware] accept it.
// Every [LocalOption] is also a JWTOption.
type JWTOption interface {
	MiddlewareOption
	jwt()
}

// MiddlewareOption configures [Service.Middleware]. Every [LocalOption] and every [JWTOption] is also a
// MiddlewareOption.
type MiddlewareOption interface {
	apply(*options) error
}

type middlewareOption func(*options) error

func (set middlewareOption) apply(o *options) error { return set(o) }

type jwtOption struct{ middlewareOption }

func (jwtOption) jwt() {}

type localOption struct{ jwtOption }

func (localOption) local() {}

func newJWTOption(set func(*options) error) JWTOption { return jwtOption{set} }

func newLocalOption(set func(*options) error) LocalOption { return localOption{jwtOption{set}} }

type options struct {
	times   token.Times
	check   AuthorizationCheck
	factors factorPolicy
	// sessionMinutes is the session duration sent with each call of the API; 0 leaves the session as it is.
	sessionMinutes int

	// onError is nil for the default.
	onError func(http.ResponseWriter, *http.Request, error)
	cookies Cookies
}

var defaultOptions = options{times: token.Times{Skew: token.DefaultClockSkew}, cookies: Cookies{}.withDefaults()}

// newOptions returns the defaults changed by opts, or the error of the first invalid one. Callers treat the
// result as read-only.
func newOptions[O MiddlewareOption](opts []O) (*options, error) {
	if len(opts) == 0 {
		return &defaultOptions, nil
	}
	o := defaultOptions
	for _, opt := range opts {
		if err := opt.apply(&o); err != nil {
			return nil, err
		}
	}
	return &o, nil
}

// invalidOption returns the error for an option that would check nothing, or not what it seems to.
func invalidOption(option, problem string) error {
	return &api.ArgumentError{Operation: "sessions", Argument: option, Problem: problem}
}

// WithMaxTokenAge rejects tokens that were issued longer ago than age, even if they have not expired. A session JWT
// lives for 5 minutes. A smaller bound makes a revoked session end sooner, at the cost of more API calls. With 0, the
// API is called every time, and [Service.AuthenticateJWTLocal] rejects every token. A negative age is invalid.
func WithMaxTokenAge(age time.Duration) LocalOption {
	return newLocalOption(func(o *options) error {
		if age < 0 {
			return invalidOption("WithMaxTokenAge", "is negative")
		}
		o.times.MaxAge = &age
		return nil
	})
}

// WithClockSkew sets how far the clock of this machine may differ from Stytch's. The default is 5 seconds. A negative
// skew is invalid.
//
// A skew of more than 10 seconds also affects [Revocations]: if all sessions of a user were revoked less than that skew
// before or after a JWT was issued, the check of that JWT calls the API.
func WithClockSkew(skew time.Duration) LocalOption {
	return newLocalOption(func(o *options) error {
		if skew < 0 {
			return invalidOption("WithClockSkew", "is negative")
		}
		o.times.Skew = skew
		return nil
	})
}

// WithAuthorizationCheck requires that a role of the session grants an action on a resource, according to the project's
// RBAC policy. The policy is fetched on first use and cached for 5 minutes. A role grants an action that it lists by
// name, and every action of a resource if it lists "*". Resources have no wildcard. A check without a resource ID or
// without an action is invalid, and so are two checks. To check two actions, use two middlewares.
func WithAuthorizationCheck(check AuthorizationCheck) LocalOption {
	return newLocalOption(func(o *options) error {
		switch {
		case check.ResourceID == "" || check.Action == "":
			return invalidOption("WithAuthorizationCheck", "needs both a ResourceID and an Action")
		case o.check != AuthorizationCheck{}:
			return invalidOption("WithAuthorizationCheck", "is given twice; wrap the handler in two middlewares instead")
		}
		o.check = check
		return nil
	})
}

// WithSessionDurationMinutes extends a session each time the API is called for it: the session then expires after that
// many minutes. The API is called whenever the JWT has expired, so a session in use does not expire. Stytch accepts 5
// to 527040 minutes. [Service.Middleware] renews the cookie of the session token along with the cookie of the JWT. A
// session that Stytch does not extend, such as that of an impersonated user, keeps its end.
func WithSessionDurationMinutes(minutes int) JWTOption {
	return newJWTOption(func(o *options) error {
		if minutes <= 0 {
			return invalidOption("WithSessionDurationMinutes", "is not a positive number of minutes")
		}
		o.sessionMinutes = minutes
		return nil
	})
}

// WithErrorHandler sets the handler for requests that [Service.Middleware] rejects. The default is [WriteProblem]. The
// error is one of those of [Service.AuthenticateJWT], or [ErrNoSession]; [StatusCode] returns the matching HTTP status.
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

// WithCookies sets the names and the scope of the session cookies. The default is the zero [Cookies].
func WithCookies(cookies Cookies) MiddlewareOption {
	return middlewareOption(func(o *options) error {
		if err := cookies.Valid(); err != nil {
			return err
		}
		o.cookies = cookies.withDefaults()
		return nil
	})
}

// request adds the options that the API checks.
func (o *options) request(req AuthenticateRequest) AuthenticateRequest {
	req.AuthorizationCheck, req.SessionDurationMinutes = o.check, o.sessionMinutes
	return req
}
