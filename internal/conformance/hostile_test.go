package conformance_test

import (
	"bufio"
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
	"sync/atomic"
	"testing"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
)

// echo is what a hostile server quotes: the secrets of the call under way.
type echo struct{ quote atomic.Pointer[quote] }

func (e *echo) all() string { return e.quote.Load().all }

func (e *echo) word() string { return e.quote.Load().word }

func (e *echo) json() string { return e.quote.Load().json }

// place is where a server, a proxy or a RoundTripper quotes secrets.
type place struct {
	name string
	// connect starts the server and returns the options for a client of it.
	connect func(*testing.T, *echo) []stytch.Option
}

// places returns all places.
func places(t *testing.T) []place {
	t.Helper()
	list := append(wirePlaces(), bodyPlaces()...)
	list = append(list, connectionPlaces(t)...)
	return append(list, roundTripperPlaces()...)
}

// onWire is a place in the bytes of a response over HTTP/1.1.
func onWire(name string, response func(e *echo) string) place {
	return place{name: name, connect: func(t *testing.T, e *echo) []stytch.Option {
		t.Helper()
		return []stytch.Option{stytch.WithBaseURL("http://" + serveBytes(t, func(c net.Conn) {
			_, _ = io.WriteString(c, response(e))
		}))}
	}}
}

// serveBytes runs a server that reads a request from each connection, lets respond write to it and closes it.
func serveBytes(t *testing.T, respond func(net.Conn)) (addr string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close() //nolint:errcheck // the client judges what arrives
				r, err := http.ReadRequest(bufio.NewReader(c))
				if err != nil {
					return
				}
				_, _ = io.Copy(io.Discard, r.Body)
				respond(c)
			}()
		}
	}()
	return listener.Addr().String()
}

const crlf = "\r\n"

// head is a response line and header, up to the last line of it.
func head(status string, header ...string) string {
	return "HTTP/1.1 " + status + crlf + "Connection: close" + crlf + strings.Join(append(header, "", ""), crlf)
}

// chunked is a header for chunks.
func chunked(header ...string) string {
	return head("200 OK", append(header, "Content-Type: application/json", "Transfer-Encoding: chunked")...)
}

