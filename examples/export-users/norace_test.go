//go:build !race

package main

// manyUsers make an export long enough to interrupt.
const manyUsers = 100_000
