package transport

import (
	"net/http"
	"regexp"
	"strings"
	"sync"
)

// knownText returns the beginning of a text that is known from the errors of the standard library, or "". The rest of
// such a text often quotes the response.
func knownText(text string) string {
	// net/http would have resent the request if it had a GetBody. The reason is in the brackets.
	text = strings.TrimPrefix(text, "http2: Transport: cannot retry err [")
	if found := knownTexts().FindString(text); found != "" {
		return found
	}
	for status := 400; status < 600; status++ {
		// A proxy responded with it to CONNECT.
		if known := http.StatusText(status); known != "" && text == known {
			return known
		}
	}
	return ""
}

// http2Codes matches the error codes of HTTP/2 (RFC 9113, section 7).
const http2Codes = `(?:NO_ERROR|PROTOCOL_ERROR|INTERNAL_ERROR|FLOW_CONTROL_ERROR|SETTINGS_TIMEOUT|STREAM_CLOSED|FRAME_SIZE_ERROR|` +
	`REFUSED_STREAM|CANCEL|COMPRESSION_ERROR|CONNECT_ERROR|ENHANCE_YOUR_CALM|INADEQUATE_SECURITY|HTTP_1_1_REQUIRED)\b`

var knownTexts = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:` + strings.Join([]string{
		// net/http and net/textproto.
		`malformed HTTP (?:response|status code|version)`,
		`malformed MIME header`,
		`bad Content-Length`,
		`invalid empty Content-Length`,
		`http: message cannot contain multiple Content-Length headers`,
		`unsupported transfer encoding`,
		`too many transfer encodings`,
		`invalid Trailer key`,
		`bad trailer key`,
		`http: (?:unexpected EOF reading|suspiciously long) trailer`,
		`malformed chunked encoding`,
		`chunked encoding contains too much non-data`,
		`chunked line ends with bare LF`,
		`invalid CR in chunked line`,
		`empty hex number for chunk length`,
		`invalid byte in chunk length`,
		`http chunk length too large`,
		`header line too long`,
		`net/http: HTTP/1\.x transport connection broken`,
		`net/http: server response headers exceeded`,
		`net/http: (?:TLS handshake timeout|timeout awaiting response headers)`,
		`net/http: cannot rewind body after connection loss`,
		`http: server closed idle connection`,
		`http: read on closed response body`,
		`unknown status code`,
		// HTTP/2.
		`http2: timeout awaiting response headers`,
		`http2: server sent GOAWAY and closed the connection`,
		`http2: Transport received GOAWAY from server(?: ErrCode:` + http2Codes + `)?`,
		`http2: Transport received Server's graceful shutdown GOAWAY`,
		`http2: client connection (?:lost|force closed)`,
		`http2: response header list larger than advertised limit`,
		`(?:stream error: stream ID \d+; |connection error: )` + http2Codes,
		`malformed response from server: (?:missing status|malformed non-numeric status) pseudo header`,
		// Compression.
		`gzip: invalid (?:header|checksum)`,
		`flate: corrupt input`,
		// TLS.
		`tls: failed to verify certificate`,
		`tls: failed to parse certificate from server`,
		`tls: first record does not look like a TLS handshake`,
		`tls: received record with version`,
		`tls: oversized record received`,
		`tls: unexpected message`,
		`tls: server selected unsupported protocol version`,
		`x509: failed to load system roots`,
		// The network.
		`i/o timeout`,
		`no such host`,
		`server misbehaving`,
		`connection (?:refused|reset by peer|timed out)`,
		`no route to host`,
		`network is unreachable`,
		`broken pipe`,
		`operation was canceled`,
		`use of closed network connection`,
		`unexpected EOF`,
	}, "|") + `)`)
})
