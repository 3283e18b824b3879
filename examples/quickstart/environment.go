package main

import (
	"crypto/rand"
	"errors"
	"os"
	"strings"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/stytchtest"
)

// environment is the Stytch project that the quickstart calls. Your program only needs the client.
type environment struct {
	client        *stytch.Client
	description   string
	email, phone  string // of Ada, who signs up first
	passwordEmail string // of Charles, who signs up with a password
	inbox         inbox
	close         func()
}

// inbox stands for a person at a browser, who reads messages and clicks links.
type inbox interface {
	// Email and Phone are where messages go. NewEmail is an address that may have no user yet.
	Email() string
	Phone() string
	NewEmail() string
	// MagicLinkToken is the token in the link of the last email. Stytch appends it to your redirect URL.
	MagicLinkToken() string
	// Code is the code in the last message.
	Code() string
	// OAuthToken is the token that Stytch appends to your redirect URL after a login with a provider.
	OAuthToken() string
}

// newEnvironment returns Stytch's test environment if there are keys, and an emulator otherwise.
func newEnvironment() (*environment, error) {
	if os.Getenv("STYTCH_PROJECT_ID") == "" && os.Getenv("STYTCH_SECRET") == "" {
		return newEmulator()
	}
	client, err := stytch.NewFromEnv(stytch.WithAppInfo("stytch-go-quickstart", ""))
	if err != nil {
		return nil, err
	}
	if client.Env() != stytch.EnvTest {
		return nil, errors.New("these are live keys: the quickstart creates and deletes users, so it accepts test keys only")
	}
	unique := strings.ToLower(rand.Text()[:8])
	return &environment{
		client:        client,
		description:   "Running against Stytch's test environment, with its sandbox values.",
		email:         "ada+" + unique + "@example.com",
		passwordEmail: "charles+" + unique + "@example.com",
		inbox:         sandbox{},
		close:         func() {},
	}, nil
}

func newEmulator() (*environment, error) {
	srv, err := stytchtest.Start()
	if err != nil {
		return nil, err
	}
	ada := emulatedInbox{srv, "ada@example.com", "+14155550123"}
	return &environment{
		client: srv.Client(),
		description: "STYTCH_PROJECT_ID and STYTCH_SECRET are not set: running against stytchtest, an in-process Stytch emulator.\n" +
			"Nothing leaves this machine.",
		email:         ada.email,
		phone:         ada.phone,
		passwordEmail: "charles@example.com",
		inbox:         ada,
		close:         srv.Close,
	}, nil
}

// emulatedInbox reads the messages of the emulator.
type emulatedInbox struct {
	srv          *stytchtest.Server
	email, phone string
}

func (i emulatedInbox) Email() string          { return i.email }
func (i emulatedInbox) Phone() string          { return i.phone }
func (i emulatedInbox) NewEmail() string       { return "grace@example.com" }
func (i emulatedInbox) MagicLinkToken() string { return i.srv.LastMessage(i.email).Token }
func (i emulatedInbox) Code() string           { return i.srv.LastMessage(i.email).Code }
func (i emulatedInbox) OAuthToken() string {
	return i.srv.OAuthToken(stytchtest.OAuthLogin{Provider: "github", Email: "linus@example.com"})
}

// sandbox has the values that Stytch's test environment accepts without sending a message.
type sandbox struct{}

func (sandbox) Email() string          { return "sandbox@stytch.com" }
func (sandbox) Phone() string          { return "+10000000000" }
func (sandbox) NewEmail() string       { return "sandbox@stytch.com" }
func (sandbox) MagicLinkToken() string { return "DOYoip3rvIMMW5lgItikFK-Ak1CfMsgjuiCyI7uuU94=" }
func (sandbox) Code() string           { return "000000" }
func (sandbox) OAuthToken() string     { return "hdPVZHHX0UoRa7hJTuuPHi1vlddffSnoweRbVFf5-H8g" }
