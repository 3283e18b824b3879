package stytchtest

import (
	"crypto/rand"

	"github.com/flymyai/stytch-go/internal/emulator/wallet"
)

// Wallet is a crypto wallet that signs challenges. It replaces a user's browser extension or app.
//
//	wallet := stytchtest.NewEthereumWallet()
//	start, err := client.CryptoWallets.AuthenticateStart(ctx, cryptowallets.AuthenticateStartRequest{
//		CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(),
//	})
//	signature := wallet.Sign(start.Challenge)
type Wallet struct{ signer wallet.Signer }

// NewEthereumWallet returns an Ethereum wallet with a new key.
func NewEthereumWallet() *Wallet { return &Wallet{wallet.NewEthereum(newKey())} }

// NewSolanaWallet returns a Solana wallet with a new key.
func NewSolanaWallet() *Wallet { return &Wallet{wallet.NewSolana(newKey())} }

func newKey() []byte {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // it never fails
	return key
}

// Type returns the type of the wallet, ethereum or solana.
func (w *Wallet) Type() string { return w.signer.Type }

// Address returns the address of the wallet.
func (w *Wallet) Address() string { return w.signer.Address }

// Sign signs a challenge: with personal_sign (EIP-191) for Ethereum, with Ed25519 for Solana.
func (w *Wallet) Sign(challenge string) string { return w.signer.Sign(challenge) }
