//go:build !race

package redisstore_test

const share = 1
