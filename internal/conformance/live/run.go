package live

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
)

// Scenario is a sequence of calls that depend on each other. Scenarios do not depend on other scenarios.
type Scenario struct {
	Name string
	run  func(*Run)
}

// Step is a call of a scenario.
type Step struct {
	Name string
	// Choices are the choices of docs/emulator.md that the call tests.
	Choices []string
	// ignored are the paths of the response that depend on the project.
	ignored []string
	// settings are errors that a project can return because of its settings.
	settings map[api.ErrorType]string
}

// Skip is an operation that a run leaves out, or whose success it leaves out, and the reason.
type Skip struct{ Operation, Reason string }

// Result is the outcome of a scenario.
type Result struct {
	Scenario string
	// Steps are the calls, in their order.
	Steps []Step
	// Skips are what the run leaves out.
	Skips []Skip
	// Settings are the steps that the settings of the project prevented, each with the setting.
	Settings []string
	// Failures are the steps that did not do what the scenario expects.
	Failures []string
	// Leftovers are what could not be deleted.
	Leftovers []string
}

// Run is a run of one scenario.
type Run struct {
	*stytch.Client

	// wrongSecret is a client with a wrong secret.
	wrongSecret *stytch.Client
	project     Project
	ctx         context.Context //nolint:containedctx // A run is one call.
	id          string
	emails      int
	replay      bool
	result      *Result
}

// stop ends a scenario.
type stop struct{}

// The header that names the step of a request. It is recorded, and never sent.
const stepHeader = "X-Conformance-Step"

// callTimeout limits a call with all waits for the rate limit.
const callTimeout = 2 * time.Minute

// perform runs a scenario with a client that sends its requests through a RoundTripper.
func perform(ctx context.Context, s Scenario, p Project, rt http.RoundTripper, id string, replay bool) (*Result, error) {
	opts := []stytch.Option{
		stytch.WithHTTPClient(&http.Client{Transport: rt}),
		stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1}),
		stytch.WithRateLimitWait(0),
		stytch.WithTimeout(callTimeout),
	}
	if p.BaseURL != "" {
		opts = append(opts, stytch.WithBaseURL(p.BaseURL))
	}
	client, err := stytch.New(p.ID, p.Secret, opts...)
	if err != nil {
		return nil, err
	}
	// The secret has the form of one, so that the client sends it.
	wrongSecret, err := stytch.New(p.ID, "secret-test-that-is-wrong-and-has-36-chars=", opts...)
	if err != nil {
		return nil, err
	}
	r := &Run{Client: client, wrongSecret: wrongSecret, project: p, ctx: ctx, id: id, replay: replay, result: &Result{Scenario: s.Name}}
	func() {
		defer func() {
			if v := recover(); v != nil && v != (stop{}) {
				panic(v)
			}
		}()
		s.run(r)
	}()
	return r.result, nil
}

