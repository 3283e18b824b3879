package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
)

func TestColumns(t *testing.T) {
	t.Parallel()
	user := testUser(21)
	user.Name = api.Name{FirstName: "Ada", MiddleName: "King", LastName: "Lovelace"}
	user.Emails = append(user.Emails, api.UserEmail{Email: "countess@example.com", Verified: true})
	user.Providers = []api.UserOAuthProvider{{ProviderType: "Google"}, {ProviderType: "Github"}}
	user.TOTPs = []api.UserTOTP{{Verified: true}}
	user.Password = &api.UserPassword{}
	user.Roles = append(user.Roles, "editor")
	user.UntrustedMetadata = nil
	got := make(map[string]string)
	for _, column := range columns {
		got[column.name] = column.value(user)
	}
	want := map[string]string{
		"user_id":                "user-test-00000000-0000-4000-8000-000000000015",
		"external_id":            "own-21",
		"status":                 "pending",
		"created_at":             "2026-01-01T00:00:21Z",
		"first_name":             "Ada",
		"middle_name":            "King",
		"last_name":              "Lovelace",
		"emails":                 "ada.21@example.com countess@example.com",
		"verified_emails":        "countess@example.com",
		"phone_numbers":          "+14150000021",
		"verified_phone_numbers": "+14150000021",
		"oauth_providers":        "Google Github",
		"has_password":           "true",
		"has_totp":               "true",
		"is_locked":              "false",
		"roles":                  "stytch_user editor",
		"trusted_metadata":       `{"plan":{"name":"engine","seats":21}}`,
		"untrusted_metadata":     "",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
