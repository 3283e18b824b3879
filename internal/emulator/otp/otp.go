// Package otp serves one-time passcodes: sending them by SMS, WhatsApp and email, and logging in.
package otp

import (
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/field"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Operations lists the operations of the domain.
func Operations() []op.Operation {
	return []op.Operation{
		op.Post("otp.authenticate", "/v1/otps/authenticate", authenticate),
		op.Post("otp.sms.send", "/v1/otps/sms/send", sendSMS),
		op.Post("otp.sms.login_or_create", "/v1/otps/sms/login_or_create", loginOrCreateSMS),
		op.Post("otp.whatsapp.send", "/v1/otps/whatsapp/send", sendWhatsApp),
		op.Post("otp.whatsapp.login_or_create", "/v1/otps/whatsapp/login_or_create", loginOrCreateWhatsApp),
		op.Post("otp.email.send", "/v1/otps/email/send", sendEmail),
		op.Post("otp.email.login_or_create", "/v1/otps/email/login_or_create", loginOrCreateEmail),
	}
}

func authenticate(c *op.Call, req *api.OTPAuthenticateRequest) (*api.OTPAuthenticateResponse, error) {
	prefix := ids.Email
	if strings.HasPrefix(req.MethodID, ids.Phone+"-") {
		prefix = ids.Phone
	}
	to, err := c.Store.FindContact(req.MethodID, prefix, api.ErrorTypeInvalidMethodID)
	if err != nil {
		return nil, err
	}
	if !field.IsCode(req.Code) {
		return nil, apierror.Newf(api.ErrorTypeInvalidCode, "The code is not six digits.")
	}
	if err := field.CheckAttributes(req.Attributes); err != nil {
		return nil, err
	}
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	if sample := sandboxContact(c, req.MethodID); sample != nil {
		to = sample
	}
	if to == nil {
		return nil, apierror.Newf(api.ErrorTypeOTPCodeNotFound, "No code was sent to that method_id.")
	}
	u := to.User
	if err := c.Store.CheckLock(u); err != nil {
		return nil, err
	}
	code, err := to.Codes.Find(req.Code, c.Now)
	if err != nil {
		return nil, c.Store.Failed(u, err)
	}
	if err := field.CheckMatch(req.Options, code.Attributes, req.Attributes); err != nil {
		return nil, err
	}

	code.Spent = true
	resp := &api.OTPAuthenticateResponse{MethodID: to.ID, UserID: u.ID}
	if to.IsEmail() {
		resp.ResetSessions = c.Store.ConfirmEmail(to, plan.Existing)
	} else {
		c.Store.Confirm(to)
	}
	grant, err := c.Store.Authenticated(u, plan, store.ContactFactor(api.AuthenticationFactorTypeOTP, code.Delivery, to), req.Attributes)
	if err != nil {
		return nil, err
	}
	resp.SessionToken, resp.SessionJWT, resp.Session = grant.Token, grant.JWT, grant.Session
	resp.User = c.Store.View(u)
	return resp, nil
}

// sandboxContact returns the sandbox address or number of a method ID, with its code, or nil.
func sandboxContact(c *op.Call, methodID string) *store.Contact {
	if !c.Project.Sandbox() {
		return nil
	}
	u := store.SandboxUser()
	code := &store.Passcode{Code: sandbox.Code, ExpiresAt: c.Now.Add(time.Minute)}
	var to *store.Contact
	switch methodID {
	case sandbox.EmailID:
		to, code.Delivery = u.Emails[0], api.DeliveryMethodEmail
	case sandbox.PhoneID:
		to, code.Delivery = u.Phones[0], api.DeliveryMethodSMS
	default:
		return nil
	}
	to.Codes.Add(code)
	return to
}