// wirePlaces are those in the protocol elements of HTTP/1.1.
func wirePlaces() []place {
	return []place{
		onWire("status line", func(e *echo) string { return e.all() + crlf + crlf }),
		onWire("status code", func(e *echo) string { return "HTTP/1.1 " + e.word() + " OK" + crlf + crlf }),
		onWire("HTTP version", func(e *echo) string { return "HTTP/" + e.word() + " 200 OK" + crlf + crlf }),
		onWire("reason phrase", func(e *echo) string { return head("401 " + e.all()) }),
		onWire("reason phrase of a success", func(e *echo) string { return head("200 "+e.all()) + "{" }),
		onWire("header line without a colon", func(e *echo) string {
			return head("200 OK", strings.ReplaceAll(e.all(), ":", ""))
		}),
		onWire("header line, first", func(e *echo) string { return "HTTP/1.1 200 OK" + crlf + " " + e.all() + crlf + crlf }),
		onWire("header name", func(e *echo) string { return head("200 OK", e.word()+": x") + "{" }),
		onWire("header name, malformed", func(e *echo) string { return head("200 OK", e.all()+": x") + "{" }),
		onWire("header value", func(e *echo) string { return head("500 Oops", "X-Echo: "+e.all()) }),
		onWire("header value, malformed", func(e *echo) string { return head("500 Oops", "X-Echo: \x00"+e.all()) }),
		onWire("Content-Length", func(e *echo) string { return head("200 OK", "Content-Length: "+e.all()) }),
		onWire("Content-Length twice", func(e *echo) string {
			return head("200 OK", "Content-Length: 5", "Content-Length: "+e.all())
		}),
		onWire("Transfer-Encoding", func(e *echo) string { return head("200 OK", "Transfer-Encoding: "+e.all()) }),
		onWire("Transfer-Encoding twice", func(e *echo) string {
			return head("200 OK", "Transfer-Encoding: chunked", "Transfer-Encoding: "+e.all())
		}),
		onWire("Trailer", func(e *echo) string {
			return chunked("Trailer: "+e.word()) + "1" + crlf + "{" + crlf + "0" + crlf + crlf
		}),
		onWire("Trailer, forbidden", func(e *echo) string { return chunked("Trailer: Content-Length, " + e.all()) }),
		onWire("Content-Type of a success", func(e *echo) string { return head("200 OK", "Content-Type: "+e.all()) + "{}" }),
		onWire("media type of a success", func(e *echo) string { return head("200 OK", "Content-Type: text/"+e.word()) + "{}" }),
		onWire("media type of an error", func(e *echo) string {
			return head("502 Bad Gateway", "Content-Type: "+e.word()+"/x; charset="+e.word()) + "oops"
		}),
		onWire("Content-Encoding", func(e *echo) string { return head("200 OK", "Content-Encoding: "+e.all()) + "{" }),
		onWire("gzip", func(e *echo) string { return head("200 OK", "Content-Encoding: gzip") + e.all() }),
		onWire("host of a Location", func(e *echo) string {
			return head("302 Found", "Location: https://"+e.word()+".example/")
		}),
		onWire("port and user of a Location", func(e *echo) string {
			return head("302 Found", "Location: https://"+e.word()+":"+e.word()+"@example.com:"+e.word()+"/")
		}),
		onWire("path of a Location", func(e *echo) string {
			return head("307 Temporary Redirect", "Location: /"+e.word()+"?"+url.QueryEscape(e.all()))
		}),
		onWire("Location, malformed", func(e *echo) string { return head("301 Moved", "Location: https://["+e.all()) }),
		onWire("Retry-After", func(e *echo) string { return head("429 Slow Down", "Retry-After: "+e.all()) }),
		onWire("Set-Cookie", func(e *echo) string { return head("500 Oops", "Set-Cookie: "+e.all()) }),
		onWire("informational response", func(e *echo) string {
			return "HTTP/1.1 103 " + e.all() + crlf + "Link: " + e.all() + crlf + crlf + head("500 Oops")
		}),
		onWire("protocol switch", func(e *echo) string {
			return "HTTP/1.1 101 Switching Protocols" + crlf + "Connection: upgrade" + crlf + "Upgrade: " + e.all() + crlf + crlf + e.all()
		}),
		onWire("chunk size", func(e *echo) string { return chunked() + e.word() + crlf + "{" + crlf + "0" + crlf + crlf }),
		onWire("chunk size, malformed", func(e *echo) string { return chunked() + "\"" + e.all() + crlf }),
		onWire("chunk extension", func(e *echo) string { return chunked() + "1;" + e.all() + crlf + "{" + crlf + "0" + crlf + crlf }),
		onWire("after a chunk", func(e *echo) string { return chunked() + "1" + crlf + "{" + e.all() + crlf + "0" + crlf + crlf }),
		onWire("trailer", func(e *echo) string {
			return chunked() + "1" + crlf + "{" + crlf + "0" + crlf + "X-Echo: " + e.all() + crlf + crlf
		}),
		onWire("trailer, malformed", func(e *echo) string {
			return chunked() + "2" + crlf + "{}" + crlf + "0" + crlf + strings.ReplaceAll(e.all(), ":", "") + crlf + crlf
		}),
		onWire("body cut off", func(e *echo) string { return head("200 OK", "Content-Length: 999999") + e.all() }),
	}
}

// inBody is a place in the body of a response.
func inBody(name, status, contentType string, body func(e *echo) string) place {
	return onWire(name, func(e *echo) string { return head(status, "Content-Type: "+contentType) + body(e) })
}

// inError is a place in the body of an error, in the named member.
func inError(member string) place {
	return inBody(member, "400 Bad Request", "application/json", func(e *echo) string {
		return `{"error_type":"weak_password","` + member + `":` + e.json() + `}`
	})
}

