package main

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/stytchtest"
)

// target is where the users go.
type target struct {
	client  *stytch.Client
	journal string
	about   string
	close   func()
}

// patience is how long a call waits for a rate limit. Nobody waits for a single call of an import.
const patience = 10 * time.Minute

// newTarget returns the project whose keys are in the environment, or the emulator if there are none.
func newTarget(s *settings) (*target, error) {
	if os.Getenv("STYTCH_PROJECT_ID") == "" && os.Getenv("STYTCH_SECRET") == "" {
		if s.live {
			return nil, errors.New("-live requires STYTCH_PROJECT_ID, STYTCH_SECRET and STYTCH_ENV=live")
		}
		return newEmulator()
	}
	client, err := stytch.NewFromEnv(stytch.WithAppInfo("stytch-go-import-users", ""), stytch.WithRateLimitWait(patience))
	if err != nil {
		return nil, err
	}
	isLive := client.Env() == stytch.EnvLive
	switch {
	case isLive && !s.live:
		return nil, errors.New("these are live keys: add -live to import into a live project")
	case !isLive && s.live:
		return nil, errors.New("-live requires live keys, but these are test keys")
	}
	return &target{client, s.journal, "Importing into " + client.ProjectID() + ".", func() {}}, nil
}

// newEmulator starts an emulator. It ends with the program, and so does the journal.
func newEmulator() (*target, error) {
	dir, err := os.MkdirTemp("", "import-users-*")
	if err != nil {
		return nil, err
	}
	srv, err := stytchtest.Start(stytchtest.WithRateLimits())
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return &target{
		client:  srv.Client(stytch.WithRateLimitWait(patience)),
		journal: filepath.Join(dir, "journal"),
		about: "STYTCH_PROJECT_ID and STYTCH_SECRET are not set: importing into stytchtest, an in-process Stytch emulator.\n" +
			"Its users are lost when this program ends. Use cmd/stytch-emulator to keep them.",
		close: func() {
			srv.Close()
			_ = os.RemoveAll(dir) // it is in a directory for temporary files
		},
	}, nil
}