// newRunID returns the ID of a run. Everything that the run creates has it in its name.
func newRunID() string {
	var b [5]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// StepOption says what a step tests.
type StepOption func(*Step)

// choice names choices of docs/emulator.md that the step tests.
func choice(ids ...string) StepOption { return func(s *Step) { s.Choices = append(s.Choices, ids...) } }

// ignore leaves out paths of the response that depend on the project, such as "results_metadata.total".
func ignore(paths ...string) StepOption {
	return func(s *Step) { s.ignored = append(s.ignored, paths...) }
}

// setting says that a project can return an error because of its settings.
func setting(reason string, types ...api.ErrorType) StepOption {
	return func(s *Step) {
		if s.settings == nil {
			s.settings = map[api.ErrorType]string{}
		}
		for _, t := range types {
			s.settings[t] = reason
		}
	}
}

// step begins a step and returns the context for its only call. Names are unique in a scenario.
func (r *Run) step(name string, opts ...StepOption) context.Context {
	if slices.ContainsFunc(r.result.Steps, func(s Step) bool { return s.Name == name }) {
		panic("two steps of scenario " + r.result.Scenario + " are called " + name)
	}
	s := Step{Name: name}
	for _, opt := range opts {
		opt(&s)
	}
	r.result.Steps = append(r.result.Steps, s)
	return context.WithValue(r.ctx, stepKey{}, name)
}

type stepKey struct{}

// StepFromContext returns the step that a request belongs to. Requests that delete what was created belong to none.
func StepFromContext(ctx context.Context) string {
	name, _ := ctx.Value(stepKey{}).(string)
	return name
}

// last returns the step that began last.
func (r *Run) last() *Step { return &r.result.Steps[len(r.result.Steps)-1] }

// must ends the scenario if the last step failed.
func (r *Run) must(err error) {
	if err == nil {
		return
	}
	r.fail("the call fails: %v", err)
	panic(stop{})
}

// ok reports whether the last step succeeded, and records that it failed otherwise.
func (r *Run) ok(err error) bool {
	if err != nil {
		r.fail("the call fails: %v", err)
	}
	return err == nil
}

// rejects records a failure unless the last step failed with an error of a type.
func (r *Run) rejects(err error, want api.ErrorType) {
	if !errors.Is(err, want) {
		r.fail("want %s, got %v", want, err)
	}
}

// fails records a failure unless the API rejected the last step. It is for errors whose type no source names.
func (r *Run) fails(err error) {
	if _, ok := errors.AsType[*stytch.Error](err); !ok {
		r.fail("want an error of the API, got %v", err)
	}
}

// want records a failure unless a condition of the last step holds.
func (r *Run) want(holds bool, what string) {
	if !holds {
		r.fail("want %s", what)
	}
}

// fail records that the last step did something else than expected. A setting of the project excuses it.
func (r *Run) fail(format string, args ...any) {
	s := r.last()
	for _, arg := range args {
		err, ok := arg.(error)
		if !ok {
			continue
		}
		if failure, ok := errors.AsType[*stytch.Error](err); ok {
			if reason, ok := s.settings[failure.Type]; ok {
				r.result.Settings = append(r.result.Settings, fmt.Sprintf("%s: %s (%s)", s.Name, reason, failure.Type))
				return
			}
		}
	}
	r.result.Failures = append(r.result.Failures, s.Name+": "+fmt.Sprintf(format, args...))
}

// controls reports whether the run can do what a person does. Otherwise the operation is skipped for a reason.
func (r *Run) controls(operation, reason string) bool {
	if r.project.Emulator == nil {
		r.skip(operation, reason)
	}
	return r.project.Emulator != nil
}

// skip leaves out an operation.
func (r *Run) skip(operation, reason string) {
	r.result.Skips = append(r.result.Skips, Skip{operation, reason})
}

// mailbox returns an address of the caller that may get messages. Otherwise the operation is skipped.
func (r *Run) mailbox(operation string) (address string, ok bool) {
	if r.project.Email == "" {
		r.skip(operation, "it sends an email, and -live-email gives no address")
		return "", false
	}
	local, domain, _ := strings.Cut(r.project.Email, "@")
	r.emails++
	return fmt.Sprintf("%s+%s-%d@%s", local, r.mark(), r.emails, domain), true
}

// email returns an address that belongs to nobody and never gets a message.
func (r *Run) email() string {
	r.emails++
	return fmt.Sprintf("%s-%d@example.com", r.mark(), r.emails)
}

// phone returns a number that is reserved for fiction and never gets a message. Stytch's documentation uses one of the upper
// half of those numbers, and its API rejects that one.
func (r *Run) phone() string {
	r.emails++
	return fmt.Sprintf("+1202555%04d", 100+(int(r.id[0])*7+int(r.id[1])*13+r.emails)%50)
}

// mark is in the name of everything that the run creates.
func (r *Run) mark() string { return "stytch-go-" + r.id }

// clientSide returns something that a person or an authenticator makes of a response, such as a code or a signature. In a
// replay it returns a placeholder, since nothing checks the value. The scenario ends if do fails or panics: then the response
// lacks something.
func (r *Run) clientSide(do func() (string, error)) (made string) {
	if r.replay {
		return "replayed"
	}
	defer func() {
		if v := recover(); v != nil {
			r.fail("want a response that can be used")
			panic(stop{})
		}
	}()
	made, err := do()
	if err != nil {
		panic(err)
	}
	return made
}
