package token

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// DecodeClaims decodes the custom claims of a token into a struct, using its json tags. It fails if the struct has a field
// of an integer type for a number of 2^53 or more, because such a number may have been rounded to a float64.
func DecodeClaims[T any](claims map[string]any) (T, error) {
	var decoded T
	data, err := json.Marshal(claims, json.WithMarshalers(largeNumbers))
	if err == nil {
		err = json.Unmarshal(data, &decoded)
	}
	switch {
	case err == nil:
		return decoded, nil
	case isRounded(err):
		return decoded, fmt.Errorf("stytch: custom claims: %w; integers of 2^53 or more are not exact, so send them as strings", err)
	}
	return decoded, fmt.Errorf("stytch: custom claims: %w", err)
}

// largeNumbers writes numbers of 2^53 or more with an exponent, which no integer accepts.
var largeNumbers = json.MarshalToFunc(func(enc *jsontext.Encoder, f float64) error {
	if math.Abs(f) < 1<<53 {
		return errors.ErrUnsupported
	}
	return enc.WriteValue(strconv.AppendFloat(nil, f, 'e', -1, 64))
})

// isRounded reports whether an error of package json is about an integer that largeNumbers wrote.
func isRounded(err error) bool {
	e, ok := errors.AsType[*json.SemanticError](err)
	return ok && errors.Is(e.Err, strconv.ErrSyntax) && bytes.Contains(e.JSONValue, []byte("e+"))
}
