package token

import (
	"crypto/sha256"
	"strconv"
	"sync"
	"testing"
)

func id(n int) [sha256.Size]byte { return sha256.Sum256([]byte(strconv.Itoa(n))) }

func (c *cache) len() int {
	n := 0
	for i := range c.shards {
		n += len(c.shards[i].young) + len(c.shards[i].old)
	}
	return n
}

// The cache is bounded and holds about as many tokens as its size.
func TestCacheIsBounded(t *testing.T) {
	t.Parallel()
	for _, size := range []int{0, 1, 2, 100, 1000, 4096} {
		c := newCache(size)
		for n := range 5*size + 10 {
			c.put(id(n), &Token{})
			if n%101 == 0 && c.len() > size+2*len(c.shards) {
				t.Fatalf("size %d: %d tokens", size, c.len())
			}
		}
		if kept := c.len(); kept < size/3 {
			t.Errorf("size %d: keeps only %d", size, kept)
		}
	}
	// A third of the size stays, however the tokens spread over the shards.
	for _, size := range []int{100, 4096} {
		c := newCache(size)
		for n := range size / 3 {
			c.put(id(n), &Token{})
		}
		for n := range size / 3 {
			if c.get(id(n)) == nil {
				t.Fatalf("size %d: token %d of %d is no longer cached", size, n, size/3)
			}
		}
	}
}

// A token in use stays, however many others come.
func TestCacheKeepsWhatIsUsed(t *testing.T) {
	t.Parallel()
	for _, size := range []int{2, 100, 4096} {
		c := newCache(size)
		used := &Token{Subject: "used"}
		c.put(id(-1), used)
		for n := range 10 * size {
			c.put(id(n), &Token{})
			if c.get(id(-1)) != used {
				t.Fatalf("size %d: no longer cached after %d others", size, n+1)
			}
		}
		c.remove(id(-1))
		if c.get(id(-1)) != nil {
			t.Errorf("size %d: still cached after it was removed", size)
		}
	}
}

// A reader that moves a token to the young generation must not bring back a token that is removed at the same time.
func TestCacheConcurrently(t *testing.T) {
	t.Parallel()
	c := newCache(1000)
	var wg sync.WaitGroup
	for worker := range 8 {
		wg.Go(func() {
			const first, last = 400, 5000
			for n := worker*10_000 + first; n < worker*10_000+last; n++ {
				c.put(id(n), &Token{Subject: strconv.Itoa(n)})
				for _, back := range []int{0, 100, 400} {
					if got := c.get(id(n - back)); got != nil && got.Subject != strconv.Itoa(n-back) {
						t.Errorf("token %d is %s", n-back, got.Subject)
					}
				}
				c.remove(id(n - 50))
				if c.get(id(n-50)) != nil {
					t.Errorf("token %d is still there", n-50)
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkCache(b *testing.B) {
	c := newCache(4096)
	tokens := make([][sha256.Size]byte, 1000)
	for n := range tokens {
		tokens[n] = id(n)
		c.put(tokens[n], &Token{})
	}
	for name, spread := range map[string]int{"one token": 1, "many tokens": len(tokens)} {
		b.Run(name, func(b *testing.B) {
			b.SetParallelism(8)
			b.RunParallel(func(pb *testing.PB) {
				n := 0
				for pb.Next() {
					n++
					if c.get(tokens[n%spread]) == nil {
						b.Error("not cached")
					}
				}
			})
		})
	}
}
