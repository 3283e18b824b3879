package control

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/cmd/stytch-emulator/internal/strictjson"
)

// jsonHandler is a handler that returns JSON.
type jsonHandler func(*http.Request) (any, error)

func (h jsonHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	v, err := h(r)
	if err != nil {
		writeError(w, err)
		return
	}
	writeJSON(w, http.StatusOK, v)
}

// issued is the response of the endpoints that issue a token.
type issued struct {
	Token string `json:"token"`
}

func writeError(w http.ResponseWriter, err error) {
	status := http.StatusBadRequest
	if p, ok := errors.AsType[*problem](err); ok {
		status = p.status
	}
	writeJSON(w, status, struct {
		Error string `json:"error"`
	}{err.Error()})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v, jsontext.WithIndent("  "), jsontext.AllowInvalidUTF8(true))
	if err != nil {
		panic("control: " + err.Error()) // every value here has a JSON form
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n')) // a disconnected client cannot be notified
}

// maxBody is the maximum size of a request body.
const maxBody = 1 << 20

// decodeBody decodes the JSON body of a request. It leaves v unchanged if the body is empty.
func decodeBody(r *http.Request, v any) error {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	switch {
	case err != nil:
		return err
	case len(body) > maxBody:
		return problemf(http.StatusRequestEntityTooLarge, "the body is larger than 1 MiB")
	case len(bytes.TrimSpace(body)) == 0:
		return nil
	}
	return strictjson.Decode(body, v)
}
