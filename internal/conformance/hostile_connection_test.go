package conformance_test

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/binary"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/flymyai/stytch-go"
)

// connectionPlaces are those below HTTP/1.1: proxies, TLS and HTTP/2.
func connectionPlaces(t *testing.T) []place {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	// A proxy's response to CONNECT.
	proxy := func(name string, response func(e *echo) string) place {
		return place{name: name, connect: func(t *testing.T, e *echo) []stytch.Option {
			t.Helper()
			proxyURL := &url.URL{Scheme: "http", Host: serveBytes(t, func(c net.Conn) { _, _ = io.WriteString(c, response(e)) })}
			return []stytch.Option{
				stytch.WithBaseURL("https://stytch.example"),
				stytch.WithHTTPClient(&http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(proxyURL)}}),
			}
		}}
	}
	// A server with a certificate that has the secrets for names, signed by an authority that has them too.
	certificate := func(name string, fill func(leaf, authority *x509.Certificate, e *echo), trusted bool) place {
		return place{name: name, connect: func(t *testing.T, e *echo) []stytch.Option {
			t.Helper()
			roots := x509.NewCertPool()
			config := &tls.Config{GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
				valid := x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), BasicConstraintsValid: true}
				leaf, authority := valid, valid
				leaf.DNSNames = []string{"stytch.example"}
				authority.IsCA, authority.Subject.CommonName = true, "Authority"
				fill(&leaf, &authority, e)
				der, err := x509.CreateCertificate(rand.Reader, &leaf, &authority, key.Public(), key)
				if err != nil {
					return nil, err
				}
				// The client compares the signature with the key of this authority.
				signer := key
				if !trusted {
					signer = other
				}
				root, err := x509.CreateCertificate(rand.Reader, &authority, &authority, signer.Public(), signer)
				if err != nil {
					return nil, err
				}
				if trusted {
					parsed, err := x509.ParseCertificate(root)
					if err != nil {
						return nil, err
					}
					roots.AddCert(parsed)
				}
				return &tls.Certificate{Certificate: [][]byte{der, root}, PrivateKey: key}, nil
			}}
			addr := serveTLS(t, config, func(*tls.Conn) {})
			return []stytch.Option{stytch.WithBaseURL("https://" + addr), stytch.WithHTTPClient(&http.Client{Transport: &http.Transport{
				DisableKeepAlives: true, TLSClientConfig: &tls.Config{RootCAs: roots, ServerName: "stytch.example"},
			}})}
		}}
	}
	// A server that speaks HTTP/2 frame by frame.
	http2 := func(name string, frames func(e *echo) []byte) place {
		return place{name: name, connect: func(t *testing.T, e *echo) []stytch.Option {
			t.Helper()
			template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
			der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
			if err != nil {
				t.Fatal(err)
			}
			config := &tls.Config{NextProtos: []string{"h2"}, Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
			addr := serveTLS(t, config, func(c *tls.Conn) {
				reader := bufio.NewReader(c)
				_, _ = reader.Discard(len("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
				_, _ = c.Write(frame(settingsFrame, 0, 0, nil))
				for {
					var header [9]byte
					if _, err := io.ReadFull(reader, header[:]); err != nil {
						return
					}
					_, _ = reader.Discard(int(binary.BigEndian.Uint32(header[:4]) >> 8))
					if header[3] == headersFrame {
						_, _ = c.Write(frames(e))
						return
					}
				}
			})
			return []stytch.Option{stytch.WithBaseURL("https://" + addr), stytch.WithHTTPClient(&http.Client{Transport: &http.Transport{
				ForceAttemptHTTP2: true, DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
			}})}
		}}
	}
	ok := []byte{0x88} // :status 200
	return []place{
		proxy("reason phrase of a proxy", func(e *echo) string { return head("407 " + e.all()) }),
		proxy("status line of a proxy", func(e *echo) string { return e.all() + crlf + crlf }),
		proxy("header of a proxy", func(e *echo) string { return "HTTP/1.1 200 OK" + crlf + e.all() + crlf + crlf }),
		certificate("name of an unknown authority", func(leaf, authority *x509.Certificate, e *echo) {
			leaf.Subject, authority.Subject = pkix.Name{CommonName: e.all()}, pkix.Name{CommonName: e.word()}
		}, false),
		certificate("organization of an unknown authority", func(_, authority *x509.Certificate, e *echo) {
			authority.Subject = pkix.Name{Organization: []string{e.all()}}
		}, false),
		certificate("names of a certificate of another host", func(leaf, _ *x509.Certificate, e *echo) {
			leaf.Subject, leaf.DNSNames = pkix.Name{CommonName: e.all()}, []string{e.word(), e.word() + ".example"}
		}, true),
		certificate("names outside the constraints of an authority", func(leaf, authority *x509.Certificate, e *echo) {
			leaf.DNSNames, authority.PermittedDNSDomains = []string{"stytch.example", e.word()[:min(60, len(e.word()))]}, []string{"stytch.example"}
		}, true),
		certificate("URI of a certificate that cannot be parsed", func(leaf, _ *x509.Certificate, e *echo) {
			leaf.URIs = []*url.URL{{Scheme: "https", Host: "[" + e.word() + "%"}}
		}, false),
		certificate("names of an expired certificate", func(leaf, _ *x509.Certificate, e *echo) {
			leaf.NotAfter, leaf.DNSNames = time.Unix(0, 0), []string{e.word()}
		}, true),
		{name: "HTTP in place of TLS", connect: func(t *testing.T, e *echo) []stytch.Option {
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
					_, _ = c.Read(make([]byte, 1<<16))
					_, _ = io.WriteString(c, e.all())
					_ = c.Close()
				}
			}()
			return []stytch.Option{stytch.WithBaseURL("https://" + listener.Addr().String())}
		}},
		http2("debug data of a GOAWAY", func(e *echo) []byte {
			return frame(goAwayFrame, 0, 0, append([]byte{0, 0, 0, 1, 0, 0, 0, 1}, e.all()...))
		}),
		http2("debug data of a GOAWAY after the header", func(e *echo) []byte {
			return append(frame(headersFrame, endHeaders, 1, ok), frame(goAwayFrame, 0, 0, append([]byte{0, 0, 0, 1, 0, 0, 0, 1}, e.all()...))...)
		}),
		http2("header name over HTTP/2", func(e *echo) []byte {
			return frame(headersFrame, endHeaders|endStream, 1, append(bytes.Clone(ok), field("UPPER"+e.word(), "x")...))
		}),
		http2("header value over HTTP/2", func(e *echo) []byte {
			return frame(headersFrame, endHeaders|endStream, 1, append(bytes.Clone(ok), field("x", "\x00"+e.all())...))
		}),
		http2("pseudo header over HTTP/2", func(e *echo) []byte {
			return frame(headersFrame, endHeaders|endStream, 1, append(bytes.Clone(ok), field(":"+e.word(), "x")...))
		}),
		http2("status over HTTP/2", func(e *echo) []byte {
			return frame(headersFrame, endHeaders|endStream, 1, field(":status", e.word()))
		}),
		http2("Content-Length over HTTP/2", func(e *echo) []byte {
			return frame(headersFrame, endHeaders|endStream, 1, append(bytes.Clone(ok), field("content-length", e.all())...))
		}),
		http2("compressed header over HTTP/2", func(e *echo) []byte { return frame(headersFrame, endHeaders, 1, []byte(e.word())) }),
	}
}

