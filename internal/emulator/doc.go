// Package emulator is a server that behaves like Stytch's Consumer API: it keeps real state, issues real tokens,
// signs real JWTs, and checks real passwords and codes. Package stytchtest is its public API, and docs/emulator.md
// says what it does where Stytch's documentation leaves a case open.
//
// # Where things are
//
//	emulator     Server, which stytchtest and cmd/ use; the list of domains
//	users, otp, ...
//	             the rules, one package per domain, named after the domain's operations in the API document
//	op           what a domain is made of: operations, their handlers and the call that a handler gets
//	store        the state of a project and its invariants: users, contacts, sessions, links, locks, messages
//	config       what the owner of a project sets in the dashboard, and checks of the fields that depend on it
//	webhook      sends the events of users to applications
//	httpapi      routes, bodies, errors on the wire, journal and faults: HTTP without any of Stytch's rules
//	apierror, clientsecret, field, ids, passwordhash, pkce, providers, sandbox, signing, strength, wallet
//	             leaves: errors, secrets of clients, fields, IDs and codes, password hashes, PKCE, OAuth providers,
//	             sandbox values, the keys of a project and what they sign, password strength, signatures of crypto
//	             wallets
//
// A domain imports op, store, config and the leaves, never another domain. Code that two domains need moves down into
// store. The store imports nothing of HTTP, and httpapi nothing of the store. The linter enforces this.
//
// # Handlers and domains
//
// CONTRIBUTING.md has the steps for adding an operation. In this package, the operation needs a handler, which the package
// of its domain lists in Operations:
//
//	op.Post("totp.create", "/v1/totps", create)
//
// A handler has the form func(*op.Call, *Request) (*Response, error), with the types of package api. It runs with the
// store locked, checks everything first and changes the state last. An operation that has to call a server of the
// project's owner does so in a step before the lock, see [op.PostPrepared].
//
// A domain is a package with a function Operations, in the list of domains.go. State that the domain alone needs, such as
// logins in progress, is a struct of its own that it gets from [store.Part]. State that another domain reads is a field of
// the store. The Keys of the store sign every kind of token.
package emulator
