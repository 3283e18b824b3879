package live

import (
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/users"
)

func usersScenario(r *Run) {
	email, external := r.email(), "customer-"+r.id
	created, err := r.Users.Create(r.step("create"), users.CreateRequest{
		Email: email, ExternalID: external, Name: users.Name{FirstName: "Ada", MiddleName: "King", LastName: "Lovelace"},
		TrustedMetadata: map[string]any{"plan": "pro", "seats": 3}, UntrustedMetadata: map[string]any{"theme": "dark"},
	})
	r.must(err)
	id := created.UserID
	_, err = r.Users.Create(r.step("create with the same address in another case", choice("users-1")),
		users.CreateRequest{Email: strings.ToUpper(email)})
	r.rejects(err, api.ErrorTypeDuplicateEmail)
	_, err = r.Users.Create(r.step("create without an address and a number"), users.CreateRequest{})
	r.fails(err)
	_, err = r.Users.Create(r.step("create with a malformed address"), users.CreateRequest{Email: "ada"})
	r.rejects(err, api.ErrorTypeInvalidEmail)
	_, err = r.Users.Create(r.step("create with a malformed number"), users.CreateRequest{PhoneNumber: "555"})
	r.rejects(err, api.ErrorTypeInvalidPhoneNumber)
	_, err = r.Users.Create(r.step("create with an external ID that is taken"),
		users.CreateRequest{Email: r.email(), ExternalID: external})
	r.fails(err)
	_, err = r.Users.Create(r.step("create with a malformed external ID", choice("users-6")),
		users.CreateRequest{Email: r.email(), ExternalID: "a b"})
	r.rejects(err, api.ErrorTypeInvalidArgument)
	pending, err := r.Users.Create(r.step("create a pending user"),
		users.CreateRequest{Email: r.email(), CreateUserAsPending: true})
	r.must(err)
	r.want(pending.Status == api.UserStatusPending, "status pending")

	_, err = r.Users.Get(r.step("get"), id)
	r.ok(err)
	_, err = r.Users.Get(r.step("get by external ID"), external)
	r.ok(err)
	_, err = r.Users.Get(r.step("get an unknown user"), unknownUser)
	r.rejects(err, api.ErrorTypeUserNotFound)
	_, err = r.Users.Update(r.step("update a part of the name", choice("users-4")),
		id, users.UpdateRequest{Name: users.NameUpdate{FirstName: new("Augusta")}})
	r.ok(err)
	_, err = r.Users.Update(r.step("merge metadata"), id, users.UpdateRequest{
		TrustedMetadata: map[string]any{"plan": nil, "trial": true}, UntrustedMetadata: map[string]any{"theme": map[string]any{"name": "light"}},
	})
	r.ok(err)
	_, err = r.Users.Update(r.step("assign the default role", choice("users-5")),
		id, users.UpdateRequest{Roles: []string{"stytch_user"}})
	r.fails(err)
	_, err = r.Users.Update(r.step("update an unknown user"), unknownUser, users.UpdateRequest{ExternalID: "x"})
	r.rejects(err, api.ErrorTypeUserNotFound)
	_, err = r.Users.DeleteExternalID(r.step("delete the external ID"), id)
	r.ok(err)
	_, err = r.Users.ConnectedApps(r.step("list the connected apps of a user without any"), id)
	r.ok(err)
	_, err = r.Users.RevokeConnectedApp(r.step("revoke an unknown connected app"),
		id, "connected-app-test-00000000-0000-4000-8000-000000000000")
	r.fails(err)
	_, err = r.Users.Delete(r.step("delete"), id)
	r.ok(err)
	_, err = r.Users.Get(r.step("get a deleted user"), id)
	r.rejects(err, api.ErrorTypeUserNotFound)
	_, err = r.Users.Delete(r.step("delete a deleted user"), id)
	r.rejects(err, api.ErrorTypeUserNotFound)
}

