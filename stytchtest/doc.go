// Package stytchtest runs a local Stytch server for tests. It keeps state, issues tokens, signs JWTs and checks
// passwords and codes as Stytch does. Tests need neither the network nor a Stytch account.
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
// Each server is a separate project with its own users, keys and credentials. Starting one takes a fraction of a
// millisecond, so every test can have its own and run in parallel.
//
// [Server.Messages] returns what users would receive by email, SMS or WhatsApp. [Server.Advance] moves the clock.
// [Server.OAuthToken] stands in for a login with Google or another provider, and [Server.NewPasskey] for a browser that
// has a passkey. [Server.Inject] makes calls fail. [Server.Requests] returns the requests that the server received.
// [WithWebhooks] sends the events of users to your application. Programs other than tests call [Start].
//
// # What is served
//
// The server implements every operation of the Consumer API, with its rules, lifetimes, limits and errors. It also
// serves the start of a login with an OAuth provider and, for Connected Apps, the endpoints of an OAuth 2.0 authorization
// server. Every other path returns route_not_found. [Server.Fingerprint] replaces Stytch's script in a browser, and
// [Wallet] replaces a user's crypto wallet. The sandbox values of Stytch's documentation work in the test environment;
// see [WithoutSandbox].
//
// Checks run in Stytch's order: credentials, path and method, body, fields, state. A rejected request changes
// nothing, with a few exceptions: a wrong password or code counts towards a user lock, for example.
//
// For cases that Stytch's documentation leaves open, see [the page about the emulator].
//
// [the page about the emulator]: https://github.com/flymyai/stytch-go/blob/main/docs/emulator.md#choices
package stytchtest
