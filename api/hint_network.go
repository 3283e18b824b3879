package api

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
)

// networkHint returns advice on a call without a response.
func networkHint(e *Error) string {
	if e.Type != "" || e.Cause == nil {
		return "" // it waited for a rate limit
	}
	if certificate, ok := errors.AsType[*tls.CertificateVerificationError](e.Cause); ok {
		return certificateHint(certificate)
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](e.Cause); ok || errors.Is(e.Cause, http.ErrSchemeMismatch) {
		return "the server does not speak TLS: check the scheme and the port of the base URL, and any proxy"
	}
	op, isOp := errors.AsType[*net.OpError](e.Cause)
	if isOp && op.Op == "proxyconnect" || rejectsTunnel(e.Cause) {
		return "the connection through the proxy failed: check HTTPS_PROXY, or the proxy of the client passed to WithHTTPClient"
	}
	if _, ok := errors.AsType[*net.DNSError](e.Cause); ok {
		return "the host name does not resolve: check the base URL and the DNS settings of this machine"
	}
	if isOp && op.Op == "dial" || e.Cause.Error() == "net/http: TLS handshake timeout" { // of a type that is not exported
		return "the connection failed: check the base URL, and the network, firewall and proxy of this machine"
	}
	if timeout, ok := errors.AsType[net.Error](e.Cause); ok && timeout.Timeout() || errors.Is(e.Cause, context.DeadlineExceeded) {
		return "no response arrived within WithTimeout, the timeout of the HTTP client or the deadline of the context: Stytch may have handled the call, so before you repeat one that is not idempotent, check what it did"
	}
	return ""
}

func certificateHint(err *tls.CertificateVerificationError) string {
	if invalid, ok := errors.AsType[x509.CertificateInvalidError](err); ok && invalid.Reason == x509.Expired {
		return "the certificate has expired or is not valid yet: check the clock of this machine, then the certificate of the base URL or the proxy"
	}
	if _, ok := errors.AsType[x509.HostnameError](err); ok {
		return "the certificate is for another host: check the base URL, and the DNS settings and proxy of this machine"
	}
	return "the certificate is not trusted: check the base URL; if a proxy re-encrypts traffic, pass a client that trusts its CA to WithHTTPClient"
}

// rejectsTunnel reports whether a proxy responded to CONNECT with an error. All that net/http returns is the text of the
// status.
func rejectsTunnel(err error) bool {
	for status := 400; status < 600; status++ {
		if text := http.StatusText(status); text != "" && text == err.Error() {
			return true
		}
	}
	return false
}
