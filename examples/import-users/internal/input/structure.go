package input

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// maxLine bounds a line. A user with as much metadata as Stytch takes has 10 KB.
const maxLine = 1 << 20

// byteOrderMark is what some programs for Windows begin a file with.
var byteOrderMark = []byte("\uFEFF")

// lines reads one record per line, as in NDJSON. It skips empty lines.
func lines(r io.Reader) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		scanner := bufio.NewScanner(r)
		scanner.Buffer(make([]byte, 64<<10), maxLine)
		line := 0
		for scanner.Scan() {
			line++
			text := scanner.Bytes()
			if line == 1 {
				text = bytes.TrimPrefix(text, byteOrderMark)
			}
			if text = bytes.TrimSpace(text); len(text) == 0 {
				continue
			}
			if !yield(Record{Line: line, raw: bytes.Clone(text)}, nil) {
				return
			}
		}
		if err := scanner.Err(); errors.Is(err, bufio.ErrTooLong) {
			yield(Record{}, fmt.Errorf("line %d is longer than %d KiB; is this NDJSON, with one user per line?", line+1, maxLine>>10))
		} else if err != nil {
			yield(Record{}, err)
		}
	}
}

// elements reads the elements of an array in an object, such as {"users": [...]}, without holding them all. A file
// can also contain several such objects, or one element per line, as rejects do.
func elements(member string) func(io.Reader) iter.Seq2[Record, error] {
	return func(r io.Reader) iter.Seq2[Record, error] {
		return func(yield func(Record, error) bool) {
			counter := &lineCounter{r: r}
			buffered := bufio.NewReaderSize(r, 64<<10)
			start, _ := buffered.Peek(len(byteOrderMark))
			if bytes.Equal(start, byteOrderMark) {
				_, _ = buffered.Discard(len(byteOrderMark))
			}
			counter.r = buffered
			d := &document{jsontext.NewDecoder(counter, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)), counter, member, yield}
			if err := d.read(); err != nil && !errors.Is(err, errStopped) {
				yield(Record{}, fmt.Errorf("line %d: %w", counter.line(d.decoder.InputOffset()), jsonError(err)))
			}
		}
	}
}

// errStopped says that the caller wants no more.
var errStopped = errors.New("stopped")

// document reads the elements of one file.
type document struct {
	decoder *jsontext.Decoder
	counter *lineCounter
	member  string
	yield   func(Record, error) bool
}

func (d *document) read() error {
	for {
		switch kind := d.decoder.PeekKind(); kind {
		case jsontext.KindInvalid:
			_, err := d.decoder.ReadToken()
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		case jsontext.KindBeginObject:
			if err := d.object(); err != nil {
				return err
			}
		default:
			return fmt.Errorf("expected an object with %q, found %s", d.member, kindName(kind))
		}
	}
}

// object reads an object that contains the array or is an element itself. It holds one element in memory at a time.
func (d *document) object() error {
	line := d.line()
	if _, err := d.decoder.ReadToken(); err != nil {
		return err
	}
	var element []byte // once it cannot be the outer object
	found := false
	for d.decoder.PeekKind() != jsontext.KindEndObject {
		name, err := d.decoder.ReadToken()
		if err != nil {
			return err
		}
		key := name.String()
		if key == d.member && d.decoder.PeekKind() == jsontext.KindBeginArray {
			found = true
			if err := d.array(); err != nil {
				return err
			}
			continue
		}
		value, err := d.decoder.ReadValue()
		if err != nil {
			return err
		}
		if !found {
			if element == nil {
				element = []byte{'{'}
			} else {
				element = append(element, ',')
			}
			element = append(jsonString(element, key), ':')
			element = append(element, value...)
		}
	}
	if _, err := d.decoder.ReadToken(); err != nil {
		return err
	}
	if found {
		return nil
	}
	if element == nil {
		element = []byte{'{'}
	}
	return d.emit(line, append(element, '}'))
}

func (d *document) array() error {
	if _, err := d.decoder.ReadToken(); err != nil {
		return err
	}
	for d.decoder.PeekKind() != jsontext.KindEndArray {
		line := d.line()
		value, err := d.decoder.ReadValue()
		if err != nil {
			return err
		}
		value = bytes.Clone(value)
		if err := value.Compact(); err != nil {
			return err
		}
		if err := d.emit(line, value); err != nil {
			return err
		}
	}
	_, err := d.decoder.ReadToken()
	return err
}

func (d *document) emit(line int, raw []byte) error {
	if !d.yield(Record{Line: line, raw: raw}, nil) {
		return errStopped
	}
	return nil
}

// line returns the line of the value that comes next. The decoder has looked at its first byte, which follows white
// space and a comma.
func (d *document) line() int {
	d.decoder.PeekKind()
	return d.counter.line(d.decoder.InputOffset() + int64(leading(d.decoder.UnreadBuffer())))
}

// leading returns the length of what stands before a value.
func leading(unread []byte) int {
	return len(unread) - len(bytes.TrimLeft(unread, " \t\r\n,:"))
}

// lineCounter counts the lines of what is read through it.
type lineCounter struct {
	r    io.Reader
	read int64
	// breaks are the offsets of line breaks that were read but not passed, and passed counts the others.
	breaks []int64
	passed int
}

func (c *lineCounter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	for i, b := range p[:n] {
		if b == '\n' {
			c.breaks = append(c.breaks, c.read+int64(i))
		}
	}
	c.read += int64(n)
	return n, err
}

// line returns the line of an offset. Offsets only grow.
func (c *lineCounter) line(offset int64) int {
	n, _ := slices.BinarySearch(c.breaks, offset)
	c.passed += n
	c.breaks = append(c.breaks[:0], c.breaks[n:]...)
	return c.passed + 1
}

// rows reads the rows of CSV (RFC 4180). Without columns, the first row names them, and check checks them.
func rows(columns []string, check func(columns []string) error) func(io.Reader) iter.Seq2[Record, error] {
	return func(r io.Reader) iter.Seq2[Record, error] {
		return func(yield func(Record, error) bool) {
			buffered := bufio.NewReaderSize(r, 64<<10)
			if start, _ := buffered.Peek(len(byteOrderMark)); bytes.Equal(start, byteOrderMark) {
				_, _ = buffered.Discard(len(byteOrderMark))
			}
			reader := csv.NewReader(buffered)
			reader.FieldsPerRecord = -1
			reader.LazyQuotes = true // Firebase puts no quotes around names that contain some
			index := indexColumns(columns)
			for {
				row, err := reader.Read()
				if errors.Is(err, io.EOF) {
					return
				}
				if err != nil {
					yield(Record{}, err)
					return
				}
				if index == nil {
					if err := checkColumns(row, check); err != nil {
						yield(Record{}, err)
						return
					}
					index = indexColumns(row)
					continue
				}
				line, _ := reader.FieldPos(0)
				if !yield(Record{Line: line, row: row, columns: index}, nil) {
					return
				}
			}
		}
	}
}

func checkColumns(row []string, check func([]string) error) error {
	for i, name := range row {
		if slices.Contains(row[:i], name) && name != "" {
			return fmt.Errorf("the column %q occurs twice", name)
		}
	}
	if check == nil {
		return nil
	}
	return check(row)
}

func indexColumns(columns []string) map[string]int {
	if columns == nil {
		return nil
	}
	index := make(map[string]int, len(columns))
	for i, name := range columns {
		index[name] = i
	}
	return index
}