// bodyPlaces are those in the body of a response.
func bodyPlaces() []place {
	const asJSON = "application/json"
	list := []place{
		inBody("every member of an error", "400 Bad Request", asJSON, func(e *echo) string {
			return `{"error_type":"bad_request","error_message":` + e.json() + `,"error_url":` + e.json() + `,"error_details":{"text":[` + e.json() + `]}}`
		}),
		inBody("error without a type", "400 Bad Request", asJSON, func(e *echo) string { return `{"error_message":` + e.json() + `}` }),
		inBody("word as error_type", "400 Bad Request", asJSON, func(e *echo) string { return `{"error_type":"` + e.word() + `"}` }),
		inBody("word as request_id", "400 Bad Request", asJSON, func(e *echo) string {
			return `{"error_type":"bad_request","request_id":"request-id-test-` + e.word() + `"}`
		}),
		inBody("names in error_details", "400 Bad Request", asJSON, func(e *echo) string {
			return `{"error_type":"bad_request","error_details":{` + e.json() + `:{` + e.json() + `:[{` + e.json() + `:1}]}}}`
		}),
		inBody("error of an OAuth endpoint", "401 Unauthorized", asJSON, func(e *echo) string {
			return `{"error":` + e.json() + `,"error_description":` + e.json() + `,"error_uri":` + e.json() + `}`
		}),
		inBody("HTML of an error", "502 Bad Gateway", "text/html", func(e *echo) string { return "<pre>" + e.all() }),
		inBody("text of an error", "502 Bad Gateway", "text/plain", func(e *echo) string { return e.all() }),
		inBody("HTML of a success", "200 OK", "text/html", func(e *echo) string { return "<pre>" + e.all() }),
		inBody("garbage for JSON", "200 OK", asJSON, func(e *echo) string { return e.all() }),
		inBody("JSON string", "200 OK", asJSON, (*echo).json),
		inBody("number for a string", "200 OK", asJSON, func(e *echo) string { return `{"request_id":` + e.word() + `}` }),
		inBody("value of the wrong type", "200 OK", asJSON, func(e *echo) string { return `{"status_code":` + e.json() + `}` }),
		inBody("time", "200 OK", asJSON, func(e *echo) string {
			v := `{"created_at":` + e.json() + `,"started_at":` + e.json() + `,"status_code":[]}`
			return `{"user":` + v + `,"session":` + v + `,"created_at":` + e.json() + `,"status_code":[]}`
		}),
		inBody("object of the wrong type", "200 OK", asJSON, func(e *echo) string { return `{"status_code":{` + e.json() + `:1}}` }),
		inBody("name before bad syntax", "200 OK", asJSON, func(e *echo) string { return `{` + e.json() + `:{"a":tru}}` }),
		inBody("names before bad syntax", "200 OK", asJSON, func(e *echo) string { return `{` + e.json() + `:[{` + e.json() + `:+}]}` }),
		inBody("name in a map", "200 OK", asJSON, func(e *echo) string {
			return `{"trusted_metadata":{` + e.json() + `:!},"user":{"trusted_metadata":{` + e.json() + `:!}},"session":{"custom_claims":{` + e.json() + `:!}},"x":!}`
		}),
		inBody("name cut off", "200 OK", asJSON, func(e *echo) string { return `{"a":{` + e.json()[:20] }),
		inBody("string cut off", "200 OK", asJSON, func(e *echo) string { return `{"request_id":` + strings.TrimSuffix(e.json(), `"`) }),
		inBody("value after a name", "200 OK", asJSON, func(e *echo) string { return `{` + e.json() + `:` + e.word() + `}` }),
		inBody("literal", "200 OK", asJSON, func(e *echo) string { return `{"request_id":n` + e.word() + `}` }),
		inBody("escape", "200 OK", asJSON, func(e *echo) string { return `{"request_id":"\x` + e.word() + `"}` }),
		inBody("after the value", "200 OK", asJSON, func(e *echo) string { return `{"request_id":"r"}` + e.all() }),
	}
	for _, member := range []string{"error_type", "error_message", "error_url", "error_details", "request_id", "error", "error_description", "error_uri", "other"} {
		list = append(list, inError(member))
	}
	return list
}

