package emulator

import (
	"cmp"
	"net/http"
	"time"

	"github.com/flymyai/stytch-go/api"
)

func magicLinkOperations() []operation {
	return []operation{
		op("magic_links.authenticate", http.MethodPost, "/v1/magic_links/authenticate", authenticateMagicLink),
		op("magic_links.create", http.MethodPost, "/v1/magic_links", createMagicLink),
		op("magic_links.email.send", http.MethodPost, "/v1/magic_links/email/send", sendMagicLink),
		op("magic_links.email.login_or_create", http.MethodPost, "/v1/magic_links/email/login_or_create", loginOrCreateMagicLink),
		op("magic_links.email.invite", http.MethodPost, "/v1/magic_links/email/invite", inviteByMagicLink),
		op("magic_links.email.revoke_invite", http.MethodPost, "/v1/magic_links/email/revoke_invite", revokeInvite),
	}
}

const (
	minLinkMinutes    = 5
	maxLinkMinutes    = 10080
	loginLinkMinutes  = 60
	signupLinkMinutes = 10080
)

// link is one of the links that a mail may hold.
type link struct {
	kind    string // of the message
	purpose string // of the redirect URL
	url     string
	minutes int
}

func loginLink(url string, minutes int) link {
	return link{MessageMagicLinkLogin, RedirectLogin, url, minutes}
}

func signupLink(url string, minutes int) link {
	return link{MessageMagicLinkSignup, RedirectSignup, url, minutes}
}

// linkMail is a mail with a link.
type linkMail struct {
	address       string
	attributes    api.Attributes
	challenge     string
	locale        api.Locale
	templates     []string
	login, signup link
}

// check checks the fields of a mail.
func (c *call) checkLinkMail(m *linkMail) (err error) {
	if m.address, err = c.checkEmail(m.address); err != nil {
		return err
	}
	if err := cmp.Or(
		checkAttributes(m.attributes),
		checkChallenge(m.challenge),
		checkEmailLocale(m.locale),
		c.checkTemplates(m.templates...),
	); err != nil {
		return err
	}
	if m.login.minutes, err = minutes(m.login.minutes, loginLinkMinutes, minLinkMinutes, maxLinkMinutes, api.ErrorTypeInvalidExpiration, "login_expiration_minutes"); err != nil {
		return err
	}
	if m.signup.minutes, err = minutes(m.signup.minutes, signupLinkMinutes, minLinkMinutes, maxLinkMinutes, api.ErrorTypeInvalidExpiration, "signup_expiration_minutes"); err != nil {
		return err
	}
	for _, l := range []link{m.login, m.signup} {
		if l.url == "" {
			continue // the default is needed only where the link is used
		}
		if _, err := c.redirect(l.url, l.purpose); err != nil {
			return err
		}
	}
	return c.checkRecipient(m.address)
}

// mailLink sends a link. Nothing fails here any more.
func (c *call) mailLink(m *linkMail, l link, redirect string, to *contact) *ticket {
	token := c.random.token()
	t := &ticket{
		user:       to.user,
		email:      to,
		expiresAt:  c.now.Add(time.Duration(l.minutes) * time.Minute),
		attributes: m.attributes,
		challenge:  m.challenge,
	}
	c.magicLinks[token] = t
	c.send(Message{Kind: l.kind, To: to.value, MethodID: to.id, Token: token, URL: linkURL(redirect, "magic_links", token)})
	return t
}

func sendMagicLink(c *call, req *api.MagicLinksEmailSendRequest) (*api.MagicLinksEmailSendResponse, error) {
	mail := linkMail{
		address:    req.Email,
		attributes: req.Attributes,
		challenge:  req.CodeChallenge,
		locale:     req.Locale,
		templates:  []string{req.LoginTemplateID, req.SignupTemplateID},
		login:      loginLink(req.LoginMagicLinkURL, req.LoginExpirationMinutes),
		signup:     signupLink(req.SignupMagicLinkURL, req.SignupExpirationMinutes),
	}
	if err := c.checkLinkMail(&mail); err != nil {
		return nil, err
	}
	if c.isSandboxEmail(mail.address) {
		return &api.MagicLinksEmailSendResponse{UserID: sandboxUserID, EmailID: sandboxEmailID}, nil
	}
	r, err := c.existingRecipient(mail.address, userArgs{req.UserID, req.SessionToken, req.SessionJWT}, api.ErrorTypeEmailNotFound)
	if err != nil {
		return nil, err
	}
	l := mail.login
	if r.user.status == api.UserStatusPending {
		l = mail.signup
	}
	redirect, err := c.redirect(l.url, l.purpose)
	if err != nil {
		return nil, err
	}
	if err := c.checkRate(emailLinkLimit, mail.address); err != nil {
		return nil, err
	}
	to := c.ready(r)
	c.mailLink(&mail, l, redirect, to)
	return &api.MagicLinksEmailSendResponse{UserID: to.user.id, EmailID: to.id}, nil
}

