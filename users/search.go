package users

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// All yields every user that matches a query, or all users when it is empty, fetching pages as they are
// needed. It begins at req.Cursor; req.Limit is the size of a page, 1,000 when unset. Each page is a
// search, of which the API allows 150 a minute; a page refused for that is retried like any search.
//
// A failed search is yielded once, with a zero user, and ends the sequence. The order of users is not
// documented, nor whether those created or deleted meanwhile are seen.
//
//	for user, err := range client.Users.All(ctx, users.SearchRequest{}) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(user.UserID)
//	}
func (s *Service) All(ctx context.Context, req SearchRequest) iter.Seq2[api.User, error] {
	return func(yield func(api.User, error) bool) {
		req := req
		if req.Limit == 0 {
			req.Limit = maxPage
		}
		for {
			page, err := s.Search(ctx, req)
			if err != nil {
				yield(api.User{}, err)
				return
			}
			for _, user := range page.Results {
				if !yield(user, nil) {
					return
				}
			}
			next := page.ResultsMetadata.NextCursor
			if next == "" {
				return
			}
			if next == req.Cursor {
				yield(api.User{}, fmt.Errorf("stytch: users.search: the cursor did not move on, [%s]", page.RequestID))
				return
			}
			req.Cursor = next
		}
	}
}

// maxPage is the largest page of a search.
const maxPage = 1000

// Query is what [Service.Search] looks for. Make one with [And] or [Or].
type Query = api.UsersSearchQuery

// Filter is one condition of a [Query]. The functions below make one for each filter that the API has; for
// one it has gained since, set the fields: Filter{FilterName: "...", FilterValue: ...}.
type Filter = api.UsersSearchOperand

// And matches users that all filters match.
func And(filters ...Filter) Query {
	return Query{Operator: api.SearchOperatorAND, Operands: filters}
}

// Or matches users that any of the filters matches. The API calls this legacy.
func Or(filters ...Filter) Query {
	return Query{Operator: api.SearchOperatorOR, Operands: filters}
}

// CreatedAfter matches users created after t.
func CreatedAfter(t time.Time) Filter { return filter("created_at_greater_than", timestamp(t)) }

// CreatedBefore matches users created before t.
func CreatedBefore(t time.Time) Filter { return filter("created_at_less_than", timestamp(t)) }

// CreatedBetween matches users created after one time and before the other.
func CreatedBetween(after, before time.Time) Filter {
	return filter("created_at_between", map[string]string{"greater_than": timestamp(after), "less_than": timestamp(before)})
}

// Status matches users that are active, or pending.
func Status(status api.UserStatus) Filter { return filter("status", status) }

// UserID matches the users with these ids. Do not mix user ids and external ids in one filter.
func UserID(ids ...string) Filter { return filter("user_id", ids) }

// FullNameFuzzy matches users whose full name holds a text. The API refuses texts that are too short.
func FullNameFuzzy(text string) Filter { return filter("full_name_fuzzy", text) }

// PhoneNumber matches users with any of these phone numbers, in E.164.
func PhoneNumber(numbers ...string) Filter { return filter("phone_number", numbers) }

// PhoneID matches users with any of these phone ids.
func PhoneID(ids ...string) Filter { return filter("phone_id", ids) }

// PhoneVerified matches users that have a phone number which is verified, or one which is not.
func PhoneVerified(verified bool) Filter { return filter("phone_verified", verified) }

// PhoneNumberFuzzy matches users with a phone number that holds some digits.
func PhoneNumberFuzzy(text string) Filter { return filter("phone_number_fuzzy", text) }

// EmailAddress matches users with any of these email addresses.
func EmailAddress(addresses ...string) Filter { return filter("email_address", addresses) }

// EmailID matches users with any of these email ids.
func EmailID(ids ...string) Filter { return filter("email_id", ids) }

// EmailVerified matches users that have an email address which is verified, or one which is not.
func EmailVerified(verified bool) Filter { return filter("email_verified", verified) }

// EmailAddressFuzzy matches users with an email address that holds a text.
func EmailAddressFuzzy(text string) Filter { return filter("email_address_fuzzy", text) }

// OAuthProvider matches users that have logged in with any of these providers, such as "google".
func OAuthProvider(providers ...string) Filter { return filter("oauth_provider", providers) }

// WebAuthnRegistrationID matches users with any of these WebAuthn registrations.
func WebAuthnRegistrationID(ids ...string) Filter {
	return filter("webauthn_registration_id", ids)
}

// WebAuthnRegistrationVerified matches users that have a WebAuthn registration which is verified, or
// one which is not.
func WebAuthnRegistrationVerified(verified bool) Filter {
	return filter("webauthn_registration_verified", verified)
}

// BiometricRegistrationID matches users with any of these biometric registrations.
func BiometricRegistrationID(ids ...string) Filter {
	return filter("biometric_registration_id", ids)
}

// BiometricRegistrationVerified matches users that have a biometric registration which is verified, or
// one which is not.
func BiometricRegistrationVerified(verified bool) Filter {
	return filter("biometric_registration_verified", verified)
}

// TOTPID matches users with any of these authenticator apps.
func TOTPID(ids ...string) Filter { return filter("totp_id", ids) }

// TOTPVerified matches users that have an authenticator app which is verified, or one which is not.
func TOTPVerified(verified bool) Filter { return filter("totp_verified", verified) }

// CryptoWalletID matches users with any of these crypto wallets, by id.
func CryptoWalletID(ids ...string) Filter { return filter("crypto_wallet_id", ids) }

// CryptoWalletAddress matches users with any of these crypto wallets, by address.
func CryptoWalletAddress(addresses ...string) Filter {
	return filter("crypto_wallet_address", addresses)
}

// CryptoWalletVerified matches users that have a crypto wallet which is verified, or one which is not.
func CryptoWalletVerified(verified bool) Filter { return filter("crypto_wallet_verified", verified) }

// PasswordExists matches users that have a password, or that have none.
func PasswordExists(exists bool) Filter { return filter("password_exists", exists) }

func filter(name string, value any) Filter { return Filter{FilterName: name, FilterValue: value} }

func timestamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
