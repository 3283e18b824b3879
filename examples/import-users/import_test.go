package main

import (
	"errors"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

func TestImport(t *testing.T) {
	t.Parallel()
	const n = 250
	srv := stytchtest.NewServer(t)
	path := writeRows(t, rows(n)...)
	printed, err := importInto(t, srv, path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"250 records: 250 valid", "125 with no password, 125 with bcrypt", "250 of 250 records are done", "250 users created"} {
		if !strings.Contains(printed, want) {
			t.Errorf("%q is not printed", want)
		}
	}
	checkImported(t, srv, n)

	// The same command again does nothing.
	before := len(srv.Requests())
	printed, err = importInto(t, srv, path)
	if err != nil || !strings.Contains(printed, "250 users created") || len(srv.Requests()) != before {
		t.Errorf("again: %d requests, error %v", len(srv.Requests())-before, err)
	}
}

// A dry run sends nothing, and prints all problems with their lines.
func TestImport_dryRun(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	path := writeRows(t, row(0), map[string]any{"email": "broken"}, row(1),
		map[string]any{"email": "ADA.1@example.com"}, map[string]any{"email": "b@example.com", "external_id": "c-0"},
		map[string]any{"phone_number": "+14155550100"}, map[string]any{"email": "c@example.com", "phone_number": "+14155550100"})
	printed, err := importInto(t, srv, "-dry-run", path)
	if err == nil || !strings.Contains(err.Error(), "4 of 7 records cannot be imported") {
		t.Errorf("error = %v", err)
	}
	for _, want := range []string{
		`2  email "broken" is not an email address`,
		"4  it has the same email address as line 3",
		"5  it has the same external ID as line 1",
		"7  it has the same phone number as line 6",
	} {
		if !strings.Contains(printed, want+"\n") {
			t.Errorf("%q is not printed", want)
		}
	}
	if len(srv.Requests()) > 0 {
		t.Errorf("%d requests", len(srv.Requests()))
	}
	if printed, _ = importInto(t, srv, "-dry-run", "-problems", "1", path); strings.Contains(printed, "line 3") || !strings.Contains(printed, "4 with problems") {
		t.Error("-problems 1 prints something else")
	}
	if _, err := importInto(t, srv, "-dry-run", writeRows(t, rows(10)...)); err != nil {
		t.Errorf("a valid file: %v", err)
	}
}

// A file with problems is not imported, unless that is wanted. Then the rejects can be corrected and imported.
func TestImport_rejects(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t, stytchtest.WithUsers(stytchtest.User{User: api.User{
		Emails: []api.UserEmail{{Email: "taken@example.com"}}, PhoneNumbers: []api.UserPhoneNumber{{PhoneNumber: "+14155550100"}}, ExternalID: "taken"}},
		stytchtest.User{User: api.User{Emails: []api.UserEmail{{Email: "taken.2@example.com"}}, ExternalID: "taken-2"}}))
	path := writeRows(t, row(0), map[string]any{"email": "broken", "external_id": "c-1"}, row(2),
		map[string]any{"email": "a@example.invalid"},                             // Stytch rejects it
		map[string]any{"email": "b@example.com", "external_id": "taken"},         // of somebody else
		map[string]any{"email": "c@example.com", "phone_number": "+14155550100"}, // of somebody else
		map[string]any{"email": "d@example.com", "external_id": "taken-2", "hash": bcryptHash},
		map[string]any{"email": "TAKEN@example.com"})
	if _, err := importInto(t, srv, path); err == nil || !strings.Contains(err.Error(), "nothing was imported, since 1 of 8") || len(srv.Requests()) > 0 {
		t.Errorf("%d requests, error = %v", len(srv.Requests()), err)
	}
	printed, err := importInto(t, srv, "-skip-invalid", path)
	if err == nil || !strings.Contains(err.Error(), "5 records were not imported") {
		t.Errorf("error = %v", err)
	}
	for _, want := range []string{"8 of 8 records are done", "2 users created", "1 users existed and were left", "4 records were rejected", "1 records were invalid"} {
		if !strings.Contains(printed, want) {
			t.Errorf("%q is not printed", want)
		}
	}
	rejects := strings.Replace(path, ".ndjson", ".rejects.ndjson", 1)
	got := readFile(t, rejects)
	lines := strings.Split(readFile(t, path), "\n")
	if want := strings.Join([]string{lines[1], lines[3], lines[4], lines[5], lines[6], ""}, "\n"); got != want {
		t.Errorf("rejects:\n%s", got)
	}
	reasons := readFile(t, rejects+".reasons")
	for _, want := range []string{`line 2: email "broken"`, "line 4: invalid_email_domain", "line 5: its external ID belongs to the user user-test-", "line 6: its phone number belongs to the user user-test-", "line 7: its external ID belongs"} {
		if !strings.Contains(reasons, want) {
			t.Errorf("%q is not in the reasons:\n%s", want, reasons)
		}
	}

	corrected := strings.NewReplacer("broken", "ada.1@example.com", "a@example.invalid", "a@example.com", `,"external_id":"taken"`, "", `,"external_id":"taken-2"`, "", `,"phone_number":"+14155550100"`, "").Replace(got)
	if err := os.WriteFile(rejects, []byte(corrected), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := importInto(t, srv, rejects); err != nil {
		t.Error(err)
	}
	if n := len(all(t, srv)); n != 9 {
		t.Errorf("%d users, want 9", n)
	}
	// The first command does not touch the corrected file.
	if _, err := importInto(t, srv, "-skip-invalid", path); err == nil || readFile(t, rejects) != corrected {
		t.Errorf("the rejects were replaced, error = %v", err)
	}
}

// A file for rejects that exists is not replaced.
func TestImport_rejectsExist(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	path := writeRows(t, row(0), map[string]any{"email": "broken"})
	rejects := rejectsPath(path)
	if err := os.WriteFile(rejects, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := importInto(t, srv, "-skip-invalid", path); err == nil || !strings.Contains(err.Error(), "already exists") || readFile(t, rejects) != "precious" {
		t.Errorf("error = %v", err)
	}
	if _, err := importInto(t, srv, "-skip-invalid", "-rejects", rejects+"2", path); err == nil || !strings.Contains(readFile(t, rejects+"2"), "broken") {
		t.Errorf("with another file: %v", err)
	}
	checkImported(t, srv, 1)
}

// Users who exist are left as they are, or updated.
func TestImport_existing(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"leave", "update"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			srv := stytchtest.NewServer(t, stytchtest.WithUsers(
				stytchtest.User{User: api.User{Emails: []api.UserEmail{{Email: "ada.0@example.com"}}, Name: api.Name{FirstName: "Old", MiddleName: "Middle"}, TrustedMetadata: map[string]any{"old": true}}},
				stytchtest.User{User: api.User{Emails: []api.UserEmail{{Email: "ada.1@example.com"}}, ExternalID: "c-1"}},
				stytchtest.User{User: api.User{Emails: []api.UserEmail{{Email: "ada.2@example.com"}}}, PlainPassword: password},
				stytchtest.User{User: api.User{Emails: []api.UserEmail{{Email: "ada.3@example.com"}}, ExternalID: "another"}},
				stytchtest.User{User: api.User{PhoneNumbers: []api.UserPhoneNumber{{PhoneNumber: "+14155550100"}}}},
			))
			before := all(t, srv)
			path := writeRows(t, append(rows(6), map[string]any{"phone_number": "+14155550100", "external_id": "phone"})...)
			printed, err := importInto(t, srv, "-existing", mode, path)
			after := all(t, srv)
			if mode == "leave" {
				if err != nil || !strings.Contains(printed, "2 users created") || !strings.Contains(printed, "5 users existed and were left as they are") {
					t.Errorf("error = %v", err)
				}
				for email, user := range before {
					if diff := diffUsers(user, after[email]); diff != "" {
						t.Error(diff)
					}
				}
				return
			}
			if err == nil || !strings.Contains(printed, "2 users created") || !strings.Contains(printed, "4 users existed and were updated") || !strings.Contains(printed, "1 records were rejected") {
				t.Errorf("error = %v", err)
			}
			if !strings.Contains(readFile(t, rejectsPath(path)+".reasons"), "has another external ID") {
				t.Error("the reason is missing")
			}
			if diff := diffUsers(before["ada.3@example.com"], after["ada.3@example.com"]); diff != "" {
				t.Error(diff)
			}
			ada := after["ada.0@example.com"]
			if ada.Name != (api.Name{FirstName: "Ada", MiddleName: "Middle", LastName: "0"}) || ada.TrustedMetadata["old"] != true || ada.TrustedMetadata["n"] != 0.0 || ada.ExternalID != "c-0" || ada.Password == nil {
				t.Errorf("updated: %+v", ada)
			}
			if err := canLogIn(t.Context(), srv, "ada.2@example.com", password); err != nil {
				t.Errorf("the password of a user who had one was not kept: %v", err)
			}
			if after["ada.2@example.com"].Name.FirstName != "Ada" {
				t.Error("a user with a password was not updated")
			}
		})
	}
}

