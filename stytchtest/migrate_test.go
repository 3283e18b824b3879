package stytchtest_test

import (
	"testing"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/stytchtest"
)

// hashed is a password with its hash, made by other programs: the test vectors of crypt_blowfish, phpass,
// the argon2 reference implementation and RFC 7914, and Python's hashlib.
type hashed struct {
	name, password string
	req            passwords.MigrateRequest
}

var hashes = []hashed{
	{"bcrypt", "U*U", passwords.MigrateRequest{
		HashType: api.PasswordHashTypeBcrypt, Hash: "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
	}},
	{"md_5", "password", passwords.MigrateRequest{
		HashType: api.PasswordHashTypeMD5, Hash: "9dba3d63c73c264fb050e331c2ea1fe1",
		MD5Config: api.PasswordSaltConfig{PrependSalt: "pre", AppendSalt: "post"},
	}},
	{"sha_1", "password", passwords.MigrateRequest{
		HashType: api.PasswordHashTypeSHA1, Hash: "6A8659084C426790AD8F9742D26FD66EF79E3625",
		SHA1Config: api.PasswordSaltConfig{PrependSalt: "pre", AppendSalt: "post"},
	}},
	{"sha_512", "password", passwords.MigrateRequest{
		HashType:     api.PasswordHashTypeSHA512,
		Hash:         "8fc43ef6e2c4abb510ece079eea203396f8eb3bec9b2c212042cfd2d1c5e06eecb485539fd765af09b00547dc5db7aa317a07e395b15adf1cc2c67c4c9a995ef",
		SHA512Config: api.PasswordSaltConfig{AppendSalt: "post"},
	}},
	{"argon_2i, hexadecimal", "password", passwords.MigrateRequest{
		HashType: api.PasswordHashTypeArgon2I, Hash: "b9c401d1844a67d50eae3967dc28870b22e508092e861a37",
		Argon2Config: api.PasswordArgon2Config{Salt: "somesalt", IterationAmount: 1, Memory: 64, Threads: 1, KeyLength: 24},
	}},
	{"argon_2id, base64", "password", passwords.MigrateRequest{
		HashType: api.PasswordHashTypeArgon2ID, Hash: "ZVrRXqxlLcWfcXCnMyv0m4Rpvh/bnCi7",
		Argon2Config: api.PasswordArgon2Config{Salt: "somesalt", IterationAmount: 1, Memory: 64, Threads: 1, KeyLength: 24},
	}},
	{"argon_2id, encoded whole", "password", passwords.MigrateRequest{
		HashType: api.PasswordHashTypeArgon2ID, Hash: "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$ZVrRXqxlLcWfcXCnMyv0m4Rpvh/bnCi7",
		Argon2Config: api.PasswordArgon2Config{Salt: "somesalt", IterationAmount: 1, Memory: 64, Threads: 1, KeyLength: 24},
	}},
	{"argon_2id, encoded and without config", "password", passwords.MigrateRequest{
		HashType: api.PasswordHashTypeArgon2ID, Hash: "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$ZVrRXqxlLcWfcXCnMyv0m4Rpvh/bnCi7",
	}},
	{"argon_2i, encoded and without config", "password", passwords.MigrateRequest{
		HashType: api.PasswordHashTypeArgon2I, Hash: "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
	}},
	{"scrypt, encoded and without config", "pleaseletmein", passwords.MigrateRequest{
		HashType: api.PasswordHashTypeScrypt,
		Hash:     "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw",
	}},
	{"scrypt", "pleaseletmein", passwords.MigrateRequest{
		HashType: api.PasswordHashTypeScrypt, Hash: "cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw==",
		ScryptConfig: api.PasswordScryptConfig{Salt: "U29kaXVtQ2hsb3JpZGU=", NParameter: 16384, RParameter: 8, PParameter: 1, KeyLength: 64},
	}},
	{"phpass", "test12345", passwords.MigrateRequest{
		HashType: api.PasswordHashTypePhpass, Hash: "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0",
	}},
	{"pbkdf_2 with sha256", "passwd", passwords.MigrateRequest{
		HashType: api.PasswordHashTypePBKDF2, Hash: "VawEblbjCJ_sFpHCJUS2BflBhSFt3gRl5oudV8INrLxJypzM8Xm2RZkWZLOdd-8xfHG4RbHjC9UJESBB06GXgw",
		PBKDF2Config: api.PasswordPBKDF2Config{Salt: "c2FsdA==", IterationAmount: 1, KeyLength: 64},
	}},
	{"pbkdf_2 with sha512", "password", passwords.MigrateRequest{
		HashType: api.PasswordHashTypePBKDF2, Hash: "Q6v4xwJ8a9nWPp2BeEoAYYhHSo2xRmPWART17vTpSxs=",
		PBKDF2Config: api.PasswordPBKDF2Config{Salt: "c2FsdHNhbHQ=", IterationAmount: 1000, KeyLength: 32, Algorithm: "sha512"},
	}},
}

