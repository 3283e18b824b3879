package connectedapps

import (
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/field"
	"github.com/flymyai/stytch-go/internal/emulator/op"
)

const (
	defaultPage  = 100
	maxPage      = 1000
	cursorPrefix = "apps:"
)

// search returns the newest apps first. The cursor names the last app of a page, so apps that are added or deleted in
// the meantime do not shift the pages.
func search(c *op.Call, req *api.ConnectedAppsClientsSearchRequest) (*api.ConnectedAppsClientsSearchResponse, error) {
	if req.Limit < 0 || req.Limit > maxPage {
		return nil, apierror.Newf(api.ErrorTypeInvalidRequestValue, "limit must be between 1 and %d.", maxPage)
	}
	limit := req.Limit
	if limit == 0 {
		limit = defaultPage
	}
	before, err := field.ParseCursor(cursorPrefix, req.Cursor)
	if err != nil {
		return nil, err
	}
	list := c.Store.Apps()
	resp := &api.ConnectedAppsClientsSearchResponse{ConnectedApps: []api.ConnectedApp{}}
	resp.ResultsMetadata.Total = len(list)
	var last uint64
	for _, found := range slices.Backward(list) {
		if before != 0 && found.Seq >= before {
			continue
		}
		if len(resp.ConnectedApps) == limit {
			resp.ResultsMetadata.NextCursor = field.Cursor(cursorPrefix, last)
			break
		}
		resp.ConnectedApps = append(resp.ConnectedApps, found.View())
		last = found.Seq
	}
	return resp, nil
}
