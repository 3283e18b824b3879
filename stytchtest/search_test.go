package stytchtest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// population are users that the filters can distinguish: each has something the others lack.
func population() []stytchtest.User {
	day := func(d int) time.Time { return time.Date(2026, time.March, d, 12, 0, 0, 0, time.UTC) }
	id := func(prefix string, n int) string {
		return fmt.Sprintf("%s-test-00000000-0000-4000-8000-%012d", prefix, n)
	}
	return []stytchtest.User{
		{User: api.User{
			UserID: id("user", 1), ExternalID: "crm-1", CreatedAt: day(1), Name: api.Name{FirstName: "Ada", LastName: "Lovelace"},
			Emails: []api.UserEmail{{EmailID: id("email", 1), Email: "ada@first.example", Verified: true}},
		}, PlainPassword: strong},
		{User: api.User{
			UserID: id("user", 2), ExternalID: "crm-2", CreatedAt: day(2), Status: api.UserStatusPending,
			Emails: []api.UserEmail{{EmailID: id("email", 2), Email: "bob@second.example"}},
		}},
		{User: api.User{
			UserID: id("user", 3), CreatedAt: day(3), Name: api.Name{FirstName: "Adaline", MiddleName: "van"},
			PhoneNumbers: []api.UserPhoneNumber{{PhoneID: id("phone-number", 3), PhoneNumber: "+14155550103", Verified: true}},
		}, TOTPSecret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"},
		{User: api.User{
			UserID: id("user", 4), CreatedAt: day(4),
			PhoneNumbers:           []api.UserPhoneNumber{{PhoneID: id("phone-number", 4), PhoneNumber: "+442071838750"}},
			Providers:              []api.UserOAuthProvider{{ProviderType: "Google", ProviderSubject: "g-4"}},
			WebAuthnRegistrations:  []api.UserWebAuthnRegistration{{WebAuthnRegistrationID: id("webauthn-registration", 4), Verified: true}},
			BiometricRegistrations: []api.UserBiometricRegistration{{BiometricRegistrationID: id("biometric-registration", 4)}},
			CryptoWallets:          []api.UserCryptoWallet{{CryptoWalletID: id("crypto-wallet", 4), CryptoWalletAddress: "0xAbC", CryptoWalletType: "ethereum", Verified: true}},
		}},
	}
}

// An empty query matches everybody, in every form.
func TestSearch_emptyQuery(t *testing.T) {
	t.Parallel()
	w := newHarness(t, stytchtest.WithUsers(population()...))
	for _, query := range []string{`{}`, `{"query": {}}`, `{"query": {"operands": []}}`, `{"query": {"operator": "OR", "operands": []}}`} {
		found, err := w.post("/v1/users/search", strings.NewReader(query))
		w.ok(err)
		w.contains(found, `"total":4`)
	}
}

func TestSearch_filters(t *testing.T) {
	t.Parallel()
	seeded := population()
	w := newHarness(t, stytchtest.WithUsers(seeded...))
	third, fourth := w.get(seeded[2].UserID), w.get(seeded[3].UserID)
	at := func(i int) time.Time { return seeded[i-1].CreatedAt }
	tests := []struct {
		name  string
		query users.Query
		want  []int // the newest first
	}{
		{"everybody", users.Query{}, []int{4, 3, 2, 1}},
		{"no operands", users.And(), []int{4, 3, 2, 1}},
		{"or without operands", users.Or(), []int{4, 3, 2, 1}},
		{"created after", users.And(users.CreatedAfter(at(2))), []int{4, 3}},
		{"created before", users.And(users.CreatedBefore(at(2))), []int{1}},
		{"created between", users.And(users.CreatedBetween(at(1), at(4))), []int{3, 2}},
		{"active", users.And(users.Status(api.UserStatusActive)), []int{4, 3, 1}},
		{"pending", users.And(users.Status(api.UserStatusPending)), []int{2}},
		{"user IDs", users.And(users.UserID(seeded[0].UserID, seeded[3].UserID)), []int{4, 1}},
		{"external IDs", users.And(users.UserID("crm-1", "crm-2", "crm-3")), []int{2, 1}},
		{"full name", users.And(users.FullNameFuzzy("ADA")), []int{3, 1}},
		{"full name over its parts", users.And(users.FullNameFuzzy("aline v")), []int{3}},
		{"phone number", users.And(users.PhoneNumber("+442071838750", "+14155550199")), []int{4}},
		{"phone ID", users.And(users.PhoneID(third.PhoneNumbers[0].PhoneID)), []int{3}},
		{"phone verified", users.And(users.PhoneVerified(true)), []int{3}},
		{"phone unverified", users.And(users.PhoneVerified(false)), []int{4}},
		{"phone number fuzzy", users.And(users.PhoneNumberFuzzy("4155")), []int{3}},
		{"email address", users.And(users.EmailAddress("ADA@first.example", "nobody@example.com")), []int{1}},
		{"email ID", users.And(users.EmailID(seeded[1].Emails[0].EmailID)), []int{2}},
		{"email verified", users.And(users.EmailVerified(true)), []int{1}},
		{"email unverified", users.And(users.EmailVerified(false)), []int{2}},
		{"email address fuzzy", users.And(users.EmailAddressFuzzy("@SECOND")), []int{2}},
		{"oauth provider", users.And(users.OAuthProvider("github", "google")), []int{4}},
		{"webauthn id", users.And(users.WebAuthnRegistrationID(fourth.WebAuthnRegistrations[0].WebAuthnRegistrationID)), []int{4}},
		{"webauthn verified", users.And(users.WebAuthnRegistrationVerified(true)), []int{4}},
		{"webauthn unverified", users.And(users.WebAuthnRegistrationVerified(false)), nil},
		{"biometric id", users.And(users.BiometricRegistrationID(fourth.BiometricRegistrations[0].BiometricRegistrationID)), []int{4}},
		{"biometric verified", users.And(users.BiometricRegistrationVerified(true)), nil},
		{"biometric unverified", users.And(users.BiometricRegistrationVerified(false)), []int{4}},
		{"totp id", users.And(users.TOTPID(third.TOTPs[0].TOTPID)), []int{3}},
		{"totp verified", users.And(users.TOTPVerified(true)), []int{3}},
		{"totp unverified", users.And(users.TOTPVerified(false)), nil},
		{"wallet id", users.And(users.CryptoWalletID(fourth.CryptoWallets[0].CryptoWalletID)), []int{4}},
		{"wallet address", users.And(users.CryptoWalletAddress("0xabc")), []int{4}},
		{"wallet verified", users.And(users.CryptoWalletVerified(true)), []int{4}},
		{"password", users.And(users.PasswordExists(true)), []int{1}},
		{"no password", users.And(users.PasswordExists(false)), []int{4, 3, 2}},
		{"and", users.And(users.FullNameFuzzy("ada"), users.EmailVerified(true)), []int{1}},
		{"and that contradicts itself", users.And(users.PhoneVerified(true), users.EmailVerified(true)), nil},
		{"or", users.Or(users.PhoneVerified(true), users.EmailVerified(true)), []int{3, 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			page, err := w.Users.Search(t.Context(), users.SearchRequest{Query: test.query})
			if err != nil {
				t.Fatal(err)
			}
			var got []int
			for _, u := range page.Results {
				got = append(got, 1+slices.IndexFunc(seeded, func(s stytchtest.User) bool { return s.UserID == u.UserID }))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
			if page.ResultsMetadata.Total != len(test.want) || page.ResultsMetadata.NextCursor != "" {
				t.Errorf("got metadata %+v", page.ResultsMetadata)
			}
		})
	}
}

func TestSearch_pages(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	var ids []string
	for i := range 7 {
		ids = append(ids, w.user(fmt.Sprintf("user%d@example.com", i)))
	}
	slices.Reverse(ids)

	var got []string
	req := users.SearchRequest{Limit: 3}
	for _, want := range []int{3, 3, 1} {
		page, err := w.Users.Search(w.ctx, req)
		w.ok(err)
		w.same(len(page.Results), want)
		for _, u := range page.Results {
			got = append(got, u.UserID)
		}
		// Users who are added or deleted between two pages do not shift the pages.
		w.user(fmt.Sprintf("late%d@example.com", len(got)))
		_, err = w.Users.Delete(w.ctx, page.Results[0].UserID)
		w.ok(err)
		req.Cursor = page.ResultsMetadata.NextCursor
	}
	w.same(req.Cursor, "")
	w.same(got, ids)
}

func TestSearch_nextCursorIsNull(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	raw, err := w.post("/v1/users/search", map[string]any{})
	w.ok(err)
	w.contains(raw, `"results_metadata":{"total":0,"next_cursor":null}`)
}
