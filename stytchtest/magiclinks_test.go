package stytchtest_test

import (
	"net/url"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

func TestMagicLinks_login(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	sent, err := w.MagicLinks.Email.LoginOrCreate(w.ctx, magiclinks.EmailLoginOrCreateRequest{
		Email: ada, SignupMagicLinkURL: "https://app.example.com/hello?from=mail",
	})
	w.ok(err)
	w.same(sent.UserCreated, true)
	w.same(w.get(sent.UserID).Emails, []api.UserEmail{{EmailID: sent.EmailID, Email: ada}})

	msg := w.srv.LastMessage("ADA@example.com")
	w.same(msg, stytchtest.Message{Kind: stytchtest.MessageMagicLinkSignup, To: ada, MethodID: sent.EmailID, Token: msg.Token, URL: msg.URL, SentAt: msg.SentAt})
	link, err := url.Parse(msg.URL)
	w.ok(err)
	w.same(link.Query(), url.Values{"from": {"mail"}, "stytch_token_type": {"magic_links"}, "token": {msg.Token}})
	w.same(link.Host+link.Path, "app.example.com/hello")
	w.same(len(msg.Token), 44)

	login, err := w.MagicLinks.Authenticate(w.ctx, magiclinks.AuthenticateRequest{
		Token: msg.Token, SessionDurationMinutes: 60, Attributes: magiclinks.Attributes{IPAddress: "192.0.2.1", UserAgent: "Test"},
	})
	w.ok(err)
	w.same(login.MethodID, sent.EmailID)
	w.same(login.ResetSessions, false)
	w.same(login.User.Emails, []api.UserEmail{{EmailID: sent.EmailID, Email: ada, Verified: true}})
	w.same(login.Session, &api.Session{
		SessionID: login.Session.SessionID, UserID: sent.UserID, Roles: []string{"stytch_user"},
		StartedAt: login.Session.StartedAt, LastAccessedAt: login.Session.StartedAt, ExpiresAt: login.Session.StartedAt.Add(time.Hour),
		Attributes: api.Attributes{IPAddress: "192.0.2.1", UserAgent: "Test"},
		AuthenticationFactors: []api.AuthenticationFactor{{
			Type: api.AuthenticationFactorTypeMagicLink, DeliveryMethod: api.DeliveryMethodEmail,
			EmailFactor: &api.EmailFactor{EmailID: sent.EmailID, EmailAddress: ada},
			CreatedAt:   login.Session.StartedAt, LastAuthenticatedAt: login.Session.StartedAt, UpdatedAt: login.Session.StartedAt,
		}},
	})
	w.same(len(login.SessionToken), 44)
	w.ok(w.alive(login.SessionToken))

	_, err = w.followLink(msg.Token)
	w.fails(err, api.ErrorTypeUnableToAuthMagicLink)

	again, err := w.MagicLinks.Email.LoginOrCreate(w.ctx, magiclinks.EmailLoginOrCreateRequest{Email: ada})
	w.ok(err)
	w.same(again, &magiclinks.EmailLoginOrCreateResponse{UserID: sent.UserID, EmailID: sent.EmailID, StatusCode: 200}, cmpopts.IgnoreFields(magiclinks.EmailLoginOrCreateResponse{}, "RequestID"))
	w.same(w.srv.LastMessage(ada).Kind, stytchtest.MessageMagicLinkLogin)
}

func TestMagicLinks_withoutSession(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	raw, err := w.post("/v1/magic_links/authenticate", map[string]any{"token": w.sendLink(ada), "session_custom_claims": map[string]any{"a": 1}})
	w.ok(err)
	w.contains(raw, `"session":null`)
	w.contains(raw, `"session_token":""`)
	w.contains(raw, `"session_jwt":""`)
}

func TestMagicLinks_lifetimes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		send func(w *harness) error
		want time.Duration
	}{
		{"login by default", func(w *harness) error {
			w.user(ada)
			_, err := w.MagicLinks.Email.Send(w.ctx, magiclinks.EmailSendRequest{Email: ada})
			return err
		}, time.Hour},
		{"login as requested", func(w *harness) error {
			w.user(ada)
			_, err := w.MagicLinks.Email.Send(w.ctx, magiclinks.EmailSendRequest{Email: ada, LoginExpirationMinutes: 5})
			return err
		}, 5 * time.Minute},
		{"signup by default", func(w *harness) error {
			_, err := w.MagicLinks.Email.LoginOrCreate(w.ctx, magiclinks.EmailLoginOrCreateRequest{Email: ada, LoginExpirationMinutes: 5})
			return err
		}, 7 * 24 * time.Hour},
		{"signup as requested", func(w *harness) error {
			_, err := w.MagicLinks.Email.LoginOrCreate(w.ctx, magiclinks.EmailLoginOrCreateRequest{Email: ada, SignupExpirationMinutes: 10080})
			return err
		}, 10080 * time.Minute},
		{"invite by default", func(w *harness) error {
			_, err := w.MagicLinks.Email.Invite(w.ctx, magiclinks.EmailInviteRequest{Email: ada})
			return err
		}, time.Hour},
		{"invite as requested", func(w *harness) error {
			_, err := w.MagicLinks.Email.Invite(w.ctx, magiclinks.EmailInviteRequest{Email: ada, InviteExpirationMinutes: 120})
			return err
		}, 2 * time.Hour},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for _, early := range []bool{true, false} {
				w := newHarness(t)
				w.ok(test.send(w))
				w.srv.Advance(test.want)
				if early {
					w.srv.Advance(-10 * time.Second)
				}
				_, err := w.followLink(w.srv.LastMessage(ada).Token)
				if early {
					w.ok(err)
				} else {
					w.fails(err, api.ErrorTypeUnableToAuthMagicLink)
				}
			}
		})
	}
}

