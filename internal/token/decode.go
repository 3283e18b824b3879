package token

import (
	"fmt"

	"github.com/go-json-experiment/json"
)

// DecodeClaims decodes the custom claims of a token into a struct, using its json tags.
func DecodeClaims[T any](claims map[string]any) (T, error) {
	var decoded T
	data, err := json.Marshal(claims)
	if err == nil {
		err = json.Unmarshal(data, &decoded)
	}
	if err != nil {
		return decoded, fmt.Errorf("stytch: custom claims: %w", err)
	}
	return decoded, nil
}
