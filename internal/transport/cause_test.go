package transport_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/textproto"
	"net/url"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/passwords"
)

// ownError is an error type of a caller.
type ownError struct{ text string }

func (e *ownError) Error() string { return e.text }

// noText is an error type without data.
type noText struct{}

func (noText) Error() string { return "circuit breaker is open" }

var errOwn = errors.New("a caller's own error")

// failing returns a client whose requests fail with an error.
func failing(t *testing.T, err error) *stytch.Client {
	t.Helper()
	client, newErr := stytch.New(clienttest.ProjectID, clienttest.Secret, clienttest.Once, stytch.WithHTTPClient(&http.Client{
		Transport: clienttest.RoundTripper(func(*http.Request) (*http.Response, error) { return nil, err }),
	}))
	if newErr != nil {
		t.Fatal(newErr)
	}
	return client
}

// An error of the network or of the caller's RoundTripper shows as much as it may, for a request without a secret of
// its own and for one with a password.
func TestTextsOfCauses(t *testing.T) {
	t.Parallel()
	const withheld = "an error whose text is withheld, as it may repeat the request"
	refused := &net.OpError{Op: "dial", Net: "tcp", Addr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 9}, Err: &os.SyscallError{Syscall: "connect", Err: syscall.ECONNREFUSED}}
	self := &net.DNSError{Err: "no such host", Name: "test.stytch.com", Server: "127.0.0.53:53", IsNotFound: true}
	for _, test := range []struct {
		name string
		err  error
		// plain and secret are the texts in the errors of requests without and with a secret. Without the latter they are the same.
		plain, secret string
	}{
		{"time", context.DeadlineExceeded, "context deadline exceeded", ""},
		{"refused", refused, "dial tcp 127.0.0.1:9: connect: connection refused", ""},
		{"wrapped", fmt.Errorf("proxy 1: %w", refused), "proxy 1: dial tcp 127.0.0.1:9: connect: connection refused", "dial tcp 127.0.0.1:9: connect: connection refused"},
		{"reset", &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}, "read tcp: connection reset by peer", ""},
		{"DNS", &net.OpError{Op: "dial", Net: "tcp", Err: self}, "dial tcp: lookup test.stytch.com on 127.0.0.53:53: no such host", ""},
		{"DNS of a proxy", &net.DNSError{Err: "no such host", Name: "proxy.corp"}, "lookup proxy.corp: no such host", "lookup another host: no such host"},
		{"handshake", tls.AlertError(40), "tls: handshake failure", ""},
		{"no data", noText{}, "circuit breaker is open", ""},
		{"own type", &ownError{"the queue is full"}, "the queue is full", withheld + " (*transport_test.ownError)"},
		{"text", errOwn, "a caller's own error", withheld},
		{"joined", errors.Join(errOwn, io.ErrUnexpectedEOF), "a caller's own error\nunexpected EOF", withheld + "; unexpected EOF"},
		{"quotation", errors.New(`malformed HTTP response "\x16\x03\x01"`), "malformed HTTP response", ""},
		{"quotation below", fmt.Errorf("net/http: HTTP/1.x transport connection broken: %w", errors.New(`malformed HTTP status code "planted"`)),
			"net/http: HTTP/1.x transport connection broken: malformed HTTP status code", ""},
		{"CONNECT", errors.New("Proxy Authentication Required"), "Proxy Authentication Required", ""},
		{"secret", errors.New("cannot send " + clienttest.Secret), withheld, ""},
		{"address", errors.New(`cannot send to https://ada:planted@example.com:8443/v1?planted=x#planted now`),
			"cannot send to https://example.com:8443/v1 now", withheld},
		{"*url.Error", fmt.Errorf("proxy 1: %w", &url.Error{Op: "Post", URL: "https://x.example/?planted", Err: io.EOF}), "proxy 1: Post ", "Post "},
		{"without a reason", &net.OpError{Op: "dial", Net: "tcp"}, "dial tcp: unknown", ""},
		{"without any", &tls.CertificateVerificationError{}, "tls: failed to verify certificate: unknown", ""},
		{"host", &tls.CertificateVerificationError{Err: x509.HostnameError{Certificate: &x509.Certificate{DNSNames: []string{"planted.example"}}, Host: "test.stytch.com"}},
			"tls: failed to verify certificate: x509: certificate is not valid for test.stytch.com", ""},
		{"expired", x509.CertificateInvalidError{Reason: x509.Expired, Detail: "current time 2026-01-02T03:04:05Z is after 2025-01-02T03:04:05Z"},
			"x509: certificate has expired or is not yet valid: current time 2026-01-02T03:04:05Z is after 2025-01-02T03:04:05Z", ""},
		{"expired planted", x509.CertificateInvalidError{Reason: x509.Expired, Detail: "current time planted is after 2025-01-02T03:04:05Z"},
			"x509: certificate has expired or is not yet valid: see the certificate", ""},
		{"stream", errors.New("stream error: stream ID 1; PROTOCOL_ERROR; planted"), "stream error: stream ID 1; PROTOCOL_ERROR", ""},
		{"refused stream", errors.New("http2: Transport: cannot retry err [stream error: stream ID 3; REFUSED_STREAM; received from peer] after Request.Body was written"),
			"stream error: stream ID 3; REFUSED_STREAM", ""},
		{"GOAWAY", errors.New("http2: Transport received GOAWAY from server ErrCode:ENHANCE_YOUR_CALM"), "http2: Transport received GOAWAY from server ErrCode:ENHANCE_YOUR_CALM", ""},
		{"GOAWAY of an unknown kind", errors.New("http2: Transport received GOAWAY from server ErrCode:planted"), "http2: Transport received GOAWAY from server", ""},
		{"deep", deep(50), strings.Repeat("read tcp: ", 21) + "more errors", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client := failing(t, test.err)
			_, plain := client.Users.Get(t.Context(), "user-test-1")
			_, secret := client.Passwords.Create(t.Context(), passwords.CreateRequest{Email: "ada@example.com", Password: "correct horse"})
			if test.secret == "" {
				test.secret = test.plain
			}
			for err, want := range map[error]string{plain: test.plain, secret: test.secret} {
				if !strings.Contains(err.Error(), "no response: "+want) || strings.Contains(err.Error(), "planted") {
					t.Errorf("error = %v, want %q in it", err, want)
				}
				if !errors.Is(err, test.err) {
					t.Errorf("%v does not wrap %v", err, test.err)
				}
			}
		})
	}
}

