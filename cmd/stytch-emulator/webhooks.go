package main

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"flag"
	"net/url"

	"github.com/flymyai/stytch-go/internal/emulator"
	"github.com/flymyai/stytch-go/webhooks"
)

// webhookFlags defines the flags of webhooks.
func webhookFlags(f *flag.FlagSet, s *settings) {
	f.Func("webhook-url", "send a webhook to this `URL` for each change to a user; can be repeated", func(value string) error {
		if u, err := url.Parse(value); err != nil || u.Host == "" || u.User != nil || (u.Scheme != "http" && u.Scheme != "https") {
			return errors.New("it must look like http://127.0.0.1:8080/webhooks/stytch")
		}
		s.webhookURLs = append(s.webhookURLs, value)
		return nil
	})
	f.StringVar(&s.webhookSecret, "webhook-secret", "", "`secret` that webhooks are signed with, whsec_<base64> (default generated)")
}

// completeWebhooks generates the secret if there is none, and rejects one that no application could use.
func (s *settings) completeWebhooks() error {
	switch {
	case len(s.webhookURLs) == 0 && s.webhookSecret != "":
		return errors.New("-webhook-secret requires -webhook-url")
	case len(s.webhookURLs) == 0:
		return nil
	case s.webhookSecret == "":
		key := make([]byte, 24)
		_, _ = rand.Read(key) // it never fails
		s.webhookSecret = "whsec_" + base64.StdEncoding.EncodeToString(key)
	}
	if _, err := webhooks.NewVerifier(s.webhookSecret); err != nil {
		return errors.New("-webhook-secret: it must be whsec_ and the base64 of 24 bytes or more")
	}
	return nil
}

// webhooks returns the endpoints of a project. All endpoints of all projects have the same secret.
func (s *settings) webhooks() []emulator.WebhookEndpoint {
	var endpoints []emulator.WebhookEndpoint
	for _, to := range s.webhookURLs {
		endpoints = append(endpoints, emulator.WebhookEndpoint{URL: to, Secret: s.webhookSecret})
	}
	return endpoints
}

// webhookVariables returns the variable with which an application verifies the webhooks.
func (s *settings) webhookVariables() []variable {
	if len(s.webhookURLs) == 0 {
		return nil
	}
	return []variable{{"STYTCH_WEBHOOK_SECRET", s.webhookSecret}}
}
