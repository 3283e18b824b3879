package main

import (
	"encoding/json"
	"io"

	"github.com/flymyai/stytch-go/api"
)

// encoding is a format of the file.
type encoding struct {
	header  []byte
	encoder func(io.Writer) func(api.User) error
}

// encodings are the formats by name, which is also the extension of their files.
var encodings = map[string]encoding{
	"ndjson": {nil, newNDJSON},
	"csv":    {csvHeader(), newCSV},
}

// newNDJSON writes each user as one line of JSON.
func newNDJSON(w io.Writer) func(api.User) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return func(user api.User) error { return encoder.Encode(user) }
}
