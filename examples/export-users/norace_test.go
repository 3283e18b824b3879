//go:build !race

package main

// manyUsers make an export that is worth interrupting.
const manyUsers = 100_000