func TestMigrate_everyHashLogsIn(t *testing.T) {
	t.Parallel()
	for _, h := range hashes {
		t.Run(h.name, func(t *testing.T) {
			t.Parallel()
			w := newHarness(t, stytchtest.WithPasswordPolicy(stytchtest.PasswordPolicy{AllowBreached: true}))
			req := h.req
			req.Email = ada
			migrated, err := w.Passwords.Migrate(w.ctx, req)
			w.ok(err)
			w.same(migrated.UserCreated, true)
			_, err = w.enterPassword(ada, h.password+"x")
			w.fails(err, api.ErrorTypeUnauthorizedCredentials)
			for range 2 { // the second time by the emulator's own hash
				login, err := w.enterPassword(ada, h.password)
				w.ok(err)
				w.same(login.UserID, migrated.UserID)
			}
			_, err = w.enterPassword(ada, h.password+"x")
			w.fails(err, api.ErrorTypeUnauthorizedCredentials)
		})
	}
}

func TestMigrate_users(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithRBACPolicy(policy))
	req := hashes[0].req
	req.Email, req.SetEmailVerified = ada, true
	req.PhoneNumber, req.SetPhoneNumberVerified = phone, true
	req.Name, req.ExternalID, req.Roles = api.Name{FirstName: "Ada"}, "crm-1", []string{"editor"}
	req.TrustedMetadata, req.UntrustedMetadata = map[string]any{"a": "b"}, map[string]any{"c": "d"}
	migrated, err := w.Passwords.Migrate(w.ctx, req)
	w.ok(err)
	u := migrated.User
	w.same(u, api.User{
		UserID: migrated.UserID, CreatedAt: u.CreatedAt, Status: api.UserStatusActive,
		Emails:       []api.UserEmail{{EmailID: migrated.EmailID, Email: ada, Verified: true}},
		PhoneNumbers: []api.UserPhoneNumber{{PhoneID: u.PhoneNumbers[0].PhoneID, PhoneNumber: phone, Verified: true}},
		Password:     u.Password, Name: api.Name{FirstName: "Ada"}, ExternalID: "crm-1", Roles: []string{"stytch_user", "editor"},
		TrustedMetadata: map[string]any{"a": "b"}, UntrustedMetadata: map[string]any{"c": "d"},
	})
	_, err = w.Passwords.Migrate(w.ctx, req)
	w.fails(err, api.ErrorTypePasswordAlreadyExists)

	// A user without a password gets one, and keeps the rest.
	id := w.user(grace)
	again := hashes[0].req
	again.Email = grace
	migrated, err = w.Passwords.Migrate(w.ctx, again)
	w.ok(err)
	w.same(migrated.UserCreated, false)
	w.same(migrated.UserID, id)
	w.same(migrated.User.Emails[0].Verified, false)
}