func userSearchScenario(r *Run) {
	first, second, third := r.email(), r.email(), r.email()
	for i, email := range []string{first, second, third} {
		_, err := r.Users.Create(r.step("create user "+string(rune('1'+i))),
			users.CreateRequest{Email: email, Name: users.Name{LastName: "Search-" + r.id}})
		r.must(err)
	}
	createdHere := users.EmailAddress(first, second, third)
	_, err := r.Users.Search(r.step("search by address", choice("users-3")), users.SearchRequest{Query: users.And(createdHere)})
	r.ok(err)
	page, err := r.Users.Search(r.step("search with a limit"), users.SearchRequest{Query: users.And(createdHere), Limit: 2})
	if r.ok(err) {
		_, err = r.Users.Search(r.step("search the next page"),
			users.SearchRequest{Query: users.And(createdHere), Limit: 2, Cursor: page.ResultsMetadata.NextCursor})
		r.ok(err)
	}
	_, err = r.Users.Search(r.step("search in another case", choice("users-1")),
		users.SearchRequest{Query: users.And(users.EmailAddress(strings.ToUpper(first)))})
	r.ok(err)
	_, err = r.Users.Search(r.step("search a part of the name", choice("users-3")),
		users.SearchRequest{Query: users.And(users.FullNameFuzzy("search-"+r.id), createdHere)})
	r.ok(err)
	_, err = r.Users.Search(r.step("search a part of two characters", choice("users-3")),
		users.SearchRequest{Query: users.And(users.EmailAddressFuzzy("ab"))})
	r.fails(err)
	_, err = r.Users.Search(r.step("search without an operator", choice("users-2")),
		users.SearchRequest{Query: users.Query{Operands: []users.Filter{createdHere}}})
	r.fails(err)
	_, err = r.Users.Search(r.step("search with an unknown filter"),
		users.SearchRequest{Query: users.And(users.Filter{FilterName: "shoe_size", FilterValue: 42})})
	r.fails(err)
	_, err = r.Users.Search(r.step("search with a limit of 1001"), users.SearchRequest{Limit: 1001})
	r.fails(err)
	_, err = r.Users.Search(r.step("search nobody"),
		users.SearchRequest{Query: users.And(users.EmailAddress("nobody-" + r.mark() + "@example.com"))})
	r.ok(err)
}

func userFactorsScenario(r *Run) {
	both, err := r.Users.Create(r.step("create with an address and a number"),
		users.CreateRequest{Email: r.email(), PhoneNumber: r.phone()})
	r.must(err)
	_, err = r.Users.ExchangePrimaryFactor(r.step("exchange one factor of two", choice("users-7")), both.UserID,
		users.ExchangePrimaryFactorRequest{EmailAddress: r.email()})
	r.fails(err)
	_, err = r.Users.DeletePhoneNumber(r.step("delete a malformed number ID", choice("users-6")), "phone-1")
	r.rejects(err, api.ErrorTypeInvalidID)
	_, err = r.Users.DeletePhoneNumber(r.step("delete the number"), both.PhoneID)
	r.ok(err)
	_, err = r.Users.DeletePhoneNumber(r.step("delete the number again"), both.PhoneID)
	r.fails(err)
	_, err = r.Users.DeleteEmail(r.step("delete the last factor", choice("users-8")), both.EmailID)
	r.fails(err)
	exchanged, err := r.Users.ExchangePrimaryFactor(r.step("exchange the address for a number", choice("users-7")), both.UserID,
		users.ExchangePrimaryFactorRequest{PhoneNumber: r.phone()})
	r.ok(err)
	if exchanged != nil {
		r.want(len(exchanged.User.Emails) == 0 && len(exchanged.User.PhoneNumbers) == 1, "a number and no address")
	}
	other, err := r.Users.Create(r.step("create another"), users.CreateRequest{Email: r.email(), PhoneNumber: r.phone()})
	r.must(err)
	_, err = r.Users.DeleteEmail(r.step("delete the address"), other.EmailID)
	r.ok(err)

	const nothing = "00000000-0000-4000-8000-000000000000"
	_, err = r.Users.DeleteEmail(r.step("delete an unknown address"), "email-test-"+nothing)
	r.fails(err)
	_, err = r.Users.DeleteTOTP(r.step("delete an unknown authenticator app"), "totp-test-"+nothing)
	r.fails(err)
	_, err = r.Users.DeletePassword(r.step("delete an unknown password"), "password-test-"+nothing)
	r.fails(err)
	_, err = r.Users.DeleteWebAuthnRegistration(r.step("delete an unknown passkey"), "webauthn-registration-test-"+nothing)
	r.fails(err)
	_, err = r.Users.DeleteBiometricRegistration(r.step("delete an unknown biometric registration"),
		"biometric-registration-test-"+nothing)
	r.fails(err)
	_, err = r.Users.DeleteCryptoWallet(r.step("delete an unknown wallet"), "crypto-wallet-test-"+nothing)
	r.fails(err)
	_, err = r.Users.DeleteOAuthRegistration(r.step("delete an unknown OAuth registration"), "oauth-user-test-"+nothing)
	r.fails(err)

	mobile := r.controls("users.delete_biometric_registration", "only Stytch's mobile SDKs add a biometric registration")
	if browser := r.controls("users.delete_oauth_registration", "a person has to log in with a provider"); !mobile || !browser {
		return
	}
	found, err := r.Users.Search(r.step("find the seeded user"),
		users.SearchRequest{Query: users.And(users.EmailAddress(seeded))})
	r.must(err)
	with := found.Results[0]
	_, err = r.Users.DeleteBiometricRegistration(r.step("delete a biometric registration"),
		with.BiometricRegistrations[0].BiometricRegistrationID)
	r.ok(err)
	_, err = r.Users.DeleteOAuthRegistration(r.step("delete an OAuth registration"), with.Providers[0].OAuthUserRegistrationID)
	r.ok(err)
}
