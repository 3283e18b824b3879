package sessions

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// Why a session with too few factors was rejected. Match with errors.Is; [FactorError] has the details.
var (
	// ErrFactorRequired means that the session has no factor of a required type: ask the user for one.
	ErrFactorRequired = errors.New("the session lacks a required authentication factor")
	// ErrFactorTooOld means that the user authenticated too long ago: ask for the factor again.
	ErrFactorTooOld = errors.New("the authentication factor is too old")
)

// FactorError is the error for a session that does not satisfy [WithRequiredFactor] or [WithMaxFactorAge]. The user
// is logged in, and can satisfy the check by adding another factor to this session.
type FactorError struct {
	// Types lists the factor types that satisfy the check. Empty means any type.
	Types []api.AuthenticationFactorType
	// MaxAge is the maximum age of the factor; 0 means any age.
	MaxAge time.Duration
	// TooOld reports whether the session has such a factor and the factor is too old.
	TooOld bool
}

// Error names the factor types and the age.
func (e *FactorError) Error() string {
	types := "any factor"
	if len(e.Types) > 0 {
		names := make([]string, len(e.Types))
		for i, t := range e.Types {
			names[i] = string(t)
		}
		types = strings.Join(names, " or ")
	}
	if e.MaxAge > 0 {
		return fmt.Sprintf("stytch: %v: needs %s within %v", e.Unwrap(), types, e.MaxAge)
	}
	return fmt.Sprintf("stytch: %v: needs %s", e.Unwrap(), types)
}

// Unwrap returns [ErrFactorTooOld] or [ErrFactorRequired].
func (e *FactorError) Unwrap() error {
	if e.TooOld {
		return ErrFactorTooOld
	}
	return ErrFactorRequired
}

// WithRequiredFactor requires the session to have an authentication factor of any of the given types, such as
// authenticator apps and recovery codes. If the option is given twice, the session must satisfy both. An option without
// types is invalid.
//
// A session without such a factor fails with [ErrFactorRequired]. The check does not call the API, even though a
// session JWT may be up to 5 minutes behind its session. The call that adds a factor returns a JWT with that factor, so
// pass that JWT on to the user.
func WithRequiredFactor(types ...api.AuthenticationFactorType) LocalOption {
	return newLocalOption(func(o *options) error {
		if len(types) == 0 || slices.Contains(types, "") {
			return invalidOption("WithRequiredFactor", "needs at least one factor type, and none may be empty")
		}
		o.factors.required = append(slices.Clip(o.factors.required), slices.Clone(types))
		return nil
	})
}

// WithMaxFactorAge requires the user to have authenticated within the given time: with one of the types of
// [WithRequiredFactor], or with any factor if that option is not given. Use it for a step-up before a sensitive action.
// An older factor fails with [ErrFactorTooOld]. The age is measured from the factor's LastAuthenticatedAt. An age that
// is not positive is invalid.
func WithMaxFactorAge(age time.Duration) LocalOption {
	return newLocalOption(func(o *options) error {
		if age <= 0 {
			return invalidOption("WithMaxFactorAge", "is not a positive duration")
		}
		o.factors.maxAge = age
		return nil
	})
}

// factorPolicy is what the factors of a session must satisfy.
type factorPolicy struct {
	// required holds sets of types. The session needs a factor of each set.
	required [][]api.AuthenticationFactorType
	maxAge   time.Duration
}

func (p factorPolicy) none() bool { return len(p.required) == 0 && p.maxAge == 0 }

func (p factorPolicy) check(factors []AuthenticationFactor, now time.Time) error {
	for _, types := range p.required {
		if err := p.checkOne(factors, types, now); err != nil {
			return err
		}
	}
	if len(p.required) == 0 && p.maxAge > 0 {
		return p.checkOne(factors, nil, now)
	}
	return nil
}

// checkOne looks for a factor of one of the types, or of any type if there are none.
func (p factorPolicy) checkOne(factors []AuthenticationFactor, types []api.AuthenticationFactorType, now time.Time) error {
	failure := &FactorError{Types: types, MaxAge: p.maxAge}
	for i := range factors {
		if types != nil && !slices.Contains(types, factors[i].Type) {
			continue
		}
		if p.maxAge == 0 || now.Sub(factors[i].LastAuthenticatedAt) <= p.maxAge {
			return nil
		}
		failure.TooOld = true
	}
	return failure
}
