package stytchtest_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/stytchtest"
)

// channel is one way to send codes.
type channel struct {
	name     string
	kind     stytchtest.MessageKind
	delivery api.DeliveryMethod
	to       string
	// send sends to a user who exists, or adds the contact to a user.
	send          func(w *harness, to, userID, sessionToken string, minutes int) (userID2, methodID string, err error)
	loginOrCreate func(w *harness, to string, pending bool, minutes int) (userID, methodID string, created bool, err error)
}

var channels = []channel{
	{
		"sms", stytchtest.MessageOTPSMS, api.DeliveryMethodSMS, phone,
		func(w *harness, to, userID, token string, minutes int) (string, string, error) {
			r, err := w.OTP.SMS.Send(w.ctx, otp.SMSSendRequest{PhoneNumber: to, UserID: userID, SessionToken: token, ExpirationMinutes: minutes})
			if err != nil {
				return "", "", err
			}
			return r.UserID, r.PhoneID, nil
		},
		func(w *harness, to string, pending bool, minutes int) (string, string, bool, error) {
			r, err := w.OTP.SMS.LoginOrCreate(w.ctx, otp.SMSLoginOrCreateRequest{PhoneNumber: to, CreateUserAsPending: pending, ExpirationMinutes: minutes})
			if err != nil {
				return "", "", false, err
			}
			return r.UserID, r.PhoneID, r.UserCreated, nil
		},
	},
	{
		"whatsapp", stytchtest.MessageOTPWhatsApp, api.DeliveryMethodWhatsApp, phone,
		func(w *harness, to, userID, token string, minutes int) (string, string, error) {
			r, err := w.OTP.WhatsApp.Send(w.ctx, otp.WhatsAppSendRequest{PhoneNumber: to, UserID: userID, SessionToken: token, ExpirationMinutes: minutes})
			if err != nil {
				return "", "", err
			}
			return r.UserID, r.PhoneID, nil
		},
		func(w *harness, to string, pending bool, minutes int) (string, string, bool, error) {
			r, err := w.OTP.WhatsApp.LoginOrCreate(w.ctx, otp.WhatsAppLoginOrCreateRequest{PhoneNumber: to, CreateUserAsPending: pending, ExpirationMinutes: minutes})
			if err != nil {
				return "", "", false, err
			}
			return r.UserID, r.PhoneID, r.UserCreated, nil
		},
	},
	{
		"email", stytchtest.MessageOTPEmail, api.DeliveryMethodEmail, ada,
		func(w *harness, to, userID, token string, minutes int) (string, string, error) {
			r, err := w.OTP.Email.Send(w.ctx, otp.EmailSendRequest{Email: to, UserID: userID, SessionToken: token, ExpirationMinutes: minutes})
			if err != nil {
				return "", "", err
			}
			return r.UserID, r.EmailID, nil
		},
		func(w *harness, to string, pending bool, minutes int) (string, string, bool, error) {
			r, err := w.OTP.Email.LoginOrCreate(w.ctx, otp.EmailLoginOrCreateRequest{Email: to, CreateUserAsPending: pending, ExpirationMinutes: minutes})
			if err != nil {
				return "", "", false, err
			}
			return r.UserID, r.EmailID, r.UserCreated, nil
		},
	},
}

// eachChannel runs a test for every way to send codes.
func eachChannel(t *testing.T, test func(w *harness, ch channel)) {
	t.Helper()
	for _, ch := range channels {
		t.Run(ch.name, func(t *testing.T) {
			t.Parallel()
			test(newHarness(t), ch)
		})
	}
}

