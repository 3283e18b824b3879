// Package journal records what became of each record of an import, so that the import can be resumed after a kill or a
// power cut.
//
// The journal is a file of JSON lines that only grows. The first line says which import it is. A claim says that a
// range of records is about to be sent. It is synced to disk before any of them is sent. A result says what became of
// one record. A record that is claimed without a result may or may not have been imported.
package journal

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/examples/internal/private"
)

// Outcome is what became of a record.
type Outcome string

// maxReason bounds a reason in bytes: it may quote a value, however long.
const maxReason = 1000

// The outcomes of a record.
const (
	Created  Outcome = "created"  // a new user
	Updated  Outcome = "updated"  // an existing user, updated
	Left     Outcome = "left"     // an existing user, left unchanged
	Rejected Outcome = "rejected" // by Stytch
	Invalid  Outcome = "invalid"  // before it was sent
)

// Outcomes lists all outcomes.
var Outcomes = []Outcome{Created, Updated, Left, Rejected, Invalid}

// Import identifies an import. A journal belongs to one.
type Import struct {
	Version int    `json:"version"`
	Project string `json:"project"`
	// SHA256 is that of the file, and Records how many it has.
	SHA256  string `json:"sha256"`
	Records int    `json:"records"`
	Format  string `json:"format"`
	// Existing says what happens to users who exist, and Options what else matters.
	Existing string `json:"existing"`
	Options  string `json:"options,omitzero"`
}

// Result is what became of one record.
type Result struct {
	// Record counts the records of the file from 0. Line is where it starts.
	Record  int     `json:"record"`
	Line    int     `json:"line"`
	Outcome Outcome `json:"outcome"`
	// UserID and ExternalID identify the user, if there is one.
	UserID     string `json:"user_id,omitzero"`
	ExternalID string `json:"external_id,omitzero"`
	// Recovered is set if the response was lost and the user found later.
	Recovered bool `json:"recovered,omitzero"`
	// Reason says why a record was rejected or invalid, or what was not done.
	Reason string `json:"reason,omitzero"`
}

// Failed reports whether the record was not imported.
func (r Result) Failed() bool { return r.Outcome == Rejected || r.Outcome == Invalid }

// line is a line of the journal after the first: a claim of records From to To, including both, or a result.
type line struct {
	Claim *[2]int `json:"claim,omitzero"`
	Result
}

// Journal is the journal of an import.
type Journal struct {
	file *os.File

	mu      sync.Mutex
	end     int64
	done    bits
	claimed bits // when it was opened
	counts  map[Outcome]int
	// recovered counts the results with Recovered.
	recovered int
	failures  []failure
}

// failure is where the result of a failed record is.
type failure struct {
	record int
	offset int64
}

