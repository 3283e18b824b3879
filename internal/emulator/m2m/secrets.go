package m2m

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/clientsecret"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

func rotateStart(c *op.Call, _ *op.NoBody) (*api.M2MClientsSecretsRotateStartResponse, error) {
	found, err := byParam(c)
	if err != nil {
		return nil, err
	}
	if found.Next != nil {
		return nil, apierror.Newf(api.ErrorTypeM2MClientAlreadyRotatingSecret, "The client already has a second secret.")
	}
	plain := c.Store.Random.Token()
	next := clientsecret.New(plain)
	found.Next = &next
	v := found.View()
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
	found.Next = nil
	return &api.M2MClientsSecretsRotateCancelResponse{M2MClient: found.View()}, nil
}

func rotate(c *op.Call, _ *op.NoBody) (*api.M2MClientsSecretsRotateResponse, error) {
	found, err := rotating(c)
	if err != nil {
		return nil, err
	}
	found.Secret, found.Next = *found.Next, nil
	return &api.M2MClientsSecretsRotateResponse{M2MClient: found.View()}, nil
}

// rotating returns the client in the path, which must have two secrets.
func rotating(c *op.Call) (*store.M2MClient, error) {
	found, err := byParam(c)
	if err != nil {
		return nil, err
	}
	if found.Next == nil {
		return nil, apierror.Newf(api.ErrorTypeM2MClientNotRotatingSecret, "The client has no second secret.")
	}
	return found, nil
}
