// Package stytchtest is a Stytch for tests: a server on this machine that keeps real state, issues real
// tokens, signs real JWTs and checks real passwords and codes, so that a program is tested without the
// network and without a Stytch account.
package stytchtest
