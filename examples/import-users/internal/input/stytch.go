package input

import "github.com/flymyai/stytch-go/api"

// convertStytch converts a user in the form that the API returns and export-users writes to NDJSON. See
// https://stytch.com/docs/api/search-users.
func convertStytch(rec *Record, _ Options) error {
	var user api.User
	if err := decode(rec.raw, &user); err != nil {
		return err
	}
	u := &rec.User
	u.ExternalID, u.Name = user.ExternalID, user.Name
	u.Roles = user.Roles
	u.TrustedMetadata, u.UntrustedMetadata = user.TrustedMetadata, user.UntrustedMetadata
	u.CreateUserAsPending = user.Status == api.UserStatusPending
	verified := false
	if len(user.Emails) > 0 {
		u.Email, verified = user.Emails[0].Email, user.Emails[0].Verified
	}
	if len(user.PhoneNumbers) > 0 {
		u.PhoneNumber = user.PhoneNumbers[0].PhoneNumber
		verified = verified || user.PhoneNumbers[0].Verified
	}
	for _, note := range []struct {
		applies bool
		note    string
	}{
		{verified, NoteUnverified},
		{len(user.Emails) > 1, NoteMoreEmails},
		{len(user.PhoneNumbers) > 1, NoteMorePhones},
		{user.Password != nil, NoteLostPassword},
		{len(user.Providers)+len(user.TOTPs)+len(user.WebAuthnRegistrations)+len(user.BiometricRegistrations)+len(user.CryptoWallets) > 0, NoteOtherFactors},
	} {
		if note.applies {
			rec.note(note.note)
		}
	}
	return nil
}
