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

// newSource is the project of the keys where there are some, and the emulator otherwise.
func newSource(live bool) (*source, error) {
	if os.Getenv("STYTCH_PROJECT_ID") == "" && os.Getenv("STYTCH_SECRET") == "" {
		if live {
			return nil, errors.New("-live needs STYTCH_PROJECT_ID, STYTCH_SECRET and STYTCH_ENV=live")
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
		return nil, errors.New("these are live keys: say -live if you want a file with the data of real people")
	case !isLive && live:
		return nil, errors.New("-live was given, but these are test keys")
	}
	return &source{client, "Exporting the users of " + client.ProjectID() + ".", func() {}}, nil
}

// madeUpUsers make enough pages that there is time to press Ctrl-C.
const madeUpUsers = 25_000

// newEmulator starts a Stytch that has the same users and cursors each time, so that an export of one run goes on
// in the next.
func newEmulator() (*source, error) {
	begin := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	madeUp := make([]stytchtest.User, madeUpUsers)
	for i := range madeUp {
		madeUp[i].User = api.User{
			Name:      api.Name{FirstName: "Ada", LastName: fmt.Sprintf("Lovelace %d", i)},
			Emails:    []api.UserEmail{{Email: fmt.Sprintf("ada.%d@example.com", i), Verified: i%3 > 0}},
			CreatedAt: begin.Add(time.Duration(i) * time.Minute),
		}
	}
	srv, err := stytchtest.Start(
		stytchtest.WithUsers(madeUp...),
		stytchtest.WithDeterministicIDs(1),
		stytchtest.WithRateLimits(),
	)
	if err != nil {
		return nil, err
	}
	return &source{
		client: srv.Client(),
		about: "No STYTCH_PROJECT_ID and STYTCH_SECRET set: exporting made-up users of stytchtest, a Stytch inside this process.\n" +
			"Press Ctrl-C at any time and run the same command again.",
		close: srv.Close,
	}, nil
}
