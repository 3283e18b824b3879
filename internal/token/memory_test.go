package token

import (
	"crypto/sha256"
	"strconv"
	"sync"
	"testing"
)

func id(n int) [sha256.Size]byte { return sha256.Sum256([]byte(strconv.Itoa(n))) }

func (m *memory) len() int {
	n := 0
	for i := range m.shards {
		n += len(m.shards[i].young) + len(m.shards[i].old)
	}
	return n
}

// The memory is bounded, and holds about as many tokens as it is told.
func TestMemoryIsBounded(t *testing.T) {
	t.Parallel()
	for _, size := range []int{0, 1, 2, 100, 1000, 4096} {
		m := newMemory(size)
		for n := range 5*size + 10 {
			m.put(id(n), &Token{})
			if n%101 == 0 && m.len() > size+2*len(m.shards) {
				t.Fatalf("size %d: %d tokens", size, m.len())
			}
		}
		if kept := m.len(); kept < size/3 {
			t.Errorf("size %d: keeps only %d", size, kept)
		}
	}
	// As many as fit into one generation stay, whichever shards they fall into.
	for _, size := range []int{100, 4096} {
		m := newMemory(size)
		for n := range size / 3 {
			m.put(id(n), &Token{})
		}
		for n := range size / 3 {
			if m.get(id(n)) == nil {
				t.Fatalf("size %d: token %d of %d is gone", size, n, size/3)
			}
		}
	}
}

// A token in use outlives any number of others.
func TestMemoryKeepsWhatIsUsed(t *testing.T) {
	t.Parallel()
	for _, size := range []int{2, 100, 4096} {
		m := newMemory(size)
		used := &Token{Subject: "used"}
		m.put(id(-1), used)
		for n := range 10 * size {
			m.put(id(n), &Token{})
			if m.get(id(-1)) != used {
				t.Fatalf("size %d: gone after %d others", size, n+1)
			}
		}
		m.remove(id(-1))
		if m.get(id(-1)) != nil {
			t.Errorf("size %d: still there after it was removed", size)
		}
	}
}

// A token that is removed must not come back by a reader who moves it to the young generation at the same time.
func TestMemoryConcurrently(t *testing.T) {
	t.Parallel()
	m := newMemory(1000)
	var wg sync.WaitGroup
	for worker := range 8 {
		wg.Go(func() {
			const first, last = 400, 5000
			for n := worker*10_000 + first; n < worker*10_000+last; n++ {
				m.put(id(n), &Token{Subject: strconv.Itoa(n)})
				for _, back := range []int{0, 100, 400} {
					if got := m.get(id(n - back)); got != nil && got.Subject != strconv.Itoa(n-back) {
						t.Errorf("token %d is %s", n-back, got.Subject)
					}
				}
				m.remove(id(n - 50))
				if m.get(id(n-50)) != nil {
					t.Errorf("token %d is still there", n-50)
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkMemory(b *testing.B) {
	m := newMemory(4096)
	tokens := make([][sha256.Size]byte, 1000)
	for n := range tokens {
		tokens[n] = id(n)
		m.put(tokens[n], &Token{})
	}
	for name, spread := range map[string]int{"one token": 1, "many tokens": len(tokens)} {
		b.Run(name, func(b *testing.B) {
			b.SetParallelism(8)
			b.RunParallel(func(pb *testing.PB) {
				n := 0
				for pb.Next() {
					n++
					if m.get(tokens[n%spread]) == nil {
						b.Error("gone")
					}
				}
			})
		})
	}
}
