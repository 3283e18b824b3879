package transport_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/users"
)

func TestHintsWithoutResponse(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		cause error
		want  string
	}{
		{"refused", &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}, "the connection failed"},
		{"no such host", &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "test.stytch.com"}}, "does not resolve"},
		{"certificate", &tls.CertificateVerificationError{Err: errors.New("unknown authority")}, "certificate is not trusted"},
		{"expired certificate", &tls.CertificateVerificationError{Err: x509.CertificateInvalidError{Cert: &x509.Certificate{}, Reason: x509.Expired}},
			"check the clock of this machine"},
		{"certificate of another host", &tls.CertificateVerificationError{Err: x509.HostnameError{Certificate: &x509.Certificate{}, Host: "test.stytch.com"}},
			"the certificate is for another host"},
		{"no TLS", tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, "does not speak TLS"},
		{"proxy down", &net.OpError{Op: "proxyconnect", Net: "tcp", Err: &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}}, "check HTTPS_PROXY"},
		{"proxy needs a password", errors.New("Proxy Authentication Required"), "check HTTPS_PROXY"},
		{"timeout", context.DeadlineExceeded, "Stytch may have handled the call"},
		{"timeout of the header", timeoutError{}, "Stytch may have handled the call"},
		{"timeout of a dial", &net.OpError{Op: "dial", Net: "tcp", Err: context.DeadlineExceeded}, "the connection failed"},
		{"canceled", context.Canceled, ""},
		{"cut", io.ErrUnexpectedEOF, ""},
	} {
		_, err := failing(t, test.cause).Users.Get(t.Context(), "u")
		e, ok := errors.AsType[*stytch.Error](err)
		if !ok || !strings.Contains(e.Hint(), test.want) || (test.want == "") != (e.Hint() == "") {
			t.Errorf("%s: %v, want a hint with %q", test.name, err, test.want)
		}
	}
}

// timeoutError is like the unexported errors of net/http.
type timeoutError struct{}

func (timeoutError) Error() string   { return "net/http: timeout awaiting response headers" }
func (timeoutError) Timeout() bool   { return true }
func (timeoutError) Temporary() bool { return true }

// Real failures on the way to Stytch get the hints that TestHintsWithoutResponse expects for their errors.
func TestHintsOnTheWay(t *testing.T) {
	t.Parallel()
	plain := httptest.NewServer(clienttest.Respond(http.StatusOK, "application/json", "{}"))
	t.Cleanup(plain.Close)
	strict := httptest.NewServer(clienttest.Respond(http.StatusProxyAuthRequired, "text/html", ""))
	t.Cleanup(strict.Close)
	through := func(proxy string) stytch.Option {
		return stytch.WithHTTPClient(&http.Client{Transport: &http.Transport{Proxy: func(*http.Request) (*url.URL, error) { return url.Parse(proxy) }}})
	}
	for name, test := range map[string]struct {
		opt  stytch.Option
		want string
	}{
		"https to a port without TLS": {stytch.WithBaseURL(strings.Replace(plain.URL, "http:", "https:", 1)), "does not speak TLS"},
		"a proxy that is down":        {through("http://127.0.0.1:1"), "check HTTPS_PROXY"},
		"a SOCKS proxy that is down":  {through("socks5://127.0.0.1:1"), "check HTTPS_PROXY"},
		"a proxy with a password":     {through(strict.URL), "check HTTPS_PROXY"},
	} {
		client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, clienttest.Once, test.opt)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.Users.Get(t.Context(), "u"); !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want a hint with %q", name, err, test.want)
		}
	}
}

