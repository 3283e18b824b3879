// Package stytchtest is a Stytch for tests: a server on this machine that keeps real state, issues real
// tokens, signs real JWTs and checks real passwords and codes, so that a program is tested without the
// network and without an account.
//
//	func TestSignup(t *testing.T) {
//		srv := stytchtest.NewServer(t)
//		app := newApp(srv.Client()) // your program
//
//		app.SendLink(t.Context(), "ada@example.com")
//		token := srv.LastMessage("ada@example.com").Token
//		app.FollowLink(t.Context(), token)
//	}
//
// Each server is a project of its own, with its users, keys and credentials. Starting one takes a fraction
// of a millisecond, so every test can have its own and run in parallel.
//
// What users would get by email, SMS or WhatsApp is in [Server.Messages]. [Server.Advance] moves the clock,
// [Server.OAuthToken] stands for a login with Google and the others, [Server.NewPasskey] for a browser with a passkey,
// [Server.Inject] makes calls fail and [Server.Requests] says what was called. Programs other than tests use [Start].
//
// # What is served
//
// Every operation of the domains users, magic links, passcodes, passwords, sessions, TOTP, OAuth, M2M, WebAuthn,
// Connected Apps, crypto wallets, impersonation, fraud, RBAC, project and debug is served, with its rules, lifetimes, limits and errors. Every
// other path gets route_not_found. [Server.Fingerprint] stands for Stytch's script in a browser, and [Wallet] for a user's
// crypto wallet. The sandbox values of Stytch's documentation work in the test environment, see [WithoutSandbox].
//
// Checks run in Stytch's order: credentials, path and method, body, fields, state. A rejected request has changed
// nothing, with two exceptions: a wrong password or code counts towards a lock of the user, and a password found
// breached at login must be reset.
//
// Where Stytch's documentation leaves a case open, [the page about the emulator] says what the server does.
//
// [the page about the emulator]: https://github.com/flymyai/stytch-go/blob/main/docs/emulator.md#choices
package stytchtest
