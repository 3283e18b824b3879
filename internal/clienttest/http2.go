package clienttest

import (
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"

	"github.com/flymyai/stytch-go"
)

// Stream is one request on an HTTP/2 connection, after its body was read. Its handler decides which frames the client
// receives, which is not possible with [http.Server].
type Stream struct {
	// ID is the number of the stream: 1 for the first request on a connection, then 3, 5, ...
	ID      uint32
	Request *http.Request
	conn    *http2Conn
}

// Respond sends a response.
func (s *Stream) Respond(status int, contentType, body string) {
	s.conn.mu.Lock()
	defer s.conn.mu.Unlock()
	var block bytes.Buffer
	enc := hpack.NewEncoder(&block)
	for _, f := range []hpack.HeaderField{
		{Name: ":status", Value: strconv.Itoa(status)},
		{Name: "content-type", Value: contentType},
	} {
		_ = enc.WriteField(f)
	}
	_ = s.conn.framer.WriteHeaders(http2.HeadersFrameParam{StreamID: s.ID, BlockFragment: block.Bytes(), EndHeaders: true})
	_ = s.conn.framer.WriteData(s.ID, true, []byte(body))
}

// Handle lets a handler handle the request, and sends nothing.
func (s *Stream) Handle(handler http.Handler) *httptest.ResponseRecorder {
	rec := httptest.NewRecorder()
	handler.ServeHTTP(rec, s.Request)
	return rec
}

// Serve sends the response of a handler.
func (s *Stream) Serve(handler http.Handler) {
	rec := s.Handle(handler)
	s.Respond(rec.Code, rec.Header().Get("Content-Type"), rec.Body.String())
}

// Reset ends the stream with an error code (RFC 9113, section 6.4).
func (s *Stream) Reset(code http2.ErrCode) {
	s.conn.mu.Lock()
	defer s.conn.mu.Unlock()
	_ = s.conn.framer.WriteRSTStream(s.ID, code)
}

// GoAway announces that the connection ends and that streams above last were not handled (section 6.8).
func (s *Stream) GoAway(last uint32, code http2.ErrCode) {
	s.conn.mu.Lock()
	defer s.conn.mu.Unlock()
	_ = s.conn.framer.WriteGoAway(last, code, nil)
}

// Close closes the connection.
func (s *Stream) Close() { _ = s.conn.Close() }

// ServeHTTP2 returns a client of a server that speaks HTTP/2 over pipes, without TLS, and hands each request to
// handle, in a goroutine of its own.
func ServeHTTP2(t *testing.T, handle func(*Stream), opts ...stytch.Option) *stytch.Client {
	t.Helper()
	return ServeHTTP2Via(t, nil, handle, opts...)
}

// ServeHTTP2Via is [ServeHTTP2] with a wrapper around the client's RoundTripper; nil for none.
func ServeHTTP2Via(t *testing.T, wrap func(http.RoundTripper) http.RoundTripper, handle func(*Stream), opts ...stytch.Option) *stytch.Client {
	t.Helper()
	protocols := new(http.Protocols)
	protocols.SetUnencryptedHTTP2(true)
	var mu sync.Mutex
	var conns []net.Conn
	tr := &http.Transport{Protocols: protocols, DialContext: func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		mu.Lock()
		defer mu.Unlock()
		conns = append(conns, server)
		go serveHTTP2(server, handle)
		return client, nil
	}}
	t.Cleanup(func() {
		tr.CloseIdleConnections()
		mu.Lock()
		defer mu.Unlock()
		for _, conn := range conns { // also those that ended with GOAWAY
			_ = conn.Close()
		}
	})
	var rt http.RoundTripper = tr
	if wrap != nil {
		rt = wrap(tr)
	}
	return newClient(t, append([]stytch.Option{
		stytch.WithBaseURL("http://127.0.0.1"), stytch.WithHTTPClient(&http.Client{Transport: rt}),
	}, opts...)...)
}

// ListenHTTP2 runs a server that speaks HTTP/2 over TLS on this machine and returns its URL and a configuration
// that trusts it.
func ListenHTTP2(t *testing.T, handle func(*Stream)) (url string, trust *tls.Config) {
	t.Helper()
	// This server is only for its certificate and TLS configuration.
	sample := httptest.NewUnstartedServer(nil)
	sample.StartTLS()
	sample.Close()
	cfg := sample.TLS.Clone()
	cfg.NextProtos = []string{"h2"}
	listener, err := tls.Listen("tcp", "127.0.0.1:0", cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go serveHTTP2(conn, handle)
		}
	}()
	tr := sample.Client().Transport.(*http.Transport)
	return "https://" + listener.Addr().String(), &tls.Config{RootCAs: tr.TLSClientConfig.RootCAs}
}

type http2Conn struct {
	net.Conn

	mu     sync.Mutex // of writes
	framer *http2.Framer
}

// serveHTTP2 reads requests until the connection ends. Reading does not wait for handlers, so that client and server do
// not block each other.
func serveHTTP2(conn net.Conn, handle func(*Stream)) {
	defer conn.Close() //nolint:errcheck // nothing is left to lose
	if _, err := io.ReadFull(conn, make([]byte, len(http2.ClientPreface))); err != nil {
		return
	}
	c := &http2Conn{Conn: conn, framer: http2.NewFramer(conn, conn)}
	c.framer.ReadMetaHeaders = hpack.NewDecoder(4096, nil)
	write := func(f func() error) {
		go func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			_ = f()
		}()
	}
	// SETTINGS come first, before any handler's frame.
	c.mu.Lock()
	go func() {
		defer c.mu.Unlock()
		_ = c.framer.WriteSettings()
	}()
	requests, bodies := map[uint32]*http.Request{}, map[uint32]*bytes.Buffer{}
	for {
		frame, err := c.framer.ReadFrame()
		if err != nil {
			return
		}
		ended := false
		switch f := frame.(type) {
		case *http2.SettingsFrame:
			if !f.IsAck() {
				write(c.framer.WriteSettingsAck)
			}
		case *http2.PingFrame:
			if !f.IsAck() {
				data := f.Data
				write(func() error { return c.framer.WritePing(true, data) })
			}
		case *http2.MetaHeadersFrame:
			requests[f.StreamID], bodies[f.StreamID] = newRequest(f), new(bytes.Buffer)
			ended = f.StreamEnded()
		case *http2.DataFrame:
			if body := bodies[f.StreamID]; body != nil {
				body.Write(f.Data())
				ended = f.StreamEnded()
			}
		}
		if id := frame.Header().StreamID; ended {
			r := requests[id]
			r.Body = io.NopCloser(bodies[id])
			delete(requests, id)
			delete(bodies, id)
			go handle(&Stream{ID: id, Request: r, conn: c})
		}
	}
}

// newRequest returns the request that a HEADERS frame starts.
func newRequest(f *http2.MetaHeadersFrame) *http.Request {
	r := httptest.NewRequestWithContext(context.Background(), f.PseudoValue("method"), f.PseudoValue("path"), nil)
	for _, field := range f.RegularFields() {
		r.Header.Add(field.Name, field.Value)
	}
	r.Header.Del("Content-Length")
	r.Host = strings.TrimSpace(f.PseudoValue("authority"))
	return r
}
