package webhooks_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"github.com/flymyai/stytch-go/webhooks"
)

const (
	secret      = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	otherSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDC2FVsBQIhrs="
	messageID   = "msg_p5jXN8AQM9LWM0D4loKWxJek"
)

var sent = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// newVerifier returns a verifier for secret, at the time that requests are sent.
func newVerifier(tb testing.TB, opts ...webhooks.Option) *webhooks.Verifier {
	tb.Helper()
	all := append([]webhooks.Option{webhooks.WithClock(func() time.Time { return sent })}, opts...)
	verifier, err := webhooks.NewVerifier(secret, all...)
	if err != nil {
		tb.Fatal(err)
	}
	return verifier
}

// sign returns the headers of a request that Stytch sends.
func sign(tb testing.TB, body string, at time.Time, secrets ...string) http.Header {
	tb.Helper()
	header, err := webhooks.Sign([]byte(body), messageID, at, secrets...)
	if err != nil {
		tb.Fatal(err)
	}
	return header
}

// The vector is of Svix's own tests.
func TestVerifyKnownSignature(t *testing.T) {
	t.Parallel()
	verifier := newVerifier(t, webhooks.WithClock(func() time.Time { return time.Unix(1614265330, 0) }))
	header := http.Header{}
	header.Set("svix-id", messageID)
	header.Set("svix-timestamp", "1614265330")
	header.Set("svix-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
	event, err := verifier.Verify(header, []byte(`{"test": 2432232314}`))
	if err != nil {
		t.Fatal(err)
	}
	if event.MessageID != messageID || string(event.Raw) != `{"test": 2432232314}` {
		t.Errorf("got %+v", event)
	}
}

// Requests that someone else made, and requests of Stytch in which one thing was changed.
func TestHostileRequests(t *testing.T) {
	t.Parallel()
	const body = `{"action":"DELETE","event_id":"webhook-event-test-1","id":"user-test-1","object_type":"user","source":"DIRECT"}`
	set := func(name, value string) func(http.Header) { return func(h http.Header) { h.Set(name, value) } }
	genuine := sign(t, body, sent, secret).Get("svix-signature")
	// mac signs what a sender would sign whose version or order of the parts is another.
	mac := func(text string) string {
		key, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
		h := hmac.New(sha256.New, key)
		h.Write([]byte(text))
		return base64.StdEncoding.EncodeToString(h.Sum(nil))
	}
	stamp := strconv.FormatInt(sent.Unix(), 10)

	tests := []struct {
		name   string
		at     time.Time // sent, unless set
		secret string    // secret, unless set
		change func(http.Header)
		body   string // body, unless set
		want   error
	}{
		{name: "the secret of another endpoint", secret: otherSecret, want: webhooks.ErrSignature},
		{name: "sent more than 5 minutes ago", at: sent.Add(-5*time.Minute - time.Second), want: webhooks.ErrTooOld},
		{name: "sent more than 5 minutes from now", at: sent.Add(5*time.Minute + time.Second), want: webhooks.ErrTooNew},
		{name: "an old request with a new timestamp", at: sent.Add(-time.Hour), change: set("svix-timestamp", stamp), want: webhooks.ErrSignature},
		{name: "another body", body: strings.Replace(body, "user-test-1", "user-test-2", 1), want: webhooks.ErrSignature},
		{name: "the same JSON with other white space", body: strings.Replace(body, ",", ", ", 1), want: webhooks.ErrSignature},
		{name: "a longer body", body: body + "\n", want: webhooks.ErrSignature},
		{name: "no body", body: " ", want: webhooks.ErrSignature},
		{name: "the ID of another message", change: set("svix-id", "msg_other"), want: webhooks.ErrSignature},
		{name: "no ID", change: func(h http.Header) { h.Del("svix-id") }, want: webhooks.ErrNotSigned},
		{name: "no timestamp", change: func(h http.Header) { h.Del("svix-timestamp") }, want: webhooks.ErrNotSigned},
		{name: "no signature", change: func(h http.Header) { h.Del("svix-signature") }, want: webhooks.ErrNotSigned},
		{name: "an empty signature", change: set("svix-signature", ""), want: webhooks.ErrNotSigned},
		{name: "no headers", change: func(h http.Header) { clear(h) }, want: webhooks.ErrNotSigned},
		{name: "a signature header from each set", change: func(h http.Header) {
			h.Set("webhook-signature", h.Get("svix-signature"))
			h.Del("svix-signature")
		}, want: webhooks.ErrNotSigned},
		{name: "version 2", change: set("svix-signature", "v2"+strings.TrimPrefix(genuine, "v1")), want: webhooks.ErrSignature},
		{name: "version 1a", change: set("svix-signature", "v1a"+strings.TrimPrefix(genuine, "v1")), want: webhooks.ErrSignature},
		{name: "no version", change: set("svix-signature", strings.TrimPrefix(genuine, "v1,")), want: webhooks.ErrSignature},
		{name: "a version and nothing", change: set("svix-signature", "v1,"), want: webhooks.ErrSignature},
		{name: "half a signature", change: set("svix-signature", genuine[:len(genuine)/2]), want: webhooks.ErrSignature},
		{name: "more after the signature", change: set("svix-signature", genuine+",x"), want: webhooks.ErrSignature},
		{name: "a signature in base64 for URLs", change: set("svix-signature", strings.NewReplacer("+", "-", "/", "_").Replace("v1,"+mac(messageID+"."+stamp+"."+body)+"+")), want: webhooks.ErrSignature},
		{name: "the body alone signed", change: set("svix-signature", "v1,"+mac(body)), want: webhooks.ErrSignature},
		{name: "no ID signed", change: set("svix-signature", "v1,"+mac(stamp+"."+body)), want: webhooks.ErrSignature},
		{name: "many wrong signatures", change: set("svix-signature", strings.Repeat("v1,AAAA ", 1000)), want: webhooks.ErrSignature},
		{name: "two IDs", change: func(h http.Header) { h.Add("svix-id", "msg_other") }, want: webhooks.ErrHeaders},
		{name: "two timestamps", change: func(h http.Header) { h.Add("svix-timestamp", stamp) }, want: webhooks.ErrHeaders},
		{name: "two signature headers", change: func(h http.Header) { h.Add("svix-signature", "v1,AAAA") }, want: webhooks.ErrHeaders},
		{name: "a timestamp in words", change: set("svix-timestamp", "now"), want: webhooks.ErrHeaders},
		{name: "a timestamp with a sign", change: set("svix-timestamp", "+"+stamp), want: webhooks.ErrHeaders},
		{name: "a timestamp before 1970", change: set("svix-timestamp", "-1"), want: webhooks.ErrHeaders},
		{name: "a timestamp with zeros", change: set("svix-timestamp", "0"+stamp), want: webhooks.ErrHeaders},
		{name: "a timestamp with a space", change: set("svix-timestamp", stamp+" "), want: webhooks.ErrHeaders},
		{name: "a timestamp in milliseconds", change: set("svix-timestamp", stamp+"000"), want: webhooks.ErrHeaders},
		{name: "a timestamp that overflows", change: set("svix-timestamp", "9223372036854775807"), want: webhooks.ErrHeaders},
		{name: "a timestamp far from now", change: set("svix-timestamp", "1099511627775"), want: webhooks.ErrTooNew},
		{name: "text that is signed", body: "hello", change: set("svix-signature", "v1,"+mac(messageID+"."+stamp+".hello")), want: webhooks.ErrBody},
		{name: "a list that is signed", body: "[]", change: set("svix-signature", "v1,"+mac(messageID+"."+stamp+".[]")), want: webhooks.ErrBody},
		{name: "null that is signed", body: "null", change: set("svix-signature", "v1,"+mac(messageID+"."+stamp+".null")), want: webhooks.ErrBody},
		{name: "half an object that is signed", body: `{"id":`, change: set("svix-signature", "v1,"+mac(messageID+"."+stamp+`.{"id":`)), want: webhooks.ErrBody},
		{name: "a number for an ID, signed", body: `{"id":1}`, change: set("svix-signature", "v1,"+mac(messageID+"."+stamp+`.{"id":1}`)), want: webhooks.ErrBody},
	}
	verifier := newVerifier(t)
	// The unchanged request is accepted.
	if _, err := verifier.Verify(sign(t, body, sent, secret), []byte(body)); err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if test.secret == "" {
				test.secret = secret
			}
			if test.at.IsZero() {
				test.at = sent
			}
			header := sign(t, body, test.at, test.secret)
			if test.change != nil {
				test.change(header)
			}
			if test.body == "" {
				test.body = body
			}
			event, err := verifier.Verify(header, []byte(test.body))
			if !errors.Is(err, test.want) || event != nil {
				t.Errorf("got %v and %v, want %v", event, err, test.want)
			}
			for _, shown := range []string{secret[6:], genuine[3:], "user-test-1"} {
				if err != nil && strings.Contains(err.Error(), shown) {
					t.Errorf("the error shows %q: %v", shown, err)
				}
			}
		})
	}
}

