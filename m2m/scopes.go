package m2m

import (
	"slices"
	"strings"
)

// hasScopes reports whether a token with the held scopes has all required ones.
func hasScopes(held, required []string) bool {
	for _, scope := range required {
		if !slices.ContainsFunc(held, func(h string) bool { return grants(h, scope) }) {
			return false
		}
	}
	return true
}

// grants reports whether a held scope is or includes a required one. A scope is an action and, after the first colon, a
// resource: "read:users". A held "read:*" includes every scope of its action, also "read". There is no wildcard for
// actions. It is the rule of Stytch's SDKs, except for a second colon, on which they differ: here it is a part of the
// resource.
func grants(held, required string) bool {
	heldAction, heldResource := splitScope(held)
	action, resource := splitScope(required)
	return heldAction == action && (heldResource == resource || heldResource == "*")
}

// splitScope splits a scope at its first colon. A scope without one has the resource "-".
func splitScope(scope string) (action, resource string) {
	action, resource, ok := strings.Cut(scope, ":")
	if !ok {
		resource = "-"
	}
	return action, resource
}
