package store

import (
	"fmt"
	"maps"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

const (
	maxMetadataKeys  = 20
	maxMetadataBytes = 4096
)

// merge adds the members of update to those of old, at the top level only. null removes a member. Neither
// map is changed.
func merge(old, update map[string]any) map[string]any {
	if len(update) == 0 {
		return old
	}
	merged := maps.Clone(old)
	if merged == nil {
		merged = make(map[string]any, len(update))
	}
	for key, value := range update {
		if value == nil {
			delete(merged, key)
		} else {
			merged[key] = value
		}
	}
	return merged
}

// MergeMetadata adds metadata to old, as an update of the API does, and checks the limits of the result. Neither map is
// changed. Metadata that a test gives to the server may not be JSON.
func MergeMetadata(old, update map[string]any) (map[string]any, error) {
	merged := merge(old, update)
	if len(merged) > maxMetadataKeys {
		return nil, apierror.Newf(api.ErrorTypeMetadataTooManyKeys, "Metadata can have at most %d keys.", maxMetadataKeys)
	}
	size, err := jsonSize(merged)
	if err != nil {
		return nil, fmt.Errorf("metadata: %w", err)
	}
	if size > maxMetadataBytes {
		return nil, apierror.Newf(api.ErrorTypeMetadataTooLarge, "Metadata can have at most %d bytes.", maxMetadataBytes)
	}
	return merged, nil
}

// jsonSize is how many bytes a map takes as JSON.
func jsonSize(m map[string]any) (int, error) {
	if len(m) == 0 {
		return 0, nil
	}
	encoded, err := json.Marshal(m)
	return len(encoded), err
}
