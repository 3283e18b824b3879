// Package connectedapps serves the apps that users can give access to their accounts, and the secrets of these apps.
package connectedapps

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	const secrets = "/v1/connected_apps/clients/{client_id}/secrets/"
	return []op.Operation{
		op.Post("connected_apps.clients.create", "/v1/connected_apps/clients", create),
		op.Get("connected_apps.clients.get", "/v1/connected_apps/clients/{client_id}", get),
		op.Post("connected_apps.clients.search", "/v1/connected_apps/clients/search", search),
		op.Put("connected_apps.clients.update", "/v1/connected_apps/clients/{client_id}", update),
		op.Delete("connected_apps.clients.delete", "/v1/connected_apps/clients/{client_id}", deleteClient),
		op.Post("connected_apps.clients.secrets.rotate_start", secrets+"rotate/start", rotateStart),
		op.Post("connected_apps.clients.secrets.rotate_cancel", secrets+"rotate/cancel", rotateCancel),
		op.Post("connected_apps.clients.secrets.rotate", secrets+"rotate", rotate),
	}
}

// byParam returns the app in the path of a call.
func byParam(c *op.Call) (*store.App, error) { return c.Store.FindApp(c.Param("client_id")) }

func create(c *op.Call, req *api.ConnectedAppsClientsCreateRequest) (*api.ConnectedAppsClientsCreateResponse, error) {
	fields := store.NewAppFields(api.ConnectedAppWithClientSecret{
		ClientType: req.ClientType, ClientName: req.ClientName, ClientDescription: req.ClientDescription,
		RedirectURLs: req.RedirectURLs, PostLogoutRedirectURLs: req.PostLogoutRedirectURLs,
		FullAccessAllowed: req.FullAccessAllowed, BypassConsentForOfflineAccess: req.BypassConsentForOfflineAccess,
		AccessTokenExpiryMinutes: req.AccessTokenExpiryMinutes, AccessTokenCustomAudience: req.AccessTokenCustomAudience,
		AccessTokenTemplateContent: req.AccessTokenTemplateContent, IDTokenTemplateContent: req.IDTokenTemplateContent,
		LogoURL: req.LogoURL,
	})
	if err := store.CheckApp(&fields); err != nil {
		return nil, err
	}
	created, plain := c.Store.AddApp(fields)
	v := created.View()
	return &api.ConnectedAppsClientsCreateResponse{ConnectedApp: api.ConnectedAppWithClientSecret{
		ClientID: v.ClientID, ClientType: v.ClientType, ClientName: v.ClientName, ClientDescription: v.ClientDescription,
		RedirectURLs: v.RedirectURLs, PostLogoutRedirectURLs: v.PostLogoutRedirectURLs,
		FullAccessAllowed: v.FullAccessAllowed, BypassConsentForOfflineAccess: v.BypassConsentForOfflineAccess,
		AccessTokenExpiryMinutes: v.AccessTokenExpiryMinutes, AccessTokenCustomAudience: v.AccessTokenCustomAudience,
		AccessTokenTemplateContent: v.AccessTokenTemplateContent, IDTokenTemplateContent: v.IDTokenTemplateContent,
		LogoURL: v.LogoURL, Status: v.Status, ClientSecret: plain, ClientSecretLastFour: v.ClientSecretLastFour,
	}}, nil
}

func get(c *op.Call, _ *op.NoBody) (*api.ConnectedAppsClientsGetResponse, error) {
	found, err := byParam(c)
	if err != nil {
		return nil, err
	}
	return &api.ConnectedAppsClientsGetResponse{ConnectedApp: found.View()}, nil
}

func update(c *op.Call, req *api.ConnectedAppsClientsUpdateRequest) (*api.ConnectedAppsClientsUpdateResponse, error) {
	found, err := byParam(c)
	if err != nil {
		return nil, err
	}
	changed := found.Fields
	set(&changed.ClientName, req.ClientName)
	set(&changed.ClientDescription, req.ClientDescription)
	set(&changed.FullAccessAllowed, req.FullAccessAllowed)
	set(&changed.BypassConsentForOfflineAccess, req.BypassConsentForOfflineAccess)
	set(&changed.AccessTokenExpiryMinutes, req.AccessTokenExpiryMinutes)
	set(&changed.AccessTokenCustomAudience, req.AccessTokenCustomAudience)
	set(&changed.AccessTokenTemplateContent, req.AccessTokenTemplateContent)
	set(&changed.IDTokenTemplateContent, req.IDTokenTemplateContent)
	set(&changed.LogoURL, req.LogoURL)
	if req.RedirectURLs != nil {
		changed.RedirectURLs = req.RedirectURLs
	}
	if req.PostLogoutRedirectURLs != nil {
		changed.PostLogoutRedirectURLs = req.PostLogoutRedirectURLs
	}
	if err := store.CheckApp(&changed); err != nil {
		return nil, err
	}
	found.Fields = changed
	return &api.ConnectedAppsClientsUpdateResponse{ConnectedApp: found.View()}, nil
}

// set replaces a field by a value that is given.
func set[T any](field, value *T) {
	if value != nil {
		*field = *value
	}
}

func deleteClient(c *op.Call, _ *op.NoBody) (*api.ConnectedAppsClientsDeleteResponse, error) {
	found, err := byParam(c)
	if err != nil {
		return nil, err
	}
	c.Store.RemoveApp(found)
	return &api.ConnectedAppsClientsDeleteResponse{ClientID: found.Fields.ClientID}, nil
}
