package live

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/go-json-experiment/json"
	"go.yaml.in/yaml/v3"
	"gopkg.in/dnaeon/go-vcr.v4/pkg/cassette"
	"gopkg.in/dnaeon/go-vcr.v4/pkg/recorder"

	"github.com/flymyai/stytch-go"
)

// The headers that a cassette has besides those of the request and the response.
const (
	operationHeader = "X-Conformance-Operation"
	timeHeader      = "X-Conformance-Time"
)

// Cassettes is a folder of cassettes, one for each scenario.
type Cassettes struct {
	Dir string
	FS  cassette.FS
	// Vocabulary is what a cassette may contain.
	Vocabulary *Vocabulary
}

// OnDisk returns the cassettes in a folder.
func OnDisk(dir string, v *Vocabulary) *Cassettes {
	return &Cassettes{Dir: dir, FS: cassette.NewDiskFS(), Vocabulary: v}
}

// InMemory returns a folder in memory, which ends with the process.
func InMemory(v *Vocabulary) *Cassettes {
	return &Cassettes{FS: &memory{files: map[string][]byte{}}, Vocabulary: v}
}

// memory is a folder in memory.
type memory struct {
	mu    sync.Mutex
	files map[string][]byte
}

func (m *memory) ReadFile(name string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if data, ok := m.files[name]; ok {
		return data, nil
	}
	return nil, cassette.ErrCassetteNotFound
}

func (m *memory) WriteFile(name string, data []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[name] = data
	return nil
}

func (m *memory) IsFileExists(name string) bool {
	_, err := m.ReadFile(name)
	return err == nil
}

// file is the file of a cassette.
func (c *Cassettes) file(scenario string) string { return filepath.Join(c.Dir, scenario+".yaml") }

// Record runs a scenario against the project of a guard, deletes what it created and writes a cassette.
func (c *Cassettes) Record(ctx context.Context, s Scenario, g *Guard) (*Result, error) {
	runID := newRunID()
	redactor := newRedactor(c.Vocabulary, g.project)
	rec, err := recorder.New(filepath.Join(c.Dir, s.Name),
		recorder.WithMode(recorder.ModeRecordOnly),
		recorder.WithFS(c.FS),
		recorder.WithRealTransport(stamped{g}),
		recorder.WithSkipRequestLatency(true),
		recorder.WithDebugWriter(io.Discard), // VCR_DEBUG would print secrets
		recorder.WithHook(redactor.interaction, recorder.BeforeSaveHook),
		recorder.WithMarshalFunc(redactor.marshal),
	)
	if err != nil {
		return nil, err
	}
	result, err := perform(ctx, s, g.project, tagged{rec}, runID, false)
	left := g.Clean(ctx, runID)
	if err != nil {
		return nil, err
	}
	result.Leftovers = left
	return result, rec.Stop()
}

// Replay runs a scenario against its cassette, without the network.
func (c *Cassettes) Replay(ctx context.Context, s Scenario, p Project) (*Result, error) {
	rec, err := recorder.New(filepath.Join(c.Dir, s.Name),
		recorder.WithMode(recorder.ModeReplayOnly),
		recorder.WithFS(c.FS),
		recorder.WithRealTransport(noNetwork{}),
		recorder.WithSkipRequestLatency(true),
		recorder.WithDebugWriter(io.Discard),
		recorder.WithMatcher(matches),
	)
	if err != nil {
		return nil, err
	}
	result, err := perform(ctx, s, p, tagged{rec}, newRunID(), true)
	if err != nil {
		return nil, err
	}
	return result, rec.Stop()
}

// matches reports whether a request is that of the recorded step. The rest of it depends on values of the run.
func matches(r *http.Request, recorded cassette.Request) bool {
	return r.Method == recorded.Method && r.Header.Get(stepHeader) == recorded.Headers.Get(stepHeader)
}

// noNetwork fails every request.
type noNetwork struct{}

func (noNetwork) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("a replay sends nothing")
}

// tagged names the step and the operation of a request.
type tagged struct{ http.RoundTripper }

