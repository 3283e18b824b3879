// Package cryptowallets serves logins with crypto wallets, whose signatures it verifies.
package cryptowallets

import (
	"cmp"
	"encoding/hex"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
	"github.com/flymyai/stytch-go/internal/emulator/store"
	"github.com/flymyai/stytch-go/internal/emulator/wallet"
)

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.Post("crypto_wallets.authenticate_start", "/v1/crypto_wallets/authenticate/start", authenticateStart),
		op.Post("crypto_wallets.authenticate", "/v1/crypto_wallets/authenticate", authenticate),
	}
}

// challengeLifetime is how long a challenge can be signed.
const challengeLifetime = 5 * time.Minute

// challenges are the newest challenge of each wallet.
type challenges struct{ byWallet map[string]*challenge }

// challenge is a text to sign.
type challenge struct {
	text      string
	user      *store.User
	expiresAt time.Time
	// siwe holds the parameters of a Sign-In with Ethereum message, else nil.
	siwe *api.CryptoWalletsSIWEParams
}

// startRequest is an [api.CryptoWalletsAuthenticateStartRequest] that distinguishes missing parameters from empty
// ones.
type startRequest struct {
	CryptoWalletType    string                       `json:"crypto_wallet_type"`
	CryptoWalletAddress string                       `json:"crypto_wallet_address"`
	UserID              string                       `json:"user_id"`
	SessionToken        string                       `json:"session_token"`
	SessionJWT          string                       `json:"session_jwt"`
	SIWEParams          *api.CryptoWalletsSIWEParams `json:"siwe_params"`
}

func authenticateStart(c *op.Call, req *startRequest) (*api.CryptoWalletsAuthenticateStartResponse, error) {
	w, err := wallet.Parse(req.CryptoWalletType, req.CryptoWalletAddress)
	if err != nil {
		return nil, err
	}
	if err := checkSIWE(w, req.SIWEParams); err != nil {
		return nil, err
	}
	selected, err := c.Store.SelectUser(store.UserSelection{UserID: req.UserID, SessionToken: req.SessionToken, SessionJWT: req.SessionJWT})
	if err != nil {
		return nil, err
	}
	next := newChallenge(c, w, req.SIWEParams)
	if isSandbox(c, w) {
		return &api.CryptoWalletsAuthenticateStartResponse{UserID: sandbox.UserID, Challenge: next.text}, nil
	}
	u, err := userOf(c, w, selected)
	if err != nil {
		return nil, err
	}

	created := u == nil
	if created {
		u = c.Store.NewUser()
		u.Status = api.UserStatusPending
		add(c, u, w, false)
	}
	next.user = u
	all := store.Part[challenges](c.Store)
	if all.byWallet == nil {
		all.byWallet = map[string]*challenge{}
	}
	all.byWallet[w.ID()] = next
	return &api.CryptoWalletsAuthenticateStartResponse{UserID: u.ID, UserCreated: created, Challenge: next.text}, nil
}

func checkSIWE(w wallet.Wallet, params *api.CryptoWalletsSIWEParams) error {
	switch {
	case params == nil:
		return nil
	case w.Type != wallet.Ethereum:
		return apierror.Newf(api.ErrorTypeCryptoWalletTypeIncompatibleWithSIWE, "siwe_params are for Ethereum wallets.")
	}
	return wallet.CheckSIWE(params)
}

// userOf returns the user that a wallet logs in: the selected user, or else the one who has the wallet. It returns
// nil for a new user. A wallet that nobody has verified belongs to nobody yet, so that a start cannot keep its owner
// from using it.
func userOf(c *op.Call, w wallet.Wallet, selected *store.User) (*store.User, error) {
	owner, verified := c.Store.WalletOwner(w)
	switch {
	case selected == nil:
		return owner, nil
	case !verified:
		return selected, nil
	case owner == selected:
		return nil, apierror.Newf(api.ErrorTypeDuplicateWalletAddressForUser, "The user already has the wallet: start without selecting a user.")
	}
	return nil, apierror.Newf(api.ErrorTypeDuplicateWalletAddress, "Another user has the wallet.")
}

func isSandbox(c *op.Call, w wallet.Wallet) bool {
	return c.Project.Sandbox() && w.Type == sandbox.WalletType && w.Address == sandbox.WalletAddress
}

func newChallenge(c *op.Call, w wallet.Wallet, params *api.CryptoWalletsSIWEParams) *challenge {
	next := &challenge{expiresAt: c.Now.Add(challengeLifetime)}
	if params == nil {
		random := c.Store.Random.Token() + c.Store.Random.Token()
		next.text = "Signing in with " + config.Name + ": " + random[:80]
		return next
	}
	p := *params
	p.ChainID = cmp.Or(p.ChainID, "1")
	if p.IssuedAt.IsZero() {
		p.IssuedAt = c.Now
	}
	if p.NotBefore.IsZero() {
		p.NotBefore = c.Now
	}
	next.siwe = &p
	message := wallet.Message{
		Domain: p.Domain, Address: w.Checksummed(), Statement: p.Statement, URI: p.URI, ChainID: p.ChainID,
		Nonce:    hex.EncodeToString(c.Store.Random.Bytes(16)),
		IssuedAt: p.IssuedAt, ExpiresAt: next.expiresAt, NotBefore: p.NotBefore,
		RequestID: p.MessageRequestID, Resources: p.Resources,
	}
	next.text = message.String()
	return next
}

// add gives a user a wallet.
func add(c *op.Call, u *store.User, w wallet.Wallet, verified bool) {
	c.Store.AddWallet(u, api.UserCryptoWallet{
		CryptoWalletID: c.Store.NewID(ids.CryptoWallet), CryptoWalletType: w.Type, CryptoWalletAddress: w.Address, Verified: verified,
	})
}
