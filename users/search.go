package users

import (
	"bytes"
	"context"
	"iter"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/pages"
)

// All iterates over the users that match a query, or over all users if the query is empty. It starts at req.Cursor.
// req.Limit is the size of a page, 1,000 by default. Each page is one search. The API allows 150 searches per minute.
// Above that rate, All waits like any other search.
//
// All fetches one page ahead: while the loop works on a page, All fetches the next one. It fetches nothing before the
// loop starts, and holds two pages at most. The second page is fetched only once the loop reaches the second user, so a
// loop that stops at the first user makes one search. A loop that stops later makes at most one unneeded search. When
// the loop ends, All cancels that search and waits for it.
//
// If a search fails, All yields the users before the failure, then the error with a zero user, and stops. When ctx
// ends, All yields an error instead of the next user, and stops. Stytch documents neither the order of users nor
// whether the iteration includes users created or deleted in the meantime.
//
//	for user, err := range client.Users.All(ctx, users.SearchRequest{}) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(user.UserID)
//	}
func (s *Service) All(ctx context.Context, req SearchRequest) iter.Seq2[api.User, error] {
	if req.Limit == 0 {
		req.Limit = pages.Max
	}
	return pages.All(ctx, search.Name, req.Cursor, func(ctx context.Context, cursor string) (pages.Page[api.User], error) {
		req := req
		req.Cursor = cursor
		resp, err := s.Search(ctx, req)
		if err != nil {
			return pages.Page[api.User]{}, err
		}
		return pages.Page[api.User]{Items: resp.Results, Next: resp.ResultsMetadata.NextCursor, RequestID: resp.RequestID}, nil
	})
}

// searchResponse is a page of users. It makes room for them before they are decoded, which halves the memory that this
// takes.
type searchResponse struct{ api.UsersSearchResponse }

// Prepare implements [transport.FastDecoder]. It takes the size of the first user for that of all, since counting them
// takes longer than it saves.
func (r *searchResponse) Prepare(body []byte) any {
	*r = searchResponse{}
	id := []byte(`"user_id":`)
	if first := bytes.Index(body, id); first >= 0 {
		n := 1
		if size := bytes.Index(body[first+1:], id) + 1; size > 0 {
			n += (len(body) - first) / size
		}
		r.Results = make([]api.User, 0, min(n, pages.Max))
	}
	return &fastPage{&r.UsersSearchResponse, fastUsers{&r.Results}}
}

// IsZero implements [transport.FastDecoder]. A list that was decoded from [] has no room, unlike one that was made
// above.
func (r *searchResponse) IsZero() bool {
	undecoded := r.Results == nil || len(r.Results) == 0 && cap(r.Results) > 0
	return undecoded && r.RequestID == "" && r.StatusCode == 0 && r.ResultsMetadata == api.ResultsMetadata{}
}

// Query is the query of a [SearchRequest]. Create one with [And] or [Or]. See [api.UsersSearchQuery] for its fields.
type Query = api.UsersSearchQuery

// Filter is one condition of a [Query]. This package has a function for each filter of the API, such as
// [EmailAddress]. For a filter that is newer than this package, set the fields:
// Filter{FilterName: "...", FilterValue: ...}. See [api.UsersSearchOperand] for its fields.
type Filter = api.UsersSearchOperand

// And matches users that match every filter.
func And(filters ...Filter) Query {
	return Query{Operator: api.SearchOperatorAND, Operands: filters}
}

// Or matches users that match at least one filter. Stytch's reference calls this operator legacy.
func Or(filters ...Filter) Query {
	return Query{Operator: api.SearchOperatorOR, Operands: filters}
}

// CreatedAfter matches users created after t.
func CreatedAfter(t time.Time) Filter { return filter("created_at_greater_than", timestamp(t)) }

// CreatedBefore matches users created before t.
func CreatedBefore(t time.Time) Filter { return filter("created_at_less_than", timestamp(t)) }

