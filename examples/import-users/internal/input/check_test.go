package input_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/examples/import-users/internal/input"
)

func TestRecords_problems(t *testing.T) {
	t.Parallel()
	const salted = `"salt":"c2FsdA==","key_length":3`
	for _, test := range []struct{ line, want string }{
		{`{"email":"ada@example.com"`, "not JSON"},
		{`[]`, "is not a"},
		{`{}`, "neither an email address nor a phone number"},
		{`{"email":"ada@example.com","e_mail":"x"}`, `unknown field "e_mail"`},
		{`{"email":"ada@example.com","email":"x"}`, `the field "email" occurs twice`},
		{`{"email":"ada@example.com","password":"hunter2"}`, "imports hashes only"},
		{`{"email":5}`, "email is not a string, but a number"},
		{`{"email":"ada"}`, `email "ada" is not an email address`},
		{`{"email":"Ada <ada@example.com>"}`, "is not an email address"},
		{`{"email":"ada@localhost"}`, "is not an email address"},
		{`{"phone_number":"4155550100"}`, "E.164"},
		{`{"phone_number":"+1 415 555 0100"}`, "E.164"},
		{`{"email":"ada@example.com","external_id":"a b"}`, "external_id"},
		{`{"email":"ada@example.com","external_id":"user-test-11111111-1111-4111-8111-111111111111"}`, "external_id"},
		{`{"email":"ada@example.com","roles":[""]}`, "a role is empty"},
		{`{"email":"ada@example.com","trusted_metadata":{"n":9007199254740993}}`, "9007199254740993 is too large"},
		{`{"email":"ada@example.com","trusted_metadata":{"x":"` + strings.Repeat("x", 4090) + `"}}`, "has 4098 bytes"},
		{`{"email":"ada@example.com","untrusted_metadata":{` + members(21) + `}}`, "has 21 keys"},
		{`{"email":"ada@example.com","hash_type":"bcrypt"}`, "hash is missing"},
		{`{"phone_number":"+14155550100","hash":"` + bcryptHash + `"}`, "requires an email address"},
		{`{"email":"ada@example.com","hash":"hunter2"}`, "hash_type is missing"},
		{`{"email":"ada@example.com","hash":"hunter2","hash_type":"bcrypt"}`, "not one of bcrypt"},
		{`{"email":"ada@example.com","hash":"hunter2","hash_type":"rot13"}`, `unknown hash_type "rot13"`},
		{`{"email":"ada@example.com","hash":"` + bcryptHash + `","md_5_config":{"prepend_salt":"x"}}`, "md_5_config does not belong"},
		{`{"email":"ada@example.com","hash":"` + strings.Repeat("a", 31) + `","hash_type":"md_5"}`, "32 hexadecimal digits"},
		{`{"email":"ada@example.com","hash":"` + strings.Repeat("a", 32) + `","hash_type":"sha_1"}`, "40 hexadecimal digits"},
		{`{"email":"ada@example.com","hash":"` + strings.Repeat("a", 40) + `","hash_type":"sha_512"}`, "128 hexadecimal digits"},
		{`{"email":"ada@example.com","hash":"$P$","hash_type":"phpass"}`, "phpass"},
		{`{"email":"ada@example.com","hash":"$argon2i$v=19$m=64,t=1,p=1$c2FsdA$AAAA","hash_type":"argon_2id"}`, "not one of argon_2id"},
		{`{"email":"ada@example.com","hash":"AAAA","hash_type":"argon_2id"}`, "argon_2_config must have"},
		{`{"email":"ada@example.com","hash":"AAAA","hash_type":"argon_2id","argon_2_config":{` + salted + `,"iteration_amount":1,"memory":8,"threads":2}}`, "8 KiB for each thread"},
		{`{"email":"ada@example.com","hash":"AAAA","hash_type":"scrypt"}`, "scrypt_config must have"},
		{`{"email":"ada@example.com","hash":"AAAA","hash_type":"scrypt","scrypt_config":{` + salted + `,"n_parameter":1000,"r_parameter":8,"p_parameter":1}}`, "power of two"},
		{`{"email":"ada@example.com","hash":"AAAA","hash_type":"scrypt","scrypt_config":{"salt":"?","key_length":3,"n_parameter":16,"r_parameter":8,"p_parameter":1}}`, "salt is not base64"},
		{`{"email":"ada@example.com","hash":"AAAAAAAA","hash_type":"scrypt","scrypt_config":{` + salted + `,"n_parameter":16,"r_parameter":8,"p_parameter":1}}`, "has 6 bytes, but key_length is 3"},
		{`{"email":"ada@example.com","hash":"AAAA","hash_type":"pbkdf_2"}`, "pbkdf_2_config must have"},
		{`{"email":"ada@example.com","hash":"AAAA","hash_type":"pbkdf_2","pbkdf_2_config":{` + salted + `,"iteration_amount":1,"algorithm":"sha1"}}`, "sha256 or sha512"},
		{`{"email":"ada@example.com","hash":"?","hash_type":"pbkdf_2","pbkdf_2_config":{` + salted + `,"iteration_amount":1}}`, "not base64"},
	} {
		records := read(t, write(t, "users.ndjson", test.line), "", input.Options{})
		if len(records) != 1 || !strings.Contains(records[0].Problem, test.want) || strings.Contains(records[0].Problem, "hunter2") {
			t.Errorf("%.120s: %+v, want %q in the problem", test.line, records, test.want)
		}
	}
}

func members(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(`"k%d":1`, i)
	}
	return strings.Join(list, ",")
}

func TestRecords_rowProblems(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ format, text, want string }{
		{"csv", "email,hash_type\nada@example.com\n", "has 1 cells, but there are 2 columns"},
		{"csv", "email,set_email_verified\nada@example.com,yes\n", `set_email_verified is "yes", which is neither true nor false`},
		{"csv", "email,trusted_metadata\nada@example.com,{\n", "trusted_metadata is not a JSON object"},
		{"csv", "email,scrypt_config.n_parameter\nada@example.com,many\n", `is "many", which is not a whole number`},
		{"auth0", "email,email_verified\nada@example.com,maybe\n", "email_verified"},
		{"cognito", "email,email_verified\nada@example.com,maybe\n", "email_verified"},
		{"firebase", "uid,ada@example.com,true\n", "firebase auth:export"},
	} {
		records := read(t, write(t, "users.csv", test.text), test.format, input.Options{})
		if len(records) != 1 || !strings.Contains(records[0].Problem, test.want) {
			t.Errorf("%s: %+v, want %q in the problem", test.text, records, test.want)
		}
	}
}
