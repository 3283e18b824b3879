// Package testsize decides how much of the large tests runs. A plain go test runs a part of them, so that it takes a newcomer
// little time. With STYTCH_TEST_REQUIRE_ALL=1, as in CI, nothing is left out.
package testsize

import "os"

// env is the variable that turns all tests on. Its value is 1.
const env = "STYTCH_TEST_REQUIRE_ALL"

// All reports whether every test has to run as a whole, even if it takes long. A test whose requirements are not installed
// fails then, instead of being skipped.
func All() bool { return os.Getenv(env) == "1" }

// Large reports whether tests run with their largest loads. These also take too long under the race detector.
func Large() bool { return All() && !raceDetector }

// Skipped is why a test is skipped that needs [Large].
const Skipped = "it takes long: set " + env + "=1, without -race"

// Sampled reports whether a test that combines each i with each j tries this combination. Without All, it tries one in four:
// each i with one of four successive j, and each j with one of four successive i.
func Sampled(i, j int) bool { return All() || (i+j)%4 == 0 }
