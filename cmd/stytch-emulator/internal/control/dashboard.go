package control

import (
	"net/http"

	"github.com/flymyai/stytch-go/internal/emulator"
	"github.com/flymyai/stytch-go/stytchtest"
)

// addFingerprint adds a device fingerprint, as Stytch's script would in a browser, and returns it with its generated values.
func (h *handler) addFingerprint(r *http.Request) (any, error) {
	var device stytchtest.Fingerprint
	if err := decodeBody(r, &device); err != nil {
		return nil, err
	}
	added, err := h.srv.AddFingerprint(emulator.Fingerprint(device))
	if err != nil {
		return nil, problemf(http.StatusBadRequest, "%v", err)
	}
	return stytchtest.Fingerprint(added), nil
}

// makeImpersonationToken creates an impersonation token, as Stytch's dashboard would.
func (h *handler) makeImpersonationToken(r *http.Request) (any, error) {
	var request struct {
		UserID            string `json:"user_id"`
		ImpersonatorID    string `json:"impersonator_id"`
		ImpersonatorEmail string `json:"impersonator_email_address"`
	}
	if err := decodeBody(r, &request); err != nil {
		return nil, err
	}
	token, err := h.srv.ImpersonationToken(emulator.Impersonation(request))
	if err != nil {
		return nil, problemf(http.StatusBadRequest, "%v", err)
	}
	return issued{token}, nil
}
