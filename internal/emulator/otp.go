package emulator

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
)

func otpOperations() []operation {
	return []operation{
		op("otp.authenticate", http.MethodPost, "/v1/otps/authenticate", authenticateOTP),
		op("otp.sms.send", http.MethodPost, "/v1/otps/sms/send", sendSMS),
		op("otp.sms.login_or_create", http.MethodPost, "/v1/otps/sms/login_or_create", loginOrCreateSMS),
		op("otp.whatsapp.send", http.MethodPost, "/v1/otps/whatsapp/send", sendWhatsApp),
		op("otp.whatsapp.login_or_create", http.MethodPost, "/v1/otps/whatsapp/login_or_create", loginOrCreateWhatsApp),
		op("otp.email.send", http.MethodPost, "/v1/otps/email/send", sendEmailOTP),
		op("otp.email.login_or_create", http.MethodPost, "/v1/otps/email/login_or_create", loginOrCreateEmailOTP),
	}
}

const (
	minOTPMinutes     = 1
	maxOTPMinutes     = 10
	defaultOTPMinutes = 2
)

var codePattern = regexp.MustCompile(`^[0-9]{6}$`)

// passcode is a code that was sent.
type passcode struct {
	code       string
	delivery   api.DeliveryMethod
	expiresAt  time.Time
	spent      bool
	attributes api.Attributes
}

// maxPasscodes is how many codes of an address are remembered, so that one which was right once can be
// told from one which never was.
const maxPasscodes = 20

// passcodes are the codes sent to a contact, the newest last. Only that one works.
type passcodes []*passcode

func (p *passcodes) add(code *passcode) {
	if len(*p) == maxPasscodes {
		*p = slices.Delete(*p, 0, 1)
	}
	*p = append(*p, code)
}

// find returns the code that logs in.
func (p passcodes) find(code string, now time.Time) (*passcode, error) {
	i := slices.IndexFunc(p, func(c *passcode) bool { return c.code == code })
	if i < 0 {
		return nil, refuse(api.ErrorTypeOTPCodeNotFound, "The code is wrong.")
	}
	if newest := p[len(p)-1]; newest.code == code && !newest.spent && now.Before(newest.expiresAt) {
		return newest, nil
	}
	return nil, refuse(api.ErrorTypeUnableToAuthOTPCode, "The code was used, replaced or has expired.")
}

// otpSend is a message with a code.
type otpSend struct {
	kind       string
	delivery   api.DeliveryMethod
	value      string
	minutes    int
	attributes api.Attributes
}

// checkOTPSend checks what all messages with codes have in common.
func (c *call) checkOTPSend(o *otpSend, locale error) (err error) {
	if o.delivery == api.DeliveryMethodEmail {
		o.value, err = c.checkEmail(o.value)
	} else {
		err = c.checkPhone(o.value)
	}
	if err != nil {
		return err
	}
	if err := checkAttributes(o.attributes); err != nil {
		return err
	}
	if locale != nil {
		return locale
	}
	if o.minutes, err = minutes(o.minutes, defaultOTPMinutes, minOTPMinutes, maxOTPMinutes, api.ErrorTypeInvalidExpirationOTP, "expiration_minutes"); err != nil {
		return err
	}
	if o.delivery == api.DeliveryMethodEmail {
		return c.checkRecipient(o.value)
	}
	return c.checkPhoneRecipient(o.value)
}

// sent is what every operation that sends a code answers.
type sent struct {
	userID, methodID string
	created          bool
}

// sendOTP sends a code to a user who exists.
func (c *call) sendOTP(o otpSend, args userArgs, locale error) (sent, error) {
	if err := c.checkOTPSend(&o, locale); err != nil {
		return sent{}, err
	}
	if id, ok := c.sandboxContact(o.value); ok {
		return sent{userID: sandboxUserID, methodID: id}, nil
	}
	unknown := api.ErrorTypePhoneNumberNotFound
	if o.delivery == api.DeliveryMethodEmail {
		unknown = api.ErrorTypeEmailNotFound
	}
	r, err := c.existingRecipient(o.value, args, unknown)
	if err != nil {
		return sent{}, err
	}
	return c.deliverOTP(o, c.ready(r)), nil
}

// loginOrCreateOTP sends a code and makes the user where it is new.
func (c *call) loginOrCreateOTP(o otpSend, asPending bool, locale error) (sent, error) {
	if err := c.checkOTPSend(&o, locale); err != nil {
		return sent{}, err
	}
	if id, ok := c.sandboxContact(o.value); ok {
		return sent{userID: sandboxUserID, methodID: id}, nil
	}
	to, isNew := c.findOrCreate(o.value, asPending)
	s := c.deliverOTP(o, to)
	s.created = isNew
	return s, nil
}

func (c *call) deliverOTP(o otpSend, to *contact) sent {
	code := &passcode{code: c.random.digits(), delivery: o.delivery, expiresAt: c.now.Add(time.Duration(o.minutes) * time.Minute), attributes: o.attributes}
	to.codes.add(code)
	c.send(Message{Kind: o.kind, To: to.value, MethodID: to.id, Code: code.code})
	return sent{userID: to.user.id, methodID: to.id}
}

