package main

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/flymyai/stytch-go/cmd/stytch-emulator/internal/strictjson"
	"github.com/flymyai/stytch-go/internal/emulator"
	"github.com/flymyai/stytch-go/stytchtest"
)

// seedFile describes a project's settings and initial state.
type seedFile struct {
	projectSettings

	name         string
	Users        []stytchtest.User         `json:"users"`
	M2MClients   []stytchtest.M2MClient    `json:"m2m_clients"`
	Apps         []stytchtest.ConnectedApp `json:"connected_apps"`
	Fingerprints []stytchtest.Fingerprint  `json:"fingerprints"`
}

func readSeed(name string) (*seedFile, error) {
	data, err := os.ReadFile(name) //nolint:gosec // the caller's own file
	if err != nil {
		return nil, fmt.Errorf("-seed: %w", err)
	}
	f := &seedFile{name: name}
	if err := strictjson.Decode(data, f); err != nil {
		if e, ok := errors.AsType[*strictjson.Error](err); ok {
			return nil, fmt.Errorf("%s:%d: %w", name, e.Line, err)
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for i, u := range f.Users {
		if field, problem := emulator.SeedUser(u).Check(); field != "" {
			return nil, fmt.Errorf("%s: /users/%d/%s: %s", name, i, field, problem)
		}
	}
	return f, nil
}

// start creates a project from the file.
func (f *seedFile) start(cfg emulator.Config) (*emulator.Server, error) {
	if _, err := emulator.New(cfg); err != nil {
		return nil, err // the file is not the cause
	}
	if err := f.set(&cfg); err != nil {
		return nil, fmt.Errorf("%s: %w", f.name, err)
	}
	if _, err := startWith(cfg, f.Users, nil); err != nil {
		return nil, f.blame(cfg)
	}
	project, err := startWith(cfg, f.Users, f.M2MClients)
	if err != nil {
		return nil, f.blameClient(cfg)
	}
	return project, nil
}

// set applies everything that does not depend on users: the settings, the apps and the devices.
func (f *seedFile) set(cfg *emulator.Config) error {
	if err := f.apply(cfg); err != nil {
		return err
	}
	for _, device := range f.Fingerprints {
		cfg.Fingerprints = append(cfg.Fingerprints, emulator.Fingerprint(device))
	}
	cfg.ConnectedApps = f.Apps
	if _, err := emulator.New(*cfg); err != nil {
		return errors.New(ofList.ReplaceAllString(err.Error(), "/$1/$2: "))
	}
	return nil
}

func startWith(cfg emulator.Config, users []stytchtest.User, clients []stytchtest.M2MClient) (*emulator.Server, error) {
	for _, u := range users {
		cfg.Users = append(cfg.Users, emulator.SeedUser(u))
	}
	cfg.M2MClients = clients
	return emulator.New(cfg)
}

// blame returns an error that names the field that keeps the project from starting. The emulator's own error may
// name only a generated ID.
func (f *seedFile) blame(cfg emulator.Config) error {
	fails := func(users []stytchtest.User) error {
		_, err := startWith(cfg, users, nil)
		return err
	}
	n := sort.Search(len(f.Users)-1, func(n int) bool { return fails(f.Users[:n+1]) != nil })
	problem := anonymous(fails(f.Users[:n+1]))
	field := invalidField(f.Users[n], func(u stytchtest.User) bool {
		err := fails(append(slices.Clip(f.Users[:n]), u))
		return err == nil || anonymous(err) != problem
	})
	return fmt.Errorf("%s: /users/%d%s: %s", f.name, n, field, problem)
}

// blameClient returns an error that names the client and the field that keep the project from starting.
func (f *seedFile) blameClient(cfg emulator.Config) error {
	fails := func(clients []stytchtest.M2MClient) error {
		_, err := startWith(cfg, nil, clients)
		return err
	}
	n := sort.Search(len(f.M2MClients)-1, func(n int) bool { return fails(f.M2MClients[:n+1]) != nil })
	field := invalidField(f.M2MClients[n], func(c stytchtest.M2MClient) bool {
		return fails(append(slices.Clip(f.M2MClients[:n]), c)) == nil
	})
	return fmt.Errorf("%s: /m2m_clients/%d%s: %s", f.name, n, field, ofClient.ReplaceAllString(fails(f.M2MClients[:n+1]).Error(), ""))
}

// invalidField returns the JSON pointer of the field whose removal makes a value valid, or "" if there is none.
func invalidField[T any](u T, cured func(T) bool) string {
	for _, field := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		if field.Anonymous {
			continue
		}
		without := u
		reflect.ValueOf(&without).Elem().FieldByIndex(field.Index).SetZero()
		if cured(without) {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			return "/" + name
		}
	}
	return ""
}

var (
	ofUser   = regexp.MustCompile(`^user user-[^ ]+: `)
	ofClient = regexp.MustCompile(`^m2m_clients\[\d+\]: `)
	ofList   = regexp.MustCompile(`^(fingerprints|connected_apps)\[(\d+)\]: `)
	user     = regexp.MustCompile(`^user user-[^ ]+ `)
)

// anonymous returns the text of an error without the user ID, which may be generated.
func anonymous(err error) string {
	return user.ReplaceAllString(ofUser.ReplaceAllString(err.Error(), ""), "the user ")
}
