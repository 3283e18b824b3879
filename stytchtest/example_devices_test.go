package stytchtest_test

import (
	"errors"
	"fmt"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/cryptowallets"
	"github.com/flymyai/stytch-go/fraud"
	"github.com/flymyai/stytch-go/impersonation"
	"github.com/flymyai/stytch-go/stytchtest"
)

// Test what your program does with a bot.
func ExampleServer_Fingerprint() {
	srv := stytchtest.NewServer(t)
	bot := srv.Fingerprint(stytchtest.Fingerprint{Reasons: []string{"HEADLESS_BROWSER_AUTOMATION"}})

	lookup, err := srv.Client().Fraud.Fingerprint.Lookup(t.Context(), fraud.FingerprintLookupRequest{TelemetryID: bot.TelemetryID})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(lookup.Verdict.Action)
	// Output: BLOCK
}

func ExampleWithFingerprints() {
	const telemetryID = "11111111-1111-4111-8111-111111111111"
	srv := stytchtest.NewServer(t, stytchtest.WithFingerprints(stytchtest.Fingerprint{
		TelemetryID: telemetryID, Action: api.FraudVerdictActionChallenge,
	}))
	lookup, err := srv.Client().Fraud.Fingerprint.Lookup(t.Context(), fraud.FingerprintLookupRequest{TelemetryID: telemetryID})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(lookup.Verdict.Action)
	// Output: CHALLENGE
}

func ExampleWallet() {
	srv := stytchtest.NewServer(t)
	client := srv.Client()
	for _, wallet := range []*stytchtest.Wallet{stytchtest.NewEthereumWallet(), stytchtest.NewSolanaWallet()} {
		start, err := client.CryptoWallets.AuthenticateStart(t.Context(), cryptowallets.AuthenticateStartRequest{
			CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(),
		})
		if err != nil {
			t.Fatal(err)
		}
		login, err := client.CryptoWallets.Authenticate(t.Context(), cryptowallets.AuthenticateRequest{
			CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(), Signature: wallet.Sign(start.Challenge),
		})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(wallet.Type(), login.User.Status)
	}
	// Output:
	// ethereum active
	// solana active
}

func ExampleWallet_Sign() {
	wallet := stytchtest.NewEthereumWallet()
	signature := wallet.Sign("a challenge")
	fmt.Println(len(signature))
	// Output: 132
}

func ExampleWallet_Address() {
	fmt.Println(len(stytchtest.NewEthereumWallet().Address()))
	// Output: 42
}

func ExampleWallet_Type() {
	fmt.Println(stytchtest.NewSolanaWallet().Type())
	// Output: solana
}

func ExampleWithoutImpersonation() {
	srv := stytchtest.NewServer(t, stytchtest.WithUsers(stytchtest.User{User: api.User{
		ExternalID: "customer-1", Emails: []api.UserEmail{{Email: "ada@example.com"}},
	}}), stytchtest.WithoutImpersonation())
	token := srv.ImpersonationToken(stytchtest.Impersonation{UserID: "customer-1"})

	_, err := srv.Client().Impersonation.Authenticate(t.Context(), impersonation.AuthenticateRequest{ImpersonationToken: token})
	fmt.Println(errors.Is(err, api.ErrorTypeUserImpersonationNotAllowed))
	// Output: true
}
