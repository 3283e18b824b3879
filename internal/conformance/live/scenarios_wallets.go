package live

import (
	"strings"

	"github.com/flymyai/stytch-go/cryptowallets"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
	"github.com/flymyai/stytch-go/stytchtest"
)

func walletsScenario(r *Run) {
	u := r.user()
	wallet := stytchtest.NewEthereumWallet()
	start, err := r.CryptoWallets.AuthenticateStart(r.step("start"), cryptowallets.AuthenticateStartRequest{
		CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(), UserID: u.UserID,
	})
	r.must(err)
	_, err = r.Users.Get(r.step("get the user before the signature", choice("wallets-2")), u.UserID)
	r.ok(err)
	_, err = r.CryptoWallets.Authenticate(r.step("authenticate with a wrong signature", choice("wallets-1")),
		cryptowallets.AuthenticateRequest{
			CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(), Signature: wallet.Sign("another challenge"),
		})
	r.fails(err)
	verified, err := r.CryptoWallets.Authenticate(r.step("authenticate", choice("wallets-1")), cryptowallets.AuthenticateRequest{
		CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(), Signature: wallet.Sign(start.Challenge), SessionDurationMinutes: 60,
	})
	r.must(err)
	_, err = r.CryptoWallets.AuthenticateStart(r.step("start again for the user", choice("wallets-3")),
		cryptowallets.AuthenticateStartRequest{
			CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(), UserID: u.UserID,
		})
	r.fails(err)
	if len(verified.User.CryptoWallets) > 0 {
		_, err = r.Users.DeleteCryptoWallet(r.step("delete"), verified.User.CryptoWallets[0].CryptoWalletID)
		r.ok(err)
	}
	lower := stytchtest.NewEthereumWallet()
	for i, address := range []string{strings.ToLower(lower.Address()), lower.Address()} {
		_, err = r.CryptoWallets.AuthenticateStart(r.step([]string{"start in lower case", "start in mixed case"}[i], choice("wallets-4")),
			cryptowallets.AuthenticateStartRequest{CryptoWalletType: lower.Type(), CryptoWalletAddress: address, UserID: u.UserID})
		r.ok(err)
	}
	solana := stytchtest.NewSolanaWallet()
	_, err = r.CryptoWallets.AuthenticateStart(r.step("start with an unknown wallet", choice("wallets-2")),
		cryptowallets.AuthenticateStartRequest{
			CryptoWalletType: solana.Type(), CryptoWalletAddress: solana.Address(),
		})
	r.ok(err)
	_, err = r.CryptoWallets.AuthenticateStart(r.step("start with a malformed address"), cryptowallets.AuthenticateStartRequest{
		CryptoWalletType: "ethereum", CryptoWalletAddress: "0x12",
	})
	r.fails(err)
	_, err = r.CryptoWallets.Authenticate(r.step("authenticate in the sandbox"), cryptowallets.AuthenticateRequest{
		CryptoWalletType: sandbox.WalletType, CryptoWalletAddress: sandbox.WalletAddress, Signature: sandbox.WalletSignature,
	})
	r.ok(err)
}
