// Package cryptowallets serves logins with crypto wallets. The emulator verifies no signatures yet: it knows the sandbox
// wallet only.
package cryptowallets

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.Post("crypto_wallets.authenticate_start", "/v1/crypto_wallets/authenticate/start", authenticateStart),
		op.Post("crypto_wallets.authenticate", "/v1/crypto_wallets/authenticate", authenticate),
	}
}

// checkWallet rejects all wallets but the one of the sandbox.
func checkWallet(c *op.Call, walletType, address string) error {
	switch {
	case walletType != "ethereum" && walletType != "solana":
		return apierror.Newf(api.ErrorTypeInvalidWalletType, "crypto_wallet_type must be ethereum or solana.")
	case !c.Project.Sandbox() || walletType != sandbox.WalletType || address != sandbox.WalletAddress:
		return apierror.Newf(api.ErrorTypeInvalidCryptoWalletAddress, "The emulator verifies signatures of the sandbox wallet only.")
	}
	return nil
}

func authenticateStart(c *op.Call, req *api.CryptoWalletsAuthenticateStartRequest) (*api.CryptoWalletsAuthenticateStartResponse, error) {
	if err := checkWallet(c, req.CryptoWalletType, req.CryptoWalletAddress); err != nil {
		return nil, err
	}
	return &api.CryptoWalletsAuthenticateStartResponse{
		UserID:    sandbox.UserID,
		Challenge: "Sign this to log in to " + config.Name + ": " + c.Store.Random.Token(),
	}, nil
}

func authenticate(c *op.Call, req *api.CryptoWalletsAuthenticateRequest) (*api.CryptoWalletsAuthenticateResponse, error) {
	if err := checkWallet(c, req.CryptoWalletType, req.CryptoWalletAddress); err != nil {
		return nil, err
	}
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	if req.Signature != sandbox.WalletSignature {
		return nil, apierror.Newf(api.ErrorTypeUnableToAuthenticateCryptoWallet, "The signature is not that of the sandbox wallet.")
	}
	u := store.SandboxUser()
	grant, err := c.Store.Authenticated(u, plan, store.Factor{ID: sandbox.WalletID, AuthenticationFactor: api.AuthenticationFactor{
		Type:           api.AuthenticationFactorTypeCrypto,
		DeliveryMethod: api.DeliveryMethodCryptoWallet,
		CryptoWalletFactor: &api.CryptoWalletFactor{
			CryptoWalletID: sandbox.WalletID, CryptoWalletAddress: sandbox.WalletAddress, CryptoWalletType: sandbox.WalletType,
		},
	}}, api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.CryptoWalletsAuthenticateResponse{
		UserID: u.ID, User: c.Store.View(u),
		SessionToken: grant.Token, SessionJWT: grant.JWT, Session: grant.Session,
	}, nil
}
