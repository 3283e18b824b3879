package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

const (
	password = "violet-tuba-97-drizzle"
	// bcryptHash is that of some other password.
	bcryptHash = "$2a$04$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"
)

// row is a line of NDJSON for the nth user: every other one has a password.
func row(n int) map[string]any {
	u := map[string]any{
		"email":            fmt.Sprintf("Ada.%d@example.com", n),
		"external_id":      fmt.Sprintf("c-%d", n),
		"name":             map[string]any{"first_name": "Ada", "last_name": strconv.Itoa(n)},
		"trusted_metadata": map[string]any{"n": n, "list": []any{"a", 1.5}},
	}
	if n%2 == 0 {
		u["hash"] = bcryptHash
		u["set_email_verified"] = true
	}
	if n%3 == 0 {
		u["phone_number"] = fmt.Sprintf("+1415%07d", n)
	}
	return u
}

// writeRows writes a file of NDJSON and returns its path.
func writeRows(t *testing.T, rows ...map[string]any) string {
	t.Helper()
	var b bytes.Buffer
	for _, r := range rows {
		line, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	path := filepath.Join(t.TempDir(), "users.ndjson")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func rows(n int) []map[string]any {
	list := make([]map[string]any, n)
	for i := range list {
		list[i] = row(i)
	}
	return list
}

// roundTripper is a function as an http.RoundTripper.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// direct calls a handler without a network.
func direct(handler http.Handler) *http.Client {
	return &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		if err := r.Context().Err(); err != nil {
			return nil, err
		}
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, r)
		return recorder.Result(), nil
	})}
}

// importInto imports a file into an emulator, and returns what is printed.
func importInto(t *testing.T, srv *stytchtest.Server, args ...string) (printed string, err error) {
	t.Helper()
	var messages bytes.Buffer
	s, err := parse(args, &messages)
	if err != nil {
		t.Fatal(err)
	}
	err = s.run(t.Context(), func(*settings) (*target, error) {
		return &target{srv.Client(), s.journal, "Importing.", func() {}}, nil
	})
	t.Log(messages.String(), err)
	return messages.String(), err
}

// all returns all users of an emulator by their email address in lower case.
func all(t *testing.T, srv *stytchtest.Server) map[string]api.User {
	t.Helper()
	found := map[string]api.User{}
	for user, err := range srv.Client().Users.All(t.Context(), users.SearchRequest{}) {
		if err != nil {
			t.Fatal(err)
		}
		key := user.UserID
		if len(user.Emails) > 0 {
			key = strings.ToLower(user.Emails[0].Email)
		}
		if _, twice := found[key]; twice {
			t.Errorf("%s occurs twice", key)
		}
		found[key] = user
	}
	return found
}

// checkImported checks that an emulator has the first n users, each once and complete, and no others.
func checkImported(t *testing.T, srv *stytchtest.Server, n int) {
	t.Helper()
	found := all(t, srv)
	for i := range n {
		email := strings.ToLower(row(i)["email"].(string))
		user, ok := found[email]
		if !ok {
			t.Fatalf("%s is missing, and %d of %d users are there", email, len(found), n)
		}
		checkUser(t, user, row(i))
		delete(found, email)
	}
	if len(found) > 0 {
		t.Errorf("%d users too many, such as %s", len(found), slices.Collect(maps.Keys(found))[0])
	}
}

func checkUser(t *testing.T, user api.User, row map[string]any) {
	t.Helper()
	got := map[string]any{"email": user.Emails[0].Email, "external_id": user.ExternalID, "trusted_metadata": user.TrustedMetadata,
		"name": map[string]any{"first_name": user.Name.FirstName, "last_name": user.Name.LastName}}
	if len(user.PhoneNumbers) > 0 {
		got["phone_number"] = user.PhoneNumbers[0].PhoneNumber
	}
	if user.Password != nil {
		got["hash"] = bcryptHash
	}
	if user.Emails[0].Verified {
		got["set_email_verified"] = true
	}
	if diff := cmp.Diff(asMap(t, row), asMap(t, got)); diff != "" {
		t.Errorf("%s: %s", user.UserID, diff)
	}
}

// canLogIn reports whether a user can log in with a password.
func canLogIn(ctx context.Context, srv *stytchtest.Server, email, password string) error {
	_, err := srv.Client().Passwords.Authenticate(ctx, passwords.AuthenticateRequest{Email: email, Password: password, SessionDurationMinutes: 5})
	return err
}

func asMap(t *testing.T, value any) (m map[string]any) {
	t.Helper()
	encoded, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(encoded, &m); err != nil {
		t.Fatal(err)
	}
	return m
}
