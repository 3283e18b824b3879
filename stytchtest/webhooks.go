package stytchtest

import (
	"time"

	"github.com/flymyai/stytch-go/internal/emulator"
)

// WithWebhooks sends an event to an endpoint of your application when a user changes. As Stytch does, it signs the
// webhooks with the secret, which is "whsec_" followed by base64, and retries each up to 7 times if the endpoint does
// not respond with 2xx. The endpoint can verify them with package webhooks. To add an endpoint after the start, use
// [Server.AddWebhookEndpoint].
//
// An event of type direct.user.create, direct.user.update or direct.user.delete is sent for each user that a call has
// changed. The users that the server starts with cause no events.
func WithWebhooks(url, secret string) Option {
	return func(c *config) {
		c.emulator.Webhooks = append(c.emulator.Webhooks, emulator.WebhookEndpoint{URL: url, Secret: secret})
	}
}

// AddWebhookEndpoint is like [WithWebhooks], for a server that has started. An invalid URL or secret fails the test; on
// a server from [Start], AddWebhookEndpoint panics.
func (s *Server) AddWebhookEndpoint(url, secret string) {
	s.tb.Helper()
	if err := s.emulator.AddWebhookEndpoint(emulator.WebhookEndpoint{URL: url, Secret: secret}); err != nil {
		s.tb.Fatalf("stytchtest: %v", err)
	}
}

// WebhookState is the state of a [WebhookDelivery].
type WebhookState string

// The states of a delivery.
const (
	// WebhookPending means that an attempt is due, now or later.
	WebhookPending WebhookState = emulator.WebhookPending
	// WebhookDelivered means that the endpoint responded with 2xx.
	WebhookDelivered WebhookState = emulator.WebhookDelivered
	// WebhookFailed means that all 8 attempts failed.
	WebhookFailed WebhookState = emulator.WebhookFailed
	// WebhookAborted means that the response of a failed attempt had the header "webhook-delivery: abort-message".
	WebhookAborted WebhookState = emulator.WebhookAborted
)

// Webhook is a webhook that the server has sent, or will send.
type Webhook struct {
	// EventID is the ID of the event, and MessageID the svix-id header. Both are the same in every attempt.
	EventID, MessageID string
	// Type is the type of the event, such as direct.user.create. UserID is the ID of the user.
	Type, UserID string
	// Time is the time of the change.
	Time time.Time
	// Body is the body of the requests. To decode it, unmarshal it into a webhooks.Event.
	Body []byte
	// Deliveries has one element for each endpoint.
	Deliveries []WebhookDelivery
}

// WebhookDelivery is the delivery of a [Webhook] to one endpoint.
type WebhookDelivery struct {
	// URL is the URL of the endpoint without its query.
	URL   string
	State WebhookState
	// Due is when the server makes the next attempt, by its own clock. It is zero unless State is WebhookPending.
	Due time.Time
	// Attempts are the attempts so far, oldest first.
	Attempts []WebhookAttempt
}

// WebhookAttempt is one request of a [WebhookDelivery].
type WebhookAttempt struct {
	// Time is when the attempt began, by the server's clock.
	Time time.Time
	// Status is the status of the response. It is 0 if there was none; Error then gives the reason.
	Status int
	Error  string
	// Response is the beginning of the response body, if the status is not 2xx.
	Response string
}

// Webhooks returns all webhooks, oldest first. Call [Server.WaitForWebhooks] before it, so that every attempt that is
// due has been made. The server keeps the newest 10,000, or fewer if they take more than 32 MiB. It makes no further
// attempts to deliver a webhook that it has discarded.
func (s *Server) Webhooks() []Webhook {
	sent := s.emulator.Webhooks()
	all := make([]Webhook, len(sent))
	for i, w := range sent {
		all[i] = Webhook{EventID: w.EventID, MessageID: w.MessageID, Type: w.Type, UserID: w.UserID, Time: w.Time, Body: w.Body}
		for _, d := range w.Deliveries {
			own := WebhookDelivery{URL: d.URL, State: WebhookState(d.State), Due: d.Due}
			for _, a := range d.Attempts {
				own.Attempts = append(own.Attempts, WebhookAttempt(a))
			}
			all[i].Deliveries = append(all[i].Deliveries, own)
		}
	}
	return all
}

// WaitForWebhooks returns when every attempt that is due has been made. Webhooks are sent after the response to the
// call that caused them, so use WaitForWebhooks before you look at their effect. A retry is due when the server's
// clock reaches its time: 5 seconds, 5 minutes, 30 minutes, 2 hours, 5 hours, 10 hours and 10 hours after the previous
// attempt. Move the clock with [Server.Advance].
func (s *Server) WaitForWebhooks() { s.emulator.WaitForWebhooks() }
