package users

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
)

// decode decodes a page as package transport does, with or without reflection.
func decode(body []byte, reflection bool) (api.UsersSearchResponse, error) {
	var resp searchResponse
	out := resp.Prepare(body)
	if reflection {
		out = &resp
	}
	err := json.Unmarshal(body, out, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	return resp.UsersSearchResponse, err
}

// sameAsReflection fails the test if the body decodes without reflection, but not to the same value as with it. It
// reports whether the body decodes without reflection.
func sameAsReflection(t *testing.T, body []byte) bool {
	t.Helper()
	got, err := decode(body, false)
	if err != nil {
		return false
	}
	want, err := decode(body, true)
	if err != nil {
		t.Errorf("only the decoder without reflection accepts\n%s\nthe other one: %v", body, err)
	} else if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("with (-) and without (+) reflection:\n%s\n%s", diff, body)
	}
	return true
}

// fill sets every field below v, lists and metadata included.
func fill(v reflect.Value, n *int) {
	*n++
	switch p := v.Addr().Interface().(type) {
	case *time.Time:
		*p = time.Date(2026, 1, 2, 3, 4, *n, 567_890_000, time.UTC)
		return
	case *map[string]any:
		*p = map[string]any{"text": strconv.Itoa(*n), "list": []any{1.5, true, false, nil, []any{}}, "object": map[string]any{"a": map[string]any{}}}
		return
	}
	switch v.Kind() { //nolint:exhaustive // users have no others
	case reflect.String:
		v.SetString(fmt.Sprintf("text %d", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.Struct:
		for _, field := range v.Fields() {
			fill(field, n)
		}
	default:
		panic("fill does not know " + v.Type().String())
	}
}

// filled returns a page of two users with every field set.
func filled(tb testing.TB) (page api.UsersSearchResponse, body []byte) {
	tb.Helper()
	fill(reflect.ValueOf(&page).Elem(), new(int))
	body, err := json.Marshal(page, json.Deterministic(true))
	if err != nil {
		tb.Fatal(err)
	}
	return page, body
}

func TestPagesDecodeEveryField(t *testing.T) {
	t.Parallel()
	want, body := filled(t)
	got, err := decode(body, false)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("is there a new field? List it in decode_user.go. (-want +got)\n%s", diff)
	}
}

func TestPagesDecodeAsWithReflection(t *testing.T) {
	t.Parallel()
	_, filled := filled(t)
	page := func(members string) string { return `{"results":[{` + members + `}]}` }
	for name, body := range map[string]string{
		"empty":                   `{}`,
		"no results":              `{"results":[]}`,
		"null":                    `{"results":null,"request_id":null}`,
		"null users":              `{"results":[null,{}]}`,
		"an unknown member":       page(`"user_id":"u","new":{"user_id":[1,{}]},"status":"active"`),
		"two lists of users":      `{"results":[{"user_id":"a","roles":["x"]},{}],"results":[{"is_locked":true}]}`,
		"two lists":               page(`"emails":[{"email":"a"},{"email":"b"}],"emails":[{"verified":true}],"roles":["a","b"],"roles":[null]`),
		"two objects":             page(`"name":{"first_name":"a"},"name":{"last_name":"b"},"password":{"password_id":"p"},"password":{"requires_reset":true}`),
		"objects before null":     page(`"name":{"first_name":"a"},"name":null,"password":{"password_id":"p"},"password":null,"roles":["a"],"roles":null`),
		"metadata before null":    page(`"trusted_metadata":null,"trusted_metadata":{},"untrusted_metadata":{"a":null}`),
		"escape sequences":        page(`"user_id":"\u0061\n\ud83d\ude00","trusted_metadata":{"\u0061\"":"\\"}`),
		"space":                   ` { "results" : [ { "user_id" : "u" , "roles" : [ "a" , "b" ] } ] , "status_code" : 200 } `,
		"numbers":                 page(`"trusted_metadata":{"a":-0,"b":1e308,"c":5e-324,"d":1e-400,"e":12345678901234567890,"f":0.1}`),
		"times":                   page(`"created_at":"2026-01-02T03:04:05.123456789+01:00","lock_created_at":null,"lock_expires_at":"0001-01-01T00:00:00Z"`),
		"unusual, escaped name":   page(`"us\u0065r_id":"u"`),
		"unusual, wrong kind":     page(`"user_id":1`),
		"unusual, list for text":  page(`"roles":"a"`),
		"unusual, metadata":       page(`"trusted_metadata":[]`),
		"unusual, metadata twice": page(`"trusted_metadata":{"a":1},"trusted_metadata":{"b":1}`),
		"unusual, names twice":    page(`"trusted_metadata":{"a":{"x":1},"a":{"y":2}}`),
		"unusual, not UTF-8":      page(`"trusted_metadata":{"a` + "\xff" + `":1}`),
		"unusual, half surrogate": page(`"user_id":"\ud800"`),
		"unusual, large number":   page(`"trusted_metadata":{"a":1e999}`),
		"unusual, loose time":     page(`"created_at":"2026-01-02T3:04:05Z"`),
		"unusual, broken off":     `{"results":[{"user_id":"u"`,
		"unusual, two documents":  `{"results":[]}{}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, want := sameAsReflection(t, []byte(body)), !strings.HasPrefix(name, "unusual"); got != want {
				t.Errorf("decoded without reflection: %t, want %t", got, want)
			}
		})
	}
	t.Run("every value replaced", func(t *testing.T) {
		t.Parallel()
		for _, value := range regexp.MustCompile(`"[^"]*"|[{[]+|true|[\d.]+`).FindAllIndex(filled, -1) {
			for _, with := range []string{`null`, `true`, `-1.5`, `""`, `"\u00e9\ud800"`, "\"\xff\"", `[]`, `{}`, `[null]`, `{"a":null,"a":{}}`, `{"verified":true},{}`, ``} {
				sameAsReflection(t, []byte(string(filled[:value[0]])+with+string(filled[value[1]:])))
			}
		}
	})
}

func FuzzPage(f *testing.F) {
	_, page := filled(f)
	f.Add(page)
	f.Fuzz(func(t *testing.T, body []byte) { sameAsReflection(t, body) })
}