// The frames of HTTP/2 used here (RFC 9113, section 6).
const (
	headersFrame  = 0x1
	settingsFrame = 0x4
	goAwayFrame   = 0x7
	endStream     = 0x1
	endHeaders    = 0x4
)

// echoError is an error type of the caller that holds a request.
type echoError struct{ Request string }

func (e *echoError) Error() string { return "cannot send " + e.Request }

// roundTripperPlaces are those in the errors of the caller's http.RoundTripper, and of the bodies it returns.
func roundTripperPlaces() []place {
	fails := func(name string, err func(e *echo) error) place {
		return place{name: "RoundTripper: " + name, connect: func(_ *testing.T, e *echo) []stytch.Option {
			return []stytch.Option{stytch.WithHTTPClient(&http.Client{Transport: clienttest.RoundTripper(
				func(*http.Request) (*http.Response, error) { return nil, err(e) })})}
		}}
	}
	return []place{
		fails("text", func(e *echo) error { return errors.New(e.all()) }),
		fails("wrapped text", func(e *echo) error {
			return fmt.Errorf("%s: %w", e.all(), errors.Join(io.ErrUnexpectedEOF, errors.New(e.all())))
		}),
		fails("own type", func(e *echo) error { return &echoError{e.all()} }),
		fails("*url.Error", func(e *echo) error {
			return &url.Error{Op: e.word(), URL: "https://example.com/" + e.word() + "?" + url.QueryEscape(e.all()), Err: errors.New(e.all())}
		}),
		fails("wrapped *url.Error", func(e *echo) error {
			return fmt.Errorf("proxy: %w", &url.Error{Op: "Post", URL: "https://" + e.word() + ":" + e.word() + "@example.com/?" + url.QueryEscape(e.all()), Err: io.EOF})
		}),
		fails("*net.OpError", func(e *echo) error {
			return &net.OpError{Op: e.word(), Net: e.all(), Source: echoAddr(e.all()), Addr: echoAddr(e.all()), Err: &os.SyscallError{Syscall: e.all(), Err: errors.New(e.all())}}
		}),
		fails("*net.DNSError", func(e *echo) error {
			return &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: e.all(), Name: e.word(), Server: e.all(), UnwrapErr: errors.New(e.all())}}
		}),
		fails("other net errors", func(e *echo) error {
			return errors.Join(&net.AddrError{Err: e.all(), Addr: e.all()}, &net.ParseError{Type: e.all(), Text: e.all()}, net.UnknownNetworkError(e.all()))
		}),
		fails("*tls.CertificateVerificationError", func(e *echo) error {
			return &tls.CertificateVerificationError{Err: errors.New(e.all())}
		}),
		fails("x509 errors", func(e *echo) error {
			cert := &x509.Certificate{DNSNames: []string{e.all()}}
			return errors.Join(x509.HostnameError{Certificate: cert, Host: e.all()}, x509.CertificateInvalidError{Cert: cert, Detail: e.all(), Reason: x509.CANotAuthorizedForThisName})
		}),
		fails("tls.RecordHeaderError", func(e *echo) error { return tls.RecordHeaderError{Msg: e.all()} }),
		fails("textproto errors", func(e *echo) error {
			return errors.Join(&textproto.Error{Code: 1, Msg: e.all()}, textproto.ProtocolError("malformed MIME header line: "+e.all()))
		}),
		fails("after a known text", func(e *echo) error { return errors.New("malformed HTTP response " + e.all()) }),
		{name: "RoundTripper: body", connect: func(_ *testing.T, e *echo) []stytch.Option {
			return []stytch.Option{stytch.WithHTTPClient(&http.Client{Transport: clienttest.RoundTripper(
				func(r *http.Request) (*http.Response, error) {
					return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(failingReader{&echoError{e.all()}}), Request: r}, nil
				})})}
		}},
	}
}

// echoAddr is an address of another kind than those of package net.
type echoAddr string

func (a echoAddr) Network() string { return string(a) }

func (a echoAddr) String() string { return string(a) }

type failingReader struct{ err error }

func (r failingReader) Read([]byte) (int, error) { return 0, r.err }
