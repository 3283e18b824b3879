package wallet

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/decred/dcrd/dcrec/secp256k1/v4"
	"github.com/decred/dcrd/dcrec/secp256k1/v4/ecdsa"
	"golang.org/x/crypto/sha3"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// recoveryBase is what Ethereum adds to the recovery ID of a signature. Some wallets leave it out.
const recoveryBase = 27

func parseEthereum(address string) ([]byte, bool) {
	digits, prefixed := strings.CutPrefix(address, "0x")
	key, err := hex.DecodeString(digits)
	return key, prefixed && err == nil && len(key) == 20
}

func keccak256(data []byte) []byte {
	h := sha3.NewLegacyKeccak256()
	_, _ = h.Write(data) // it never fails
	return h.Sum(nil)
}

// personalHash is what personal_sign signs of a text (EIP-191).
func personalHash(text string) []byte {
	return keccak256([]byte("\x19Ethereum Signed Message:\n" + strconv.Itoa(len(text)) + text))
}

// addressOf returns the address of a public key.
func addressOf(key *secp256k1.PublicKey) []byte {
	return keccak256(key.SerializeUncompressed()[1:])[12:]
}

// checksummed writes an address with the checksum of EIP-55.
func checksummed(address []byte) string {
	digits := []byte(hex.EncodeToString(address))
	hash := hex.EncodeToString(keccak256(digits))
	for i, c := range digits {
		if hash[i] >= '8' && c >= 'a' {
			digits[i] = c - 'a' + 'A'
		}
	}
	return "0x" + string(digits)
}

// verifyEthereum recovers who signed. A signature is r, s and v in hexadecimal digits, 65 bytes.
func verifyEthereum(address []byte, text, signature string) (bool, error) {
	raw, err := hex.DecodeString(strings.TrimPrefix(signature, "0x"))
	if err != nil || len(raw) != 65 {
		return false, apierror.Newf(api.ErrorTypeInvalidSignature, "An Ethereum signature is 0x and 130 hexadecimal digits.")
	}
	v := raw[64]
	if v >= recoveryBase {
		v -= recoveryBase
	}
	if v > 1 {
		return false, apierror.Newf(api.ErrorTypeInvalidSignature, "The last byte of an Ethereum signature is 0, 1, 27 or 28.")
	}
	key, _, err := ecdsa.RecoverCompact(append([]byte{recoveryBase + v}, raw[:64]...), personalHash(text))
	return err == nil && bytes.Equal(addressOf(key), address), nil
}

// NewEthereum returns a wallet with a private key of 32 bytes.
func NewEthereum(private []byte) Signer {
	key := secp256k1.PrivKeyFromBytes(private)
	return Signer{Type: Ethereum, Address: checksummed(addressOf(key.PubKey())), Sign: func(text string) string {
		compact := ecdsa.SignCompact(key, personalHash(text), false)
		return "0x" + hex.EncodeToString(append(compact[1:], compact[0]))
	}}
}
