package m2m

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"golang.org/x/oauth2"

	"github.com/flymyai/stytch-go/internal/transport"
)

// box encrypts the token of one client and set of scopes. Its keys are derived from the project secret, so that whoever can
// read or write the store can neither read a token nor replace it.
type box struct {
	// key names the token in the store. It does not show the client.
	key  string
	aead cipher.AEAD
}

func newBox(t *transport.Client, req TokenRequest) (*box, error) {
	secret, err := t.DeriveKey("stytch-go m2m token encryption", 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	// A scope has no line break, and neither has an ID.
	name, err := t.DeriveKey(strings.Join([]string{"stytch-go m2m token name", req.ClientID, req.Scope}, "\n"), 16)
	if err != nil {
		return nil, err
	}
	return &box{key: hex.EncodeToString(name), aead: aead}, nil
}

// stored is a token as it is encrypted. Times are in milliseconds since 1970.
type stored struct {
	AccessToken string `json:"access_token"`
	TokenType   string `json:"token_type"`
	ExpiresIn   int64  `json:"expires_in"`
	Expiry      int64  `json:"expiry"`
	Renew       int64  `json:"renew"`
}

// seal encrypts a token, bound to its key.
func (b *box) seal(r renewable) ([]byte, error) {
	plain, err := json.Marshal(stored{
		r.token.AccessToken, r.token.TokenType, r.token.ExpiresIn, r.token.Expiry.UnixMilli(), r.renew.UnixMilli(),
	})
	if err != nil {
		return nil, errors.New("the token could not be encoded") // err may quote it
	}
	nonce := make([]byte, b.aead.NonceSize())
	_, _ = rand.Read(nonce) // it does not fail
	return b.aead.Seal(nonce, nonce, plain, []byte(b.key)), nil
}

// open decrypts a token. It reports false for a value that this project has not sealed for this key.
func (b *box) open(value []byte) (renewable, bool) {
	n := b.aead.NonceSize()
	if len(value) < n {
		return renewable{}, false
	}
	plain, err := b.aead.Open(nil, value[:n], value[n:], []byte(b.key))
	if err != nil {
		return renewable{}, false
	}
	var s stored
	if json.Unmarshal(plain, &s) != nil || s.AccessToken == "" {
		return renewable{}, false
	}
	token := &oauth2.Token{
		AccessToken: s.AccessToken, TokenType: s.TokenType, ExpiresIn: s.ExpiresIn,
		Expiry: time.UnixMilli(s.Expiry).Add(-sharedSkew),
	}
	return renewable{token, time.UnixMilli(s.Renew)}, true
}
