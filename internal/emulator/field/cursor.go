package field

import (
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// Cursor returns the cursor of a search for the page after the item with a sequence number. The prefix names what is
// searched, so that a cursor works for one kind of search only.
func Cursor(prefix string, last uint64) string {
	return base64.RawURLEncoding.EncodeToString([]byte(prefix + strconv.FormatUint(last, 36)))
}

// ParseCursor returns the sequence number of the item after which a page begins, 0 for the first page.
func ParseCursor(prefix, cursor string) (uint64, error) {
	if cursor == "" {
		return 0, nil
	}
	decoded, err := base64.RawURLEncoding.DecodeString(cursor)
	digits, ok := strings.CutPrefix(string(decoded), prefix)
	if err == nil && ok {
		if seq, err := strconv.ParseUint(digits, 36, 64); err == nil {
			return seq, nil
		}
	}
	return 0, apierror.Newf(api.ErrorTypeInvalidRequestValue, "The cursor is not one that a search has returned.")
}
