package magiclinks

import (
	"cmp"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/field"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/pkce"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// How long links live by default.
const (
	loginMinutes  = 60
	signupMinutes = 10080
)

// emailLimit is the rate limit that is documented, for each address.
var emailLimit = store.RateLimit{Name: "magic_links.email", Every: time.Second, AtMost: 1}

// link is one of the links that a mail may hold.
type link struct {
	message string // its kind
	purpose string // of the redirect URL
	url     string
	minutes int
	// template is the ID of the email template, empty for the project's own.
	template string
}

// mail is a mail with a link.
type mail struct {
	address    string
	attributes api.Attributes
	challenge  string
	locale     api.Locale
	// login goes to active users, signup to pending and new ones.
	login, signup link
}

// newMail returns a mail for an operation that logs users in. It sets the message and the purpose of both links.
func newMail(address string, attributes api.Attributes, challenge string, locale api.Locale, login, signup link) *mail {
	login.message, login.purpose = store.MessageMagicLinkLogin, config.RedirectLogin
	signup.message, signup.purpose = store.MessageMagicLinkSignup, config.RedirectSignup
	return &mail{address, attributes, challenge, locale, login, signup}
}

// check checks the fields of a mail and fills in the defaults.
func (m *mail) check(c *op.Call) (err error) {
	if err := cmp.Or(
		c.Project.CheckEmail(m.address),
		field.CheckAttributes(m.attributes),
		pkce.CheckChallenge(m.challenge),
		field.CheckEmailLocale(m.locale),
		c.Project.CheckTemplates(m.login.template, m.signup.template),
	); err != nil {
		return err
	}
	if m.login.minutes, err = linkMinutes(m.login.minutes, loginMinutes, "login_expiration_minutes"); err != nil {
		return err
	}
	if m.signup.minutes, err = linkMinutes(m.signup.minutes, signupMinutes, "signup_expiration_minutes"); err != nil {
		return err
	}
	for _, l := range []link{m.login, m.signup} {
		if l.url == "" {
			continue // the default is needed only where the link is used
		}
		if _, err := c.Project.Redirect(l.url, l.purpose); err != nil {
			return err
		}
	}
	return c.Project.CheckEmailRecipient(m.address)
}

// linkMinutes returns the lifetime of a link.
func linkMinutes(given, otherwise int, name string) (int, error) {
	return field.Minutes(given, otherwise, field.MinLinkMinutes, field.MaxLinkMinutes, api.ErrorTypeInvalidExpiration, name)
}

// send sends the link that the recipient needs, and creates the user and the address if they are new.
func (m *mail) send(c *op.Call, r store.Recipient) (to *store.Contact, userCreated bool, err error) {
	l := m.signup
	if r.User != nil && r.User.Status == api.UserStatusActive {
		l = m.login
	}
	redirect, err := c.Project.Redirect(l.url, l.purpose)
	if err != nil {
		return nil, false, err
	}
	if err := c.Store.CheckRate(emailLimit, m.address); err != nil {
		return nil, false, err
	}
	to, userCreated = c.Store.Reach(r)
	m.deliver(c, l, redirect, to)
	return to, userCreated, nil
}

// deliver sends a link. Nothing can fail any more.
func (m *mail) deliver(c *op.Call, l link, redirect string, to *store.Contact) *store.Ticket {
	t := &store.Ticket{
		User:       to.User,
		Email:      to,
		ExpiresAt:  c.Now.Add(time.Duration(l.minutes) * time.Minute),
		Attributes: m.attributes,
		Challenge:  m.challenge,
	}
	token := c.Store.AddMagicLink(t)
	c.Store.Send(store.Message{Kind: l.message, To: to.Value, MethodID: to.ID, Token: token, URL: store.LinkURL(redirect, "magic_links", token)}, t.Usable)
	return t
}

func send(c *op.Call, req *api.MagicLinksEmailSendRequest) (*api.MagicLinksEmailSendResponse, error) {
	m := newMail(req.Email, req.Attributes, req.CodeChallenge, req.Locale,
		link{url: req.LoginMagicLinkURL, minutes: req.LoginExpirationMinutes, template: req.LoginTemplateID},
		link{url: req.SignupMagicLinkURL, minutes: req.SignupExpirationMinutes, template: req.SignupTemplateID})
	if err := m.check(c); err != nil {
		return nil, err
	}
	if id, ok := c.Project.SandboxContact(m.address); ok {
		return &api.MagicLinksEmailSendResponse{UserID: sandbox.UserID, EmailID: id}, nil
	}
	selection := store.UserSelection{UserID: req.UserID, SessionToken: req.SessionToken, SessionJWT: req.SessionJWT}
	r, err := c.Store.ExistingRecipient(m.address, selection, api.ErrorTypeEmailNotFound)
	if err != nil {
		return nil, err
	}
	to, _, err := m.send(c, r)
	if err != nil {
		return nil, err
	}
	return &api.MagicLinksEmailSendResponse{UserID: to.User.ID, EmailID: to.ID}, nil
}

func loginOrCreate(c *op.Call, req *api.MagicLinksEmailLoginOrCreateRequest) (*api.MagicLinksEmailLoginOrCreateResponse, error) {
	m := newMail(req.Email, req.Attributes, req.CodeChallenge, req.Locale,
		link{url: req.LoginMagicLinkURL, minutes: req.LoginExpirationMinutes, template: req.LoginTemplateID},
		link{url: req.SignupMagicLinkURL, minutes: req.SignupExpirationMinutes, template: req.SignupTemplateID})
	if err := m.check(c); err != nil {
		return nil, err
	}
	if id, ok := c.Project.SandboxContact(m.address); ok {
		return &api.MagicLinksEmailLoginOrCreateResponse{UserID: sandbox.UserID, EmailID: id}, nil
	}
	to, userCreated, err := m.send(c, c.Store.AnyRecipient(m.address, req.CreateUserAsPending))
	if err != nil {
		return nil, err
	}
	return &api.MagicLinksEmailLoginOrCreateResponse{UserID: to.User.ID, EmailID: to.ID, UserCreated: userCreated}, nil
}

func invite(c *op.Call, req *api.MagicLinksEmailInviteRequest) (*api.MagicLinksEmailInviteResponse, error) {
	m := newMail(req.Email, req.Attributes, "", req.Locale, link{template: req.InviteTemplateID}, link{})
	if err := m.check(c); err != nil {
		return nil, err
	}
	lifetime, err := linkMinutes(req.InviteExpirationMinutes, loginMinutes, "invite_expiration_minutes")
	if err != nil {
		return nil, err
	}
	redirect, err := c.Project.Redirect(req.InviteMagicLinkURL, config.RedirectInvite)
	if err != nil {
		return nil, err
	}
	if id, ok := c.Project.SandboxContact(m.address); ok {
		return &api.MagicLinksEmailInviteResponse{UserID: sandbox.UserID, EmailID: id}, nil
	}
	known := c.Store.Contact(m.address)
	var u *store.User
	if known != nil {
		u = known.User
		switch {
		case u.Status == api.UserStatusActive:
			return nil, apierror.Newf(api.ErrorTypeInvalidEmailForInvites, "The user of %s is already active.", m.address)
		case known.Invite != nil && known.Invite.Usable(c.Now):
			return nil, apierror.Newf(api.ErrorTypeUserAlreadyInvited, "%s already has an invitation.", m.address)
		}
	}
	p := store.Profile{Name: req.Name, TrustedMetadata: req.TrustedMetadata, UntrustedMetadata: req.UntrustedMetadata}
	if u != nil && p.Name == (api.Name{}) {
		p.Name = u.Name
	}
	if err := c.Store.CheckProfile(&p, u); err != nil {
		return nil, err
	}
	if err := c.Store.CheckRate(emailLimit, m.address); err != nil {
		return nil, err
	}
	to, _ := c.Store.FindOrCreate(m.address, true)
	c.Store.ApplyProfile(&p, to.User)
	to.Invite = m.deliver(c, link{message: store.MessageMagicLinkInvite, minutes: lifetime}, redirect, to)
	return &api.MagicLinksEmailInviteResponse{UserID: to.User.ID, EmailID: to.ID}, nil
}

func revokeInvite(c *op.Call, req *api.MagicLinksEmailRevokeInviteRequest) (*api.MagicLinksEmailRevokeInviteResponse, error) {
	address := req.Email
	if err := c.Project.CheckEmail(address); err != nil {
		return nil, err
	}
	if _, ok := c.Project.SandboxContact(address); ok {
		return &api.MagicLinksEmailRevokeInviteResponse{}, nil
	}
	known := c.Store.Contact(address)
	if known == nil || known.Invite == nil || !known.Invite.Usable(c.Now) {
		return nil, apierror.Newf(api.ErrorTypeEmailNotFound, "%s has no invitation.", address)
	}
	known.Invite.Spent = true
	return &api.MagicLinksEmailRevokeInviteResponse{}, nil
}
