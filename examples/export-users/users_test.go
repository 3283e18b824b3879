package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/examples/internal/private"
	"github.com/flymyai/stytch-go/stytchtest"
)

// names are names that users might choose.
var names = []api.Name{
	{},
	{FirstName: "Ada", LastName: "Lovelace"},
	{FirstName: `=HYPERLINK("https://evil.example","Ada")`, MiddleName: "+1-1", LastName: "@SUM(A1:A9)"},
	{FirstName: "\"Ada\", \r\n;=1+1", MiddleName: "'=1+1", LastName: "＝1+1"},
	{FirstName: "Žofia 🦊 <b>&amp;</b>", LastName: "\u2028-1"},
}

// testUser returns a user as the API returns it, a different one for each index.
func testUser(i int) api.User {
	id := func(kind string) string { return fmt.Sprintf("%s-test-00000000-0000-4000-8000-%012x", kind, i) }
	u := api.User{
		UserID:                 id("user"),
		CreatedAt:              time.Date(2026, time.January, 1, 0, 0, i, 0, time.UTC),
		Status:                 api.UserStatusActive,
		Name:                   names[i%len(names)],
		Emails:                 []api.UserEmail{{EmailID: id("email"), Email: fmt.Sprintf("ada.%d@example.com", i), Verified: i%2 == 0}},
		PhoneNumbers:           []api.UserPhoneNumber{},
		Providers:              []api.UserOAuthProvider{},
		WebAuthnRegistrations:  []api.UserWebAuthnRegistration{},
		BiometricRegistrations: []api.UserBiometricRegistration{},
		CryptoWallets:          []api.UserCryptoWallet{},
		TOTPs:                  []api.UserTOTP{},
		Roles:                  []string{"stytch_user"},
		TrustedMetadata:        map[string]any{},
		UntrustedMetadata:      map[string]any{},
	}
	if i%3 == 0 {
		u.PhoneNumbers = append(u.PhoneNumbers, api.UserPhoneNumber{
			PhoneID: id("phone-number"), PhoneNumber: fmt.Sprintf("+1415%07d", i), Verified: true,
		})
		u.TrustedMetadata["plan"] = map[string]any{"name": "engine", "seats": float64(i)}
	}
	if i%7 == 0 {
		u.Status = api.UserStatusPending
		u.ExternalID = fmt.Sprintf("own-%d", i)
	}
	return u
}

// newServer returns an emulator with the first n test users.
func newServer(t *testing.T, n int, opts ...stytchtest.Option) *stytchtest.Server {
	t.Helper()
	seeds := make([]stytchtest.User, n)
	for i := range seeds {
		seeds[i].User = testUser(i)
	}
	return stytchtest.NewServer(t, append(opts, stytchtest.WithUsers(seeds...))...)
}

// checkUsers checks that a file of NDJSON has each of the first n test users exactly once, and complete.
func checkUsers(t *testing.T, path string, n int) {
	t.Helper()
	missing := make(map[[sha256.Size]byte]int, n)
	for i := range n {
		line, err := json.Marshal(testUser(i))
		if err != nil {
			t.Fatal(err)
		}
		missing[sha256.Sum256(line)] = i
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		sum := sha256.Sum256(canonical(t, lines.Bytes()))
		if _, ok := missing[sum]; !ok {
			t.Fatalf("an unknown user, or one that occurs twice: %s", lines.Bytes())
		}
		delete(missing, sum)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	for _, i := range missing {
		t.Fatalf("%d users are missing, for example %s", len(missing), testUser(i).UserID)
	}
}

// canonical decodes a line and encodes it the way this test does.
func canonical(t *testing.T, line []byte) []byte {
	t.Helper()
	var user api.User
	if err := json.Unmarshal(line, &user); err != nil {
		t.Fatalf("%v: %s", err, line)
	}
	text, err := json.Marshal(user)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// checkComplete checks that an export left nothing but its output.
func checkComplete(t *testing.T, path string) {
	t.Helper()
	files, err := filepath.Glob(path + "*")
	if err != nil || len(files) != 1 {
		t.Errorf("the export left %v behind, %v", files, err)
	}
}

// appendTo appends text to a file, such as what a killed program wrote last.
func appendTo(t *testing.T, path, text string) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, private.Mode)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.WriteString(text)
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
}
