// Package connectedapps serves the apps that users can let into their accounts, and their secrets.
package connectedapps

import (
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/clientsecret"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
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

const (
	defaultExpiryMinutes = 60
	// statusActive and createdByAPI are guesses: the values are not documented.
	statusActive = "active"
	createdByAPI = "API"
)

// app is an app that users can let into their accounts.
type app struct {
	// seq orders the apps by their creation.
	seq  uint64
	view api.ConnectedApp
	// secret is nil for a public app.
	secret *clientsecret.Secret
	// next is the second secret while the first is rotated.
	next *clientsecret.Secret
}

// apps is the state of the domain.
type apps struct {
	// list stands in the order of creation.
	list    []*app
	lastSeq uint64
}

// byParam returns the app in the path of a call.
func byParam(c *op.Call) (*app, error) {
	list := store.Part[apps](c.Store).list
	i := slices.IndexFunc(list, func(a *app) bool { return a.view.ClientID == c.Param("client_id") })
	if i < 0 {
		return nil, apierror.Newf(api.ErrorTypeConnectedAppNotFound, "There is no connected app %s.", c.Param("client_id"))
	}
	return list[i], nil
}

// described is the app without its secrets.
func (a *app) described() api.ConnectedApp {
	view := a.view
	view.RedirectURLs, view.PostLogoutRedirectURLs = slices.Clone(view.RedirectURLs), slices.Clone(view.PostLogoutRedirectURLs)
	if a.secret != nil {
		view.ClientSecretLastFour = a.secret.LastFour
	}
	if a.next != nil {
		view.NextClientSecretLastFour = a.next.LastFour
	}
	return view
}

func public(clientType api.ConnectedAppClientType) bool {
	return strings.HasSuffix(string(clientType), "_public")
}

func create(c *op.Call, req *api.ConnectedAppsClientsCreateRequest) (*api.ConnectedAppsClientsCreateResponse, error) {
	created := &app{view: api.ConnectedApp{
		ClientType: req.ClientType, ClientName: req.ClientName, ClientDescription: req.ClientDescription,
		RedirectURLs: orEmpty(req.RedirectURLs), PostLogoutRedirectURLs: orEmpty(req.PostLogoutRedirectURLs),
		FullAccessAllowed: req.FullAccessAllowed, BypassConsentForOfflineAccess: req.BypassConsentForOfflineAccess,
		AccessTokenExpiryMinutes: req.AccessTokenExpiryMinutes, AccessTokenCustomAudience: req.AccessTokenCustomAudience,
		AccessTokenTemplateContent: req.AccessTokenTemplateContent, IDTokenTemplateContent: req.IDTokenTemplateContent,
		LogoURL: req.LogoURL, CreationMethod: createdByAPI, Status: statusActive,
	}}
	if created.view.AccessTokenExpiryMinutes == 0 {
		created.view.AccessTokenExpiryMinutes = defaultExpiryMinutes
	}
	if err := check(&created.view); err != nil {
		return nil, err
	}
	created.view.ClientID = c.Store.NewID(ids.ConnectedApp)
	plain := ""
	if !public(req.ClientType) {
		plain = c.Store.Random.Token()
		secret := clientsecret.New(plain)
		created.secret = &secret
	}
	all := store.Part[apps](c.Store)
	all.lastSeq++
	created.seq = all.lastSeq
	all.list = append(all.list, created)
	v := created.described()
	return &api.ConnectedAppsClientsCreateResponse{ConnectedApp: api.ConnectedAppWithClientSecret{
		ClientID: v.ClientID, ClientType: v.ClientType, ClientName: v.ClientName, ClientDescription: v.ClientDescription,
		RedirectURLs: v.RedirectURLs, PostLogoutRedirectURLs: v.PostLogoutRedirectURLs,
		FullAccessAllowed: v.FullAccessAllowed, BypassConsentForOfflineAccess: v.BypassConsentForOfflineAccess,
		AccessTokenExpiryMinutes: v.AccessTokenExpiryMinutes, AccessTokenCustomAudience: v.AccessTokenCustomAudience,
		AccessTokenTemplateContent: v.AccessTokenTemplateContent, IDTokenTemplateContent: v.IDTokenTemplateContent,
		LogoURL: v.LogoURL, Status: v.Status, ClientSecret: plain, ClientSecretLastFour: v.ClientSecretLastFour,
	}}, nil
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func get(c *op.Call, _ *op.NoBody) (*api.ConnectedAppsClientsGetResponse, error) {
	found, err := byParam(c)
	if err != nil {
		return nil, err
	}
	return &api.ConnectedAppsClientsGetResponse{ConnectedApp: found.described()}, nil
}

func update(c *op.Call, req *api.ConnectedAppsClientsUpdateRequest) (*api.ConnectedAppsClientsUpdateResponse, error) {
	found, err := byParam(c)
	if err != nil {
		return nil, err
	}
	changed := found.view
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
	if err := check(&changed); err != nil {
		return nil, err
	}
	found.view = changed
	return &api.ConnectedAppsClientsUpdateResponse{ConnectedApp: found.described()}, nil
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
	all := store.Part[apps](c.Store)
	all.list = slices.DeleteFunc(all.list, func(other *app) bool { return other == found })
	return &api.ConnectedAppsClientsDeleteResponse{ClientID: found.view.ClientID}, nil
}
