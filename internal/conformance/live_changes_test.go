package conformance_test

import (
	"bytes"
	"encoding/base64"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/internal/conformance/live"
)

// mutated changes the response of one step: a Stytch that does one thing differently.
type mutated struct {
	next http.RoundTripper
	step string
	*change
	done bool
}

func (m *mutated) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := m.next.RoundTrip(r)
	if err != nil || live.StepFromContext(r.Context()) != m.step {
		return resp, err
	}
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var body map[string]any
	if err := json.Unmarshal(text, &body); err != nil {
		return nil, err
	}
	m.apply(resp, body)
	m.done = true
	if text, err = json.Marshal(body); err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(text))
	return resp, nil
}

// change is what a mutation does, and how the report has to name it.
type change struct {
	apply      func(resp *http.Response, body map[string]any)
	kind, path string
}

// at calls edit with the object or list that holds the last part of a path.
func at(body map[string]any, path string, edit func(holder any, key string)) {
	parts := strings.Split(path, ".")
	var holder any = body
	for _, part := range parts[:len(parts)-1] {
		switch h := holder.(type) {
		case map[string]any:
			holder = h[part]
		case []any:
			i, err := strconv.Atoi(part)
			if err != nil || i >= len(h) {
				panic("there is no " + path)
			}
			holder = h[i]
		default:
			panic("there is no " + path)
		}
	}
	edit(holder, parts[len(parts)-1])
}

// replaceAt replaces a value that exists.
func replaceAt(body map[string]any, path string, with func(old any) any) {
	at(body, path, func(holder any, key string) {
		switch h := holder.(type) {
		case map[string]any:
			old, ok := h[key]
			if !ok {
				panic("there is no " + path)
			}
			h[key] = with(old)
		case []any:
			i, _ := strconv.Atoi(key) // the paths of the tests have an index here
			h[i] = with(h[i])
		}
	})
}

func status(code int) *change {
	return &change{func(r *http.Response, _ map[string]any) { r.StatusCode = code }, live.KindStatus, ""}
}

func errorTypeTo(name string) *change {
	return &change{func(_ *http.Response, b map[string]any) { b["error_type"] = name }, live.KindErrorType, ""}
}

func oauthError(name string) *change {
	return &change{func(_ *http.Response, b map[string]any) { b["error"] = name }, live.KindErrorType, ""}
}

func header(name, value string) *change {
	return &change{func(r *http.Response, _ map[string]any) { r.Header.Set(name, value) }, live.KindHeader, name}
}

func without(path string) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		at(b, path, func(holder any, key string) {
			object := holder.(map[string]any)
			if _, ok := object[key]; !ok {
				panic("there is no " + path)
			}
			delete(object, key)
		})
	}, live.KindMissing, path}
}

func with(path string, value any) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		at(b, path, func(holder any, key string) { holder.(map[string]any)[key] = value })
	}, live.KindExtra, path}
}

// to replaces a value, which the report has to call a difference of some kind.
func to(kind, path string, value any) *change {
	return &change{func(_ *http.Response, b map[string]any) { replaceAt(b, path, func(any) any { return value }) }, kind, path}
}

func null(path string) *change { return to(live.KindNull, path, nil) }

func value(path string, value any) *change { return to(live.KindValue, path, value) }

// later moves a time.
func later(path string, d time.Duration) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		replaceAt(b, path, func(old any) any {
			t, err := time.Parse(time.RFC3339Nano, old.(string))
			if err != nil {
				panic(err)
			}
			return t.Add(d).Format(time.RFC3339Nano)
		})
	}, live.KindTime, path}
}

// edited changes a string.
func edited(kind, path string, edit func(string) string) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		replaceAt(b, path, func(old any) any { return edit(old.(string)) })
	}, kind, path}
}

// plus adds to a number that is a time.
func plus(path string, n float64) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		replaceAt(b, path, func(old any) any { return old.(float64) + n })
	}, live.KindTime, path}
}

func reversed(path string) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		replaceAt(b, path, func(old any) any {
			list := slices.Clone(old.([]any))
			slices.Reverse(list)
			return list
		})
	}, live.KindOrder, path}
}

func shorter(path string) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		replaceAt(b, path, func(old any) any { return old.([]any)[1:] })
	}, live.KindLength, path}
}

// claim changes a part of a JWT: part 0 is its header, part 1 are its claims.
func claim(part int, field string, inner *change) *change {
	name := []string{"(header)", "(claims)"}[part]
	return &change{func(_ *http.Response, b map[string]any) {
		replaceAt(b, field, func(old any) any {
			parts := strings.Split(old.(string), ".")
			text, err := base64.RawURLEncoding.DecodeString(parts[part])
			if err != nil {
				panic(err)
			}
			var object map[string]any
			if err := json.Unmarshal(text, &object); err != nil {
				panic(err)
			}
			inner.apply(nil, object)
			if text, err = json.Marshal(object); err != nil {
				panic(err)
			}
			parts[part] = base64.RawURLEncoding.EncodeToString(text)
			return strings.Join(parts, ".")
		})
	}, inner.kind, field + name + "." + inner.path}
}

// document changes the JSON in a string.
func document(field string, inner *change) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		replaceAt(b, field, func(old any) any {
			var object map[string]any
			if err := json.Unmarshal([]byte(old.(string)), &object); err != nil {
				panic(err)
			}
			inner.apply(nil, object)
			text, err := json.Marshal(object)
			if err != nil {
				panic(err)
			}
			return string(text)
		})
	}, inner.kind, field + "." + inner.path}
}

// query changes a query parameter of a URL.
func query(field, name string, inner *change) *change {
	return &change{func(_ *http.Response, b map[string]any) {
		replaceAt(b, field, func(old any) any {
			u, err := url.Parse(old.(string))
			if err != nil {
				panic(err)
			}
			values := u.Query()
			object := map[string]any{name: values.Get(name)}
			inner.apply(nil, object)
			values.Del(name)
			if v, ok := object[name].(string); ok {
				values.Set(name, v)
			}
			u.RawQuery = values.Encode()
			return u.String()
		})
	}, inner.kind, field + "(query)." + name}
}
