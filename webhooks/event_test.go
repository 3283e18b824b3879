package webhooks_test

import (
	stdjson "encoding/json"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/webhooks"
)

// userUpdated is an event as Stytch sends it, with its quirks: an empty external ID, nulls, no roles.
const userUpdated = `{"action":"UPDATE","event_id":"webhook-event-test-9d1f3b0c-6a2e-4c8b-9b1e-0d2c4f6a8e10",` +
	`"id":"user-test-2f6b1c9e-7d54-4a3f-8c21-5e9d0b7a6f43","object_type":"user",` +
	`"project_id":"project-test-11111111-1111-4111-8111-111111111111","source":"DIRECT",` +
	`"timestamp":"2026-01-02T03:04:05.000000001Z","vertical":"CONSUMER",` +
	`"user":{"user_id":"user-test-2f6b1c9e-7d54-4a3f-8c21-5e9d0b7a6f43","created_at":"2026-01-01T00:00:00Z","status":"active",` +
	`"external_id":"","is_locked":false,"name":{"first_name":"Ada","middle_name":"","last_name":"Lovelace"},` +
	`"lock_created_at":null,"lock_expires_at":null,"password":null,` +
	`"emails":[{"email":"ada@example.com","email_id":"email-test-3c1a5e7d-9b20-4f68-a1c3-7e5d9f0b2a46","verified":true}],` +
	`"phone_numbers":[],"providers":[],"totps":[],"webauthn_registrations":[],"biometric_registrations":[],"crypto_wallets":[],` +
	`"trusted_metadata":{"plan":"engine"},"untrusted_metadata":{}}}`

func TestEvents(t *testing.T) {
	t.Parallel()
	user := &api.User{
		UserID: "user-test-2f6b1c9e-7d54-4a3f-8c21-5e9d0b7a6f43", CreatedAt: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Status: "active",
		Name:         api.Name{FirstName: "Ada", LastName: "Lovelace"},
		Emails:       []api.UserEmail{{Email: "ada@example.com", EmailID: "email-test-3c1a5e7d-9b20-4f68-a1c3-7e5d9f0b2a46", Verified: true}},
		PhoneNumbers: []api.UserPhoneNumber{}, Providers: []api.UserOAuthProvider{}, TOTPs: []api.UserTOTP{},
		WebAuthnRegistrations: []api.UserWebAuthnRegistration{}, BiometricRegistrations: []api.UserBiometricRegistration{}, CryptoWallets: []api.UserCryptoWallet{},
		TrustedMetadata: map[string]any{"plan": "engine"}, UntrustedMetadata: map[string]any{},
	}
	tests := []struct {
		name, body, wantType string
		want                 webhooks.Event
	}{
		{"a user updated", userUpdated, "direct.user.update", webhooks.Event{
			EventID: "webhook-event-test-9d1f3b0c-6a2e-4c8b-9b1e-0d2c4f6a8e10",
			Action:  webhooks.ActionUpdate, Source: webhooks.SourceDirect, ObjectType: webhooks.ObjectUser,
			ObjectID:  "user-test-2f6b1c9e-7d54-4a3f-8c21-5e9d0b7a6f43",
			ProjectID: "project-test-11111111-1111-4111-8111-111111111111", Vertical: "CONSUMER",
			Timestamp: time.Date(2026, 1, 2, 3, 4, 5, 1, time.UTC), User: user,
		}},
		{
			"a user deleted", `{"action":"DELETE","event_id":"e","id":"u","object_type":"user","source":"DASHBOARD"}`, "dashboard.user.delete",
			webhooks.Event{EventID: "e", Action: webhooks.ActionDelete, Source: webhooks.SourceDashboard, ObjectType: "user", ObjectID: "u"},
		},
		{
			"an object of another kind", `{"action":"ARCHIVE","event_id":"e","id":"o","object_type":"Organization","source":"SCIM","organization":{"x":1},"user":null}`, "scim.organization.archive",
			webhooks.Event{EventID: "e", Action: "ARCHIVE", Source: "SCIM", ObjectType: "Organization", ObjectID: "o"},
		},
		{"nothing known", `{"new":{"x":[1]}}`, "..", webhooks.Event{}},
		{"names twice and text that is not UTF-8", "{\"id\":\"a\",\"id\":\"b\\ud800\xff\"}", "..", webhooks.Event{ObjectID: "b\ufffd\ufffd"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			body := []byte(test.body)
			got, err := newVerifier(t).Verify(sign(t, test.body, sent, secret), body)
			if err != nil {
				t.Fatal(err)
			}
			test.want.MessageID, test.want.Raw = messageID, []byte(test.body)
			if diff := cmp.Diff(test.want, *got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if got.Type() != test.wantType {
				t.Errorf("type %q, want %q", got.Type(), test.wantType)
			}
			clear(body) // the event does not hold on to it
			if string(got.Raw) != test.body {
				t.Errorf("Raw became %q", got.Raw)
			}
		})
	}
}

// A queue may keep an event as it came, and any JSON package reads it.
func TestEventFromQueue(t *testing.T) {
	t.Parallel()
	want, err := newVerifier(t).Verify(sign(t, userUpdated, sent, secret), []byte(userUpdated))
	if err != nil {
		t.Fatal(err)
	}
	decoders := map[string]func([]byte, any) error{
		"encoding/json": stdjson.Unmarshal,
		"v2":            func(b []byte, v any) error { return json.Unmarshal(b, v) },
	}
	for name, unmarshal := range decoders {
		var got webhooks.Event
		if err := unmarshal(want.Raw, &got); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got.MessageID, got.Raw = want.MessageID, want.Raw
		if diff := cmp.Diff(*want, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
}
