package main

import (
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/flymyai/stytch-go/internal/loopback"
)

// checkHTTP rejects addresses that other machines can reach, unless -expose allows them and a token protects them, or
// -oauth does. Anyone else who can reach the server has the rights of its secret.
func (s *settings) checkHTTP() error {
	if err := s.checkOAuth(); err != nil {
		return err
	}
	if s.http == "" {
		switch {
		case s.expose:
			return errors.New("-expose requires -http")
		case s.health:
			return errors.New("-health requires -http")
		}
		return nil
	}
	if strings.ContainsFunc(s.httpToken, notInToken) {
		return fmt.Errorf("the bearer token contains a space, a line break or another invalid character: check %s and -http-token", envToken)
	}
	host, _, err := net.SplitHostPort(s.http)
	switch {
	case err != nil:
		return fmt.Errorf("-http %s is not an address such as 127.0.0.1:8790", s.http)
	case loopback.Host(host), s.health:
		return nil
	case s.oauth && s.url == "":
		return fmt.Errorf("-http %s can be reached from other machines: -oauth then requires -url", s.http)
	case s.oauth:
		return nil
	case !s.expose:
		return fmt.Errorf("-http %s can be reached from other machines: use 127.0.0.1:<port>, localhost:<port> or [::1]:<port>, or allow it with -oauth or -expose", s.http)
	case s.httpToken == "":
		return fmt.Errorf("-expose requires a bearer token: set %s", envToken)
	}
	return nil
}

// notInToken reports whether a character cannot be in a bearer token. Clients cannot send the line break at the end of a
// file, for example, so a token that has one would lock everybody out.
func notInToken(r rune) bool { return r <= ' ' || r > '~' }
