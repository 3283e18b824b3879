package transport

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/textproto"
	"net/url"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// outsideError is how an [api.Error] wraps an error from outside that may contain secrets. It prints like shown, a copy
// without text from outside. errors.Is and errors.As also find the original.
type outsideError struct {
	shown error
	// original returns the error from outside. It is in a closure, out of reach of %+v.
	original func() error
}

func (e *outsideError) Error() string        { return e.shown.Error() }
func (e *outsideError) Unwrap() error        { return e.shown }
func (e *outsideError) Is(target error) bool { return errors.Is(e.original(), target) }

// As looks in the copy first. The copy replaces every error that net/http and the packages below it put text into, so
// only errors of the caller's own types are found in the original.
func (e *outsideError) As(target any) bool {
	return errors.As(e.shown, target) || errors.As(e.original(), target)
}

// cause returns an error from outside in the form in which an [api.Error] may wrap it.
func (s *screen) cause(err error) error {
	shown, same := s.shown(err, 0)
	if same {
		return err
	}
	return &outsideError{shown, func() error { return err }}
}

// message is an error whose text is from this package. It may wrap an error without text from outside.
type message struct {
	text string
	err  error
}

func (m *message) Error() string { return m.text }
func (m *message) Unwrap() error { return m.err }

// opaque replaces an error of a type whose text can be anything.
type opaque struct {
	text string
	// wrapped are the copies of the errors it wraps.
	wrapped []error
	// standIn is what errors.As finds instead.
	standIn error
}

func (o *opaque) Error() string      { return o.text }
func (o *opaque) Unwrap() []error    { return o.wrapped }
func (o *opaque) As(target any) bool { return o.standIn != nil && errors.As(o.standIn, target) }

// opaqueTimeout is opaque for an error that reports whether it is a timeout, so that errors.As finds a [net.Error].
type opaqueTimeout struct {
	opaque

	timeout bool
}

func (o *opaqueTimeout) Timeout() bool   { return o.timeout }
func (o *opaqueTimeout) Temporary() bool { return o.timeout }

// maxDepth limits how many levels of wrapped errors are copied.
const maxDepth = 20

// shown returns a copy of err without text from outside. If there is none in err, it returns err itself and true.
func (s *screen) shown(err error, depth int) (shown error, same bool) {
	inner := func(err error) error {
		if err == nil {
			return nil
		}
		shown, _ := s.shown(err, depth+1)
		return shown
	}
	if depth > maxDepth {
		return &opaque{text: "more errors"}, false
	}
	if hasNoText(err) {
		return err, true
	}
	switch e := err.(type) { //nolint:errorlint // every error of the chain is looked at
	case *message:
		return e, true
	case *net.OpError:
		if shown, same := s.shownOrNone(e.Err, depth); !same || !networkWords[e.Op] || !networkWords[e.Net] || isForeign(e.Source) || isForeign(e.Addr) {
			return &net.OpError{Op: networkWord(e.Op), Net: networkWord(e.Net), Source: address(e.Source), Addr: address(e.Addr), Err: shown}, false
		}
		return e, true
	case *os.SyscallError:
		if shown, same := s.shownOrNone(e.Err, depth); !same || !networkWords[e.Syscall] {
			return &os.SyscallError{Syscall: networkWord(e.Syscall), Err: shown}, false
		}
		return e, true
	case *net.DNSError:
		name := e.Name
		if name != s.call.url.Hostname() && (!hosts().MatchString(name) || !s.passes(name)) {
			name = "another host"
		}
		server := ""
		if _, err := netip.ParseAddrPort(e.Server); err == nil {
			server = e.Server
		}
		return &net.DNSError{
			Err: s.words(e.Err), Name: name, Server: server, UnwrapErr: inner(e.UnwrapErr),
			IsTimeout: e.IsTimeout, IsTemporary: e.IsTemporary, IsNotFound: e.IsNotFound,
		}, false
	case *url.Error:
		shown, _ := s.shownOrNone(e.Err, depth)
		return &url.Error{Op: networkWord(e.Op), URL: s.call.url.Scheme + "://" + s.call.url.Host + s.call.op.Route(), Err: shown}, false
	case *tls.CertificateVerificationError:
		shown, _ := s.shownOrNone(e.Err, depth)
		return &tls.CertificateVerificationError{UnverifiedCertificates: e.UnverifiedCertificates, Err: shown}, false
	case textproto.ProtocolError:
		return textproto.ProtocolError(s.words(string(e))), false
	case tls.RecordHeaderError:
		return tls.RecordHeaderError{Msg: strings.TrimPrefix(s.words("tls: "+e.Msg), "tls: ")}, false
	case x509.UnknownAuthorityError:
		return x509.UnknownAuthorityError{Cert: e.Cert}, false
	case x509.CertificateInvalidError:
		return x509.CertificateInvalidError{Cert: e.Cert, Reason: e.Reason, Detail: detail(e)}, false
	case x509.HostnameError:
		host := "the host"
		if e.Host == s.call.url.Hostname() {
			host = e.Host
		}
		return &opaque{
			text:    "x509: certificate is not valid for " + host,
			standIn: x509.HostnameError{Certificate: new(x509.Certificate), Host: host},
		}, false
	}
	return s.opaque(err, depth), false
}

