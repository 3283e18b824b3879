package webhooks_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"github.com/flymyai/stytch-go/webhooks"
)

// Whatever the headers and the body are, what is accepted has a signature that the Standard Webhooks library accepts
// too, and is within the tolerance.
func FuzzVerify(f *testing.F) {
	reference, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		f.Fatal(err)
	}
	for _, body := range []string{`{}`, userUpdated, `null`, ``} {
		signed := sign(f, body, sent, otherSecret, secret)
		f.Add(signed.Get("svix-id"), signed.Get("svix-timestamp"), signed.Get("svix-signature"), []byte(body))
	}
	f.Add("", "", "", []byte{})
	f.Add("msg.1", "0", "v1,= v1 ,v1, v1,,", []byte(`{"user":{}}`))
	verifier := newVerifier(f)
	f.Fuzz(func(t *testing.T, id, timestamp, signature string, body []byte) {
		event, err := verifier.Verify(http.Header{"Svix-Id": {id}, "Svix-Timestamp": {timestamp}, "Svix-Signature": {signature}}, body)
		if (event == nil) == (err == nil) {
			t.Fatalf("got %v and %v", event, err)
		}
		if err != nil {
			if strings.Contains(err.Error(), secret[6:]) {
				t.Errorf("the error shows the secret: %v", err)
			}
			return
		}
		header := http.Header{"Webhook-Id": {id}, "Webhook-Timestamp": {timestamp}, "Webhook-Signature": {signature}}
		if err := reference.VerifyIgnoringTimestamp(body, header); err != nil {
			t.Errorf("accepted what the library rejects: %v", err)
		}
	})
}

// What Sign signs is accepted, and nothing that differs from it in a byte.
func FuzzSign(f *testing.F) {
	f.Add(messageID, []byte(`{"a":1}`), uint16(3), byte(1))
	f.Add("m", []byte(`{}`), uint16(0), byte(128))
	f.Fuzz(func(t *testing.T, id string, body []byte, at uint16, flip byte) {
		header, err := webhooks.Sign(body, id, sent, secret)
		if err != nil {
			if id != "" {
				t.Fatal(err)
			}
			return
		}
		verifier := newVerifier(t)
		_, err = verifier.Verify(header, body)
		if genuine := err == nil || errors.Is(err, webhooks.ErrBody); !genuine {
			t.Fatalf("rejected: %v", err)
		}
		if flip == 0 {
			return
		}
		rejected := func(what string, header http.Header, body []byte) {
			if _, err := verifier.Verify(header, body); err == nil || errors.Is(err, webhooks.ErrBody) {
				t.Errorf("accepted with another %s: %v", what, err)
			}
		}
		if len(body) > 0 {
			changed := append([]byte{}, body...)
			changed[int(at)%len(changed)] ^= flip
			rejected("body", header, changed)
		}
		for _, name := range []string{"Svix-Id", "Svix-Timestamp", "Svix-Signature"} {
			changed := header.Clone()
			value := []byte(changed.Get(name))
			i := int(at) % len(value)
			value[i] ^= flip
			changed[name] = []string{string(value)}
			rejected(name, changed, body)
		}
		old, err := webhooks.NewVerifier(secret, webhooks.WithClock(func() time.Time { return sent.Add(6 * time.Minute) }))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := old.Verify(header, body); err == nil {
			t.Error("accepted after the tolerance")
		}
	})
}