// CreatedBetween matches users created between two times.
func CreatedBetween(after, before time.Time) Filter {
	return filter("created_at_between", map[string]string{"greater_than": timestamp(after), "less_than": timestamp(before)})
}

// Status matches users with the given status, active or pending.
func Status(status api.UserStatus) Filter { return filter("status", status) }

// UserID matches users with any of these user IDs or external IDs. Do not mix the two kinds in one filter.
func UserID(ids ...string) Filter { return filter("user_id", ids) }

// FullNameFuzzy matches users whose full name contains the given text. The API rejects text that is too short.
func FullNameFuzzy(text string) Filter { return filter("full_name_fuzzy", text) }

// PhoneNumber matches users with any of these phone numbers, in E.164 format.
func PhoneNumber(numbers ...string) Filter { return filter("phone_number", numbers) }

// PhoneID matches users with any of these phone number IDs.
func PhoneID(ids ...string) Filter { return filter("phone_id", ids) }

// PhoneVerified matches users with a verified phone number or, given false, with an unverified one.
func PhoneVerified(verified bool) Filter { return filter("phone_verified", verified) }

// PhoneNumberFuzzy matches users with a phone number that contains the given text.
func PhoneNumberFuzzy(text string) Filter { return filter("phone_number_fuzzy", text) }

// EmailAddress matches users with any of these email addresses.
func EmailAddress(addresses ...string) Filter { return filter("email_address", addresses) }

// EmailID matches users with any of these email IDs.
func EmailID(ids ...string) Filter { return filter("email_id", ids) }

// EmailVerified matches users with a verified email address or, given false, with an unverified one.
func EmailVerified(verified bool) Filter { return filter("email_verified", verified) }

// EmailAddressFuzzy matches users with an email address that contains the given text.
func EmailAddressFuzzy(text string) Filter { return filter("email_address_fuzzy", text) }

// OAuthProvider matches users who have logged in with any of these providers, such as "google".
func OAuthProvider(providers ...string) Filter { return filter("oauth_provider", providers) }

// WebAuthnRegistrationID matches users with any of these WebAuthn registration IDs.
func WebAuthnRegistrationID(ids ...string) Filter {
	return filter("webauthn_registration_id", ids)
}

// WebAuthnRegistrationVerified matches users with a verified WebAuthn registration or, given false, with an
// unverified one.
func WebAuthnRegistrationVerified(verified bool) Filter {
	return filter("webauthn_registration_verified", verified)
}

// BiometricRegistrationID matches users with any of these biometric registration IDs.
func BiometricRegistrationID(ids ...string) Filter {
	return filter("biometric_registration_id", ids)
}

// BiometricRegistrationVerified matches users with a verified biometric registration or, given false, with an
// unverified one.
func BiometricRegistrationVerified(verified bool) Filter {
	return filter("biometric_registration_verified", verified)
}

// TOTPID matches users with any of these authenticator app IDs.
func TOTPID(ids ...string) Filter { return filter("totp_id", ids) }

// TOTPVerified matches users with a verified authenticator app or, given false, with an unverified one.
func TOTPVerified(verified bool) Filter { return filter("totp_verified", verified) }

// CryptoWalletID matches users with any of these crypto wallet IDs.
func CryptoWalletID(ids ...string) Filter { return filter("crypto_wallet_id", ids) }

// CryptoWalletAddress matches users with any of these crypto wallet addresses.
func CryptoWalletAddress(addresses ...string) Filter {
	return filter("crypto_wallet_address", addresses)
}

// CryptoWalletVerified matches users with a verified crypto wallet or, given false, with an unverified one.
func CryptoWalletVerified(verified bool) Filter { return filter("crypto_wallet_verified", verified) }

// PasswordExists matches users with a password or, given false, without one.
func PasswordExists(exists bool) Filter { return filter("password_exists", exists) }

func filter(name string, value any) Filter { return Filter{FilterName: name, FilterValue: value} }

func timestamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
