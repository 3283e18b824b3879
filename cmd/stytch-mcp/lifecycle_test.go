package main

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pquerna/otp/totp"

	"github.com/flymyai/stytch-go/stytchtest"
)

// TestUserLifecycle calls every tool over stdio with a real client: a user signs up by magic link, logs in with
// codes and a password, enrolls an authenticator app, uses and ends sessions, and is deleted.
func TestUserLifecycle(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	session, _ := start(t, keysOf(srv))
	called := map[string]bool{}
	do := func(tool string, arguments map[string]any) map[string]any {
		t.Helper()
		called[tool] = true
		return call(t, session, tool, arguments)
	}
	text := func(out map[string]any, name string) string {
		t.Helper()
		value, ok := out[name].(string)
		if !ok || value == "" {
			t.Fatalf("no %s in %v", name, out)
		}
		return value
	}
	const email, phone, password = "ada@example.com", "+14155550123", "an-unusual-phrase-1815"

	// Sign up by magic link.
	sent := do("stytch_magic_link_email_login_or_create", map[string]any{"email": email, "create_user_as_pending": true})
	if sent["user_created"] != true {
		t.Errorf("the user is not new: %v", sent)
	}
	userID := text(sent, "user_id")
	login := do("stytch_magic_link_authenticate", map[string]any{"token": srv.LastMessage(email).Token, "session_duration_minutes": 60})
	token := text(login, "session_token")
	if login["user_id"] != userID {
		t.Errorf("%v has logged in, want %s", login["user_id"], userID)
	}
	do("stytch_magic_link_email_send", map[string]any{"email": email, "login_magic_link_url": "https://app.example.com/login"})
	if link := srv.LastMessage(email); !strings.HasPrefix(link.URL, "https://app.example.com/login?") {
		t.Errorf("the link leads to %s", link.URL)
	}

	// Add a phone number to the session, by SMS and WhatsApp.
	for _, tool := range []string{"stytch_otp_sms_send", "stytch_otp_whatsapp_send"} {
		sent = do(tool, map[string]any{"phone_number": phone, "user_id": userID})
		login = do("stytch_otp_authenticate", map[string]any{
			"method_id": text(sent, "phone_id"), "code": srv.LastMessage(phone).Code, "session_token": token,
		})
		if login["session_token"] != token {
			t.Errorf("%s: the code has not joined the session", tool)
		}
	}
	sent = do("stytch_otp_email_send", map[string]any{"email": email, "expiration_minutes": 10})
	do("stytch_otp_authenticate", map[string]any{"method_id": text(sent, "email_id"), "code": srv.LastMessage(email).Code})

	// A password for the same user, by a reset, and another user with one from the start.
	check := do("stytch_password_strength_check", map[string]any{"password": "password", "email": email})
	if check["valid_password"] != false || check["breached_password"] != true {
		t.Errorf("a breached password passes: %v", check)
	}
	do("stytch_password_reset_start", map[string]any{"email": email})
	reset := do("stytch_request", map[string]any{
		"method": "POST", "path": "/v1/passwords/email/reset",
		"body": map[string]any{"token": srv.LastMessage(email).Token, "password": password},
	})
	if response, _ := reset["response"].(map[string]any); response["user_id"] != userID {
		t.Errorf("the password of %v was reset", response["user_id"])
	}
	login = do("stytch_password_authenticate", map[string]any{"email": email, "password": password, "session_duration_minutes": 60})
	token = text(login, "session_token")
	bob := do("stytch_password_create", map[string]any{"email": "bob@example.com", "password": password})

	// An authenticator app.
	app := do("stytch_totp_create", map[string]any{"user_id": userID})
	for range 2 {
		code, err := totp.GenerateCode(text(app, "secret"), srv.Now())
		if err != nil {
			t.Fatal(err)
		}
		do("stytch_totp_authenticate", map[string]any{"user_id": userID, "totp_code": code, "session_token": token})
		srv.Advance(time.Minute)
	}

	// A login with a provider, as the same user.
	oauth := srv.OAuthToken(stytchtest.OAuthLogin{Provider: "google", Email: email})
	login = do("stytch_oauth_authenticate", map[string]any{"token": oauth, "session_token": token})
	if login["user_id"] != userID || login["provider_type"] != "Google" {
		t.Errorf("login with Google: %v", login)
	}

	// The session has all factors.
	active := do("stytch_session_authenticate", map[string]any{
		"session_token": token, "session_duration_minutes": 120, "session_custom_claims": map[string]any{"tenant": "acme"}, "return_jwt": true,
	})
	inside, _ := active["session"].(map[string]any)
	factors, _ := inside["authentication_factors"].([]any)
	if len(factors) != 3 { // password, authenticator, Google
		t.Errorf("%d factors, want 3: %v", len(factors), factors)
	}
	if diff := cmp.Diff(map[string]any{"tenant": "acme"}, inside["custom_claims"]); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
	sessions := func() int {
		list, _ := do("stytch_session_get", map[string]any{"user_id": userID})["sessions"].([]any)
		return len(list)
	}
	if n := sessions(); n != 1 {
		t.Errorf("%d sessions, want 1", n)
	}
	do("stytch_session_revoke", map[string]any{"session_jwt": text(active, "session_jwt")})
	if n := sessions(); n != 0 {
		t.Errorf("%d sessions after the revoke, want 0", n)
	}

	// Manage users.
	do("stytch_user_create", map[string]any{"email": "carol@example.com", "name": map[string]any{"first_name": "Carol"}, "external_id": "customer-3"})
	do("stytch_user_update", map[string]any{"user_id": "customer-3", "name": map[string]any{"first_name": "", "last_name": "Shaw"}, "trusted_metadata": map[string]any{"plan": "pro"}})
	got := do("stytch_user_get", map[string]any{"user_id": "customer-3"})
	user, _ := got["user"].(map[string]any)
	want := map[string]any{"name": map[string]any{"last_name": "Shaw"}}
	if diff := cmp.Diff(want, user["written_by_end_user"]); diff != "" {
		t.Errorf("name (-want +got):\n%s", diff)
	}
	page := do("stytch_user_search", map[string]any{"query": map[string]any{"email_address_fuzzy": "example.com"}, "limit": 2})
	if list, _ := page["users"].([]any); len(list) != 2 || page["total"] != 3.0 || page["next_cursor"] == nil {
		t.Errorf("first page: %v", page)
	}
	page = do("stytch_user_search", map[string]any{"query": map[string]any{"email_address_fuzzy": "example.com"}, "limit": 2, "cursor": text(page, "next_cursor")})
	if list, _ := page["users"].([]any); len(list) != 1 || page["next_cursor"] != nil {
		t.Errorf("second page: %v", page)
	}
	for _, id := range []string{userID, text(bob, "user_id"), "customer-3"} {
		do("stytch_user_delete", map[string]any{"user_id": id})
	}
	page = do("stytch_user_search", nil)
	if page["total"] != 0.0 {
		t.Errorf("users are left: %v", page)
	}

	list, err := session.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tool := range list.Tools {
		names = append(names, tool.Name)
	}
	if diff := cmp.Diff(names, slices.Sorted(maps.Keys(called))); diff != "" {
		t.Errorf("tools this test does not call (-want +got):\n%s", diff)
	}
	stop(t, session)
}
