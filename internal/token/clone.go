package token

// CloneClaims copies claims, so that a caller who changes them changes nobody else's.
func CloneClaims(claims map[string]any) map[string]any {
	if claims == nil {
		return nil
	}
	copied := make(map[string]any, len(claims))
	for name, value := range claims {
		copied[name] = cloneJSON(value)
	}
	return copied
}

// cloneJSON copies a decoded JSON value.
func cloneJSON(value any) any {
	switch value := value.(type) {
	case map[string]any:
		return CloneClaims(value)
	case []any:
		copied := make([]any, len(value))
		for i, element := range value {
			copied[i] = cloneJSON(element)
		}
		return copied
	default:
		return value
	}
}
