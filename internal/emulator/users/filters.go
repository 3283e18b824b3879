package users

import (
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/providers"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// predicate reports whether a user matches.
type predicate func(*store.User) bool

// compile turns a query into a predicate.
func compile(c *op.Call, query *searchQuery) (predicate, error) {
	if query == nil || query.Operator == "" && len(query.Operands) == 0 {
		query = &searchQuery{Operator: api.SearchOperatorAND}
	}
	if query.Operator != api.SearchOperatorAND && query.Operator != api.SearchOperatorOR {
		return nil, apierror.Newf(api.ErrorTypeUserSearchInvalidOperator, "operator must be AND or OR.")
	}
	var parts []predicate
	for _, operand := range query.Operands {
		part, err := compileFilter(c, operand)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	if query.Operator == api.SearchOperatorOR && len(parts) > 0 {
		return func(u *store.User) bool { return slices.ContainsFunc(parts, func(p predicate) bool { return p(u) }) }, nil
	}
	return func(u *store.User) bool { return !slices.ContainsFunc(parts, func(p predicate) bool { return !p(u) }) }, nil
}

// filter is one kind of filter: the error for a missing value, and how to compile a value.
type filter struct {
	missing api.ErrorType
	compile func(c *op.Call, value any, missing api.ErrorType) (predicate, error)
}

func compileFilter(c *op.Call, operand searchOperand) (predicate, error) {
	if operand.FilterName == "" {
		return nil, apierror.Newf(api.ErrorTypeUserSearchMissingFilterName, "An operand has no filter_name.")
	}
	f, ok := filters[operand.FilterName]
	if !ok {
		return nil, apierror.Newf(api.ErrorTypeUserSearchFilterNameNotRecognized, "There is no filter %q.", operand.FilterName)
	}
	switch kind := operand.FilterValue.Kind(); {
	case kind == jsontext.KindInvalid, kind == jsontext.KindNull && f.missing == "":
		return nil, apierror.Newf(api.ErrorTypeUserSearchMissingFilterValue, "The filter %s has no filter_value.", operand.FilterName)
	case kind == jsontext.KindNull:
		return nil, apierror.Newf(f.missing, "The filter_value of %s is null.", operand.FilterName)
	}
	var value any
	if err := json.Unmarshal(operand.FilterValue, &value); err != nil {
		return nil, err
	}
	return f.compile(c, value, f.missing)
}

// filters holds all filters by name.
var filters = map[string]filter{
	"created_at_greater_than": {api.ErrorTypeUserSearchMissingCreatedAtGreaterThan, func(_ *op.Call, value any, missing api.ErrorType) (predicate, error) {
		after, err := asTime(value, missing)
		return func(u *store.User) bool { return u.CreatedAt.After(after) }, err
	}},
	"created_at_less_than": {api.ErrorTypeUserSearchMissingCreatedAtLessThan, func(_ *op.Call, value any, missing api.ErrorType) (predicate, error) {
		before, err := asTime(value, missing)
		return func(u *store.User) bool { return u.CreatedAt.Before(before) }, err
	}},
	"created_at_between": {"", compileBetween},
	"status":             {api.ErrorTypeUserSearchMissingStatus, compileStatus},
	"user_id":            {api.ErrorTypeUserSearchMissingUserIDs, compileUserID},

	"full_name_fuzzy": {api.ErrorTypeUserSearchMissingFullNameFuzzy, fuzzy(api.ErrorTypeUserSearchFullNameFuzzyTooShort, func(u *store.User, text string) bool {
		return strings.Contains(strings.ToLower(u.FullName()), text)
	})},
	"email_address_fuzzy": {api.ErrorTypeUserSearchMissingEmailAddressFuzzy, fuzzy(api.ErrorTypeUserSearchEmailAddressFuzzyTooShort, func(u *store.User, text string) bool {
		return slices.ContainsFunc(u.Emails, func(e *store.Contact) bool { return strings.Contains(strings.ToLower(e.Value), text) })
	})},
	"phone_number_fuzzy": {api.ErrorTypeUserSearchMissingPhoneNumberFuzzy, fuzzy(api.ErrorTypeUserSearchPhoneNumberFuzzyTooShort, func(u *store.User, text string) bool {
		return slices.ContainsFunc(u.Phones, func(p *store.Contact) bool { return strings.Contains(p.Value, text) })
	})},

	"phone_number": {api.ErrorTypeUserSearchMissingPhoneNumbers, anyOf(func(u *store.User, in set) bool {
		return slices.ContainsFunc(u.Phones, func(p *store.Contact) bool { return in[p.Value] })
	})},
	"phone_id": {api.ErrorTypeUserSearchMissingPhoneIDs, anyOf(func(u *store.User, in set) bool {
		return slices.ContainsFunc(u.Phones, func(p *store.Contact) bool { return in[p.ID] })
	})},
	"phone_verified": {api.ErrorTypeUserSearchMissingPhoneVerified, whether(func(u *store.User, want bool) bool {
		return slices.ContainsFunc(u.Phones, func(p *store.Contact) bool { return p.Verified == want })
	})},
	"email_address": {api.ErrorTypeUserSearchMissingEmailAddresses, anyOf(func(u *store.User, in set) bool {
		return slices.ContainsFunc(u.Emails, func(e *store.Contact) bool { return in[strings.ToLower(e.Value)] })
	})},
	"email_id": {api.ErrorTypeUserSearchMissingEmailIDs, anyOf(func(u *store.User, in set) bool {
		return slices.ContainsFunc(u.Emails, func(e *store.Contact) bool { return in[e.ID] })
	})},
	"email_verified": {api.ErrorTypeUserSearchMissingEmailVerified, whether(func(u *store.User, want bool) bool {
		return slices.ContainsFunc(u.Emails, func(e *store.Contact) bool { return e.Verified == want })
	})},

	"oauth_provider": {api.ErrorTypeUserSearchMissingOAuthProviders, compileProvider},
	"webauthn_registration_id": {api.ErrorTypeUserSearchMissingWebAuthnRegistrationIDs, anyOf(func(u *store.User, in set) bool {
		return slices.ContainsFunc(u.WebAuthn, func(r api.UserWebAuthnRegistration) bool { return in[r.WebAuthnRegistrationID] })
	})},
	"webauthn_registration_verified": {api.ErrorTypeUserSearchMissingWebAuthnVerified, whether(func(u *store.User, want bool) bool {
		return slices.ContainsFunc(u.WebAuthn, func(r api.UserWebAuthnRegistration) bool { return r.Verified == want })
	})},
	"biometric_registration_id": {api.ErrorTypeUserSearchMissingBiometricRegistrationIDs, anyOf(func(u *store.User, in set) bool {
		return slices.ContainsFunc(u.Biometrics, func(r api.UserBiometricRegistration) bool { return in[r.BiometricRegistrationID] })
	})},
	"biometric_registration_verified": {api.ErrorTypeUserSearchMissingBiometricVerified, whether(func(u *store.User, want bool) bool {
		return slices.ContainsFunc(u.Biometrics, func(r api.UserBiometricRegistration) bool { return r.Verified == want })
	})},
	"crypto_wallet_id": {api.ErrorTypeUserSearchMissingCryptoWalletID, anyOf(func(u *store.User, in set) bool {
		return slices.ContainsFunc(u.Wallets, func(w api.UserCryptoWallet) bool { return in[w.CryptoWalletID] })
	})},
	"crypto_wallet_address": {api.ErrorTypeUserSearchMissingCryptoWalletAddress, anyOf(func(u *store.User, in set) bool {
		return slices.ContainsFunc(u.Wallets, func(w api.UserCryptoWallet) bool { return in[strings.ToLower(w.CryptoWalletAddress)] })
	})},
	"crypto_wallet_verified": {api.ErrorTypeUserSearchMissingCryptoWalletVerified, whether(func(u *store.User, want bool) bool {
		return slices.ContainsFunc(u.Wallets, func(w api.UserCryptoWallet) bool { return w.Verified == want })
	})},
	"totp_id": {api.ErrorTypeUserSearchMissingTOTPIDs, func(c *op.Call, value any, missing api.ErrorType) (predicate, error) {
		in, err := asSet(value, missing)
		now := c.Now
		return func(u *store.User) bool { return u.TOTP.Exists(now) && in[u.TOTP.ID] }, err
	}},
	"totp_verified": {api.ErrorTypeUserSearchMissingTOTPVerified, func(c *op.Call, value any, _ api.ErrorType) (predicate, error) {
		want, err := asBool(value)
		now := c.Now
		return func(u *store.User) bool { return u.TOTP.Exists(now) && u.TOTP.Verified == want }, err
	}},
	"password_exists": {api.ErrorTypeUserSearchMissingPassword, whether(func(u *store.User, want bool) bool {
		return (u.Password != nil) == want
	})},
}

func compileBetween(_ *op.Call, value any, _ api.ErrorType) (predicate, error) {
	bounds, ok := value.(map[string]any)
	if !ok {
		return nil, apierror.Newf(api.ErrorTypeUserSearchExpectedObject, "The filter_value must be an object.")
	}
	bound := func(name string, missing api.ErrorType) (time.Time, error) {
		if bounds[name] == nil {
			return time.Time{}, apierror.Newf(missing, "The filter_value has no %s.", name)
		}
		return asTime(bounds[name], missing)
	}
	after, err := bound("greater_than", api.ErrorTypeUserSearchMissingGreaterThan)
	if err != nil {
		return nil, err
	}
	before, err := bound("less_than", api.ErrorTypeUserSearchMissingLessThan)
	return func(u *store.User) bool { return u.CreatedAt.After(after) && u.CreatedAt.Before(before) }, err
}

func compileStatus(_ *op.Call, value any, missing api.ErrorType) (predicate, error) {
	s, err := asString(value, missing)
	if err != nil {
		return nil, err
	}
	status := api.UserStatus(s)
	if status != api.UserStatusActive && status != api.UserStatusPending {
		return nil, apierror.Newf(api.ErrorTypeUserSearchInvalidStatusFilter, "The status must be active or pending.")
	}
	return func(u *store.User) bool { return u.Status == status }, nil
}

func compileUserID(c *op.Call, value any, missing api.ErrorType) (predicate, error) {
	in, err := asSet(value, missing)
	if err != nil {
		return nil, err
	}
	own, external := 0, map[*store.User]bool{}
	for _, v := range value.([]any) { // asSet has checked that all are strings
		id := v.(string)
		if prefix, env, ok := ids.Parse(id); ok && prefix == ids.User {
			if err := c.Project.CheckEnvironment(env, id); err != nil {
				return nil, err
			}
			own++
		} else if u := c.Store.UserByExternalID(id); u != nil {
			external[u] = true
		}
	}
	if own > 0 && own < len(in) {
		return nil, apierror.Newf(api.ErrorTypeUserSearchCannotMixInternalAndExternalUserIDs, "One filter takes user IDs or external IDs, not both.")
	}
	return func(u *store.User) bool { return in[u.ID] || external[u] }, nil
}

func compileProvider(_ *op.Call, value any, missing api.ErrorType) (predicate, error) {
	in, err := asSet(value, missing)
	if err != nil {
		return nil, err
	}
	for name := range in {
		if _, ok := providers.Find(name); !ok {
			return nil, apierror.Newf(api.ErrorTypeUserSearchInvalidOAuthProviderFilter, "There is no OAuth provider %q.", name)
		}
	}
	return func(u *store.User) bool {
		return slices.ContainsFunc(u.Providers, func(p api.UserOAuthProvider) bool { return in[strings.ToLower(p.ProviderType)] })
	}, nil
}
