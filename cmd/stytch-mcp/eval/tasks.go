package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// task is a task for an agent.
type task struct {
	name, request string
	// most is the maximum number of tokens for the task: half of what it cost before results were bounded and
	// shortened.
	most int
	run  func(*agent)
}

var tasks = []task{
	{"Onboard", "Sign up ada@example.com with a magic link and check that she is logged in.", 378, onboard},
	{"Diagnose a code", "A user's code does not work. Find out why, and log her in.", 355, diagnoseCode},
	{"Delete the trials", "Delete all users on trial, 30 of 120.", 3000, deleteTrials},
	{"Set up TOTP", "Add an authenticator app to a user and log her in with it.", 701, setUpTOTP},
	{"Explain a rejected session", "A session is rejected. Explain why.", 353, explainSession},
	{"Use raw requests", "Invite a user and revoke the invitation. No tool does either.", 440, rawRequests},
}

const email, password = "ada@example.com", "an-unusual-phrase-1815"

// onboard signs a user up. The agent first calls the tool for existing users.
func onboard(a *agent) {
	a.errs("stytch_magic_link_email_send", object{"email": email}, "stytch_magic_link_email_login_or_create")
	sent := a.call("stytch_magic_link_email_login_or_create", object{"email": email})
	inbox := a.call("stytch_emulator_messages", object{"to": email})
	login := a.call("stytch_magic_link_authenticate", object{"token": text(inbox["messages"], "token"), "session_duration_minutes": 60})
	a.need(login["user_id"] == sent["user_id"], "another user is logged in")
	got := a.call("stytch_user_get", object{"user_id": sent["user_id"], "fields": []any{"status", "emails.verified"}})
	a.need(text(got, "user", "status") == "active" && at(got, "user", "emails", "verified") == true, "the user is not logged in")
}

// diagnoseCode authenticates a code that a newer one has replaced, and then the newest code.
func diagnoseCode(a *agent) {
	a.call("stytch_otp_email_send", object{"email": email, "create_user": true})
	old := a.emulator.LastMessage(email).Code
	sent := a.call("stytch_otp_email_send", object{"email": email})
	a.errs("stytch_otp_authenticate", object{"method_id": sent["email_id"], "code": old}, "Ask the user for the newest")
	inbox := a.call("stytch_emulator_messages", object{"to": email, "limit": 1})
	login := a.call("stytch_otp_authenticate", object{"method_id": sent["email_id"], "code": text(inbox["messages"], "code"), "session_duration_minutes": 60})
	a.need(login["user_id"] == sent["user_id"], "another user is logged in")
}

// deleteTrials deletes the users with a plan in their metadata.
func deleteTrials(a *agent) {
	found := a.call("stytch_user_search", object{
		"query": object{"trusted_metadata": object{"plan": "trial"}}, "limit": 100, "fields": []any{"trusted_metadata.plan"},
	})
	dry := a.call("stytch_user_delete", object{"list_id": found["list_id"], "dry_run": true})
	done := a.call("stytch_user_delete", object{"list_id": found["list_id"]})
	a.need(len(dry["users"].([]any)) == 30 && done["deleted"] == 30.0, "not the 30 trials were deleted")
}

// setUpTOTP enrols an authenticator app and logs in. The first code is mistyped.
func setUpTOTP(a *agent) {
	user := a.call("stytch_user_search", object{"query": object{"email_address": []any{"user-001@example.com"}}, "fields": []any{"status"}})
	id := text(user["users"], "user_id")
	app := a.call("stytch_totp_create", object{"user_id": id})
	a.errs("stytch_totp_authenticate", object{"user_id": id, "totp_code": "000000"}, "newest")
	for range 2 {
		code, err := totp.GenerateCode(text(app, "secret"), a.emulator.Now())
		if err != nil {
			a.fail(err)
			return
		}
		login := a.call("stytch_totp_authenticate", object{"user_id": id, "totp_code": code, "session_duration_minutes": 60})
		a.need(login["user_id"] == id, "another user is logged in")
		a.emulator.Advance(time.Minute)
	}
}

