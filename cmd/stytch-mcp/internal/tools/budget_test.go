package tools

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// manyUsers returns an emulator with users whose metadata is as large as the API allows: 4 KB of each kind.
func manyUsers(t *testing.T, n int) *stytchtest.Server {
	t.Helper()
	srv := stytchtest.NewServer(t)
	client := srv.Client()
	note := strings.Repeat("x", 3900)
	for i := range n {
		_, err := client.Users.Create(t.Context(), users.CreateRequest{
			Email:             fmt.Sprintf("user-%03d@example.com", i),
			ExternalID:        fmt.Sprintf("customer-%03d", i),
			TrustedMetadata:   map[string]any{"plan": "trial", "note": note},
			UntrustedMetadata: map[string]any{"theme": "dark", "note": note},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return srv
}

// tokens returns the estimated size of a result, which must not exceed the budget.
func (h *harness) tokens(tool string, arguments object, most int) int {
	h.t.Helper()
	tokens := len(textOf(h.call(tool, arguments))) / bytesPerToken
	if tokens > most {
		h.t.Errorf("%s %v: %d tokens, more than %d", tool, arguments, tokens, most)
	}
	return tokens
}

// Every result fits the budget, and the cursors lead through all users, whole or shortened as requested.
func TestBudgetOfSearch(t *testing.T) {
	t.Parallel()
	const n = 60
	srv := manyUsers(t, n)
	for name, test := range map[string]struct {
		opts      Options
		arguments object
		most      int
		whole     bool // the metadata comes whole
	}{
		"default page":     {Options{}, object{}, defaultMaxTokens, false},
		"largest page":     {Options{}, object{"limit": 100}, defaultMaxTokens, false},
		"metadata chosen":  {Options{}, object{"limit": 100, "fields": []any{"external_id", "trusted_metadata"}}, defaultMaxTokens, true},
		"a part of it":     {Options{}, object{"limit": 100, "fields": []any{"external_id", "trusted_metadata.plan"}}, 2000, false},
		"small budget":     {Options{MaxTokens: 1000}, object{"limit": 100}, 1000, false},
		"smallest, chosen": {Options{MaxTokens: leastMaxTokens}, object{"limit": 100, "fields": []any{"external_id", "trusted_metadata"}}, leastMaxTokens, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := connect(t, srv, srv.Client(), test.opts)
			seen := map[string]bool{}
			arguments := maps.Clone(test.arguments)
			for range 2 * n {
				h.tokens("stytch_user_search", arguments, test.most)
				page := h.ok("stytch_user_search", arguments)
				list, _ := page["users"].([]any)
				if len(list) == 0 {
					t.Fatalf("a page without users: %v", page)
				}
				for _, item := range list {
					user := item.(object)
					seen[fmt.Sprint(user["user_id"])] = true
					trusted, _ := user["trusted_metadata"].(object)
					if got := trusted["plan"] == "trial" || trusted[more] != nil; !got {
						t.Fatalf("metadata: %.300v", trusted)
					}
					if note, _ := trusted["note"].(string); test.whole != (len(note) == 3900) {
						t.Fatalf("%d characters of the note", len(note))
					}
				}
				cursor, _ := page["next_cursor"].(string)
				if cursor == "" {
					break
				}
				arguments["cursor"] = cursor
			}
			if len(seen) != n {
				t.Errorf("%d users were seen, want %d", len(seen), n)
			}
		})
	}
}

// The budget also bounds messages, and sessions with large claims.
func TestBudgetOfSessions(t *testing.T) {
	t.Parallel()
	const n = 40
	h := newHarness(t, Options{})
	client := h.emulator.Client()
	var userID string
	for i := range n {
		login := passwords.AuthenticateRequest{
			Email: "ada@example.com", Password: "an-unusual-phrase-1815", SessionDurationMinutes: 60,
			SessionCustomClaims: map[string]any{"note": strings.Repeat("x", 3900)},
		}
		if i == 0 {
			created, err := client.Passwords.Create(t.Context(), passwords.CreateRequest{Email: login.Email, Password: login.Password})
			if err != nil {
				t.Fatal(err)
			}
			userID = created.UserID
		}
		if _, err := client.Passwords.Authenticate(t.Context(), login); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[string]bool{}
	arguments := object{"user_id": userID}
	for range n {
		h.tokens("stytch_session_get", arguments, defaultMaxTokens)
		page := h.ok("stytch_session_get", arguments)
		for _, item := range page["sessions"].([]any) {
			seen[item.(object)["session_id"].(string)] = true
		}
		cursor, _ := page["next_cursor"].(string)
		if cursor == "" {
			break
		}
		arguments["cursor"] = cursor
	}
	if len(seen) != n {
		t.Errorf("%d sessions were seen, want %d", len(seen), n)
	}
	h.tokens("stytch_session_get", object{"user_id": userID, "fields": []any{"expires_at"}}, 1700)
}

// The same rule bounds a raw response: whole items and a cursor. Continuing does not repeat the call.
func TestBudgetOfRequest(t *testing.T) {
	t.Parallel()
	const n = 60
	srv := manyUsers(t, n)
	h := connect(t, srv, srv.Client(), Options{})
	srv.ResetRequests()
	seen := map[string]bool{}
	arguments := object{"method": "POST", "path": "/v1/users/search", "body": object{}}
	for range n {
		page := h.ok("stytch_request", arguments)
		response := page["response"].(object)
		for _, item := range response["results"].([]any) {
			seen[item.(object)["user_id"].(string)] = true
		}
		if response["results_metadata"].(object)["total"] != float64(n) {
			t.Errorf("the rest of the response is gone: %v", response["results_metadata"])
		}
		cursor, _ := page["next_cursor"].(string)
		if cursor == "" {
			break
		}
		arguments["cursor"] = cursor
		h.tokens("stytch_request", arguments, defaultMaxTokens)
	}
	if len(seen) != n {
		t.Errorf("%d users were seen, want %d", len(seen), n)
	}
	if calls := len(srv.Requests()); calls != 1 {
		t.Errorf("Stytch was called %d times, want 1", calls)
	}
	arguments = object{"method": "POST", "path": "/v1/users/search", "body": object{}, "fields": []any{"results.external_id", "results.trusted_metadata.plan"}}
	h.tokens("stytch_request", arguments, 1500)
	first := h.ok("stytch_request", arguments)["response"].(object)["results"].([]any)[0]
	if diff := cmp.Diff(object{"external_id": "customer-059", "trusted_metadata": object{"plan": "trial"}}, first); diff != "" {
		t.Errorf("chosen fields (-want +got):\n%s", diff)
	}
}

// A response without a list is shortened and keeps its shape.
func TestBudgetOfObject(t *testing.T) {
	t.Parallel()
	s := &server{budget: 4000}
	value := object{"response": object{"status": "ok", "raw": object{
		"a": strings.Repeat("é", 9000), "b": []any{1.0, object{"c": strings.Repeat("y", 9000)}}, "d": true,
	}}}
	data, summary, err := s.fit(&tool{spec: spec{shape: rawResponse}}, value, "Done.", toolCall{})
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Response struct {
			Status string         `json:"status"`
			Raw    map[string]any `json:"raw"`
		} `json:"response"`
	}
	if err := json.Unmarshal(data, &got); err != nil || len(data) > 4000 {
		t.Fatalf("%d bytes, %v", len(data), err)
	}
	if got.Response.Status != "ok" || !strings.HasSuffix(fmt.Sprint(got.Response.Raw["a"]), "...(9000 characters)") {
		t.Errorf("%.500s", data)
	}
	if want := "Done." + shortenedNote; summary != want {
		t.Errorf("summary %q, want %q", summary, want)
	}
}

func TestShorten(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		value, want any
	}{
		"small":   {object{"a": "b"}, object{"a": "b"}},
		"text":    {strings.Repeat("x", 300), strings.Repeat("x", 100) + "...(300 characters)"},
		"objects": {[]any{object{"a": strings.Repeat("x", 60)}, object{"a": strings.Repeat("x", 60)}}, []any{object{"a": strings.Repeat("x", 25) + "...(60 characters)"}, object{more: "1 more item"}}},
		"keys": {
			object{"a": 1.0, "b": strings.Repeat("x", 90), "c": strings.Repeat("x", 90), "d": 2.0},
			object{"a": 1.0, "b": strings.Repeat("x", 50) + "...(90 characters)", more: "2 of 4 keys are left out"},
		},
	} {
		if diff := cmp.Diff(test.want, shorten(test.value, 100)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestFields(t *testing.T) {
	t.Parallel()
	h := newHarness(t, Options{})
	h.ok("stytch_user_create", object{"email": "ada@example.com", "external_id": "customer-1", "trusted_metadata": object{"plan": "pro", "seats": 3}})
	got := h.ok("stytch_user_get", object{"user_id": "customer-1", "fields": []any{"status", "emails.verified", "trusted_metadata.seats"}})
	user := got["user"].(object)
	if user["user_id"] == nil {
		t.Error("the ID is missing")
	}
	delete(user, "user_id")
	want := object{"status": "active", "emails": []any{object{"verified": false}}, "trusted_metadata": object{"seats": 3.0}}
	if diff := cmp.Diff(want, user); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	text := h.fails("stytch_user_get", object{"user_id": "customer-1", "fields": []any{"emial"}})
	if want := "- fields: emial is unknown; known are user_id, status, "; !strings.Contains(text, want) {
		t.Errorf("the result does not contain %q:\n%s", want, text)
	}
}

// A tool returns a session JWT only on request.
func TestReturnJWT(t *testing.T) {
	t.Parallel()
	for _, tool := range allTools() {
		_, has := tool.output.Properties["session_jwt"]
		if _, asks := tool.input.Properties["return_jwt"]; has != asks {
			t.Errorf("%s: session_jwt in the result %t, return_jwt among the arguments %t", tool.name, has, asks)
		}
	}
	h := newHarness(t, Options{})
	login := h.ok("stytch_password_create", object{"email": "ada@example.com", "password": "an-unusual-phrase-1815", "session_duration_minutes": 60})
	if login["session_jwt"] != nil || login["session_token"] == nil {
		t.Errorf("login: %v", slices.Sorted(maps.Keys(login)))
	}
	for _, asked := range []bool{false, true} {
		active := h.ok("stytch_session_authenticate", object{"session_token": login["session_token"], "return_jwt": asked})
		if (active["session_jwt"] != nil) != asked {
			t.Errorf("asked %t: %v", asked, slices.Sorted(maps.Keys(active)))
		}
	}
}

// Values that have expired take no memory, and the others are bounded by their size together.
func TestCacheIsBounded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var c cache[string]
		first := c.put("rest-", "first", maxCachedBytes/4)
		for range 3 {
			c.put("rest-", "another", maxCachedBytes/4)
		}
		if _, ok := c.get(first); !ok || len(c.list) != 4 {
			t.Errorf("%d values are kept, want 4", len(c.list))
		}
		last := c.put("rest-", "last", maxCachedBytes/2)
		if _, ok := c.get(first); ok || len(c.list) != 3 {
			t.Errorf("%d values are kept, want 3", len(c.list))
		}
		time.Sleep(cacheFor)
		if _, ok := c.get(last); ok || len(c.list) > 0 {
			t.Errorf("%d values are kept after they have expired", len(c.list))
		}
		huge := c.put("rest-", "huge", 2*maxCachedBytes)
		if _, ok := c.get(huge); !ok {
			t.Error("a single value of any size is kept")
		}
	})
}

// A cursor of this server works only for its tool and for 10 minutes.
func TestRemainders(t *testing.T) {
	t.Parallel()
	s := &server{}
	cursor := s.putRemainder("stytch_user_search", object{"users": []any{1.0}})
	if _, _, err := s.nextOf("stytch_session_get", cursor); err == nil {
		t.Error("the cursor works for another tool")
	}
	for range 2 {
		if value, _, err := s.nextOf("stytch_user_search", cursor); err != nil || len(value.(object)["users"].([]any)) != 1 {
			t.Errorf("%v, %v", value, err)
		}
	}
	for range maxCached {
		s.putRemainder("stytch_user_search", object{})
	}
	if _, _, err := s.nextOf("stytch_user_search", cursor); err == nil {
		t.Error("remainders are kept without bound")
	}
	oldest := &s.remainders.list[0]
	oldest.until = time.Now().Add(-time.Second)
	if _, _, err := s.nextOf("stytch_user_search", oldest.id); err == nil {
		t.Error("a remainder outlives its time")
	}
	h := newHarness(t, Options{})
	text := h.fails("stytch_user_search", object{"cursor": remainderPrefix + "gone"})
	if want := "- cursor: is unknown, or older than 10 minutes: start over without it"; !strings.Contains(text, want) {
		t.Errorf("the result does not contain %q:\n%s", want, text)
	}
}
