// Package m2m serves M2M clients, their secrets and their access tokens.
package m2m

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
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

// byParam returns the client in the path of a call.
func byParam(c *op.Call) (*store.M2MClient, error) {
	found := c.Store.M2MClient(c.Param("client_id"))
	if found == nil {
		return nil, apierror.Newf(api.ErrorTypeM2MClientNotFound, "There is no M2M client %s.", c.Param("client_id"))
	}
	return found, nil
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
	created, plain, err := c.Store.AddM2MClient(api.M2MClientWithClientSecret{
		ClientID: req.ClientID, ClientSecret: req.ClientSecret, ClientName: req.ClientName, ClientDescription: req.ClientDescription,
		Scopes: *req.Scopes, TrustedMetadata: req.TrustedMetadata, Status: api.M2MClientStatusActive,
	})
	if err != nil {
		return nil, err
	}
	return &api.M2MClientsCreateResponse{M2MClient: created.WithSecret(plain)}, nil
}

func get(c *op.Call, _ *op.NoBody) (*api.M2MClientsGetResponse, error) {
	found, err := byParam(c)
	if err != nil {
		return nil, err
	}
	return &api.M2MClientsGetResponse{M2MClient: found.View()}, nil
}

func update(c *op.Call, req *api.M2MClientsUpdateRequest) (*api.M2MClientsUpdateResponse, error) {
	found, err := byParam(c)
	if err != nil {
		return nil, err
	}
	changed := found.Fields
	if req.ClientName != nil {
		changed.ClientName = *req.ClientName
	}
	if req.ClientDescription != nil {
		changed.ClientDescription = *req.ClientDescription
	}
	if req.Status != "" {
		changed.Status = req.Status
		if err := store.CheckM2MStatus(changed.Status); err != nil {
			return nil, err
		}
	}
	if req.Scopes != nil {
		if changed.Scopes, err = store.CheckM2MScopes(req.Scopes); err != nil {
			return nil, err
		}
	}
	if changed.TrustedMetadata, err = store.MergeMetadata(found.Fields.TrustedMetadata, req.TrustedMetadata); err != nil {
		return nil, err
	}
	found.Fields = changed
	return &api.M2MClientsUpdateResponse{M2MClient: found.View()}, nil
}

func deleteClient(c *op.Call, _ *op.NoBody) (*api.M2MClientsDeleteResponse, error) {
	found, err := byParam(c)
	if err != nil {
		return nil, err
	}
	c.Store.RemoveM2MClient(found)
	return &api.M2MClientsDeleteResponse{ClientID: found.Fields.ClientID}, nil
}
