package store

import (
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/clientsecret"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
)

const (
	// defaultExpiryMinutes is the lifetime of access tokens where the app sets no other.
	defaultExpiryMinutes = 60
	// appStatusActive is a guess: the values of status are not documented.
	appStatusActive = "active"
	// createdByRegistration is a guess: the values of creation_method are not documented.
	createdByRegistration = "DYNAMIC_CLIENT_REGISTRATION"
	// maxRegistered is how many apps that have registered themselves are kept.
	maxRegistered = 1000
)

// App is an app that users can give access to their accounts.
type App struct {
	// Seq orders the apps by their creation.
	Seq uint64
	// Fields are those of the app that the API shows, without the secrets.
	Fields api.ConnectedApp
	// Secret is nil for a public app.
	Secret *clientsecret.Secret
	// Next is the second secret while the first is rotated.
	Next *clientsecret.Secret
	// Registration identifies the metadata that a public app has registered itself with; empty for any other app.
	Registration string
}

// Public reports whether the app cannot keep a secret.
func (a *App) Public() bool { return strings.HasSuffix(string(a.Fields.ClientType), "_public") }

// FirstParty reports whether the app belongs to the owner of the project.
func (a *App) FirstParty() bool { return strings.HasPrefix(string(a.Fields.ClientType), "first_party") }

// Authenticates reports whether a secret is one of the app's.
func (a *App) Authenticates(plain string) bool {
	return a.Secret != nil && a.Secret.Is(plain) || a.Next != nil && a.Next.Is(plain)
}

// View returns the app as the API shows it, without its secrets.
func (a *App) View() api.ConnectedApp {
	view := a.Fields
	view.RedirectURLs, view.PostLogoutRedirectURLs = slices.Clone(view.RedirectURLs), slices.Clone(view.PostLogoutRedirectURLs)
	if a.Secret != nil {
		view.ClientSecretLastFour = a.Secret.LastFour
	}
	if a.Next != nil {
		view.NextClientSecretLastFour = a.Next.LastFour
	}
	return view
}

// Apps returns all apps in the order of their creation. The caller does not change the list.
func (s *Store) Apps() []*App { return s.apps }

// App returns the app of a client ID, or nil.
func (s *Store) App(clientID string) *App {
	i := slices.IndexFunc(s.apps, func(a *App) bool { return a.Fields.ClientID == clientID })
	if i < 0 {
		return nil
	}
	return s.apps[i]
}

// FindApp returns the app of a client ID.
func (s *Store) FindApp(clientID string) (*App, error) {
	if a := s.App(clientID); a != nil {
		return a, nil
	}
	return nil, apierror.Newf(api.ErrorTypeConnectedAppNotFound, "There is no connected app %s.", clientID)
}

// AddApp adds an app with checked fields. It returns the secret, which is not kept; it is empty for a public app.
func (s *Store) AddApp(fields api.ConnectedApp) (added *App, secret string) {
	fields.ClientID = s.NewID(ids.ConnectedApp)
	return s.addApp(fields, s.Random.Token())
}

func (s *Store) addApp(fields api.ConnectedApp, secret string) (added *App, plainSecret string) {
	added = &App{Fields: fields}
	if !added.Public() {
		plainSecret = secret
		kept := clientsecret.New(plainSecret)
		added.Secret = &kept
	}
	s.lastAppSeq++
	added.Seq = s.lastAppSeq
	s.apps = append(s.apps, added)
	return added, plainSecret
}

// RegisterApp adds an app that registers itself with checked fields. The registration identifies its metadata if the
// app is public. If there are too many such apps, the new one replaces the oldest that has no access to any user. If
// all have access to users, it fails.
func (s *Store) RegisterApp(fields api.ConnectedApp, registration string) (added *App, secret string, err error) {
	var registered []*App
	for _, a := range s.apps {
		if a.Fields.CreationMethod == createdByRegistration {
			registered = append(registered, a)
		}
	}
	if len(registered) >= maxRegistered {
		i := slices.IndexFunc(registered, func(a *App) bool { return !s.hasAccess(a) })
		if i < 0 {
			return nil, "", apierror.Newf(api.ErrorTypeOAuth2InvalidRequest, "%d apps have registered themselves, and all of them have access to users. Delete some.", maxRegistered)
		}
		s.RemoveApp(registered[i])
	}
	fields.CreationMethod = createdByRegistration
	added, secret = s.AddApp(fields)
	added.Registration = registration
	return added, secret, nil
}

// hasAccess reports whether a user has granted an app access.
func (s *Store) hasAccess(a *App) bool {
	return slices.ContainsFunc(s.users, func(u *User) bool {
		return slices.ContainsFunc(u.ConnectedApps, func(c api.UserConnectedApp) bool { return c.ConnectedAppID == a.Fields.ClientID })
	})
}

// RemoveApp removes an app. Its tokens stop working at the endpoints of the project, and no user is connected to it.
func (s *Store) RemoveApp(a *App) {
	s.apps = slices.DeleteFunc(s.apps, func(other *App) bool { return other == a })
	s.withdraw(func(c *Consent) bool { return c.ClientID == a.Fields.ClientID })
	for _, u := range s.users {
		u.disconnect(a.Fields.ClientID)
	}
}