func TestVerifyAccepts(t *testing.T) {
	t.Parallel()
	const body = `{"id":"user-test-1"}`
	rename := func(h http.Header) http.Header {
		renamed := http.Header{}
		for name, values := range h {
			renamed[strings.Replace(name, "Svix-", "Webhook-", 1)] = values
		}
		return renamed
	}
	tests := []struct {
		name   string
		header http.Header
		opts   []webhooks.Option
	}{
		{"a tolerance ago", sign(t, body, sent.Add(-5*time.Minute), secret), nil},
		{"in a tolerance", sign(t, body, sent.Add(5*time.Minute), secret), nil},
		{"an hour ago, where that is allowed", sign(t, body, sent.Add(-time.Hour), secret), []webhooks.Option{webhooks.WithTolerance(time.Hour)}},
		{"the headers of Standard Webhooks", rename(sign(t, body, sent, secret)), nil},
		{"one right signature of several", sign(t, body, sent, otherSecret, secret, otherSecret), nil},
		{"a secret that is being replaced", sign(t, body, sent, otherSecret), []webhooks.Option{webhooks.WithPreviousSecret(otherSecret)}},
		{"the secret that replaces it", sign(t, body, sent, secret), []webhooks.Option{webhooks.WithPreviousSecret(otherSecret)}},
		{"versions to come beside", func() http.Header {
			h := sign(t, body, sent, secret)
			h.Set("svix-signature", "v2,abc v1a,def nothing "+h.Get("svix-signature"))
			return h
		}(), nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if _, err := newVerifier(t, test.opts...).Verify(test.header, []byte(body)); err != nil {
				t.Error(err)
			}
		})
	}
}

