package control

import (
	"net/http"
	"slices"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/internal/emulator"
)

// webhook is a webhook as JSON.
type webhook struct {
	EventID    string         `json:"event_id"`
	MessageID  string         `json:"message_id"`
	Type       string         `json:"type"`
	UserID     string         `json:"user_id"`
	Time       time.Time      `json:"time"`
	Body       jsontext.Value `json:"body"`
	Deliveries []delivery     `json:"deliveries"`
}

// delivery is the delivery of a webhook to one endpoint. Due is omitted unless the state is pending.
type delivery struct {
	URL      string    `json:"url"`
	State    string    `json:"state"`
	Due      time.Time `json:"due,omitzero"`
	Attempts []attempt `json:"attempts"`
}

// attempt is one request. Status is omitted if there was no response, Error and Response if they are empty.
type attempt struct {
	Time     time.Time `json:"time"`
	Status   int       `json:"status,omitzero"`
	Error    string    `json:"error,omitzero"`
	Response string    `json:"response,omitzero"`
}

// webhooks returns the webhooks so far, oldest first.
func (h *handler) webhooks(r *http.Request) (any, error) {
	chosen := []webhook{}
	wanted := r.URL.Query().Get("type")
	for _, w := range h.srv.Webhooks() {
		if wanted != "" && w.Type != wanted {
			continue
		}
		shown := webhook{EventID: w.EventID, MessageID: w.MessageID, Type: w.Type, UserID: w.UserID, Time: w.Time, Body: w.Body}
		for _, d := range w.Deliveries {
			own := delivery{URL: d.URL, State: d.State, Due: d.Due, Attempts: []attempt{}}
			for _, a := range d.Attempts {
				own.Attempts = append(own.Attempts, attempt(a))
			}
			shown.Deliveries = append(shown.Deliveries, own)
		}
		chosen = append(chosen, shown)
	}
	return chosen, nil
}

// maxShownWebhooks is the maximum number of webhooks on a page, below the messages.
const maxShownWebhooks = 20

// event is a webhook as the inbox shows it.
type event struct {
	emulator.Webhook

	Deliveries []way
	// Pretty is the body for people.
	Pretty string
}

// way is a delivery as the inbox shows it.
type way struct {
	emulator.WebhookDelivery

	// State is for people. Failing reports whether the last attempt has failed.
	State   string
	Failing bool
	// Reason is why the last attempt failed.
	Reason string
}

// events returns the last webhooks, newest first, and how many are older.
func (h *handler) events() (shown []event, older int) {
	all := h.srv.Webhooks()
	older = max(0, len(all)-maxShownWebhooks)
	for _, w := range slices.Backward(all[older:]) {
		e := event{Webhook: w}
		body := jsontext.Value(slices.Clone(w.Body))
		if err := body.Indent(jsontext.WithIndent("  ")); err == nil { // the emulator made it
			e.Pretty = string(body)
		}
		for _, d := range w.Deliveries {
			e.Deliveries = append(e.Deliveries, wayOf(d))
		}
		shown = append(shown, e)
	}
	return shown, older
}

func wayOf(d emulator.WebhookDelivery) way {
	shown := way{WebhookDelivery: d}
	if n := len(d.Attempts); n > 0 {
		last := d.Attempts[n-1]
		shown.Reason = last.Error
		if last.Status != 0 && d.State != emulator.WebhookDelivered {
			shown.Reason = http.StatusText(last.Status)
			if last.Response != "" {
				shown.Reason += ": " + last.Response
			}
		}
	}
	switch d.State {
	case emulator.WebhookDelivered:
		shown.State = "Delivered"
	case emulator.WebhookFailed:
		shown.State, shown.Failing = "Failed permanently", true
	case emulator.WebhookAborted:
		shown.State, shown.Failing = "Rejected permanently", true
	default:
		shown.State = "Being sent"
		if len(d.Attempts) > 0 {
			shown.State, shown.Failing = "Failed, next attempt "+d.Due.Format("2 Jan, 15:04:05"), true
		}
	}
	return shown
}
