package control

import (
	"net/http"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// makeAccessToken creates an access token of a connected app, as the app's authorization flow does.
func (h *handler) makeAccessToken(r *http.Request) (any, error) {
	var order struct {
		UserID   string `json:"user_id"`
		ClientID string `json:"client_id"`
		Scopes   string `json:"scope"`
		Audience string `json:"audience"`
	}
	if err := decodeBody(r, &order); err != nil {
		return nil, err
	}
	token, err := h.srv.AccessToken(emulator.AccessToken(order))
	if err != nil {
		return nil, refuse(http.StatusBadRequest, "%v", err)
	}
	return struct {
		Token string `json:"token"`
	}{token}, nil
}

// connectApp records that a user has granted an app access.
func (h *handler) connectApp(r *http.Request) (any, error) {
	var order struct {
		api.UserConnectedApp

		UserID string `json:"user_id"`
	}
	if err := decodeBody(r, &order); err != nil {
		return nil, err
	}
	app, err := h.srv.ConnectApp(order.UserID, order.UserConnectedApp)
	if err != nil {
		return nil, refuse(http.StatusBadRequest, "%v", err)
	}
	return app, nil
}

// rotateKeys replaces the signing key. If the request says so, it also removes the old keys from the key set.
func (h *handler) rotateKeys(r *http.Request) (any, error) {
	var order struct {
		DropOld bool `json:"drop_old"`
	}
	if err := decodeBody(r, &order); err != nil {
		return nil, err
	}
	h.srv.RotateKeys()
	if order.DropOld {
		h.srv.DropOldKeys()
	}
	h.log(r, "keys rotated")
	return struct{}{}, nil
}
