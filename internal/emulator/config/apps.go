package config

import (
	"errors"
	"net/url"
)

// checkEndpoint rejects an authorization endpoint that no browser could open (RFC 6749, section 3.1). Empty is fine.
func checkEndpoint(endpoint string) error {
	if endpoint == "" {
		return nil
	}
	u, err := url.Parse(endpoint)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil || u.Fragment != "" {
		return errors.New("it is not an absolute http or https URL without a user and a fragment")
	}
	return nil
}
