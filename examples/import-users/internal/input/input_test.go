package input_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/examples/import-users/internal/input"
	"github.com/flymyai/stytch-go/passwords"
)

const bcryptHash = "$2b$10$Z6hUTEEeoJXN5/AmSm/4.eZ75RYgFVriQM9LPhNEC7kbAbS/VAaJ2"

// write writes a file and returns its path.
func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// read reads all records of a file.
func read(t *testing.T, path, format string, opts input.Options) []input.Record {
	t.Helper()
	f, err := input.Open(path, format, opts)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var records []input.Record
	sum := sha256.New()
	for rec, err := range f.Records(sum) {
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, rec)
	}
	if want := sha256.Sum256(data); !bytes.Equal(sum.Sum(nil), want[:]) {
		t.Error("the sum is not that of the file")
	}
	return records
}

// compare ignores how a record was read.
var compare = cmp.Options{cmpopts.IgnoreUnexported(input.Record{}), cmpopts.EquateEmpty()}

func user(req passwords.MigrateRequest) input.User { return input.User{MigrateRequest: req} }

func TestRecords(t *testing.T) {
	t.Parallel()
	ada := user(passwords.MigrateRequest{Email: "ada@example.com"})
	for _, test := range []struct {
		name, file, format string
		opts               input.Options
		text               string
		want               []input.Record
	}{
		{name: "ndjson", file: "users.ndjson", text: "\uFEFF" + `{"email":"ada@example.com","phone_number":"+14155550100","external_id":"c-1","name":{"first_name":"Ada","last_name":"Lovelace"},` +
			`"roles":["stytch_user","admin"],"trusted_metadata":{"plan":"pro","gone":null},"untrusted_metadata":{"n":1.5},` +
			`"hash":"` + bcryptHash + `","set_email_verified":true}` + "\r\n\n" + `{"phone_number":"+14155550101","create_user_as_pending":true}`,
			want: []input.Record{
				{Line: 1, User: user(passwords.MigrateRequest{
					Email: "ada@example.com", PhoneNumber: "+14155550100", ExternalID: "c-1", Name: api.Name{FirstName: "Ada", LastName: "Lovelace"},
					Roles: []string{"admin"}, TrustedMetadata: map[string]any{"plan": "pro"}, UntrustedMetadata: map[string]any{"n": 1.5},
					Hash: bcryptHash, HashType: api.PasswordHashTypeBcrypt, SetEmailVerified: true,
				})},
				{Line: 3, User: input.User{MigrateRequest: passwords.MigrateRequest{PhoneNumber: "+14155550101"}, CreateUserAsPending: true}},
			}},
		{name: "csv", file: "users.csv", text: "email,first_name,roles,trusted_metadata,hash,hash_type,scrypt_config.salt,scrypt_config.n_parameter,scrypt_config.r_parameter,scrypt_config.p_parameter,scrypt_config.key_length,set_email_verified\r\n" +
			"ada@example.com,\"Ada\nAugusta\",admin editor,\"{\"\"plan\"\":\"\"pro\"\"}\",AAAA,scrypt,c2FsdA==,16384,8,1,3,TRUE\r\n" +
			"bob@example.com,,,,,,,,,,,\r\n",
			want: []input.Record{
				{Line: 2, User: user(passwords.MigrateRequest{
					Email: "ada@example.com", Name: api.Name{FirstName: "Ada\nAugusta"}, Roles: []string{"admin", "editor"}, TrustedMetadata: map[string]any{"plan": "pro"},
					Hash: "AAAA", HashType: api.PasswordHashTypeScrypt, SetEmailVerified: true,
					ScryptConfig: api.PasswordScryptConfig{Salt: "c2FsdA==", NParameter: 16384, RParameter: 8, PParameter: 1, KeyLength: 3},
				})},
				{Line: 4, User: user(passwords.MigrateRequest{Email: "bob@example.com"})},
			}},
		{name: "auth0 hashes", file: "passwords.json", format: "auth0", text: `{"_id":{"$oid":"60425dc43519d90068f82973"},"email_verified":true,"email":"ada@example.com","passwordHash":"` + bcryptHash + `","password_set_date":{"$date":"2021-03-05T16:35:16.775Z"},"tenant":"dev","connection":"Username-Password-Authentication","_tmp_is_unique":true}` + "\n" +
			`{"_ID":{"$oid":"60425da93519d90068f82966"},"email_verified":false,"email":"bob@example.com","passwordHash":"` + bcryptHash + `"}`,
			want: []input.Record{
				{Line: 1, User: user(passwords.MigrateRequest{Email: "ada@example.com", ExternalID: "auth0|60425dc43519d90068f82973", Hash: bcryptHash, HashType: api.PasswordHashTypeBcrypt, SetEmailVerified: true})},
				{Line: 2, User: user(passwords.MigrateRequest{Email: "bob@example.com", ExternalID: "auth0|60425da93519d90068f82966", Hash: bcryptHash, HashType: api.PasswordHashTypeBcrypt})},
			}},
		{name: "auth0 profiles", file: "users.json", format: "auth0", text: `{"user_id":"auth0|1","email":"ada@example.com","email_verified":true,"name":"ada@example.com","given_name":"Ada","family_name":"Lovelace","user_metadata":{"color":"red"},"app_metadata":{"plan":"pro"},"created_at":"2021-03-05T16:35:16.775Z"}` + "\n" +
			`{"user_id":"google-oauth2|2","email":"bob@example.com","name":"Bob Smith","multifactor":["guardian"]}` + "\n" +
			`{"user_id":"auth0|3","email":"eve@example.com","blocked":true}`,
			want: []input.Record{
				{Line: 1, User: user(passwords.MigrateRequest{Email: "ada@example.com", ExternalID: "auth0|1", SetEmailVerified: true, Name: api.Name{FirstName: "Ada", LastName: "Lovelace"},
					UntrustedMetadata: map[string]any{"color": "red"}, TrustedMetadata: map[string]any{"plan": "pro"}}), Notes: []string{input.NoteUnverified}},
				{Line: 2, User: user(passwords.MigrateRequest{Email: "bob@example.com", ExternalID: "google-oauth2|2", Name: api.Name{FirstName: "Bob Smith"}}),
					Notes: []string{input.NoteNameUnsplit, input.NoteFederated, input.NoteOtherFactors}},
				{Line: 3, Problem: "the user is blocked, which Stytch cannot import: leave the user out, or remove the block to let the user in"},
			}},
		{name: "auth0 csv", file: "users.csv", format: "auth0", text: "user_id,email,email_verified,user_metadata.country,identities[0].connection\nauth0|1,ada@example.com,true,UK,Users\n",
			want: []input.Record{{Line: 2, User: user(passwords.MigrateRequest{Email: "ada@example.com", ExternalID: "auth0|1", SetEmailVerified: true, UntrustedMetadata: map[string]any{"country": "UK"}}),
				Notes: []string{input.NoteUnverified}}}},
		{name: "firebase", file: "users.json", format: "firebase", text: "{\"users\": [\n{\n  \"localId\": \"uid1\",\n  \"email\": \"ada@example.com\",\n  \"emailVerified\": true,\n  \"passwordHash\": \"lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==\",\n  \"salt\": \"42xEC+ixf3L2lw==\",\n  \"displayName\": \"Ada Lovelace\",\n  \"lastSignedInAt\": \"1486324027000\",\n  \"createdAt\": \"1486324027000\"\n},\n" +
			"{\n  \"localId\": \"uid2\",\n  \"phoneNumber\": \"+14155550100\",\n  \"disabled\": false,\n  \"customAttributes\": \"{\\\"admin\\\":true}\",\n  \"providerUserInfo\": [\n    {\"providerId\": \"google.com\", \"rawId\": \"1\"}\n  ]\n}]}\n",
			want: []input.Record{
				{Line: 2, User: user(passwords.MigrateRequest{Email: "ada@example.com", ExternalID: "uid1", Name: api.Name{FirstName: "Ada Lovelace"}}),
					Notes:   []string{input.NoteNameUnsplit, input.NoteUnverified},
					Problem: "the password is hashed with Firebase's own version of scrypt, which Stytch cannot verify: add -drop-hashes to import such users without it, so that they have to reset it"},
				{Line: 12, User: user(passwords.MigrateRequest{PhoneNumber: "+14155550100", ExternalID: "uid2", TrustedMetadata: map[string]any{"admin": true}}),
					Notes: []string{input.NoteUnverified, input.NoteFederated}},
			}},
		{name: "firebase without passwords", file: "users.json", format: "firebase", opts: input.Options{DropHashes: true},
			text: `{"users":[{"localId":"uid1","email":"ada@example.com","passwordHash":"lSrf"}]}`,
			want: []input.Record{{Line: 1, User: user(passwords.MigrateRequest{Email: "ada@example.com", ExternalID: "uid1"}), Notes: []string{input.NoteHashDropped}}}},
		{name: "firebase csv", file: "users.csv", format: "firebase", text: `uid1,ada@example.com,true,,,"Lovelace, Ada ""the first""",,,,,,,,,,,,,,,,,,1486324027000,1486324027000,,,"{""admin"":true}",` + "\n" +
			`uid2,,false,,,Bob "B" Smith,,117,bob@example.com,,,,,,,,,,,,,,,1486324027000,,+14155550100,true,,` + "\n",
			want: []input.Record{
				{Line: 1, User: user(passwords.MigrateRequest{Email: "ada@example.com", ExternalID: "uid1", Name: api.Name{FirstName: `Lovelace, Ada "the first"`}, TrustedMetadata: map[string]any{"admin": true}}),
					Notes: []string{input.NoteNameUnsplit, input.NoteUnverified}},
				{Line: 2, Notes: []string{input.NoteFederated}, Problem: "the user is disabled, which Stytch cannot import: leave the user out, or enable it to let the user in"},
			}},
		{name: "cognito", file: "users.json", format: "cognito", text: `{
    "Users": [
        {
            "Username": "ada",
            "Attributes": [
                {"Name": "sub", "Value": "6f1e7a2c-0000-4000-8000-000000000001"},
                {"Name": "email_verified", "Value": "true"},
                {"Name": "given_name", "Value": "Ada"},
                {"Name": "email", "Value": "ada@example.com"},
                {"Name": "custom:plan", "Value": "pro"}
            ],
            "UserCreateDate": "2024-01-01T00:00:00Z",
            "Enabled": true,
            "UserStatus": "CONFIRMED"
        }
    ], "PaginationToken": "x"
}
{"Users": [
        {"Username": "bob@example.com", "Attributes": [{"Name": "phone_number", "Value": "+14155550100"}], "Enabled": true, "UserStatus": "EXTERNAL_PROVIDER"},
        {"Username": "eve", "Attributes": [{"Name": "email", "Value": "eve@example.com"}], "Enabled": false}]}`,
			want: []input.Record{
				{Line: 3, User: user(passwords.MigrateRequest{Email: "ada@example.com", ExternalID: "6f1e7a2c-0000-4000-8000-000000000001", Name: api.Name{FirstName: "Ada"}, UntrustedMetadata: map[string]any{"plan": "pro"}}),
					Notes: []string{input.NoteUnverified}},
				{Line: 19, User: user(passwords.MigrateRequest{PhoneNumber: "+14155550100"}), Notes: []string{input.NoteFederated, input.NoteBadExternalID}},
				{Line: 20, Problem: "the user is disabled, which Stytch cannot import: leave the user out, or enable it to let the user in"},
			}},
		{name: "cognito csv", file: "users.csv", format: "cognito", text: "cognito:username,name,email,email_verified,phone_number,phone_number_verified,cognito:mfa_enabled,custom:plan\nada,Ada Lovelace,ada@example.com,TRUE,,FALSE,TRUE,pro\n",
			want: []input.Record{{Line: 2, User: user(passwords.MigrateRequest{Email: "ada@example.com", ExternalID: "ada", Name: api.Name{FirstName: "Ada Lovelace"}, UntrustedMetadata: map[string]any{"plan": "pro"}}),
				Notes: []string{input.NoteNameUnsplit, input.NoteUnverified, input.NoteOtherFactors}}}},
		{name: "stytch", file: "users.ndjson", format: "stytch", text: `{"user_id":"user-test-11111111-1111-4111-8111-111111111111","status":"pending","external_id":"c-1","emails":[{"email":"ada@example.com","verified":true},{"email":"a@example.com"}],"phone_numbers":[{"phone_number":"+14155550100"}],"name":{"first_name":"Ada"},"roles":["stytch_user"],"password":{"password_id":"p"},"totps":[{"totp_id":"t"}],"trusted_metadata":{"n":1}}`,
			want: []input.Record{{Line: 1, User: input.User{CreateUserAsPending: true, MigrateRequest: passwords.MigrateRequest{
				Email: "ada@example.com", PhoneNumber: "+14155550100", ExternalID: "c-1", Name: api.Name{FirstName: "Ada"}, TrustedMetadata: map[string]any{"n": 1.0}}},
				Notes: []string{input.NoteUnverified, input.NoteMoreEmails, input.NoteLostPassword, input.NoteOtherFactors}}}},
		{name: "no users", file: "users.json", format: "cognito", text: `{"Users":[]}`},
		{name: "empty", file: "users.ndjson", text: "\n"},
		{name: "compressed", file: "users.ndjson.gz", text: compress(t, `{"email":"ada@example.com"}`+"\n"), want: []input.Record{{Line: 1, User: ada}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := read(t, write(t, test.file, test.text), test.format, test.opts)
			for i := range got {
				if got[i].Problem != "" && i < len(test.want) && test.want[i].User.Email == "" {
					got[i].User = input.User{} // what there is of it does not matter
				}
			}
			if diff := cmp.Diff(test.want, got, compare); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func compress(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What is written as rejects reads the same again.
func TestWriter(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, format, text string }{
		{"users.ndjson", "", `{"email":"ada@example.com"}` + "\n" + `{"email":1}` + "\n" + `{"email":"bob@example.com","external_id":"c"}`},
		{"users.csv", "", "external_id,email,first_name\na,ada@example.com,\"A,\n\"\"d\"\"a\"\nb,bob@example.com,Bob\n"},
		{"users.json", "firebase", "{\"kind\": 1, \"users\": [\n {\"localId\": \"a\", \"email\": \"ada@example.com\"},\n {\"localId\": \"b\"}]}"},
		{"users.csv", "firebase", `uid1,ada@example.com,true,,,"Lovelace, Ada ""the first""",,,,,,,,,,,,,,,,,,1486324027000,1486324027000,,,"{""admin"":true}",` + "\n"},
		{"users.json", "cognito", `{"Users":[{"Username":"ada","Attributes":[{"Name":"email","Value":"ada@example.com"}]},{"Username":"bob","Attributes":[]}]}`},
		{"users.json", "auth0", `{"email":"ada@example.com","user_id":"auth0|1"}`},
	} {
		t.Run(test.name+" "+test.format, func(t *testing.T) {
			t.Parallel()
			path := write(t, test.name, test.text)
			want := read(t, path, test.format, input.Options{})
			f, err := input.Open(path, test.format, input.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			w := f.NewWriter(&b)
			for _, rec := range want {
				if err := w.Write(rec); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
			got := read(t, write(t, test.name, b.String()), test.format, input.Options{})
			if diff := cmp.Diff(want, got, compare, cmpopts.IgnoreFields(input.Record{}, "Line")); diff != "" || len(want) == 0 {
				t.Errorf("%s\n%s", diff, b.String())
			}
		})
	}
}

func TestOpen_errors(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, format, want string }{
		{"users.txt", "", "add -format"},
		{"users.json", "", "add -format"},
		{"users.csv", "xlsx", `unknown format "xlsx"`},
		{"users.csv", "stytch", "extension .csv"},
		{"users.ndjson", "csv", "extension .ndjson"},
	} {
		if _, err := input.Open(write(t, test.name, ""), test.format, input.Options{}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s %s: error = %v, want %q in it", test.name, test.format, err, test.want)
		}
	}
	if _, err := input.Open(filepath.Join(t.TempDir(), "users.csv"), "", input.Options{}); !os.IsNotExist(err) {
		t.Errorf("no file: %v", err)
	}
}

// Some errors end the file, since nobody knows where the next record starts.
func TestRecords_broken(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, file, format, text, want string }{
		{"cut", "u.json", "firebase", "{\"users\":[\n{\"localId\":\"a\"},\n{\"loc", "line 3: "},
		{"list", "u.json", "firebase", `[{"localId":"a"}]`, `expected an object with "users", found an array`},
		{"not JSON", "u.json", "cognito", "hello", "not JSON"},
		{"a long line", "u.ndjson", "", `{"email":"ada@example.com"}` + "\n" + strings.Repeat("x", 1<<21), "line 2 is longer"},
		{"unknown column", "u.csv", "", "email,e-mail\n", `unknown column "e-mail"`},
		{"the same column", "u.csv", "", "email,email\n", `"email" occurs twice`},
		{"not compressed", "u.csv.gz", "", "email,external_id\n", "gzip"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f, err := input.Open(write(t, test.file, test.text), test.format, input.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var last error
			for _, err := range f.Records(sha256.New()) {
				last = err
			}
			if last == nil || !strings.Contains(last.Error(), test.want) || !strings.Contains(last.Error(), test.file) {
				t.Errorf("error = %v, want %q in it", last, test.want)
			}
		})
	}
}
