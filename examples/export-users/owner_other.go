//go:build !unix

package main

import "io/fs"

// checkOwner accepts every file: this system keeps neither an owner nor permissions in a file's mode.
func checkOwner(fs.FileInfo) error { return nil }
