package live

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"sync"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// The keys of the emulated project.
const (
	EmulatorProjectID = "project-test-22222222-2222-4222-8222-222222222222"
	EmulatorSecret    = "secret-test-of-the-emulated-project-36ch"
)

const (
	// seeded is the address of a user with what only browsers and phones can add at Stytch.
	seeded = "seeded@example.com"
	// migrated is the address behind every foreign session token.
	migrated = "migrated@example.com"
)

// ProfileID is the ID of the [TrustedProfile].
const ProfileID = "trusted-token-profile"

const (
	profileIssuer   = "https://idp.example.com"
	profileAudience = "stytch-go"
)

// profileKey signs the tokens of the trusted profile.
var profileKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

// TrustedProfile is the trusted token profile of the emulated project. [Attested] signs its tokens.
func TrustedProfile() emulator.TrustedTokenProfile {
	return emulator.TrustedTokenProfile{
		ID: ProfileID, Issuer: profileIssuer, Audience: profileAudience,
		Keys: map[string]crypto.PublicKey{"key": &profileKey().PublicKey},
	}
}

// NewEmulator returns the emulator that scenarios run against.
func NewEmulator() (*emulator.Server, error) {
	return emulator.New(emulator.Config{
		ProjectID: EmulatorProjectID,
		Secret:    EmulatorSecret,
		Users: []emulator.SeedUser{
			{User: api.User{
				Emails:                 []api.UserEmail{{Email: seeded, Verified: true}},
				Providers:              []api.UserOAuthProvider{{ProviderType: "Google", ProviderSubject: "1"}},
				BiometricRegistrations: []api.UserBiometricRegistration{{Verified: true}},
			}},
			{User: api.User{Emails: []api.UserEmail{{Email: migrated, Verified: true}}}},
		},
		UserInfo:             func(string) (string, error) { return migrated, nil },
		TrustedTokenProfiles: []emulator.TrustedTokenProfile{TrustedProfile()},
	})
}

// Attested signs a token of the [TrustedProfile] for a user.
func Attested(userID string, now time.Time) (string, error) {
	head := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"RS256","kid":"key","typ":"JWT"}`))
	body := base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, `{"iss":%q,"aud":%q,"sub":%q,"iat":%d,"exp":%d,"jti":%q}`,
		profileIssuer, profileAudience, userID, now.Unix(), now.Unix()+300, rand.Text()))
	digest := sha256.Sum256([]byte(head + "." + body))
	signature, err := rsa.SignPKCS1v15(nil, profileKey(), crypto.SHA256, digest[:])
	if err != nil {
		return "", err
	}
	return head + "." + body + "." + base64.RawURLEncoding.EncodeToString(signature), nil
}