func TestOTP_login(t *testing.T) {
	t.Parallel()
	eachChannel(t, func(w *harness, ch channel) {
		userID, methodID, created, err := ch.loginOrCreate(w, ch.to, true, 0)
		w.ok(err)
		w.same(created, true)
		w.same(w.get(userID).Status, api.UserStatusPending)
		msg := w.srv.LastMessage(ch.to)
		w.same(msg, stytchtest.Message{Kind: ch.kind, To: ch.to, MethodID: methodID, Code: msg.Code, SentAt: msg.SentAt})
		w.same(regexp.MustCompile(`^\d{6}$`).MatchString(msg.Code), true)

		login, err := w.enterCode(methodID, msg.Code)
		w.ok(err)
		w.same(login.MethodID, methodID)
		w.same(login.UserID, userID)
		w.same(login.User.Status, api.UserStatusActive)
		factor := login.Session.AuthenticationFactors[0]
		w.same(factor.Type, api.AuthenticationFactorTypeOTP)
		w.same(factor.DeliveryMethod, ch.delivery)
		if ch.to == ada {
			w.same(factor.EmailFactor, &api.EmailFactor{EmailID: methodID, EmailAddress: ada})
			w.same(login.User.Emails[0].Verified, true)
		} else {
			w.same(factor.PhoneNumberFactor, &api.PhoneNumberFactor{PhoneID: methodID, PhoneNumber: phone})
			w.same(login.User.PhoneNumbers[0].Verified, true)
		}
		_, err = w.enterCode(methodID, msg.Code)
		w.fails(err, api.ErrorTypeUnableToAuthOTPCode)

		again, method2, created, err := ch.loginOrCreate(w, ch.to, false, 0)
		w.ok(err)
		w.same(created, false)
		w.same([]string{again, method2}, []string{userID, methodID})
	})
}

func TestOTP_onlyTheNewestCodeWorks(t *testing.T) {
	t.Parallel()
	eachChannel(t, func(w *harness, ch channel) {
		_, methodID, _, err := ch.loginOrCreate(w, ch.to, false, 0)
		w.ok(err)
		first := w.srv.LastMessage(ch.to).Code
		second := first
		for second == first { // one in a million
			_, _, err = ch.send(w, ch.to, "", "", 0)
			w.ok(err)
			second = w.srv.LastMessage(ch.to).Code
		}
		_, err = w.enterCode(methodID, first)
		w.fails(err, api.ErrorTypeUnableToAuthOTPCode)
		_, err = w.enterCode(methodID, second)
		w.ok(err)
	})
}

func TestOTP_lifetime(t *testing.T) {
	t.Parallel()
	eachChannel(t, func(w *harness, ch channel) {
		for _, minutes := range []int{0, 1, 10} {
			lifetime := 2 * time.Minute
			if minutes > 0 {
				lifetime = time.Duration(minutes) * time.Minute
			}
			_, methodID, _, err := ch.loginOrCreate(w, ch.to, false, minutes)
			w.ok(err)
			w.srv.Advance(lifetime - 10*time.Second)
			_, err = w.enterCode(methodID, w.srv.LastMessage(ch.to).Code)
			w.ok(err)
			_, _, err = ch.send(w, ch.to, "", "", minutes)
			w.ok(err)
			w.srv.Advance(lifetime)
			_, err = w.enterCode(methodID, w.srv.LastMessage(ch.to).Code)
			w.fails(err, api.ErrorTypeUnableToAuthOTPCode)
		}
	})
}

func TestOTP_wrongCode(t *testing.T) {
	t.Parallel()
	eachChannel(t, func(w *harness, ch channel) {
		_, methodID, _, err := ch.loginOrCreate(w, ch.to, false, 0)
		w.ok(err)
		code := w.srv.LastMessage(ch.to).Code
		_, err = w.enterCode(methodID, wrong(code))
		w.fails(err, api.ErrorTypeOTPCodeNotFound)
		_, err = w.enterCode(methodID, code)
		w.ok(err)
	})
}