// An update gives nobody a password for an address that only Stytch has verified: in the old system, anybody could have
// signed up with it. Addresses are the same only if Stytch treats them as the same.
func TestImport_existingOfSomebodyElse(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t, stytchtest.WithUsers(
		stytchtest.User{User: api.User{Emails: []api.UserEmail{{Email: "sam@example.com", Verified: true}}, Name: api.Name{FirstName: "Sam"}}},
		stytchtest.User{User: api.User{Emails: []api.UserEmail{{Email: "kim@example.com", Verified: true}}}},
	))
	path := writeRows(t,
		map[string]any{"email": "Sam@example.com", "hash_type": "bcrypt", "hash": bcryptHash},
		map[string]any{"email": "kim@example.com", "hash_type": "bcrypt", "hash": bcryptHash, "set_email_verified": true},
		map[string]any{"email": "\u017fam@example.com", "name": map[string]any{"first_name": "Mallory"}})
	printed, err := importInto(t, srv, "-existing", "update", path)
	if err != nil || !strings.Contains(printed, "2 users existed and were updated") || !strings.Contains(printed, "1 users created") {
		t.Errorf("error = %v", err)
	}
	after := all(t, srv)
	if after["sam@example.com"].Password != nil || after["kim@example.com"].Password == nil {
		t.Errorf("got passwords %v and %v", after["sam@example.com"].Password, after["kim@example.com"].Password)
	}
	if sam, mallory := after["sam@example.com"].Name.FirstName, after["\u017fam@example.com"].Name.FirstName; sam != "Sam" || mallory != "Mallory" {
		t.Errorf("Sam is now %q, and the other %q", sam, mallory)
	}
}

