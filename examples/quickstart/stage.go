package main

import (
	"crypto/rand"
	"errors"
	"os"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/stytchtest"
)

// The values that Stytch's test environment accepts without sending anything.
const (
	sandboxEmail      = "sandbox@stytch.com"
	sandboxPhone      = "+10000000000"
	sandboxMagicLink  = "DOYoip3rvIMMW5lgItikFK-Ak1CfMsgjuiCyI7uuU94="
	sandboxCode       = "000000"
	sandboxOAuthToken = "hdPVZHHX0UoRa7hJTuuPHi1vlddffSnoweRbVFf5-H8g"
)

// stage is where the story plays. It knows what a user would find in the mail, or come back with from a
// provider.
type stage struct {
	client *stytch.Client
	about  string
	// ada signs up with these. Messages go to the addresses that follow.
	ada             contact
	messages        contact
	newcomer        string
	magicLinkToken  func() string
	code            func() string
	oauthToken      func() string
	passwordAccount string
}

type contact struct{ email, phone string }

// newStage is Stytch's test environment where there are keys, and the emulator otherwise.
func newStage() (*stage, func(), error) {
	if os.Getenv("STYTCH_PROJECT_ID") == "" && os.Getenv("STYTCH_SECRET") == "" {
		return emulatorStage()
	}
	client, err := stytch.NewFromEnv(stytch.WithAppInfo("stytch-go-quickstart", ""))
	if err != nil {
		return nil, nil, err
	}
	if client.Env() != stytch.EnvTest {
		return nil, nil, errors.New("these are live keys; the quickstart makes and deletes users, so it takes test keys only")
	}
	some := rand.Text()
	return &stage{
		client:          client,
		about:           "Running against Stytch's test environment, with its sandbox values.",
		ada:             contact{email: "ada+" + some + "@example.com"},
		messages:        contact{sandboxEmail, sandboxPhone},
		newcomer:        sandboxEmail,
		magicLinkToken:  func() string { return sandboxMagicLink },
		code:            func() string { return sandboxCode },
		oauthToken:      func() string { return sandboxOAuthToken },
		passwordAccount: "charles+" + some + "@example.com",
	}, func() {}, nil
}

func emulatorStage() (*stage, func(), error) {
	srv, err := stytchtest.Start()
	if err != nil {
		return nil, nil, err
	}
	ada := contact{"ada@example.com", "+14155550123"}
	return &stage{
		client: srv.Client(),
		about: "No STYTCH_PROJECT_ID and STYTCH_SECRET set: running against stytchtest, a Stytch inside this process.\n" +
			"Nothing leaves this machine.",
		ada:            ada,
		messages:       ada,
		newcomer:       "grace@example.com",
		magicLinkToken: func() string { return srv.LastMessage(ada.email).Token },
		code:           func() string { return srv.LastMessage(ada.email).Code },
		oauthToken: func() string {
			return srv.OAuthToken(stytchtest.OAuthLogin{Provider: "github", Email: "linus@example.com"})
		},
		passwordAccount: "charles@example.com",
	}, srv.Close, nil
}
