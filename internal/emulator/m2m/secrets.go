package m2m

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/clientsecret"
	"github.com/flymyai/stytch-go/internal/emulator/op"
)

const (
	minSecret = 8
	// maxSecret and minDifferent are guesses: Stytch rejects secrets that are too long or too easy to guess, and does
	// not say which.
	maxSecret    = 128
	minDifferent = 5
)

// authenticates reports whether a secret is one of the client's.
func (c *client) authenticates(plain string) bool {
	return c.secret.Is(plain) || (c.next != nil && c.next.Is(plain))
}

// checkSecret rejects a weak secret.
func checkSecret(plain string) error {
	different := map[rune]bool{}
	for _, r := range plain {
		different[r] = true
		if r <= ' ' || r > '~' {
			return apierror.Newf(api.ErrorTypeM2MClientInvalidClientSecret, "client_secret contains a space or a character that is not ASCII.")
		}
	}
	switch {
	case len(plain) > maxSecret:
		return apierror.Newf(api.ErrorTypeClientSecretTooLong, "client_secret is longer than %d characters.", maxSecret)
	case len(plain) < minSecret || len(different) < minDifferent:
		return apierror.Newf(api.ErrorTypeInsecureM2MClientSecret, "client_secret needs at least %d characters, and %d different ones.", minSecret, minDifferent)
	}
	return nil
}

func rotateStart(c *op.Call, _ *op.NoBody) (*api.M2MClientsSecretsRotateStartResponse, error) {
	found, err := byParam(c)
	if err != nil {
		return nil, err
	}
	if found.next != nil {
		return nil, apierror.Newf(api.ErrorTypeM2MClientAlreadyRotatingSecret, "The client already has a second secret.")
	}
	plain := c.Store.Random.Token()
	next := clientsecret.New(plain)
	found.next = &next
	v := found.view()
	return &api.M2MClientsSecretsRotateStartResponse{M2MClient: api.M2MClientWithNextClientSecret{
		ClientID: v.ClientID, ClientName: v.ClientName, ClientDescription: v.ClientDescription, Status: v.Status, Scopes: v.Scopes,
		ClientSecretLastFour: v.ClientSecretLastFour, NextClientSecret: plain, NextClientSecretLastFour: v.NextClientSecretLastFour,
		TrustedMetadata: v.TrustedMetadata,
	}}, nil
}

func rotateCancel(c *op.Call, _ *op.NoBody) (*api.M2MClientsSecretsRotateCancelResponse, error) {
	found, err := rotating(c)
	if err != nil {
		return nil, err
	}
	found.next = nil
	return &api.M2MClientsSecretsRotateCancelResponse{M2MClient: found.view()}, nil
}

func rotate(c *op.Call, _ *op.NoBody) (*api.M2MClientsSecretsRotateResponse, error) {
	found, err := rotating(c)
	if err != nil {
		return nil, err
	}
	found.secret, found.next = *found.next, nil
	return &api.M2MClientsSecretsRotateResponse{M2MClient: found.view()}, nil
}

// rotating returns the client in the path, which must have two secrets.
func rotating(c *op.Call) (*client, error) {
	found, err := byParam(c)
	if err != nil {
		return nil, err
	}
	if found.next == nil {
		return nil, apierror.Newf(api.ErrorTypeM2MClientNotRotatingSecret, "The client has no second secret.")
	}
	return found, nil
}
