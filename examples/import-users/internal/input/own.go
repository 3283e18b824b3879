package input

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// convertOwn converts a line of ndjson.
func convertOwn(rec *Record, _ Options) error { return decodeStrict(rec.raw, &rec.User) }

// kind is how a cell of CSV becomes JSON.
type kind int

const (
	text   kind = iota
	number      // a whole one
	yesNo
	list    // of words
	anyJSON // an object
)

// ownColumns are the columns of CSV: where their cells belong in the JSON of a [User], and what they hold.
var ownColumns = map[string]struct {
	path string
	kind kind
}{
	"email":                           {"email", text},
	"set_email_verified":              {"set_email_verified", yesNo},
	"phone_number":                    {"phone_number", text},
	"set_phone_number_verified":       {"set_phone_number_verified", yesNo},
	"external_id":                     {"external_id", text},
	"first_name":                      {"name.first_name", text},
	"middle_name":                     {"name.middle_name", text},
	"last_name":                       {"name.last_name", text},
	"roles":                           {"roles", list},
	"trusted_metadata":                {"trusted_metadata", anyJSON},
	"untrusted_metadata":              {"untrusted_metadata", anyJSON},
	"create_user_as_pending":          {"create_user_as_pending", yesNo},
	"hash":                            {"hash", text},
	"hash_type":                       {"hash_type", text},
	"md_5_config.prepend_salt":        {"md_5_config.prepend_salt", text},
	"md_5_config.append_salt":         {"md_5_config.append_salt", text},
	"sha_1_config.prepend_salt":       {"sha_1_config.prepend_salt", text},
	"sha_1_config.append_salt":        {"sha_1_config.append_salt", text},
	"sha_512_config.prepend_salt":     {"sha_512_config.prepend_salt", text},
	"sha_512_config.append_salt":      {"sha_512_config.append_salt", text},
	"argon_2_config.salt":             {"argon_2_config.salt", text},
	"argon_2_config.iteration_amount": {"argon_2_config.iteration_amount", number},
	"argon_2_config.memory":           {"argon_2_config.memory", number},
	"argon_2_config.threads":          {"argon_2_config.threads", number},
	"argon_2_config.key_length":       {"argon_2_config.key_length", number},
	"scrypt_config.salt":              {"scrypt_config.salt", text},
	"scrypt_config.n_parameter":       {"scrypt_config.n_parameter", number},
	"scrypt_config.r_parameter":       {"scrypt_config.r_parameter", number},
	"scrypt_config.p_parameter":       {"scrypt_config.p_parameter", number},
	"scrypt_config.key_length":        {"scrypt_config.key_length", number},
	"pbkdf_2_config.salt":             {"pbkdf_2_config.salt", text},
	"pbkdf_2_config.iteration_amount": {"pbkdf_2_config.iteration_amount", number},
	"pbkdf_2_config.key_length":       {"pbkdf_2_config.key_length", number},
	"pbkdf_2_config.algorithm":        {"pbkdf_2_config.algorithm", text},
}

// checkOwnColumns rejects an unknown column, which may be a misspelled one.
func checkOwnColumns(columns []string) error {
	for _, name := range columns {
		if _, ok := ownColumns[name]; !ok {
			return fmt.Errorf("unknown column %q; the columns are %s", name, strings.Join(slices.Sorted(maps.Keys(ownColumns)), ", "))
		}
	}
	return nil
}

// convertOwnRow converts a row of CSV. An empty cell is the same as none.
func convertOwnRow(rec *Record, _ Options) error {
	if len(rec.row) != len(rec.columns) {
		return fmt.Errorf("the row has %d cells, but there are %d columns", len(rec.row), len(rec.columns))
	}
	object := map[string]any{}
	for name := range rec.columns {
		cell := rec.cell(name)
		if cell == "" {
			continue
		}
		column := ownColumns[name]
		value, err := column.kind.parse(cell)
		if err != nil {
			return fmt.Errorf("%s %w", name, err)
		}
		parent := object
		if group, member, ok := strings.Cut(column.path, "."); ok {
			if object[group] == nil {
				object[group] = map[string]any{}
			}
			parent, column.path = object[group].(map[string]any), member
		}
		parent[column.path] = value
	}
	encoded, err := json.Marshal(object)
	if err != nil {
		return err
	}
	return decodeStrict(encoded, &rec.User)
}

func (k kind) parse(cell string) (any, error) {
	switch k {
	case number:
		n, err := strconv.Atoi(cell)
		if err != nil {
			return nil, fmt.Errorf("is %q, which is not a whole number", cell)
		}
		return n, nil
	case yesNo:
		return parseBool(cell)
	case list:
		return strings.Fields(cell), nil
	case anyJSON:
		value := jsontext.Value(cell)
		if !value.IsValid() || value.Kind() != jsontext.KindBeginObject {
			return nil, errors.New("is not a JSON object")
		}
		return value, nil
	}
	return cell, nil
}

// parseBool takes true and false in any case, as spreadsheets write them.
func parseBool(cell string) (bool, error) {
	switch strings.ToLower(cell) {
	case "true":
		return true, nil
	case "false", "":
		return false, nil
	}
	return false, fmt.Errorf("is %q, which is neither true nor false", cell)
}