// explainSession finds out that a session was revoked.
func explainSession(a *agent) {
	login := a.call("stytch_password_create", object{"email": email, "password": password, "session_duration_minutes": 60})
	a.call("stytch_session_revoke", object{"session_id": login["session_id"]})
	a.errs("stytch_session_authenticate", object{"session_token": login["session_token"]}, "revoked")
	sessions := a.call("stytch_session_get", object{"user_id": login["user_id"]})
	a.need(len(sessions["sessions"].([]any)) == 0, "the session is active")
}

// rawRequests calls endpoints that have no tool. The agent guesses a path first.
func rawRequests(a *agent) {
	a.errs("stytch_request", object{"method": "POST", "path": "/v1/magic_links/invite", "body": object{"email": email}}, "/v1/magic_links/email/invite")
	invited := a.call("stytch_request", object{
		"method": "POST", "path": "/v1/magic_links/email/invite", "body": object{"email": email}, "fields": []any{"user_id"},
	})
	id := text(invited, "response", "user_id")
	user := a.call("stytch_request", object{"path": "/v1/users/" + id, "fields": []any{"status", "emails.verified"}})
	a.need(text(user, "response", "status") == "pending", "nobody was invited")
	a.call("stytch_request", object{
		"method": "POST", "path": "/v1/magic_links/email/revoke_invite", "body": object{"email": email}, "fields": []any{"status_code"},
	})
	sessions := a.call("stytch_request", object{"path": "/v1/sessions?user_id=" + id, "fields": []any{"sessions.session_id"}})
	a.need(len(at(sessions, "response", "sessions").([]any)) == 0, "the user has logged in")
	pending := a.call("stytch_request", object{
		"method": "POST", "path": "/v1/users/search", "fields": []any{"results_metadata.total"},
		"body": object{"query": object{"operator": "AND", "operands": []any{object{"filter_name": "status", "filter_value": "pending"}}}},
	})
	a.need(at(pending, "response", "results_metadata", "total") == 1.0, "others are pending")
}

// populate creates 120 users as real projects have them, 30 of them on trial.
func populate(ctx context.Context, srv *stytchtest.Server) error {
	client := srv.Client()
	for i := range 120 {
		plan := []string{"trial", "pro", "pro", "enterprise"}[i%4]
		_, err := client.Users.Create(ctx, users.CreateRequest{
			Email:      fmt.Sprintf("user-%03d@example.com", i),
			Name:       users.Name{FirstName: fmt.Sprintf("First%d", i), LastName: fmt.Sprintf("Last%d", i)},
			ExternalID: fmt.Sprintf("customer-%03d", i),
			TrustedMetadata: map[string]any{
				"plan": plan, "company": fmt.Sprintf("Company %d", i), "seats": i % 9,
				"note": strings.Repeat("Called on Monday. ", 12),
			},
			UntrustedMetadata: map[string]any{"theme": "dark", "locale": "en"},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// evaluate runs all tasks and returns the table.
func evaluate(ctx context.Context) (string, error) {
	var b strings.Builder
	b.WriteString("| Task | Request | Calls | Wrong turns | Tokens |\n|---|---|---:|---:|---:|\n")
	for _, t := range tasks {
		a, err := runTask(ctx, &t)
		if err != nil {
			return "", fmt.Errorf("%s: %w", t.name, err)
		}
		if a.tokens() > t.most {
			return "", fmt.Errorf("%s: %d tokens, more than %d", t.name, a.tokens(), t.most)
		}
		fmt.Fprintf(&b, "| %s | %s | %d | %d | %d |\n", t.name, t.request, a.calls, a.wrong, a.tokens())
	}
	return b.String(), nil
}

// runTask runs one task against an emulator of its own.
func runTask(ctx context.Context, t *task) (*agent, error) {
	srv, err := stytchtest.Start(stytchtest.WithDeterministicIDs(1))
	if err != nil {
		return nil, err
	}
	defer srv.Close()
	if err := populate(ctx, srv); err != nil {
		return nil, err
	}
	a, err := newAgent(ctx, srv)
	if err != nil {
		return nil, err
	}
	defer func() { _ = a.session.Close() }()
	t.run(a)
	return a, a.err
}
