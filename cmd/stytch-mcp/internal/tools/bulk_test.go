package tools

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/totp"
	"github.com/flymyai/stytch-go/users"
)

// population returns an emulator with n users. Every third user is on trial.
func population(t *testing.T, n int, opts ...stytchtest.Option) *stytchtest.Server {
	t.Helper()
	srv := stytchtest.NewServer(t, opts...)
	client := srv.Client()
	for i := range n {
		plan := "pro"
		if i%3 == 0 {
			plan = "trial"
		}
		_, err := client.Users.Create(t.Context(), users.CreateRequest{
			Email: fmt.Sprintf("user-%04d@example.com", i), ExternalID: fmt.Sprintf("customer-%04d", i),
			TrustedMetadata: map[string]any{"plan": plan, "seats": map[string]any{"used": i % 2}},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return srv
}

// A search by metadata finds users whom the API cannot search for, reads no more than necessary, and can continue.
func TestSearchByMetadata(t *testing.T) {
	t.Parallel()
	const n = 450
	srv := population(t, n)
	h := connect(t, srv, srv.Client(), Options{})
	for name, test := range map[string]struct {
		query object
		want  int
	}{
		"a value":               {object{"trusted_metadata": object{"plan": "trial"}}, n / 3},
		"a value inside":        {object{"trusted_metadata": object{"plan": "trial", "seats.used": 1}}, n / 6},
		"an object":             {object{"trusted_metadata": object{"seats": object{"used": 0}}}, n / 2},
		"an absent key":         {object{"trusted_metadata": object{"churned": nil}}, n},
		"nobody":                {object{"trusted_metadata": object{"plan": "free"}}, 0},
		"with another filter":   {object{"trusted_metadata": object{"plan": "trial"}, "email_address_fuzzy": "user-000"}, 4},
		"a path through a text": {object{"trusted_metadata": object{"plan.x": "trial"}}, 0},
	} {
		seen := map[string]bool{}
		arguments := object{"query": test.query, "limit": 100, "fields": []any{"external_id"}}
		for range n {
			page := h.ok("stytch_user_search", arguments)
			list, _ := page["users"].([]any)
			if len(list) > 100 {
				t.Fatalf("%s: %d users, more than the limit", name, len(list))
			}
			for _, item := range list {
				seen[item.(object)["external_id"].(string)] = true
			}
			cursor, _ := page["next_cursor"].(string)
			if cursor == "" {
				break
			}
			arguments["cursor"] = cursor
		}
		if len(seen) != test.want {
			t.Errorf("%s: %d users, want %d", name, len(seen), test.want)
		}
	}
	srv.ResetRequests()
	page := h.ok("stytch_user_search", object{"query": object{"trusted_metadata": object{"plan": "trial"}}, "limit": 5})
	if calls := len(srv.Requests()); calls != 1 || page["scanned"] != float64(scanPage) || len(page["users"].([]any)) != 5 {
		t.Errorf("for 5 users: %d calls, %v read, %d users", calls, page["scanned"], len(page["users"].([]any)))
	}
}

// Deleting a search result deletes the users that were shown and still match.
func TestDeleteList(t *testing.T) {
	t.Parallel()
	srv := population(t, 90)
	h := connect(t, srv, srv.Client(), Options{})
	trial := object{"query": object{"trusted_metadata": object{"plan": "trial"}}, "limit": 100, "fields": []any{"emails"}}
	found := h.ok("stytch_user_search", trial)
	if list := found["users"].([]any); len(list) != 30 || found["total"] != 30.0 {
		t.Fatalf("%d users, %v in all", len(list), found["total"])
	}
	id := found["list_id"]

	// Before the deletion, one user stops matching and another is deleted.
	h.ok("stytch_user_update", object{"user_id": "customer-0000", "trusted_metadata": object{"plan": "pro"}})
	h.ok("stytch_user_delete", object{"user_id": "customer-0003"})

	dry := h.ok("stytch_user_delete", object{"list_id": id, "dry_run": true})
	if list, _ := dry["users"].([]any); len(list) != 28 || dry["deleted"] != 0.0 || dry["skipped"] != 2.0 {
		t.Errorf("dry run: %d users, %v deleted, %v skipped", len(list), dry["deleted"], dry["skipped"])
	}
	if total := h.ok("stytch_user_search", object{})["total"]; total != 89.0 {
		t.Errorf("after the dry run there are %v users", total)
	}
	done := h.ok("stytch_user_delete", object{"list_id": id})
	if diff := cmp.Diff(object{"deleted": 28.0, "skipped": 2.0}, done); diff != "" {
		t.Errorf("deletion (-want +got):\n%s", diff)
	}
	if total := h.ok("stytch_user_search", object{})["total"]; total != 61.0 {
		t.Errorf("after the deletion there are %v users", total)
	}
	if again := h.ok("stytch_user_delete", object{"list_id": id}); again["deleted"] != 0.0 || again["skipped"] != 30.0 {
		t.Errorf("a second time: %v", again)
	}
	text := h.fails("stytch_user_delete", object{"list_id": "list-abcdefgh12345678"})
	if want := "- list_id: is unknown, or older than 10 minutes: search again with stytch_user_search"; !strings.Contains(text, want) {
		t.Errorf("the result does not contain %q:\n%s", want, text)
	}
}

// A list holds only the users that the result shows, not those behind its cursor.
func TestListHoldsOnlyShownUsers(t *testing.T) {
	t.Parallel()
	srv := population(t, 60)
	h := connect(t, srv, srv.Client(), Options{})
	query := object{"trusted_metadata": object{"plan": "trial"}}
	first := h.ok("stytch_user_search", object{"query": query, "limit": 7})
	second := h.ok("stytch_user_search", object{"query": query, "limit": 7, "cursor": first["next_cursor"]})
	var shown []string
	for _, item := range second["users"].([]any) {
		shown = append(shown, item.(object)["user_id"].(string))
	}
	var would []string
	for _, item := range h.ok("stytch_user_delete", object{"list_id": second["list_id"], "dry_run": true})["users"].([]any) {
		would = append(would, item.(object)["user_id"].(string))
	}
	slices.Sort(shown)
	slices.Sort(would)
	if diff := cmp.Diff(shown, would); diff != "" || len(shown) != 7 {
		t.Errorf("shown, and would be deleted (-shown +deleted):\n%s", diff)
	}
	if list := h.ok("stytch_user_search", object{})["list_id"]; list != nil {
		t.Errorf("a search without a query has the list %v", list)
	}
}

// If the API fails during a deletion, the result reports the progress, and the same call continues.
func TestDeleteListContinues(t *testing.T) {
	t.Parallel()
	srv := population(t, 12)
	h := connect(t, srv, srv.Client(), Options{})
	found := h.ok("stytch_user_search", object{"query": object{"trusted_metadata": object{"plan": "trial"}}})
	h.ok("stytch_user_delete", object{"list_id": found["list_id"], "dry_run": true})
	client := srv.Client()
	srv.Inject(stytchtest.Fault{Operation: "users.delete", ErrorType: api.ErrorTypeUnauthorizedAction, Times: -1})
	text := h.fails("stytch_user_delete", object{"list_id": found["list_id"]})
	if !strings.HasPrefix(text, "Error: unauthorized_action") {
		t.Errorf("result:\n%s", text)
	}
	srv.ClearFaults()
	if done := h.ok("stytch_user_delete", object{"list_id": found["list_id"]}); done["deleted"] != 4.0 {
		t.Errorf("deletion: %v", done)
	}
	if _, err := client.Users.Get(t.Context(), "customer-0000"); !errors.Is(err, api.ErrorTypeUserNotFound) {
		t.Errorf("err = %v", err)
	}
}

// On a live project, the question states how many users a list has and names the first.
func TestDeleteListIsConfirmed(t *testing.T) {
	t.Parallel()
	var asked asked
	srv := population(t, 60, stytchtest.WithProjectID(liveProject))
	h := connectAs(t, srv, srv.Client(), Options{AllowLive: true}, asked.answer("decline"), "")
	found := h.ok("stytch_user_search", object{"query": object{"trusted_metadata": object{"plan": "trial"}}, "limit": 100})
	h.ok("stytch_user_delete", object{"list_id": found["list_id"], "dry_run": true})
	h.fails("stytch_user_delete", object{"list_id": found["list_id"]})
	if len(asked.questions) != 1 || !strings.Contains(asked.questions[0], "20 users: user-00") || !strings.HasSuffix(asked.questions[0], " and 10 others.") {
		t.Errorf("questions: %q", asked.questions)
	}
	h.fails("stytch_session_revoke", object{"user_id": "customer-0001"})
	if want := "End all sessions of a user.\nUser user-live-"; len(asked.questions) != 2 || !strings.Contains(asked.questions[1], want) {
		t.Errorf("questions: %q", asked.questions)
	}
}

// What a person confirms is the deletion of the users who match at that time. One who matches again afterwards stays.
func TestDeleteListIsLimitedToTheQuestion(t *testing.T) {
	t.Parallel()
	for _, version := range versions {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			srv := stytchtest.NewServer(t, stytchtest.WithProjectID(liveProject))
			client := srv.Client()
			var ids []string
			for _, email := range []string{"ada@example.com", "grace@example.com"} {
				user, err := client.Users.Create(t.Context(), users.CreateRequest{Email: email, TrustedMetadata: map[string]any{"plan": "trial"}})
				if err != nil {
					t.Fatal(err)
				}
				ids = append(ids, user.UserID)
			}
			graceHas := func(plan string) {
				if _, err := client.Users.Update(t.Context(), ids[1], users.UpdateRequest{TrustedMetadata: map[string]any{"plan": plan}}); err != nil {
					t.Error(err)
				}
			}
			var question string
			person := func(_ context.Context, req *mcp.ElicitRequest) (*mcp.ElicitResult, error) {
				question = req.Params.Message
				graceHas("trial")
				return &mcp.ElicitResult{Action: "accept"}, nil
			}
			h := connectAs(t, srv, client, Options{AllowLive: true}, person, version)
			found := h.ok("stytch_user_search", object{"query": object{"trusted_metadata": object{"plan": "trial"}}})
			graceHas("pro")
			got := h.ok("stytch_user_delete", object{"list_id": found["list_id"]})
			if !strings.Contains(question, "1 user: ada@example.com.") || got["deleted"] != 1.0 || got["skipped"] != 1.0 {
				t.Errorf("question %q, result %v", question, got)
			}
			if got := h.ok("stytch_user_delete", object{"list_id": found["list_id"]}); !strings.Contains(question, "0 users") || got["deleted"] != 0.0 || got["skipped"] != 2.0 {
				t.Errorf("once more: question %q, result %v", question, got)
			}
			if got := h.ok("stytch_user_delete", object{"list_id": found["list_id"]}); got["deleted"] != 0.0 || got["skipped"] != 2.0 {
				t.Errorf("without users: result %v", got)
			}
			if _, err := client.Users.Get(t.Context(), ids[1]); err != nil {
				t.Errorf("the user whom the question does not name: %v", err)
			}
		})
	}
}

// Of two questions about one list at a time, the one that saw more users does not bring back those the other left out.
func TestListOnlyShrinks(t *testing.T) {
	t.Parallel()
	client := population(t, 2).Client()
	b := &toolbox{client: client, lists: new(cache[userList])}
	found, _, err := b.userSearch(t.Context(), userSearchInput{Query: searchQuery{"email_address_fuzzy": "user-000"}})
	if err != nil || len(found.Users) != 2 {
		t.Fatalf("%d users, %v", len(found.Users), err)
	}
	_, both, err := b.stillMatching(t.Context(), found.ListID)
	if err != nil || len(both) != 2 {
		t.Fatalf("%d users match, %v", len(both), err)
	}
	b.narrow(found.ListID, both[:1])
	b.narrow(found.ListID, both)
	listed, matching, err := b.stillMatching(t.Context(), found.ListID)
	if err != nil || listed != 2 || len(matching) != 1 || matching[0].UserID != both[0].UserID {
		t.Errorf("%d listed, matching %v, %v", listed, matching, err)
	}
}

func TestRevokeAllSessions(t *testing.T) {
	t.Parallel()
	h := newHarness(t, Options{})
	client := h.emulator.Client()
	created, err := client.Passwords.Create(t.Context(), passwords.CreateRequest{Email: "ada@example.com", Password: "an-unusual-phrase-1815", SessionDurationMinutes: 60})
	if err != nil {
		t.Fatal(err)
	}
	for range 4 {
		if _, err := client.Passwords.Authenticate(t.Context(), passwords.AuthenticateRequest{Email: "ada@example.com", Password: "an-unusual-phrase-1815", SessionDurationMinutes: 60}); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []float64{5, 0} {
		if got := h.ok("stytch_session_revoke", object{"user_id": created.UserID})["revoked"]; got != want {
			t.Errorf("%v sessions were revoked, want %v", got, want)
		}
	}
	left, err := client.Sessions.Get(t.Context(), created.UserID)
	if err != nil || len(left.Sessions) > 0 {
		t.Errorf("%d sessions are left, %v", len(left.Sessions), err)
	}
	h.fails("stytch_session_revoke", object{"user_id": "nobody"})
}

// Factors are removed by ID, but only if they belong to the user.
func TestRemoveFactors(t *testing.T) {
	t.Parallel()
	h := newHarness(t, Options{})
	client := h.emulator.Client()
	created, err := client.Passwords.Create(t.Context(), passwords.CreateRequest{Email: "ada@example.com", Password: "an-unusual-phrase-1815"})
	if err != nil {
		t.Fatal(err)
	}
	app, err := client.TOTP.Create(t.Context(), totp.CreateRequest{UserID: created.UserID})
	if err != nil {
		t.Fatal(err)
	}
	other, err := client.Users.Create(t.Context(), users.CreateRequest{Email: "bob@example.com", PhoneNumber: "+14155550123"})
	if err != nil {
		t.Fatal(err)
	}
	for _, ids := range [][]any{{other.PhoneID}, {app.TOTPID, other.EmailID}, {app.TOTPID, app.TOTPID}} {
		text := h.fails("stytch_user_update", object{"user_id": created.UserID, "remove_factors": ids})
		if want := "- remove_factors: contains an ID "; !strings.Contains(text, want) {
			t.Errorf("%v: the result does not contain %q:\n%s", ids, want, text)
		}
	}
	before := h.ok("stytch_user_get", object{"user_id": created.UserID})["user"].(object)
	password := before["password"].(object)["password_id"]
	after := h.ok("stytch_user_update", object{
		"user_id": created.UserID, "external_id": "customer-1", "remove_factors": []any{app.TOTPID, password},
	})["user"].(object)
	if after["totps"] != nil || after["password"] != nil || after["external_id"] != "customer-1" || after["emails"] == nil {
		t.Errorf("user: %v", after)
	}
	bob, err := client.Users.Get(t.Context(), other.UserID)
	if err != nil || len(bob.PhoneNumbers) != 1 || len(bob.Emails) != 1 {
		t.Errorf("the other user has lost a factor: %v, %v", bob, err)
	}
}

// Every kind of factor that a user can have can be removed.
func TestEveryFactorCanBeRemoved(t *testing.T) {
	t.Parallel()
	b := &toolbox{client: newOfflineClient(t)}
	known := b.factorsOf(&api.User{
		Emails:                 []api.UserEmail{{EmailID: "email"}},
		PhoneNumbers:           []api.UserPhoneNumber{{PhoneID: "phone-number"}},
		WebAuthnRegistrations:  []api.UserWebAuthnRegistration{{WebAuthnRegistrationID: "webauthn-registration"}},
		BiometricRegistrations: []api.UserBiometricRegistration{{BiometricRegistrationID: "biometric-registration"}},
		TOTPs:                  []api.UserTOTP{{TOTPID: "totp"}},
		CryptoWallets:          []api.UserCryptoWallet{{CryptoWalletID: "crypto-wallet"}},
		Providers:              []api.UserOAuthProvider{{OAuthUserRegistrationID: "oauth-user"}},
		Password:               &api.UserPassword{PasswordID: "password"},
	})
	if len(known) != 8 {
		t.Errorf("%d factors are known, want 8", len(known))
	}
}
