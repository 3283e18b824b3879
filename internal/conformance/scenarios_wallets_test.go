package conformance_test

import (
	"context"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/cryptowallets"
	"github.com/flymyai/stytch-go/impersonation"
	"github.com/flymyai/stytch-go/internal/emulator"
	"github.com/flymyai/stytch-go/stytchtest"
)

var cryptoWalletScenarios = map[string]scenario{
	"crypto_wallets.authenticate_start": func(*fixture) step {
		wallet := stytchtest.NewEthereumWallet()
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.CryptoWallets.AuthenticateStart(ctx, cryptowallets.AuthenticateStartRequest{
				CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(),
			}))
		}
	},
	"crypto_wallets.authenticate": func(fx *fixture) step {
		wallet := stytchtest.NewSolanaWallet()
		start, err := fx.client.CryptoWallets.AuthenticateStart(fx.t.Context(), cryptowallets.AuthenticateStartRequest{
			CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(),
		})
		fx.must(err)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.CryptoWallets.Authenticate(ctx, cryptowallets.AuthenticateRequest{
				CryptoWalletType: wallet.Type(), CryptoWalletAddress: wallet.Address(), Signature: wallet.Sign(start.Challenge),
				SessionDurationMinutes: 60,
			}))
		}
	},
}

var impersonationScenarios = map[string]scenario{
	"impersonation.authenticate": func(fx *fixture) step {
		token, err := fx.ImpersonationToken(emulator.Impersonation{UserID: fx.ada.UserID, ImpersonatorID: "admin-1", ImpersonatorEmail: grace})
		fx.must(err)
		return func(ctx context.Context, c *stytch.Client) error {
			return only(c.Impersonation.Authenticate(ctx, impersonation.AuthenticateRequest{ImpersonationToken: token}))
		}
	},
}
