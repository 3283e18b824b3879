package cryptowallets_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"strings"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/cryptowallets"
	"github.com/flymyai/stytch-go/stytchtest"
)

// Log in with a wallet: let it sign the challenge. The first login creates the user.
func ExampleService_Authenticate() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	wallet := stytchtest.NewSolanaWallet() // in a program, the wallet is in the browser

	start, err := client.CryptoWallets.AuthenticateStart(ctx, cryptowallets.AuthenticateStartRequest{
		CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(),
	})
	if err != nil {
		log.Fatal(err)
	}
	signature := wallet.Sign(start.Challenge) // in the browser

	login, err := client.CryptoWallets.Authenticate(ctx, cryptowallets.AuthenticateRequest{
		CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(), Signature: signature,
		SessionDurationMinutes: 60,
	})
	if errors.Is(err, api.ErrorTypeUnableToAuthenticateCryptoWallet) {
		fmt.Println("wrong or late signature: start again")
		return
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("new user:", start.UserCreated)
	fmt.Println("verified:", login.User.CryptoWallets[0].Verified)
	fmt.Println("factor:", login.Session.AuthenticationFactors[0].Type)
	// Output:
	// new user: true
	// verified: true
	// factor: crypto
}

// Sign-In with Ethereum: the wallet shows its user the domain and a statement, and signs them.
func ExampleService_AuthenticateStart() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	wallet := stytchtest.NewEthereumWallet() // in a program, the wallet is in the browser

	start, err := client.CryptoWallets.AuthenticateStart(ctx, cryptowallets.AuthenticateStartRequest{
		CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(),
		SIWEParams: cryptowallets.SIWEParams{
			Domain:    "shop.example.com",
			URI:       "https://shop.example.com/login",
			Statement: "Log in to the shop.",
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	first, _, _ := strings.Cut(start.Challenge, "\n")
	fmt.Println(first)

	login, err := client.CryptoWallets.Authenticate(ctx, cryptowallets.AuthenticateRequest{
		CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(), Signature: wallet.Sign(start.Challenge),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(login.SIWEParams.URI, login.SIWEParams.ChainID)
	// Output:
	// shop.example.com wants you to sign in with your Ethereum account:
	// https://shop.example.com/login 1
}

// startServer starts a server in place of Stytch. In a program, the client comes from stytch.NewFromEnv.
func startServer() (*stytchtest.Server, *stytch.Client) {
	srv, err := stytchtest.Start()
	if err != nil {
		log.Fatal(err)
	}
	return srv, srv.Client()
}
