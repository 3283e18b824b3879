package users

import (
	"bytes"
	"errors"
	"hash/maphash"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// decoder decodes values without reflection. It does exactly what package json does with the same value, or fails. It
// may fail for any value that Stytch does not send, since the page is then decoded with reflection, see
// [transport.FastDecoder].
type decoder struct {
	*jsontext.Decoder

	unquoted []byte
	seed     maphash.Seed
	// texts holds some of the strings that were decoded. A page repeats many, such as roles. Package json does the same.
	texts [256]string
}

var (
	errKind      = errors.New("a value is of the wrong kind")
	errEscaped   = errors.New("a name contains an escape sequence")
	errDuplicate = errors.New("metadata contains a name twice")
)

// member decodes the value of a member of an object into a field of v. The name is as in the response, without quotes.
type member[T any] func(d *decoder, v *T, name []byte) error

// begin reads the beginning of an object or array, or a null.
func (d *decoder) begin(kind jsontext.Kind) (null bool, err error) {
	token, err := d.ReadToken()
	if err != nil {
		return false, err
	}
	switch token.Kind() {
	case kind:
		return false, nil
	case jsontext.KindNull:
		return true, nil
	}
	return false, errKind
}

// object decodes an object, or a null.
func object[T any](d *decoder, v *T, decode member[T]) error {
	null, err := d.begin(jsontext.KindBeginObject)
	if err != nil {
		return err
	}
	if null {
		*v = *new(T)
		return nil
	}
	for d.PeekKind() != jsontext.KindEndObject {
		name, err := d.ReadValue()
		if err != nil {
			return err
		}
		if err := decode(d, v, name[1:len(name)-1]); err != nil {
			return err
		}
	}
	_, err = d.ReadToken()
	return err
}

// optional decodes an object, or a null as nil.
func optional[T any](d *decoder, v **T, decode member[T]) error {
	if d.PeekKind() == jsontext.KindNull {
		*v = nil
		return d.SkipValue()
	}
	if *v == nil {
		*v = new(T)
	}
	return object(d, *v, decode)
}

// unknown skips the value of a member that has no field.
func unknown(d *decoder, name []byte) error {
	if bytes.IndexByte(name, '\\') >= 0 {
		return errEscaped // unescaped, the name may be that of a field
	}
	return d.SkipValue()
}

// list decodes an array, or a null.
func list[T any](d *decoder, v *[]T, decode func(d *decoder, v *T) error) error {
	null, err := d.begin(jsontext.KindBeginArray)
	if err != nil {
		return err
	}
	if null {
		*v = nil
		return nil
	}
	*v = (*v)[:0]
	for d.PeekKind() != jsontext.KindEndArray {
		*v = append(*v, *new(T))
		if err := decode(d, &(*v)[len(*v)-1]); err != nil {
			return err
		}
	}
	if len(*v) == 0 {
		*v = []T{}
	}
	_, err = d.ReadToken()
	return err
}

// objects decodes an array of objects, or a null.
func objects[T any](d *decoder, v *[]T, decode member[T]) error {
	return list(d, v, func(d *decoder, v *T) error { return object(d, v, decode) })
}

// text decodes a string, or a null.
func text[T ~string](d *decoder, v *T) error {
	value, err := d.ReadValue()
	if err != nil {
		return err
	}
	switch value.Kind() { //nolint:exhaustive // the rest is an error
	case jsontext.KindNull:
		*v = ""
		return nil
	case jsontext.KindString:
		s, err := d.unquote(value)
		*v = T(s)
		return err
	}
	return errKind
}

func (d *decoder) unquote(quoted []byte) (string, error) {
	var err error
	if d.unquoted, err = jsontext.AppendUnquote(d.unquoted[:0], quoted); err != nil {
		return "", err
	}
	s := &d.texts[maphash.Bytes(d.seed, d.unquoted)%uint64(len(d.texts))]
	if *s != string(d.unquoted) {
		*s = string(d.unquoted)
	}
	return *s, nil
}

// boolean decodes a boolean, or a null.
func boolean(d *decoder, v *bool) error {
	token, err := d.ReadToken()
	if err != nil {
		return err
	}
	switch token.Kind() { //nolint:exhaustive // the rest is an error
	case jsontext.KindNull, jsontext.KindFalse:
		*v = false
	case jsontext.KindTrue:
		*v = true
	default:
		return errKind
	}
	return nil
}

// reflected decodes a value with reflection.
func reflected(d *decoder, v any) error { return json.UnmarshalDecode(d.Decoder, v) }

// metadata decodes an object with members of any kind, or a null.
func metadata(d *decoder, v *map[string]any) error {
	if *v != nil {
		return errDuplicate
	}
	var value any
	if err := anything(d, &value); err != nil {
		return err
	}
	var ok bool
	if *v, ok = value.(map[string]any); !ok && value != nil {
		return errKind
	}
	return nil
}

// anything decodes a value of any kind.
func anything(d *decoder, v *any) error {
	switch d.PeekKind() { //nolint:exhaustive // the rest is below
	case jsontext.KindBeginObject:
		members := map[string]any{}
		*v = members
		return insert(d, members)
	case jsontext.KindBeginArray:
		var elements []any
		err := list(d, &elements, anything)
		*v = elements
		return err
	}
	value, err := d.ReadValue()
	if err != nil {
		return err
	}
	switch value.Kind() { //nolint:exhaustive // null is nil
	case jsontext.KindString:
		*v, err = d.unquote(value)
	case jsontext.KindNumber:
		*v, err = strconv.ParseFloat(string(value), 64)
	case jsontext.KindTrue:
		*v = true
	case jsontext.KindFalse:
		*v = false
	}
	return err
}

// insert decodes the members of an object into a map.
func insert(d *decoder, members map[string]any) error {
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	for d.PeekKind() != jsontext.KindEndObject {
		var name string
		if err := text(d, &name); err != nil {
			return err
		}
		if _, ok := members[name]; ok {
			return errDuplicate
		}
		var value any
		if err := anything(d, &value); err != nil {
			return err
		}
		members[name] = value
	}
	_, err := d.ReadToken()
	return err
}
