package emulator

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/api"
)

const (
	defaultPage = 100
	maxPage     = 1000
	// minFuzzy is the shortest text that a fuzzy filter takes, in characters.
	minFuzzy = 3
	// maxFilterValues is how many values one filter takes.
	maxFilterValues = 1000
	cursorPrefix    = "users:"
)

// searchUsers answers the newest users first. The cursor names the last user of a page, so users who come
// or go meanwhile move nothing.
func searchUsers(c *call, req *api.UsersSearchRequest) (*api.UsersSearchResponse, error) {
	if req.Limit < 0 || req.Limit > maxPage {
		return nil, refuse(api.ErrorTypeUserSearchInvalidLimit, "limit must be between 1 and %d.", maxPage)
	}
	limit := req.Limit
	if limit == 0 {
		limit = defaultPage
	}
	before, err := parseCursor(req.Cursor)
	if err != nil {
		return nil, err
	}
	matches, err := c.compile(req.Query)
	if err != nil {
		return nil, err
	}
	if err := c.checkRate(searchLimit, ""); err != nil {
		return nil, err
	}

	resp := &api.UsersSearchResponse{Results: []api.User{}}
	var last uint64
	for _, u := range slices.Backward(c.users) {
		if !matches(u) {
			continue
		}
		resp.ResultsMetadata.Total++
		if before != 0 && u.seq >= before {
			continue
		}
		if len(resp.Results) == limit {
			resp.ResultsMetadata.NextCursor = formatCursor(last)
			continue
		}
		resp.Results = append(resp.Results, c.view(u))
		last = u.seq
	}
	return resp, nil
}

func formatCursor(seq uint64) string {
	return base64.RawURLEncoding.EncodeToString([]byte(cursorPrefix + strconv.FormatUint(seq, 36)))
}

// parseCursor returns the user after whom a page begins, 0 for the first page.
func parseCursor(cursor string) (uint64, error) {
	if cursor == "" {
		return 0, nil
	}
	decoded, err := base64.RawURLEncoding.DecodeString(cursor)
	digits, ok := strings.CutPrefix(string(decoded), cursorPrefix)
	if err == nil && ok {
		if seq, err := strconv.ParseUint(digits, 36, 64); err == nil {
			return seq, nil
		}
	}
	return 0, refuse(api.ErrorTypeUserSearchInvalidCursor, "The cursor is not one that a search has answered.")
}

// predicate says whether a user matches.
type predicate func(*user) bool

