package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/flymyai/stytch-go/cmd/stytch-emulator/internal/control"
)

// healthTimeout is how long an emulator may take to respond to a health check. On a busy machine, as in CI, a second is short.
const healthTimeout = 10 * time.Second

// checkHealth returns nil if an emulator serves at the address of the flags. It is the health check of the container
// image, which has no shell.
func (s *settings) checkHealth(ctx context.Context) error {
	host, port, err := net.SplitHostPort(s.addr)
	if err != nil {
		return fmt.Errorf("-addr %s: %w", s.addr, err)
	}
	if ip := net.ParseIP(host); host == "" || ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	at := net.JoinHostPort(host, port)
	err = getHealth(ctx, "http://"+at, nil)
	if err == nil {
		return nil
	}
	// The emulator may serve https even if this command was run without -tls. The file then contains its authority.
	authority, fileErr := s.readAuthority(port)
	if fileErr != nil {
		if s.tls {
			err = fileErr
		}
		return err
	}
	return getHealth(ctx, "https://"+at, authority)
}

// readAuthority reads the certificate authority of the emulator on a port.
func (s *settings) readAuthority(port string) (*x509.CertPool, error) {
	file := s.caFile
	if file == "" {
		var err error
		if file, err = defaultCAFile(port); err != nil {
			return nil, err
		}
	}
	pem, err := os.ReadFile(file) //nolint:gosec // the caller's own file
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%s contains no certificate", file)
	}
	return pool, nil
}

func getHealth(ctx context.Context, base string, authority *x509.CertPool) (err error) {
	ctx, cancel := context.WithTimeout(ctx, healthTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+control.Health, http.NoBody) //nolint:gosec // the user names the address
	if err != nil {
		return err
	}
	// Bypass any proxy, since the emulator is on this machine.
	client := &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: authority, MinVersion: tls.VersionTLS12}, DisableKeepAlives: true,
	}}
	resp, err := client.Do(req) //nolint:gosec // the user names the address
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", req.URL, resp.Status)
	}
	return nil
}