func loginOrCreateMagicLink(c *call, req *api.MagicLinksEmailLoginOrCreateRequest) (*api.MagicLinksEmailLoginOrCreateResponse, error) {
	mail := linkMail{
		address:    req.Email,
		attributes: req.Attributes,
		challenge:  req.CodeChallenge,
		locale:     req.Locale,
		templates:  []string{req.LoginTemplateID, req.SignupTemplateID},
		login:      loginLink(req.LoginMagicLinkURL, req.LoginExpirationMinutes),
		signup:     signupLink(req.SignupMagicLinkURL, req.SignupExpirationMinutes),
	}
	if err := c.checkLinkMail(&mail); err != nil {
		return nil, err
	}
	if c.isSandboxEmail(mail.address) {
		return &api.MagicLinksEmailLoginOrCreateResponse{UserID: sandboxUserID, EmailID: sandboxEmailID}, nil
	}
	l := mail.signup
	if known := c.contacts[mail.address]; known != nil && known.user.status == api.UserStatusActive {
		l = mail.login
	}
	redirect, err := c.redirect(l.url, l.purpose)
	if err != nil {
		return nil, err
	}
	if err := c.checkRate(emailLinkLimit, mail.address); err != nil {
		return nil, err
	}
	to, isNew := c.findOrCreate(mail.address, req.CreateUserAsPending)
	c.mailLink(&mail, l, redirect, to)
	return &api.MagicLinksEmailLoginOrCreateResponse{UserID: to.user.id, EmailID: to.id, UserCreated: isNew}, nil
}

func inviteByMagicLink(c *call, req *api.MagicLinksEmailInviteRequest) (*api.MagicLinksEmailInviteResponse, error) {
	mail := linkMail{address: req.Email, attributes: req.Attributes, locale: req.Locale, templates: []string{req.InviteTemplateID}}
	if err := c.checkLinkMail(&mail); err != nil {
		return nil, err
	}
	lifetime, err := minutes(req.InviteExpirationMinutes, loginLinkMinutes, minLinkMinutes, maxLinkMinutes, api.ErrorTypeInvalidExpiration, "invite_expiration_minutes")
	if err != nil {
		return nil, err
	}
	redirect, err := c.redirect(req.InviteMagicLinkURL, RedirectInvite)
	if err != nil {
		return nil, err
	}
	if c.isSandboxEmail(mail.address) {
		return &api.MagicLinksEmailInviteResponse{UserID: sandboxUserID, EmailID: sandboxEmailID}, nil
	}
	known := c.contacts[mail.address]
	var u *user
	if known != nil {
		u = known.user
		switch {
		case u.status == api.UserStatusActive:
			return nil, refuse(api.ErrorTypeInvalidEmailForInvites, "The user of %s is active already.", mail.address)
		case known.invite != nil && known.invite.usable(c.now):
			return nil, refuse(api.ErrorTypeUserAlreadyInvited, "%s holds an invitation already.", mail.address)
		}
	}
	p := profile{name: req.Name, trusted: req.TrustedMetadata, untrusted: req.UntrustedMetadata}
	if u != nil && p.name == (api.Name{}) {
		p.name = u.name
	}
	if err := c.checkProfile(&p, u); err != nil {
		return nil, err
	}
	if err := c.checkRate(emailLinkLimit, mail.address); err != nil {
		return nil, err
	}
	to, _ := c.findOrCreate(mail.address, true)
	c.apply(&p, to.user)
	to.invite = c.mailLink(&mail, link{kind: MessageMagicLinkInvite, minutes: lifetime}, redirect, to)
	return &api.MagicLinksEmailInviteResponse{UserID: to.user.id, EmailID: to.id}, nil
}

