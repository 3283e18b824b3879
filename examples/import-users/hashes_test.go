package main

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"testing"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/pbkdf2"
	"golang.org/x/crypto/scrypt"

	"github.com/flymyai/stytch-go/stytchtest"
)

// Every type of hash can be used to log in after the import.
func TestImport_hashes(t *testing.T) {
	t.Parallel()
	hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	salt := []byte("sodium chloride")
	salted := "before" + password + "after"
	salts := map[string]any{"prepend_salt": "before", "append_salt": "after"}
	md, sha, sha5 := md5.Sum([]byte(salted)), sha1.Sum([]byte(salted)), sha512.Sum512([]byte(salted))
	key, err := scrypt.Key([]byte(password), salt, 1024, 8, 1, 32)
	if err != nil {
		t.Fatal(err)
	}
	b64, raw := base64.StdEncoding.EncodeToString, base64.RawStdEncoding.EncodeToString
	argon := argon2.IDKey([]byte(password), salt, 1, 64, 1, 32)
	for name, fields := range map[string]map[string]any{
		"bcrypt":          {"hash": string(hash), "hash_type": "bcrypt"},
		"bcrypt-detected": {"hash": string(hash)},
		"md_5":            {"hash": hex.EncodeToString(md[:]), "hash_type": "md_5", "md_5_config": salts},
		"sha_1":           {"hash": hex.EncodeToString(sha[:]), "hash_type": "sha_1", "sha_1_config": salts},
		"sha_512":         {"hash": hex.EncodeToString(sha5[:]), "hash_type": "sha_512", "sha_512_config": salts},
		"argon_2id":       {"hash": "$argon2id$v=19$m=64,t=1,p=1$" + raw(salt) + "$" + raw(argon)},
		"argon_2i": {"hash": hex.EncodeToString(argon2.Key([]byte(password), salt, 1, 64, 1, 32)), "hash_type": "argon_2i",
			"argon_2_config": map[string]any{"salt": string(salt), "iteration_amount": 1, "memory": 64, "threads": 1, "key_length": 32}},
		"scrypt": {"hash": b64(key), "hash_type": "scrypt",
			"scrypt_config": map[string]any{"salt": b64(salt), "n_parameter": 1024, "r_parameter": 8, "p_parameter": 1, "key_length": 32}},
		"scrypt-encoded": {"hash": "$scrypt$ln=10,r=8,p=1$" + raw(salt) + "$" + raw(key)},
		"phpass":         {"hash": phpass(password)},
		"pbkdf_2": {"hash": b64(pbkdf2.Key([]byte(password), salt, 100, 64, sha512.New)), "hash_type": "pbkdf_2",
			"pbkdf_2_config": map[string]any{"salt": b64(salt), "iteration_amount": 100, "key_length": 64, "algorithm": "sha512"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := stytchtest.NewServer(t)
			fields["email"] = "ada@example.com"
			if _, err := importInto(t, srv, writeRows(t, fields)); err != nil {
				t.Fatal(err)
			}
			if err := canLogIn(t.Context(), srv, "ada@example.com", password); err != nil {
				t.Error(err)
			}
			if err := canLogIn(t.Context(), srv, "ada@example.com", "another password"); err == nil {
				t.Error("another password works too")
			}
		})
	}
}

// phpass hashes a password with the portable hash of phpass.
func phpass(password string) string {
	const alphabet, salt = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "saltsalt"
	sum := md5.Sum([]byte(salt + password))
	for range 1 << 7 {
		sum = md5.Sum(append(sum[:], password...))
	}
	encoded := []byte("$P$5" + salt)
	for i := 0; i < len(sum); i += 3 {
		value, chunk := 0, sum[i:min(i+3, len(sum))]
		for j, b := range chunk {
			value |= int(b) << (8 * j)
		}
		for j := range len(chunk) + 1 {
			encoded = append(encoded, alphabet[value>>(6*j)&63])
		}
	}
	return string(encoded)
}