func TestMagicLinks_laterSendKeepsEarlierLinks(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	first, second := w.sendLink(ada), w.sendLink(ada)
	_, err := w.followLink(first)
	w.ok(err)
	_, err = w.followLink(second)
	w.ok(err)
}

func TestMagicLinks_mailFollowsStatus(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	_, err := w.Users.Create(w.ctx, users.CreateRequest{Email: ada, CreateUserAsPending: true})
	w.ok(err)
	w.user(grace)
	for to, want := range map[string]stytchtest.MessageKind{ada: stytchtest.MessageMagicLinkSignup, grace: stytchtest.MessageMagicLinkLogin} {
		_, err := w.MagicLinks.Email.Send(w.ctx, magiclinks.EmailSendRequest{
			Email: to, LoginMagicLinkURL: "https://app.example.com/login", SignupMagicLinkURL: "https://app.example.com/signup",
		})
		w.ok(err)
		w.same(w.srv.LastMessage(to).Kind, want)
		w.contains(w.srv.LastMessage(to).URL, map[bool]string{true: "/signup?", false: "/login?"}[to == ada])
	}
}

func TestMagicLinks_pendingUser(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	sent, err := w.MagicLinks.Email.LoginOrCreate(w.ctx, magiclinks.EmailLoginOrCreateRequest{Email: ada, CreateUserAsPending: true})
	w.ok(err)
	w.same(w.get(sent.UserID).Status, api.UserStatusPending)
	w.sendLink(ada)
	w.same(w.srv.LastMessage(ada).Kind, stytchtest.MessageMagicLinkSignup)
}

func TestMagicLinks_addAddress(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	login := w.login(ada)
	ways := []magiclinks.EmailSendRequest{
		{Email: "one@example.com", UserID: login.UserID},
		{Email: "two@example.com", SessionToken: login.SessionToken},
		{Email: "three@example.com", SessionJWT: login.SessionJWT},
	}
	for _, req := range ways {
		sent, err := w.MagicLinks.Email.Send(w.ctx, req)
		w.ok(err)
		w.same(sent.UserID, login.UserID)
		added, err := w.followLink(w.srv.LastMessage(req.Email).Token)
		w.ok(err)
		w.same(added.UserID, login.UserID)
	}
	w.same(len(w.get(login.UserID).Emails), 4)

	// The fourth is not confirmed in time.
	_, err := w.MagicLinks.Email.Send(w.ctx, magiclinks.EmailSendRequest{Email: "late@example.com", UserID: login.UserID})
	w.ok(err)
	_, err = w.MagicLinks.Email.Send(w.ctx, magiclinks.EmailSendRequest{Email: "other@example.com", UserID: login.UserID})
	w.fails(err, api.ErrorTypeEmailVerificationRequired)
	w.srv.Advance(5*time.Minute - 10*time.Second)
	w.same(len(w.get(login.UserID).Emails), 5)
	w.srv.Advance(10 * time.Second)
	w.same(len(w.get(login.UserID).Emails), 4)
	_, err = w.followLink(w.srv.LastMessage("late@example.com").Token)
	w.fails(err, api.ErrorTypeUnableToAuthMagicLink)
	w.user("late@example.com") // free again
}

