package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
)

// source is where the users come from.
type source struct {
	client *stytch.Client
	about  string
	close  func()
}

// newSource returns the project whose keys are in the environment, or the emulator if there are none.
func newSource(live bool) (*source, error) {
	if os.Getenv("STYTCH_PROJECT_ID") == "" && os.Getenv("STYTCH_SECRET") == "" {
		if live {
			return nil, errors.New("-live requires STYTCH_PROJECT_ID, STYTCH_SECRET and STYTCH_ENV=live")
		}
		return newEmulator()
	}
	client, err := stytch.NewFromEnv(stytch.WithAppInfo("stytch-go-export-users", ""))
	if err != nil {
		return nil, err
	}
	isLive := client.Env() == stytch.EnvLive
	switch {
	case isLive && !live:
		return nil, errors.New("these are live keys: add -live to export the personal data of real users")
	case !isLive && live:
		return nil, errors.New("-live requires live keys, but these are test keys")
	}
	return &source{client, "Exporting the users of " + client.ProjectID() + ".", func() {}}, nil
}

// sampleUsers fill enough pages to leave time for Ctrl-C.
const sampleUsers = 25_000

// newEmulator starts an emulator with the same users and cursors every time, so that one run can resume the export
// of another.
func newEmulator() (*source, error) {
	start := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	sample := make([]stytchtest.User, sampleUsers)
	for i := range sample {
		sample[i].User = api.User{
			Name:      api.Name{FirstName: "Ada", LastName: fmt.Sprintf("Lovelace %d", i)},
			Emails:    []api.UserEmail{{Email: fmt.Sprintf("ada.%d@example.com", i), Verified: i%3 > 0}},
			CreatedAt: start.Add(time.Duration(i) * time.Minute),
		}
	}
	srv, err := stytchtest.Start(
		stytchtest.WithUsers(sample...),
		stytchtest.WithDeterministicIDs(1),
		stytchtest.WithRateLimits(),
	)
	if err != nil {
		return nil, err
	}
	return &source{
		client: srv.Client(),
		about: "STYTCH_PROJECT_ID and STYTCH_SECRET are not set: exporting sample users of stytchtest, an in-process Stytch emulator.\n" +
			"Press Ctrl-C at any time, and run the same command again to resume.",
		close: srv.Close,
	}, nil
}