// compile turns a query into a predicate.
func (c *call) compile(query api.UsersSearchQuery) (predicate, error) {
	switch query.Operator {
	case api.SearchOperatorAND, api.SearchOperatorOR, "":
	default:
		return nil, refuse(api.ErrorTypeUserSearchInvalidOperator, "operator must be AND or OR.")
	}
	var parts []predicate
	for _, operand := range query.Operands {
		part, err := c.compileFilter(operand)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	if query.Operator == api.SearchOperatorOR && len(parts) > 0 {
		return func(u *user) bool { return slices.ContainsFunc(parts, func(p predicate) bool { return p(u) }) }, nil
	}
	return func(u *user) bool { return !slices.ContainsFunc(parts, func(p predicate) bool { return !p(u) }) }, nil
}

// filter is one kind of filter: the error for a value that is missing, and how to compile one that is
// there.
type filter struct {
	missing api.ErrorType
	compile func(c *call, value any, missing api.ErrorType) (predicate, error)
}

func (c *call) compileFilter(operand api.UsersSearchOperand) (predicate, error) {
	if operand.FilterName == "" {
		return nil, refuse(api.ErrorTypeUserSearchMissingFilterName, "An operand has no filter_name.")
	}
	f, ok := filters[operand.FilterName]
	if !ok {
		return nil, refuse(api.ErrorTypeUserSearchFilterNameNotRecognized, "There is no filter %q.", operand.FilterName)
	}
	switch {
	case operand.FilterValue == nil, operand.FilterValue == null{} && f.missing == "":
		return nil, refuse(api.ErrorTypeUserSearchMissingFilterValue, "The filter %s has no filter_value.", operand.FilterName)
	case operand.FilterValue == null{}:
		return nil, refuse(f.missing, "The filter_value of %s is null.", operand.FilterName)
	}
	return f.compile(c, operand.FilterValue, f.missing)
}

// null is a filter_value that is null, as opposed to none.
type null struct{}

// decodeOperand tells a filter_value that is null from none.
func decodeOperand(dec *jsontext.Decoder, operand *api.UsersSearchOperand) error {
	var wire struct {
		FilterName  string         `json:"filter_name"`
		FilterValue jsontext.Value `json:"filter_value"`
	}
	if err := json.UnmarshalDecode(dec, &wire); err != nil {
		return err
	}
	operand.FilterName = wire.FilterName
	switch wire.FilterValue.Kind() {
	case jsontext.KindInvalid:
		return nil
	case jsontext.KindNull:
		operand.FilterValue = null{}
		return nil
	}
	return json.Unmarshal(wire.FilterValue, &operand.FilterValue)
}

// filters holds all filters by name.
var filters = map[string]filter{
	"created_at_greater_than": {api.ErrorTypeUserSearchMissingCreatedAtGreaterThan, func(_ *call, value any, missing api.ErrorType) (predicate, error) {
		after, err := asTime(value, missing)
		return func(u *user) bool { return u.createdAt.After(after) }, err
	}},
	"created_at_less_than": {api.ErrorTypeUserSearchMissingCreatedAtLessThan, func(_ *call, value any, missing api.ErrorType) (predicate, error) {
		before, err := asTime(value, missing)
		return func(u *user) bool { return u.createdAt.Before(before) }, err
	}},
	"created_at_between": {"", compileBetween},
	"status":             {api.ErrorTypeUserSearchMissingStatus, compileStatus},
	"user_id":            {api.ErrorTypeUserSearchMissingUserIDs, compileUserID},

	"full_name_fuzzy": {api.ErrorTypeUserSearchMissingFullNameFuzzy, fuzzy(api.ErrorTypeUserSearchFullNameFuzzyTooShort, func(u *user, text string) bool {
		return strings.Contains(fullName(u.name), text)
	})},
	"email_address_fuzzy": {api.ErrorTypeUserSearchMissingEmailAddressFuzzy, fuzzy(api.ErrorTypeUserSearchEmailAddressFuzzyTooShort, func(u *user, text string) bool {
		return slices.ContainsFunc(u.emails, func(e *contact) bool { return strings.Contains(e.value, text) })
	})},
	"phone_number_fuzzy": {api.ErrorTypeUserSearchMissingPhoneNumberFuzzy, fuzzy(api.ErrorTypeUserSearchPhoneNumberFuzzyTooShort, func(u *user, text string) bool {
		return slices.ContainsFunc(u.phones, func(p *contact) bool { return strings.Contains(p.value, text) })
	})},

	"phone_number": {api.ErrorTypeUserSearchMissingPhoneNumbers, anyOf(func(u *user, in set) bool {
		return slices.ContainsFunc(u.phones, func(p *contact) bool { return in[p.value] })
	})},
	"phone_id": {api.ErrorTypeUserSearchMissingPhoneIDs, anyOf(func(u *user, in set) bool {
		return slices.ContainsFunc(u.phones, func(p *contact) bool { return in[p.id] })
	})},
	"phone_verified": {api.ErrorTypeUserSearchMissingPhoneVerified, whether(func(u *user, want bool) bool {
		return slices.ContainsFunc(u.phones, func(p *contact) bool { return p.verified == want })
	})},
	"email_address": {api.ErrorTypeUserSearchMissingEmailAddresses, anyOf(func(u *user, in set) bool {
		return slices.ContainsFunc(u.emails, func(e *contact) bool { return in[e.value] })
	})},
	"email_id": {api.ErrorTypeUserSearchMissingEmailIDs, anyOf(func(u *user, in set) bool {
		return slices.ContainsFunc(u.emails, func(e *contact) bool { return in[e.id] })
	})},
	"email_verified": {api.ErrorTypeUserSearchMissingEmailVerified, whether(func(u *user, want bool) bool {
		return slices.ContainsFunc(u.emails, func(e *contact) bool { return e.verified == want })
	})},

	"oauth_provider": {api.ErrorTypeUserSearchMissingOAuthProviders, compileProvider},
	"webauthn_registration_id": {api.ErrorTypeUserSearchMissingWebAuthnRegistrationIDs, anyOf(func(u *user, in set) bool {
		return slices.ContainsFunc(u.webAuthn, func(r api.UserWebAuthnRegistration) bool { return in[r.WebAuthnRegistrationID] })
	})},
	"webauthn_registration_verified": {api.ErrorTypeUserSearchMissingWebAuthnVerified, whether(func(u *user, want bool) bool {
		return slices.ContainsFunc(u.webAuthn, func(r api.UserWebAuthnRegistration) bool { return r.Verified == want })
	})},
	"biometric_registration_id": {api.ErrorTypeUserSearchMissingBiometricRegistrationIDs, anyOf(func(u *user, in set) bool {
		return slices.ContainsFunc(u.biometrics, func(r api.UserBiometricRegistration) bool { return in[r.BiometricRegistrationID] })
	})},
	"biometric_registration_verified": {api.ErrorTypeUserSearchMissingBiometricVerified, whether(func(u *user, want bool) bool {
		return slices.ContainsFunc(u.biometrics, func(r api.UserBiometricRegistration) bool { return r.Verified == want })
	})},
	"crypto_wallet_id": {api.ErrorTypeUserSearchMissingCryptoWalletID, anyOf(func(u *user, in set) bool {
		return slices.ContainsFunc(u.wallets, func(w api.UserCryptoWallet) bool { return in[w.CryptoWalletID] })
	})},
	"crypto_wallet_address": {api.ErrorTypeUserSearchMissingCryptoWalletAddress, anyOf(func(u *user, in set) bool {
		return slices.ContainsFunc(u.wallets, func(w api.UserCryptoWallet) bool { return in[strings.ToLower(w.CryptoWalletAddress)] })
	})},
	"crypto_wallet_verified": {api.ErrorTypeUserSearchMissingCryptoWalletVerified, whether(func(u *user, want bool) bool {
		return slices.ContainsFunc(u.wallets, func(w api.UserCryptoWallet) bool { return w.Verified == want })
	})},
	"totp_id": {api.ErrorTypeUserSearchMissingTOTPIDs, func(c *call, value any, missing api.ErrorType) (predicate, error) {
		in, err := asSet(value, missing)
		now := c.now
		return func(u *user) bool { return u.totp.exists(now) && in[u.totp.id] }, err
	}},
	"totp_verified": {api.ErrorTypeUserSearchMissingTOTPVerified, func(c *call, value any, _ api.ErrorType) (predicate, error) {
		want, err := asBool(value)
		now := c.now
		return func(u *user) bool { return u.totp.exists(now) && u.totp.verified == want }, err
	}},
	"password_exists": {api.ErrorTypeUserSearchMissingPassword, whether(func(u *user, want bool) bool {
		return (u.password != nil) == want
	})},
}

// set holds the values of a filter, in lower case.
type set map[string]bool

func asSet(value any, missing api.ErrorType) (set, error) {
	list, ok := value.([]any)
	if !ok {
		return nil, refuse(api.ErrorTypeUserSearchExpectedArrayOfString, "The filter_value must be an array of strings.")
	}
	switch {
	case len(list) == 0:
		return nil, refuse(missing, "The filter_value is empty.")
	case len(list) > maxFilterValues:
		return nil, refuse(api.ErrorTypeUserSearchMaximumFilterValueCountExceeded, "A filter takes at most %d values.", maxFilterValues)
	}
	in := make(set, len(list))
	for _, v := range list {
		s, ok := v.(string)
		if !ok {
			return nil, refuse(api.ErrorTypeUserSearchExpectedArrayOfString, "The filter_value must be an array of strings.")
		}
		in[strings.ToLower(s)] = true
	}
	return in, nil
}

func asBool(value any) (bool, error) {
	b, ok := value.(bool)
	if !ok {
		return false, refuse(api.ErrorTypeUserSearchExpectedBool, "The filter_value must be true or false.")
	}
	return b, nil
}

func asString(value any, missing api.ErrorType) (string, error) {
	s, ok := value.(string)
	switch {
	case !ok:
		return "", refuse(api.ErrorTypeUserSearchExpectedString, "The filter_value must be a string.")
	case s == "":
		return "", refuse(missing, "The filter_value is empty.")
	}
	return s, nil
}

func asTime(value any, missing api.ErrorType) (time.Time, error) {
	s, ok := value.(string)
	if ok && s == "" {
		return time.Time{}, refuse(missing, "The filter_value is empty.")
	}
	t, err := time.Parse(time.RFC3339, s)
	if !ok || err != nil {
		return time.Time{}, refuse(api.ErrorTypeUserSearchExpectedTimestamp, "The filter_value must be a time in RFC 3339.")
	}
	return t, nil
}

// anyOf makes a filter of a list of values.
func anyOf(match func(*user, set) bool) func(*call, any, api.ErrorType) (predicate, error) {
	return func(_ *call, value any, missing api.ErrorType) (predicate, error) {
		in, err := asSet(value, missing)
		return func(u *user) bool { return match(u, in) }, err
	}
}

// whether makes a filter of a truth value.
func whether(match func(*user, bool) bool) func(*call, any, api.ErrorType) (predicate, error) {
	return func(_ *call, value any, _ api.ErrorType) (predicate, error) {
		want, err := asBool(value)
		return func(u *user) bool { return match(u, want) }, err
	}
}

// fuzzy makes a filter of a part of a text, in any case.
func fuzzy(tooShort api.ErrorType, match func(u *user, text string) bool) func(*call, any, api.ErrorType) (predicate, error) {
	return func(_ *call, value any, missing api.ErrorType) (predicate, error) {
		text, err := asString(value, missing)
		if err == nil && len([]rune(text)) < minFuzzy {
			err = refuse(tooShort, "The filter_value must have at least %d characters.", minFuzzy)
		}
		text = strings.ToLower(text)
		return func(u *user) bool { return match(u, text) }, err
	}
}

func compileBetween(_ *call, value any, _ api.ErrorType) (predicate, error) {
	bounds, ok := value.(map[string]any)
	if !ok {
		return nil, refuse(api.ErrorTypeUserSearchExpectedObject, "The filter_value must be an object.")
	}
	bound := func(name string, missing api.ErrorType) (time.Time, error) {
		if bounds[name] == nil {
			return time.Time{}, refuse(missing, "The filter_value has no %s.", name)
		}
		return asTime(bounds[name], missing)
	}
	after, err := bound("greater_than", api.ErrorTypeUserSearchMissingGreaterThan)
	if err != nil {
		return nil, err
	}
	before, err := bound("less_than", api.ErrorTypeUserSearchMissingLessThan)
	return func(u *user) bool { return u.createdAt.After(after) && u.createdAt.Before(before) }, err
}

func compileStatus(_ *call, value any, missing api.ErrorType) (predicate, error) {
	s, err := asString(value, missing)
	if err != nil {
		return nil, err
	}
	status := api.UserStatus(s)
	if status != api.UserStatusActive && status != api.UserStatusPending {
		return nil, refuse(api.ErrorTypeUserSearchInvalidStatusFilter, "The status must be active or pending.")
	}
	return func(u *user) bool { return u.status == status }, nil
}

func compileUserID(c *call, value any, missing api.ErrorType) (predicate, error) {
	in, err := asSet(value, missing)
	if err != nil {
		return nil, err
	}
	own, external := 0, map[*user]bool{}
	for _, v := range value.([]any) { // asSet has seen that they are strings
		id := v.(string)
		if match := idPattern.FindStringSubmatch(id); match != nil && match[1] == userPrefix {
			if err := c.checkEnvironment(match[2], id); err != nil {
				return nil, err
			}
			own++
		} else if u := c.byExternal[id]; u != nil {
			external[u] = true
		}
	}
	if own > 0 && own < len(in) {
		return nil, refuse(api.ErrorTypeUserSearchCannotMixInternalAndExternalUserIDs, "One filter takes user ids or external ids, not both.")
	}
	return func(u *user) bool { return in[u.id] || external[u] }, nil
}

func compileProvider(_ *call, value any, missing api.ErrorType) (predicate, error) {
	in, err := asSet(value, missing)
	if err != nil {
		return nil, err
	}
	for name := range in {
		if _, ok := findProvider(name); !ok {
			return nil, refuse(api.ErrorTypeUserSearchInvalidOAuthProviderFilter, "There is no OAuth provider %q.", name)
		}
	}
	return func(u *user) bool {
		return slices.ContainsFunc(u.providers, func(p api.UserOAuthProvider) bool { return in[strings.ToLower(p.ProviderType)] })
	}, nil
}
