package input

import (
	"cmp"
	"encoding/csv"
	"io"
	"maps"
	"slices"
)

// Writer writes records in the layout of their file, so that [Open] can read them again.
type Writer struct {
	w      io.Writer
	csv    *csv.Writer // nil for JSON
	header bool        // still to be written
}

// NewWriter returns a writer for records of the file.
func (f *File) NewWriter(w io.Writer) *Writer { return &Writer{w: w, header: f.layout.header} }

// Write writes a record.
func (w *Writer) Write(rec Record) error {
	if rec.raw != nil {
		_, err := w.w.Write(append(slices.Clip(rec.raw), '\n'))
		return err
	}
	if w.csv == nil {
		w.csv = csv.NewWriter(w.w)
	}
	if w.header {
		w.header = false
		names := slices.SortedFunc(maps.Keys(rec.columns), func(a, b string) int { return cmp.Compare(rec.columns[a], rec.columns[b]) })
		if err := w.csv.Write(names); err != nil {
			return err
		}
	}
	return w.csv.Write(rec.row)
}

// Flush writes what is buffered.
func (w *Writer) Flush() error {
	if w.csv == nil {
		return nil
	}
	w.csv.Flush()
	return w.csv.Error()
}
