package stytchtest

import "github.com/flymyai/stytch-go/api"

// M2MClient is an M2M client with its secret. See [api.M2MClientWithClientSecret] for its fields.
type M2MClient = api.M2MClientWithClientSecret

// WithM2MClients starts the server with the given M2M clients. The ID and secret are generated if empty, and the
// status defaults to active. The server keeps only a hash of each secret. To get a client with a generated secret, use
// [Server.M2MClient] instead.
func WithM2MClients(clients ...M2MClient) Option {
	return func(c *config) { c.emulator.M2MClients = append(c.emulator.M2MClients, clients...) }
}

// WithM2MClaims sets the custom claims of M2M access tokens, as the JWT template of a project does. The function gets the
// client and the parameters of the token request. It may call the server.
func WithM2MClaims(claims func(client api.M2MClient, request map[string]any) map[string]any) Option {
	return func(c *config) { c.emulator.M2MClaims = claims }
}

// M2MClient adds an M2M client, as client.M2M.Clients.Create does, and returns it with its secret. The ID and
// secret are generated if empty, and the status defaults to active. A client that the API would reject fails the test;
// on a server from [Start], M2MClient panics.
//
//	service := srv.M2MClient(stytchtest.M2MClient{Scopes: []string{"read:users"}})
//	source := client.M2M.TokenSource(ctx, m2m.TokenRequest{ClientID: service.ClientID, ClientSecret: service.ClientSecret})
func (s *Server) M2MClient(client M2MClient) M2MClient {
	s.tb.Helper()
	added, err := s.emulator.M2MClient(client)
	if err != nil {
		s.tb.Fatalf("stytchtest: %v", err)
	}
	return added
}
