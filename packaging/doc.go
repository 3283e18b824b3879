// Package packaging packages the programs as container images and as an npm package, and tests the results. The tests
// take minutes, and some need root, so they have a build tag:
//
//	go test -tags packaging ./packaging
package packaging
