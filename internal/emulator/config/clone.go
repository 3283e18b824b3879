package config

import "reflect"

// Clone returns a deep copy of data, so that a test can change what it has given to the server. It copies the exported
// fields of structs, pointers, slices, maps and what is in an interface.
func Clone[T any](data T) T {
	v := reflect.ValueOf(&data).Elem()
	v.Set(clone(v))
	return data
}

func clone(v reflect.Value) reflect.Value {
	copied := reflect.New(v.Type()).Elem()
	copied.Set(v)
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			copied.Set(reflect.New(v.Type().Elem()))
			copied.Elem().Set(clone(v.Elem()))
		}
	case reflect.Interface:
		if !v.IsNil() {
			copied.Set(clone(v.Elem()))
		}
	case reflect.Slice:
		if !v.IsNil() {
			copied.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				copied.Index(i).Set(clone(v.Index(i)))
			}
		}
	case reflect.Map:
		if !v.IsNil() {
			copied.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
			for key, value := range v.Seq2() {
				copied.SetMapIndex(key, clone(value))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				copied.Field(i).Set(clone(v.Field(i)))
			}
		}
	default: // plain values are copied already
	}
	return copied
}
