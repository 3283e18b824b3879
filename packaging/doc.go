// Package packaging has what the programs are released in, and the tests of it. They take long, and some need root, so
// they have a build tag:
//
//	go test -tags packaging ./packaging
package packaging
