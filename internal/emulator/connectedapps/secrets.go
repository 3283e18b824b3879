package connectedapps

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/clientsecret"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// confidential returns the app in the path, which must have a secret.
func confidential(c *op.Call) (*store.App, error) {
	found, err := byParam(c)
	if err != nil {
		return nil, err
	}
	if found.Secret == nil {
		return nil, apierror.Newf(api.ErrorTypePublicConnectedAppsDoNotHaveSecrets, "The app is public and has no secret.")
	}
	return found, nil
}

// rotating returns the app in the path, which must have two secrets.
func rotating(c *op.Call) (*store.App, error) {
	found, err := confidential(c)
	if err != nil {
		return nil, err
	}
	if found.Next == nil {
		return nil, apierror.Newf(api.ErrorTypeConnectedAppNotRotatingSecret, "The app has no second secret.")
	}
	return found, nil
}

func rotateStart(c *op.Call, _ *op.NoBody) (*api.ConnectedAppsClientsSecretsRotateStartResponse, error) {
	found, err := confidential(c)
	if err != nil {
		return nil, err
	}
	if found.Next != nil {
		return nil, apierror.Newf(api.ErrorTypeConnectedAppAlreadyRotatingSecret, "The app already has a second secret.")
	}
	plain := c.Store.Random.Token()
	next := clientsecret.New(plain)
	found.Next = &next
	v := found.View()
	return &api.ConnectedAppsClientsSecretsRotateStartResponse{ConnectedApp: api.ConnectedAppWithNextClientSecret{
		ClientID: v.ClientID, ClientType: v.ClientType, ClientName: v.ClientName, ClientDescription: v.ClientDescription,
		RedirectURLs: v.RedirectURLs, PostLogoutRedirectURLs: v.PostLogoutRedirectURLs,
		FullAccessAllowed: v.FullAccessAllowed, BypassConsentForOfflineAccess: v.BypassConsentForOfflineAccess,
		AccessTokenExpiryMinutes: v.AccessTokenExpiryMinutes, AccessTokenCustomAudience: v.AccessTokenCustomAudience,
		AccessTokenTemplateContent: v.AccessTokenTemplateContent, IDTokenTemplateContent: v.IDTokenTemplateContent,
		LogoURL: v.LogoURL, Status: v.Status, ClientSecretLastFour: v.ClientSecretLastFour,
		NextClientSecret: plain, NextClientSecretLastFour: v.NextClientSecretLastFour,
	}}, nil
}

func rotateCancel(c *op.Call, _ *op.NoBody) (*api.ConnectedAppsClientsSecretsRotateCancelResponse, error) {
	found, err := rotating(c)
	if err != nil {
		return nil, err
	}
	found.Next = nil
	return &api.ConnectedAppsClientsSecretsRotateCancelResponse{ConnectedApp: found.View()}, nil
}

func rotate(c *op.Call, _ *op.NoBody) (*api.ConnectedAppsClientsSecretsRotateResponse, error) {
	found, err := rotating(c)
	if err != nil {
		return nil, err
	}
	found.Secret, found.Next = found.Next, nil
	return &api.ConnectedAppsClientsSecretsRotateResponse{ConnectedApp: found.View()}, nil
}
