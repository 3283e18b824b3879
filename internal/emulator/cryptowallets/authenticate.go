package cryptowallets

import (
	"net/http"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
	"github.com/flymyai/stytch-go/internal/emulator/store"
	"github.com/flymyai/stytch-go/internal/emulator/wallet"
)

func authenticate(c *op.Call, req *api.CryptoWalletsAuthenticateRequest) (*api.CryptoWalletsAuthenticateResponse, error) {
	w, err := wallet.Parse(req.CryptoWalletType, req.CryptoWalletAddress)
	if err != nil {
		return nil, err
	}
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	if isSandbox(c, w) {
		if req.Signature != sandbox.WalletSignature {
			return nil, errUnable()
		}
		return finish(c, store.SandboxUser(), plan, w, nil)
	}
	signed, err := check(c, w, req.Signature)
	if err != nil {
		return nil, err
	}
	u := signed.user
	if err := c.Store.CheckLock(u); err != nil {
		return nil, err
	}

	delete(store.Part[challenges](c.Store).byWallet, w.ID())
	// A wallet has one challenge, so nobody else can have verified the wallet since this one began.
	if owner, _ := c.Store.WalletOwner(w); owner != u {
		c.Store.RemoveWallet(w)
		add(c, u, w, true)
	}
	c.Store.VerifyWallet(w)
	return finish(c, u, plan, w, signed.siwe)
}

// check returns the challenge of a wallet if the signature is that of the wallet. A wrong signature leaves the challenge
// valid.
func check(c *op.Call, w wallet.Wallet, signature string) (*challenge, error) {
	if signature == "" {
		return nil, apierror.Newf(api.ErrorTypeInvalidSignature, "signature is required.")
	}
	signed := store.Part[challenges](c.Store).byWallet[w.ID()]
	if signed == nil || signed.user.Deleted {
		return nil, errUnable()
	}
	ok, err := w.Verify(signed.text, signature)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, errUnable()
	case !c.Now.Before(signed.expiresAt) && signed.siwe != nil:
		return nil, apierror.Newf(api.ErrorTypeSIWEMessageExpired, "The message has expired: start again.")
	case !c.Now.Before(signed.expiresAt):
		return nil, errUnable()
	case signed.siwe != nil && c.Now.Before(signed.siwe.NotBefore):
		return nil, apierror.Newf(api.ErrorTypeSIWEMessageNotValidYet, "The message is not valid before %s.", signed.siwe.NotBefore)
	}
	return signed, nil
}

func errUnable() error {
	return apierror.Newf(api.ErrorTypeUnableToAuthenticateCryptoWallet, "The signature is not that of the wallet's latest challenge, or the challenge was used or has expired.")
}

// finish logs a user in who has the wallet.
func finish(c *op.Call, u *store.User, plan *store.SessionPlan, w wallet.Wallet, siwe *api.CryptoWalletsSIWEParams) (*api.CryptoWalletsAuthenticateResponse, error) {
	var own api.UserCryptoWallet
	for _, other := range u.Wallets {
		if parsed, err := wallet.Parse(other.CryptoWalletType, other.CryptoWalletAddress); err == nil && parsed.ID() == w.ID() {
			own = other
		}
	}
	grant, err := c.Store.Authenticated(u, plan, store.Factor{ID: own.CryptoWalletID, AuthenticationFactor: api.AuthenticationFactor{
		Type:           api.AuthenticationFactorTypeCrypto,
		DeliveryMethod: api.DeliveryMethodCryptoWallet,
		CryptoWalletFactor: &api.CryptoWalletFactor{
			CryptoWalletID: own.CryptoWalletID, CryptoWalletAddress: own.CryptoWalletAddress, CryptoWalletType: own.CryptoWalletType,
		},
	}}, api.Attributes{})
	if err != nil {
		return nil, err
	}
	resp := &api.CryptoWalletsAuthenticateResponse{
		UserID: u.ID, User: c.Store.View(u),
		SessionToken: grant.Token, SessionJWT: grant.JWT, Session: grant.Session,
	}
	if siwe != nil {
		resp.SIWEParams = &api.CryptoWalletsSIWEParamsResponse{
			Domain: siwe.Domain, URI: siwe.URI, ChainID: siwe.ChainID, IssuedAt: siwe.IssuedAt,
			Resources: append([]string{}, siwe.Resources...), MessageRequestID: siwe.MessageRequestID, StatusCode: http.StatusOK,
		}
	}
	return resp, nil
}
