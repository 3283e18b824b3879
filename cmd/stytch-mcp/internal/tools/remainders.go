package tools

import "github.com/go-json-experiment/json"

// remainderPrefix distinguishes the cursors of this server from those of the API.
const remainderPrefix = "rest-"

// remainder is a result that holds the items that did not fit, as JSON: decoded, it takes ten times as much memory.
type remainder struct {
	tool string
	json []byte
}

// putRemainder keeps the rest of a result and returns the cursor that continues with it.
func (s *server) putRemainder(tool string, value object) string {
	data, _ := encode(value) // never fails: it was decoded from JSON
	return s.remainders.put(remainderPrefix, remainder{tool, data}, len(data))
}

// nextOf returns the result that a cursor continues with. A cursor can be used more than once.
func (s *server) nextOf(tool, cursor string) (value any, summary string, err error) {
	rest, ok := s.remainders.get(cursor)
	if !ok || rest.tool != tool {
		return nil, "", unknown("cursor", "start over without it")
	}
	var decoded object
	if err := json.Unmarshal(rest.json, &decoded); err != nil {
		return nil, "", err
	}
	return decoded, "The result continues.", nil
}
