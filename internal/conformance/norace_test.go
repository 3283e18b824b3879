//go:build !race

package conformance_test

const sampleHTTP2 = false
