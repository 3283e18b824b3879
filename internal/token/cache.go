package token

import (
	"crypto/sha256"
	"sync"
)

// cache keeps a bounded number of verified tokens by the hashes of their signatures. A browser sends the same token for 5
// minutes, and verifying its signature is most of the work. Tokens of all kinds share the cache: [Verifier.Verify]
// compares the kind.
//
// The cache has shards, so that many cores do not wait for each other.
type cache struct {
	shards []shard
}

const (
	maxShards = 16
	// minShard is the smallest size of a shard. Smaller shards would fill too unevenly.
	minShard = 256
)

// newCache returns a cache of about the given size. A cache of size 0 keeps nothing.
func newCache(size int) *cache {
	if size <= 0 {
		return &cache{}
	}
	c := &cache{shards: make([]shard, min(max(size/minShard, 1), maxShards))}
	perShard := (size + len(c.shards) - 1) / len(c.shards)
	for i := range c.shards {
		c.shards[i].half = (perShard + 1) / 2
	}
	return c
}

// shard returns the shard for a hash, or nil if the cache keeps nothing.
func (c *cache) shard(id [sha256.Size]byte) *shard {
	if len(c.shards) == 0 {
		return nil
	}
	return &c.shards[int(id[0])%len(c.shards)]
}

func (c *cache) get(id [sha256.Size]byte) *Token {
	s := c.shard(id)
	if s == nil {
		return nil
	}
	return s.get(id)
}

func (c *cache) put(id [sha256.Size]byte, token *Token) {
	if s := c.shard(id); s != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.add(id, token)
	}
}

func (c *cache) remove(id [sha256.Size]byte) {
	if s := c.shard(id); s != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.young, id)
		delete(s.old, id)
	}
}

// shard keeps two generations of tokens. When the young one is full, it replaces the old one. An old token that is
// used moves to the young generation. So the shard discards tokens that were not used recently, without keeping an
// order.
type shard struct {
	mu         sync.RWMutex
	half       int
	young, old map[[sha256.Size]byte]*Token

	_ [64]byte // separates the cache lines of shards
}

func (s *shard) get(id [sha256.Size]byte) *Token {
	s.mu.RLock()
	token, young := s.young[id]
	if !young {
		token = s.old[id]
	}
	s.mu.RUnlock()
	if token != nil && !young {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.old[id] == token { // it was not removed meanwhile
			s.add(id, token)
		}
	}
	return token
}

// add needs the lock.
func (s *shard) add(id [sha256.Size]byte, token *Token) {
	if s.young == nil || len(s.young) >= s.half {
		s.old, s.young = s.young, make(map[[sha256.Size]byte]*Token)
	}
	s.young[id] = token
}
