package control

import (
	"net/http"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// makeAccessToken creates an access token of a connected app, as the app's authorization flow does.
func (h *handler) makeAccessToken(r *http.Request) (any, error) {
	var request struct {
		UserID   string `json:"user_id"`
		ClientID string `json:"client_id"`
		Scopes   string `json:"scope"`
		Audience string `json:"audience"`
	}
	if err := decodeBody(r, &request); err != nil {
		return nil, err
	}
	token, err := h.srv.AccessToken(emulator.AccessToken(request))
	if err != nil {
		return nil, problemf(http.StatusBadRequest, "%v", err)
	}
	return issued{token}, nil
}

// connectApp records that a user has granted an app access.
func (h *handler) connectApp(r *http.Request) (any, error) {
	var request struct {
		api.UserConnectedApp

		UserID string `json:"user_id"`
	}
	if err := decodeBody(r, &request); err != nil {
		return nil, err
	}
	app, err := h.srv.ConnectApp(request.UserID, request.UserConnectedApp)
	if err != nil {
		return nil, problemf(http.StatusBadRequest, "%v", err)
	}
	return app, nil
}

// rotateKeys replaces the signing key. If the request says so, it also removes the old keys from the key set.
func (h *handler) rotateKeys(r *http.Request) (any, error) {
	var request struct {
		DropOld bool `json:"drop_old"`
	}
	if err := decodeBody(r, &request); err != nil {
		return nil, err
	}
	h.srv.RotateKeys()
	if request.DropOld {
		h.srv.DropOldKeys()
	}
	h.log(r, "keys rotated")
	return struct{}{}, nil
}
