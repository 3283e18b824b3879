// Package version holds the version of this module.
package version

// Version is the release, without the leading v.
const Version = "0.1.0"
