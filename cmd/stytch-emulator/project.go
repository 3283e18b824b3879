package main

import (
	"log/slog"

	"github.com/flymyai/stytch-go/internal/emulator"
)

// newProject makes the project that the flags describe.
func newProject(s *settings, log *slog.Logger) (*emulator.Server, error) {
	cfg := emulator.Config{ProjectID: s.projectID, Secret: s.secret, Logger: log, RedirectURLs: s.redirects()}
	if s.seed == "" {
		return emulator.New(cfg)
	}
	file, err := readSeed(s.seed)
	if err != nil {
		return nil, err
	}
	return file.start(cfg)
}

// redirects are the registered URLs, nil when any is taken.
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
