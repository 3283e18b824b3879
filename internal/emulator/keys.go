package emulator

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"math/big"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/flymyai/stytch-go/api"
)

// keyOverlap is how long a rotated key stays listed.
const keyOverlap = 30 * 24 * time.Hour

// keySet holds the signing keys of a server. Server.mu guards it.
type keySet struct {
	// keys stand in the order of rotation: the last one signs.
	keys []*signingKey
}

// signingKey is a key of a server. Its RSA key is one of the process's.
type signingKey struct {
	kid      string
	rotation int
	// listedUntil is when a rotated key leaves the key set; zero for the one that signs.
	listedUntil time.Time
	private     func() *rsa.PrivateKey
}

// processKeys are the RSA keys of this process, by rotation: generating one takes longer than everything
// else that a server does at its start, so all servers share them, under ids of their own.
var processKeys struct {
	mu   sync.Mutex
	keys []func() *rsa.PrivateKey
}

func processKey(rotation int) func() *rsa.PrivateKey {
	processKeys.mu.Lock()
	defer processKeys.mu.Unlock()
	for len(processKeys.keys) <= rotation {
		processKeys.keys = append(processKeys.keys, sync.OnceValue(func() *rsa.PrivateKey {
			key, err := rsa.GenerateKey(rand.Reader, 2048)
			if err != nil {
				panic("emulator: " + err.Error()) // the size is fine and randomness cannot fail
			}
			return key
		}))
	}
	return processKeys.keys[rotation]
}

func newKeySet(s *Server) *keySet {
	k := &keySet{}
	k.add(s)
	return k
}

func (k *keySet) add(s *Server) {
	rotation := 0
	if len(k.keys) > 0 {
		rotation = k.keys[len(k.keys)-1].rotation + 1
	}
	k.keys = append(k.keys, &signingKey{kid: s.newID(jwkPrefix), rotation: rotation, private: processKey(rotation)})
}

// current is the key that signs.
func (k *keySet) current() *signingKey { return k.keys[len(k.keys)-1] }

// find returns a listed key by its id, or nil.
func (k *keySet) find(kid string, now time.Time) *signingKey {
	for _, key := range k.listed(now) {
		if key.kid == kid {
			return key
		}
	}
	return nil
}

// listed are the keys of the key set, the newest first.
func (k *keySet) listed(now time.Time) []*signingKey {
	k.keys = slices.DeleteFunc(k.keys, func(key *signingKey) bool {
		return !key.listedUntil.IsZero() && !now.Before(key.listedUntil)
	})
	listed := slices.Clone(k.keys)
	slices.Reverse(listed)
	return listed
}

// RotateKeys makes a new key sign. The one before stays listed for a month.
func (s *Server) RotateKeys() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keys.current().listedUntil = s.clock().Add(keyOverlap)
	s.keys.add(s)
}

// DropOldKeys lists the signing key alone, so that what older keys signed is no longer genuine.
func (s *Server) DropOldKeys() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keys.keys = []*signingKey{s.keys.current()}
}

// signer returns what signs JWTs with a key.
func (key *signingKey) signer() (jose.Signer, error) {
	return jose.NewSigner(
		jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: key.private(), KeyID: key.kid}},
		(&jose.SignerOptions{}).WithType("JWT"),
	)
}

func jwks(c *call, _ *noBody) (*api.SessionsJWKSResponse, error) {
	id := c.param("project_id")
	if err := c.checkID(id, projectPrefix, api.ErrorTypeInvalidProjectID); err != nil {
		return nil, err
	}
	if id != c.cfg.ProjectID {
		return nil, refuse(api.ErrorTypeProjectNotFound, "There is no project %s.", id)
	}
	resp := &api.SessionsJWKSResponse{}
	for _, key := range c.keys.listed(c.now) {
		pub := key.private().PublicKey
		resp.Keys = append(resp.Keys, api.JWK{
			Kty:    "RSA",
			Use:    "sig",
			KeyOps: []string{"verify"},
			Alg:    string(jose.RS256),
			Kid:    key.kid,
			N:      base64.RawURLEncoding.EncodeToString(pub.N.Bytes()),
			E:      base64.RawURLEncoding.EncodeToString(big.NewInt(int64(pub.E)).Bytes()),
		})
	}
	return resp, nil
}

func jwksOperation() operation {
	return public(op("sessions.jwks", http.MethodGet, "/v1/sessions/jwks/{project_id}", jwks))
}
