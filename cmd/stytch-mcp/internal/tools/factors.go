package tools

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
)

// removal removes the factor with an ID.
type removal func(ctx context.Context, id string) error

// removing returns the removal that calls a method of the client.
func removing[Response any](method func(context.Context, string) (Response, error)) removal {
	return func(ctx context.Context, id string) error {
		_, err := method(ctx, id)
		return err
	}
}

// removals returns the calls that remove the factors with the given IDs. It rejects IDs that are not the user's: the
// API needs only the ID of a factor, and a wrong one would affect another user.
func (b *toolbox) removals(ctx context.Context, userID string, ids []string) ([]removal, error) {
	resp, err := b.client.Users.Get(ctx, userID)
	if err != nil {
		return nil, err
	}
	known := b.factorsOf(&resp.User)
	calls := make([]removal, len(ids))
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			return nil, reject("remove_factors", "contains an ID twice")
		}
		if calls[i] = known[id]; calls[i] == nil {
			return nil, reject("remove_factors", "contains an ID that is not one of this user's factors; stytch_user_get shows them")
		}
	}
	return calls, nil
}

// factorsOf are the factors of a user by ID, with the call that removes each.
func (b *toolbox) factorsOf(u *api.User) map[string]removal {
	client := b.client.Users
	known := map[string]removal{}
	for _, e := range u.Emails {
		known[e.EmailID] = removing(client.DeleteEmail)
	}
	for _, p := range u.PhoneNumbers {
		known[p.PhoneID] = removing(client.DeletePhoneNumber)
	}
	for _, r := range u.WebAuthnRegistrations {
		known[r.WebAuthnRegistrationID] = removing(client.DeleteWebAuthnRegistration)
	}
	for _, r := range u.BiometricRegistrations {
		known[r.BiometricRegistrationID] = removing(client.DeleteBiometricRegistration)
	}
	for _, t := range u.TOTPs {
		known[t.TOTPID] = removing(client.DeleteTOTP)
	}
	for _, w := range u.CryptoWallets {
		known[w.CryptoWalletID] = removing(client.DeleteCryptoWallet)
	}
	for _, p := range u.Providers {
		known[p.OAuthUserRegistrationID] = removing(client.DeleteOAuthRegistration)
	}
	if u.Password != nil {
		known[u.Password.PasswordID] = removing(client.DeletePassword)
	}
	return known
}

// removeFactors removes factors. If one fails, its error names the factors that were removed before.
func removeFactors(ctx context.Context, ids []string, calls []removal) error {
	for i, call := range calls {
		err := call(ctx, ids[i])
		if err != nil && i > 0 {
			return &explainedError{err, fmt.Sprintf("Removed before that: %s. Leave them out when you call stytch_user_update again.", strings.Join(ids[:i], ", "))}
		}
		if err != nil {
			return err
		}
	}
	return nil
}