// serveTLS runs a server that lets serve talk over each connection.
func serveTLS(t *testing.T, config *tls.Config, serve func(*tls.Conn)) (addr string) {
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
				conn := tls.Server(c, config)
				if err := conn.HandshakeContext(t.Context()); err == nil {
					serve(conn)
				}
			}()
		}
	}()
	return listener.Addr().String()
}

// frame is a frame of HTTP/2; what is too long for one is cut.
func frame(kind, flags byte, stream uint32, payload []byte) []byte {
	payload = payload[:min(len(payload), 1<<14)]
	b := binary.BigEndian.AppendUint32(nil, uint32(len(payload))<<8|uint32(kind))
	return append(binary.BigEndian.AppendUint32(append(b, flags), stream), payload...)
}

// field is a header field as HPACK has it, literally and not indexed (RFC 7541, section 6.2.2).
func field(name, value string) []byte {
	return append(append([]byte{0}, literal(name)...), literal(value)...)
}

func literal(s string) []byte {
	s = s[:min(len(s), 8000)]
	if len(s) < 127 {
		return append([]byte{byte(len(s))}, s...)
	}
	b := []byte{127}
	n := len(s) - 127
	for ; n >= 128; n /= 128 {
		b = append(b, byte(n%128|128))
	}
	return append(append(b, byte(n)), s...)
}
