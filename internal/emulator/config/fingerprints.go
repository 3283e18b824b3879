package config

import (
	"errors"
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"time"

	"github.com/google/uuid"
	"golang.org/x/text/language"

	"github.com/flymyai/stytch-go/api"
)

// RuleMatch is the verdict reason of a rule that matches.
const RuleMatch = "RULE_MATCH"

// defaultFingerprintLifetime is the default lifetime of a fingerprint. Stytch's samples show ten years.
const defaultFingerprintLifetime = 10 * 365 * 24 * time.Hour

var reasonPattern = regexp.MustCompile(`^[A-Z][A-Z0-9_]{0,63}$`)

// Fingerprint is what Stytch's script found out about a device, under a telemetry ID. An empty ID is generated.
type Fingerprint struct {
	// TelemetryID is a UUID.
	TelemetryID string
	// Reasons are the names of verdict reasons, such as HEADLESS_BROWSER_AUTOMATION.
	Reasons []string
	// Action is the action of the verdict if no rule and no override decides. The default is the strictest action of the
	// reasons, or ALLOW if there are none.
	Action api.FraudVerdictAction
	// DetectedDeviceType is UNKNOWN when empty.
	DetectedDeviceType string
	// Deceptive devices are not what they claim to be.
	Deceptive bool
	// Fingerprints identify device, browser and network.
	Fingerprints api.FraudFingerprints
	// Properties describe the network and the browser, as far as they are known.
	Properties *api.FraudProperties
	// RawSignals are for projects with access to them.
	RawSignals map[string]any
	// ExpiresIn is ten years when zero.
	ExpiresIn time.Duration
}

// Complete checks a fingerprint and fills in the defaults.
func (f *Fingerprint) Complete(newUUID func() string) error {
	if f.TelemetryID == "" {
		f.TelemetryID = newUUID()
	}
	if f.ExpiresIn == 0 {
		f.ExpiresIn = defaultFingerprintLifetime
	}
	if f.DetectedDeviceType == "" {
		f.DetectedDeviceType = "UNKNOWN"
	}
	for _, id := range []struct {
		value  *string
		prefix string
	}{
		{&f.Fingerprints.VisitorID, PrefixVisitorID},
		{&f.Fingerprints.BrowserID, PrefixBrowserID},
		{&f.Fingerprints.VisitorFingerprint, PrefixVisitorFingerprint},
		{&f.Fingerprints.BrowserFingerprint, PrefixBrowserFingerprint},
		{&f.Fingerprints.HardwareFingerprint, PrefixHardwareFingerprint},
		{&f.Fingerprints.NetworkFingerprint, PrefixNetworkFingerprint},
	} {
		if *id.value == "" {
			*id.value = id.prefix + newUUID()
		}
	}
	return f.check()
}

func (f *Fingerprint) check() error {
	if !isUUID(f.TelemetryID) {
		return fmt.Errorf("the telemetry ID %q is not a UUID", f.TelemetryID)
	}
	for _, reason := range f.Reasons {
		switch {
		case !reasonPattern.MatchString(reason):
			return fmt.Errorf("the verdict reason %q is not of the form UPPER_CASE", reason)
		case reason == RuleMatch:
			return errors.New("the verdict reason RULE_MATCH comes from a rule: set a rule")
		}
	}
	switch f.Action {
	case "", api.FraudVerdictActionAllow, api.FraudVerdictActionChallenge, api.FraudVerdictActionBlock:
	default:
		return fmt.Errorf("the action %q is not ALLOW, CHALLENGE or BLOCK", f.Action)
	}
	if f.ExpiresIn < 0 {
		return errors.New("a fingerprint cannot expire before it is taken")
	}
	if f.Properties == nil {
		return nil
	}
	network := f.Properties.NetworkProperties
	if _, err := netip.ParseAddr(network.IPAddress); network.IPAddress != "" && err != nil {
		return fmt.Errorf("%q is not an IP address", network.IPAddress)
	}
	if country := network.IPGeolocation.Country; country != "" && !IsCountry(country) {
		return fmt.Errorf("%q is not the code of a country, such as DE", country)
	}
	return nil
}

// The prefixes of the identifiers of devices. A UUID follows.
const (
	PrefixVisitorID           = "visitor-"
	PrefixBrowserID           = "browser-id-"
	PrefixVisitorFingerprint  = "visitor-fingerprint-"
	PrefixBrowserFingerprint  = "browser-fingerprint-"
	PrefixHardwareFingerprint = "hardware-fingerprint-"
	PrefixNetworkFingerprint  = "network-fingerprint-"
)

// IsDeviceID reports whether an identifier has the form <prefix><uuid>.
func IsDeviceID(prefix, id string) bool {
	return len(id) > len(prefix) && id[:len(prefix)] == prefix && isUUID(id[len(prefix):])
}

// isUUID accepts the usual form alone.
func isUUID(s string) bool { return len(s) == 36 && uuid.Validate(s) == nil }

// IsCountry reports whether a code is one of ISO 3166-1 alpha-2, in upper case.
func IsCountry(code string) bool {
	if len(code) != 2 || slices.ContainsFunc([]byte(code), func(c byte) bool { return c < 'A' || c > 'Z' }) {
		return false
	}
	region, err := language.ParseRegion(code)
	return err == nil && region.IsCountry() && region.String() == code
}
