package wallet

import (
	"crypto/ed25519"

	"github.com/mr-tron/base58"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

func parseSolana(address string) ([]byte, bool) {
	key, err := base58.Decode(address)
	return key, err == nil && len(key) == ed25519.PublicKeySize
}

func verifySolana(key []byte, text, signature string) (bool, error) {
	raw, err := base58.Decode(signature)
	if err != nil || len(raw) != ed25519.SignatureSize {
		return false, apierror.Newf(api.ErrorTypeInvalidSignature, "A Solana signature is the base58 of 64 bytes.")
	}
	return ed25519.Verify(key, []byte(text), raw), nil
}

// NewSolana returns a wallet with a seed of 32 bytes.
func NewSolana(seed []byte) Signer {
	key := ed25519.NewKeyFromSeed(seed)
	return Signer{Type: Solana, Address: base58.Encode(key.Public().(ed25519.PublicKey)), Sign: func(text string) string {
		return base58.Encode(ed25519.Sign(key, []byte(text)))
	}}
}
