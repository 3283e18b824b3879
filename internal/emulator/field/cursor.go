package field

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// Newest returns a page of the items that match, the newest first: at most limit items whose sequence number is below
// before, unless before is 0. It also returns how many items match in total, and the sequence number before which the
// next page begins, 0 on the last page. Items that are added or removed between two searches do not shift the pages.
func Newest[T any](items []T, seq func(T) uint64, matches func(T) bool, before uint64, limit int) (page []T, total int, next uint64) {
	var last uint64
	for _, item := range slices.Backward(items) {
		switch {
		case !matches(item):
			continue
		case before != 0 && seq(item) >= before:
		case len(page) == limit:
			next = last
		default:
			page, last = append(page, item), seq(item)
		}
		total++
	}
	return page, total, next
}

// Cursor returns the cursor of a search for the page after the item with a sequence number, empty for 0. The prefix names
// what is searched, so that a cursor works for one kind of search only.
func Cursor(prefix string, last uint64) string {
	if last == 0 {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString([]byte(prefix + strconv.FormatUint(last, 36)))
}

// ParseCursor returns the sequence number of the item after which a page begins, 0 for the first page. A cursor that no
// search has returned is an error of the given type.
func ParseCursor(prefix, cursor string, invalid api.ErrorType) (uint64, error) {
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
	return 0, apierror.Newf(invalid, "The cursor is not one that a search has returned.")
}
