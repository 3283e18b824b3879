package stytchtest_test

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// manyUsers creates many users, each with a name, an address and a number.
func manyUsers(n int) []stytchtest.User {
	all := make([]stytchtest.User, n)
	for i := range all {
		all[i] = stytchtest.User{User: api.User{
			Name:            api.Name{FirstName: fmt.Sprintf("First%d", i), LastName: fmt.Sprintf("Last%d", i)},
			ExternalID:      fmt.Sprintf("crm-%d", i),
			Emails:          []api.UserEmail{{Email: fmt.Sprintf("user%d@example.com", i), Verified: i%2 == 0}},
			PhoneNumbers:    []api.UserPhoneNumber{{PhoneNumber: fmt.Sprintf("+1415%07d", i), Verified: i%3 == 0}},
			TrustedMetadata: map[string]any{"number": float64(i)},
		}}
	}
	return all
}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		srv, err := stytchtest.Start()
		if err != nil {
			b.Fatal(err)
		}
		srv.Close()
	}
}

func BenchmarkStart_TLS(b *testing.B) {
	for b.Loop() {
		srv, err := stytchtest.Start(stytchtest.WithTLS())
		if err != nil {
			b.Fatal(err)
		}
		srv.Close()
	}
}

func BenchmarkCall_get(b *testing.B) {
	srv := stytchtest.NewServer(b, stytchtest.WithUsers(everything))
	client := srv.Client()
	for b.Loop() {
		if _, err := client.Users.Get(b.Context(), everything.UserID); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCall_create(b *testing.B) {
	srv := stytchtest.NewServer(b)
	client := srv.Client()
	i := 0
	for b.Loop() {
		i++
		if _, err := client.Users.Create(b.Context(), users.CreateRequest{Email: fmt.Sprintf("user%d@example.com", i)}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLogin is a magic link, sent and followed, with a signed session.
func BenchmarkLogin(b *testing.B) {
	srv := stytchtest.NewServer(b)
	client := srv.Client()
	for b.Loop() {
		if _, err := client.MagicLinks.Email.LoginOrCreate(b.Context(), magiclinks.EmailLoginOrCreateRequest{Email: ada}); err != nil {
			b.Fatal(err)
		}
		if _, err := client.MagicLinks.Authenticate(b.Context(), magiclinks.AuthenticateRequest{Token: srv.LastMessage(ada).Token, SessionDurationMinutes: 60}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearch searches 10,000 users by every filter, with pages of 1,000.
func BenchmarkSearch(b *testing.B) {
	srv := stytchtest.NewServer(b, stytchtest.WithUsers(manyUsers(10_000)...))
	client := srv.Client()
	id := "user-test-11111111-1111-4111-8111-111111111111"
	for _, f := range []users.Filter{
		users.CreatedAfter(time.Unix(0, 0)), users.CreatedBefore(srv.Now()), users.CreatedBetween(time.Unix(0, 0), srv.Now()),
		users.Status(api.UserStatusActive), users.UserID(id), users.FullNameFuzzy("first"), users.PhoneNumber("+14150000001"),
		users.PhoneID(id), users.PhoneVerified(true), users.PhoneNumberFuzzy("+1415"), users.EmailAddress("user1@example.com"),
		users.EmailID(id), users.EmailVerified(true), users.EmailAddressFuzzy("example"), users.OAuthProvider("google"),
		users.WebAuthnRegistrationID(id), users.WebAuthnRegistrationVerified(true), users.BiometricRegistrationID(id),
		users.BiometricRegistrationVerified(true), users.TOTPID(id), users.TOTPVerified(true), users.CryptoWalletID(id),
		users.CryptoWalletAddress("0x0"), users.CryptoWalletVerified(true), users.PasswordExists(false),
	} {
		b.Run(f.FilterName, func(b *testing.B) {
			for b.Loop() {
				if _, err := client.Users.Search(b.Context(), users.SearchRequest{Limit: 1000, Query: users.And(f)}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkMemory reports what 100,000 users take.
func BenchmarkMemory(b *testing.B) {
	for b.Loop() {
		before := heap()
		srv, err := stytchtest.Start(stytchtest.WithUsers(manyUsers(100_000)...))
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(heap()-before)/(1<<20), "MiB/100k-users")
		srv.Close()
	}
}

// heap is the memory in use, in bytes.
func heap() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
