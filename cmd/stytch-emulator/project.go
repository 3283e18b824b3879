package main

import (
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"github.com/flymyai/stytch-go/internal/emulator"
)

// newProjects creates the projects that the flags describe.
func newProjects(s *settings, log *slog.Logger) ([]*emulator.Server, error) {
	projects := make([]*emulator.Server, s.projects)
	for i := range projects {
		own, ownLog := *s, log
		if n := i + 1; n > 1 {
			own.projectID, own.secret = nthProjectID(s.projectID, n), nthSecret(s.secret, n)
			own.idSeed = nthSeed(s.idSeed, n)
			ownLog = log.With(slog.Int("project", n))
		}
		var err error
		if projects[i], err = newProject(&own, ownLog); err != nil {
			return nil, err
		}
	}
	return projects, nil
}

// newProject creates a project with the credentials and the seed file of the flags.
func newProject(s *settings, log *slog.Logger) (*emulator.Server, error) {
	cfg := emulator.Config{ProjectID: s.projectID, Secret: s.secret, Logger: log, RedirectURLs: s.redirects(), Webhooks: s.webhooks(), Start: s.start, Seed: s.idSeed}
	if s.seed == "" {
		return emulator.New(cfg)
	}
	file, err := readSeed(s.seed)
	if err != nil {
		return nil, err
	}
	return file.start(cfg)
}

// nthProjectID derives the ID of another project from that of the first by incrementing its last group of digits. Like
// the first ID, it is the same at each start.
func nthProjectID(first string, n int) string {
	i := strings.LastIndexByte(first, '-') + 1
	last, err := strconv.ParseUint(first[i:], 16, 48)
	if err != nil {
		return "" // the first ID is generated, so generate this one too
	}
	return fmt.Sprintf("%s%012x", first[:i], (last+uint64(n-1))&(1<<48-1)) //nolint:gosec // n is at least 1
}

// nthSecret derives the secret of another project from that of the first.
func nthSecret(first string, n int) string {
	if first == "" {
		return ""
	}
	return first + "-" + strconv.Itoa(n)
}

// nthSeed derives the seed of another project from that of the first, so that their IDs differ.
func nthSeed(first *uint64, n int) *uint64 {
	if first == nil {
		return nil
	}
	return new(*first + uint64(n-1)) //nolint:gosec // n is at least 1
}

// redirects returns the registered URLs, or nil to accept any URL.
func (s *settings) redirects() []emulator.RedirectURL {
	var registered []emulator.RedirectURL
	for i, url := range s.redirectURLs {
		r := emulator.RedirectURL{URL: url}
		if i == 0 {
			r.Default = []string{emulator.RedirectLogin, emulator.RedirectSignup, emulator.RedirectInvite, emulator.RedirectResetPassword}
		}
		registered = append(registered, r)
	}
	return registered
}
