package users

import (
	"cmp"
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

func connectedApps(c *op.Call, _ *op.NoBody) (*api.UsersConnectedAppsResponse, error) {
	u, err := c.Store.FindUser(c.Param("user_id"))
	if err != nil {
		return nil, err
	}
	return &api.UsersConnectedAppsResponse{ConnectedApps: u.ConnectedApps}, nil
}

func revokeConnectedApp(c *op.Call, _ *op.NoBody) (*api.UsersRevokeConnectedAppResponse, error) {
	u, err := c.Store.FindUser(c.Param("user_id"))
	if err != nil {
		return nil, err
	}
	id := c.Param("connected_app_id")
	if !c.Store.Disconnect(u, id) {
		return nil, apierror.Newf(api.ErrorTypeConnectedAppNotFound, "The user has not granted access to an app %s.", id)
	}
	return &api.UsersRevokeConnectedAppResponse{}, nil
}

// ConnectApp records that a user has granted an app access. An app without a type is a third party's. The store must be locked.
func ConnectApp(s *store.Store, userID string, app api.UserConnectedApp) (api.UserConnectedApp, error) {
	u, err := s.FindUser(userID)
	if err != nil {
		return api.UserConnectedApp{}, err
	}
	if app.ConnectedAppID == "" {
		app.ConnectedAppID = s.NewID(ids.ConnectedApp)
	}
	app.ClientType = cmp.Or(app.ClientType, api.ConnectedAppClientTypeThirdParty)
	others := slices.DeleteFunc(slices.Clone(u.ConnectedApps), func(a api.UserConnectedApp) bool { return a.ConnectedAppID == app.ConnectedAppID })
	u.ConnectedApps = append(others, app)
	return app, nil
}