func TestOTP_addContact(t *testing.T) {
	t.Parallel()
	eachChannel(t, func(w *harness, ch channel) {
		_, _, err := ch.send(w, ch.to, "", "", 0)
		if ch.to == phone {
			w.fails(err, api.ErrorTypePhoneNumberNotFound)
		} else {
			w.fails(err, api.ErrorTypeEmailNotFound)
		}
		login := w.login(grace)
		userID, methodID, err := ch.send(w, ch.to, "", login.SessionToken, 0)
		w.ok(err)
		w.same(userID, login.UserID)
		w.srv.Advance(5 * time.Minute)
		u := w.get(userID)
		w.same(len(u.Emails)+len(u.PhoneNumbers), 1)
		_, err = w.enterCode(methodID, w.srv.LastMessage(ch.to).Code)
		w.fails(err, api.ErrorTypeOTPCodeNotFound)

		_, methodID, err = ch.send(w, ch.to, userID, "", 0)
		w.ok(err)
		_, err = w.enterCode(methodID, w.srv.LastMessage(ch.to).Code)
		w.ok(err)
		w.srv.Advance(5 * time.Minute)
		u = w.get(userID)
		w.same(len(u.Emails)+len(u.PhoneNumbers), 2)
	})
}

// Whichever operation sends last, an added address has 5 minutes from then.
func TestOTP_addContactSendsAgain(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	login := w.login(grace)
	_, err := w.OTP.SMS.Send(w.ctx, otp.SMSSendRequest{PhoneNumber: phone, SessionToken: login.SessionToken})
	w.ok(err)
	w.srv.Advance(4 * time.Minute)
	sent, err := w.OTP.SMS.LoginOrCreate(w.ctx, otp.SMSLoginOrCreateRequest{PhoneNumber: phone, ExpirationMinutes: 10})
	w.ok(err)
	w.same(sent.UserID, login.UserID)
	w.srv.Advance(4 * time.Minute)
	_, err = w.enterCode(sent.PhoneID, w.srv.LastMessage(phone).Code)
	w.ok(err)
	w.same(len(w.get(login.UserID).PhoneNumbers), 1)
}

func TestOTP_matchOptions(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	sent, err := w.OTP.SMS.LoginOrCreate(w.ctx, otp.SMSLoginOrCreateRequest{PhoneNumber: phone, Attributes: api.Attributes{IPAddress: "192.0.2.1"}})
	w.ok(err)
	enter := func(ip string) error {
		_, err := w.OTP.Authenticate(w.ctx, otp.AuthenticateRequest{
			MethodID: sent.PhoneID, Code: w.srv.LastMessage(phone).Code,
			Attributes: api.Attributes{IPAddress: ip}, Options: api.AttributeOptions{IPMatchRequired: true},
		})
		return err
	}
	w.fails(enter("192.0.2.2"), api.ErrorTypeAttributeMismatch)
	w.ok(enter("192.0.2.1"))
}

// A number that disappears unless it is verified is no factor that a user can keep.
func TestOTP_addedContactIsNoLastFactor(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	login := w.login(ada)
	sent, err := w.OTP.SMS.Send(w.ctx, otp.SMSSendRequest{PhoneNumber: phone, UserID: login.UserID})
	w.ok(err)
	_, err = w.Users.DeleteEmail(w.ctx, login.User.Emails[0].EmailID)
	w.fails(err, api.ErrorTypeCannotDeleteLastPrimaryFactor)
	_, err = w.Users.DeletePhoneNumber(w.ctx, sent.PhoneID) // it may go early
	w.ok(err)

	// The same is true for an address, which the password could not do without.
	user := w.password(grace)
	_, err = w.MagicLinks.Authenticate(w.ctx, magiclinks.AuthenticateRequest{Token: w.sendLink(grace), SessionToken: user.SessionToken})
	w.ok(err)
	added, err := w.OTP.Email.Send(w.ctx, otp.EmailSendRequest{Email: "eve@example.com", UserID: user.UserID})
	w.ok(err)
	_, err = w.Users.DeleteEmail(w.ctx, user.EmailID)
	w.fails(err, api.ErrorTypeCannotDeleteEmail)
	_, err = w.Users.DeleteEmail(w.ctx, added.EmailID)
	w.ok(err)
	added, err = w.OTP.Email.Send(w.ctx, otp.EmailSendRequest{Email: "eve@example.com", UserID: user.UserID})
	w.ok(err)
	_, err = w.enterCode(added.EmailID, w.srv.LastMessage("eve@example.com").Code)
	w.ok(err)
	_, err = w.Users.DeleteEmail(w.ctx, user.EmailID)
	w.ok(err)
}
