// Package health checks whether a program serves on this machine. The images of the programs have no shell, and so nothing
// else that could check it.
package health

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

const (
	// timeout is how long a program may take to respond. On a busy machine, as in CI, a second is short.
	timeout = 10 * time.Second
	// maxReport exceeds the size of a report.
	maxReport = 64 << 10
)

// ErrOtherProgram is the error for a response that is not the expected program's.
var ErrOtherProgram = errors.New("another program responds at this address")

// Address returns the address at which this machine reaches a program that listens on addr, perhaps on every interface.
func Address(addr string) (string, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return "", err
	}
	if ip := net.ParseIP(host); host == "" || ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port), nil
}

// Get decodes the report that a program serves at a URL. A status of 200 is not enough: a web application may respond with
// a page to every path. So the caller also checks that the report is its program's.
func Get(ctx context.Context, url string, config *tls.Config, report any) (err error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return err
	}
	// Bypass any proxy, since the program is on this machine.
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: config, DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", url, resp.Status)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxReport))
	if err != nil {
		return fmt.Errorf("%s: %w", url, err)
	}
	if json.Unmarshal(body, report) != nil {
		return fmt.Errorf("%s: %w", url, ErrOtherProgram)
	}
	return nil
}
