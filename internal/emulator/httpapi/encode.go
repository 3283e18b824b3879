package httpapi

import (
	"reflect"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/api"
)

// encoding holds the options for encoding responses. Its marshalers send null for absent values where the API does.
var encoding = json.JoinOptions(json.Deterministic(true), json.WithMarshalers(json.JoinMarshalers(
	json.MarshalToFunc(WriteTime),
	json.MarshalToFunc(func(enc *jsontext.Encoder, m api.ResultsMetadata) error {
		return json.MarshalEncode(enc, struct {
			Total      int     `json:"total"`
			NextCursor *string `json:"next_cursor"`
		}{m.Total, orNil(m.NextCursor)})
	}),
	json.MarshalToFunc(func(enc *jsontext.Encoder, f api.PasswordFeedback) error {
		var feedback struct {
			Warning          *string                       `json:"warning"`
			Suggestions      any                           `json:"suggestions"`
			LUDSRequirements *api.PasswordLUDSRequirements `json:"luds_requirements"`
		}
		if f.LUDSRequirements == nil { // under LUDS, warning and suggestions are null
			feedback.Warning, feedback.Suggestions = &f.Warning, f.Suggestions
		}
		feedback.LUDSRequirements = f.LUDSRequirements
		return json.MarshalEncode(enc, feedback)
	}),
	json.MarshalToFunc(func(enc *jsontext.Encoder, c api.M2MClient) error {
		type plain api.M2MClient // without this marshaler
		return json.MarshalEncode(enc, struct {
			plain
			NextClientSecretLastFour *string `json:"next_client_secret_last_four"`
		}{plain(c), orNil(c.NextClientSecretLastFour)})
	}),
	json.MarshalToFunc(func(enc *jsontext.Encoder, c api.M2MClientWithClientSecret) error {
		type plain api.M2MClientWithClientSecret // without this marshaler
		return json.MarshalEncode(enc, struct {
			plain
			NextClientSecretLastFour *string `json:"next_client_secret_last_four"`
		}{plain(c), orNil(c.NextClientSecretLastFour)})
	}),
	withEmpty[api.FraudRule](),
	withEmpty[api.FraudRulesSetResponse](),
	json.MarshalToFunc(func(enc *jsontext.Encoder, a api.FraudVerdictReasonAction) error {
		type plain api.FraudVerdictReasonAction // without this marshaler
		return json.MarshalEncode(enc, struct {
			plain
			OverrideAction      *api.FraudVerdictAction `json:"override_action"`
			OverrideDescription *string                 `json:"override_description"`
			OverrideCreatedAt   *time.Time              `json:"override_created_at"`
		}{plain(a), orNil(a.OverrideAction), orNil(a.OverrideDescription), orNil(a.OverrideCreatedAt)})
	}),
	json.MarshalToFunc(func(enc *jsontext.Encoder, s api.Session) error {
		type plain api.Session // without this marshaler
		return json.MarshalEncode(enc, struct {
			plain
			Attributes *api.Attributes `json:"attributes"`
		}{plain(s), orNil(s.Attributes)})
	}),
)))

// withEmpty returns a marshaler for a struct type that sends empty strings, and zero times as null, although the tags
// of the type omit both.
func withEmpty[T any]() *json.Marshalers {
	t := reflect.TypeFor[T]()
	fields := make([]reflect.StructField, t.NumField())
	for i := range fields {
		fields[i] = t.Field(i)
		fields[i].Tag = reflect.StructTag(strings.ReplaceAll(string(fields[i].Tag), ",omitzero", ""))
	}
	full := reflect.StructOf(fields)
	times := json.WithMarshalers(json.MarshalToFunc(func(enc *jsontext.Encoder, at time.Time) error {
		if at.IsZero() {
			return enc.WriteToken(jsontext.Null)
		}
		return WriteTime(enc, at)
	}))
	return json.MarshalToFunc(func(enc *jsontext.Encoder, v T) error {
		return json.MarshalEncode(enc, reflect.ValueOf(v).Convert(full).Interface(), times)
	})
}

// WriteTime writes a timestamp with 0, 6 or 9 fractional digits, as the API does.
func WriteTime(enc *jsontext.Encoder, at time.Time) error {
	layout := time.RFC3339
	switch nanoseconds := at.Nanosecond(); {
	case nanoseconds%1000 != 0:
		layout = "2006-01-02T15:04:05.000000000Z07:00"
	case nanoseconds != 0:
		layout = "2006-01-02T15:04:05.000000Z07:00"
	}
	return enc.WriteToken(jsontext.String(at.UTC().Format(layout)))
}

// orNil returns a pointer to a value, or nil for the zero value.
func orNil[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

// Encoder renders the responses of one type.
type Encoder struct {
	requestID, statusCode []int
	nullable              []nullableField
}

// nullableField is a field that is sent as null when it is nil.
type nullableField struct {
	index  int
	member []byte
}

// EncoderOf returns the encoder of a response type of package api. Its pointers are left out of the JSON when nil, but
// the API sends null for them.
func EncoderOf[Resp any]() *Encoder {
	t := reflect.TypeFor[Resp]()
	requestID, _ := t.FieldByName("RequestID")
	statusCode, _ := t.FieldByName("StatusCode")
	e := &Encoder{requestID: requestID.Index, statusCode: statusCode.Index}
	for i := range t.NumField() {
		if f := t.Field(i); f.Type.Kind() == reflect.Pointer {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			e.nullable = append(e.nullable, nullableField{i, []byte(`,"` + name + `":null`)})
		}
	}
	return e
}

// Encode stamps a response, a pointer to a struct, with the ID of the request and the status, and renders it.
func (e *Encoder) Encode(resp any, requestID string, status int) ([]byte, error) {
	v := reflect.ValueOf(resp).Elem()
	v.FieldByIndex(e.requestID).SetString(requestID)
	v.FieldByIndex(e.statusCode).SetInt(int64(status))
	body, err := json.Marshal(resp, encoding)
	if err != nil {
		return nil, err
	}
	for _, f := range e.nullable {
		if v.Field(f.index).IsNil() {
			body = append(append(body[:len(body)-1], f.member...), '}')
		}
	}
	return body, nil
}
