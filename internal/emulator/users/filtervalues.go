package users

import (
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

const (
	// minFuzzy is the shortest text that a fuzzy filter takes, in characters.
	minFuzzy = 3
	// maxFilterValues is how many values one filter takes.
	maxFilterValues = 1000
)

// set holds the values of a filter, in lower case.
type set map[string]bool

func asSet(value any, missing api.ErrorType) (set, error) {
	list, ok := value.([]any)
	if !ok {
		return nil, apierror.Newf(api.ErrorTypeUserSearchExpectedArrayOfString, "The filter_value must be an array of strings.")
	}
	switch {
	case len(list) == 0:
		return nil, apierror.Newf(missing, "The filter_value is empty.")
	case len(list) > maxFilterValues:
		return nil, apierror.Newf(api.ErrorTypeUserSearchMaximumFilterValueCountExceeded, "A filter takes at most %d values.", maxFilterValues)
	}
	in := make(set, len(list))
	for _, v := range list {
		s, ok := v.(string)
		if !ok {
			return nil, apierror.Newf(api.ErrorTypeUserSearchExpectedArrayOfString, "The filter_value must be an array of strings.")
		}
		in[strings.ToLower(s)] = true
	}
	return in, nil
}

func asBool(value any) (bool, error) {
	b, ok := value.(bool)
	if !ok {
		return false, apierror.Newf(api.ErrorTypeUserSearchExpectedBool, "The filter_value must be true or false.")
	}
	return b, nil
}

func asString(value any, missing api.ErrorType) (string, error) {
	s, ok := value.(string)
	switch {
	case !ok:
		return "", apierror.Newf(api.ErrorTypeUserSearchExpectedString, "The filter_value must be a string.")
	case s == "":
		return "", apierror.Newf(missing, "The filter_value is empty.")
	}
	return s, nil
}

func asTime(value any, missing api.ErrorType) (time.Time, error) {
	s, ok := value.(string)
	if ok && s == "" {
		return time.Time{}, apierror.Newf(missing, "The filter_value is empty.")
	}
	t, err := time.Parse(time.RFC3339, s)
	if !ok || err != nil {
		return time.Time{}, apierror.Newf(api.ErrorTypeUserSearchExpectedTimestamp, "The filter_value must be a time in RFC 3339.")
	}
	return t, nil
}

// anyOf compiles a filter whose value is a list of strings.
func anyOf(match func(*store.User, set) bool) func(*op.Call, any, api.ErrorType) (predicate, error) {
	return func(_ *op.Call, value any, missing api.ErrorType) (predicate, error) {
		in, err := asSet(value, missing)
		return func(u *store.User) bool { return match(u, in) }, err
	}
}

// whether compiles a filter whose value is a boolean.
func whether(match func(*store.User, bool) bool) func(*op.Call, any, api.ErrorType) (predicate, error) {
	return func(_ *op.Call, value any, _ api.ErrorType) (predicate, error) {
		want, err := asBool(value)
		return func(u *store.User) bool { return match(u, want) }, err
	}
}

// fuzzy compiles a filter whose value is a part of a text. The letter case is ignored.
func fuzzy(tooShort api.ErrorType, match func(u *store.User, text string) bool) func(*op.Call, any, api.ErrorType) (predicate, error) {
	return func(_ *op.Call, value any, missing api.ErrorType) (predicate, error) {
		text, err := asString(value, missing)
		if err == nil && len([]rune(text)) < minFuzzy {
			err = apierror.Newf(tooShort, "The filter_value must have at least %d characters.", minFuzzy)
		}
		text = strings.ToLower(text)
		return func(u *store.User) bool { return match(u, text) }, err
	}
}
