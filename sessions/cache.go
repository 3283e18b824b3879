package sessions

import (
	"crypto/sha256"
	"sync"
)

// cache remembers verified tokens by their hash, about as many as it is told. A browser sends the same token
// for five minutes, and checking its signature is most of the work.
//
// It keeps two generations: when the young one is full it becomes the old one, and what is still used moves
// back. So it forgets what was not used lately, without keeping an order.
type cache struct {
	mu         sync.Mutex
	half       int
	young, old map[[sha256.Size]byte]*verified
}

// newCache returns a cache of a size; 0 remembers nothing.
func newCache(size int) *cache { return &cache{half: (size + 1) / 2} }

func (c *cache) get(id [sha256.Size]byte) *verified {
	if c.half == 0 {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if token := c.young[id]; token != nil {
		return token
	}
	token := c.old[id]
	if token != nil {
		c.add(id, token)
	}
	return token
}

func (c *cache) put(id [sha256.Size]byte, token *verified) {
	if c.half == 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.add(id, token)
}

// add needs the lock.
func (c *cache) add(id [sha256.Size]byte, token *verified) {
	if c.young == nil || len(c.young) >= c.half {
		c.old, c.young = c.young, make(map[[sha256.Size]byte]*verified)
	}
	c.young[id] = token
}

func (c *cache) remove(id [sha256.Size]byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.young, id)
	delete(c.old, id)
}