// deep is an error wrapped many times.
func deep(n int) error {
	err := errors.New("planted")
	for range n {
		err = &net.OpError{Op: "read", Net: "tcp", Err: err}
	}
	return err
}

// errors.Is and errors.As find what an error wraps, and that prints nothing from outside either.
func TestCausesAreFound(t *testing.T) {
	t.Parallel()
	const planted = "planted-in-the-text"
	timeout := &net.OpError{Op: "dial", Net: planted, Err: os.ErrDeadlineExceeded}
	certificate := &x509.Certificate{DNSNames: []string{planted}}
	own := &ownError{planted}
	err := fmt.Errorf("%s: %w", planted, errors.Join(
		own, timeout, io.ErrUnexpectedEOF, context.DeadlineExceeded, noText{},
		&url.Error{Op: planted, URL: "https://" + planted + ".example?" + planted, Err: syscall.ECONNRESET},
		&net.DNSError{Err: planted, Name: planted, IsNotFound: true},
		&tls.CertificateVerificationError{UnverifiedCertificates: []*x509.Certificate{certificate}, Err: x509.UnknownAuthorityError{Cert: certificate}},
		x509.HostnameError{Certificate: certificate, Host: planted},
		x509.CertificateInvalidError{Cert: certificate, Reason: x509.CANotAuthorizedForThisName, Detail: planted},
		tls.RecordHeaderError{Msg: planted, RecordHeader: [5]byte{'p', 'l', 'a', 'n', 't'}},
		textproto.ProtocolError(planted),
	))
	_, got := failing(t, err).Passwords.Create(t.Context(), passwords.CreateRequest{Password: "correct horse"})
	for _, target := range []error{err, own, timeout, io.ErrUnexpectedEOF, context.DeadlineExceeded, os.ErrDeadlineExceeded, syscall.ECONNRESET, noText{}} {
		if !errors.Is(got, target) {
			t.Errorf("errors.Is does not find %v in %v", target, got)
		}
	}
	finds[*net.OpError](t, got, func(e *net.OpError) bool { return e.Op == "dial" && e.Timeout() })
	finds[net.Error](t, got, func(e net.Error) bool { return e.Timeout() })
	finds[*url.Error](t, got, func(e *url.Error) bool { return e.URL == "https://test.stytch.com/v1/passwords" })
	finds[*net.DNSError](t, got, func(e *net.DNSError) bool { return e.IsNotFound })
	finds[*tls.CertificateVerificationError](t, got, func(e *tls.CertificateVerificationError) bool { return e.UnverifiedCertificates[0] == certificate })
	finds[x509.UnknownAuthorityError](t, got, func(e x509.UnknownAuthorityError) bool { return e.Cert == certificate })
	finds[x509.HostnameError](t, got, func(e x509.HostnameError) bool { return e.Certificate != nil })
	finds[x509.CertificateInvalidError](t, got, func(e x509.CertificateInvalidError) bool { return e.Reason == x509.CANotAuthorizedForThisName })
	finds[tls.RecordHeaderError](t, got, func(e tls.RecordHeaderError) bool { return e.RecordHeader == [5]byte{} })
	finds[textproto.ProtocolError](t, got, func(textproto.ProtocolError) bool { return true })
	// An error of the caller's own type is found unchanged, since the caller may know its contents.
	if e, ok := errors.AsType[*ownError](got); !ok || e != own {
		t.Errorf("errors.As finds %v, want the caller's own error", e)
	}
}