// shownOrNone is like shown, for the Err field of an error that prints it even if it is nil.
func (s *screen) shownOrNone(err error, depth int) (shown error, same bool) {
	if err == nil {
		return &opaque{text: "unknown"}, false
	}
	return s.shown(err, depth+1)
}

// opaque replaces an error of an unknown type.
func (s *screen) opaque(err error, depth int) error {
	var wrapped []error
	switch err := err.(type) { //nolint:errorlint // every error of the chain is looked at
	case interface{ Unwrap() error }:
		wrapped = []error{err.Unwrap()}
	case interface{ Unwrap() []error }:
		wrapped = err.Unwrap()
	}
	var o opaque
	original := err.Error()
	text := original
	for _, err := range wrapped {
		if err == nil {
			continue
		}
		shown, same := s.shown(err, depth+1)
		o.wrapped = append(o.wrapped, shown)
		if inner := err.Error(); !same && inner != "" {
			text = strings.ReplaceAll(text, inner, shown.Error())
		}
	}
	known := knownText(original)
	switch {
	case known != "" && len(o.wrapped) > 0:
		o.text = known + ": " + joined(o.wrapped)
	case known != "":
		o.text = known
	case s.passes(original):
		o.text = addresses().ReplaceAllString(text, "$1$2")
	case len(o.wrapped) > 0:
		o.text = joined(o.wrapped)
	default:
		o.text = "an error whose text is withheld, as it may repeat the request"
		if t := reflect.TypeOf(err); t != reflect.TypeOf(errors.New("")) {
			o.text += " (" + t.String() + ")"
		}
	}
	if timeout, ok := err.(interface{ Timeout() bool }); ok {
		return &opaqueTimeout{o, timeout.Timeout()}
	}
	return &o
}

func joined(errs []error) string {
	texts := make([]string, len(errs))
	for i, err := range errs {
		texts[i] = err.Error()
	}
	return strings.Join(texts, "; ")
}

// words returns the part of a text from outside that may be shown.
func (s *screen) words(text string) string {
	if known := knownText(text); known != "" {
		return known
	}
	if s.passes(text) {
		return text
	}
	return "the reason is withheld, as it may repeat the request"
}

// hasNoText reports whether an error cannot contain text from outside: it is a well-known value, a number, or of a type
// without data.
func hasNoText(err error) bool {
	switch err { //nolint:errorlint // every error of the chain is looked at
	case context.Canceled, io.EOF, io.ErrUnexpectedEOF, io.ErrClosedPipe, net.ErrClosed, os.ErrDeadlineExceeded, http.ErrSchemeMismatch:
		return true
	}
	t := reflect.TypeOf(err)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.PkgPath() {
	case "syscall", "crypto/tls", "net/http":
		if t.Kind() >= reflect.Int && t.Kind() <= reflect.Uintptr {
			return true
		}
	}
	return t.Size() == 0
}

// networkWords are the operations, networks and system calls named in the errors of packages net, os and net/url.
var networkWords = map[string]bool{
	"": true, "dial": true, "read": true, "write": true, "close": true, "set": true, "remote error": true, "local error": true,
	"proxyconnect": true, "socks connect": true, "tcp": true, "tcp4": true, "tcp6": true, "udp": true, "unix": true, "ip": true,
	"socket": true, "connect": true, "connectex": true, "bind": true, "getsockopt": true, "setsockopt": true,
	"wsarecv": true, "wsasend": true, "sendto": true, "recvfrom": true,
	"Get": true, "Post": true, "Put": true, "Delete": true, "Patch": true, "parse": true,
}

func networkWord(word string) string {
	if networkWords[word] {
		return word
	}
	return "call"
}

// address returns an address, or nil if its type is not from package net.
func address(a net.Addr) net.Addr {
	if isForeign(a) {
		return nil
	}
	return a
}

func isForeign(a net.Addr) bool {
	switch a.(type) {
	case nil, *net.TCPAddr, *net.UDPAddr, *net.UnixAddr, *net.IPAddr:
		return false
	}
	return true
}

// detail returns the detail of an expired certificate, which is a time. Other details quote names from the certificate.
func detail(e x509.CertificateInvalidError) string {
	words := strings.Fields(e.Detail)
	if e.Reason == x509.Expired && len(words) == 6 && slices.Equal(words[:2], []string{"current", "time"}) && words[3] == "is" && (words[4] == "after" || words[4] == "before") {
		_, err := time.Parse(time.RFC3339, words[2])
		_, err2 := time.Parse(time.RFC3339, words[5])
		if err == nil && err2 == nil {
			return e.Detail
		}
	}
	return "see the certificate"
}

// addresses matches URLs. The groups are the scheme and the part between the user information and the query.
var addresses = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\b([a-z][a-z0-9+.-]*://)(?:[^\s"/?#]*@)?([^\s"?#]*)(?:[?#][^\s"]*)?`)
})
