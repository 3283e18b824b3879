// Package m2m serves M2M clients, their secrets and their access tokens.
package m2m

import (
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/clientsecret"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.Post("m2m.clients.create", "/v1/m2m/clients", create),
		op.Get("m2m.clients.get", "/v1/m2m/clients/{client_id}", get),
		op.Post("m2m.clients.search", "/v1/m2m/clients/search", search),
		op.Put("m2m.clients.update", "/v1/m2m/clients/{client_id}", update),
		op.Delete("m2m.clients.delete", "/v1/m2m/clients/{client_id}", deleteClient),
		op.Post("m2m.clients.secrets.rotate_start", "/v1/m2m/clients/{client_id}/secrets/rotate/start", rotateStart),
		op.Post("m2m.clients.secrets.rotate_cancel", "/v1/m2m/clients/{client_id}/secrets/rotate/cancel", rotateCancel),
		op.Post("m2m.clients.secrets.rotate", "/v1/m2m/clients/{client_id}/secrets/rotate", rotate),
	}
}

// client is an M2M client.
type client struct {
	// seq orders the clients by their creation.
	seq               uint64
	id                string
	name, description string
	status            api.M2MClientStatus
	scopes            []string
	metadata          map[string]any
	secret            clientsecret.Secret
	// next is the second secret while the first is rotated.
	next *clientsecret.Secret
}

// clients is the state of the domain.
type clients struct {
	// list is in the order of creation.
	list    []*client
	lastSeq uint64
}

// Count implements [store.Counter].
func (all *clients) Count() (api.ProjectMetricType, int) {
	return api.ProjectMetricTypeM2MClientCount, len(all.list)
}

func (all *clients) find(id string) *client {
	i := slices.IndexFunc(all.list, func(c *client) bool { return c.id == id })
	if i < 0 {
		return nil
	}
	return all.list[i]
}

// byParam returns the client in the path of a call.
func byParam(c *op.Call) (*client, error) {
	found := store.Part[clients](c.Store).find(c.Param("client_id"))
	if found == nil {
		return nil, apierror.Newf(api.ErrorTypeM2MClientNotFound, "There is no M2M client %s.", c.Param("client_id"))
	}
	return found, nil
}

func (c *client) view() api.M2MClient {
	view := api.M2MClient{
		ClientID: c.id, ClientName: c.name, ClientDescription: c.description, Status: c.status, Scopes: c.scopes,
		ClientSecretLastFour: c.secret.LastFour, TrustedMetadata: c.metadata,
	}
	if c.next != nil {
		view.NextClientSecretLastFour = c.next.LastFour
	}
	return view
}

// withSecret is the view with the secret, which is not kept.
func (c *client) withSecret(plain string) api.M2MClientWithClientSecret {
	v := c.view()
	return api.M2MClientWithClientSecret{
		ClientID: v.ClientID, ClientName: v.ClientName, ClientDescription: v.ClientDescription, Status: v.Status, Scopes: v.Scopes,
		ClientSecret: plain, ClientSecretLastFour: v.ClientSecretLastFour, NextClientSecretLastFour: v.NextClientSecretLastFour,
		TrustedMetadata: v.TrustedMetadata,
	}
}

// createRequest is an [api.M2MClientsCreateRequest] that distinguishes missing scopes from an empty list.
type createRequest struct {
	ClientID          string         `json:"client_id"`
	ClientSecret      string         `json:"client_secret"`
	ClientName        string         `json:"client_name"`
	ClientDescription string         `json:"client_description"`
	Scopes            *[]string      `json:"scopes"`
	TrustedMetadata   map[string]any `json:"trusted_metadata"`
}

func create(c *op.Call, req *createRequest) (*api.M2MClientsCreateResponse, error) {
	if req.Scopes == nil {
		return nil, apierror.Newf(api.ErrorTypeInvalidM2MClientScope, "scopes is required.")
	}
	created, plain, err := add(c.Store, api.M2MClientWithClientSecret{
		ClientID: req.ClientID, ClientSecret: req.ClientSecret, ClientName: req.ClientName, ClientDescription: req.ClientDescription,
		Scopes: *req.Scopes, TrustedMetadata: req.TrustedMetadata, Status: api.M2MClientStatusActive,
	})
	if err != nil {
		return nil, err
	}
	return &api.M2MClientsCreateResponse{M2MClient: created.withSecret(plain)}, nil
}

// add adds a client, and returns it with its secret.
func add(s *store.Store, described api.M2MClientWithClientSecret) (added *client, plain string, err error) {
	all := store.Part[clients](s)
	added = &client{id: described.ClientID, name: described.ClientName, description: described.ClientDescription, status: described.Status}
	switch {
	case added.id == "":
		added.id = s.NewID(ids.M2MClient)
	case !clientIDPattern.MatchString(added.id):
		return nil, "", apierror.Newf(api.ErrorTypeM2MClientInvalidClientID, "client_id must have 1 to 128 letters, digits and the characters . _ ~ | -.")
	case all.find(added.id) != nil:
		return nil, "", apierror.Newf(api.ErrorTypeDuplicateM2MClientID, "There is already an M2M client %s.", added.id)
	}
	if err := checkStatus(added.status); err != nil {
		return nil, "", err
	}
	if added.scopes, err = checkScopes(described.Scopes); err != nil {
		return nil, "", err
	}
	if added.metadata, err = store.MergeMetadata(map[string]any{}, described.TrustedMetadata); err != nil {
		return nil, "", err
	}
	plain = described.ClientSecret
	if plain == "" {
		plain = s.Random.Token()
	} else if err := checkSecret(plain); err != nil {
		return nil, "", err
	}
	added.secret = clientsecret.New(plain)
	all.lastSeq++
	added.seq = all.lastSeq
	all.list = append(all.list, added)
	return added, plain, nil
}

func get(c *op.Call, _ *op.NoBody) (*api.M2MClientsGetResponse, error) {
	found, err := byParam(c)
	if err != nil {
		return nil, err
	}
	return &api.M2MClientsGetResponse{M2MClient: found.view()}, nil
}

func update(c *op.Call, req *api.M2MClientsUpdateRequest) (*api.M2MClientsUpdateResponse, error) {
	found, err := byParam(c)
	if err != nil {
		return nil, err
	}
	changed := *found
	if req.ClientName != nil {
		changed.name = *req.ClientName
	}
	if req.ClientDescription != nil {
		changed.description = *req.ClientDescription
	}
	if req.Status != "" {
		changed.status = req.Status
		if err := checkStatus(changed.status); err != nil {
			return nil, err
		}
	}
	if req.Scopes != nil {
		if changed.scopes, err = checkScopes(req.Scopes); err != nil {
			return nil, err
		}
	}
	if changed.metadata, err = store.MergeMetadata(found.metadata, req.TrustedMetadata); err != nil {
		return nil, err
	}
	*found = changed
	return &api.M2MClientsUpdateResponse{M2MClient: found.view()}, nil
}

func deleteClient(c *op.Call, _ *op.NoBody) (*api.M2MClientsDeleteResponse, error) {
	found, err := byParam(c)
	if err != nil {
		return nil, err
	}
	all := store.Part[clients](c.Store)
	all.list = slices.DeleteFunc(all.list, func(other *client) bool { return other == found })
	return &api.M2MClientsDeleteResponse{ClientID: found.id}, nil
}
