package connectedapps

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

const (
	defaultPage  = 100
	maxPage      = 1000
	cursorPrefix = "apps:"
)

// search returns the newest apps first. The cursor names the last app of a page, so apps that come or go meanwhile move
// nothing.
func search(c *op.Call, req *api.ConnectedAppsClientsSearchRequest) (*api.ConnectedAppsClientsSearchResponse, error) {
	if req.Limit < 0 || req.Limit > maxPage {
		return nil, apierror.Newf(api.ErrorTypeInvalidRequestValue, "limit must be between 1 and %d.", maxPage)
	}
	limit := req.Limit
	if limit == 0 {
		limit = defaultPage
	}
	before, err := parseCursor(req.Cursor)
	if err != nil {
		return nil, err
	}
	list := store.Part[apps](c.Store).list
	resp := &api.ConnectedAppsClientsSearchResponse{ConnectedApps: []api.ConnectedApp{}}
	resp.ResultsMetadata.Total = len(list)
	var last uint64
	for _, found := range slices.Backward(list) {
		if before != 0 && found.seq >= before {
			continue
		}
		if len(resp.ConnectedApps) == limit {
			resp.ResultsMetadata.NextCursor = base64.RawURLEncoding.EncodeToString([]byte(cursorPrefix + strconv.FormatUint(last, 36)))
			break
		}
		resp.ConnectedApps = append(resp.ConnectedApps, found.described())
		last = found.seq
	}
	return resp, nil
}

// parseCursor returns the app after which a page begins, 0 for the first page.
func parseCursor(cursor string) (uint64, error) {
	if cursor == "" {
		return 0, nil
	}
	decoded, err := base64.RawURLEncoding.DecodeString(cursor)
	digits, ok := strings.CutPrefix(string(decoded), cursorPrefix)
	if err == nil && ok {
		if seq, err := strconv.ParseUint(digits, 36, 64); err == nil {
			return seq, nil
		}
	}
	return 0, apierror.Newf(api.ErrorTypeInvalidRequestValue, "The cursor is not one that a search has returned.")
}
