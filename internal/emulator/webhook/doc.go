// Package webhook sends the events of users to the endpoints of applications, as Stytch does through Svix: signed, and
// retried up to 7 times if the endpoint does not acknowledge them.
//
// The store reports a change with its lock held. [Sender.Changed] only queues the event. A goroutine per endpoint delivers
// the events one after another. It starts with the endpoint's first event and ends with [Sender.Close].
//
// Retries follow the clock of the emulator, so that moving the clock makes them due. Signatures carry the true time, since
// the receiver compares them with its own clock.
package webhook
