// Package live runs scenarios of the whole API against a project: the emulator, or a test project at Stytch. A run is
// recorded in cassettes that contain no secret. A cassette can be replayed without the network, and compared with what the
// emulator does in the same scenario.
//
// docs/fidelity.md describes how to run the scenarios against Stytch, and what they send.
package live
