package tools

import (
	"fmt"
	"maps"
	"slices"
)

// more is the key under which a shortened object states what is missing.
const more = "..."

// shortenFields shortens the fields of an item that are larger than limit. It reports whether there were any.
func shortenFields(item object, limit int) bool {
	found := false
	for key, field := range item {
		if size(field) > limit {
			item[key] = shorten(field, limit)
			found = true
		}
	}
	return found
}

// shorten keeps the type of a value and about limit bytes from its beginning. A note in the value states what is
// missing.
func shorten(value any, limit int) any {
	if size(value) <= limit {
		return value
	}
	switch value := value.(type) {
	case string:
		runes := []rune(value)
		keep := min(len(runes), limit)
		for keep > 0 && len(string(runes[:keep])) > limit {
			keep /= 2
		}
		return fmt.Sprintf("%s...(%d characters)", string(runes[:keep]), len(runes))
	case []any:
		var kept []any
		for i, item := range value {
			short := shorten(item, limit/2)
			if size(kept)+size(short) > limit {
				return append(kept, missingItems(item, len(value)-i))
			}
			kept = append(kept, short)
		}
		return kept
	case object:
		kept := object{}
		keys := slices.Sorted(maps.Keys(value))
		for i, key := range keys {
			short := shorten(value[key], limit/2)
			if size(kept)+len(key)+size(short) > limit {
				kept[more] = fmt.Sprintf("%d of %d keys are left out", len(keys)-i, len(keys))
				return kept
			}
			kept[key] = short
		}
		return kept
	}
	return value
}

// missingItems replaces the items that are left out of a list. It has the type of the others, to match the schema.
func missingItems(like any, n int) any {
	text := count(n, "more item")
	if _, ok := like.(object); ok {
		return object{more: text}
	}
	return text
}
