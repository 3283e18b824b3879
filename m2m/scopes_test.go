package m2m

import (
	"strings"
	"testing"
)

func TestHasScopes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		held, required string
		want           bool
	}{
		{"", "", true},
		{"read:users", "", true},
		{"", "read:users", false},
		{"read:users", "read:users", true},
		{"read:users write:users", "write:users read:users", true},
		{"read:users", "read:users write:users", false},
		{"read:users", "write:users", false},
		{"read:users", "read:user", false},
		{"read:user", "read:users", false},
		{"read:users", "READ:users", false},

		{"read:*", "read:users", true},
		{"read:*", "read:users read:books", true},
		{"read:*", "read", true},
		{"read:*", "read:*", true},
		{"read:*", "read:a:b", true},
		{"read:*", "write:users", false},
		{"read:*", "reader", false},
		{"read:u*", "read:users", false},
		{"*", "read", false},
		{"*", "read:users", false},
		{"*:users", "read:users", false},
		{"*:*", "read:users", false},
		{"read:users", "read:*", false},

		{"read", "read", true},
		{"read", "read:users", false},
		{"read:users", "read", false},
		{"read:", "read", false},
		{"read", "read:", false},

		{"read:a:b", "read:a:b", true},
		{"read:a:b", "read:a:c", false},
		{"read:a:b", "read:a", false},
		{"read:a", "read:a:b", false},
		{"read:a:*", "read:a:b", false},
	}
	for _, test := range tests {
		if got := hasScopes(strings.Fields(test.held), strings.Fields(test.required)); got != test.want {
			t.Errorf("has %q, needs %q: %t, want %t", test.held, test.required, got, test.want)
		}
	}
}
