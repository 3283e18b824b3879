package control_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/internal/emulator"
	"github.com/flymyai/stytch-go/users"
)

type webhook struct {
	EventID   string    `json:"event_id"`
	MessageID string    `json:"message_id"`
	Type      string    `json:"type"`
	UserID    string    `json:"user_id"`
	Time      time.Time `json:"time"`
	Body      struct {
		EventID string `json:"event_id"`
		ID      string `json:"id"`
	} `json:"body"`
	Deliveries []struct {
		URL      string    `json:"url"`
		State    string    `json:"state"`
		Due      time.Time `json:"due"`
		Attempts []struct {
			Time     time.Time `json:"time"`
			Status   int       `json:"status"`
			Error    string    `json:"error"`
			Response string    `json:"response"`
		} `json:"attempts"`
	} `json:"deliveries"`
}

// endpoint adds an endpoint that responds as a function says.
func (h *harness) endpoint(respond http.HandlerFunc) string {
	h.Helper()
	app := httptest.NewServer(respond)
	h.Cleanup(app.Close)
	h.Cleanup(h.emulator.Close)
	h.try(h.emulator.AddWebhookEndpoint(emulator.WebhookEndpoint{URL: app.URL + "/hook?key=planted", Secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}))
	return app.URL + "/hook"
}

func TestWebhooks(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	url := h.endpoint(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "the <database> is down", http.StatusBadGateway)
	})
	created, err := h.Users.Create(t.Context(), users.CreateRequest{Email: ada})
	h.try(err)
	_, err = h.Users.Delete(t.Context(), created.UserID)
	h.try(err)
	h.emulator.WaitForWebhooks()
	var all, some []webhook
	h.call(http.MethodGet, "/_emulator/webhooks", "", &all)
	h.call(http.MethodGet, "/_emulator/webhooks?type=direct.user.delete", "", &some)
	if len(all) != 2 || !cmp.Equal(some, all[1:]) || all[0].Type != "direct.user.create" || all[1].Type != "direct.user.delete" {
		t.Fatalf("%+v\n%+v", all, some)
	}
	first := all[0]
	if first.UserID != created.UserID || first.Body.ID != created.UserID || first.Body.EventID != first.EventID || first.MessageID == "" || first.Time.IsZero() {
		t.Errorf("%+v", first)
	}
	d := first.Deliveries[0]
	if d.URL != url || d.State != "pending" || !d.Due.Equal(first.Time.Add(5*time.Second)) || len(d.Attempts) != 1 || d.Attempts[0].Status != 502 ||
		d.Attempts[0].Response != "the <database> is down\n" {
		t.Errorf("%+v", d)
	}
	h.rejected(http.StatusMethodNotAllowed, http.MethodPost, "/_emulator/webhooks", "")
	h.call(http.MethodPost, "/_emulator/reset", "", &struct{ Now time.Time }{})
	h.call(http.MethodGet, "/_emulator/webhooks", "", &all)
	if len(all) != 0 {
		t.Errorf("after a reset: %+v", all)
	}
}

// The inbox says of each webhook how far it has come, and why not farther.
func TestInbox_webhooks(t *testing.T) {
	t.Parallel()
	h := newHarness(t)
	if _, page := h.send(http.MethodGet, "/_emulator/", ""); strings.Contains(page, "ebhook") {
		t.Errorf("webhooks are shown although none are sent: %s", page)
	}
	var respond atomic.Pointer[http.HandlerFunc]
	responds := func(with http.HandlerFunc) { respond.Store(&with) }
	responds(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "the <database> is down", http.StatusBadGateway)
	})
	url := h.endpoint(func(w http.ResponseWriter, r *http.Request) { (*respond.Load())(w, r) })
	_, page := h.send(http.MethodGet, "/_emulator/", "")
	h.wantContains(page, `<a id="to-webhooks" href="#webhooks">Webhooks</a>`, "the webhook appears here")

	show := func() string {
		h.Helper()
		h.emulator.WaitForWebhooks()
		_, page := h.send(http.MethodGet, "/_emulator/", "")
		_, section, _ := strings.Cut(page, `<section id="webhooks"`)
		if strings.Contains(page, "planted") {
			t.Errorf("the page shows the query of the endpoint: %s", page)
		}
		return section
	}
	created, err := h.Users.Create(t.Context(), users.CreateRequest{Email: ada})
	h.try(err)
	h.wantContains(show(), "<h3>direct.user.create</h3>", created.UserID, "Failed, next attempt ", "· "+url+" · 1 attempt<",
		"Bad Gateway: the &lt;database&gt; is down", `<dt>event_id</dt><dd>webhook-event-test-`, "<dt>svix-id</dt><dd>msg_", "&#34;action&#34;: &#34;CREATE&#34;")
	responds(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	h.emulator.Advance(5 * time.Second)
	h.wantContains(show(), "2 attempts<", `<p class="reason">EOF`)
	h.emulator.Advance(30 * time.Hour)
	h.wantContains(show(), "Failed permanently", "8 attempts<")
	responds(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Webhook-Delivery", "abort-message")
		w.WriteHeader(http.StatusUnprocessableEntity)
	})
	_, err = h.Users.Update(t.Context(), created.UserID, users.UpdateRequest{Name: users.NameUpdate{FirstName: new("Ada")}})
	h.try(err)
	h.wantContains(show(), "Rejected permanently", "Unprocessable Entity<")
	responds(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	_, err = h.Users.Delete(t.Context(), created.UserID)
	h.try(err)
	h.wantContains(show(), "<h3>direct.user.delete</h3>", "Delivered · "+url)
	if _, page := h.send(http.MethodGet, "/_emulator/?to="+ada, ""); strings.Contains(page, "webhooks") {
		t.Error("the messages to one recipient come with webhooks")
	}
	for range 20 {
		created, err := h.Users.Create(t.Context(), users.CreateRequest{Email: ada})
		h.try(err)
		_, err = h.Users.Delete(t.Context(), created.UserID)
		h.try(err)
	}
	section := show()
	h.wantContains(section, `and 23 older ones, available at <a href="/_emulator/webhooks">`)
	if n := strings.Count(section, "<article"); n != 20 {
		t.Errorf("%d webhooks are shown", n)
	}
}
