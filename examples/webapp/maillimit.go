package main

import (
	"hash/maphash"
	"strings"
	"time"

	"golang.org/x/time/rate"
)

const (
	// mailBurst is how many emails an address gets in quick succession, and mailInterval the time between two later ones.
	mailBurst    = 5
	mailInterval = time.Minute
	// mailBuckets is how many addresses can be told apart.
	mailBuckets = 1 << 14
)

// mailLimit limits the emails to each address, so that nobody can flood somebody's mailbox from the login page.
//
// Its memory does not grow with the number of addresses: each has one of a fixed number of buckets, chosen by a keyed
// hash. Two addresses rarely share a bucket, and nobody can choose one that shares a victim's. A server with several
// replicas keeps the limits in a shared store instead, and its proxy limits the requests of each client.
type mailLimit struct {
	seed    maphash.Seed
	buckets [mailBuckets]*rate.Limiter
}

func newMailLimit() *mailLimit {
	l := &mailLimit{seed: maphash.MakeSeed()}
	for i := range l.buckets {
		l.buckets[i] = rate.NewLimiter(rate.Every(mailInterval), mailBurst)
	}
	return l
}

// allow reports whether another email to an address may be sent, and counts it.
func (l *mailLimit) allow(email string) bool {
	return l.buckets[maphash.String(l.seed, mailbox(email))%mailBuckets].Allow()
}

// mailbox returns the mailbox of an address. Many providers deliver ada+anything@example.com to ada@example.com.
func mailbox(email string) string {
	email = strings.ToLower(strings.TrimSpace(email))
	at := strings.LastIndexByte(email, '@')
	if at < 0 {
		return email
	}
	local, _, _ := strings.Cut(email[:at], "+")
	return local + email[at:]
}
