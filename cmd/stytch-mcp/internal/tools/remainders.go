package tools

// remainderPrefix distinguishes the cursors of this server from those of the API.
const remainderPrefix = "rest-"

// remainder is a result that holds the items that did not fit.
type remainder struct {
	tool  string
	value object
}

// putRemainder keeps the rest of a result and returns the cursor that continues with it.
func (s *server) putRemainder(tool string, value object) string {
	return s.remainders.put(remainderPrefix, remainder{tool, deepCopy(value).(object)})
}

// nextOf returns the result that a cursor continues with. A cursor can be used more than once.
func (s *server) nextOf(tool, cursor string) (value any, summary string, err error) {
	rest, ok := s.remainders.get(cursor)
	if !ok || rest.tool != tool {
		return nil, "", unknown("cursor", "start over without it")
	}
	return deepCopy(rest.value), "The result continues.", nil
}
