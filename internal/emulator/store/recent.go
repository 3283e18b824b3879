package store

import "slices"

// maxRecent is how many authorization codes are kept, and how many refresh tokens and access tokens.
const maxRecent = 10_000

// recent holds the values that were added last, by their keys. No key is added twice.
type recent[V any] struct {
	values map[string]V
	// keys are in the order in which they were added.
	keys []string
}

// add adds a value. If there are too many, the oldest tenth is discarded.
func (r *recent[V]) add(key string, value V) {
	if r.values == nil {
		r.values = map[string]V{}
	}
	if len(r.keys) == maxRecent {
		for _, old := range r.keys[:maxRecent/10] {
			delete(r.values, old)
		}
		r.keys = slices.Delete(r.keys, 0, maxRecent/10)
	}
	r.keys = append(r.keys, key)
	r.values[key] = value
}

// get returns a value, or the zero value.
func (r *recent[V]) get(key string) V { return r.values[key] }
