package store

import (
	"testing"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
)

// newStore returns the store of a project with an app.
func newStore(t *testing.T) (*Store, *App) {
	t.Helper()
	random := ids.NewSource(new(uint64), 0)
	project := &config.Project{}
	if err := project.Complete(random); err != nil {
		t.Fatal(err)
	}
	s, err := New(project, random)
	if err != nil {
		t.Fatal(err)
	}
	app, _ := s.AddApp(NewAppFields(api.ConnectedAppWithClientSecret{ClientType: api.ConnectedAppClientTypeThirdPartyPublic}))
	return s, app
}

// The newest codes and tokens are kept, and withdrawn with the access of their app.
func TestRecentConsents(t *testing.T) {
	t.Parallel()
	s, app := newStore(t)
	u := s.NewUser()
	var codes, refreshTokens, accessTokens []string
	const added = 5*maxRecent/2 + 7
	for range added {
		consent := &Consent{User: u, ClientID: app.Fields.ClientID}
		codes = append(codes, s.AddCode(consent, "", ""))
		refreshTokens = append(refreshTokens, s.AddRefreshToken(&Consent{User: u, ClientID: app.Fields.ClientID}))
		id := s.Random.Token()
		accessTokens = append(accessTokens, id)
		s.accessTokens.add(id, &AccessToken{Consent: &Consent{User: u, ClientID: app.Fields.ClientID}})
	}
	s.Disconnect(u, app.Fields.ClientID)
	// Whenever more than maxRecent would be kept, the oldest tenth is discarded.
	kept := maxRecent - maxRecent/10 + added%(maxRecent/10)
	for i := range added {
		code, refresh, access := s.Code(codes[i]), s.RefreshToken(refreshTokens[i]), s.accessTokens.get(accessTokens[i])
		want := i >= added-kept
		if (code != nil) != want || (refresh != nil) != want || (access != nil) != want {
			t.Fatalf("%d of %d: kept %t, %t and %t, want %t", i, added, code != nil, refresh != nil, access != nil, want)
		}
		if want && (!code.Withdrawn || !refresh.Withdrawn || !access.Withdrawn) {
			t.Fatalf("%d of %d is not withdrawn with the app", i, added)
		}
	}
	if len(s.codes.values) != kept || len(s.codes.keys) != kept || cap(s.codes.keys) > 2*maxRecent {
		t.Errorf("%d codes, and %d keys with a capacity of %d; want %d of each", len(s.codes.values), len(s.codes.keys), cap(s.codes.keys), kept)
	}
}

// An app that has registered itself and that nobody uses makes room for the next.
func TestRegisterApp(t *testing.T) {
	t.Parallel()
	s, manual := newStore(t)
	u := s.NewUser()
	register := func() (*App, error) {
		app, _, err := s.RegisterApp(NewAppFields(api.ConnectedAppWithClientSecret{ClientType: api.ConnectedAppClientTypeThirdPartyPublic}), "")
		return app, err
	}
	var apps []*App
	for i := range maxRegistered + 10 {
		app, err := register()
		if err != nil {
			t.Fatal(err)
		}
		apps = append(apps, app)
		if i < 5 { // the oldest have access to a user
			s.AddCode(&Consent{User: u, ClientID: app.Fields.ClientID}, "", "")
		}
	}
	for i, app := range apps {
		if want := i < 5 || i >= 15; (s.App(app.Fields.ClientID) != nil) != want {
			t.Errorf("app %d is kept: %t", i, !want)
		}
	}
	if s.App(manual.Fields.ClientID) == nil || len(s.Apps()) != maxRegistered+1 {
		t.Errorf("%d apps are kept", len(s.Apps()))
	}
	for _, app := range s.Apps() {
		s.AddCode(&Consent{User: u, ClientID: app.Fields.ClientID}, "", "")
	}
	if _, err := register(); err == nil || len(s.Apps()) != maxRegistered+1 {
		t.Errorf("a registration replaced an app with access to a user: %v", err)
	}
	s.RemoveApp(apps[0])
	if _, err := register(); err != nil {
		t.Error(err)
	}
}
