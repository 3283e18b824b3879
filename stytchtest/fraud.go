package stytchtest

import (
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// Fingerprint is what Stytch's script collects about a device. The zero value describes a device that is not
// suspicious. The project's rules and overrides apply to it.
type Fingerprint struct {
	// TelemetryID is a UUID. It is generated if empty.
	TelemetryID string `json:"telemetry_id,omitzero"`
	// Reasons are the verdict reasons that Stytch finds, such as HEADLESS_BROWSER_AUTOMATION. A reason that the server
	// does not know has the default action CHALLENGE.
	Reasons []string `json:"reasons,omitzero"`
	// Action is the action of the verdict if no rule matches and none of the reasons is overridden. When empty, it is the
	// strictest action of the reasons, or ALLOW if there are none.
	Action api.FraudVerdictAction `json:"action,omitzero"`
	// DetectedDeviceType is UNKNOWN when empty.
	DetectedDeviceType string `json:"detected_device_type,omitzero"`
	// Deceptive marks a device that is not what it claims to be.
	Deceptive bool `json:"deceptive,omitzero"`
	// Fingerprints are the identifiers of device, browser and network. Each is generated if empty.
	Fingerprints api.FraudFingerprints `json:"fingerprints,omitzero"`
	// Properties describe the network and the browser. Rules for CIDR blocks, autonomous systems and countries need
	// them. If nil, they are unknown.
	Properties *api.FraudProperties `json:"properties,omitzero"`
	// RawSignals are returned unchanged.
	RawSignals map[string]any `json:"raw_signals,omitzero"`
	// ExpiresIn is the lifetime of the fingerprint. It is ten years when zero.
	ExpiresIn time.Duration `json:"-"`
}

// WithFingerprints starts the server with the given device fingerprints.
func WithFingerprints(fingerprints ...Fingerprint) Option {
	return func(c *config) {
		for _, f := range fingerprints {
			c.emulator.Fingerprints = append(c.emulator.Fingerprints, emulator.Fingerprint(f))
		}
	}
}

// Fingerprint adds a device fingerprint, as Stytch's script does in a browser, and returns it with all generated
// values. Pass its TelemetryID to client.Fraud.Fingerprint.Lookup, or as TelemetryID to a call that authenticates a
// user. A fingerprint with an existing telemetry ID replaces the earlier one. A malformed fingerprint fails the test;
// on a server from [Start], Fingerprint panics.
//
//	bot := srv.Fingerprint(stytchtest.Fingerprint{Reasons: []string{"HEADLESS_BROWSER_AUTOMATION"}})
//	lookup, err := client.Fraud.Fingerprint.Lookup(ctx, fraud.FingerprintLookupRequest{TelemetryID: bot.TelemetryID})
func (s *Server) Fingerprint(f Fingerprint) Fingerprint {
	s.tb.Helper()
	added, err := s.emulator.AddFingerprint(emulator.Fingerprint(f))
	if err != nil {
		s.tb.Fatalf("stytchtest: %v", err)
	}
	return Fingerprint(added)
}
