package store

import (
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
)

// Fingerprint is the fingerprint of a device.
type Fingerprint struct {
	config.Fingerprint

	CreatedAt, ExpiresAt time.Time
	Metadata             api.FraudMetadata
}

// deviceProperty is a property of a device that a user was seen with.
type deviceProperty struct{ userID, property, value string }

// AddFingerprint stores a fingerprint in place of one with the same telemetry ID, and returns it with its generated
// values.
func (s *Store) AddFingerprint(f config.Fingerprint) (*Fingerprint, error) {
	if err := f.Complete(s.Random.UUID); err != nil {
		return nil, err
	}
	kept := &Fingerprint{Fingerprint: f, CreatedAt: s.now, ExpiresAt: s.now.Add(f.ExpiresIn)}
	s.fingerprints[f.TelemetryID] = kept
	return kept, nil
}

// Fingerprint returns the fingerprint of a telemetry ID unless it has expired, else nil.
func (s *Store) Fingerprint(telemetryID string) *Fingerprint {
	if f := s.fingerprints[telemetryID]; f != nil && s.now.Before(f.ExpiresAt) {
		return f
	}
	return nil
}

// VerdictReasons returns the verdict reasons of all fingerprints.
func (s *Store) VerdictReasons() []string {
	var all []string
	for _, f := range s.fingerprints {
		all = append(all, f.Reasons...)
	}
	return all
}

// UserDevice records that a user was seen with a device, and returns what it shows. It returns nil for an unknown
// telemetry ID, which does not prevent a login.
func (s *Store) UserDevice(userID, telemetryID string) *api.DeviceInfo {
	f := s.Fingerprint(telemetryID)
	if f == nil {
		return nil
	}
	device := &api.DeviceInfo{
		VisitorID:        f.Fingerprints.VisitorID,
		VisitorIDDetails: s.see(userID, "visitor_id", f.Fingerprints.VisitorID),
	}
	if f.Properties != nil {
		network := f.Properties.NetworkProperties
		device.IPAddress, device.IPAddressDetails = network.IPAddress, s.see(userID, "ip_address", network.IPAddress)
		device.IPGeoCity, device.IPGeoRegion = network.IPGeolocation.City, network.IPGeolocation.Region
		device.IPGeoCountry = network.IPGeolocation.Country
		device.IPGeoCountryDetails = s.see(userID, "ip_geo_country", network.IPGeolocation.Country)
	}
	return device
}

// see records that a user was seen with a property, and returns since when; nil for a property that is not known.
func (s *Store) see(userID, property, value string) *api.DeviceAttributeDetails {
	if value == "" {
		return nil
	}
	key := deviceProperty{userID, property, value}
	seen, known := s.deviceProperties[key]
	details := &api.DeviceAttributeDetails{IsNew: !known, FirstSeenAt: seen.FirstSeenAt, LastSeenAt: s.now}
	if !known {
		details.FirstSeenAt = s.now
	}
	if userID != sandbox.UserID { // nothing is stored about the sandbox user
		s.deviceProperties[key] = *details
	}
	return details
}
