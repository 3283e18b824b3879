package httpapi

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// NoBody is the request type of operations without a request body.
type NoBody struct{}

// Decode reads a request body, strictly. Official clients repeat path parameters in the body; those are
// ignored.
func Decode(body []byte, req any, path Params) error {
	if _, none := req.(*NoBody); none && len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	value := jsontext.Value(body)
	if value.Kind() != '{' {
		return apierror.Newf(api.ErrorTypeBadRequest, "The request body must be a JSON object.")
	}
	if slices.ContainsFunc(path, func(p Param) bool { return bytes.Contains(body, []byte(`"`+p.Name+`"`)) }) {
		body = dropMembers(body, path)
	}
	if err := json.Unmarshal(body, req, json.RejectUnknownMembers(true)); err != nil {
		return decodeError(err)
	}
	return nil
}

// dropMembers removes the members named like path parameters. A body that is not a valid object is returned as it is,
// and the decoder rejects it.
func dropMembers(body []byte, path Params) []byte {
	var members map[string]jsontext.Value
	if err := json.Unmarshal(body, &members); err != nil {
		return body
	}
	for _, p := range path {
		delete(members, p.Name)
	}
	kept, err := json.Marshal(members)
	if err != nil {
		return body
	}
	return kept
}

var filterNamePointer = regexp.MustCompile(`^/query/operands/\d+/filter_name$`)

// decodeError returns the API error of a body that does not decode. Some members have an error type of their own.
func decodeError(err error) error {
	semantic, ok := errors.AsType[*json.SemanticError](err)
	if !ok {
		return apierror.Newf(api.ErrorTypeBadRequest, "The request body is not valid JSON.")
	}
	pointer := string(semantic.JSONPointer)
	if errors.Is(err, json.ErrUnknownName) {
		return apierror.Newf(api.ErrorTypeInvalidArgument, "The request has no field %q.", pointer)
	}
	switch {
	case strings.HasPrefix(pointer, "/trusted_metadata"), strings.HasPrefix(pointer, "/untrusted_metadata"):
		return apierror.Newf(api.ErrorTypeMetadataInvalidFormat, "Metadata must be a JSON object.")
	case strings.HasPrefix(pointer, "/session_custom_claims"):
		return apierror.Newf(api.ErrorTypeUnableToRepresentCustomClaimsJSON, "session_custom_claims must be a JSON object.")
	case filterNamePointer.MatchString(pointer):
		return apierror.Newf(api.ErrorTypeUserSearchFilterNameMustBeString, "filter_name must be a string.")
	}
	return apierror.Newf(api.ErrorTypeInvalidRequestValue, "The value at %q has the wrong JSON type.", pointer)
}
