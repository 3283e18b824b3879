package live

import (
	"encoding/base64"
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
)

// Formats of strings. A format with a length is called "digits(6)", for example.
const (
	formatID       = "ID"
	formatUUID     = "UUID"
	formatTime     = "time"
	formatJWT      = "JWT"
	formatJSON     = "JSON"
	formatEmail    = "email address"
	formatPhone    = "phone number"
	formatIP       = "IP address"
	formatURL      = "URL"
	formatData     = "data URL"
	formatDigits   = "digits"
	formatBase32   = "base32"
	formatHex      = "hex"
	formatRecovery = "recovery code"
	formatToken    = "token"
	formatText     = "text"
)

var (
	idPattern       = regexp.MustCompile(`^([a-z]{1,20}(?:-[a-z0-9]{1,20}){0,3})-(test|live)-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$`)
	uuidPattern     = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	emailPattern    = regexp.MustCompile(`^[^@\s"<>:/]+@[^@\s"<>:/]+\.[^@\s"<>:/]+$`)
	phonePattern    = regexp.MustCompile(`^\+[0-9]{6,15}$`)
	digitsPattern   = regexp.MustCompile(`^[0-9]{5,10}$`)
	base32Pattern   = regexp.MustCompile(`^[A-Z2-7]{16,}=*$`)
	hexPattern      = regexp.MustCompile(`^(0x)?[0-9a-fA-F]{16,}$`)
	recoveryPattern = regexp.MustCompile(`^[a-z0-9]{4}(-[a-z0-9]{4}){2}$`)
	tokenPattern    = regexp.MustCompile(`^[A-Za-z0-9_+/-]{16,}={0,2}$`)
)

// formatOf returns the format of a string, and the length where it matters.
func formatOf(s string) (format string, length int) {
	switch {
	case idPattern.MatchString(s):
		return formatID, 0
	case uuidPattern.MatchString(s):
		return formatUUID, 0
	case isTime(s):
		return formatTime, 0
	case isJWT(s):
		return formatJWT, 0
	case isJSON(s):
		return formatJSON, 0
	case strings.HasPrefix(s, "data:"):
		return formatData, 0
	case isURL(s):
		return formatURL, 0
	case phonePattern.MatchString(s):
		return formatPhone, 0
	case emailPattern.MatchString(s):
		return formatEmail, 0
	case isIP(s):
		return formatIP, 0
	case digitsPattern.MatchString(s):
		return formatDigits, len(s)
	case recoveryPattern.MatchString(s):
		return formatRecovery, 0
	case base32Pattern.MatchString(s):
		return formatBase32, len(s)
	case hexPattern.MatchString(s):
		return formatHex, len(s)
	case tokenPattern.MatchString(s) && strings.ContainsAny(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"):
		return formatToken, len(s)
	default:
		return formatText, 0
	}
}

// describe names the format of a string for a report.
func describe(s string) string {
	format, length := formatOf(s)
	switch format {
	case formatID:
		match := idPattern.FindStringSubmatch(s)
		return match[1] + "-" + match[2] + "-<UUID>"
	case formatTime:
		return timeForm(s)
	case formatData:
		head, _, _ := strings.Cut(s, ",")
		return "data URL " + strconv.Quote(head)
	}
	if length > 0 {
		return fmt.Sprintf("%s(%d)", format, length)
	}
	return format
}

// timeForm distinguishes times in UTC, times in other zones, and times in whole seconds.
func timeForm(s string) string {
	form := "time"
	if !strings.HasSuffix(s, "Z") {
		form += " with an offset"
	}
	if !strings.Contains(s, ".") {
		form += " in whole seconds"
	}
	return form
}

func isTime(s string) bool {
	_, err := time.Parse(time.RFC3339Nano, s)
	return err == nil
}

func isURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme != "" && u.Host != "" && !strings.ContainsAny(s, " \n")
}

func isIP(s string) bool {
	if _, err := netip.ParseAddr(s); err == nil {
		return true
	}
	_, err := netip.ParsePrefix(s)
	return err == nil
}

// isJSON reports whether a string holds an object or a list.
func isJSON(s string) bool {
	if !strings.HasPrefix(s, "{") && !strings.HasPrefix(s, "[") {
		return false
	}
	var v any
	return json.Unmarshal([]byte(s), &v) == nil
}

func isJWT(s string) bool {
	_, _, ok := decodeJWT(s)
	return ok
}

// decodeJWT returns the header and the claims of a JWT.
func decodeJWT(s string) (header, claims map[string]any, ok bool) {
	parts := strings.Split(s, ".")
	if len(parts) != 3 {
		return nil, nil, false
	}
	for i, into := range []*map[string]any{&header, &claims} {
		text, err := base64.RawURLEncoding.DecodeString(parts[i])
		if err != nil || json.Unmarshal(text, into) != nil || *into == nil {
			return nil, nil, false
		}
	}
	return header, claims, true
}