func (t tagged) RoundTrip(r *http.Request) (*http.Response, error) {
	step, ok := r.Context().Value(stepKey{}).(string)
	if !ok {
		return nil, errors.New("a scenario sent a request without a step")
	}
	operation, _, _ := stytch.OperationFromContext(r.Context())
	if strings.HasSuffix(r.URL.Path, "/oauth2/token") { // also by a raw request
		operation = "m2m.token"
	}
	out := r.Clone(r.Context())
	out.Header.Set(stepHeader, step)
	out.Header.Set(operationHeader, operation)
	return t.RoundTripper.RoundTrip(out)
}

// stamped notes the time of a response, and takes the tags off the request.
type stamped struct{ http.RoundTripper }

func (s stamped) RoundTrip(r *http.Request) (*http.Response, error) {
	out := r.Clone(r.Context())
	out.Header.Del(stepHeader)
	out.Header.Del(operationHeader)
	resp, err := s.RoundTripper.RoundTrip(out)
	if err != nil {
		return nil, err
	}
	resp.Header.Set(timeHeader, time.Now().UTC().Format(time.RFC3339))
	return resp, nil
}

// errSecret is the error for a cassette that would contain a secret and was not written.
var errSecret = errors.New("the cassette would contain a secret, so it was not written")

// minSecret is the length of the shortest secret that is searched in a cassette. Anything shorter is there by chance.
const minSecret = 8

// marshal encodes a cassette. It fails if the cassette contains anything that was replaced.
func (d *redactor) marshal(v any) ([]byte, error) {
	text, err := yaml.Marshal(v)
	if err != nil {
		return nil, err
	}
	haystack := string(text)
	for secret := range d.secrets {
		if len(secret) < minSecret {
			continue
		}
		for form := range encodings(secret) {
			if strings.Contains(haystack, form) {
				return nil, errSecret
			}
		}
	}
	return text, nil
}

// encodings are the forms in which a secret could be in a file.
func encodings(secret string) iter.Seq[string] {
	escaped, _ := json.Marshal(secret) // a string never fails, except for invalid UTF-8
	forms := map[string]bool{
		secret: true,
		base64.StdEncoding.EncodeToString([]byte(secret)):    true,
		base64.RawStdEncoding.EncodeToString([]byte(secret)): true,
		base64.URLEncoding.EncodeToString([]byte(secret)):    true,
		base64.RawURLEncoding.EncodeToString([]byte(secret)): true,
		strings.Trim(string(escaped), `"`):                   true,
		url.QueryEscape(secret):                              true,
		url.PathEscape(secret):                               true,
	}
	delete(forms, "")
	return maps.Keys(forms)
}

// Interaction is a call of a cassette.
type Interaction struct {
	Step, Operation   string
	Time              time.Time
	Status            int
	Header            http.Header
	Request, Response any
}

// Load reads the cassette of a scenario.
func (c *Cassettes) Load(scenario string) ([]Interaction, error) {
	tape, err := cassette.LoadWithFS(filepath.Join(c.Dir, scenario), c.FS)
	if err != nil {
		return nil, err
	}
	var list []Interaction
	for _, i := range tape.Interactions {
		at, err := time.Parse(time.RFC3339, i.Response.Headers.Get(timeHeader))
		if err != nil {
			return nil, fmt.Errorf("cassette %s: %w", scenario, err)
		}
		one := Interaction{
			Step: i.Request.Headers.Get(stepHeader), Operation: i.Request.Headers.Get(operationHeader),
			Time: at, Status: i.Response.Code, Header: i.Response.Headers,
		}
		one.Request, one.Response = decoded(i.Request.Body), decoded(i.Response.Body)
		if values, err := url.ParseQuery(i.Request.Body); err == nil && one.Request == nil {
			form := map[string]any{}
			for key, list := range values {
				form[key] = list[0]
			}
			one.Request = form
		}
		list = append(list, one)
	}
	return list, nil
}

// decoded returns the JSON value of a text, or nil.
func decoded(text string) any {
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		return nil
	}
	return v
}
