package transport

import "net/http"

// HeaderReader is a response that needs more than its body. ReadHeader gets the header of a successful HTTP response,
// after the body is decoded.
type HeaderReader interface {
	ReadHeader(http.Header)
}