// Open opens the journal of an import, or starts one. It returns an error if it belongs to another import.
func Open(path string, wanted Import) (*Journal, error) {
	file, err := private.Open(path, os.O_RDWR)
	if errors.Is(err, fs.ErrNotExist) {
		if file, err = private.Create(path); err == nil {
			err = private.SyncDir(path)
		}
	}
	if err != nil {
		return nil, err
	}
	j := &Journal{file: file, done: newBits(wanted.Records), claimed: newBits(wanted.Records), counts: map[Outcome]int{}}
	err = private.Lock(file)
	if err == nil {
		err = j.load(wanted)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return j, nil
}

// load reads the journal. What a power cut left behind the last line that was synced is cut off: nothing after it was
// sent.
func (j *Journal) load(wanted Import) error {
	r := bufio.NewReaderSize(j.file, 64<<10)
	first, err := r.ReadBytes('\n')
	if errors.Is(err, io.EOF) && isTorn(first) {
		return j.start(wanted)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	var is Import
	if err != nil || json.Unmarshal(first, &is) != nil {
		return fmt.Errorf("%s is not a journal of an import", j.file.Name())
	}
	if err := is.check(wanted, j.file.Name()); err != nil {
		return err
	}
	j.end = int64(len(first))
	for {
		text, err := r.ReadBytes('\n')
		var l line
		if errors.Is(err, io.EOF) || err == nil && json.Unmarshal(text, &l) != nil {
			return j.file.Truncate(j.end)
		}
		if err != nil {
			return err
		}
		if err := j.apply(l); err != nil {
			return fmt.Errorf("%s was changed: %w", j.file.Name(), err)
		}
		j.end += int64(len(text))
	}
}

// isTorn reports whether a text without a line break is what a kill or a power cut left of the first line: a part of it,
// or zeros that a file system had reserved for it.
func isTorn(text []byte) bool {
	const begins = `{"version":`
	rest := string(bytes.TrimRight(text, "\x00"))
	return strings.HasPrefix(begins, rest) || strings.HasPrefix(rest, begins)
}

func (j *Journal) start(wanted Import) error {
	if err := j.file.Truncate(0); err != nil {
		return err
	}
	if err := j.append(wanted); err != nil {
		return err
	}
	return j.file.Sync()
}

func (is Import) check(wanted Import, path string) error {
	for _, field := range []struct {
		name     string
		is, want any
	}{
		{"version", is.Version, wanted.Version},
		{"project", is.Project, wanted.Project},
		{"content", is.SHA256, wanted.SHA256},
		{"number of records", is.Records, wanted.Records},
		{"format", is.Format, wanted.Format},
		{"-existing", is.Existing, wanted.Existing},
		{"options", is.Options, wanted.Options},
	} {
		if field.is != field.want {
			return fmt.Errorf("%s is the journal of another import: its %s is %v, not %v\n"+
				"finish that import with the command that started it, or choose another journal with -journal",
				path, field.name, field.is, field.want)
		}
	}
	return nil
}

// apply takes a line into account. It needs the lock.
func (j *Journal) apply(l line) error {
	if l.Claim != nil {
		from, to := l.Claim[0], l.Claim[1]
		if from < 0 || to >= j.claimed.n || from > to {
			return fmt.Errorf("it claims records %d to %d", from, to)
		}
		for i := from; i <= to; i++ {
			j.claimed.set(i)
		}
		return nil
	}
	if l.Record < 0 || l.Record >= j.done.n || !slices.Contains(Outcomes, l.Outcome) {
		return fmt.Errorf("it has the record %d with the outcome %q", l.Record, string(l.Outcome))
	}
	if j.done.has(l.Record) {
		return fmt.Errorf("it has the record %d twice", l.Record)
	}
	j.done.set(l.Record)
	j.counts[l.Outcome]++
	if l.Recovered {
		j.recovered++
	}
	if l.Failed() {
		j.failures = append(j.failures, failure{l.Record, j.end})
	}
	return nil
}

// append writes a line. The system keeps it if the program is killed, but not if the machine fails.
func (j *Journal) append(value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	n, err := j.file.WriteAt(append(text, '\n'), j.end)
	if err != nil {
		return err
	}
	j.end += int64(n)
	return nil
}

// Claim says that records are about to be sent, and makes this and all results so far durable.
func (j *Journal) Claim(from, to int) error {
	j.mu.Lock()
	err := j.append(struct {
		Claim [2]int `json:"claim"`
	}{[2]int{from, to}})
	j.mu.Unlock()
	if err != nil {
		return err
	}
	return j.file.Sync()
}

// Add adds the result of a record.
func (j *Journal) Add(r Result) error {
	if len(r.Reason) > maxReason {
		r.Reason = strings.ToValidUTF8(r.Reason[:maxReason], "") + "..."
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	at := j.end
	if err := j.append(r); err != nil {
		return err
	}
	j.end, at = at, j.end // apply notes where the line starts
	err := j.apply(line{Result: r})
	j.end = at
	return err
}

// Done reports whether a record has a result.
func (j *Journal) Done(record int) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.done.has(record)
}

// WasClaimed reports whether an earlier run claimed a record, and may have sent it.
func (j *Journal) WasClaimed(record int) bool { return j.claimed.has(record) }

// Count is how many records have an outcome.
func (j *Journal) Count(o Outcome) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.counts[o]
}

// Total is how many records have a result.
func (j *Journal) Total() (n int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, count := range j.counts {
		n += count
	}
	return n
}

// Recovered is how many users were found after the response had been lost.
func (j *Journal) Recovered() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.recovered
}

// Failures calls f with the results of the records that failed, in the order of the file.
func (j *Journal) Failures(f func(Result) error) error {
	j.mu.Lock()
	failures := slices.Clone(j.failures)
	j.mu.Unlock()
	slices.SortFunc(failures, func(a, b failure) int { return a.record - b.record })
	for _, at := range failures {
		text, err := bufio.NewReader(io.NewSectionReader(j.file, at.offset, 1<<20)).ReadBytes('\n')
		if err != nil {
			return err
		}
		var r Result
		if err := json.Unmarshal(bytes.TrimSpace(text), &r); err != nil {
			return err
		}
		if err := f(r); err != nil {
			return err
		}
	}
	return nil
}

// Close makes the journal durable.
func (j *Journal) Close() error { return errors.Join(j.file.Sync(), j.file.Close()) }

// bits is a set of small numbers.
type bits struct {
	n     int
	words []uint64
}

func newBits(n int) bits { return bits{n, make([]uint64, (n+63)/64)} }

func (b bits) set(i int)      { b.words[i/64] |= 1 << (i % 64) }
func (b bits) has(i int) bool { return b.words[i/64]&(1<<(i%64)) != 0 }