// finds checks that errors.As finds an error that prints nothing planted.
func finds[E error](t *testing.T, err error, right func(E) bool) {
	t.Helper()
	found, ok := errors.AsType[E](err)
	if !ok || !right(found) {
		t.Errorf("errors.As finds %#v (%v)", found, ok)
		return
	}
	if text := fmt.Sprintf("%v %+v %q %#v", found, found, found, found); strings.Contains(text, "planted") {
		t.Errorf("%T shows %s", found, text)
	}
}

// Errors that show nothing from outside are wrapped as they are.
func TestSafeCausesAreKept(t *testing.T) {
	t.Parallel()
	for _, cause := range []error{
		context.Canceled, io.EOF, io.ErrUnexpectedEOF, syscall.ECONNRESET, noText{},
		&net.OpError{Op: "dial", Net: "tcp", Addr: &net.TCPAddr{}, Err: &os.SyscallError{Syscall: "connect", Err: syscall.ECONNREFUSED}},
		&net.OpError{Op: "remote error", Err: tls.AlertError(40)},
	} {
		_, err := failing(t, cause).Passwords.Create(t.Context(), passwords.CreateRequest{Password: "correct horse"})
		if e, ok := errors.AsType[*stytch.Error](err); !ok || e.Cause != cause { //nolint:errorlint // the very same
			t.Errorf("cause = %#v, want %#v", e.Cause, cause)
		}
	}
}

// A timeout of net/http is one to errors.As.
func TestTimeoutsAreFound(t *testing.T) {
	t.Parallel()
	transport := &http.Transport{ResponseHeaderTimeout: time.Millisecond}
	client := clienttest.New(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	}, clienttest.Once, stytch.WithHTTPClient(&http.Client{Transport: transport}))
	_, err := client.Passwords.Create(t.Context(), passwords.CreateRequest{Password: "correct horse"})
	if e, ok := errors.AsType[net.Error](err); !ok || !e.Timeout() || !strings.Contains(err.Error(), "timeout awaiting response headers") {
		t.Errorf("error = %v", err)
	}
}