// A file that has the name of the rejects is not taken for them, and a reason of any length is written.
func TestImport_rejectsOfAnotherImport(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	path := writeRows(t, rows(1)[0], map[string]any{"email": "broken"}, map[string]any{"email": strings.Repeat("\x7f", 1<<19)})
	if err := os.WriteFile(rejectsPath(path), []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := importInto(t, srv, "-skip-invalid", path); err == nil || !strings.Contains(err.Error(), "already exists") || strings.Contains(err.Error(), "has them") {
			t.Errorf("error = %v", err)
		}
	}
	other := path + ".other"
	if _, err := importInto(t, srv, "-skip-invalid", "-rejects", other, path); err == nil || !strings.Contains(err.Error(), other+" has them") {
		t.Errorf("error = %v", err)
	}
	if got := strings.Count(readFile(t, other), "\n"); got != 2 {
		t.Errorf("%d rejects, want 2", got)
	}
}

func diffUsers(a, b api.User) string {
	if a.UserID != b.UserID || a.Name != b.Name || a.ExternalID != b.ExternalID || len(a.TrustedMetadata) != len(b.TrustedMetadata) || (a.Password == nil) != (b.Password == nil) {
		return "it was changed: " + b.UserID
	}
	return ""
}

// A user who signs up after the lookup is not lost, and the report says so.
func TestImport_signUpDuringImport(t *testing.T) {
	t.Parallel()
	var srv *stytchtest.Server
	var once sync.Once
	srv = stytchtest.NewServer(t, stytchtest.WithMiddleware(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/v1/passwords/migrate" {
				once.Do(func() {
					if _, err := srv.Client().Users.Create(r.Context(), users.CreateRequest{Email: "ada.0@example.com"}); err != nil {
						t.Error(err)
					}
				})
			}
			next.ServeHTTP(w, r)
		})
	}))
	path := writeRows(t, rows(2)...)
	printed, err := importInto(t, srv, path)
	if err != nil || !strings.Contains(printed, "1 users created") || !strings.Contains(printed, "1 users existed and were updated") {
		t.Errorf("error = %v", err)
	}
	if log := readFile(t, path+".journal"); !strings.Contains(log, "signed up during the import") {
		t.Errorf("the journal does not say so:\n%s", log)
	}
}

// Keys that are wrong stop the import at once: no record is to blame.
func TestImport_stops(t *testing.T) {
	t.Parallel()
	for _, errorType := range []api.ErrorType{api.ErrorTypeUnauthorizedCredentials, api.ErrorTypeInvalidProjectIDAuthentication, api.ErrorTypeRouteNotFound} {
		t.Run(string(errorType), func(t *testing.T) {
			t.Parallel()
			srv := stytchtest.NewServer(t)
			path := writeRows(t, rows(100)...)
			srv.Inject(stytchtest.Fault{Operation: "users.create", ErrorType: errorType, Times: -1})
			_, err := importInto(t, srv, path)
			if err == nil || !errors.Is(err, errorType) || !strings.Contains(err.Error(), "run the same command again to resume") {
				t.Errorf("error = %v", err)
			}
			srv.ClearFaults()
			if _, err := importInto(t, srv, path); err != nil {
				t.Error(err)
			}
			checkImported(t, srv, 100)
		})
	}
}

// The file must not change under the import.
func TestImport_changedFile(t *testing.T) {
	t.Parallel()
	path := writeRows(t, rows(3)...)
	var once sync.Once
	srv := stytchtest.NewServer(t, stytchtest.WithMiddleware(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			once.Do(func() {
				if err := os.WriteFile(path, []byte(readFile(t, path)+"\n"), 0o600); err != nil {
					t.Error(err)
				}
			})
			next.ServeHTTP(w, r)
		})
	}))
	// A small file is read before anything is sent, so that only the next run notices.
	if _, err := importInto(t, srv, path); err != nil {
		t.Error(err)
	}
	if _, err := importInto(t, srv, path); err == nil || !strings.Contains(err.Error(), "the journal of another import") {
		t.Errorf("error = %v", err)
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
