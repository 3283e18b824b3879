package strictjson_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/cmd/stytch-emulator/internal/strictjson"
)

type document struct {
	Name  string              `json:"name"`
	Age   int                 `json:"age"`
	Wait  strictjson.Duration `json:"wait"`
	Born  time.Time           `json:"born"`
	Tags  []string            `json:"tags"`
	Alive *bool               `json:"alive"`
	Boxes []struct {
		Height float64        `json:"height"`
		Extra  map[string]any `json:"extra"`
	} `json:"boxes"`
}

func TestDecode(t *testing.T) {
	t.Parallel()
	var got document
	if err := strictjson.Decode([]byte(` {"name": "Ada", "age": 36, "wait": "1m30s", "tags": ["a"]} `), &got); err != nil {
		t.Fatal(err)
	}
	want := document{Name: "Ada", Age: 36, Wait: strictjson.Duration(90 * time.Second), Tags: []string{"a"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestDecode_errors(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, in string
		want     strictjson.Error
	}{
		{"unknown field", "{\n\"nick\": 1}", strictjson.Error{Line: 2, Field: "/nick", Problem: "unknown field"}},
		{"other case", `{"Name": "x"}`, strictjson.Error{Line: 1, Field: "/Name", Problem: "unknown field"}},
		{"nested", `{"boxes": [{}, {"width": 1}]}`, strictjson.Error{Line: 1, Field: "/boxes/1/width", Problem: "unknown field"}},
		{"string", `{"name": 1}`, strictjson.Error{Line: 1, Field: "/name", Problem: "must be a string"}},
		{"integer", `{"age": "x"}`, strictjson.Error{Line: 1, Field: "/age", Problem: "must be an integer"}},
		{"fraction", `{"age": 1.5}`, strictjson.Error{Line: 1, Field: "/age", Problem: "must be an integer"}},
		{"boolean", `{"alive": "yes"}`, strictjson.Error{Line: 1, Field: "/alive", Problem: "must be a boolean"}},
		{"number", `{"boxes": [{"height": "1"}]}`, strictjson.Error{Line: 1, Field: "/boxes/0/height", Problem: "must be a number"}},
		{"array", `{"tags": {}}`, strictjson.Error{Line: 1, Field: "/tags", Problem: "must be an array"}},
		{"object", `{"boxes": [{"extra": []}]}`, strictjson.Error{Line: 1, Field: "/boxes/0/extra", Problem: "must be an object"}},
		{"document", `[]`, strictjson.Error{Line: 1, Problem: "must be an object"}},
		{"duration", `{"wait": "soon"}`, strictjson.Error{Line: 1, Field: "/wait", Problem: `must be a duration such as "90s" or "1h30m"`}},
		{"duration as number", `{"wait": 5}`, strictjson.Error{Line: 1, Field: "/wait", Problem: `must be a duration such as "90s" or "1h30m"`}},
		{"time", `{"born": "yesterday"}`, strictjson.Error{Line: 1, Field: "/born", Problem: `must be a time such as "2026-01-02T15:04:05Z"`}},
		{"time as number", `{"born": 5}`, strictjson.Error{Line: 1, Field: "/born", Problem: `must be a time such as "2026-01-02T15:04:05Z"`}},
		{"twice", `{"age": 1, "age": 2}`, strictjson.Error{Line: 1, Field: "/age", Problem: "not valid JSON: duplicate object member name"}},
		{"comma", "{\n\n\"age\": ,\n}", strictjson.Error{Line: 3, Problem: "not valid JSON: invalid character ',' at start of value"}},
		{"empty", "", strictjson.Error{Line: 1, Problem: "not valid JSON: unexpected EOF"}},
		{"cut short", "{\n\"age\": ", strictjson.Error{Line: 2, Problem: "not valid JSON: unexpected EOF"}},
		{"more", `{} {}`, strictjson.Error{Line: 1, Problem: "not valid JSON: invalid character '{' after top-level value"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			err := strictjson.Decode([]byte(test.in), new(document))
			if diff := cmp.Diff(error(&test.want), err); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestError_Error(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		err  strictjson.Error
		want string
	}{
		{strictjson.Error{Line: 1, Problem: "must be an object"}, "must be an object"},
		{strictjson.Error{Line: 3, Field: "/users/0/name", Problem: "must be an object"}, "/users/0/name: must be an object"},
	} {
		if got := test.err.Error(); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

func TestDuration_MarshalText(t *testing.T) {
	t.Parallel()
	text, err := strictjson.Duration(90 * time.Minute).MarshalText()
	if err != nil || string(text) != "1h30m0s" {
		t.Errorf("%s, %v", text, err)
	}
}
