package emulator

import (
	"bytes"
	"errors"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/api"
)

// noBody is the request of operations that take none.
type noBody struct{}

// decode reads a request body, strictly. Official clients repeat path parameters in the body; those are
// passed over.
func decode(body []byte, req any, path []param) error {
	if _, none := req.(*noBody); none && len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	value := jsontext.Value(body)
	if value.Kind() != '{' {
		return refuse(api.ErrorTypeBadRequest, "The request body must be a JSON object.")
	}
	if slices.ContainsFunc(path, func(p param) bool { return bytes.Contains(body, []byte(`"`+p.name+`"`)) }) {
		body = dropMembers(body, path)
	}
	if err := json.Unmarshal(body, req, decoding); err != nil {
		return decodeError(err)
	}
	return nil
}

// decoding is how requests are read.
var decoding = json.JoinOptions(json.RejectUnknownMembers(true), json.WithUnmarshalers(json.UnmarshalFromFunc(decodeOperand)))

// dropMembers removes the members named like path parameters. A body that is no valid object is
// returned as it is, for the decoder to refuse.
func dropMembers(body []byte, path []param) []byte {
	var members map[string]jsontext.Value
	if err := json.Unmarshal(body, &members); err != nil {
		return body
	}
	for _, p := range path {
		delete(members, p.name)
	}
	kept, err := json.Marshal(members)
	if err != nil {
		return body
	}
	return kept
}

var filterNamePointer = regexp.MustCompile(`^/query/operands/\d+/filter_name$`)

// decodeError says what is wrong with a body that does not decode. Some members have a type of error of
// their own.
func decodeError(err error) error {
	semantic, ok := errors.AsType[*json.SemanticError](err)
	if !ok {
		return refuse(api.ErrorTypeBadRequest, "The request body is not valid JSON.")
	}
	pointer := string(semantic.JSONPointer)
	if errors.Is(err, json.ErrUnknownName) {
		return refuse(api.ErrorTypeInvalidArgument, "The request has no field %q.", pointer)
	}
	switch {
	case strings.HasPrefix(pointer, "/trusted_metadata"), strings.HasPrefix(pointer, "/untrusted_metadata"):
		return refuse(api.ErrorTypeMetadataInvalidFormat, "Metadata must be a JSON object.")
	case strings.HasPrefix(pointer, "/session_custom_claims"):
		return refuse(api.ErrorTypeUnableToRepresentCustomClaimsJSON, "session_custom_claims must be a JSON object.")
	case filterNamePointer.MatchString(pointer):
		return refuse(api.ErrorTypeUserSearchFilterNameMustBeString, "filter_name must be a string.")
	}
	return refuse(api.ErrorTypeInvalidRequestValue, "The value at %q has the wrong JSON type.", pointer)
}

// encoding is how answers are written. Where the API sends null for what is absent, so do the
// marshalers.
var encoding = json.JoinOptions(json.Deterministic(true), json.WithMarshalers(json.JoinMarshalers(
	json.MarshalToFunc(func(enc *jsontext.Encoder, m api.ResultsMetadata) error {
		return json.MarshalEncode(enc, struct {
			Total      int     `json:"total"`
			NextCursor *string `json:"next_cursor"`
		}{m.Total, orNil(m.NextCursor)})
	}),
	json.MarshalToFunc(func(enc *jsontext.Encoder, f api.PasswordFeedback) error {
		var suggestions any
		if f.Suggestions != nil {
			suggestions = f.Suggestions
		}
		return json.MarshalEncode(enc, struct {
			Warning          *string                       `json:"warning"`
			Suggestions      any                           `json:"suggestions"`
			LUDSRequirements *api.PasswordLUDSRequirements `json:"luds_requirements"`
		}{orNil(f.Warning), suggestions, f.LUDSRequirements})
	}),
	json.MarshalToFunc(func(enc *jsontext.Encoder, s api.Session) error {
		type plain api.Session // without this marshaler
		return json.MarshalEncode(enc, struct {
			plain
			Attributes *api.Attributes `json:"attributes"`
		}{plain(s), orNil(s.Attributes)})
	}),
)))

// orNil points to a value, or nowhere when it is zero.
func orNil[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

// answerType is what is known of a type of answer.
type answerType struct {
	requestID, statusCode []int
	nullable              []nullableField
}

// nullableField is a field that is sent as null when it is nil.
type nullableField struct {
	index  int
	member []byte
}

// answerTypeOf reads a response type of package api. Its pointers are left out of the JSON when nil, but
// the API sends null for them.
func answerTypeOf(t reflect.Type) answerType {
	requestID, _ := t.FieldByName("RequestID")
	statusCode, _ := t.FieldByName("StatusCode")
	a := answerType{requestID: requestID.Index, statusCode: statusCode.Index}
	for i := range t.NumField() {
		if f := t.Field(i); f.Type.Kind() == reflect.Pointer {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			a.nullable = append(a.nullable, nullableField{i, []byte(`,"` + name + `":null`)})
		}
	}
	return a
}

// encode stamps an answer with the id of the call and its status, and renders it.
func (a answerType) encode(resp any, requestID string, status int) ([]byte, error) {
	v := reflect.ValueOf(resp).Elem()
	v.FieldByIndex(a.requestID).SetString(requestID)
	v.FieldByIndex(a.statusCode).SetInt(int64(status))
	body, err := json.Marshal(resp, encoding)
	if err != nil {
		return nil, err
	}
	for _, f := range a.nullable {
		if v.Field(f.index).IsNil() {
			body = append(append(body[:len(body)-1], f.member...), '}')
		}
	}
	return body, nil
}

// reply is the answer of a call as it goes out.
type reply struct {
	status      int
	errorType   api.ErrorType
	contentType string
	retryAfter  string
	body        []byte
	// cut closes the connection in place of an answer.
	cut bool
}

func (r *reply) write(w http.ResponseWriter) {
	if r.cut {
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("Content-Type", r.contentType)
	if r.retryAfter != "" {
		w.Header().Set("Retry-After", r.retryAfter)
	}
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body) //nolint:gosec // JSON or a constant page; and a client that has gone cannot be told
}