func TestMagicLinks_sendNeedsUser(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	_, err := w.MagicLinks.Email.Send(w.ctx, magiclinks.EmailSendRequest{Email: ada})
	w.fails(err, api.ErrorTypeEmailNotFound)
	w.user(ada)
	other := w.user(grace)
	_, err = w.MagicLinks.Email.Send(w.ctx, magiclinks.EmailSendRequest{Email: ada, UserID: other})
	w.fails(err, api.ErrorTypeDuplicateEmail)
	w.same(w.srv.Messages(), []stytchtest.Message(nil))
}

func TestMagicLinks_invite(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	invite := magiclinks.EmailInviteRequest{
		Email: ada, Name: magiclinks.Name{FirstName: "Ada"}, TrustedMetadata: map[string]any{"by": "me"}, InviteMagicLinkURL: "https://app.example.com/invite",
	}
	invited, err := w.MagicLinks.Email.Invite(w.ctx, invite)
	w.ok(err)
	u := w.get(invited.UserID)
	w.same(u.Status, api.UserStatusPending)
	w.same(u.Name, api.Name{FirstName: "Ada"})
	w.same(u.TrustedMetadata, map[string]any{"by": "me"})
	msg := w.srv.LastMessage(ada)
	w.same(msg.Kind, stytchtest.MessageMagicLinkInvite)
	w.contains(msg.URL, "https://app.example.com/invite?")
	_, err = w.MagicLinks.Email.Invite(w.ctx, invite)
	w.fails(err, api.ErrorTypeUserAlreadyInvited)

	_, err = w.MagicLinks.Email.RevokeInvite(w.ctx, magiclinks.EmailRevokeInviteRequest{Email: ada})
	w.ok(err)
	_, err = w.followLink(msg.Token)
	w.fails(err, api.ErrorTypeUnableToAuthMagicLink)
	_, err = w.MagicLinks.Email.RevokeInvite(w.ctx, magiclinks.EmailRevokeInviteRequest{Email: ada})
	w.fails(err, api.ErrorTypeEmailNotFound)

	again, err := w.MagicLinks.Email.Invite(w.ctx, magiclinks.EmailInviteRequest{Email: ada})
	w.ok(err)
	w.same(again.UserID, invited.UserID)
	login, err := w.followLink(w.srv.LastMessage(ada).Token)
	w.ok(err)
	w.same(login.User.Status, api.UserStatusActive)
	w.same(login.User.Name, api.Name{FirstName: "Ada"})
	_, err = w.MagicLinks.Email.Invite(w.ctx, invite)
	w.fails(err, api.ErrorTypeInvalidEmailForInvites)
}

func TestMagicLinks_embeddable(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	id := w.user(ada)
	made, err := w.MagicLinks.Create(w.ctx, magiclinks.CreateRequest{UserID: id, ExpirationMinutes: 5})
	w.ok(err)
	login, err := w.followLink(made.Token)
	w.ok(err)
	w.same(login.UserID, id)
	w.same(login.User.Emails[0].Verified, false)
	factor := login.Session.AuthenticationFactors[0]
	w.same(factor.DeliveryMethod, api.DeliveryMethodEmbedded)
	w.same(factor.EmbeddableMagicLinkFactor.EmbeddedID, login.MethodID)
	_, err = w.followLink(made.Token)
	w.fails(err, api.ErrorTypeUnableToAuthMagicLink)

	made, err = w.MagicLinks.Create(w.ctx, magiclinks.CreateRequest{UserID: id, ExpirationMinutes: 5})
	w.ok(err)
	w.srv.Advance(5 * time.Minute)
	_, err = w.followLink(made.Token)
	w.fails(err, api.ErrorTypeUnableToAuthMagicLink)
	w.same(w.srv.Messages(), []stytchtest.Message(nil))
}

// The example of RFC 7636, appendix B.
const (
	verifier  = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
	challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
)
