// Package webhooks receives the webhooks that Stytch sends when a user is created, changed or deleted: it verifies
// their signatures, decodes them and handles each event once.
//
//	verifier, err := webhooks.NewVerifier(os.Getenv("STYTCH_WEBHOOK_SECRET"))
//	if err != nil {
//		log.Fatal(err)
//	}
//	mux.Handle("/webhooks/stytch", verifier.Handler(func(ctx context.Context, event *webhooks.Event) error {
//		switch event.Action {
//		case webhooks.ActionCreate, webhooks.ActionUpdate:
//			return saveUser(ctx, event.User)
//		case webhooks.ActionDelete:
//			return deleteUser(ctx, event.ObjectID)
//		}
//		return nil // an action that Stytch has added since
//	}))
//
// Add an endpoint on the webhooks page of Stytch's dashboard. The endpoint's page shows the signing secret, which
// begins with whsec_.
//
// # Delivery
//
// Stytch delivers webhooks through Svix. A delivery that fails is retried 7 times in the 28 hours that follow, so an
// event can arrive more than once, late, and after a newer event. [Verifier.Handler] handles an event once, as long
// as its [Store] keeps the event. It does not restore the order: compare [Event].Timestamp with what you have stored,
// or fetch the user.
//
// # Privacy
//
// Errors, log records and a printed [Verifier] contain no secrets. A printed [Event] contains personal data.
//
// Event types and payloads: https://stytch.com/docs, Webhooks. Signatures, retries and response headers:
// https://docs.svix.com/receiving/introduction and https://www.standardwebhooks.com.
package webhooks
