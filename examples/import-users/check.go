package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/examples/import-users/internal/duplicates"
	"github.com/flymyai/stytch-go/examples/import-users/internal/input"
)

// checked is what is known about a file before anything is sent.
type checked struct {
	records, invalid int
	// sum is the SHA-256 of the file.
	sum string
	// duplicates are the records with a value that an earlier one has, in the order of the file.
	duplicates []duplicate
	// problems are the first ones of the file, and shown is how many there may be.
	problems []problem
	shown    int
	notes    map[string]int
	// passwords counts the records by the type of their hash, which is empty for none.
	passwords map[string]int
}

type problem struct {
	line int
	text string
}

// duplicate is a record that is not imported, since an earlier one has a value that only one user can have. The
// struct is small, since there may be many duplicates.
type duplicate struct {
	record, earlier int32 // a line
	value           uint8 // in uniqueValues
}

// uniqueValues are the values that two users cannot share.
var uniqueValues = [...]struct {
	name string
	of   func(u *input.User) string
}{
	{"email address", func(u *input.User) string { return input.FoldEmail(u.Email) }},
	{"phone number", func(u *input.User) string { return u.PhoneNumber }},
	{"external ID", func(u *input.User) string { return u.ExternalID }},
}

func (d duplicate) problem() string {
	return fmt.Sprintf("it has the same %s as line %d", uniqueValues[d.value].name, d.earlier)
}

// problem says what is wrong with a record, or nothing.
func (c *checked) problem(record int, rec input.Record) string {
	if rec.Problem != "" {
		return rec.Problem
	}
	at, ok := slices.BinarySearchFunc(c.duplicates, record, func(d duplicate, record int) int { return int(d.record) - record })
	if !ok {
		return ""
	}
	return c.duplicates[at].problem()
}

// check checks the records of a file, each by itself and all against each other. It keeps the first problems.
func check(ctx context.Context, file *input.File, shown int) (*checked, error) {
	c := &checked{shown: shown, notes: map[string]int{}, passwords: map[string]int{}}
	var finders [len(uniqueValues)]duplicates.Finder
	defer func() {
		for i := range finders {
			_ = finders[i].Close() // temporary files
		}
	}()
	sum := sha256.New()
	for rec, err := range file.Records(sum) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		if rec.Problem != "" {
			c.invalid++
			c.addProblem(rec.Line, rec.Problem)
		} else if err := c.add(finders[:], rec); err != nil {
			return nil, err
		}
		c.records++
	}
	c.sum = hex.EncodeToString(sum.Sum(nil))
	return c, c.findDuplicates(finders[:])
}

// add adds a valid record.
func (c *checked) add(finders []duplicates.Finder, rec input.Record) error {
	for _, note := range rec.Notes {
		c.notes[note]++
	}
	c.passwords[string(rec.User.HashType)]++
	for i, unique := range uniqueValues {
		if value := unique.of(&rec.User); value != "" {
			if err := finders[i].Add(value, c.records, rec.Line); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *checked) findDuplicates(finders []duplicates.Finder) error {
	for i := range finders {
		if err := finders[i].Find(func(record, line, earlier int) error {
			d := duplicate{int32(record), int32(earlier), uint8(i)} //nolint:gosec // fewer than two billion
			c.duplicates = append(c.duplicates, d)
			c.addProblem(line, d.problem())
			return nil
		}); err != nil {
			return err
		}
	}
	slices.SortStableFunc(c.duplicates, func(a, b duplicate) int { return int(a.record) - int(b.record) })
	c.duplicates = slices.CompactFunc(c.duplicates, func(a, b duplicate) bool { return a.record == b.record })
	c.invalid += len(c.duplicates)
	return nil
}

// addProblem keeps the first problems of the file, in whatever order they are found.
func (c *checked) addProblem(line int, text string) {
	c.problems = append(c.problems, problem{line, text})
	if len(c.problems) > 2*c.shown+100 {
		c.trimProblems()
	}
}

func (c *checked) trimProblems() {
	slices.SortStableFunc(c.problems, func(a, b problem) int { return a.line - b.line })
	c.problems = slices.CompactFunc(c.problems, func(a, b problem) bool { return a == b })
	c.problems = c.problems[:min(len(c.problems), c.shown)]
}

// print prints what was found out.
func (c *checked) print(w io.Writer, path string) error {
	c.trimProblems()
	if len(c.problems) > 0 {
		fmt.Fprintf(w, "%8s  %s\n", "line", "problem")
		for _, p := range c.problems {
			fmt.Fprintf(w, "%8d  %s\n", p.line, p.text)
		}
	}
	var hashes []string
	for _, kind := range slices.Sorted(maps.Keys(c.passwords)) {
		name := kind
		if name == "" {
			name = "no password"
		}
		hashes = append(hashes, fmt.Sprintf("%d with %s", c.passwords[kind], name))
	}
	_, err := fmt.Fprintf(w, "%s has %d records: %d valid, %d with problems.\n", path, c.records, c.records-c.invalid, c.invalid)
	if len(hashes) > 0 {
		fmt.Fprintf(w, "Users: %s.\n", strings.Join(hashes, ", "))
	}
	for _, note := range slices.Sorted(maps.Keys(c.notes)) {
		fmt.Fprintf(w, "Note: %d users %s.\n", c.notes[note], note)
	}
	return err
}
