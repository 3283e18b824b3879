package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/stytchtest"
)

// backend is the Stytch that the application uses. A program of your own has the client alone.
type backend struct {
	client *stytch.Client
	// emulator is nil where the client calls the real Stytch.
	emulator *stytchtest.Server
}

// newBackend is Stytch's test environment where there are keys, and the emulator otherwise.
func newBackend(ctx context.Context) (*backend, error) {
	if os.Getenv("STYTCH_PROJECT_ID") == "" && os.Getenv("STYTCH_SECRET") == "" {
		srv, err := stytchtest.Start()
		if err != nil {
			return nil, err
		}
		return &backend{srv.Client(), srv}, nil
	}
	client, err := stytch.NewFromEnv(stytch.WithAppInfo("stytch-go-webapp", ""))
	if err != nil {
		return nil, err
	}
	if client.Env() != stytch.EnvTest {
		return nil, errors.New("these are live keys; this example makes users of whoever comes by, so it takes test keys only")
	}
	// Wrong keys show now, and not as the wrong password of whoever logs in first.
	if err := client.Request(ctx, http.MethodGet, "/v1/debug/whoami", nil, nil); err != nil {
		return nil, err
	}
	return &backend{client: client}, nil
}

func (b *backend) close() {
	if b.emulator != nil {
		b.emulator.Close()
	}
}

// announce says where the application is.
func (b *backend) announce(out io.Writer, baseURL string) {
	if b.emulator != nil {
		fmt.Fprintf(out, `No STYTCH_PROJECT_ID and STYTCH_SECRET set: running on stytchtest, a Stytch inside this process.
Nothing leaves this machine, and users are gone when it ends.

  app    %[1]s
  inbox  %[1]s/inbox
`, baseURL)
		return
	}
	fmt.Fprintf(out, `Running on Stytch's test environment, %s. It sends real mail.

  app  %s

Links in mails lead to %s, which must be one of the project's redirect URLs:
of the types login, sign-up and reset password.
`, b.client.ProjectID(), baseURL, baseURL+authenticatePath)
}

// showInbox shows all mail of everybody, the newest first. It exists on the emulator alone.
func (a *app) showInbox(w http.ResponseWriter, _ *http.Request) {
	messages := a.messages()
	slices.Reverse(messages)
	a.render(w, http.StatusOK, "inbox", messages)
}
