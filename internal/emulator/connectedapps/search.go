package connectedapps

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/field"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

const (
	defaultPage  = 100
	maxPage      = 1000
	cursorPrefix = "apps:"
)

// search returns the newest apps first.
func search(c *op.Call, req *api.ConnectedAppsClientsSearchRequest) (*api.ConnectedAppsClientsSearchResponse, error) {
	if req.Limit < 0 || req.Limit > maxPage {
		return nil, apierror.Newf(api.ErrorTypeInvalidRequestValue, "limit must be between 1 and %d.", maxPage)
	}
	limit := req.Limit
	if limit == 0 {
		limit = defaultPage
	}
	before, err := field.ParseCursor(cursorPrefix, req.Cursor, api.ErrorTypeInvalidRequestValue)
	if err != nil {
		return nil, err
	}
	all := func(*store.App) bool { return true }
	page, total, next := field.Newest(c.Store.Apps(), func(a *store.App) uint64 { return a.Seq }, all, before, limit)
	resp := &api.ConnectedAppsClientsSearchResponse{
		ConnectedApps:   []api.ConnectedApp{},
		ResultsMetadata: api.ResultsMetadata{Total: total, NextCursor: field.Cursor(cursorPrefix, next)},
	}
	for _, found := range page {
		resp.ConnectedApps = append(resp.ConnectedApps, found.View())
	}
	return resp, nil
}
