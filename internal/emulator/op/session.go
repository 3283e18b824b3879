package op

import (
	"reflect"

	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// sessionFields are the indexes of the parameters about sessions in a type of request. A parameter that the type does not
// have is nil.
type sessionFields struct{ token, jwt, minutes, claims []int }

// sessionFieldsOf looks for the fields once, when an operation is defined.
func sessionFieldsOf[Req any]() sessionFields {
	t := reflect.TypeFor[Req]()
	find := func(name string) []int {
		f, _ := t.FieldByName(name)
		return f.Index
	}
	return sessionFields{find("SessionToken"), find("SessionJWT"), find("SessionDurationMinutes"), find("SessionCustomClaims")}
}

// read takes the parameters out of a request, a pointer to a struct.
func (f *sessionFields) read(req any) (args store.SessionArgs) {
	v := reflect.ValueOf(req).Elem()
	if f.token != nil {
		args.Token = v.FieldByIndex(f.token).String()
	}
	if f.jwt != nil {
		args.JWT = v.FieldByIndex(f.jwt).String()
	}
	if f.minutes != nil {
		args.Minutes = int(v.FieldByIndex(f.minutes).Int())
	}
	if f.claims != nil {
		args.Claims = v.FieldByIndex(f.claims).Interface().(map[string]any) // the type that package api has for all claims
	}
	return args
}
