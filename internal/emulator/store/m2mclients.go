package store

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/clientsecret"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
)

// M2MClient is an M2M client.
type M2MClient struct {
	// Seq orders the clients by their creation.
	Seq uint64
	// Fields are those of the client that the API shows, without the secrets.
	Fields api.M2MClient
	Secret clientsecret.Secret
	// Next is the second secret while the first is rotated.
	Next *clientsecret.Secret
}

// Authenticates reports whether a secret is one of the client's.
func (c *M2MClient) Authenticates(plain string) bool {
	return c.Secret.Is(plain) || (c.Next != nil && c.Next.Is(plain))
}

// View returns the client as the API shows it, without its secrets.
func (c *M2MClient) View() api.M2MClient {
	view := c.Fields
	view.ClientSecretLastFour = c.Secret.LastFour
	if c.Next != nil {
		view.NextClientSecretLastFour = c.Next.LastFour
	}
	return view
}

// WithSecret is the view with the secret, which is not kept.
func (c *M2MClient) WithSecret(plain string) api.M2MClientWithClientSecret {
	v := c.View()
	return api.M2MClientWithClientSecret{
		ClientID: v.ClientID, ClientName: v.ClientName, ClientDescription: v.ClientDescription, Status: v.Status, Scopes: v.Scopes,
		ClientSecret: plain, ClientSecretLastFour: v.ClientSecretLastFour, NextClientSecretLastFour: v.NextClientSecretLastFour,
		TrustedMetadata: v.TrustedMetadata,
	}
}

// M2MClients returns all clients in the order of their creation. The caller does not change the list.
func (s *Store) M2MClients() []*M2MClient { return s.m2mClients }

// M2MClient returns the client of an ID, or nil.
func (s *Store) M2MClient(id string) *M2MClient {
	i := slices.IndexFunc(s.m2mClients, func(c *M2MClient) bool { return c.Fields.ClientID == id })
	if i < 0 {
		return nil
	}
	return s.m2mClients[i]
}

// RemoveM2MClient removes a client.
func (s *Store) RemoveM2MClient(c *M2MClient) {
	s.m2mClients = slices.DeleteFunc(s.m2mClients, func(other *M2MClient) bool { return other == c })
}

// seedM2MClients adds clients as they are described.
func (s *Store) seedM2MClients(clients []api.M2MClientWithClientSecret) error {
	for i, described := range clients {
		if _, _, err := s.AddM2MClient(described); err != nil {
			return fmt.Errorf("m2m_clients[%d]: %w", i, err)
		}
	}
	return nil
}

// AddM2MClient adds a client, and returns it with its secret. A missing ID or secret is generated, and the status
// defaults to active.
func (s *Store) AddM2MClient(described api.M2MClientWithClientSecret) (added *M2MClient, plain string, err error) {
	if described.ClientSecretLastFour != "" && described.ClientSecret == "" {
		return nil, "", errors.New("client_secret is missing")
	}
	fields := api.M2MClient{
		ClientID: described.ClientID, ClientName: described.ClientName, ClientDescription: described.ClientDescription,
		Status: cmp.Or(described.Status, api.M2MClientStatusActive),
	}
	switch {
	case fields.ClientID == "":
		fields.ClientID = s.NewID(ids.M2MClient)
	case !clientIDPattern.MatchString(fields.ClientID):
		return nil, "", apierror.Newf(api.ErrorTypeM2MClientInvalidClientID, "client_id must have 1 to 128 letters, digits and the characters . _ ~ | -.")
	case s.M2MClient(fields.ClientID) != nil:
		return nil, "", apierror.Newf(api.ErrorTypeDuplicateM2MClientID, "There is already an M2M client %s.", fields.ClientID)
	}
	if err := CheckM2MStatus(fields.Status); err != nil {
		return nil, "", err
	}
	if fields.Scopes, err = CheckM2MScopes(described.Scopes); err != nil {
		return nil, "", err
	}
	if fields.TrustedMetadata, err = MergeMetadata(map[string]any{}, described.TrustedMetadata); err != nil {
		return nil, "", err
	}
	plain = described.ClientSecret
	if plain == "" {
		plain = s.Random.Token()
	} else if err := checkM2MSecret(plain); err != nil {
		return nil, "", err
	}
	s.lastM2MSeq++
	added = &M2MClient{Seq: s.lastM2MSeq, Fields: fields, Secret: clientsecret.New(plain)}
	s.m2mClients = append(s.m2mClients, added)
	return added, plain, nil
}
