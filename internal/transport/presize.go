package transport

// Presizer is a response with a list that would otherwise grow while it is decoded, which copies its elements again and
// again. Presize gets the body before it is decoded. IsZero reports whether nothing was decoded.
type Presizer interface {
	Presize(body []byte)
	IsZero() bool
}