// A 2xx whose response is lost was handled by Stytch: whoever repeats the call may send a second message. Only a whole
// body that is not the API's is another server's.
func TestHintsAboutLostResponses(t *testing.T) {
	t.Parallel()
	const (
		lost    = "Stytch handled the call, but its response was lost: before you repeat the call, check what it did"
		foreign = "the response did not come from Stytch: check the base URL and any proxy or gateway in between; STYTCH_BASE_URL or WithBaseURL sets the base URL"
		sent    = `{"status_code":200,"request_id":"request-id-test-1","user_id":"user-test-1","email_id":"email-test-1"}`
	)
	cutShort := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "5000")
		clienttest.Respond(200, "application/json", sent)(w, nil)
	}
	stalls := func(w http.ResponseWriter, r *http.Request) {
		clienttest.Respond(200, "application/json", sent[:40])(w, nil)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		opt     stytch.Option
		timeout time.Duration // of the caller
		want    string
	}{
		"cut short":         {cutShort, clienttest.Once, time.Minute, lost},
		"attempt timed out": {stalls, stytch.WithTimeout(time.Second), time.Minute, lost},
		"caller gave up":    {stalls, clienttest.Once, time.Second, lost},
		"JSON cut short":    {clienttest.Respond(200, "application/json", sent[:40]), clienttest.Once, time.Minute, lost},
		"not gzip": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			clienttest.Respond(200, "application/json", sent)(w, r)
		}, clienttest.Once, time.Minute, lost},
		"a value of the wrong type": {clienttest.Respond(200, "application/json", `{"status_code":200,"request_id":"r","user_id":{}}`), clienttest.Once, time.Minute, lost},
		"a portal's page":           {clienttest.Respond(200, "text/html", "<h1>Log in</h1>"), clienttest.Once, time.Minute, foreign},
		"a page said to be JSON":    {clienttest.Respond(200, "application/json", "<h1>Log in</h1>"), clienttest.Once, time.Minute, foreign},
		"another program's JSON":    {clienttest.Respond(200, "application/json", `{"portal":"login"}`), clienttest.Once, time.Minute, foreign},
		"nothing":                   {clienttest.Respond(204, "application/json", ""), clienttest.Once, time.Minute, foreign},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), test.timeout)
				defer cancel()
				_, client := clienttest.Serve(t, test.handler, test.opt)
				_, err := client.OTP.Email.LoginOrCreate(ctx, otp.EmailLoginOrCreateRequest{Email: "ada@example.com"})
				e, ok := errors.AsType[*stytch.Error](err)
				if !ok || e.StatusCode == 0 || e.Hint() != test.want {
					t.Errorf("%v, want the hint %q", err, test.want)
				}
			})
		})
	}
}

