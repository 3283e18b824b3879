package otp

import (
	"cmp"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/field"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

const (
	minMinutes     = 1
	maxMinutes     = 10
	defaultMinutes = 2
)

// message is a message with a code.
type message struct {
	kind     string
	delivery api.DeliveryMethod
	// to is an email address or a phone number.
	to         string
	minutes    int
	attributes api.Attributes
	locale     string
}

func sms[L ~string](number string, minutes int, attributes api.Attributes, locale L) *message {
	return &message{store.MessageOTPSMS, api.DeliveryMethodSMS, number, minutes, attributes, string(locale)}
}

func whatsApp[L ~string](number string, minutes int, attributes api.Attributes, locale L) *message {
	return &message{store.MessageOTPWhatsApp, api.DeliveryMethodWhatsApp, number, minutes, attributes, string(locale)}
}

func email[L ~string](address string, minutes int, attributes api.Attributes, locale L) *message {
	return &message{store.MessageOTPEmail, api.DeliveryMethodEmail, address, minutes, attributes, string(locale)}
}

// check checks the fields that all messages with codes share.
func (m *message) check(c *op.Call) (err error) {
	byEmail := m.delivery == api.DeliveryMethodEmail
	check := c.Project.CheckPhone
	if byEmail {
		check = c.Project.CheckEmail
	}
	if err := cmp.Or(check(m.to), field.CheckAttributes(m.attributes)); err != nil {
		return err
	}
	if byEmail {
		err = field.CheckEmailLocale(api.Locale(m.locale))
	} else {
		err = field.CheckPhoneLocale(api.PhoneLocale(m.locale))
	}
	if err != nil {
		return err
	}
	if m.minutes, err = field.Minutes(m.minutes, defaultMinutes, minMinutes, maxMinutes, api.ErrorTypeInvalidExpirationOTP, "expiration_minutes"); err != nil {
		return err
	}
	if byEmail {
		return c.Project.CheckEmailRecipient(m.to)
	}
	return c.Project.CheckPhoneRecipient(m.to)
}

// sent is what every operation that sends a code returns.
type sent struct {
	userID, methodID string
	userCreated      bool
}

// send sends a code to a user who exists.
func (m *message) send(c *op.Call, selection store.UserSelection) (sent, error) {
	unknown := api.ErrorTypePhoneNumberNotFound
	if m.delivery == api.DeliveryMethodEmail {
		unknown = api.ErrorTypeEmailNotFound
	}
	return m.sendTo(c, func() (store.Recipient, error) { return c.Store.ExistingRecipient(m.to, selection, unknown) })
}

// loginOrCreate sends a code, and creates the user if there is none.
func (m *message) loginOrCreate(c *op.Call, asPending bool) (sent, error) {
	return m.sendTo(c, func() (store.Recipient, error) { return c.Store.AnyRecipient(m.to, asPending), nil })
}

// sendTo checks a message, finds its recipient and sends it.
func (m *message) sendTo(c *op.Call, find func() (store.Recipient, error)) (sent, error) {
	if err := m.check(c); err != nil {
		return sent{}, err
	}
	if id, ok := c.Project.SandboxContact(m.to); ok {
		return sent{userID: sandbox.UserID, methodID: id}, nil
	}
	r, err := find()
	if err != nil {
		return sent{}, err
	}
	to, userCreated := c.Store.Reach(r)
	code := &store.Passcode{
		Code: c.Store.Random.Code(), Delivery: m.delivery, ExpiresAt: c.Now.Add(time.Duration(m.minutes) * time.Minute), Attributes: m.attributes,
	}
	to.Codes.Add(code)
	c.Store.Send(store.Message{Kind: m.kind, To: to.Value, MethodID: to.ID, Code: code.Code},
		func(now time.Time) bool { return to.User != nil && to.Codes.Usable(code, now) })
	return sent{to.User.ID, to.ID, userCreated}, nil
}

func sendSMS(c *op.Call, req *api.OTPSMSSendRequest) (*api.OTPSMSSendResponse, error) {
	s, err := sms(req.PhoneNumber, req.ExpirationMinutes, req.Attributes, req.Locale).
		send(c, store.UserSelection{UserID: req.UserID, SessionToken: req.SessionToken, SessionJWT: req.SessionJWT})
	return &api.OTPSMSSendResponse{UserID: s.userID, PhoneID: s.methodID}, err
}

func loginOrCreateSMS(c *op.Call, req *api.OTPSMSLoginOrCreateRequest) (*api.OTPSMSLoginOrCreateResponse, error) {
	s, err := sms(req.PhoneNumber, req.ExpirationMinutes, req.Attributes, req.Locale).loginOrCreate(c, req.CreateUserAsPending)
	return &api.OTPSMSLoginOrCreateResponse{UserID: s.userID, PhoneID: s.methodID, UserCreated: s.userCreated}, err
}

func sendWhatsApp(c *op.Call, req *api.OTPWhatsAppSendRequest) (*api.OTPWhatsAppSendResponse, error) {
	s, err := whatsApp(req.PhoneNumber, req.ExpirationMinutes, req.Attributes, req.Locale).
		send(c, store.UserSelection{UserID: req.UserID, SessionToken: req.SessionToken, SessionJWT: req.SessionJWT})
	return &api.OTPWhatsAppSendResponse{UserID: s.userID, PhoneID: s.methodID}, err
}

func loginOrCreateWhatsApp(c *op.Call, req *api.OTPWhatsAppLoginOrCreateRequest) (*api.OTPWhatsAppLoginOrCreateResponse, error) {
	s, err := whatsApp(req.PhoneNumber, req.ExpirationMinutes, req.Attributes, req.Locale).loginOrCreate(c, req.CreateUserAsPending)
	return &api.OTPWhatsAppLoginOrCreateResponse{UserID: s.userID, PhoneID: s.methodID, UserCreated: s.userCreated}, err
}

func sendEmail(c *op.Call, req *api.OTPEmailSendRequest) (*api.OTPEmailSendResponse, error) {
	if err := c.Project.CheckTemplates(req.LoginTemplateID, req.SignupTemplateID); err != nil {
		return nil, err
	}
	s, err := email(req.Email, req.ExpirationMinutes, req.Attributes, req.Locale).
		send(c, store.UserSelection{UserID: req.UserID, SessionToken: req.SessionToken, SessionJWT: req.SessionJWT})
	return &api.OTPEmailSendResponse{UserID: s.userID, EmailID: s.methodID}, err
}

func loginOrCreateEmail(c *op.Call, req *api.OTPEmailLoginOrCreateRequest) (*api.OTPEmailLoginOrCreateResponse, error) {
	if err := c.Project.CheckTemplates(req.LoginTemplateID, req.SignupTemplateID); err != nil {
		return nil, err
	}
	s, err := email(req.Email, req.ExpirationMinutes, req.Attributes, req.Locale).loginOrCreate(c, req.CreateUserAsPending)
	return &api.OTPEmailLoginOrCreateResponse{UserID: s.userID, EmailID: s.methodID, UserCreated: s.userCreated}, err
}
