//go:build race

package redisstore_test

// share is the part of the load that the race detector gets: a tenth. The whole load runs without it.
const share = 10
