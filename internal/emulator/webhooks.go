package emulator

// AddWebhookEndpoint notifies an endpoint of changes to users from now on.
func (s *Server) AddWebhookEndpoint(endpoint WebhookEndpoint) error {
	if err := s.sender.Add(endpoint.URL, endpoint.Secret); err != nil {
		return err
	}
	s.begin()
	defer s.store.Unlock()
	s.store.Watch(s.sender.Changed)
	return nil
}

// SendsWebhooks reports whether there is an endpoint for webhooks.
func (s *Server) SendsWebhooks() bool { return s.sender.Endpoints() }

// Webhooks returns the webhooks so far, the oldest first.
func (s *Server) Webhooks() []Webhook { return s.sender.Webhooks() }

// WaitForWebhooks waits until no attempt is due or under way.
func (s *Server) WaitForWebhooks() { s.sender.Wait() }

// Close ends the deliveries of webhooks that are under way, and all goroutines.
func (s *Server) Close() { s.sender.Close() }
