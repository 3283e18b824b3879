// Package version holds the one place where this module's version is written.
package version

// Version is the release, without the leading v.
const Version = "0.1.0"
