package oauth

import (
	"cmp"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/providers"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// account is an account at a provider.
type account struct {
	Subject, Email  string
	EmailUnverified bool
	Name            api.Name
}

// accountKey identifies an account.
type accountKey struct{ providerType, subject string }

// keepAccount keeps the account of a login, so that a person finds it again on the page of the provider.
func (l *logins) keepAccount(provider *providers.Provider, login Login) {
	if login.Email == "" {
		return
	}
	l.accounts[accountKey{provider.Type, login.Subject}] = account{login.Subject, login.Email, login.EmailUnverified, login.Name}
}

// accountsAt lists the accounts at a provider, by their email addresses: those that have logged in, and those of the
// users that the project began with.
func accountsAt(s *store.Store, provider *providers.Provider) []account {
	var all []account
	known := pending(s).accounts
	for key, a := range known {
		if key.providerType == provider.Type {
			all = append(all, a)
		}
	}
	for _, u := range s.Users() {
		for _, p := range u.Providers {
			_, remembered := known[accountKey{p.ProviderType, p.ProviderSubject}]
			if p.ProviderType == provider.Type && !remembered && len(u.Emails) > 0 {
				all = append(all, account{Subject: p.ProviderSubject, Email: u.Emails[0].Value, EmailUnverified: !u.Emails[0].Verified, Name: u.Name})
			}
		}
	}
	slices.SortFunc(all, func(a, b account) int {
		return cmp.Or(strings.Compare(a.Email, b.Email), strings.Compare(a.Subject, b.Subject))
	})
	return all
}
