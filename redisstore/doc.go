// Package redisstore lets the replicas of a program share three things through Redis, version 6.2 or later, or Valkey:
// the revoked sessions, the handled webhook events, and machine tokens, which are the access tokens of package m2m.
// Only programs that import redisstore depend on go-redis.
//
//	store, err := redisstore.New(&redis.UniversalOptions{Addrs: []string{"redis:6379"}, Password: password})
//	if err != nil {
//		log.Fatal(err)
//	}
//	defer store.Close()
//
//	client, err := stytch.NewFromEnv(stytch.WithRevocations(store.Revocations()))
//	...
//	verifier.Handler(handle, webhooks.WithStore(store.Events()), webhooks.WithRevocations(client.Sessions))
//	source := client.M2M.TokenSource(ctx, request, m2m.WithTokenStore(store.Tokens()))
//
// [Store.Revocations] rejects the session JWTs of a user who has logged out on another replica, within milliseconds.
// [Store.Events] handles each webhook once, and again if a replica crashes while handling it. [Store.Tokens] fetches each
// machine token once.
//
// # When Redis is unreachable
//
// No exchange with Redis takes longer than a second (see [WithTimeout]), and lost connections are reestablished
// automatically. Meanwhile, checks accept session JWTs that are not known to be revoked, until they expire, at most 5
// minutes later. With [WithFailClosed], they call the API instead. Webhooks fail, and Svix, which delivers them for Stytch,
// retries them. Each replica fetches its own machine tokens.
//
// # What is stored
//
// The stream stytch:revocations contains the IDs of revoked sessions and users for about 10 minutes. Keys that begin
// with stytch:event: contain the IDs of webhook events for 72 hours. Keys that begin with stytch:token: contain
// encrypted machine tokens until they expire. Keys that begin with stytch:token-lock: are the locks of these tokens. No
// secret is stored unencrypted.
//
// The commands are TIME, XREAD, XADD, PEXPIRE, GET, SET, EVALSHA and EVAL. Scripts call GET, SET, DEL, PTTL and PEXPIRE.
// All keys are independent, so a cluster works too.
package redisstore