func revokeInvite(c *call, req *api.MagicLinksEmailRevokeInviteRequest) (*api.MagicLinksEmailRevokeInviteResponse, error) {
	address, err := c.checkEmail(req.Email)
	if err != nil {
		return nil, err
	}
	if c.isSandboxEmail(address) {
		return &api.MagicLinksEmailRevokeInviteResponse{}, nil
	}
	known := c.contacts[address]
	if known == nil || known.invite == nil || !known.invite.usable(c.now) {
		return nil, refuse(api.ErrorTypeEmailNotFound, "%s holds no invitation.", address)
	}
	known.invite.spent = true
	return &api.MagicLinksEmailRevokeInviteResponse{}, nil
}

func createMagicLink(c *call, req *api.MagicLinksCreateRequest) (*api.MagicLinksCreateResponse, error) {
	if c.cfg.NoEmbeddableMagicLinks {
		return nil, refuse(api.ErrorTypeEnterpriseEndpoint, "Embeddable magic links are not switched on for the workspace.")
	}
	if err := checkAttributes(req.Attributes); err != nil {
		return nil, err
	}
	lifetime, err := minutes(req.ExpirationMinutes, loginLinkMinutes, minLinkMinutes, maxLinkMinutes, api.ErrorTypeInvalidExpiration, "expiration_minutes")
	if err != nil {
		return nil, err
	}
	u, err := c.findUser(req.UserID)
	if err != nil {
		return nil, err
	}
	token := c.random.token()
	c.magicLinks[token] = &ticket{
		user:       u,
		id:         c.newID(embeddedPrefix),
		expiresAt:  c.now.Add(time.Duration(lifetime) * time.Minute),
		attributes: req.Attributes,
	}
	return &api.MagicLinksCreateResponse{UserID: u.id, Token: token}, nil
}

func authenticateMagicLink(c *call, req *api.MagicLinksAuthenticateRequest) (*api.MagicLinksAuthenticateResponse, error) {
	if err := cmp.Or(checkToken(req.Token), checkVerifier(req.CodeVerifier), checkAttributes(req.Attributes)); err != nil {
		return nil, err
	}
	plan, err := c.planSession(sessionArgs{req.SessionToken, req.SessionJWT, req.SessionDurationMinutes, req.SessionCustomClaims})
	if err != nil {
		return nil, err
	}
	t, err := c.findMagicLink(req.Token)
	if err != nil {
		return nil, err
	}
	if err := cmp.Or(
		c.checkLock(t.user),
		checkMatch(req.Options, t.attributes, req.Attributes),
		checkPKCE(t.challenge, req.CodeVerifier),
	); err != nil {
		return nil, err
	}

	t.spent = true
	resp := &api.MagicLinksAuthenticateResponse{MethodID: t.id, UserID: t.user.id}
	f := embeddedFactor(t.id)
	if t.email != nil {
		resp.MethodID = t.email.id
		resp.ResetSessions = c.confirmEmail(t.email, plan.existing)
		f = contactFactor(api.AuthenticationFactorTypeMagicLink, api.DeliveryMethodEmail, t.email)
	}
	granted, err := c.complete(t.user, plan, f, req.Attributes)
	if err != nil {
		return nil, err
	}
	resp.SessionToken, resp.SessionJWT, resp.Session = granted.token, granted.jwt, granted.session
	resp.User = c.view(t.user)
	return resp, nil
}

// findMagicLink returns the usable link of a token.
func (c *call) findMagicLink(token string) (*ticket, error) {
	t := c.magicLinks[token]
	if c.sandbox() {
		if sample, known := c.sandboxMagicLink(token); known {
			t = sample
		}
	}
	switch {
	case t == nil:
		return nil, refuse(api.ErrorTypeMagicLinkNotFound, "There is no magic link with that token.")
	case !t.usable(c.now):
		return nil, refuse(api.ErrorTypeUnableToAuthMagicLink, "The magic link was used, revoked or has expired.")
	}
	return t, nil
}
