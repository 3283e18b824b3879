package store

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/field"
)

// Profile holds the fields of a user other than the factors.
type Profile struct {
	Name       api.Name
	ExternalID string
	// Roles stay as they are when nil.
	Roles []string
	// TrustedMetadata and UntrustedMetadata are merged into those of the user.
	TrustedMetadata, UntrustedMetadata map[string]any
}

// CheckProfile checks what a profile would change in a user, nil for a new one, and merges the metadata.
func (s *Store) CheckProfile(p *Profile, u *User) (err error) {
	if p.ExternalID != "" {
		if err := field.CheckExternalID(p.ExternalID); err != nil {
			return err
		}
		if owner := s.byExternal[p.ExternalID]; owner != nil && owner != u {
			return apierror.Newf(api.ErrorTypeDuplicateUserExternalID, "Another user has the external ID %s.", p.ExternalID)
		}
	}
	if err := s.Project.CheckRoles(p.Roles); err != nil {
		return err
	}
	var old User
	if u != nil {
		old = *u
	}
	if p.TrustedMetadata, err = MergeMetadata(old.TrustedMetadata, p.TrustedMetadata); err != nil {
		return err
	}
	p.UntrustedMetadata, err = MergeMetadata(old.UntrustedMetadata, p.UntrustedMetadata)
	return err
}

// ApplyProfile gives a checked profile to its user.
func (s *Store) ApplyProfile(p *Profile, u *User) {
	u.Name = p.Name
	s.touch(u)
	if p.Roles != nil {
		u.AssignedRoles = p.Roles
	}
	u.TrustedMetadata, u.UntrustedMetadata = p.TrustedMetadata, p.UntrustedMetadata
	if p.ExternalID != "" {
		s.SetExternalID(u, p.ExternalID)
	}
}
