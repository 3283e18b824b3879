// Package input reads files of users: in a format of its own, and as Auth0, Firebase, Amazon Cognito and Stytch export
// them.
package input

import (
	"compress/gzip"
	"fmt"
	"hash"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Record is one user of a file.
type Record struct {
	// Line is where the record starts.
	Line int
	User User
	// Problem says why the user cannot be imported. It is empty if there is no reason.
	Problem string
	// Notes say what is lost. See the constants.
	Notes []string

	raw     []byte // of JSON
	row     []string
	columns map[string]int // of row, by name
}

// cell returns a cell of CSV, which is empty if there is no such column.
func (r *Record) cell(column string) string {
	if i, ok := r.columns[column]; ok && i < len(r.row) {
		return r.row[i]
	}
	return ""
}

func (r *Record) note(note string) {
	if !slices.Contains(r.Notes, note) {
		r.Notes = append(r.Notes, note)
	}
}

// Options change how users are read.
type Options struct {
	// DropHashes imports users without their password if Stytch cannot verify its hash. Otherwise, that is a problem.
	DropHashes bool
}

// layout is how a format arranges records in a file.
type layout struct {
	// records reads the records, without their users. An error ends the file.
	records func(r io.Reader) iter.Seq2[Record, error]
	// convert sets the user of a record. The error is a problem of the record.
	convert func(rec *Record, opts Options) error
	// header says whether the first row of CSV names the columns.
	header bool
}

// formats are the formats by name, and their layouts by extension. The extension csv selects the layout of that name,
// and any other one selects the layout json.
var formats = map[string]map[string]layout{
	"ndjson":   {"json": {records: lines, convert: convertOwn}},
	"csv":      {"csv": {records: rows(nil, checkOwnColumns), convert: convertOwnRow, header: true}},
	"stytch":   {"json": {records: lines, convert: convertStytch}},
	"auth0":    {"json": {records: lines, convert: convertAuth0}, "csv": {records: rows(nil, nil), convert: convertAuth0Row, header: true}},
	"firebase": {"json": {records: elements("users"), convert: convertFirebase}, "csv": {records: rows(firebaseColumns, nil), convert: convertFirebaseRow}},
	"cognito":  {"json": {records: elements("Users"), convert: convertCognito}, "csv": {records: rows(nil, nil), convert: convertCognitoRow, header: true}},
}

// Formats returns the names of the formats.
func Formats() []string { return slices.Sorted(maps.Keys(formats)) }

// File is a file of users.
type File struct {
	Path   string
	Format string

	layout layout
	opts   Options
}

// Open returns a file of users. Without a format, the extension selects ndjson or csv. A name that ends in .gz is that
// of a compressed file.
func Open(path, format string, opts Options) (*File, error) {
	extension := strings.TrimPrefix(filepath.Ext(strings.TrimSuffix(path, ".gz")), ".")
	if format == "" {
		switch extension {
		case "ndjson", "jsonl":
			format = "ndjson"
		case "csv":
			format = "csv"
		default:
			return nil, fmt.Errorf("%s may have any format: add -format with one of %s", path, strings.Join(Formats(), ", "))
		}
	}
	layouts, ok := formats[format]
	if !ok {
		return nil, fmt.Errorf("unknown format %q; use one of %s", format, strings.Join(Formats(), ", "))
	}
	kind := "json"
	if extension == "csv" {
		kind = "csv"
	}
	l, ok := layouts[kind]
	if !ok {
		return nil, fmt.Errorf("%s has the extension .%s, but files of the format %s have another one", path, extension, format)
	}
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	return &File{Path: path, Format: format, layout: l, opts: opts}, nil
}

// Records reads the records from the start of the file, one at a time. It writes the file to sum while it reads. An
// error ends the file: what follows cannot be read.
func (f *File) Records(sum hash.Hash) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		fail := func(err error) { yield(Record{}, fmt.Errorf("%s: %w", f.Path, err)) }
		file, err := os.Open(f.Path)
		if err != nil {
			fail(err)
			return
		}
		defer file.Close() //nolint:errcheck // it is only read
		r := io.TeeReader(file, sum)
		if strings.HasSuffix(f.Path, ".gz") {
			unpacked, err := gzip.NewReader(r)
			if err != nil {
				fail(err)
				return
			}
			r = unpacked
		}
		for rec, err := range f.layout.records(r) {
			if err != nil {
				fail(err)
				return
			}
			if !yield(f.convert(rec), nil) {
				return
			}
		}
		// The sum includes what a reader left unread, such as data after the end of a compressed file.
		if _, err := io.Copy(sum, file); err != nil {
			fail(err)
		}
	}
}

// convert sets the user of a record, and what is wrong with it.
func (f *File) convert(rec Record) Record {
	err := f.layout.convert(&rec, f.opts)
	if err == nil {
		err = check(&rec)
	}
	if err != nil {
		rec.Problem = err.Error()
	}
	return rec
}
