package main

import (
	"context"
	"crypto"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/internal/emulator"
)

// trustedProfile is a trusted token profile in a seed file.
type trustedProfile struct {
	ID       string             `json:"profile_id"`
	Issuer   string             `json:"issuer"`
	Audience string             `json:"audience"`
	JWKS     jose.JSONWebKeySet `json:"jwks"`
}

func (p *trustedProfile) profile() (emulator.TrustedTokenProfile, error) {
	profile := emulator.TrustedTokenProfile{ID: p.ID, Issuer: p.Issuer, Audience: p.Audience, Keys: map[string]crypto.PublicKey{}}
	if p.ID == "" || p.Issuer == "" || p.Audience == "" || len(p.JWKS.Keys) == 0 {
		return profile, errors.New("needs profile_id, issuer, audience and jwks with a key")
	}
	for _, key := range p.JWKS.Keys {
		if key.KeyID == "" || !key.Valid() || !key.IsPublic() {
			return profile, errors.New("every key of jwks needs a kid, and must be a public key")
		}
		profile.Keys[key.KeyID] = key.Key
	}
	return profile, nil
}

const (
	userInfoTimeout = 10 * time.Second
	maxUserInfo     = 1 << 20
)

// userInfo returns a function that looks up the email address of another provider's session token at a UserInfo endpoint
// (OpenID Connect Core, section 5.3).
func userInfo(endpoint string) (func(token string) (string, error), error) {
	u, err := url.Parse(endpoint)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return nil, errors.New("must be an absolute http or https URL")
	}
	client := &http.Client{
		Timeout:       userInfoTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, // the redirect target would receive the token
	}
	return func(token string) (string, error) {
		req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, endpoint, http.NoBody) //nolint:gosec // the owner of the project names the endpoint
		if err != nil {
			return "", err
		}
		req.Header.Set("Authorization", "Bearer "+token)
		resp, err := client.Do(req) //nolint:gosec // the same
		if err != nil {
			return "", err
		}
		defer func() { _ = resp.Body.Close() }() // the body is only read
		if resp.StatusCode != http.StatusOK {
			return "", fmt.Errorf("the endpoint returned %s", resp.Status)
		}
		var claims struct {
			Email string `json:"email"`
		}
		if err := json.UnmarshalRead(io.LimitReader(resp.Body, maxUserInfo), &claims); err != nil {
			return "", errors.New("the endpoint did not return a JSON object")
		}
		return claims.Email, nil
	}, nil
}
