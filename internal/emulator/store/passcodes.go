package store

import (
	"slices"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// Passcode is a one-time passcode that was sent.
type Passcode struct {
	Code       string
	Delivery   api.DeliveryMethod
	ExpiresAt  time.Time
	Spent      bool
	Attributes api.Attributes
}

// maxPasscodes is how many codes of a contact are kept. A code among them gets another error than a code that was
// never sent.
const maxPasscodes = 20

// Passcodes are the codes sent to a contact, the newest last. Only the newest works.
type Passcodes []*Passcode

// Add adds the newest code.
func (p *Passcodes) Add(code *Passcode) {
	if len(*p) == maxPasscodes {
		*p = slices.Delete(*p, 0, 1)
	}
	*p = append(*p, code)
}

// Usable reports whether a code logs in.
func (p Passcodes) Usable(code *Passcode, now time.Time) bool {
	return p[len(p)-1] == code && !code.Spent && now.Before(code.ExpiresAt)
}

// Find returns the code that logs in.
func (p Passcodes) Find(code string, now time.Time) (*Passcode, error) {
	i := slices.IndexFunc(p, func(c *Passcode) bool { return c.Code == code })
	if i < 0 {
		return nil, apierror.Newf(api.ErrorTypeOTPCodeNotFound, "The code is wrong.")
	}
	if newest := p[len(p)-1]; newest.Code == code && p.Usable(newest, now) {
		return newest, nil
	}
	return nil, apierror.Newf(api.ErrorTypeUnableToAuthOTPCode, "The code was used, replaced or has expired.")
}
