package transport

import "context"

// FastDecoder is a large response with a faster way to decode it, which only has to work for what Stytch sends.
type FastDecoder interface {
	// Prepare discards what was decoded and makes room for what the body contains, since a growing list copies its
	// elements again and again. It returns the value that decodes the body into the response. If that fails, the
	// response itself is decoded, so the result and the error are the same as without a FastDecoder.
	Prepare(body []byte) any
	// IsZero reports whether nothing was decoded.
	IsZero() bool
}

func unmarshalFast(ctx context.Context, body []byte, out FastDecoder) error {
	if unmarshal(ctx, body, out.Prepare(body)) == nil {
		return nil
	}
	out.Prepare(body)
	return unmarshal(ctx, body, out)
}
