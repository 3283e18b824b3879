package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/stytchtest"
)

// backend is the Stytch project that the application uses. Your program only needs the client.
type backend struct {
	client *stytch.Client
	// emulator is nil with keys.
	emulator *stytchtest.Server
	// exposed allows other machines to read the emulator's emails.
	exposed bool
}

// newBackend returns Stytch's test environment if there are keys, and an emulator otherwise.
func newBackend(ctx context.Context) (*backend, error) {
	if os.Getenv("STYTCH_PROJECT_ID") == "" && os.Getenv("STYTCH_SECRET") == "" {
		srv, err := stytchtest.Start()
		if err != nil {
			return nil, err
		}
		return &backend{client: srv.Client(), emulator: srv}, nil
	}
	b := &backend{}
	client, err := b.newClient()
	if err != nil {
		return nil, err
	}
	if client.Env() != stytch.EnvTest {
		return nil, errors.New("these are live keys: this example creates a user for every visitor, so it accepts test keys only")
	}
	// This call finds wrong keys before the first user does.
	if err := client.Request(ctx, http.MethodGet, "/v1/debug/whoami", nil, nil); err != nil {
		return nil, err
	}
	b.client = client
	return b, nil
}

// newClient returns another client of the same project.
func (b *backend) newClient(opts ...stytch.Option) (*stytch.Client, error) {
	if b.emulator != nil {
		return b.emulator.Client(opts...), nil
	}
	return stytch.NewFromEnv(append(opts, stytch.WithAppInfo("stytch-go-webapp", ""))...)
}

func (b *backend) close() {
	if b.emulator != nil {
		b.emulator.Close()
	}
}

// announce prints where the application is.
func (b *backend) announce(out io.Writer, baseURL string) {
	if b.emulator == nil {
		fmt.Fprintf(out, `Running on Stytch's test environment, %s. It sends real email.

  app  %s

Links in emails lead to %s. Add this as a redirect URL
of the types login, sign-up and reset password to the project.
STYTCH_PUBLIC_TOKEN switches "Continue with Google" on.
`, b.client.ProjectID(), baseURL, baseURL+authenticatePath)
		return
	}
	reach := "Nothing leaves this machine."
	if b.exposed {
		reach = "Everybody who can open the application can read the inbox and log in as any user."
	}
	fmt.Fprintf(out, `STYTCH_PROJECT_ID and STYTCH_SECRET are not set: running on stytchtest, an in-process Stytch emulator.
%[2]s Users are deleted when the program ends.

  app    %[1]s
  inbox  %[1]s/inbox
`, baseURL, reach)
}
