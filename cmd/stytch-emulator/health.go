package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"

	"github.com/flymyai/stytch-go/cmd/internal/health"
	"github.com/flymyai/stytch-go/cmd/stytch-emulator/internal/control"
)

// errOtherProject is the error for an emulator of another project than the flags name.
var errOtherProject = errors.New("another project")

// checkHealth returns nil if an emulator serves at the address of the flags, with the project of the flags if they name one.
func (s *settings) checkHealth(ctx context.Context) error {
	at, err := health.Address(s.addr)
	if err != nil {
		return fmt.Errorf("-addr %s: %w", s.addr, err)
	}
	err = s.getHealth(ctx, "http://"+at, nil)
	if err == nil || errors.Is(err, health.ErrOtherProgram) || errors.Is(err, errOtherProject) {
		return err
	}
	// The emulator may serve https even if this command was run without -tls. The file then contains its authority.
	authority, fileErr := s.readAuthority(at)
	if fileErr != nil {
		if s.tls {
			err = fileErr
		}
		return err
	}
	return s.getHealth(ctx, "https://"+at, &tls.Config{RootCAs: authority, MinVersion: tls.VersionTLS12})
}

// readAuthority reads the certificate authority of the emulator at an address.
func (s *settings) readAuthority(addr string) (*x509.CertPool, error) {
	file := s.caFile
	if file == "" {
		_, port, err := net.SplitHostPort(addr)
		if err != nil {
			return nil, err
		}
		if file, err = defaultCAFile(port); err != nil {
			return nil, err
		}
	}
	content, err := readAuthorityFile(file)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(content) {
		return nil, fmt.Errorf("%s contains no certificate", file)
	}
	return pool, nil
}

// getHealth checks the report of the emulator at a base URL.
func (s *settings) getHealth(ctx context.Context, base string, config *tls.Config) error {
	var report control.HealthReport
	if err := health.Get(ctx, base+control.Health, config, &report); err != nil {
		return err
	}
	if report.Status != control.Healthy || report.ProjectID == "" {
		return fmt.Errorf("%s: %w", base+control.Health, health.ErrOtherProgram)
	}
	if s.projectID != "" && s.projectID != report.ProjectID {
		return fmt.Errorf("%w: the emulator at %s serves %s and not %s as its first project", errOtherProject, base, report.ProjectID, s.projectID)
	}
	return nil
}
