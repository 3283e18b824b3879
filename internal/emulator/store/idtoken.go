package store

import (
	"maps"
	"slices"

	"github.com/flymyai/stytch-go/internal/emulator/signing"
)

// IssueIDToken signs an ID token of a consent. The nonce is left out after a refresh (OpenID Connect Core, section
// 12.2).
func (s *Store) IssueIDToken(consent *Consent, issuer, template, nonce string) (string, error) {
	claims, err := templateClaims(template)
	if err != nil {
		return "", err
	}
	maps.Copy(claims, UserClaims(consent.User, consent.Scopes))
	if nonce != "" {
		claims["nonce"] = nonce
	}
	return s.Keys.Sign(signing.Token{
		Issuer: issuer, Subject: consent.User.ID, Audience: []string{consent.ClientID}, IssuedAt: s.now, Lifetime: idTokenLifetime, Claims: claims,
	})
}

// UserClaims returns what scopes let an app know about a user (OpenID Connect Core, section 5.4). Of several addresses or
// numbers it is the first that is verified, or else the first.
func UserClaims(u *User, scopes []string) map[string]any {
	claims := map[string]any{}
	set := func(name, value string) {
		if value != "" {
			claims[name] = value
		}
	}
	for _, scope := range scopes {
		switch scope {
		case "profile":
			set("name", u.FullName())
			set("given_name", u.Name.FirstName)
			set("middle_name", u.Name.MiddleName)
			set("family_name", u.Name.LastName)
			for _, p := range slices.Backward(u.Providers) {
				set("picture", p.ProfilePictureURL)
				set("locale", p.Locale)
			}
		case "email":
			if email := preferred(u.Emails); email != nil {
				claims["email"], claims["email_verified"] = email.Value, email.Verified
			}
		case "phone":
			if phone := preferred(u.Phones); phone != nil {
				claims["phone_number"], claims["phone_number_verified"] = phone.Value, phone.Verified
			}
		}
	}
	return claims
}

// preferred returns the first verified contact, or else the first, or nil.
func preferred(contacts []*Contact) *Contact {
	for _, c := range contacts {
		if c.Verified {
			return c
		}
	}
	if len(contacts) > 0 {
		return contacts[0]
	}
	return nil
}
