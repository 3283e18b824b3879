package input

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// exactNumbers decodes a number into an interface as float64, unless that changes an integer: metadata must not be
// damaged on the way.
var exactNumbers = json.WithUnmarshalers(json.UnmarshalFromFunc(func(dec *jsontext.Decoder, value *any) error {
	if dec.PeekKind() != jsontext.KindNumber {
		return errors.ErrUnsupported
	}
	token, err := dec.ReadToken()
	if err != nil {
		return err
	}
	text := token.String()
	number, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return err
	}
	if !strings.ContainsAny(text, ".eE") && strconv.FormatFloat(number, 'f', -1, 64) != text && text != "-0" {
		return errors.New("the number " + text + " is too large to be kept exactly; make it a string")
	}
	*value = number
	return nil
}))

// decode decodes a record of the project's own format, where an unknown name is a mistake.
func decodeStrict(raw []byte, value any) error {
	return jsonError(json.Unmarshal(raw, value, json.RejectUnknownMembers(true), exactNumbers))
}

// decode decodes a record of another program, which may have more members than this one knows.
func decode(raw []byte, value any) error {
	return jsonError(json.Unmarshal(raw, value, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true), exactNumbers))
}

// jsonError says what is wrong with JSON without showing its values, which may be hashes.
func jsonError(err error) error {
	if err == nil {
		return nil
	}
	if semantic, ok := errors.AsType[*json.SemanticError](err); ok {
		at := strings.TrimPrefix(string(semantic.JSONPointer), "/")
		switch {
		case errors.Is(err, json.ErrUnknownName):
			if at == "password" {
				return errors.New("password: Stytch imports hashes only; hash the password and set hash and hash_type")
			}
			return fmt.Errorf("unknown field %q", at)
		case semantic.Err != nil:
			return fmt.Errorf("%s: %w", at, semantic.Err)
		default:
			return fmt.Errorf("%s is not a %v, but %s", at, semantic.GoType, kindName(semantic.JSONKind))
		}
	}
	if syntactic, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		if errors.Is(err, jsontext.ErrDuplicateName) {
			return fmt.Errorf("the field %q occurs twice", strings.TrimPrefix(string(syntactic.JSONPointer), "/"))
		}
		return fmt.Errorf("this is not JSON at byte %d", syntactic.ByteOffset)
	}
	return err
}

func kindName(kind jsontext.Kind) string {
	switch kind {
	case jsontext.KindNull:
		return "null"
	case jsontext.KindTrue, jsontext.KindFalse:
		return "a boolean"
	case jsontext.KindString:
		return "a string"
	case jsontext.KindNumber:
		return "a number"
	case jsontext.KindBeginObject:
		return "an object"
	case jsontext.KindBeginArray:
		return "an array"
	}
	return "something else"
}

func jsonString(to []byte, s string) []byte {
	to, err := jsontext.AppendQuote(to, s)
	if err != nil {
		panic("import-users: " + err.Error()) // it came from JSON
	}
	return to
}