func sendSMS(c *call, req *api.OTPSMSSendRequest) (*api.OTPSMSSendResponse, error) {
	s, err := c.sendOTP(
		otpSend{MessageOTPSMS, api.DeliveryMethodSMS, req.PhoneNumber, req.ExpirationMinutes, req.Attributes},
		userArgs{req.UserID, req.SessionToken, req.SessionJWT}, checkPhoneLocale(req.Locale))
	return &api.OTPSMSSendResponse{UserID: s.userID, PhoneID: s.methodID}, err
}

func loginOrCreateSMS(c *call, req *api.OTPSMSLoginOrCreateRequest) (*api.OTPSMSLoginOrCreateResponse, error) {
	s, err := c.loginOrCreateOTP(
		otpSend{MessageOTPSMS, api.DeliveryMethodSMS, req.PhoneNumber, req.ExpirationMinutes, req.Attributes},
		req.CreateUserAsPending, checkPhoneLocale(req.Locale))
	return &api.OTPSMSLoginOrCreateResponse{UserID: s.userID, PhoneID: s.methodID, UserCreated: s.created}, err
}

func sendWhatsApp(c *call, req *api.OTPWhatsAppSendRequest) (*api.OTPWhatsAppSendResponse, error) {
	s, err := c.sendOTP(
		otpSend{MessageOTPWhatsApp, api.DeliveryMethodWhatsApp, req.PhoneNumber, req.ExpirationMinutes, req.Attributes},
		userArgs{req.UserID, req.SessionToken, req.SessionJWT}, checkPhoneLocale(req.Locale))
	return &api.OTPWhatsAppSendResponse{UserID: s.userID, PhoneID: s.methodID}, err
}

func loginOrCreateWhatsApp(c *call, req *api.OTPWhatsAppLoginOrCreateRequest) (*api.OTPWhatsAppLoginOrCreateResponse, error) {
	s, err := c.loginOrCreateOTP(
		otpSend{MessageOTPWhatsApp, api.DeliveryMethodWhatsApp, req.PhoneNumber, req.ExpirationMinutes, req.Attributes},
		req.CreateUserAsPending, checkPhoneLocale(req.Locale))
	return &api.OTPWhatsAppLoginOrCreateResponse{UserID: s.userID, PhoneID: s.methodID, UserCreated: s.created}, err
}

func sendEmailOTP(c *call, req *api.OTPEmailSendRequest) (*api.OTPEmailSendResponse, error) {
	if err := c.checkTemplates(req.LoginTemplateID, req.SignupTemplateID); err != nil {
		return nil, err
	}
	s, err := c.sendOTP(
		otpSend{MessageOTPEmail, api.DeliveryMethodEmail, req.Email, req.ExpirationMinutes, req.Attributes},
		userArgs{req.UserID, req.SessionToken, req.SessionJWT}, checkEmailLocale(req.Locale))
	return &api.OTPEmailSendResponse{UserID: s.userID, EmailID: s.methodID}, err
}

func loginOrCreateEmailOTP(c *call, req *api.OTPEmailLoginOrCreateRequest) (*api.OTPEmailLoginOrCreateResponse, error) {
	if err := c.checkTemplates(req.LoginTemplateID, req.SignupTemplateID); err != nil {
		return nil, err
	}
	s, err := c.loginOrCreateOTP(
		otpSend{MessageOTPEmail, api.DeliveryMethodEmail, req.Email, req.ExpirationMinutes, req.Attributes},
		req.CreateUserAsPending, checkEmailLocale(req.Locale))
	return &api.OTPEmailLoginOrCreateResponse{UserID: s.userID, EmailID: s.methodID, UserCreated: s.created}, err
}

func authenticateOTP(c *call, req *api.OTPAuthenticateRequest) (*api.OTPAuthenticateResponse, error) {
	prefix := emailPrefix
	if strings.HasPrefix(req.MethodID, phonePrefix+"-") {
		prefix = phonePrefix
	}
	to, err := c.findContact(req.MethodID, prefix, api.ErrorTypeInvalidMethodID)
	if err != nil {
		return nil, err
	}
	if !codePattern.MatchString(req.Code) {
		return nil, refuse(api.ErrorTypeInvalidCode, "The code is not six digits.")
	}
	if err := checkAttributes(req.Attributes); err != nil {
		return nil, err
	}
	plan, err := c.planSession(sessionArgs{req.SessionToken, req.SessionJWT, req.SessionDurationMinutes, req.SessionCustomClaims})
	if err != nil {
		return nil, err
	}
	if sample := c.sandboxOTP(req.MethodID); sample != nil {
		to = sample
	}
	if to == nil {
		return nil, refuse(api.ErrorTypeOTPCodeNotFound, "No code was sent to that method_id.")
	}
	u := to.user
	if err := c.checkLock(u); err != nil {
		return nil, err
	}
	code, err := to.codes.find(req.Code, c.now)
	if err != nil {
		return nil, c.failed(u, err)
	}
	if err := checkMatch(req.Options, code.attributes, req.Attributes); err != nil {
		return nil, err
	}

	code.spent = true
	resp := &api.OTPAuthenticateResponse{MethodID: to.id, UserID: u.id}
	if to.isEmail() {
		resp.ResetSessions = c.confirmEmail(to, plan.existing)
	} else {
		c.confirm(to)
	}
	granted, err := c.complete(u, plan, contactFactor(api.AuthenticationFactorTypeOTP, code.delivery, to), req.Attributes)
	if err != nil {
		return nil, err
	}
	resp.SessionToken, resp.SessionJWT, resp.Session = granted.token, granted.jwt, granted.session
	resp.User = c.view(u)
	return resp, nil
}
