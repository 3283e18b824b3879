//go:build race

package main

// raceDetector makes the import ten times slower.
const raceDetector = true
