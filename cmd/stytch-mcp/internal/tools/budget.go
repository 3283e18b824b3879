package tools

import (
	"fmt"
	"slices"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Every result fits one budget: a model pays for each token that it reads, and a host truncates what is too long.
// Three things keep a result within it, in this order. The caller chooses fields. Large fields are shortened, unless
// the caller chose them. A list is cut between items, with a cursor for the others.

const (
	defaultMaxTokens = 10_000
	leastMaxTokens   = 500
	bytesPerToken    = 4 // as hosts estimate

	// largeField is the size, in bytes of JSON, to which a field of an item is shortened where the items do not
	// fit whole.
	largeField = 400
	// reserved is room for what cutting adds to a result: a note and a cursor.
	reserved = 300
)

// shape describes where the items of a result are.
type shape struct {
	// list and item name the field with a list of items, or with the one item.
	list, item string
	// id is the field of an item that is returned whatever fields are chosen.
	id string
	// fields are the names of the fields of an item.
	fields []string
	// raw is set where the result is a response of the API, in the field item, with lists and fields of any name.
	raw bool
}

// encode encodes a value of a result.
func encode(value any) ([]byte, error) {
	return json.Marshal(value, json.Deterministic(true), shown)
}

// shown encodes texts and times as results show them.
var shown = json.WithMarshalers(json.JoinMarshalers(json.MarshalToFunc(cleanString), json.MarshalToFunc(wholeSeconds)))

// wholeSeconds encodes a time without fractions of a second.
func wholeSeconds(e *jsontext.Encoder, t time.Time) error {
	return e.WriteToken(jsontext.String(t.UTC().Format(time.RFC3339)))
}

// cleanString encodes every string of a result, keys included, as a person would see it.
func cleanString(e *jsontext.Encoder, s string) error {
	return e.WriteToken(jsontext.String(clean(s)))
}

// size returns the size of a value in a result, in bytes.
func size(value any) int {
	data, err := encode(value)
	if err != nil {
		return 0 // it was decoded from JSON
	}
	return len(data)
}

// fit encodes the result of a call. It shortens the result to the budget, in bytes, and to the requested number of
// items. It adds to the summary what it left out.
func (s *server) fit(t *tool, out any, summary string, call toolCall) ([]byte, string, error) {
	if t.shape.raw && leaveOutJWT(out, call.fields) {
		summary += " session_jwt is left out: choose it as a field to get it."
	}
	data, err := encode(out)
	if err != nil {
		return nil, "", err
	}
	value, isObject := out.(object) // a remainder
	if !isObject {
		if len(call.fields) == 0 && call.limit == 0 && len(data)+len(summary) <= s.budget {
			return data, summary, nil
		}
		if err := json.Unmarshal(data, &value); err != nil {
			return nil, "", err
		}
		if len(call.fields) == 0 && len(data)+len(summary) <= s.budget && t.shape.items(value) <= call.limit {
			return data, summary, nil
		}
	}
	if len(call.fields) > 0 {
		t.shape.keepFields(value, call.fields)
	}
	summary += s.cut(t, value, s.budget-len(summary)-reserved, call)
	if list, ok := value["list_id"].(string); ok {
		value["list_id"] = s.box.relist(list, value)
	}
	data, err = encode(value)
	return data, summary, err
}

// leaveOutJWT takes the JWT of a session, which is large, out of a raw response unless it was chosen.
func leaveOutJWT(out any, fields []string) bool {
	var response object
	switch out := out.(type) {
	case requestOutput:
		response = out.Response
	case rawOutput:
		response = out.Response
	}
	if jwt, _ := response["session_jwt"].(string); jwt == "" || slices.Contains(fields, "session_jwt") {
		return false
	}
	delete(response, "session_jwt")
	return true
}

// items returns how many items a result has.
func (sh *shape) items(value object) int {
	holder, name := sh.listIn(value)
	if holder == nil {
		return 0
	}
	return len(holder[name].([]any))
}

// cut shortens a result to the budget and returns a note about what it left out.
func (s *server) cut(t *tool, value object, room int, call toolCall) (note string) {
	holder, name := t.shape.listIn(value)
	if holder == nil {
		return cutItem(t, value, room)
	}
	items := holder[name].([]any)
	most := len(items)
	if call.limit > 0 {
		most = min(most, call.limit)
	}
	if size(value) > room && len(call.fields) == 0 {
		for _, item := range items {
			if item, ok := item.(object); ok && shortenFields(item, largeField) {
				note = shortenedNote
			}
		}
	}
	holder[name] = []any{}
	left := room - size(value)
	kept := 0
	for kept < most {
		left -= size(items[kept]) + 1
		if left < 0 {
			break
		}
		kept++
	}
	if kept == 0 { // not even one item fits
		kept = 1
		if first, ok := items[0].(object); ok {
			for limit := room / 2; size(first) > room-size(value) && limit >= largeField/4; limit /= 2 {
				shortenFields(first, limit)
			}
			note = shortenedNote
		}
	}
	if kept == len(items) {
		holder[name] = items
		return note
	}
	holder[name] = items[kept:]
	cursor := s.putRemainder(t.name, value)
	holder[name] = items[:kept]
	value["next_cursor"] = cursor
	return note + fmt.Sprintf(" %d of %d are here; the others follow with next_cursor.", kept, len(items))
}

// cutItem shortens a result without a list to the budget.
func cutItem(t *tool, value object, room int) (note string) {
	item := value
	if inner, ok := value[t.shape.item].(object); ok {
		item = inner
	}
	for limit := largeField * 5; size(value) > room && limit >= largeField/4; limit /= 2 {
		shortenFields(item, limit)
		note = shortenedNote
	}
	return note
}

const shortenedNote = " Large fields are shortened: choose fields to get them whole."

// listIn returns the object that holds the list of items, and the name of the list in it. In a raw response that is
// the largest list.
func (sh *shape) listIn(value object) (object, string) {
	if !sh.raw {
		if list, ok := value[sh.list].([]any); ok && len(list) > 0 {
			return value, sh.list
		}
		return nil, ""
	}
	response, _ := value[sh.item].(object)
	largest, name := 0, ""
	for key, member := range response {
		if list, ok := member.([]any); ok && len(list) > 1 && size(list) > largest {
			largest, name = size(list), key
		}
	}
	if name == "" {
		return nil, ""
	}
	return response, name
}
