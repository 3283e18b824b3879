package token

import (
	"crypto/sha256"
	"sync"
)

// memory keeps verified tokens by the hash of their signatures, about as many as it is told. A browser sends the same
// token for five minutes, and verifying its signature is most of the work. Tokens of all kinds share the memory: each
// says which kind it is, and [Verifier.Verify] asks.
//
// It is cut into shards, so that many cores do not wait for each other.
type memory struct {
	shards []shard
}

const (
	maxShards = 16
	// minShard is the least size of a shard. Smaller ones would fill unevenly.
	minShard = 256
)

// newMemory returns a memory of a size; 0 keeps nothing.
func newMemory(size int) *memory {
	if size <= 0 {
		return &memory{}
	}
	m := &memory{shards: make([]shard, min(max(size/minShard, 1), maxShards))}
	perShard := (size + len(m.shards) - 1) / len(m.shards)
	for i := range m.shards {
		m.shards[i].half = (perShard + 1) / 2
	}
	return m
}

// shard returns the shard of a hash, or nil if nothing is kept.
func (m *memory) shard(id [sha256.Size]byte) *shard {
	if len(m.shards) == 0 {
		return nil
	}
	return &m.shards[int(id[0])%len(m.shards)]
}

func (m *memory) get(id [sha256.Size]byte) *Token {
	s := m.shard(id)
	if s == nil {
		return nil
	}
	return s.get(id)
}

func (m *memory) put(id [sha256.Size]byte, token *Token) {
	if s := m.shard(id); s != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.add(id, token)
	}
}

func (m *memory) remove(id [sha256.Size]byte) {
	if s := m.shard(id); s != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.young, id)
		delete(s.old, id)
	}
}

// shard keeps two generations of tokens: when the young one is full, it becomes the old one, and what is still used moves
// back. So it forgets what has not been used lately, without keeping an order.
type shard struct {
	mu         sync.RWMutex
	half       int
	young, old map[[sha256.Size]byte]*Token

	_ [64]byte // keeps shards on cache lines of their own
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
		if s.old[id] == token { // nobody has removed it meanwhile
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