// What the Standard Webhooks library signs is accepted, and it accepts what Sign signs. It goes by the real clock.
func TestAgreesWithStandardWebhooks(t *testing.T) {
	t.Parallel()
	reference, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := webhooks.NewVerifier(secret)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	for _, body := range []string{`{}`, userUpdated, `{"id":"é.ü","x":"` + strings.Repeat("a", 100_000) + `"}`} {
		signature, err := reference.Sign(messageID, now, []byte(body))
		if err != nil {
			t.Fatal(err)
		}
		for _, prefix := range []string{"svix-", "webhook-"} {
			header := http.Header{}
			header.Set(prefix+"id", messageID)
			header.Set(prefix+"timestamp", strconv.FormatInt(now.Unix(), 10))
			header.Set(prefix+"signature", signature)
			if _, err := verifier.Verify(header, []byte(body)); err != nil {
				t.Errorf("%s: %v", prefix, err)
			}
		}

		signed := sign(t, body, now, otherSecret, secret)
		header := http.Header{}
		for name, values := range signed {
			header[strings.Replace(name, "Svix-", "Webhook-", 1)] = values
		}
		if err := reference.Verify([]byte(body), header); err != nil {
			t.Errorf("the library rejects what Sign signed: %v", err)
		}
		if err := reference.Verify([]byte(body+" "), header); err == nil {
			t.Error("the library accepts another body")
		}
	}
}

func TestNewVerifierErrors(t *testing.T) {
	t.Parallel()
	short := "whsec_" + base64.StdEncoding.EncodeToString(make([]byte, 23))
	tests := []struct {
		name, secret string
		opts         []webhooks.Option
		want         string
	}{
		{"no secret", "", nil, "is empty"},
		{"a secret of the project", "secret-test-11111111-1111-4111-8111-111111111111", nil, "begin with whsec_"},
		{"a prefix alone", "whsec_", nil, "holds 0 bytes"},
		{"too short a secret", short, nil, "holds 23 bytes and needs 24"},
		{"malformed base64", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa*w", nil, "not base64"},
		{"a secret cut off", secret[:len(secret)-1], nil, "not base64"},
		{"an empty previous secret", secret, []webhooks.Option{webhooks.WithPreviousSecret("")}, "WithPreviousSecret"},
		{"no tolerance", secret, []webhooks.Option{webhooks.WithTolerance(0)}, "WithTolerance"},
		{"a negative tolerance", secret, []webhooks.Option{webhooks.WithTolerance(-time.Minute)}, "WithTolerance"},
		{"no clock", secret, []webhooks.Option{webhooks.WithClock(nil)}, "WithClock"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			verifier, err := webhooks.NewVerifier(test.secret, test.opts...)
			if err == nil || verifier != nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("got %v and %v, want an error with %q", verifier, err, test.want)
			}
			if len(test.secret) > 6 && strings.Contains(err.Error(), test.secret[6:]) {
				t.Errorf("the error shows the secret: %v", err)
			}
		})
	}
}

func TestSignErrors(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, id string
		secrets  []string
	}{
		{"no secret", messageID, nil},
		{"a malformed secret", messageID, []string{secret, "whsec_x"}},
		{"no message ID", "", []string{secret}},
	} {
		if header, err := webhooks.Sign([]byte("{}"), test.id, sent, test.secrets...); err == nil {
			t.Errorf("%s: signed %v", test.name, header)
		}
	}
}

// A verifier, and what holds one, prints without the secrets in it.
func TestSecretsDoNotPrint(t *testing.T) {
	t.Parallel()
	verifier := newVerifier(t, webhooks.WithPreviousSecret(otherSecret))
	var output bytes.Buffer
	for _, v := range []any{verifier, *verifier, struct{ v webhooks.Verifier }{*verifier}, struct{ V *webhooks.Verifier }{verifier}, []*webhooks.Verifier{verifier}} {
		fmt.Fprintf(&output, "%v %+v %#v %s\n", v, v, v, v)
		slog.New(slog.NewJSONHandler(&output, nil)).Info("x", "verifier", v)
	}
	for _, s := range []string{secret, otherSecret} {
		key, err := base64.StdEncoding.DecodeString(s[6:])
		if err != nil {
			t.Fatal(err)
		}
		for _, form := range []string{s[6:], string(key), fmt.Sprintf("%d", key)[1:20], hex.EncodeToString(key), fmt.Sprintf("%#v", key)[7:30]} {
			if strings.Contains(output.String(), form) {
				t.Errorf("%q is printed in %s", form, &output)
			}
		}
	}
}
