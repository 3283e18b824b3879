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
// [Server.OAuthToken] stands for a login with Google and the others, [Server.Inject] makes calls fail and
// [Server.Requests] says what was called. Programs other than tests use [Start].
//
// # What is served
//
// Every operation of the domains users, magic links, passcodes, passwords, sessions, TOTP and OAuth, with
// their rules, lifetimes, limits and errors, and beside them the key set, the RBAC policy, whoami,
// impersonation, and the sandbox wallet of crypto_wallets. Everything else is answered route_not_found. The
// sandbox values of Stytch's documentation work in the test environment, see [WithoutSandbox].
//
// A request is checked as Stytch does: credentials, path and method, body, fields, state. What is refused
// has changed nothing, except that a wrong password or code counts towards a lock of the user, and that a
// password which is found breached at login must be reset.
//
// # Choices
//
// Where Stytch's documentation is silent, the server does what a careful backend would:
//
//   - Requests: Broken JSON and bodies that are no objects are a bad_request, a wrong JSON type is an
//     invalid_request_value and an unknown field an invalid_argument. Path parameters may be repeated in
//     the body, as official clients do. A number that is 0 counts as not given. The first thing found
//     wrong is answered. A token that is not 44 characters of URL-safe base64 is an invalid_token, and the
//     tokens and the phone number of the documentation's examples are refused as such. user_device is
//     always null, since no device is looked at.
//   - Users: Email addresses are compared and kept in lower case; those below .invalid are an
//     invalid_email_domain. Search answers the newest users first, at once after every change, and its
//     cursors never expire. Fuzzy filters match any part, ignore case and take 3 characters or more; one
//     filter takes 1,000 values. An update merges the name part by part. A user has at most 100 roles
//     beside the default one, stytch_user, which cannot be assigned. A malformed external id is an
//     invalid_argument, a malformed phone id an invalid_id. An exchanged primary factor is unverified, and
//     the user may have no other factor, a password and an authenticator app included. The last factor
//     that a user can log in with cannot be deleted, nor the last email address of a user with a password.
//   - Added addresses: An address or number added to a user by a send vanishes unless it is verified
//     within 5 minutes of the last send. A user with an unverified address gets
//     email_verification_required for another, one with 5 unverified ones too_many_unverified_factors.
//   - Magic links: A later send leaves earlier links working. An invitation to an active user is an
//     invalid_email_for_invites, to one who holds another a user_already_invited. Revoking spends the link
//     and the user stays; revoking none is an email_not_found. A redirect URL that is not absolute gets
//     the error of its field, one of another scheme than https, or http in the test environment,
//     invalid_magic_link_url. A match of attributes is required of those given with the send: none given
//     then matches nothing. A mismatch and a wrong code_verifier spend nothing.
//   - Takeover: The first proof of an unverified address, by link, passcode or OAuth, for a user who has a
//     password already sets requires_reset, ends the user's other sessions and answers reset_sessions:
//     true.
//   - Passcodes: All codes of an address compete, whatever sent them: only the newest works. The last 20
//     are told from codes that never were.
//   - Passwords: A password that fails the policy is weak_password before it is breached_password. A score
//     is always zxcvbn's. One that is found breached at login must be reset. existing_password.reset
//     answers unauthorized_credentials for a wrong password. Resets end all sessions but one passed along.
//     The salts of argon_2 are taken as they are, those of scrypt and pbkdf_2 as base64; the hashes of
//     argon_2 are hexadecimal, base64, or the whole encoded string. Hashes that take longer than about a
//     second or 1 GiB are refused.
//   - Locks: Wrong passwords, passcodes, TOTP codes and recovery codes count; tokens do not. The failure
//     that reaches the limit is answered like those before it. A locked user cannot log in by any means
//     but keeps the sessions. Any login begins the count again.
//   - Sessions: A session of another user that is passed along is passed over, as if it had not been
//     given. A factor is told from another by type, delivery method and what it authenticated. Claims in
//     Stytch's namespace are ignored like the reserved ones. An expired JWT is accepted in every
//     session_jwt while its session lives. Revoked sessions are not found. The roles of a session are the
//     user's at the time.
//   - TOTP: expiration_minutes out of range is an invalid_expiration. A code makes itself and all earlier
//     ones useless. A second enrolment is refused while one is pending. An authenticator that was not
//     verified in time is gone, and expired_totp until the next enrolment.
//   - OAuth: Tokens live for 5 minutes, attach tokens for an hour. An address that the provider vouches
//     for leads to its user, and is added to the user unless it is somebody else's. An account that
//     belongs to another user than the attach token is a user_id_mismatch. oauth_token_not_found is a 404.
//   - PKCE: pkce_mismatch is a 401.
//   - Keys: A rotated key stays listed for 30 days of the server's time.
//   - Limits of the project: Unless an option says otherwise every redirect URL, template id, country and
//     OAuth provider is allowed, embeddable magic links are on, and rate limits are off, since tests send
//     faster than people.
package stytchtest
