package signing

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"sync"
	"time"
)

// processKey is an RSA key of this process, with a certificate that it has signed itself. Both are made when they are
// needed first.
type processKey struct {
	private func() *rsa.PrivateKey
	// certificate is in DER.
	certificate func() []byte
}

// processKeys are the keys of this process, by rotation: generating one takes longer than everything else that a server
// does at its start, so all servers share them, under IDs of their own.
var processKeys struct {
	mu   sync.Mutex
	keys []*processKey
}

func keyOfProcess(rotation int) *processKey {
	processKeys.mu.Lock()
	defer processKeys.mu.Unlock()
	for len(processKeys.keys) <= rotation {
		private := sync.OnceValue(newKey)
		certificate := sync.OnceValue(func() []byte { return newCertificate(private()) })
		processKeys.keys = append(processKeys.keys, &processKey{private, certificate})
	}
	return processKeys.keys[rotation]
}

func newKey() *rsa.PrivateKey {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic("emulator: " + err.Error()) // the size is fine and randomness cannot fail
	}
	return private
}

// newCertificate certifies a key by itself. It is valid by any clock that a test may set.
func newCertificate(private *rsa.PrivateKey) []byte {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "Stytch emulator"},
		NotBefore:    time.Unix(0, 0),
		NotAfter:     time.Date(9999, time.December, 31, 23, 59, 59, 0, time.UTC), // no expiration date (RFC 5280, section 4.1.2.5)
		KeyUsage:     x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		panic("emulator: " + err.Error()) // the template is complete
	}
	return der
}
