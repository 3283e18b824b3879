package store

import (
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/wallet"
)

// walletID identifies a wallet whatever the spelling of its address. A seed may hold an address of no known kind.
func walletID(w api.UserCryptoWallet) string {
	parsed, err := wallet.Parse(w.CryptoWalletType, w.CryptoWalletAddress)
	if err != nil {
		return w.CryptoWalletType + ":" + w.CryptoWalletAddress
	}
	return parsed.ID()
}

// AddWallet gives a user a crypto wallet.
func (s *Store) AddWallet(u *User, w api.UserCryptoWallet) {
	u.Wallets = append(slices.Clone(u.Wallets), w)
	s.factors[w.CryptoWalletID] = u
	s.wallets[walletID(w)] = u
	s.touch(u)
}

// WalletOwner returns the user who has a wallet, or nil, and whether the user has verified it.
func (s *Store) WalletOwner(w wallet.Wallet) (owner *User, verified bool) {
	if owner = s.wallets[w.ID()]; owner == nil {
		return nil, false
	}
	return owner, owner.Wallets[ownWallet(owner, w)].Verified
}

// ownWallet returns the index of a wallet among those of its user.
func ownWallet(u *User, w wallet.Wallet) int {
	return slices.IndexFunc(u.Wallets, func(own api.UserCryptoWallet) bool { return walletID(own) == w.ID() })
}

// VerifyWallet records that the owner of a wallet has signed with it.
func (s *Store) VerifyWallet(w wallet.Wallet) {
	u := s.wallets[w.ID()]
	u.Wallets = slices.Clone(u.Wallets)
	u.Wallets[ownWallet(u, w)].Verified = true
	s.touch(u)
}

// RemoveWallet takes a wallet from the user who has it, if any. A user who is left without a way to log in is removed
// too: nobody has ever logged in as a user whose only factor was an unverified wallet.
func (s *Store) RemoveWallet(w wallet.Wallet) {
	u := s.wallets[w.ID()]
	if u == nil {
		return
	}
	s.RemoveFactor(u.Wallets[ownWallet(u, w)].CryptoWalletID)
	if u.PrimaryFactors() == 0 {
		s.RemoveUser(u)
	}
}
