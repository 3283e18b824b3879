//go:build race

package conformance_test

// sampleHTTP2 runs a quarter of the matrix over HTTP/2: the race detector makes it ten times slower.
const sampleHTTP2 = true
