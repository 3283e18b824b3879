// Package wallet knows the addresses and signatures of crypto wallets: Ethereum's and Solana's.
package wallet

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// The types of wallets.
const (
	Ethereum = "ethereum"
	Solana   = "solana"
)

// Wallet is the public part of a wallet.
type Wallet struct {
	Type string
	// Address is as it was given.
	Address string

	key []byte // the address of Ethereum, the public key of Solana
}

// Parse reads a wallet type and an address. Ethereum's checksum of letter case (EIP-55) is not required.
func Parse(walletType, address string) (Wallet, error) {
	w := Wallet{Type: walletType, Address: address}
	if address == "" && (walletType == Ethereum || walletType == Solana) {
		return Wallet{}, apierror.Newf(api.ErrorTypeInvalidCryptoWalletAddress, "crypto_wallet_address is required.")
	}
	var ok bool
	switch walletType {
	case Ethereum:
		if w.key, ok = parseEthereum(address); !ok {
			return Wallet{}, apierror.Newf(api.ErrorTypeInvalidEthereumAddress, "An Ethereum address is 0x and 40 hexadecimal digits.")
		}
	case Solana:
		if w.key, ok = parseSolana(address); !ok {
			return Wallet{}, apierror.Newf(api.ErrorTypeInvalidSolanaAddress, "A Solana address is the base58 of 32 bytes.")
		}
	default:
		return Wallet{}, apierror.Newf(api.ErrorTypeInvalidWalletType, "crypto_wallet_type must be %s or %s.", Ethereum, Solana)
	}
	return w, nil
}

// ID is the same for all spellings of an address.
func (w Wallet) ID() string { return w.Type + ":" + string(w.key) }

// Checksummed returns the address as it is written for people: an Ethereum address with its checksum (EIP-55).
func (w Wallet) Checksummed() string {
	if w.Type == Ethereum {
		return checksummed(w.key)
	}
	return w.Address
}

// Verify reports whether a signature of a text is the wallet's. It returns an error for a malformed signature.
func (w Wallet) Verify(text, signature string) (bool, error) {
	if w.Type == Ethereum {
		return verifyEthereum(w.key, text, signature)
	}
	return verifySolana(w.key, text, signature)
}

// Signer is a wallet that signs.
type Signer struct {
	Type, Address string
	// Sign signs a text, as the wallet's personal_sign or signMessage does.
	Sign func(text string) string
}
