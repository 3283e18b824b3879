package m2m

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Seed adds the clients that the project begins with.
func Seed(s *store.Store) error {
	for i, described := range s.Project.M2MClients {
		if _, err := NewClient(s, described); err != nil {
			return fmt.Errorf("m2m_clients[%d]: %w", i, err)
		}
	}
	return nil
}

// NewClient adds a client and returns it with its secret. Missing values are generated, and the client is active.
func NewClient(s *store.Store, described api.M2MClientWithClientSecret) (api.M2MClientWithClientSecret, error) {
	if described.ClientSecretLastFour != "" && described.ClientSecret == "" {
		return api.M2MClientWithClientSecret{}, errors.New("client_secret is missing")
	}
	described.Status = cmp.Or(described.Status, api.M2MClientStatusActive)
	added, plain, err := add(s, described)
	if err != nil {
		return api.M2MClientWithClientSecret{}, err
	}
	return added.withSecret(plain), nil
}
