package transport

import (
	"reflect"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/api"
)

// Essential is a response that means nothing without some of its fields. Missing returns the name of one that the body
// lacks, or "". A call whose response lacks one fails.
type Essential interface {
	Missing() string
}

// hasField reports whether a JSON object has a field of a struct type, even if that has its zero value.
func hasField(body []byte, structType reflect.Type) bool {
	var fields map[string]jsontext.Value
	if json.Unmarshal(body, &fields, lenient) != nil {
		return false
	}
	for name := range fields {
		null, err := json.Marshal(map[string]any{name: nil})
		if err == nil && json.Unmarshal(null, reflect.New(structType).Interface(), json.RejectUnknownMembers(true)) == nil {
			return true
		}
	}
	return false
}

// origin returns [api.ErrForeignResponse] unless a JSON body has what is in every response of Stytch.
func origin(body []byte) error {
	var common struct {
		RequestID  string `json:"request_id"`
		StatusCode int    `json:"status_code"`
	}
	if json.Unmarshal(body, &common, lenient) == nil && common.RequestID != "" && common.StatusCode != 0 {
		return nil
	}
	return api.ErrForeignResponse
}
