//go:build race

package main

// manyUsers are fewer here, since the race detector makes the export ten times slower.
const manyUsers = 10_000
