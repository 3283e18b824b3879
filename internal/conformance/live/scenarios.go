package live

import (
	"errors"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/users"
)

// Scenarios are all scenarios. Together they call each operation, or say why they leave it out.
var Scenarios = []Scenario{
	{"users", usersScenario},
	{"user-search", userSearchScenario},
	{"user-factors", userFactorsScenario},
	{"magic-links", magicLinksScenario},
	{"magic-links-sandbox", magicLinksSandboxScenario},
	{"otp", otpScenario},
	{"otp-sandbox", otpSandboxScenario},
	{"passwords", passwordsScenario},
	{"password-imports", passwordImportsScenario},
	{"password-resets", passwordResetsScenario},
	{"locks", locksScenario},
	{"sessions", sessionsScenario},
	{"sessions-sandbox", sessionsSandboxScenario},
	{"foreign-sessions", foreignSessionsScenario},
	{"totp", totpScenario},
	{"totp-sandbox", totpSandboxScenario},
	{"oauth", oauthScenario},
	{"m2m", m2mScenario},
	{"m2m-tokens", m2mTokensScenario},
	{"connected-apps", connectedAppsScenario},
	{"authorization", authorizationScenario},
	{"passkeys", passkeysScenario},
	{"forged-passkeys", forgedPasskeysScenario},
	{"wallets", walletsScenario},
	{"impersonation", impersonationScenario},
	{"fraud", fraudScenario},
	{"project", projectScenario},
	{"requests", requestsScenario},
	{"credentials", credentialsScenario},
}

// What the scenarios write.
const (
	password = "correct-horse-of-1815-battery"
	renewed  = "another-battery-of-staple-horses"
	weak     = "p@ssword1"
)

// unknownUser is the ID of no user.
const unknownUser = "user-test-00000000-0000-4000-8000-000000000000"

// user adds a user with an email address, as the step "a user".
func (r *Run) user() api.User {
	created, err := r.Users.Create(r.step("a user"), users.CreateRequest{Email: r.email()})
	r.must(err)
	return created.User
}

// now returns the time.
func (r *Run) now() time.Time {
	if r.project.Emulator != nil {
		return r.project.Emulator.Now()
	}
	return time.Now()
}

// message returns the last message to an address. Only emulators have it.
func (r *Run) message(to string) (token, code string) {
	_ = r.clientSide(func() (string, error) {
		m, ok := r.project.Emulator.LastMessage(to)
		if !ok {
			return "", errNoMessage
		}
		token, code = m.Token, m.Code
		return "", nil
	})
	return token, code
}

var errNoMessage = errors.New("no message was sent")
