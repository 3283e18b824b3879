package main

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
)

func TestAppendCell(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"":                   `"",`,
		"Ada":                `"Ada",`,
		`Ada "the first"`:    `"Ada ""the first""",`,
		"Ada\nLovelace":      "\"Ada\nLovelace\",",
		"a;=1+1":             `"a;=1+1",`,
		"=cmd|' /C calc'!A0": `"'=cmd|' /C calc'!A0",`,
		"+14155550123":       `"'+14155550123",`,
		"-1":                 `"'-1",`,
		"@SUM(A1)":           `"'@SUM(A1)",`,
		"\t=1":               "\"'\t=1\",",
		"\r=1":               "\"'\r=1\",",
		"=1":                 `"'=1",`,
		"'=1":                `"''=1",`,
		"{\"a\":1}":          `"{""a"":1}",`,
	} {
		if got := string(appendCell(nil, value)); got != want {
			t.Errorf("%q is written %s, want %s", value, got, want)
		}
	}
}

// What is written can be read, whatever it is, and never begins like a formula.
func FuzzAppendCell(f *testing.F) {
	for _, name := range names {
		f.Add(name.FirstName, name.MiddleName)
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		row := endRow(appendCell(appendCell(nil, first), second))
		cells, err := csv.NewReader(bytes.NewReader(row)).Read()
		if err != nil || len(cells) != 2 {
			t.Fatalf("read %q, %v from %q", cells, err, row)
		}
		for i, value := range []string{first, second} {
			if cells[i] != "" && strings.ContainsRune("=+-@\t\r\n", rune(cells[i][0])) {
				t.Errorf("%q begins like a formula", cells[i])
			}
			if got, want := strings.TrimPrefix(cells[i], "'"), strings.ReplaceAll(value, "\r\n", "\n"); got != want {
				t.Errorf("wrote %q, read %q", want, got)
			}
		}
	})
}

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
