// Package duplicates finds values that occur more than once in a file of any size, with little memory: it sorts hashes
// of them on the disk.
package duplicates

import (
	"bufio"
	"bytes"
	"cmp"
	"container/heap"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"
)

const (
	// keySize is how much of a hash is kept: enough that two values never share it.
	keySize   = 16
	entrySize = keySize + 8 + 8
	// runEntries is how many entries are sorted in memory, half a megabyte of them.
	runEntries = 16 << 10
	bufferSize = 16 << 10
)

// entry is one occurrence of a value.
type entry struct {
	key          [keySize]byte
	record, line int
}

func compare(a, b entry) int {
	return cmp.Or(bytes.Compare(a.key[:], b.key[:]), cmp.Compare(a.record, b.record))
}

// Finder finds duplicates among the values that it is given.
type Finder struct {
	entries []entry
	file    *os.File // of sorted runs; nil for none
	runs    []int64  // where each ends
}

// Add adds a value of a record, which starts at a line.
func (f *Finder) Add(value string, record, line int) error {
	sum := sha256.Sum256([]byte(value))
	f.entries = append(f.entries, entry{[keySize]byte(sum[:keySize]), record, line})
	if len(f.entries) < runEntries {
		return nil
	}
	return f.spill()
}

// spill writes the entries in memory to the disk.
func (f *Finder) spill() (err error) {
	if f.file == nil {
		if f.file, err = os.CreateTemp("", "import-users.*.tmp"); err != nil {
			return err
		}
	}
	slices.SortFunc(f.entries, compare)
	w := bufio.NewWriterSize(f.file, bufferSize)
	var encoded [entrySize]byte
	for _, e := range f.entries {
		copy(encoded[:], e.key[:])
		binary.BigEndian.PutUint64(encoded[keySize:], uint64(e.record)) //nolint:gosec // not negative
		binary.BigEndian.PutUint64(encoded[keySize+8:], uint64(e.line)) //nolint:gosec // not negative
		if _, err := w.Write(encoded[:]); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	end := int64(len(f.entries)) * entrySize
	if len(f.runs) > 0 {
		end += f.runs[len(f.runs)-1]
	}
	f.runs = append(f.runs, end)
	f.entries = f.entries[:0]
	return nil
}

// Find calls found for each record with a value that an earlier record also has, and passes the line of the earlier
// one. It may call found more than once for a record.
func (f *Finder) Find(found func(record, line, earlier int) error) error {
	slices.SortFunc(f.entries, compare)
	sources := sources{{rest: f.entries}}
	start := int64(0)
	for _, end := range f.runs {
		r := io.NewSectionReader(f.file, start, end-start)
		sources = append(sources, &source{r: bufio.NewReaderSize(r, bufferSize)})
		start = end
	}
	open := sources[:0]
	for _, s := range sources {
		ok, err := s.next()
		if err != nil {
			return err
		}
		if ok {
			open = append(open, s)
		}
	}
	sources = open
	heap.Init(&sources)
	var first entry
	for seen := false; len(sources) > 0; {
		e := sources[0].head
		if seen && e.key == first.key {
			if err := found(e.record, e.line, first.line); err != nil {
				return err
			}
		} else {
			first, seen = e, true
		}
		ok, err := sources[0].next()
		if err != nil {
			return err
		}
		if ok {
			heap.Fix(&sources, 0)
		} else {
			heap.Pop(&sources)
		}
	}
	return nil
}

// Close removes what is on the disk.
func (f *Finder) Close() error {
	if f.file == nil {
		return nil
	}
	return errors.Join(f.file.Close(), os.Remove(f.file.Name()))
}

// source is a sorted run, in memory or on the disk.
type source struct {
	head entry
	rest []entry
	r    *bufio.Reader
}

// next moves to the next entry, if there is one.
func (s *source) next() (bool, error) {
	if s.r == nil {
		if len(s.rest) == 0 {
			return false, nil
		}
		s.head, s.rest = s.rest[0], s.rest[1:]
		return true, nil
	}
	var encoded [entrySize]byte
	if _, err := io.ReadFull(s.r, encoded[:]); err != nil {
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		return false, err
	}
	s.head = entry{
		[keySize]byte(encoded[:keySize]),
		int(binary.BigEndian.Uint64(encoded[keySize:])),   //nolint:gosec // spill wrote it
		int(binary.BigEndian.Uint64(encoded[keySize+8:])), //nolint:gosec // spill wrote it
	}
	return true, nil
}

// sources are a heap by their next entries.
type sources []*source

func (s sources) Len() int           { return len(s) }
func (s sources) Less(i, j int) bool { return compare(s[i].head, s[j].head) < 0 }
func (s sources) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }
func (s *sources) Push(x any)        { *s = append(*s, x.(*source)) }
func (s *sources) Pop() any {
	last := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return last
}
