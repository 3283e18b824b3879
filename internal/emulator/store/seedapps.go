package store

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
)

// createdByAPI is a guess: the values of creation_method are not documented.
const createdByAPI = "API"

// minSecretLength is that of M2M clients.
const minSecretLength = 8

// seedApps adds apps as they are described.
func (s *Store) seedApps(apps []api.ConnectedAppWithClientSecret) error {
	for i, described := range apps {
		if err := s.seedApp(described); err != nil {
			return fmt.Errorf("connected_apps[%d]: %w", i, err)
		}
	}
	return nil
}

func (s *Store) seedApp(described api.ConnectedAppWithClientSecret) error {
	fields := NewAppFields(described)
	if err := CheckApp(&fields); err != nil {
		return err
	}
	secret := cmp.Or(described.ClientSecret, s.Random.Token())
	public := (&App{Fields: fields}).Public()
	switch {
	case public && described.ClientSecret != "":
		return errors.New("a public app has no client_secret")
	case !public && described.ClientSecret == "" && described.ClientSecretLastFour != "":
		return errors.New("client_secret is missing")
	case len(secret) < minSecretLength:
		return fmt.Errorf("client_secret has fewer than %d characters", minSecretLength)
	case fields.ClientID == "":
		fields.ClientID = s.NewID(ids.ConnectedApp)
	case s.App(fields.ClientID) != nil:
		return fmt.Errorf("the client_id %s is used twice", fields.ClientID)
	}
	if err := s.Project.CheckID(fields.ClientID, ids.ConnectedApp, api.ErrorTypeInvalidID); err != nil {
		return err
	}
	s.addApp(fields, secret)
	return nil
}

// NewAppFields returns the fields of a new app, with defaults for those that are not described.
func NewAppFields(d api.ConnectedAppWithClientSecret) api.ConnectedApp {
	return api.ConnectedApp{
		ClientID: d.ClientID, ClientType: d.ClientType, ClientName: d.ClientName, ClientDescription: d.ClientDescription,
		RedirectURLs: orNone(d.RedirectURLs), PostLogoutRedirectURLs: orNone(d.PostLogoutRedirectURLs),
		FullAccessAllowed: d.FullAccessAllowed, BypassConsentForOfflineAccess: d.BypassConsentForOfflineAccess,
		AccessTokenExpiryMinutes: cmp.Or(d.AccessTokenExpiryMinutes, defaultExpiryMinutes), AccessTokenCustomAudience: d.AccessTokenCustomAudience,
		AccessTokenTemplateContent: d.AccessTokenTemplateContent, IDTokenTemplateContent: d.IDTokenTemplateContent,
		LogoURL: d.LogoURL, CreationMethod: createdByAPI, Status: appStatusActive,
	}
}

func orNone(list []string) []string {
	if list == nil {
		return []string{}
	}
	return slices.Clone(list)
}
