package live

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// Project is the project that scenarios run against.
type Project struct {
	ID, Secret string
	// BaseURL is empty for Stytch itself.
	BaseURL string
	// Transport sends the requests.
	Transport http.RoundTripper
	// Email is an address of the caller that may get up to [MaxEmails] messages. If empty, only Stytch's sandbox address and
	// number are used, which get none.
	Email string
	// Emulator does what a person does in a browser, an inbox or the dashboard. It is nil at Stytch.
	Emulator *emulator.Server
	// Pace limits requests, and Messages those that send a message. A nil limiter allows everything.
	Pace, Messages *rate.Limiter
}

// ErrLiveKeys is the error of [Stytch] for the keys of a project in the live environment.
var ErrLiveKeys = errors.New("the scenarios never run with the keys of a live project: set STYTCH_PROJECT_ID to a project-test- ID")

// The pace at Stytch. One email address may get one message a second.
const (
	requestInterval = 250 * time.Millisecond
	messageInterval = 1500 * time.Millisecond
)

// Stytch returns a test project at Stytch. It returns an error for any other project.
func Stytch(projectID, secret, email string) (Project, error) {
	if projectID == "" || secret == "" {
		return Project{}, errors.New("set STYTCH_PROJECT_ID and STYTCH_SECRET to the keys of a test project")
	}
	if !strings.HasPrefix(projectID, "project-test-") || strings.HasPrefix(secret, "secret-live-") {
		return Project{}, ErrLiveKeys
	}
	if _, err := stytch.New(projectID, secret); err != nil {
		return Project{}, err
	}
	if email != "" && !strings.Contains(email, "@") {
		return Project{}, errors.New("the email address is malformed")
	}
	return Project{
		ID: projectID, Secret: secret, Email: email,
		Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, TLSHandshakeTimeout: 10 * time.Second},
		Pace:      rate.NewLimiter(rate.Every(requestInterval), 1),
		Messages:  rate.NewLimiter(rate.Every(messageInterval), 1),
	}, nil
}

// Emulated returns the project of an emulator. With control, scenarios can do what a person does, so that every operation
// succeeds. Without control, they are limited to what works at Stytch.
func Emulated(server *emulator.Server, email string, control bool) Project {
	p := Project{ID: server.ProjectID(), Secret: server.Secret(), BaseURL: "http://127.0.0.1", Transport: handler{server}, Email: email}
	if control {
		p.Emulator = server
	}
	return p
}

// handler calls a handler without a connection.
type handler struct{ http.Handler }

func (h handler) RoundTrip(r *http.Request) (*http.Response, error) {
	in := r.Clone(r.Context())
	in.RequestURI = r.URL.RequestURI()
	in.RemoteAddr = "127.0.0.1:1"
	if in.Body == nil {
		in.Body = http.NoBody
	}
	recorder := httptest.NewRecorder()
	h.ServeHTTP(recorder, in)
	resp := recorder.Result()
	resp.Request = r
	return resp, nil
}