func TestHints(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	const liveID = "user-live-33333333-3333-4333-8333-333333333333"
	for _, test := range []struct {
		name   string
		status int
		body   string
		call   func(*stytch.Client) error
		want   string
	}{
		{"wrong keys", 401, `{"error_type":"unauthorized_credentials"}`,
			func(c *stytch.Client) error { _, err := c.Users.Get(ctx, "u"); return err }, "copy both again, from the same page"},
		{"wrong password", 401, `{"error_type":"unauthorized_credentials"}`,
			func(c *stytch.Client) error {
				_, err := c.Passwords.Authenticate(ctx, passwords.AuthenticateRequest{})
				return err
			}, "the password is wrong"},
		{"magic link to nobody", 404, `{"error_type":"email_not_found"}`,
			func(c *stytch.Client) error {
				_, err := c.MagicLinks.Email.Send(ctx, magiclinks.EmailSendRequest{})
				return err
			}, "MagicLinks.Email.LoginOrCreate"},
		{"magic link to nobody, the other type", 404, `{"error_type":"user_not_found"}`,
			func(c *stytch.Client) error {
				_, err := c.MagicLinks.Email.Send(ctx, magiclinks.EmailSendRequest{})
				return err
			}, "MagicLinks.Email.LoginOrCreate"},
		{"code to nobody", 404, `{"error_type":"phone_number_not_found"}`,
			func(c *stytch.Client) error {
				_, err := c.OTP.WhatsApp.Send(ctx, otp.WhatsAppSendRequest{})
				return err
			},
			"OTP.WhatsApp.LoginOrCreate"},
		{"old code", 401, `{"error_type":"unable_to_auth_otp_code"}`,
			func(c *stytch.Client) error { _, err := c.OTP.Authenticate(ctx, otp.AuthenticateRequest{}); return err },
			"use the email_id or phone_id from the response as the method_id"},
		{"wrong code", 404, `{"error_type":"otp_code_not_found"}`,
			func(c *stytch.Client) error { _, err := c.OTP.Authenticate(ctx, otp.AuthenticateRequest{}); return err },
			"send a new one"},
		{"live id in the path", 404, `{"error_type":"user_not_found"}`,
			func(c *stytch.Client) error { _, err := c.Users.Get(ctx, liveID); return err },
			liveID + " is a live ID, but this client uses the test environment"},
		{"live id in the body", 404, `{"error_type":"phone_number_not_found"}`,
			func(c *stytch.Client) error {
				_, err := c.OTP.SMS.Send(ctx, otp.SMSSendRequest{UserID: liveID})
				return err
			}, liveID + " is a live ID"},
		{"unknown id of another kind", 404, `{"error_type":"crypto_wallet_not_found"}`,
			func(c *stytch.Client) error { _, err := c.Users.DeleteCryptoWallet(ctx, "w"); return err }, "Users.Search"},
		{"too fast", 429, `{"error_type":"too_many_requests"}`,
			func(c *stytch.Client) error { _, err := c.Users.Get(ctx, "u"); return err }, "call less often"},
		{"locked", 429, `{"error_type":"user_lock_limit_reached"}`,
			func(c *stytch.Client) error { _, err := c.Users.Get(ctx, "u"); return err }, "locked"},
		{"both session arguments", 400, `{"error_type":"too_many_session_arguments"}`,
			func(c *stytch.Client) error { _, err := c.Users.Get(ctx, "u"); return err }, "session_token or session_jwt, not both"},
		{"known address", 400, `{"error_type":"duplicate_email"}`,
			func(c *stytch.Client) error { _, err := c.Users.Create(ctx, users.CreateRequest{}); return err }, "users.EmailAddress"},
		{"weak password", 400, `{"error_type":"weak_password"}`,
			func(c *stytch.Client) error {
				_, err := c.Passwords.Create(ctx, passwords.CreateRequest{})
				return err
			}, "Passwords.StrengthCheck"},
		{"a proxy's page", 403, `<h1>Forbidden</h1>`,
			func(c *stytch.Client) error { _, err := c.Users.Get(ctx, "u"); return err }, "check the base URL and any proxy"},
		{"a proxy that lacks a password", 401, `<h1>Unauthorized</h1>`,
			func(c *stytch.Client) error { _, err := c.Users.Get(ctx, "u"); return err }, "check the base URL and any proxy"},
		{"a proxy without Stytch", 502, `<h1>Bad Gateway</h1>`,
			func(c *stytch.Client) error { _, err := c.Users.Get(ctx, "u"); return err }, "a proxy or gateway in between"},
		{"deleted secret", 401, `{"error_type":"unauthorized_credentials"}`,
			func(c *stytch.Client) error { _, err := c.Users.Get(ctx, "u"); return err }, "the secret was deleted"},
		{"nothing to say", 418, `{"error_type":"teapot","error_message":"short and stout"}`,
			func(c *stytch.Client) error { _, err := c.Users.Get(ctx, "u"); return err }, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			err := test.call(clienttest.New(t, clienttest.Respond(test.status, "application/json", test.body), clienttest.Once))
			e, ok := errors.AsType[*stytch.Error](err)
			if !ok {
				t.Fatal(err)
			}
			if got := e.Hint(); !strings.Contains(got, test.want) || (test.want == "" && got != "") {
				t.Errorf("hint = %q, want %q in it", got, test.want)
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("error says %q, without the hint", err)
			}
		})
	}
}
