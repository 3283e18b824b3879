//go:build race

package main

// manyUsers are fewer where the race detector makes everything ten times slower.
const manyUsers = 10_000
